"""The work on an article: marks, checks, threads, queries, passes, corrections."""

from __future__ import annotations

from dataclasses import dataclass

from db.kinds import Kind, PlacementStatus, Risk, State
from db.records.ids import NEVER


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
