"""What exporters write: one tree of frozen values, complete enough for every form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.kinds import SETTLED, BlockKind, Kind, State
from db.records import (
    Annotation,
    Article,
    Block,
    Chain,
    ChainLink,
    Check,
    ContactAttempt,
    Correction,
    Decision,
    Evidence,
    Overlay,
    Pass,
    Person,
    Placement,
    Query,
    Reply,
    Revision,
    Source,
)
from editor.exchange.errors import ExchangeError
from editor.exchange.leaks import Secret
from editor.exchange.options import ReportOptions
from editor.scale import RATINGS, Scale, scale
from editor.text.unusual import Unusual

CLEARED = SETTLED - {State.STET}
"""States in which a fact stands, is gone or never was one; stet is let stand, not confirmed."""
AUTHOR_SAYS = "author_says"
SIGN_OFF = "sign_off"


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence with the source it names; `source` is None if that is gone."""

    evidence: Evidence
    source: Source | None

    @property
    def independent(self) -> bool:
        """Whether it is more than the writer's own pointer."""
        return self.evidence.method != AUTHOR_SAYS

    @property
    def seen(self) -> bool:
        """Whether somebody here opened it."""
        return self.evidence.seen_at > 0


@dataclass(frozen=True, slots=True)
class StateChange:
    """One step of a check: at `at` (ms UTC) `person` set it from `before` to `after`."""

    at: int
    person: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReportMark:
    """A mark with its thread, oldest reply first; `check` is its check's number, 0 for none."""

    mark: Annotation
    thread: tuple[Reply, ...] = ()
    check: int = 0
    place: Placement | None = None

    @property
    def resolved(self) -> bool:
        """Whether its thread is settled."""
        return bool(self.thread) and self.thread[-1].resolved

    @property
    def placed(self) -> bool:
        """Whether it has a passage in the draft."""
        return self.mark.start is not None and self.mark.end is not None


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """A check as reported: `number` counts from 1 in text order, as do its marks."""

    number: int
    check: Check
    marks: tuple[ReportMark, ...] = ()
    proofs: tuple[Proof, ...] = ()
    attempts: tuple[ContactAttempt, ...] = ()
    queries: tuple[int, ...] = ()
    history: tuple[StateChange, ...] = ()
    accepted_by: str = ""
    """The person who let it stand unconfirmed, "" while nobody did."""
    paragraph: int | None = None
    """Its first place's paragraph, counted from 1; 0 outside the article, None without a place."""

    @property
    def place(self) -> Annotation | None:
        """The first mark with a place in the draft, None when there is none."""
        return next((m.mark for m in self.marks if m.placed), None)

    @property
    def start(self) -> int | None:
        """Where that place starts, in code points of the draft."""
        return self.place.start if self.place else None

    @property
    def settled(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.check.state in SETTLED

    @property
    def cleared(self) -> bool:
        """Whether the report may say of it that nothing unconfirmed was left standing."""
        return self.check.state in CLEARED


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sentences of the article: all, with a mark on them, declared free of facts, and the rest."""

    sentences: int = 0
    marked: int = 0
    declared: int = 0

    @property
    def unmarked(self) -> int:
        """Sentences nobody marked or declared free of facts."""
        return self.sentences - self.marked - self.declared


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One draft with the file it came from, byte for byte (empty when it was typed or pasted)."""

    revision: Revision
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """One article in one draft, with everything said about it, in text order.

    `blocks` are the draft's with the kinds persons gave them. `drafts` holds every draft's
    number and, in a whole report, its file; `files` the evidence files by SHA-256.
    """

    article: Article
    revision: Revision
    blocks: tuple[Block, ...]
    marks: tuple[ReportMark, ...]
    checks: tuple[ReportCheck, ...]
    names: Mapping[str, str]
    persons: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    attempts: tuple[ContactAttempt, ...] = ()
    queries: tuple[Query, ...] = ()
    passes: tuple[Pass, ...] = ()
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    coverage: Coverage = Coverage()
    unusual: tuple[Unusual, ...] = ()
    """Characters and words of the draft that mislead the eye."""
    late: tuple[Overlay, ...] = ()
    """Display type that was added by hand, each above the block at its start."""
    original: bytes = b""
    drafts: tuple[DraftFile, ...] = ()
    links: tuple[ChainLink, ...] = ()
    """In a whole report, the history rows of everything about the article."""
    records: tuple[Mapping[str, Any], ...] = ()
    """In a whole report, everything stored about the article as plain values."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    left_out: int = 0
    """Checks the options kept out."""

    def name(self, person_id: str) -> str:
        """The name of a person by id; a name that is not an id is returned as it is."""
        return self.names.get(person_id, person_id)

    @property
    def title(self) -> str:
        """The headline, or the slug where there is none."""
        return self.article.headline or self.article.slug

    @property
    def has_headline(self) -> bool:
        """Whether its title stands in the draft itself."""
        title = self.title.split()
        return any(
            self.revision.text[block.start : block.end].split() == title
            for block in self.blocks
            if block.kind is BlockKind.HEADLINE
        )

    @property
    def newer(self) -> int:
        """The number of a newer draft than the one reported on, 0 when there is none."""
        return self.article.draft if self.article.draft > self.revision.number else 0

    def proposes(self, found: ReportMark) -> bool:
        """Whether a mark asks for words that do not stand in the draft and were not refused."""
        mark = found.mark
        if mark.kind is not Kind.CHANGE or mark.answer == "stet" or not found.placed:
            return False
        return mark.change not in ("", self.revision.text[mark.start : mark.end])

    @property
    def remarks(self) -> tuple[ReportMark, ...]:
        """Marks without a check, such as comments and proposed wordings, in text order."""
        return tuple(m for m in self.marks if not m.check)

    @property
    def not_confirmed(self) -> tuple[ReportCheck, ...]:
        """What stands in the text without being confirmed, in text order."""
        return tuple(c for c in self.checks if not c.cleared)

    @property
    def checkers(self) -> tuple[str, ...]:
        """Names of who saw evidence, is assigned or marked, in order of first appearance."""
        ids = [p.evidence.seen_by for c in self.checks for p in c.proofs]
        ids += [c.check.assignee for c in self.checks] + [m.mark.author for m in self.marks]
        return tuple(dict.fromkeys(self.name(i) for i in ids if i))

    @property
    def sign_off(self) -> Pass | None:
        """The sign-off of the draft reported on that still stands, None when there is none."""
        standing = [
            p
            for p in self.passes
            if p.purpose == SIGN_OFF and not p.withdrawn and p.revision == self.revision.id
        ]
        return standing[-1] if standing else None


@dataclass(frozen=True, slots=True)
class Report:
    """One report; `made` in milliseconds since 1970 UTC, `maker` the name of who made it."""

    articles: tuple[ReportArticle, ...]
    made: int
    maker: str = ""
    options: ReportOptions = ReportOptions()
    ratings: Scale = scale(RATINGS)
    """What verdicts are as numbers."""
    chain: Chain = field(default=Chain(), repr=False)
    """In a whole report, the store's history from its articles' first row on, by digests."""
    secrets: tuple[Secret, ...] = field(default=(), repr=False)
    """What redaction took out: nothing written from this report may hold one of them."""

    @property
    def title(self) -> str:
        """The headlines of its articles."""
        return ", ".join(item.title for item in self.articles)


def only(report: Report) -> ReportArticle:
    """The one article of a report, for forms that hold one; ExchangeError `one_article`."""
    if len(report.articles) != 1:
        raise ExchangeError("one_article", count=len(report.articles))
    return report.articles[0]
