"""A store in a file: SQLite through apsw, opened only when it is ours and whole enough."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
from playhouse.apsw_ext import APSWDatabase

from db.engine import Engine
from db.errors import Foreign, Locked, NewerSchema, NotFound
from db.failures import failures
from db.migrate import SCHEMA, create

APPLICATION_ID = 0x47414C59
"""What marks a file as ours: "GALY"."""

PRAGMAS = {
    "synchronous": "full",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cache_size": -65536,
}

WAL_TRIES = 20


class Database(APSWDatabase):  # type: ignore[misc]
    """A database whose statements fail with errors of `db.errors`."""

    connections = 1

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
    """The store in the file at `path`, made when it is new.

    Raises Foreign, NewerSchema, Locked, ReadOnly, Damaged or NotFound.
    """
    empty = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    if (empty and not create) or not path.parent.is_dir():
        raise NotFound(kind="store", ref=str(path))
    if not empty and not (path.is_file() and _has_header(path)):
        raise Foreign(path=str(path))
    database = Database(str(path), timeout=5, lock_type="IMMEDIATE")
    try:
        with failures(str(path)):
            _prepare(database, path, create)
    except BaseException:
        database.close()
        raise
    return Engine(database, str(path), server=False)


def _prepare(database: Database, path: Path, may_create: bool) -> None:
    database.connect()
    if may_create and _blank(database):
        with database.atomic():
            if _blank(database):  # nobody else made it while this waited for the lock
                _create(database)
    _recognise(database, path)
    _write_ahead(database)
    for name, value in PRAGMAS.items():
        database.pragma(name, value)


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


def _has_header(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _blank(database: Database) -> bool:
    count = database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return bool(count == 0 and database.pragma("application_id") == 0)


def _recognise(database: Database, path: Path) -> None:
    if database.pragma("application_id") != APPLICATION_ID:
        raise Foreign(path=str(path))
    if database.pragma("user_version") > SCHEMA:
        raise NewerSchema(path=str(path))


def _create(database: Database) -> None:
    create(database)
    database.pragma("application_id", APPLICATION_ID)
    database.pragma("user_version", SCHEMA)
