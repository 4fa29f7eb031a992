"""Acts on very many checks at once: in parts, with progress, to be stopped before they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from db.engine import batched
from db.records import QueueFilter
from db.store import Store

PART = 500
"""Checks changed between two reports of progress."""


class Stopped(Exception):
    """Somebody stopped an act; nothing of it was kept."""


Progress = Callable[[int], None]
"""Told how many records are done; raises Stopped when no more should be."""


def set_many(
    store: Store,
    person: str,
    now: int,
    check_ids: Iterable[str],
    progress: Progress = lambda done: None,
    **fields: object,
) -> int:
    """Set the same fields on many checks in one act; returns how many there were.

    A check that is gone by now is passed over.
    """
    return _set(store, person, now, batched(list(check_ids), PART), progress, fields)


def set_matching(
    store: Store,
    person: str,
    now: int,
    wanted: QueueFilter,
    progress: Progress = lambda done: None,
    **fields: object,
) -> int:
    """Set the same fields on every check a filter shows, in one act; returns how many."""
    parts = (store.rank_ids(first, PART) for first in range(0, store.rank(wanted), PART))
    return _set(store, person, now, parts, progress, fields)


def _set(
    store: Store,
    person: str,
    now: int,
    parts: Iterable[Sequence[str]],
    progress: Progress,
    fields: dict[str, object],
) -> int:
    done = 0
    with store.act(person, now, "set " + ", ".join(sorted(fields))) as act:
        for ids in parts:
            act.change_all(store.checks_of(ids), **fields)
            done += len(ids)
            progress(done)
    return done
