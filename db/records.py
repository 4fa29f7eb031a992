"""The values every part of Galley speaks in: frozen, plain, standard library only.

Offsets are code points in a draft's canonical text, end exclusive. Times are
milliseconds since 1970 UTC; `NEVER` stands for "not set" where a value sorts.
Ids are 32 hex digits, time-ordered, made by the client (`new_id`).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum

NEVER = 9_999_999_999_999


def new_id(now: int) -> str:
    """A time-ordered 128-bit id as 32 hex digits (UUID version 7, RFC 9562); `now` in ms UTC."""
    tail = secrets.randbits(74)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return f"{now & (1 << 48) - 1:012x}7{high:03x}{(0b10 << 62) | low:016x}"


class BlockKind(StrEnum):
    """What a block of a draft is."""

    HEADLINE = "headline"
    KICKER = "kicker"
    DECK = "deck"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    PULL_QUOTE = "pull_quote"
    CAPTION = "caption"
    TABLE = "table"
    SIDEBAR = "sidebar"
    BYLINE = "byline"
    DATELINE = "dateline"
    CONTRIBUTOR_LINE = "contributor_line"
    SOCIAL_TEXT = "social_text"
    NOT_ARTICLE = "not_article"


class SpanKind(StrEnum):
    """What an inline run of text is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    QUOTE = "quote"
    INSERTED = "inserted"
    DELETED = "deleted"


class Kind(StrEnum):
    """What a mark is."""

    QUOTE = "quote"
    CLAIM = "claim"
    FACT = "fact"
    COMMENT = "comment"
    CHANGE = "change"


class State(StrEnum):
    """Where the work on a check stands."""

    UNCHECKED = "unchecked"
    CHECKING = "checking"
    ASKED_SOURCE = "asked_source"
    QUERY = "query"
    NEEDS_SECOND_SOURCE = "needs_second_source"
    CHANGE_NEEDED = "change_needed"
    CONFIRMED = "confirmed"
    CONFIRMED_WITH_CHANGE = "confirmed_with_change"
    ON_AUTHOR = "on_author"
    STET = "stet"
    CANNOT_CONFIRM = "cannot_confirm"
    CUT = "cut"
    NOT_A_FACT = "not_a_fact"


SETTLED = frozenset(
    {State.CONFIRMED, State.CONFIRMED_WITH_CHANGE, State.STET, State.CUT, State.NOT_A_FACT}
)
"""States that need nobody any more; every other state is open."""


class Risk(StrEnum):
    """How much a wrong fact would hurt."""

    NORMAL = "normal"
    SENSITIVE = "sensitive"
    LEGAL = "legal"


class PlacementStatus(StrEnum):
    """What became of a mark in a draft."""

    KEPT = "kept"
    MOVED = "moved"
    CHANGED = "changed"
    REVIEW = "review"
    CUT = "cut"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a draft; blocks tile the text, joined by one blank line that belongs to none."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """An inline run: emphasis, link (`target`), tracked change (`author`, `text` of a deletion)."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""
    author: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of a file, before it is stored.

    `published` is ISO 8601 as found, else empty. `warnings` say what the reader
    assumed or lost, as plain sentences.
    """

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...] = ()
    headline: str = ""
    writers: tuple[str, ...] = ()
    published: str = ""
    source: str = ""
    language: str = ""
    format: str = ""
    reader: str = ""
    original: bytes = b""
    name: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works here."""

    id: str
    name: str
    initials: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Article:
    """A piece of work; `draft` is the number of its newest draft, `revision` that draft's id."""

    id: str
    slug: str
    headline: str
    writers: tuple[str, ...] = ()
    desk: str = ""
    language: str = ""
    source: str = ""
    published: str = ""
    stage: str = "checking"
    close: int = NEVER
    embargo: int = 0
    created: int = 0
    revision: str = ""
    draft: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Revision:
    """One immutable draft of an article. `sha256` is of the UTF-8 text, in hex."""

    id: str
    article: str
    number: int
    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...]
    sha256: str
    format: str
    reader: str
    name: str = ""
    created: int = 0


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark, with its placement in the draft it was read for.

    `start` and `end` are None where the mark has no place in that draft.
    `exact`, `prefix` and `suffix` are the passage and 32 code points on either side
    as they stood when it was marked. Quote fields are empty for other kinds;
    `change` is the proposed wording of a mark of kind change.
    """

    id: str
    article: str
    kind: Kind
    exact: str
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    author: str = ""
    created: int = 0
    speaker: str = ""
    role: str = ""
    attribution: str = ""
    quote_type: str = ""
    terms: str = ""
    original: str = ""
    original_language: str = ""
    translator: str = ""
    change: str = ""
    check: str = ""
    revision: str = ""
    start: int | None = None
    end: int | None = None
    placement: PlacementStatus = PlacementStatus.KEPT
    tags: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Check:
    """One checkable item of one article. `assignee` is a person's id or empty."""

    id: str
    article: str
    kind: Kind
    statement: str
    state: State = State.UNCHECKED
    verdict: str = ""
    risk: Risk = Risk.NORMAL
    priority: int = 2
    assignee: str = ""
    close: int = NEVER
    desk: str = ""
    thin: bool = False
    origin: str = ""
    reason: str = ""
    created: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply in a mark's thread."""

    id: str
    annotation: str
    author: str
    text: str
    at: int
    resolved: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """What evidence rests on: person, document, recording, data or web page."""

    id: str
    kind: str
    name: str
    locator: str = ""
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Joins a check to a source. `stance` supports, refutes or context; `seen_at` 0 = not seen."""

    id: str
    check: str
    source: str
    stance: str = "supports"
    method: str = "primary"
    locator: str = ""
    excerpt: str = ""
    seen_by: str = ""
    seen_at: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's anchored word on a passage: `dismissed` (a suggestion) or `no_facts`."""

    id: str
    article: str
    kind: str
    detail: str
    exact: str
    author: str = ""
    created: int = 0
    revision: str = ""
    start: int | None = None
    end: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Overlay:
    """A person's change of a block's kind in a draft; the draft itself stays as read."""

    id: str
    article: str
    revision: str
    start: int
    end: int
    kind: BlockKind
    version: int = 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage the program proposes to mark. Computed, never stored.

    `speaker` is the resolved name; `speaker_start`, `speaker_end` the mention beside
    the quote. `part_of` is the index of the first fragment of the same quote, or None.
    """

    kind: Kind
    type: str
    start: int
    end: int
    text: str
    speaker: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str = ""
    score: float = 0.0
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which checks a queue shows; empty fields do not filter. `article`, `assignee` are ids."""

    states: tuple[State, ...] = ()
    kinds: tuple[Kind, ...] = ()
    risks: tuple[Risk, ...] = ()
    article: str = ""
    assignee: str = ""
    desk: str = ""
    thin: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue; `next` is an opaque cursor, or "" on the last page."""

    checks: tuple[Check, ...]
    next: str = ""
    counts: tuple[tuple[State, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What an act changed, announced once after commit, also to its own cause."""

    act: str
    seq: int
    label: str
    person: str
    ids: tuple[tuple[str, str], ...] = ()
    """(record kind, id) of every row touched; kinds are lower-case record names."""
    kept: tuple[tuple[str, str, str], ...] = ()
    """(record kind, id, field) an undo left alone because someone changed it since."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row of the append-only history; `before` and `after` are JSON objects of fields."""

    seq: int
    at: int
    act: str
    label: str
    person: str
    kind: str
    id: str
    before: str
    after: str
    undo_of: str = ""
