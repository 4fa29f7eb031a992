"""Lucide's line icons in the theme's colours; they change with the theme by themselves."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from db.kinds import Kind, State
from editor.ui.theme import current

KINDS: dict[Kind, str] = {
    Kind.QUOTE: "quote",
    Kind.CLAIM: "highlighter",
    Kind.FACT: "badge-check",
    Kind.COMMENT: "message-square-plus",
    Kind.CHANGE: "replace",
}
STATES: dict[State, str] = {
    State.UNCHECKED: "circle",
    State.CHECKING: "circle-dot",
    State.ASKED_SOURCE: "phone",
    State.QUERY: "circle-question-mark",
    State.NEEDS_SECOND_SOURCE: "copy-plus",
    State.CHANGE_NEEDED: "circle-x",
    State.CONFIRMED: "check",
    State.CONFIRMED_WITH_CHANGE: "check-check",
    State.ON_AUTHOR: "user-pen",
    State.STET: "stamp",
    State.CANNOT_CONFIRM: "circle-alert",
    State.CUT: "scissors",
    State.NOT_A_FACT: "circle-minus",
}


class ThemedIcon(QIconEngine):
    """Draws one bundled icon in a role's colour of the theme worn at that moment."""

    def __init__(self, name: str, role: str) -> None:
        """`name` is a file of `resources/icons`, `role` a colour of the themes."""
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it, faded while what it stands for is switched off."""
        colour = current().roles["faint" if mode == QIcon.Mode.Disabled else self._role]
        paint_icon(painter, QRectF(rect), self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon on a transparent ground, `size` in device pixels."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """A copy, as Qt asks of every engine."""
        return ThemedIcon(self._name, self._role)


@lru_cache(maxsize=256)
def icon(name: str, role: str = "text") -> QIcon:
    """The bundled icon called `name`; an empty icon for ""."""
    return QIcon(ThemedIcon(name, role)) if name else QIcon()


def paint_icon(painter: QPainter, box: QRectF, name: str, colour: str) -> None:
    """Draw a bundled icon in #rrggbb `colour` as large as fits `box`."""
    side = min(box.width(), box.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    scale = painter.device().devicePixelRatioF()
    drawn = _drawn(name, colour, round(side * scale))
    painter.drawPixmap(square, drawn, QRectF(drawn.rect()))


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, pixels: int) -> QPixmap:
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    drawing = resources.text(f"icons/{name}.svg").replace("currentColor", colour)
    painter = QPainter(made)
    QSvgRenderer(drawing.encode()).render(painter)
    painter.end()
    return made
