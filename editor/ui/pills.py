"""The pill that says a state: its sign and its word on its colours, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.kinds import State
from editor.i18n import label
from editor.ui.elided import shortened
from editor.ui.icons import STATES, paint_icon
from editor.ui.theme import Tint, current

SIDE = 9
"""Pixels between a pill's end and what is in it."""

GAP = 5
"""Pixels between sign and word."""


def pill_size(text: str, font: QFont) -> QSize:
    """How large a pill with `text` is."""
    metrics = QFontMetrics(font)
    sign = metrics.ascent()
    return QSize(2 * SIDE + sign + GAP + metrics.horizontalAdvance(text), metrics.height() + 6)


def paint_pill(
    painter: QPainter, box: QRectF, text: str, sign: str, tint: Tint, font: QFont
) -> None:
    """A pill with the icon `sign`, at the left of `box` and in the middle of its height."""
    size = pill_size(text, font)
    pill = QRectF(box.x(), 0, min(size.width(), box.width()), min(size.height(), box.height()))
    pill.moveTop(box.center().y() - pill.height() / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.fill))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    side = QFontMetrics(font).ascent()
    square = QRectF(pill.x() + SIDE, pill.center().y() - side / 2, side, side)
    paint_icon(painter, square, sign, tint.ink)
    words = pill.adjusted(SIDE + side + GAP, 0, -SIDE / 2, 0)
    short = shortened(QFontMetrics(font), text, words.width() + 1)
    painter.setFont(font)
    painter.setPen(QColor(tint.ink))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, short)
    painter.restore()


def paint_state(painter: QPainter, box: QRectF, state: State, font: QFont) -> None:
    """The pill of a state."""
    paint_pill(painter, box, label(state), STATES[state], current().states[state], font)


class StatePill(QWidget):
    """A state on a page; assistive technology reads its word."""

    def __init__(self, state: State = State.UNCHECKED) -> None:
        """A pill that says `state`."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state = state
        self.set_state(state)

    def set_state(self, state: State) -> None:
        """Say another state."""
        self._state = state
        self.setAccessibleName(label(state))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as its word needs."""
        return pill_size(label(self._state), self.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_state(painter, QRectF(self.rect()), self._state, self.font())
        painter.end()
