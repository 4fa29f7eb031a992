"""What changed from one draft to another, and why: a question to the store, not an act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.kinds import Kind
from db.records import Annotation, Article, Check, Placement, Query, Revision
from db.store import Store
from editor.text.carry_article import AGREED
from editor.text.compare import Difference
from editor.text.compare_drafts import Comparison

BUCKET = 1024
"""Code points in one stretch of the index of marks."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change: the words before and after, and what it answers.

    `marks` are the ids of marks over it in either draft, `checks` what they stand for, `query`
    the number of a question about them (0 = none), `proposed` that it is a proposal that now
    stands, `who` the name of who caused it.
    """

    difference: Difference
    before: str
    after: str
    marks: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    query: int = 0
    proposed: bool = False
    who: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """Two drafts of an article, their comparison, and every change between them in text order."""

    article: Article
    old: Revision
    new: Revision
    comparison: Comparison
    entries: tuple[LogEntry, ...]


class _Places:
    """Where marks stand in a draft, listed by stretches of the text."""

    def __init__(self, by_owner: dict[str, Placement]) -> None:
        self.by_owner = by_owner
        self._buckets: dict[int, list[tuple[int, int, str]]] = {}
        for owner, place in by_owner.items():
            if place.start is None or place.end is None:
                continue
            for number in range(place.start // BUCKET, place.end // BUCKET + 1):
                self._buckets.setdefault(number, []).append((place.start, place.end, owner))

    def meeting(self, start: int, end: int) -> list[str]:
        """Owners of the places that touch a stretch; an empty one is a place between letters."""
        end = max(end, start + 1)
        found = {
            (first, last, owner)
            for number in range(start // BUCKET, end // BUCKET + 1)
            for first, last, owner in self._buckets.get(number, ())
            if first < end and start < last
        }
        return [owner for _, _, owner in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a log is made from."""

    marks: dict[str, Annotation]
    before: _Places
    after: _Places
    checks: dict[str, Check]
    queries: Sequence[Query]
    names: dict[str, str]
    author: str


def change_log(store: Store, old: Revision, new: Revision, comparison: Comparison) -> ChangeLog:
    """The log of what `comparison` found between two drafts of one article."""
    article = store.article(new.article)
    entered = [e.person for e in store.history(new.id) if e.kind == "revision"]
    known = _Known(
        marks={m.id: m for m in store.annotations(article.id)},
        before=_Places(store.placements(article.id, old.id)),
        after=_Places(store.placements(article.id, new.id)),
        checks={c.id: c for c in store.checks(article.id)},
        queries=store.queries(article.id),
        names={p.id: p.name for p in store.persons()},
        author=entered[-1] if entered else "",
    )
    entries = tuple(_entry(d, old, new, known) for d in comparison.differences)
    return ChangeLog(article, old, new, comparison, entries)


def _entry(difference: Difference, old: Revision, new: Revision, known: _Known) -> LogEntry:
    d = difference
    over = [
        known.marks[id_]
        for id_ in dict.fromkeys(
            [*known.before.meeting(d.start, d.end), *known.after.meeting(d.new_start, d.new_end)]
        )
        if id_ in known.marks
    ]
    ids = {mark.id for mark in over}
    proposals = [m for m in over if m.change and m.answer == "accepted" and _stands(m, new, known)]
    asked = [q for q in known.queries if ids & set(q.annotations)]
    checks = [known.checks[m.check] for m in over if m.check in known.checks]
    who = known.author
    if proposals:
        who = proposals[0].author
    elif asked:
        who = asked[0].answered_by or asked[0].author
    return LogEntry(
        difference,
        old.text[d.start : d.end],
        new.text[d.new_start : d.new_end],
        tuple(m.id for m in over),
        tuple(dict.fromkeys(checks)),
        asked[0].number if asked else 0,
        bool(proposals),
        known.names.get(who, who),
    )


def _stands(mark: Annotation, new: Revision, known: _Known) -> bool:
    place = known.after.by_owner.get(mark.id)
    return mark.kind is Kind.CHANGE and place is not None and place.reason == AGREED
