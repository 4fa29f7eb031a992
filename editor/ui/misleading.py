"""Signs over characters and words that mislead the eye; the text they stand in stays as it is.

A flag stands where a character shows nothing or turns the direction of writing, a wavy line
under a word that mixes letters of several scripts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock

from editor.i18n import _, plural
from editor.text.unusual import Unusual, character, unusual
from editor.ui.highlights import boxes
from editor.ui.positions import Positions
from editor.ui.theme import Theme

WAVE, STEP = 1.6, 2.5
"""Height and half length of a wave, in pixels."""
FLAG, NEAR = 4.5, 5.0
"""Size of a flag, and how far from one the pointer may be, in pixels."""
COUNTED = {
    "direction": (
        "{count} character that turns the direction of writing",
        "{count} characters that turn the direction of writing",
    ),
    "invisible": ("{count} invisible character", "{count} invisible characters"),
    "mixed_scripts": (
        "{count} word that mixes letters of several scripts",
        "{count} words that mix letters of several scripts",
    ),
}


class Misleading:
    """What misleads the eye in one draft, painted paragraph by paragraph."""

    def __init__(self, text: str = "") -> None:
        """Look through `text` once."""
        self._text = text
        self.found = unusual(text)
        self._starts = [one.start for one in self.found]

    def told(self) -> str:
        """How many of each kind there are, in words; "" for none."""
        counts = Counter(one.kind for one in self.found)
        parts = [plural(*COUNTED[kind], counts[kind]) for kind in COUNTED if counts[kind]]
        return _("Misleading: {what}.").format(what=", ".join(parts)) if parts else ""

    def named(self, one: Unusual) -> str:
        """What one find is, in words."""
        words = self._text[one.start : one.end]
        if one.kind == "mixed_scripts":
            letters = ", ".join(character(letter) for letter in words if not letter.isascii())
            return _("“{word}” mixes letters of several scripts: {letters}").format(
                word=words, letters=letters
            )
        return character(words)

    def paint(self, painter: QPainter, block: QTextBlock, where: Positions, look: Theme) -> None:
        """Paint the signs of a laid-out block, in document pixels."""
        if not self.found:
            return
        colour = QColor(look.roles["danger"])
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour)
        for one, shape in self._shapes(block, where):
            if one.kind == "mixed_scripts":
                painter.drawPolyline(_wave(shape))
            else:
                painter.drawLine(shape.topLeft(), shape.bottomLeft())
                painter.drawPolygon(_flag(shape.topLeft(), one.kind == "direction"))

    def at(self, point: QPointF, block: QTextBlock, where: Positions) -> Unusual | None:
        """The find whose sign is at a point of the document."""
        for one, shape in self._shapes(block, where):
            if shape.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(point):
                return one
        return None

    def _shapes(self, block: QTextBlock, where: Positions) -> Iterator[tuple[Unusual, QRectF]]:
        """Each find in a block with where its sign stands."""
        first, last = block.position(), block.position() + block.length() - 1
        number = bisect_left(self._starts, where.to_text(first))
        while number < len(self.found):
            one = self.found[number]
            start, end = where.to_qt(one.start), where.to_qt(one.end)
            if start >= last:
                return
            if one.kind == "mixed_scripts":
                for box in boxes(block, start, end):
                    yield one, box
            elif start >= first:
                yield one, _stand(block, start - first)
            number += 1


def _stand(block: QTextBlock, at: int) -> QRectF:
    """The upright line where a character stands that has no width of its own."""
    layout = block.layout()
    line = layout.lineForTextPosition(at)
    left = float(cast(Any, line.cursorToX(at))[0])
    return QRectF(left, line.y() + 1, 0.5, line.ascent()).translated(layout.position())


def _wave(box: QRectF) -> QPolygonF:
    wave, x, up = QPolygonF(), box.left(), False
    while x <= box.right():
        wave.append(QPointF(x, box.bottom() + (0.0 if up else WAVE)))
        x, up = x + STEP, not up
    return wave


def _flag(top: QPointF, turns: bool) -> QPolygonF:
    """A pennant for what turns the writing, a square for what cannot be seen."""
    if turns:
        return QPolygonF([top, top + QPointF(-FLAG, FLAG / 2), top + QPointF(0, FLAG)])
    half = FLAG / 2
    return QPolygonF(
        [top + QPointF(x, y) for x, y in ((-half, 0), (half, 0), (half, FLAG), (-half, FLAG))]
    )
