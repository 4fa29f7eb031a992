"""An article as text: what a reader makes of a file, drafts, and places in them."""

from __future__ import annotations

from dataclasses import dataclass

from db.kinds import BlockKind, Kind, PlacementStatus, Risk, SpanKind


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
class Wire:
    """What a news service says of its copy: which piece and version, until when it may not run.

    `embargo` is ISO 8601 or empty; `status` is usable, withheld, killed or empty.
    """

    id: str = ""
    version: str = ""
    service: str = ""
    urgency: str = ""
    slug: str = ""
    embargo: str = ""
    status: str = ""


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
    wire: Wire = Wire()
    attachments: tuple[str, ...] = ()
    """Names of files that hang on it, to be read on their own."""


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

    @property
    def version(self) -> int:
        """A draft is written once."""
        return 1


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
class Suggestion:
    """A passage the program proposes to mark. Computed, never stored.

    `speaker` is the resolved name, `role` what the text calls that person; `speaker_start`,
    `speaker_end` the mention beside the quote. `part_of` is the index of the first fragment of
    the same quote, or None. `risk` is a hint of how much a mistake would hurt.
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
    role: str = ""
    risk: Risk = Risk.NORMAL
