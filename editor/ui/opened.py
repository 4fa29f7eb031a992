"""One article as it stands, read from the store: what the pages about an article show of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from db.errors import NotFound
from db.kinds import SETTLED, Kind, State
from db.records import (
    Annotation,
    Article,
    Change,
    Check,
    Decision,
    Evidence,
    Overlay,
    Person,
    Reply,
    Revision,
    Source,
)
from db.store import Store
from editor.text.sentences import sentences
from editor.text.tracked import stands
from editor.ui.highlights import Mark
from editor.ui.mentions import addressed

R = TypeVar("R", Check, Person, Source)
FEW = 60
"""Records touched by acts up to which the marks are read one by one instead of all."""


@dataclass(frozen=True)
class Reading:
    """One article: newest draft, marks in text order, checks, threads, proof, decisions.

    Everything is by id but `annotations`, `overlays` and `decisions`, which are in order.
    """

    article: Article
    revision: Revision
    overlays: tuple[Overlay, ...]
    annotations: tuple[Annotation, ...]
    checks: dict[str, Check]
    replies: tuple[Reply, ...]
    evidence: tuple[Evidence, ...]
    decisions: tuple[Decision, ...]
    sources: dict[str, Source]
    persons: dict[str, Person]

    @cached_property
    def by_id(self) -> dict[str, Annotation]:
        """The marks by their ids."""
        return {mark.id: mark for mark in self.annotations}

    @cached_property
    def placed(self) -> list[Annotation]:
        """The marks that stand in this draft, in text order."""
        return [mark for mark in self.annotations if mark.start is not None]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each mark's number in text order, from 1."""
        return {mark.id: number for number, mark in enumerate(self.annotations, 1)}

    @cached_property
    def open_replies(self) -> dict[str, int]:
        """How many unresolved replies each mark has, of those that have any."""
        return dict(Counter(reply.annotation for reply in self.replies if not reply.resolved))

    @cached_property
    def addressed(self) -> dict[str, frozenset[str]]:
        """Ids of the people whom each mark's unresolved replies address, of those that do."""
        found: dict[str, frozenset[str]] = {}
        for reply in self.replies:
            if "@" in reply.text and not reply.resolved:
                who = addressed(reply.text, self.persons.values())
                found[reply.annotation] = found.get(reply.annotation, frozenset()) | who
        return found

    @cached_property
    def initials(self) -> dict[str, str]:
        """Each person's initials."""
        return {person.id: person.initials for person in self.persons.values()}

    def find(self, annotation_id: str) -> Annotation | None:
        """The mark of that id, if it is live."""
        return self.by_id.get(annotation_id)

    def check_of(self, annotation: Annotation) -> Check | None:
        """The check a mark stands for."""
        return self.checks.get(annotation.check)

    def state_of(self, annotation: Annotation) -> State | None:
        """The state of a mark's check; None for a mark without one."""
        check = self.check_of(annotation)
        return check.state if check else None

    def is_open(self, annotation: Annotation) -> bool:
        """Whether a mark still needs somebody: an unsettled check, an unanswered change."""
        state = self.state_of(annotation)
        if state is not None:
            return state not in SETTLED
        return annotation.kind is Kind.CHANGE and not annotation.answer

    def thread(self, annotation: Annotation) -> list[Reply]:
        """A mark's replies, oldest first."""
        return [reply for reply in self.replies if reply.annotation == annotation.id]

    def proof(self, check: Check) -> list[Evidence]:
        """What a check rests on."""
        return [piece for piece in self.evidence if piece.check == check.id]

    def marks(self) -> list[Mark]:
        """Every mark with a place, as it is painted."""
        return [
            self._mark(mark, mark.start, mark.end)
            for mark in self.annotations
            if mark.start is not None and mark.end is not None
        ]

    def _mark(self, mark: Annotation, start: int, end: int) -> Mark:
        check = self.check_of(mark)
        standing = stands(mark)
        proposes = standing or mark.change != mark.exact
        open_ = mark.kind is Kind.CHANGE and not mark.answer and proposes
        state, thin = (check.state, check.thin) if check else (None, False)
        return Mark(mark.id, start, end, mark.kind, state, thin, open_, standing)


def read_article(
    store: Store, article_id: str, before: Reading | None = None, changes: Iterable[Change] = ()
) -> Reading:
    """Everything the article page shows.

    `before` is an earlier reading and `changes` all that happened since: with few of them only
    what they touched is read again.
    """
    article = store.article(article_id)
    if before is None or before.article.id != article.id or before.revision.id != article.revision:
        return _read_whole(store, article, store.revision(article.revision))
    touched = {id_ for change in changes for id_ in change.ids}
    if not touched or len(touched) > FEW:
        return _read_whole(store, article, before.revision)
    kinds = {kind for kind, _id in touched}
    marks = {id_ for kind, id_ in touched if kind in ("annotation", "placement")}
    checks = {id_ for kind, id_ in touched if kind == "check"}
    annotations = _marks_again(store, article.id, before.annotations, marks)
    found = _checks_again(store, article.id, before.checks, checks)
    if marks & {mark.id for mark in before.annotations} != marks & {m.id for m in annotations}:
        kinds.add("reply")
    if checks & before.checks.keys() != checks & found.keys():
        kinds.add("evidence")
    return Reading(
        article=article,
        revision=before.revision,
        overlays=tuple(store.overlays(article.revision)) if "overlay" in kinds else before.overlays,
        annotations=annotations,
        checks=found,
        replies=tuple(store.replies(article.id)) if "reply" in kinds else before.replies,
        evidence=tuple(store.evidence(article.id)) if "evidence" in kinds else before.evidence,
        decisions=tuple(store.decisions(article.id))
        if kinds & {"decision", "placement"}
        else before.decisions,
        sources=_by_id(store.sources()) if "source" in kinds else before.sources,
        persons=_by_id(store.persons()) if "person" in kinds else before.persons,
    )


def _read_whole(store: Store, article: Article, revision: Revision) -> Reading:
    return Reading(
        article=article,
        revision=revision,
        overlays=tuple(store.overlays(article.revision)),
        annotations=tuple(store.annotations(article.id)),
        checks=_by_id(store.checks(article.id)),
        replies=tuple(store.replies(article.id)),
        evidence=tuple(store.evidence(article.id)),
        decisions=tuple(store.decisions(article.id)),
        sources=_by_id(store.sources()),
        persons=_by_id(store.persons()),
    )


def _marks_again(
    store: Store, article: str, marks: tuple[Annotation, ...], touched: set[str]
) -> tuple[Annotation, ...]:
    kept = [mark for mark in marks if mark.id not in touched]
    for id_ in touched:
        try:
            mark = store.annotation(id_)
        except NotFound:
            continue
        if mark.article == article:
            kept.append(mark)
    return tuple(sorted(kept, key=_in_text)) if touched else marks


def _checks_again(
    store: Store, article: str, checks: dict[str, Check], touched: set[str]
) -> dict[str, Check]:
    made = {id_: check for id_, check in checks.items() if id_ not in touched}
    for id_ in touched:
        try:
            check = store.check(id_)
        except NotFound:
            continue
        if check.article == article:
            made[id_] = check
    return made


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}


def _in_text(mark: Annotation) -> tuple[bool, int, int, str]:
    return (mark.start is None, mark.start or 0, mark.end or 0, mark.id)


def sentence_at(revision: Revision, place: int) -> tuple[int, int]:
    """The sentence holding code point `place`, never reaching over its block."""
    blocks = [block for block in revision.blocks if block.start <= place]
    first, last = (blocks[-1].start, blocks[-1].end) if blocks else (0, len(revision.text))
    found = (first, last)
    for start, end in sentences(revision.text, first, last):
        if start > place:
            break
        found = (start, end)
    return found
