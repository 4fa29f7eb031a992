"""The values every part of Galley speaks in: frozen, plain, standard library only.

Offsets are code points in a draft's canonical text, end exclusive. Times are
milliseconds since 1970 UTC; `NEVER` stands for "not set" where a value sorts.
Ids are 32 hex digits, time-ordered, made by the client (`new_id`).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from db.kinds import (
    BlockKind,
    Kind,
    PlacementStatus,
    Risk,
    SpanKind,
    State,
)

NEVER = 9_999_999_999_999


def new_id(now: int) -> str:
    """A time-ordered 128-bit id as 32 hex digits (UUID version 7, RFC 9562); `now` in ms UTC."""
    tail = secrets.randbits(74)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return f"{now & (1 << 48) - 1:012x}7{high:03x}{(0b10 << 62) | low:016x}"


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
    """An inline run: emphasis, link (`target`), tracked change (`author`, `text` of a deletion).

    `when` is a tracked change's date as ISO 8601; `target` of moved text and of the deletion it
    came from is one name for both. A page's `target` is its label and `text` the offsets of its
    lines from its start, comma-separated; a cue's `target` is its time code, `author` its speaker.
    """

    start: int
    end: int
    kind: SpanKind
    target: str = ""
    author: str = ""
    text: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of a file, before it is stored.

    `published` is ISO 8601 as found, else empty. `warnings` say what the reader assumed, `lost`
    what of the file is not in the text, as plain sentences.
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
    lost: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteReply:
    """A reply to a note found in a file; `at` is ISO 8601 or empty."""

    author: str
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a file carried on a passage: `kind` is comment, footnote or endnote.

    `start` equals `end` for a note on a point; both are None for one without a place.
    """

    start: int | None
    end: int | None
    kind: str
    text: str
    author: str = ""
    at: str = ""
    resolved: bool = False
    replies: tuple[NoteReply, ...] = ()
    targets: tuple[str, ...] = ()
    """Link targets inside the note, in order."""


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
    origin: str = ""
    service: str = ""
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
class Candidate:
    """One place a mark could have gone to in a draft; `score` is 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a mark or decision (`owner`) stands in one draft, and what became of it there.

    `start` and `end` are None when it has no place. `confidence` is 0 to 100. `drift` is what
    changed inside the passage as [before, after] words, `reason` a key for `editor.i18n`;
    `candidates` are offered where `status` is review. Placements of older drafts are never changed.
    """

    id: str
    owner: str
    revision: str
    start: int | None
    end: int | None
    status: PlacementStatus = PlacementStatus.KEPT
    confidence: int = 100
    drift: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark, with its placement in the draft it was read for.

    `start` and `end` are None where the mark has no place in that draft.
    `exact`, `prefix` and `suffix` are the passage and 32 code points on either side
    as they stood when it was marked. Quote fields are empty for other kinds;
    `change` is the proposed wording of a mark of kind change, `answer` what became of it
    ("", accepted or stet).
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
    verbatim: str = ""
    change: str = ""
    answer: str = ""
    check: str = ""
    revision: str = ""
    start: int | None = None
    end: int | None = None
    placement: PlacementStatus = PlacementStatus.KEPT
    tags: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Check:
    """One checkable item of one article. `assignee` is a person's id or empty.

    `thin` is set by the house's rule on evidence. `reopened` holds the words before and after
    where a change of substance sent the check back, `earlier` the state it had before that.
    `lease_until` is when a check taken from the queue is free again, `updated` when the check was
    last written: both ms UTC, set by the store and outside undo.
    """

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
    thin_reason: str = ""
    origin: str = ""
    reason: str = ""
    settled_by: str = ""
    reopened: tuple[str, ...] = ()
    earlier: str = ""
    created: int = 0
    lease_until: int = 0
    updated: int = 0
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
    """What evidence rests on. `kind` is person, document, recording, data or web_page.

    `file` is the sha256 of a file kept in the store; a `confidential` source is redacted by rule.
    """

    id: str
    kind: str
    name: str
    locator: str = ""
    contact: str = ""
    note: str = ""
    file: str = ""
    file_name: str = ""
    confidential: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Joins a check to a source.

    `stance` is supports, refutes or context; `method` primary, secondary or author_says: the
    writer's own pointer, which proves nothing until a checker saw it (`seen_at` 0 = not seen).
    """

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
class ContactAttempt:
    """One attempt to reach a source. `result` is reached, no_answer, left_message or declined."""

    id: str
    source: str
    article: str
    author: str
    at: int
    way: str = ""
    result: str = "no_answer"
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Query:
    """A numbered question about marks of one article.

    `addressee_role` is writer, editor, lawyer or source; `answered_at` 0 = open.
    """

    id: str
    article: str
    number: int
    addressee: str
    question: str
    addressee_role: str = "writer"
    annotations: tuple[str, ...] = ()
    author: str = ""
    asked_at: int = 0
    answer: str = ""
    answered_by: str = ""
    answered_at: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Pass:
    """One reading of one draft by one person for one purpose; the last one is the sign-off.

    `withdrawn` is when a change of substance took it back (ms UTC, 0 while it stands).
    """

    id: str
    article: str
    revision: str
    person: str
    purpose: str
    initials: str
    at: int
    remarks: str = ""
    withdrawn: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Correction:
    """An error found after publication."""

    id: str
    article: str
    wrong: str
    right: str
    noticed_by: str = ""
    cause: str = ""
    ran: str = ""
    check: str = ""
    author: str = ""
    at: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's anchored word on a passage: `dismissed` (a suggestion) or `no_facts`.

    Its place in a draft is a placement like a mark's.
    """

    id: str
    article: str
    kind: str
    detail: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    author: str = ""
    created: int = 0
    revision: str = ""
    start: int | None = None
    end: int | None = None
    placement: PlacementStatus = PlacementStatus.KEPT
    version: int = 1


@dataclass(frozen=True, slots=True)
class Overlay:
    """A person's change of a block's kind in a draft; the draft itself stays as read.

    `text` is display type added by hand (a headline, deck, caption or pull quote that was not
    in the file); such an overlay has `start` == `end`.
    """

    id: str
    article: str
    revision: str
    start: int
    end: int
    kind: BlockKind
    text: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the desk; `value` is JSON. Settings of a person or window are not stored."""

    id: str
    name: str
    value: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A named queue filter: `wanted` is the JSON of a QueueFilter. `owner` "" = the whole desk."""

    id: str
    name: str
    wanted: str
    sort: str = "close"
    owner: str = ""
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
