"""From a path to an open SQLite database that is ours, or an error of `db.errors`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
from peewee import PeeweeException
from playhouse.apsw_ext import APSWDatabase

from db.errors import (
    Damaged,
    DiskFull,
    Foreign,
    Locked,
    NewerSchema,
    NotFound,
    ReadOnly,
    Refused,
)
from db.tables import Tables

APPLICATION_ID = 0x47414C59
"""What marks a file as ours: "GALY"."""

SCHEMA = 1
"""The newest schema this program knows."""

PRAGMAS = {
    "synchronous": "full",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cache_size": -65536,
}

WAL_TRIES = 20

APPEND_ONLY = """
CREATE TRIGGER history_no_{verb} BEFORE {verb} ON history
BEGIN SELECT raise(ABORT, 'the history is append-only'); END
"""


@contextmanager
def failures(path: str) -> Iterator[None]:
    """Turn what SQLite reports about the file at `path` into an error of `db.errors`.

    peewee wraps apsw's exceptions and keeps the wrapped one as `orig`.
    """
    try:
        yield
    except (apsw.Error, PeeweeException) as error:
        cause = getattr(error, "orig", error)
        if isinstance(cause, apsw.BusyError | apsw.LockedError):
            raise Locked(path=path) from error
        if isinstance(cause, apsw.ReadOnlyError | apsw.CantOpenError):
            raise ReadOnly(path=path) from error
        if isinstance(cause, apsw.FullError):
            raise DiskFull(path=path) from error
        if isinstance(cause, apsw.CorruptError | apsw.NotADBError | apsw.IOError):
            raise Damaged(path=path, detail=str(cause)) from error
        raise


class Database(APSWDatabase):
    """A database whose statements fail with errors of `db.errors`."""

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Run one statement."""
        with failures(str(self.database)):
            return super().execute_sql(*args, **kwargs)


def open_database(url: str, create: bool) -> tuple[Database, Tables]:
    """The database at `url` (a path, or sqlite:PATH) with its tables made when it is new.

    Raises Foreign, NewerSchema, Locked, ReadOnly, Damaged, NotFound or Refused (another scheme).
    """
    if "://" in url:
        raise Refused(field="--db", value=url)
    path = Path(url.removeprefix("sqlite:"))
    empty = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    if (empty and not create) or not path.parent.is_dir():
        raise NotFound(kind="store", ref=str(path))
    if not empty and not (path.is_file() and _has_header(path)):
        raise Foreign(path=str(path))
    database = Database(str(path), timeout=5, lock_type="IMMEDIATE")
    try:
        with failures(str(path)):
            tables = _prepare(database, path, create)
    except BaseException:
        database.close()
        raise
    return database, tables


def _prepare(database: Database, path: Path, create: bool) -> Tables:
    database.connect()
    tables = Tables(database)
    if create and _blank(database):
        with database.atomic():
            if _blank(database):  # nobody else made it while this waited for the lock
                _create(database, tables)
    _recognise(database, path)
    _write_ahead(database)
    for name, value in PRAGMAS.items():
        database.pragma(name, value)
    return tables


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
    return count == 0 and database.pragma("application_id") == 0


def _recognise(database: Database, path: Path) -> None:
    if database.pragma("application_id") != APPLICATION_ID:
        raise Foreign(path=str(path))
    if database.pragma("user_version") > SCHEMA:
        raise NewerSchema(path=str(path))


def _create(database: Database, tables: Tables) -> None:
    database.create_tables(tables.all(), safe=False)
    for verb in ("UPDATE", "DELETE"):
        database.execute_sql(APPEND_ONLY.format(verb=verb))
    database.execute_sql('CREATE INDEX check_by_close ON "check" (close, id) WHERE gone = 0')
    database.pragma("application_id", APPLICATION_ID)
    database.pragma("user_version", SCHEMA)
