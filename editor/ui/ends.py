"""The handles at both ends of the focused passage, and dragging them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

KNOB, REACH = 4.0, 9.0
"""Pixels: the radius of a knob, and how near to it the mouse takes it."""


@dataclass(slots=True)
class Drag:
    """An end being dragged; `fixed` and `moving` are code points."""

    id: str
    fixed: int
    moving: int

    def passage(self) -> tuple[int, int]:
        """The passage as it would be now; never empty."""
        start, end = sorted((self.fixed, self.moving))
        return (start, end) if start < end else (start, start + 1)


def knobs(shapes: Sequence[QRectF]) -> tuple[QPointF, QPointF]:
    """Where the knobs of a passage are: above its start, below its end. `shapes` is not empty."""
    first, last = shapes[0], shapes[-1]
    return first.topLeft() - QPointF(0, KNOB - 1), last.bottomRight() + QPointF(0, KNOB + 1)


def end_at(shapes: Sequence[QRectF], point: QPointF) -> str:
    """Which end a point takes: "start", "end" or ""."""
    if not shapes:
        return ""
    for name, knob in zip(("start", "end"), knobs(shapes), strict=True):
        away = point - knob
        if abs(away.x()) <= REACH and abs(away.y()) <= REACH:
            return name
    return ""


def paint(painter: QPainter, shapes: Sequence[QRectF], colour: str) -> None:
    """Draw both handles."""
    start, end = knobs(shapes)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    first, last = shapes[0], shapes[-1]
    painter.drawRect(QRectF(first.left() - 1, first.top() - 1, 2, first.height() + 1))
    painter.drawRect(QRectF(last.right() - 1, last.top(), 2, last.height() + 1))
    painter.drawEllipse(start, KNOB, KNOB)
    painter.drawEllipse(end, KNOB, KNOB)
