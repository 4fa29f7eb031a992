"""What changed from one draft to another, and why: a question to the store, not an act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.kinds import Kind
from db.records import Annotation, Article, Check, Placement, Query, Revision
from db.store import Store
from editor.text.compare import Difference
from editor.text.compare_drafts import Comparison


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


@dataclass(frozen=True, slots=True)
class _Known:
    """What a log is made from."""

    marks: dict[str, Annotation]
    before: dict[str, Placement]
    after: dict[str, Placement]
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
        before=store.placements(article.id, old.id),
        after=store.placements(article.id, new.id),
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
        mark
        for mark in known.marks.values()
        if _meets(known.before.get(mark.id), d.start, d.end)
        or _meets(known.after.get(mark.id), d.new_start, d.new_end)
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


def _meets(place: Placement | None, start: int, end: int) -> bool:
    """Whether a mark's place touches a stretch; an empty stretch is a place between letters."""
    if place is None or place.start is None or place.end is None:
        return False
    return place.start < max(end, start + 1) and start < place.end


def _stands(mark: Annotation, new: Revision, known: _Known) -> bool:
    place = known.after.get(mark.id)
    return mark.kind is Kind.CHANGE and place is not None and place.reason == "proposal"
