"""Marks under the text: which touch a stretch of it, and how each looks there.

Only the focused mark and open problems are filled. Everything else is a thin line whose pattern
tells the kind and whose colour tells the state; a confirmed passage ends in a faint tick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument, QTextLine

from db.kinds import Kind, State
from editor.ui.theme import Theme, theme

BUCKET = 4096
"""Qt positions in one bucket of the index."""

PENS = {
    Kind.QUOTE: Qt.PenStyle.SolidLine,
    Kind.CLAIM: Qt.PenStyle.DashLine,
    Kind.FACT: Qt.PenStyle.DotLine,
    Kind.COMMENT: Qt.PenStyle.DashDotLine,
    Kind.CHANGE: Qt.PenStyle.DashDotDotLine,
}
"""The line tells the kind, so that colour is never the only sign."""

PROBLEMS = frozenset({State.CHANGE_NEEDED, State.CANNOT_CONFIRM, State.QUERY})
"""States that keep a passage filled until somebody settles it."""
TICKED = frozenset({State.CONFIRMED, State.CONFIRMED_WITH_CHANGE})
QUIET = frozenset({State.STET, State.CUT, State.NOT_A_FACT})
"""Settled states that are not a confirmation."""


class Mark(NamedTuple):
    """A mark to paint; `start` and `end` in code points, state None for a mark without a check.

    A `thin` one is confirmed with less evidence than the house asks for; an `open_` one is a
    proposed change nobody answered; a `standing` one is a change that stands in the text already.
    """

    id: str
    start: int
    end: int
    kind: Kind
    state: State | None = None
    thin: bool = False
    open_: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is painted; an empty `fill` paints none. Colours are #rrggbb.

    `faint` lines are half transparent, `tick` ends the run in a tick, `struck` runs a line
    through the words.
    """

    line: str
    pen: Qt.PenStyle = Qt.PenStyle.SolidLine
    width: float = 1.4
    fill: str = ""
    faint: bool = False
    tick: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A painted stretch of Qt positions; `id` is empty for what is not a mark.

    Runs are told apart by identity, so that looking one up costs nothing.
    """

    start: int
    end: int
    id: str
    style: Style


class SpanIndex:
    """Finds the runs that overlap a stretch without looking at all of them."""

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        """List every run in each bucket it touches; empty runs are left out."""
        self._buckets: dict[int, dict[Run, None]] = {}
        for run in runs:
            self.add(run)

    def add(self, run: Run) -> None:
        """List a run; an empty one is left out."""
        if run.start < run.end:
            for number in range(run.start // BUCKET, (run.end - 1) // BUCKET + 1):
                self._buckets.setdefault(number, {})[run] = None

    def discard(self, run: Run) -> None:
        """Forget a run."""
        if run.start < run.end:
            for number in range(run.start // BUCKET, (run.end - 1) // BUCKET + 1):
                self._buckets.get(number, {}).pop(run, None)

    def overlapping(self, start: int, end: int) -> list[Run]:
        """Runs with a position in `start` to `end`, long ones first so that short ones lie on top.

        Equal lengths keep text order.
        """
        if start >= end:
            return []
        numbers = range(start // BUCKET, (end - 1) // BUCKET + 1)
        found = {
            run
            for number in numbers
            for run in self._buckets.get(number, ())
            if run.start < end and run.end > start
        }
        return sorted(found, key=lambda run: (run.start - run.end, run.start, run.id))


@lru_cache(maxsize=512)
def _mark_style(
    name: str, kind: Kind, state: State | None, thin: bool, open_: bool, standing: bool
) -> Style:
    look = theme(name)
    tint = look.tint(kind, state)
    pen = PENS[kind]
    if state in PROBLEMS or open_:
        return Style(tint.ink, pen, 2.0, tint.fill, struck=open_ and not standing)
    if thin:
        return Style(look.states[State.NEEDS_SECOND_SOURCE].ink, pen, 1.8)
    if state in TICKED:
        return Style(tint.ink, pen, 1.0, faint=True, tick=True)
    if state in QUIET:
        return Style(look.roles["faint"], pen, 1.0)
    return Style(tint.ink, pen, 1.3, faint=state is State.UNCHECKED)


def mark_style(look: Theme, mark: Mark) -> Style:
    """How a mark looks while nobody stands on it."""
    state = State(mark.state) if mark.state else None
    return _mark_style(look.name, Kind(mark.kind), state, mark.thin, mark.open_, mark.standing)


def focus_style(look: Theme, mark: Mark) -> Style:
    """How the mark a person stands on looks."""
    tint = look.tint(mark.kind, mark.state)
    return Style(tint.ink, PENS[Kind(mark.kind)], 2.4, look.roles["focus"])


def suggestion_style(look: Theme, focused: bool = False) -> Style:
    """A dashed line in the accent's colour: not a mark yet."""
    fill = look.roles["selected"] if focused else ""
    return Style(look.roles["accent"], Qt.PenStyle.DashLine, 1.3, fill)


def found_style(look: Theme) -> Style:
    """How the words looked for are shown."""
    tint = look.states[State.QUERY]
    return Style(tint.ink, Qt.PenStyle.SolidLine, 0.0, tint.fill)


def blocks_between(document: QTextDocument, top: float, bottom: float) -> list[QTextBlock]:
    """Blocks that stand between two heights in document pixels, and at most one more above."""
    layout = document.documentLayout()
    left = document.rootFrame().frameFormat().leftMargin()
    hit = layout.hitTest(QPointF(left, top), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(hit, 0))
    block = block.previous() if block.previous().isValid() else block
    found = []
    while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
        found.append(block)
        block = block.next()
    return found


ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""Letters that Qt counts as two."""


def boxes(block: QTextBlock, start: int, end: int) -> list[QRectF]:
    """Rectangles of Qt positions `start` to `end` within a laid-out block, in document pixels."""
    layout, base = block.layout(), block.position()
    type_ = QFontMetricsF(block.charFormat().font())
    above, below = type_.ascent() * 0.86, type_.descent() * 0.86
    text, found = in_units(block.text()), []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start - base, line.textStart())
        last = min(end - base, line.textStart() + line.textLength())
        if last - line.textStart() == line.textLength():
            last = _without_blanks(text, first, last)
        if first < last:
            baseline = line.y() + line.ascent()
            for left, right in _stretches(line, text, first, last):
                box = QRectF(left, baseline - above, right - left, above + below)
                found.append(box.translated(layout.position()))
    return found


def in_units(text: str) -> str:
    """A text in which every letter is as long as Qt counts it: two for one beyond U+FFFF."""
    return text if text.isascii() else ASTRAL.sub("xx", text)


def _without_blanks(text: str, first: int, last: int) -> int:
    """The end of a stretch without the white space a line is broken at."""
    while last > first and text[last - 1].isspace():
        last -= 1
    return last


def _stretches(line: QTextLine, text: str, first: int, last: int) -> list[tuple[float, float]]:
    """Left and right edges of a part of a line; more than one where directions mix."""
    if text.isascii() or not any(_turns(letter) for letter in text):
        left, right = _x(line, first), _x(line, last)
        return [(left, right)] if left < right else []
    edges = sorted(_letter_edges(line, at) for at in range(first, last))
    joined: list[tuple[float, float]] = []
    for left, right in edges:
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        elif left < right:
            joined.append((left, right))
    return joined


def _letter_edges(line: QTextLine, at: int) -> tuple[float, float]:
    one, other = _x(line, at), _x(line, at, QTextLine.Edge.Trailing)
    return min(one, other), max(one, other)


def _x(line: QTextLine, at: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    return float(cast(Any, line.cursorToX(at, edge))[0])


def _turns(letter: str) -> bool:
    """Whether a letter may run right to left (Hebrew to Arabic Extended, and above U+FFFF)."""
    return "\u0590" <= letter <= "\u08ff" or "\u200f" <= letter <= "\u202e" or letter >= "\ufb1d"
