"""Where quotation marks open and close: segments of a text, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

MARK = re.compile(
    "[\"\uff02\u201c\u201d\u201e\u201f\u275d\u275e\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f]|''|\u2019\u2019|``"
)
SINGLE = re.compile("['\u2018\u2019\u201a\u201b`]")
SINGLE_OPEN = re.compile(r"['\u2018\u2019\u201a\u201b`](?<![\w.,!?;:].)[^\s.,;:!?)]")
"""Where a single mark may open at all."""
ELIDED = re.compile(r"['\u2019](?:\d\ds?|em|tis|twas|til|cause|bout|round|n)\b", re.IGNORECASE)
"""Apostrophes that begin a word: 'em, '90s."""
SURE_CLOSE = frozenset('.,!?\u2026\u2014\u201d"')
OPENING = frozenset("\u201c\u201e\u201f\u275d\u00ab\u2039\u300c\u300e\u301d") | {"``"}
BEFORE_OPENING = frozenset("([\u2014\u2013-\u2018'")
AFTER_CLOSING = frozenset(" .,;:!?)\u2014\u2013")
NOT_AFTER_OPENING = frozenset(".,;:!?)")
BEFORE_SINGLE = BEFORE_OPENING | frozenset('\u201c\u201d"\u00ab\u2018')
AFTER_SINGLE = frozenset('\u201c"[$\u00a3\u20ac\u2026(')
SHORTEST = 3
RUNS_ON = 5
"""From more words than this before a closing mark a paragraph goes on with the quote before."""


class Segment(NamedTuple):
    """One fragment in marks: `start` and `end` include the marks.

    `inner` and `inner_end` are the words' bounds, `paragraph` is an index, `first` the index of
    the first segment of the same quote (its own when it starts one).
    """

    start: int
    end: int
    inner: int
    inner_end: int
    paragraph: int
    first: int
    closed: bool


class _Mark(NamedTuple):
    """A mark by its neighbours; neither opening nor surely closing leaves it open what it does."""

    start: int
    end: int
    opens: bool
    inches: bool
    closes: bool = False


class _Open(NamedTuple):
    start: int
    inner: int
    carried: bool


def segments(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Segment]:
    """Quoted fragments of `text`, one or more a paragraph, in text order.

    A quote left open at a paragraph's end goes on in the next when that one starts with a
    mark; otherwise it ends with its paragraph and counts as not closed.
    """
    found: list[Segment] = []
    carried = False
    for number, (start, end) in enumerate(paragraphs):
        carried = _paragraph(text, start, end, number, carried, found)
    return found


def _paragraph(
    text: str, start: int, end: int, number: int, carried: bool, found: list[Segment]
) -> bool:
    """Add the segments of one paragraph; whether the last one was left open."""
    marks = _unwrapped(text, _marks(text, start, end), end)
    if not marks:
        return False
    before = text[start : marks[0].start].split(None, RUNS_ON)
    runs_on = carried and marks[0].closes and len(marks) % 2 == 1 and len(before) > RUNS_ON
    carried = carried and not before
    position = _Open(start, start, True) if runs_on else None
    i = 0
    while i < len(marks):
        mark = marks[i]
        if position is None:
            if not mark.inches:
                position = _Open(mark.start, mark.end, carried and i == 0)
        elif not mark.opens and not (mark.inches and _closes(marks, i + 1)):
            _keep(text, position, mark, number, found)
            position = None
        elif mark.opens:
            nested = _closes(marks, i + 1) and _closes(marks, i + 2)
            position = position if nested else _Open(mark.start, mark.end, False)
            i += nested
        i += 1
    if position is not None:
        _keep(text, position, start + len(text[start:end].rstrip()), number, found)
    return position is not None


def _closes(marks: list[_Mark], i: int) -> bool:
    return i < len(marks) and not marks[i].opens


def _keep(
    text: str, position: _Open, close: _Mark | int, number: int, found: list[Segment]
) -> None:
    """Add a segment that a mark closes, or that ends at an offset without one."""
    closed = isinstance(close, _Mark)
    inner_end, end = (close.start, close.end) if isinstance(close, _Mark) else (close, close)
    if len(text[position.inner : inner_end].strip()) < SHORTEST:
        return
    first = found[-1].first if position.carried and found else len(found)
    found.append(Segment(position.start, end, position.inner, inner_end, number, first, closed))


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = [_classified(text, m, start, end) for m in MARK.finditer(text, start, end)]
    if SINGLE_OPEN.search(text, start, end) is None:
        return marks
    singles = _single_marks(text, start, end)
    if not marks:
        return singles
    return _outer(marks, singles)


def _unwrapped(text: str, marks: list[_Mark], end: int) -> list[_Mark]:
    """The marks less the pair a page puts around a whole paragraph that begins with a quote."""
    if len(marks) < 4 or marks[0].end != marks[1].start or text[marks[-1].end : end].strip():
        return marks
    outer = text[marks[0].start : marks[0].end]
    same = outer == text[marks[-1].start : marks[-1].end] != text[marks[1].start : marks[1].end]
    return marks[1:-1] if same and marks[1].opens else marks


def _classified(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    glyph, a, b = match[0], match.start(), match.end()
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    free = before.isspace() or before in BEFORE_OPENING
    usable = not after.isspace() and after not in NOT_AFTER_OPENING
    usable = usable and not (after in "[(" and before in SURE_CLOSE)
    spaced = glyph in "\u00ab\u2039" and free
    attached = glyph in OPENING and (after.isalnum() or after in "[(\u2018'$\u2026")
    opens = spaced or (usable and (free or attached))
    closes = not before.isspace() and before not in BEFORE_OPENING and after in AFTER_CLOSING
    return _Mark(a, b, opens, glyph == '"' and before.isdigit(), not opens and closes)


def _single_marks(text: str, start: int, end: int) -> list[_Mark]:
    """Pairs of single marks; what may be an apostrophe closes only where nothing surer does."""
    candidates = [_single(text, m.start(), start, end) for m in SINGLE.finditer(text, start, end)]
    pairs: list[_Mark] = []
    opened: int | None = None
    perhaps: list[int] = []
    for at, opens, closes in candidates:
        if opens:
            if opened is not None and perhaps:
                pairs += _pair(opened, perhaps[0])
                opened, perhaps = at, []
            elif opened is None:
                opened = at
        elif closes and opened is not None:
            if text[at - 1] in SURE_CLOSE:
                pairs += _pair(opened, at)
                opened, perhaps = None, []
            else:
                perhaps.append(at)
    if opened is not None and perhaps:
        pairs += _pair(opened, next((at for at in perhaps if text[at - 1] != "s"), perhaps[-1]))
    elif opened is not None and not text[start:opened].strip():
        pairs.append(_Mark(opened, opened + 1, True, False))
    return pairs


def _single(text: str, at: int, start: int, end: int) -> tuple[int, bool, bool]:
    """A single mark's offset, and whether it may open and whether it may close."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    free = before.isspace() or before in BEFORE_SINGLE
    opens = free and (after.isalnum() or after in AFTER_SINGLE) and not ELIDED.match(text, at)
    closes = not opens and not before.isspace() and before not in "([" and not after.isalnum()
    return at, opens, closes


def _pair(opened: int, closed: int) -> list[_Mark]:
    return [_Mark(opened, opened + 1, True, False), _Mark(closed, closed + 1, False, False)]


def _outer(marks: list[_Mark], singles: list[_Mark]) -> list[_Mark]:
    """The marks, with a pair of single ones in place of the double pairs that lie inside it."""
    found: list[_Mark] = []
    i = depth = 0
    for opening, closing in zip(singles[::2], singles[1::2], strict=False):
        while i < len(marks) and marks[i].start < opening.start:
            found.append(marks[i])
            depth += 1 if marks[i].opens else -1
            i += 1
        inside = i
        while inside < len(marks) and marks[inside].start < closing.start:
            inside += 1
        if inside > i and (inside - i) % 2 == 0 and depth <= 0:
            found += [opening, closing]
            i = inside
    return found + marks[i:]
