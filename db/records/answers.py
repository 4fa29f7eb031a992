"""What a store answers with, and what it announces. None of these is stored as it is."""

from __future__ import annotations

from dataclasses import dataclass

from db.kinds import Kind, Risk, State
from db.records.proof import Source
from db.records.work import Article, Check


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which checks a queue shows; empty fields do not filter. `article`, `assignee` are ids.

    `open` leaves out settled states. Closing times from `close_after` on and before
    `close_before` are ms UTC. `tags` are those of a check's
    marks, all of them wanted; `speaker` is a name as marks hold it. `text` is words, each the
    beginning of one, whatever case and diacritics.
    """

    states: tuple[State, ...] = ()
    kinds: tuple[Kind, ...] = ()
    risks: tuple[Risk, ...] = ()
    article: str = ""
    assignee: str = ""
    unassigned: bool = False
    desk: str = ""
    speaker: str = ""
    close_after: int = 0
    close_before: int = 0
    tags: tuple[str, ...] = ()
    thin: bool = False
    open: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue; `next` is an opaque cursor, or "" on the last page."""

    checks: tuple[Check, ...]
    next: str = ""
    counts: tuple[tuple[State, int], ...] = ()


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A check as a queue shows it, with what a row says beside it.

    `annotation`, `start` and `end` are its first passage in the newest draft ("" and None when
    it has none there), `speaker` that mark's; `places` is how many marks stand for it. `desk` is
    the check's own, else its article's.
    """

    check: Check
    slug: str = ""
    headline: str = ""
    assignee: str = ""
    desk: str = ""
    speaker: str = ""
    annotation: str = ""
    start: int | None = None
    end: int | None = None
    places: int = 0


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article with the counts of its checks; `legal` counts the open ones of that risk."""

    article: Article
    total: int = 0
    open: int = 0
    thin: int = 0
    legal: int = 0
    states: tuple[tuple[State, int], ...] = ()
    """States that occur, in the order of `State`."""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source with how many checks rest on it, and how many of those are open and thin."""

    source: Source
    checks: int = 0
    open: int = 0
    thin: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a search found.

    `kind` is article, revision (the newest draft's text), check or annotation, `id` that record's.
    `text` is a piece of what was found, `found` the matching words in it as (start, end).
    """

    kind: str
    id: str
    article: str
    headline: str
    text: str
    found: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What an act changed, announced once after commit, also to its own cause."""

    act: str
    seq: int
    label: str
    person: str
    ids: tuple[tuple[str, str], ...] = ()
    """(record kind, id) of every record touched; kinds are lower-case record names.

    A place in a draft is told as ("placement", id of the mark or decision).
    """
    kept: tuple[tuple[str, str, str], ...] = ()
    """(record kind, id, field) an undo left alone because someone changed it since."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row of the append-only history; `before` and `after` are JSON objects of fields.

    `writer` is the open store that wrote it: one program, one connection.
    """

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
    writer: str = ""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One history row: `body` are its columns in the order its digest covers."""

    seq: int
    body: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """History from some row to the newest, without its content.

    `before` is the hash of the row before, `digests` each row's number and digest, `head` the hash
    that following them gives.
    """

    before: str = ""
    digests: tuple[tuple[int, str], ...] = ()
    head: str = ""
