"""What the engines report, as errors of `db.errors`."""

from __future__ import annotations

import errno

import apsw

from db.errors import (
    Damaged,
    DiskFull,
    Exists,
    Interrupted,
    Locked,
    ReadOnly,
    Refused,
    StoreError,
)
from db.orm import PeeweeException

CAUSES: tuple[tuple[tuple[type[BaseException], ...], type[StoreError]], ...] = (
    ((apsw.BusyError, apsw.LockedError), Locked),
    ((apsw.ReadOnlyError, apsw.CantOpenError), ReadOnly),
    ((apsw.FullError,), DiskFull),
    ((apsw.CorruptError, apsw.NotADBError, apsw.IOError), Damaged),
    ((apsw.InterruptError,), Interrupted),
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
        if isinstance(error, apsw.Error | PeeweeException | OSError) or _of_server(error):
            known = _known(getattr(error, "orig", error), self.url)
            if known is not None:
                raise known from error


def _of_server(error: BaseException) -> bool:
    """Whether psycopg raised it, which is imported where a store is on a server alone."""
    return any(kind.__module__.partition(".")[0] == "psycopg" for kind in type(error).__mro__)


def _known(cause: BaseException, url: str) -> StoreError | None:
    if _of_server(cause):
        from db.server_failures import known

        return known(cause, url)
    detail = first_line(cause)
    if isinstance(cause, OSError):
        kind = ERRNOS.get(cause.errno or 0)
        return kind(path=url, detail=detail) if kind else None
    code = getattr(cause, "extendedresult", 0)
    if code in NO_ROOM:
        return DiskFull(path=url, detail=detail)
    for causes, kind in CAUSES:
        if isinstance(cause, causes):
            return kind(path=url, detail=detail)
    if code == apsw.SQLITE_CONSTRAINT_FOREIGNKEY:
        return Refused(field="reference", value=detail)
    if isinstance(cause, apsw.ConstraintError):
        return Exists(kind="record", id=detail)
    return None


def first_line(cause: BaseException) -> str:
    """What an engine says, without what it adds in further lines."""
    return str(cause).strip().partition("\n")[0]
