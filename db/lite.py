"""A store in a file: SQLite through apsw, opened only when it is ours and whole enough."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw

from db.engine import Engine
from db.errors import (
    EmptyFile,
    Foreign,
    Gone,
    Locked,
    NetworkShare,
    NewerSchema,
    NotFound,
)
from db.failures import failures
from db.migrate import SCHEMA, pending, upgrade
from db.migrate import create as create_schema
from db.orm import APSWDatabase
from db.shares import share_of
from db.snapshot import snapshot

APPLICATION_ID = 0x47414C59
"""What marks a file as ours: "GALY"."""

PRAGMAS = {
    "synchronous": "full",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cache_size": -65536,
}

PATIENCE = 5.0
"""Seconds to wait for another program that writes."""

WAL_TRIES = 20


class Database(APSWDatabase):  # type: ignore[misc]
    """A database whose statements fail with errors of `db.errors`."""

    connections = 1
    SNAPSHOT = "DEFERRED"

    def interrupter(self) -> Callable[[], None]:
        """What stops a running statement, called from another thread."""
        return self.connection().interrupt  # type: ignore[no-any-return]

    def _add_conn_hooks(self, conn: apsw.Connection) -> None:
        """The migrations' runner binds times, which apsw leaves to us."""
        super()._add_conn_hooks(conn)
        conn.convert_binding = lambda _cursor, _number, value: str(value)

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Run one statement."""
        with failures(str(self.database)):
            return super().execute_sql(*args, **kwargs)


def open_file(path: Path, create: bool) -> Engine:
    """The store in the file at `path`, made when there is none.

    Raises Foreign, EmptyFile, NewerSchema, Locked, ReadOnly, Damaged, NetworkShare or NotFound.
    """
    if not path.parent.is_dir() or not (create or path.exists()):
        raise NotFound(kind="store", ref=str(path))
    if share := share_of(path):
        raise NetworkShare(path=str(path), kind=share)
    if create and (not path.exists() or _marker(path).exists()):
        _make(path)
    look_at(path)
    was_left = _holds_something(Path(f"{path}-wal"))
    database = Database(str(path), timeout=PATIENCE, lock_type="IMMEDIATE")
    try:
        with failures(str(path)):
            _prepare(database, path)
    except BaseException:
        database.close()
        raise
    return Engine(database, str(path), server=False, unclean=was_left, look=_watch(path))


def _watch(path: Path) -> Callable[[], None]:
    """Tells whether the file that was opened still lies at `path`: SQLite goes on writing into one
    that was deleted, and what is written is lost with it. Raises Gone.
    """
    opened = path.stat()

    def look() -> None:
        try:
            now = path.stat()
        except OSError as error:
            raise Gone(path=str(path)) from error
        if (now.st_dev, now.st_ino) != (opened.st_dev, opened.st_ino):
            raise Gone(path=str(path))

    return look


def _marker(path: Path) -> Path:
    """What lies beside a store while it is being made, and after a making that was cut short."""
    return path.with_name(path.name + ".making")


def _make(path: Path) -> None:
    """Make an empty store, or finish one whose making was cut short; others wait or help.

    The schema is one transaction, so that the file is blank until it is whole.
    """
    with failures(str(path)):
        _marker(path).touch()
        database = Database(str(path), timeout=PATIENCE, lock_type="IMMEDIATE")
        try:
            database.connect()
            with database.atomic():
                if _blank(database):  # nobody else made it while this waited for the lock
                    create_schema(database)
                    database.pragma("application_id", APPLICATION_ID)
                    database.pragma("user_version", SCHEMA)
        finally:
            database.close()
        _marker(path).unlink(missing_ok=True)


def _blank(database: Database) -> bool:
    count = database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return bool(count == 0 and database.pragma("application_id") == 0)


def look_at(path: Path) -> None:
    """Refuse what is no SQLite file, before SQLite touches it."""
    if not path.exists():
        raise NotFound(kind="store", ref=str(path))
    if not path.is_file():
        raise Foreign(path=str(path))
    with failures(str(path)), path.open("rb") as file:
        header = file.read(16)
    if not header:
        raise EmptyFile(path=str(path))
    if header != b"SQLite format 3\0":
        raise Foreign(path=str(path))


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _prepare(database: Database, path: Path) -> None:
    database.connect()
    _recognise(database, path)
    _write_ahead(database)
    for name, value in PRAGMAS.items():
        database.pragma(name, value)
    if database.pragma("user_version") < SCHEMA and pending(database, str(path)):
        snapshot(path, path.with_name(f"{path.name}.before-schema-{SCHEMA}"))
        _upgrade(database)


def _upgrade(database: Database) -> None:
    """Run the migrations that are pending, alone and as one."""
    database.pragma("foreign_keys", 0)
    with database.atomic():
        upgrade(database)
        database.pragma("user_version", SCHEMA)
    database.pragma("foreign_keys", 1)


def _write_ahead(database: Database) -> None:
    """Switch to WAL; SQLite does not wait for others here, but it does wait to begin."""
    for _ in range(WAL_TRIES):
        try:
            database.pragma("journal_mode", "wal")
            return
        except Locked:
            with database.atomic():
                pass
    database.pragma("journal_mode", "wal")


def _recognise(database: Database, path: Path) -> None:
    if database.pragma("application_id") != APPLICATION_ID:
        raise Foreign(path=str(path))
    if database.pragma("user_version") > SCHEMA:
        raise NewerSchema(path=str(path))
