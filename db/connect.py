"""From a path to an open SQLite database that is ours, or an error of `db.errors`."""

from __future__ import annotations

from pathlib import Path

import apsw
from playhouse.apsw_ext import APSWDatabase

from db.errors import Foreign, Locked, NewerSchema, NotFound, ReadOnly, Refused
from db.tables import Tables

APPLICATION_ID = 0x47414C59
"""What marks a file as ours: "GALY"."""

SCHEMA = 1
"""The newest schema this program knows."""

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cache_size": -65536,
}

APPEND_ONLY = """
CREATE TRIGGER history_no_{verb} BEFORE {verb} ON history
BEGIN SELECT raise(ABORT, 'the history is append-only'); END
"""


def open_database(url: str, create: bool) -> tuple[APSWDatabase, Tables]:
    """The database at `url` (a path, or sqlite:PATH) with its tables made when it is new.

    Raises Foreign, NewerSchema, Locked, ReadOnly, NotFound or Refused (another scheme).
    """
    if "://" in url:
        raise Refused(field="--db", value=url)
    path = Path(url.removeprefix("sqlite:"))
    new = not path.exists() or path.stat().st_size == 0
    if new and not create:
        raise NotFound(kind="store", ref=str(path))
    if not new and not _has_header(path):
        raise Foreign(path=str(path))
    database = APSWDatabase(str(path), timeout=5, lock_type="IMMEDIATE")
    try:
        database.connect()
        _recognise(database, path, new)
        for name, value in PRAGMAS.items():
            database.pragma(name, value)
        tables = Tables(database)
        if new:
            _create(database, tables)
    except (apsw.BusyError, apsw.LockedError) as error:
        raise Locked(path=str(path)) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError) as error:
        raise ReadOnly(path=str(path)) from error
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise Foreign(path=str(path)) from error
    return database, tables


def _has_header(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _recognise(database: APSWDatabase, path: Path, new: bool) -> None:
    if new:
        return
    if database.pragma("application_id") != APPLICATION_ID:
        raise Foreign(path=str(path))
    if database.pragma("user_version") > SCHEMA:
        raise NewerSchema(path=str(path))


def _create(database: APSWDatabase, tables: Tables) -> None:
    with database.atomic():
        database.create_tables(tables.all(), safe=False)
        for verb in ("UPDATE", "DELETE"):
            database.execute_sql(APPEND_ONLY.format(verb=verb))
        database.execute_sql('CREATE INDEX check_by_close ON "check" (close, id) WHERE gone = 0')
        database.pragma("application_id", APPLICATION_ID)
        database.pragma("user_version", SCHEMA)
