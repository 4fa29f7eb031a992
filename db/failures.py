"""What the engines report, as errors of `db.errors`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import apsw
import psycopg
from peewee import PeeweeException
from psycopg import errors as pg

from db.errors import (
    Damaged,
    DiskFull,
    Exists,
    Interrupted,
    Locked,
    ReadOnly,
    Refused,
    StoreError,
    Unreachable,
)

CAUSES: tuple[tuple[tuple[type[BaseException], ...], type[StoreError]], ...] = (
    ((apsw.BusyError, apsw.LockedError), Locked),
    ((pg.LockNotAvailable, pg.DeadlockDetected), Locked),
    ((apsw.ReadOnlyError, apsw.CantOpenError), ReadOnly),
    ((pg.ReadOnlySqlTransaction, pg.InsufficientPrivilege), ReadOnly),
    ((apsw.FullError, pg.DiskFull), DiskFull),
    ((apsw.CorruptError, apsw.NotADBError, apsw.IOError), Damaged),
    ((pg.DataCorrupted, pg.IndexCorrupted), Damaged),
    ((apsw.InterruptError, pg.QueryCanceled), Interrupted),
)


@contextmanager
def failures(url: str) -> Iterator[None]:
    """Turn what the engine reports about the store at `url` into an error of `db.errors`.

    peewee wraps its drivers' exceptions and keeps the wrapped one as `orig`.
    """
    try:
        yield
    except (apsw.Error, psycopg.Error, PeeweeException) as error:
        known = _known(getattr(error, "orig", error), url)
        if known is None:
            raise
        raise known from error


def _known(cause: BaseException, url: str) -> StoreError | None:
    detail = str(cause).strip().partition("\n")[0]
    for causes, kind in CAUSES:
        if isinstance(cause, causes):
            return kind(path=url, detail=detail)
    if isinstance(cause, pg.ForeignKeyViolation) or _is_foreign_key(cause):
        return Refused(field="reference", value=detail)
    if isinstance(cause, pg.UniqueViolation | apsw.ConstraintError):
        return Exists(kind="record", id=detail)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return Unreachable(url=url, detail=detail)
    return None


def _is_foreign_key(cause: BaseException) -> bool:
    return getattr(cause, "extendedresult", 0) == apsw.SQLITE_CONSTRAINT_FOREIGNKEY
