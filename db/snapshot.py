"""A whole copy of a store's file while others read and write it."""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from db.errors import Damaged
from db.failures import failures


def snapshot(path: Path, target: Path) -> None:
    """Copy the store in the file at `path` to `target`, which is whole or not there.

    The copy is checked, and on the disk, before it gets its name. Damaged when it is not whole.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with failures(str(path)):
            _copy(path, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _copy(path: Path, part: Path) -> None:
    source = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    copy = apsw.Connection(str(part))
    try:
        with copy.backup("main", source, "main") as backup:
            backup.step(-1)
        copy.execute("PRAGMA journal_mode = delete")
        problems = [row[0] for row in copy.execute("PRAGMA quick_check")]
    finally:
        copy.close()
        source.close()
    if problems != ["ok"]:
        raise Damaged(path=str(path), detail=problems[0])


def sync_folder(folder: Path) -> None:
    """Make sure that a folder's new names are on the disk."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
