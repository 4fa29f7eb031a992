"""What the engines report, as errors of `db.errors`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import apsw
from peewee import PeeweeException

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

LITE: tuple[tuple[tuple[type[BaseException], ...], type[StoreError]], ...] = (
    ((apsw.BusyError, apsw.LockedError), Locked),
    ((apsw.ReadOnlyError, apsw.CantOpenError), ReadOnly),
    ((apsw.FullError,), DiskFull),
    ((apsw.CorruptError, apsw.NotADBError, apsw.IOError), Damaged),
    ((apsw.InterruptError,), Interrupted),
)


@contextmanager
def failures(url: str) -> Iterator[None]:
    """Turn what the engine reports about the store at `url` into an error of `db.errors`.

    peewee wraps its driver's exceptions and keeps the wrapped one as `orig`.
    """
    try:
        yield
    except (apsw.Error, PeeweeException) as error:
        cause = getattr(error, "orig", error)
        if isinstance(cause, apsw.ConstraintError):
            if getattr(cause, "extendedresult", 0) == apsw.SQLITE_CONSTRAINT_FOREIGNKEY:
                raise Refused(field="reference", value=str(cause)) from error
            raise Exists(kind="record", id=str(cause)) from error
        for causes, kind in LITE:
            if isinstance(cause, causes):
                raise kind(path=url, detail=str(cause)) from error
        raise
