"""Marks that come from another program: as its file tells them, and where they belong here.

An offset of another program is a hint; a mark is anchored by its words. What cannot be placed
without doubt is left to a person, with the best place found as the offer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from db.kinds import Kind, PlacementStatus, State
from db.records import Candidate
from editor.text.anchor import CONTEXT, Selector
from editor.text.carry_selector import from_selector


@dataclass(frozen=True, slots=True)
class IncomingReply:
    """An answer; `at` in ms UTC or 0, `id` as the other program knows it."""

    author: str
    text: str
    at: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One mark of a file. `id` is ours where the file keeps it, else the other program's.

    `start` and `end` are code points of the text the file speaks of, None where it names none.
    `speaker` to `state` are known only to files that Galley wrote.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    kind: Kind = Kind.COMMENT
    note: str = ""
    author: str = ""
    at: int = 0
    tags: tuple[str, ...] = ()
    replies: tuple[IncomingReply, ...] = ()
    resolved: bool = False
    id: str = ""
    speaker: str = ""
    role: str = ""
    terms: str = ""
    change: str = ""
    statement: str = ""
    state: State = State.UNCHECKED
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A fact-check as somebody published it.

    `verdict` is one of this house's, or empty; `told` says in words how they rated whom, and when.
    """

    statement: str
    verdict: str
    told: str
    publisher: str
    url: str
    at: int = 0
    """When it was published, in ms UTC; 0 = not known."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a mark belongs in a text: kept with its place, or review with what could be it."""

    status: PlacementStatus
    start: int | None = None
    end: int | None = None
    candidates: tuple[Candidate, ...] = ()


def settle(text: str, mark: Incoming) -> Settled:
    """The place of a mark in `text`, in code points; never a silent guess.

    Kept, or changed, when one place is clearly the best for its words with their surroundings
    (`from_selector`), or where the file's own offsets hold exactly those words between those
    surroundings; else review.
    """
    selector = Selector(mark.exact, mark.prefix, mark.suffix, mark.start or 0)
    found = from_selector(text, selector)
    if found.status in (PlacementStatus.KEPT, PlacementStatus.CHANGED):
        return Settled(found.status, found.start, found.end)
    if _holds(text, mark):
        return Settled(PlacementStatus.KEPT, mark.start, mark.end)
    return Settled(PlacementStatus.REVIEW, candidates=found.candidates)


def _holds(text: str, mark: Incoming) -> bool:
    """Whether the text has these words and surroundings at the very offsets told."""
    start, end = mark.start, mark.end
    if start is None or end is None or not 0 <= start < end <= len(text):
        return False
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    around = before.endswith(mark.prefix[-CONTEXT:]) and after.startswith(mark.suffix[:CONTEXT])
    return text[start:end] == mark.exact and around


def milliseconds(told: object) -> int:
    """An ISO 8601 time as ms UTC, 0 where it is none; without a zone it is taken as UTC."""
    if not isinstance(told, str):
        return 0
    try:
        moment = datetime.fromisoformat(told.strip())
    except ValueError:
        return 0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return max(0, int(moment.timestamp() * 1000))
    except (OverflowError, OSError):
        return 0


def utf16_to_code_points(text: str, offset: int) -> int:
    """The code point offset of an offset in UTF-16 units; inside a pair, the pair's start."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * max(offset, 0)]
    return len(units.decode("utf-16-le", "ignore"))


def code_points_to_utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 units of a code point offset."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
