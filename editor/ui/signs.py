"""Signs over the text for what it cannot show itself; the words stay as they are.

A flag stands where a character shows nothing or turns the direction of writing, a wavy line
under a word that mixes letters of several scripts, a wedge where words were taken out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock

from db.kinds import SpanKind
from db.records import Span
from editor.i18n import _, plural
from editor.text.unusual import Unusual, character, unusual
from editor.ui.highlights import boxes
from editor.ui.positions import Positions
from editor.ui.theme import Theme

WAVE, STEP = 1.6, 2.5
"""Height and half length of a wave, in pixels."""
FLAG, NEAR = 4.5, 5.0
"""Sizes of a flag, and how far from one the pointer may be, in pixels."""
WEDGE = 5.0
SHOWN = 400
"""Letters of a deletion that its tip shows."""
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


class Signs:
    """What is signed in one draft, painted paragraph by paragraph; subclasses say what and how."""

    ink = "danger"
    """The role of the theme that is their colour."""

    def __init__(self, found: Sequence[Unusual | Span]) -> None:
        """`found` are passages in text order."""
        self.found = found
        self._starts = [one.start for one in found]

    def named(self, one: Unusual | Span) -> str:
        """What one find is, in words."""
        raise NotImplementedError

    def draw(self, painter: QPainter, one: Unusual | Span, shape: QRectF) -> None:
        """Draw the sign of one find at its place, in document pixels."""
        raise NotImplementedError

    def paint(self, painter: QPainter, block: QTextBlock, where: Positions, look: Theme) -> None:
        """Paint the signs of a laid-out block, in document pixels."""
        if not self.found:
            return
        colour = QColor(look.roles[self.ink])
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour)
        for one, shape in self._shapes(block, where):
            self.draw(painter, one, shape)

    def at(self, point: QPointF, block: QTextBlock, where: Positions) -> str:
        """What the sign at a point of the document stands for, "" for none."""
        for one, shape in self._shapes(block, where):
            if shape.adjusted(-NEAR, -NEAR, NEAR, NEAR).contains(point):
                return self.named(one)
        return ""

    def _shapes(
        self, block: QTextBlock, where: Positions
    ) -> Iterator[tuple[Unusual | Span, QRectF]]:
        """Each find in a block with where its sign stands."""
        first, last = block.position(), block.position() + block.length() - 1
        number = bisect_left(self._starts, where.to_text(first))
        for one in self.found[number:]:
            start, end = where.to_qt(one.start), where.to_qt(one.end)
            if start > last or (start == last and start < end):
                return
            if one.kind == "mixed_scripts":
                for box in boxes(block, start, end):
                    yield one, box
            elif start >= first:
                yield one, _stand(block, start - first)


class Misleading(Signs):
    """What misleads the eye in one draft."""

    def __init__(self, text: str = "") -> None:
        """Look through `text` once."""
        super().__init__(unusual(text))
        self._text = text

    def told(self) -> str:
        """How many of each kind there are, in words; "" for none."""
        counts = Counter(one.kind for one in self.found)
        parts = [plural(*COUNTED[kind], counts[kind]) for kind in COUNTED if counts[kind]]
        return _("Misleading: {what}.").format(what=", ".join(parts)) if parts else ""

    def named(self, one: Unusual | Span) -> str:
        """The character, or the word with its foreign letters."""
        words = self._text[one.start : one.end]
        if one.kind == "mixed_scripts":
            letters = ", ".join(character(letter) for letter in words if not letter.isascii())
            return _("“{word}” mixes letters of several scripts: {letters}").format(
                word=words, letters=letters
            )
        return character(words)

    def draw(self, painter: QPainter, one: Unusual | Span, shape: QRectF) -> None:
        """A wave below a word, a flag at a character."""
        if one.kind == "mixed_scripts":
            painter.drawPolyline(_wave(shape))
        else:
            painter.drawLine(shape.topLeft(), shape.bottomLeft())
            painter.drawPolygon(_flag(shape.topLeft(), one.kind == "direction"))


class Deletions(Signs):
    """Where the file's author took words out, with what they were."""

    ink = "muted"

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """`spans` are a draft's."""
        gone = (span for span in spans if span.kind is SpanKind.DELETED and span.text.strip())
        super().__init__(sorted(gone, key=lambda span: span.start))

    def named(self, one: Unusual | Span) -> str:
        """Who took which words out."""
        assert isinstance(one, Span)
        words = " ".join(one.text.split())
        words = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
        told = _("{who} took out: {words}") if one.author else _("Taken out: {words}")
        return told.format(who=one.author, words=words)

    def draw(self, painter: QPainter, one: Unusual | Span, shape: QRectF) -> None:
        """A wedge that points up between the letters."""
        foot = shape.bottomLeft() + QPointF(0, 1)
        steps = ((0, 0), (-WEDGE / 2, WEDGE), (WEDGE / 2, WEDGE))
        painter.drawPolygon(QPolygonF([foot + QPointF(x, y) for x, y in steps]))


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
