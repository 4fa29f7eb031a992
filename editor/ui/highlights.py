"""What lies under the text: which marks touch a stretch of it, and how each is painted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextDocument, QTextLine

from editor.ui.theme import Theme, theme

BUCKET = 4096
"""Qt positions in one bucket of the index."""

Mark = tuple[str, int, int, str, str | None]
"""(id, start, end, kind, state); offsets in code points, state None for a mark without a check."""

PENS = {
    "quote": Qt.PenStyle.SolidLine,
    "claim": Qt.PenStyle.DashLine,
    "fact": Qt.PenStyle.DashDotLine,
    "comment": Qt.PenStyle.DotLine,
    "change": Qt.PenStyle.DashDotDotLine,
}
"""The line tells the kind, so that colour is never the only sign."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is painted; an empty `fill` or `edge` paints none. Colours are #rrggbb."""

    line: str
    pen: Qt.PenStyle = Qt.PenStyle.SolidLine
    width: float = 2.0
    fill: str = ""
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A painted stretch: `start` and `end` are Qt positions, `id` empty for a suggestion.

    `focused` is the style while the person stands on it.
    """

    start: int
    end: int
    id: str
    style: Style
    focused: Style


class SpanIndex:
    """Finds the runs that overlap a stretch without looking at all of them."""

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        """List every run in each bucket it touches; empty runs are left out."""
        self._buckets: dict[int, list[Run]] = {}
        for run in runs:
            if run.start < run.end:
                for number in range(run.start // BUCKET, (run.end - 1) // BUCKET + 1):
                    self._buckets.setdefault(number, []).append(run)

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
def _mark_style(name: str, kind: str, state: str | None, focused: bool) -> Style:
    look = theme(name)
    tint = look.tint(kind, state)
    if focused:
        return Style(tint.ink, PENS[kind], 3.0, look.roles["focus"], tint.ink)
    return Style(tint.ink, PENS[kind], 2.0, tint.fill)


def mark_style(look: Theme, kind: str, state: str | None, focused: bool = False) -> Style:
    """Tint by state, line by kind; the focused mark is filled stronger and framed."""
    return _mark_style(look.name, str(kind), str(state) if state else None, focused)


def suggestion_style(look: Theme) -> Style:
    """A thin dotted line and no fill: not a mark yet."""
    return Style(look.roles["muted"], Qt.PenStyle.DotLine, 1.5)


def blocks_between(document: QTextDocument, top: float, bottom: float) -> list[QTextBlock]:
    """Blocks that stand between two heights in document pixels, and at most one more above."""
    layout = document.documentLayout()
    hit = layout.hitTest(QPointF(document.documentMargin(), top), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(hit, 0))
    block = block.previous() if block.previous().isValid() else block
    found = []
    while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
        found.append(block)
        block = block.next()
    return found


def boxes(block: QTextBlock, start: int, end: int) -> list[QRectF]:
    """Rectangles of Qt positions `start` to `end` within a laid-out block, in document pixels."""
    layout, base = block.layout(), block.position()
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start - base, line.textStart())
        last = min(end - base, line.textStart() + line.textLength())
        if first < last:
            top = line.y() + line.ascent() * 0.16
            height = line.ascent() * 0.84 + line.descent() * 0.82
            for left, right in _stretches(line, block.text(), first, last):
                box = QRectF(left, top, right - left, height)
                found.append(box.translated(layout.position()))
    return found


def paint(painter: QPainter, found: list[QRectF], style: Style) -> None:
    """Paint one run's rectangles: fill, frame, then the line below the words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in found:
        if style.fill:
            painter.setBrush(QColor(style.fill))
            painter.setPen(QPen(QColor(style.edge), 1) if style.edge else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box.adjusted(-1, 0, 1, 0), 3, 3)
        pen = QPen(QColor(style.line), style.width, style.pen)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        low = box.bottom() + style.width / 2
        painter.drawLine(QPointF(box.left(), low), QPointF(box.right(), low))


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
