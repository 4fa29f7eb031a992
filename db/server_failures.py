"""What PostgreSQL reports, as errors of `db.errors`."""

from __future__ import annotations

import psycopg
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
from db.failures import first_line

CAUSES: tuple[tuple[tuple[type[BaseException], ...], type[StoreError]], ...] = (
    ((pg.LockNotAvailable, pg.DeadlockDetected), Locked),
    ((pg.ReadOnlySqlTransaction, pg.InsufficientPrivilege), ReadOnly),
    ((pg.DiskFull,), DiskFull),
    ((pg.DataCorrupted, pg.IndexCorrupted), Damaged),
    ((pg.QueryCanceled,), Interrupted),
)


def known(cause: BaseException, url: str) -> StoreError | None:
    """What the driver's error about the store at `url` means; None for a fault of ours."""
    detail = first_line(cause)
    for causes, kind in CAUSES:
        if isinstance(cause, causes):
            return kind(path=url, detail=detail)
    if isinstance(cause, pg.ForeignKeyViolation):
        return Refused(field="reference", value=detail)
    if isinstance(cause, pg.UniqueViolation):
        return Exists(kind="record", id=detail)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return Unreachable(url=url, detail=detail)
    return None
