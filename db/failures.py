"""What the engines report, as errors of `db.errors`."""

from __future__ import annotations

import errno

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


NO_ROOM = (
    apsw.SQLITE_IOERR_WRITE,
    apsw.SQLITE_IOERR_TRUNCATE,
    apsw.SQLITE_IOERR_SHMSIZE,
    apsw.SQLITE_IOERR_FSYNC,
)
"""A quota, a limit on a file's size or a failing disk is told as one of these."""


ERRNOS: dict[int, type[StoreError]] = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), ReadOnly),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), DiskFull),
}


class failures:
    """Turn what the engine reports about the store at `url` into an error of `db.errors`.

    peewee wraps its drivers' exceptions and keeps the wrapped one as `orig`. A class, since it
    stands around every statement and a generator would cost as much as a short one.
    """

    __slots__ = ("url",)

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> None:
        """Nothing to set up."""

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Raise our own error in place of the engine's; any other passes."""
        if error is None:
            return
        if isinstance(error, UnicodeDecodeError):  # as SQLite gave it out of a damaged file
            raise Damaged(path=self.url, detail="a text is not UTF-8") from error
        if isinstance(error, apsw.Error | psycopg.Error | PeeweeException | OSError):
            known = _known(getattr(error, "orig", error), self.url)
            if known is not None:
                raise known from error


def _known(cause: BaseException, url: str) -> StoreError | None:
    detail = str(cause).strip().partition("\n")[0]
    if isinstance(cause, OSError):
        kind = ERRNOS.get(cause.errno or 0)
        return kind(path=url, detail=detail) if kind else None
    code = getattr(cause, "extendedresult", 0)
    if code in NO_ROOM:
        return DiskFull(path=url, detail=detail)
    for causes, kind in CAUSES:
        if isinstance(cause, causes):
            return kind(path=url, detail=detail)
    if isinstance(cause, pg.ForeignKeyViolation) or code == apsw.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Refused(field="reference", value=detail)
    if isinstance(cause, pg.UniqueViolation | apsw.ConstraintError):
        return Exists(kind="record", id=detail)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return Unreachable(url=url, detail=detail)
    return None
