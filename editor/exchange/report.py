"""A report: everything a reader of one needs, gathered from a store at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.kinds import SETTLED
from db.records import Annotation, Article, Check, Evidence, Person, Reply, Revision, Source

if TYPE_CHECKING:
    from db.store import Store

AFTER_TEXT = 1 << 60
"""Sorts what has no place in the draft behind everything that has one."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence with the source it names; `source` is None if that is gone."""

    evidence: Evidence
    source: Source | None


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """A check as reported: `number` counts from 1 in text order, `places` are in text order."""

    number: int
    check: Check
    places: tuple[Annotation, ...]
    proofs: tuple[Proof, ...]

    @property
    def place(self) -> Annotation | None:
        """The first mark with a place in the draft, None when there is none."""
        return next((p for p in self.places if p.start is not None), None)

    @property
    def start(self) -> int | None:
        """Where that place starts, in code points of the draft."""
        return self.place.start if self.place else None

    @property
    def settled(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.check.state in SETTLED


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """One article in its newest draft, with its marks and checks in text order."""

    article: Article
    revision: Revision
    marks: tuple[Annotation, ...]
    checks: tuple[ReportCheck, ...]
    replies: tuple[Reply, ...]
    persons: tuple[Person, ...]

    def name(self, person_id: str) -> str:
        """The name of a person by id; a name that is not an id is returned as it is."""
        return next((p.name for p in self.persons if p.id == person_id), person_id)

    def thread(self, annotation_id: str) -> tuple[Reply, ...]:
        """The replies to one mark, oldest first."""
        return tuple(r for r in self.replies if r.annotation == annotation_id)

    @property
    def remarks(self) -> tuple[Annotation, ...]:
        """Marks without a check, such as comments and proposed wordings, in text order."""
        return tuple(mark for mark in self.marks if not mark.check)

    @property
    def open_checks(self) -> tuple[ReportCheck, ...]:
        """What is not confirmed, in text order."""
        return tuple(c for c in self.checks if not c.settled)

    @property
    def checkers(self) -> tuple[str, ...]:
        """Names of who saw evidence, is assigned or marked, in order of first appearance."""
        ids = [p.evidence.seen_by for c in self.checks for p in c.proofs]
        ids += [c.check.assignee for c in self.checks] + [m.author for m in self.marks]
        return tuple(dict.fromkeys(self.name(i) for i in ids if i))


@dataclass(frozen=True, slots=True)
class Report:
    """What exporters write; `made` in milliseconds since 1970 UTC."""

    articles: tuple[ReportArticle, ...]
    made: int


def _place(mark: Annotation) -> tuple[int, int, str]:
    start = AFTER_TEXT if mark.start is None else mark.start
    return start, AFTER_TEXT if mark.end is None else mark.end, mark.id


def _first(places: Sequence[Annotation], check: Check) -> tuple[tuple[int, int, str], str]:
    return (_place(places[0]) if places else (AFTER_TEXT, AFTER_TEXT, ""), check.id)


def assemble(
    article: Article,
    revision: Revision,
    marks: Iterable[Annotation],
    checks: Iterable[Check],
    places: Mapping[str, Sequence[Annotation]],
    evidence: Iterable[Evidence],
    sources: Iterable[Source],
    replies: Iterable[Reply],
    persons: Iterable[Person],
) -> ReportArticle:
    """One article of a report from record lists in any order; nothing is read or changed."""
    by_source = {source.id: source for source in sources}
    proofs: dict[str, list[Proof]] = {}
    for item in evidence:
        proofs.setdefault(item.check, []).append(Proof(item, by_source.get(item.source)))
    checks = list(checks)
    ordered = {c.id: sorted(places.get(c.id, ()), key=_place) for c in checks}
    reported = tuple(
        ReportCheck(n, c, tuple(ordered[c.id]), tuple(proofs.get(c.id, ())))
        for n, c in enumerate(sorted(checks, key=lambda c: _first(ordered[c.id], c)), 1)
    )
    return ReportArticle(
        article,
        revision,
        tuple(sorted(marks, key=_place)),
        reported,
        tuple(sorted(replies, key=lambda r: (r.at, r.id))),
        tuple(persons),
    )


def build(store: Store, article_ids: Sequence[str], now: int) -> Report:
    """The report of some articles (id, unique prefix or slug) as the store stands at `now` (ms)."""
    return Report(tuple(_read(store, ref) for ref in article_ids), now)


def _read(store: Store, ref: str) -> ReportArticle:
    article = store.article(ref)
    marks = store.annotations(article.id)
    places: dict[str, list[Annotation]] = {}
    for mark in marks:
        places.setdefault(mark.check, []).append(mark)
    return assemble(
        article,
        store.revision(article.revision),
        marks,
        store.checks(article.id),
        places,
        store.evidence(article.id),
        store.sources(),
        store.replies(article.id),
        store.persons(),
    )
