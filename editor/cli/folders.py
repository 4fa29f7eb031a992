"""Folders that are added, and watched: which of their files are new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from db.errors import NotFound
from editor.cli.context import Context, note
from editor.i18n import _
from editor.reading.formats import READERS

PAUSE = 2.0
"""Seconds between two looks into a watched folder."""


def new_files(context: Context, folders: Iterable[Path]) -> Iterator[Path]:
    """Files of a kind that is read, in folders and below, whose bytes are not in the store yet."""
    for folder in folders:
        yield from (path for path in readable(folder) if not is_kept(context, path))


def readable(folder: Path) -> Iterator[Path]:
    """Files of a kind that is read, in a folder and below, by name."""
    for path in sorted(folder.rglob("*")):
        suffix = path.suffix.lower().removeprefix(".")
        if suffix and suffix in READERS and path.is_file() and not path.name.startswith("."):
            yield path


def is_kept(context: Context, path: Path) -> bool:
    """Whether the store holds a file of exactly these bytes."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        context.store.file(digest)
    except (NotFound, OSError):
        return False
    return True


def watch(
    context: Context,
    folders: list[Path],
    take: Callable[[Path], None],
    taken: Sequence[dict[str, Any]],
    pause: Callable[[float], None],
) -> None:
    """Take what is put into the folders until interrupted; a file still being written waits.

    What `take` files comes at the end of `taken` and is told, a line each.

    A file that failed is tried again only when it changes.
    """
    seen: dict[Path, tuple[int, int]] = {}
    done = {path: _stamp(path) for path in new_files(context, folders)}
    note(_("Watching; Ctrl+C ends it."))
    try:
        while True:
            pause(PAUSE)
            for path in new_files(context, folders):
                stamp = _stamp(path)
                if done.get(path) == stamp:
                    continue
                if seen.get(path) == stamp:
                    done[path] = stamp
                    before = len(taken)
                    take(path)
                    for one in taken[before:]:
                        note(line_of(one))
                seen[path] = stamp
    except KeyboardInterrupt:
        return


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file is written to; zeros once it is gone."""
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_size, told.st_mtime_ns


def line_of(values: dict[str, Any]) -> str:
    """An article just filed, on one line."""
    made = _("{checks} checks, {sources} sources").format_map(values)
    return f"{values['slug']}: {values['headline']} ({made})"
