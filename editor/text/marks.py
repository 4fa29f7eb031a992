"""Where quotation marks open and close: segments of a text, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

MARK = re.compile(
    "[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f]|''|\u2019\u2019|``"
)
SINGLE_OPEN = re.compile("(?<![^\\s(\\[\u2014\u2013-])['\u2018](?=[^\\W\\d_])")
SINGLE_CLOSE = re.compile("(?<=[.,!?\u2026\u2014-])['\u2019](?!\\w)")
OPENING = frozenset("\u201c\u201e\u201f\u00ab\u2039\u300c\u300e") | {"``"}
BEFORE_OPENING = frozenset("([\u2014\u2013-\u2018'")
NOT_AFTER_OPENING = frozenset(".,;:!?)")
SHORTEST = 3


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
    start: int
    end: int
    opens: bool
    inches: bool


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
    marks = _marks(text, start, end)
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    carried = carried and bool(marks) and marks[0].start == first
    position: _Open | None = None
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
    return marks or _single_marks(text, start, end)


def _classified(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    glyph, a, b = match[0], match.start(), match.end()
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    free = before.isspace() or before in BEFORE_OPENING
    usable = not after.isspace() and after not in NOT_AFTER_OPENING
    spaced = glyph in "\u00ab\u2039" and free
    attached = glyph in OPENING and (after.isalnum() or after in "[(\u2018'$\u2026")
    opens = spaced or (usable and (free or attached))
    return _Mark(a, b, opens, glyph == '"' and before.isdigit())


def _single_marks(text: str, start: int, end: int) -> list[_Mark]:
    """Single marks of a paragraph without double ones; only sure closings, after punctuation."""
    opening = [
        _Mark(m.start(), m.end(), True, False) for m in SINGLE_OPEN.finditer(text, start, end)
    ]
    closing = [
        _Mark(m.start(), m.end(), False, False) for m in SINGLE_CLOSE.finditer(text, start, end)
    ]
    pairs: list[_Mark] = []
    waiting = iter(closing)
    close = next(waiting, None)
    for mark in opening:
        if pairs and mark.start < pairs[-1].end:
            continue
        while close is not None and close.start <= mark.start:
            close = next(waiting, None)
        if close is None:
            break
        pairs += [mark, close]
    return pairs
