"""Backups of a store's file: when one is due, which are kept, and bringing one back.

Beside each lies what it is a backup of as JSON: the store, its last history row and that row's
hash, and the hash of the file, so that a history shortened later can be told.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from db.errors import Damaged, EmptyFile, Foreign, Locked, NoBackup, NotFound
from db.failures import failures
from db.lite import APPLICATION_ID, look_at
from db.snapshot import snapshot, sync_folder

KEPT = (("%Y-%m-%d %H", 24), ("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9))
"""The newest backup of each of the last 24 hours, 12 days, 10 weeks and 9 months that have one."""

NAME = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; `at` in ms UTC, `head` the hash of history row `seq`, `sha256` of the file."""

    path: Path
    at: int
    store: str
    seq: int
    head: str
    sha256: str


def folder_of(path: Path) -> Path:
    """Where the backups of the store in the file at `path` are kept."""
    return path.with_name(f"{path.stem}-backups")


def backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first."""
    found = [_told(note) for note in folder.glob("*.json") if note.with_suffix(".db").exists()]
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def back_up(path: Path, now: int, target: Path | None = None) -> Backup | None:
    """Copy a store to `target`, or to its folder and forget backups nobody needs any more.

    In its folder, nothing is done (None) when the newest backup already holds the same history.
    """
    look_at(path)
    folder = folder_of(path)
    if target is None:
        identity, seq, _ = _anchor(path)
        if any((b.store, b.seq) == (identity, seq) for b in backups(folder)[:1]):
            return None
        folder.mkdir(exist_ok=True)
        target = folder / (datetime.fromtimestamp(now / 1000, UTC).strftime(NAME) + ".db")
    snapshot(path, target)
    identity, seq, head = _anchor(target)
    made = Backup(target, now, identity, seq, head, _hash(target))
    values = {name: value for name, value in asdict(made).items() if name != "path"}
    target.with_suffix(".json").write_text(json.dumps(values, indent=1) + "\n", "utf-8")
    if target.parent == folder:
        rotate(folder)
    return made


def rotate(folder: Path) -> None:
    """Delete the backups that `KEPT` does not keep."""
    found = backups(folder)
    kept: set[Path] = set()
    for period, count in KEPT:
        newest: dict[str, Path] = {}
        for backup in found:
            when = datetime.fromtimestamp(backup.at / 1000, UTC).strftime(period)
            newest.setdefault(when, backup.path)
        kept |= set(list(newest.values())[:count])
    for backup in found:
        if backup.path not in kept:
            backup.path.unlink()
            backup.path.with_suffix(".json").unlink()


def restore(path: Path, now: int, backup: Path | None = None) -> tuple[Path, Path | None]:
    """Put a backup (None = the newest) where the store was.

    What was there is renamed to NAME.damaged-DATE, never written over. Returns the backup used
    and the new name of the old file. NoBackup when there is none or it is not whole, Locked
    while a program has the store open.
    """
    if backup is None:
        newest = backups(folder_of(path))
        if not newest:
            raise NoBackup(path=str(folder_of(path)))
        backup = newest[0].path
    if not backup.is_file():
        raise NotFound(kind="backup", ref=str(backup))
    whole = path.with_name(path.name + ".restored")
    _copy_whole(backup, whole)
    _alone(path)
    aside = _set_aside(path, now)
    whole.replace(path)
    sync_folder(path.parent)
    return backup, aside


def _copy_whole(backup: Path, whole: Path) -> None:
    """A checked copy of a backup."""
    note = backup.with_suffix(".json")
    if note.exists() and _told(note).sha256 != _hash(backup):
        raise NoBackup(path=str(backup))
    try:
        look_at(backup)
        snapshot(backup, whole)
        _anchor(whole)
    except (Damaged, Foreign, EmptyFile) as error:
        whole.unlink(missing_ok=True)
        raise NoBackup(path=str(backup)) from error


def _alone(path: Path) -> None:
    """Locked when another program has the file open; a damaged file cannot tell."""
    if not path.exists():
        return
    connection = apsw.Connection(str(path))
    try:
        connection.execute("PRAGMA locking_mode = exclusive")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except apsw.BusyError as error:
        raise Locked(path=str(path)) from error
    except (apsw.CorruptError, apsw.NotADBError, apsw.IOError):
        pass
    finally:
        connection.close()


def _set_aside(path: Path, now: int) -> Path | None:
    if not path.exists():
        return None
    when = datetime.fromtimestamp(now / 1000, UTC).strftime(NAME)
    aside = path.with_name(f"{path.name}.damaged-{when}")
    for suffix in ("-wal", "-shm", ""):
        if (old := Path(f"{path}{suffix}")).exists():
            old.rename(f"{aside}{suffix}")
    return aside


def _told(note: Path) -> Backup:
    values = json.loads(note.read_text("utf-8"))
    return Backup(path=note.with_suffix(".db"), **values)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _anchor(path: Path) -> tuple[str, int, str]:
    """The identity of the store in a file, its last history row and that row's hash."""
    with failures(str(path)):
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            if connection.pragma("application_id") != APPLICATION_ID:
                raise Foreign(path=str(path))
            row = next(connection.execute("SELECT store, seq, head FROM anchor"))
            return str(row[0]), int(row[1]), str(row[2])
        finally:
            connection.close()
