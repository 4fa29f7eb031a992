"""What stands between an article and its closing, gathered from a store as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.kinds import SETTLED, Kind, Risk, State
from db.records import (
    Annotation,
    Article,
    Check,
    Decision,
    Overlay,
    Pass,
    Person,
    Query,
    Revision,
)
from db.store import Store
from editor.commands.passes import checkers, purposes, thin_checks
from editor.text.coverage import count_unmarked, owners
from editor.text.placeholders import left_in
from editor.text.survey import as_shown
from editor.text.tracked import stands

AFTER_TEXT = 1 << 60
"""Sorts what has no place in the draft behind everything that has one."""
AROUND = 60
"""Letters shown on each side of what a writer left in the text."""


class Part(StrEnum):
    """Why something is on the sheet, in the order of the sheet."""

    CHANGE_NEEDED = "change_needed"
    LEFT_IN = "left_in"
    QUERIES = "queries"
    LEGAL = "legal"
    CANNOT_CONFIRM = "cannot_confirm"
    ON_AUTHOR = "on_author"
    THIN = "thin"
    UNMARKED = "unmarked"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Point:
    """One row: `words` say what is open, `passage` is the text it stands for.

    `proposal` is the mark of kind change nobody answered yet; `fresh` says that others touched
    it since the reader last looked. `start` is in code points of the draft.
    """

    part: Part
    id: str
    words: str
    passage: str
    start: int = AFTER_TEXT
    check: Check | None = None
    mark: Annotation | None = None
    proposal: Annotation | None = None
    query: Query | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the closing page shows of one article."""

    article: Article
    revision: Revision
    points: tuple[Point, ...]
    checks: tuple[Check, ...]
    passes: tuple[Pass, ...]
    queries: tuple[Query, ...]
    persons: tuple[Person, ...]
    alone: bool
    """Whether nobody else works here."""
    purposes: tuple[str, ...]
    """The house's list of passes."""
    checkers: frozenset[str]
    """Ids of the people who checked, who cannot sign off."""

    def name(self, person_id: str) -> str:
        """A person's name by id, else what was given."""
        return next((p.name for p in self.persons if p.id == person_id), person_id)

    @property
    def open_checks(self) -> list[Check]:
        """Checks somebody still has to do something about."""
        return [check for check in self.checks if check.state not in SETTLED]

    @property
    def thin(self) -> list[Check]:
        """Checks below the house's rule that nobody gave a reason for."""
        return thin_checks(self.checks)

    @property
    def standing(self) -> list[Pass]:
        """Passes over the newest draft that nothing took back."""
        return [p for p in self.passes if p.revision == self.revision.id and not p.withdrawn]


def read_sheet(store: Store, article_id: str, person: str, since: int) -> Sheet:
    """The sheet of an article for a person who last looked at `since` (ms UTC, 0 = never)."""
    article = store.article(article_id)
    draft = store.revision(article.revision)
    marks = store.annotations(article.id)
    checks = store.checks(article.id)
    queries = store.queries(article.id)
    fresh = _touched_by_others(store, checks, person, since)
    points = [
        *_check_points(draft, checks, marks, fresh),
        *_loose_changes(draft, checks, marks),
        *_left_in_points(draft, store.overlays(draft.id), marks, checks),
        *_query_points(draft, queries, marks, person, since),
        *_unmarked_points(draft, store.overlays(draft.id), marks, store.decisions(article.id)),
    ]
    order = {part: number for number, part in enumerate(Part)}
    points.sort(key=lambda point: (order[point.part], point.start, point.id))
    return Sheet(
        article=article,
        revision=draft,
        points=tuple(points),
        checks=tuple(checks),
        passes=tuple(store.passes(article.id)),
        queries=tuple(queries),
        persons=tuple(store.persons()),
        alone=len(store.workers()) < 2,
        purposes=purposes(store),
        checkers=frozenset(checkers(store, article.id)),
    )


def part_of(check: Check, fresh: bool) -> Part | None:
    """The first part of the sheet a check belongs in; None when nobody has to look at it."""
    if check.state is State.CHANGE_NEEDED:
        return Part.CHANGE_NEEDED
    if check.risk is Risk.LEGAL and check.state not in SETTLED:
        return Part.LEGAL
    if check.state is State.CANNOT_CONFIRM:
        return Part.CANNOT_CONFIRM
    if check.state is State.ON_AUTHOR:
        return Part.ON_AUTHOR
    if check.thin and not check.thin_reason:
        return Part.THIN
    return Part.CHANGED if fresh else None


def _check_points(
    draft: Revision, checks: Iterable[Check], marks: Sequence[Annotation], fresh: frozenset[str]
) -> list[Point]:
    by_check: dict[str, list[Annotation]] = {}
    for one in marks:
        by_check.setdefault(one.check, []).append(one)
    proposals = [mark for mark in marks if _open_proposal(mark)]
    points = []
    for check in checks:
        part = part_of(check, check.id in fresh)
        if part is None:
            continue
        own = by_check.get(check.id, [])
        mark = next((one for one in own if one.start is not None), own[0] if own else None)
        points.append(
            Point(
                part=part,
                id=check.id,
                words=check.statement,
                passage=_passage(draft, mark),
                start=_start(mark),
                check=check,
                mark=mark,
                proposal=next((p for p in proposals if any(_overlap(p, o) for o in own)), None),
                fresh=check.id in fresh,
            )
        )
    return points


def _loose_changes(
    draft: Revision, checks: Sequence[Check], marks: Sequence[Annotation]
) -> list[Point]:
    """Proposed wordings nobody answered, where no check on the sheet shows them."""
    needed = {check.id for check in checks if part_of(check, False) is not None}
    shown = [mark for mark in marks if mark.check in needed]
    return [
        Point(
            part=Part.CHANGE_NEEDED,
            id=mark.id,
            words=mark.note,
            passage=(stands(mark) and mark.original) or _passage(draft, mark),
            start=_start(mark),
            mark=mark,
            proposal=mark,
        )
        for mark in marks
        if _open_proposal(mark) and not any(_overlap(mark, other) for other in shown)
    ]


def _left_in_points(
    draft: Revision,
    overlays: Iterable[Overlay],
    marks: Iterable[Annotation],
    checks: Iterable[Check],
) -> list[Point]:
    """TK, XX, 00 and [CQ] in the text, but for those whose check already asks for a change."""
    needed = {check.id for check in checks if check.state is State.CHANGE_NEEDED}
    asked = [(m.start or 0, m.end or 0) for m in marks if m.check in needed and m.start is not None]
    text, points = draft.text, list[Point]()
    for start, end in left_in(text, as_shown(draft.blocks, overlays)):
        if not any(since < end and until > start for since, until in asked):
            around = _sentence(text, start, end)
            points.append(Point(Part.LEFT_IN, f"left {start}", text[start:end], around, start))
    return points


def _sentence(text: str, start: int, end: int) -> str:
    """The words around a passage, up to AROUND letters on each side within its paragraph."""
    since = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - AROUND)
    below = text.find("\n\n", end)
    return text[since : min(len(text) if below < 0 else below, end + AROUND)].strip()


def _query_points(
    draft: Revision,
    queries: Iterable[Query],
    marks: Sequence[Annotation],
    person: str,
    since: int,
) -> list[Point]:
    by_id = {mark.id: mark for mark in marks}
    points = []
    for query in queries:
        new = query.answered_at > since and query.answered_by != person
        if query.answered_at and not new:
            continue
        mark = next((by_id[one] for one in query.annotations if one in by_id), None)
        points.append(
            Point(
                part=Part.CHANGED if query.answered_at else Part.QUERIES,
                id=query.id,
                words=query.question,
                passage=_passage(draft, mark),
                start=_start(mark),
                mark=mark,
                query=query,
                fresh=new,
            )
        )
    return points


def _unmarked_points(
    draft: Revision,
    overlays: Iterable[Overlay],
    marks: Iterable[Annotation],
    decisions: Iterable[Decision],
) -> list[Point]:
    """Sentences of the article that nobody marked and nobody declared free of facts."""
    blocks = as_shown(draft.blocks, overlays)
    _all, left = count_unmarked(draft.text, blocks, owners(marks, decisions))
    return [
        Point(Part.UNMARKED, f"{start}:{end}", "", draft.text[start:end], start)
        for start, end in left
    ]


def _touched_by_others(
    store: Store, checks: Iterable[Check], person: str, since: int
) -> frozenset[str]:
    """Ids of checks whose newest history row is somebody else's and later than `since`."""
    touched = set()
    for check in checks:
        if since and check.updated > since:
            newest = store.history(check.id, limit=1)
            if newest and newest[0].person != person:
                touched.add(check.id)
    return frozenset(touched)


def _open_proposal(mark: Annotation) -> bool:
    return mark.kind is Kind.CHANGE and bool(mark.change) and not mark.answer


def _overlap(one: Annotation, other: Annotation) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and one.end > other.start


def _passage(draft: Revision, mark: Annotation | None) -> str:
    if mark is None:
        return ""
    return mark.exact if mark.start is None else draft.text[mark.start : mark.end]


def _start(mark: Annotation | None) -> int:
    return AFTER_TEXT if mark is None or mark.start is None else mark.start
