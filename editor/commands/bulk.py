"""Acts on very many checks at once: in parts, with progress, to be stopped before they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from db.engine import batched
from db.kinds import Kind, PlacementStatus, State
from db.records import Annotation, Check, QueueFilter, Reply, Revision, new_id
from db.store import Act, Store
from editor.commands.checks import link_within
from editor.commands.marks import newest, tagged, truth_within
from editor.commands.passages import merge_within
from editor.commands.placing import SEEN, give_reason
from editor.commands.sources import source_named, under_checks

PART = 500
"""Checks changed between two reports of progress."""

Chosen = QueueFilter | Sequence[str]
"""Every check a filter shows, or the checks with these ids; one that is gone is passed over."""


class Stopped(Exception):
    """Somebody stopped an act; nothing of it was kept."""


Progress = Callable[[int], None]
"""Told how many records are done; raises Stopped when no more should be."""


def unwatched(done: int) -> None:
    """The progress of an act nobody watches."""


def set_many(
    store: Store,
    person: str,
    now: int,
    chosen: Chosen,
    progress: Progress = unwatched,
    **fields: object,
) -> int:
    """Set the same fields on many checks in one act; returns how many there were."""
    with store.act(person, now, "set " + ", ".join(sorted(fields))) as act:
        return _each(act, chosen, progress, lambda checks: act.change_all(checks, **fields))


def hold_many(
    store: Store, person: str, now: int, chosen: Chosen, progress: Progress = unwatched
) -> int:
    """Give reopened checks back the state they had; returns how many these were.

    The others are left as they are. The places of their marks in the newest draft are then
    looked at.
    """
    counted = 0

    def hold(checks: list[Check]) -> None:
        nonlocal counted
        held = [check for check in checks if check.reopened and check.earlier]
        counted += len(held)
        for check in held:
            act.change(check, state=State(check.earlier), earlier="", reopened=())
        places = {article: store.placements(article) for article in {c.article for c in held}}
        for mark in _marks(store, held):
            place = places[mark.article].get(mark.id)
            if place is not None and place.status is PlacementStatus.CHANGED:
                give_reason(act, place, SEEN)

    with store.act(person, now, "still holds") as act:
        _each(act, chosen, progress, hold)
    return counted


def truth_many(
    store: Store, person: str, now: int, chosen: Chosen, progress: Progress = unwatched
) -> int:
    """Check of each quote whether it is true, as `marks.check_truth`; returns how many are new.

    A check that is of no quote is passed over, and one whose quote has no place any more.
    """
    drafts: dict[str, Revision] = {}
    there: dict[str, set[tuple[int | None, int | None]]] = {}
    counted = 0

    def ask(checks: list[Check]) -> None:
        nonlocal counted
        for marks in store.places(check.id for check in checks).values():
            quote = next((m for m in marks if m.kind is Kind.QUOTE and m.start is not None), None)
            if quote is None:
                continue
            article, place = quote.article, (quote.start, quote.end)
            if article not in drafts:
                drafts[article] = newest(store, article)
                claims = (m for m in store.annotations(article) if m.kind is Kind.CLAIM)
                there[article] = {(claim.start, claim.end) for claim in claims}
            if place not in there[article]:
                truth_within(act, drafts[article], quote)
                there[article].add(place)
                counted += 1

    with store.act(person, now, "check whether it is true") as act:
        _each(act, chosen, progress, ask)
    return counted


def attach_many(
    store: Store,
    person: str,
    now: int,
    chosen: Chosen,
    name: str,
    progress: Progress = unwatched,
) -> int:
    """Put the source of a name, seen by `person` now, under checks; a new one is a document."""
    with store.act(person, now, "attach evidence") as act:
        source = source_named(act, name)
        return _each(
            act, chosen, progress, lambda checks: under_checks(act, source, [c.id for c in checks])
        )


def tag_many(
    store: Store,
    person: str,
    now: int,
    chosen: Chosen,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    progress: Progress = unwatched,
) -> int:
    """Give the marks of checks tags and take others away; returns how many checks there were."""
    wanted, unwanted = tuple(add), frozenset(remove)

    def tag(checks: list[Check]) -> None:
        for mark in _marks(store, checks):
            tags = tagged(mark, wanted, unwanted)
            if tags != mark.tags:
                act.change(mark, tags=tags)

    with store.act(person, now, "tag") as act:
        return _each(act, chosen, progress, tag)


def remove_many(
    store: Store, person: str, now: int, chosen: Chosen, progress: Progress = unwatched
) -> int:
    """Take checks away with all their marks; returns how many there were."""

    def remove(checks: list[Check]) -> None:
        for record in (*_marks(store, checks), *checks):
            act.remove(record)

    with store.act(person, now, "remove mark") as act:
        return _each(act, chosen, progress, remove)


def reply_many(
    store: Store,
    person: str,
    now: int,
    chosen: Chosen,
    text: str,
    progress: Progress = unwatched,
) -> int:
    """Write the same into the thread of each check's first mark; returns how many checks."""

    def reply(checks: list[Check]) -> None:
        for marks in store.places([check.id for check in checks]).values():
            act.add(Reply(new_id(now), marks[0].id, person, text, now))

    with store.act(person, now, "reply") as act:
        return _each(act, chosen, progress, reply)


def resolve_many(
    store: Store,
    person: str,
    now: int,
    chosen: Chosen,
    resolved: bool = True,
    progress: Progress = unwatched,
) -> int:
    """Settle the threads of checks, or open them again; returns how many checks there were."""

    def resolve(checks: list[Check]) -> None:
        marks = {mark.id for mark in _marks(store, checks)}
        for article in dict.fromkeys(check.article for check in checks if check.article):
            threads = [reply for reply in store.replies(article) if reply.annotation in marks]
            act.change_all([r for r in threads if r.resolved is not resolved], resolved=resolved)

    with store.act(person, now, "resolve" if resolved else "reopen") as act:
        return _each(act, chosen, progress, resolve)


def same_many(
    store: Store,
    person: str,
    now: int,
    chosen: Chosen,
    other_id: str,
    progress: Progress = unwatched,
) -> int:
    """Say that checks are the same as another one; returns how many were looked at.

    Marks and evidence of those in its article become its own; those elsewhere are linked to it,
    with its evidence copied unseen.
    """
    other = store.check(other_id)

    def join(checks: list[Check]) -> None:
        for check in checks:
            if check.article != other.article:
                link_within(act, check, other)
            elif check.id != other.id:
                merge_within(act, check, other)

    with store.act(person, now, "same check") as act:
        return _each(act, chosen, progress, join)


def _each(
    act: Act, chosen: Chosen, progress: Progress, change: Callable[[list[Check]], object]
) -> int:
    """Hand the chosen checks to `change`, part by part."""
    done = 0
    for ids in _parts(act.store, chosen):
        change(act.store.checks_of(ids))
        done += len(ids)
        progress(done)
    return done


def _parts(store: Store, chosen: Chosen) -> Iterator[Sequence[str]]:
    if isinstance(chosen, QueueFilter):
        for first in range(0, store.rank(chosen), PART):
            yield store.rank_ids(first, PART)
    else:
        yield from batched(list(chosen), PART)


def _marks(store: Store, checks: Iterable[Check]) -> list[Annotation]:
    places = store.places([check.id for check in checks])
    return [mark for marks in places.values() for mark in marks]
