"""One block's marks, worked out once and painted at every frame after: fills, lines, ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from editor.ui.highlights import Run, Style, boxes

LANES = 4
"""Lines under one another where marks overlap; the last one holds all that are left."""
STEP = 3.0
"""Pixels between two such lines."""
TICK = (QPointF(1, 3.5), QPointF(3, 5.5), QPointF(7, 0.5))
"""A tick's corners, from the top right corner of its passage."""


@dataclass(slots=True)
class BlockMarks:
    """What is painted in a block, in document pixels; `spots` tell what stands where."""

    spots: list[tuple[str, list[QRectF]]] = field(default_factory=list)
    fills: list[tuple[QRectF, QColor]] = field(default_factory=list)
    lines: list[tuple[QPen, list[QLineF]]] = field(default_factory=list)
    ticks: list[tuple[QColor, QPointF]] = field(default_factory=list)

    def at(self, point: QPointF) -> list[str]:
        """Ids of the marks at a point, the shortest first."""
        found = [
            id_
            for id_, shapes in self.spots
            if any(box.adjusted(-2, -2, 2, 5).contains(point) for box in shapes)
        ]
        return found[::-1]

    def boxes_of(self, id_: str) -> list[QRectF]:
        """Where a mark stands in this block."""
        return [box for spot, shapes in self.spots if spot == id_ for box in shapes]


def work_out(block: QTextBlock, runs: Sequence[Run]) -> BlockMarks:
    """Everything painted for `runs` (long ones first) in a laid-out block."""
    made = BlockMarks()
    lanes = _lanes(runs)
    lines: dict[tuple[Style, bool], list[QLineF]] = {}
    crowded: dict[tuple[Style, float], list[tuple[float, float]]] = {}
    for run in runs:
        shapes, style, lane = boxes(block, run.start, run.end), run.style, lanes[run]
        if run.id:
            made.spots.append((run.id, shapes))
        if style.fill:
            made.fills += [(box.adjusted(-1, 0, 1, 1), QColor(style.fill)) for box in shapes]
        for box in shapes:
            low = box.bottom() + 0.5 + lane * STEP
            if lane == LANES - 1:
                crowded.setdefault((style, low), []).append((box.left(), box.right()))
            elif style.width:
                lines.setdefault((style, False), []).append(
                    QLineF(box.left() + 0.7, low, box.right() - 0.7, low)
                )
            if style.struck:
                lines.setdefault((style, True), []).append(
                    QLineF(box.left(), box.center().y(), box.right(), box.center().y())
                )
        if style.tick and shapes and run.end <= block.position() + block.length():
            made.ticks.append((pen_of(style).color(), shapes[-1].topRight()))
    for (style, low), stretches in crowded.items():
        lines.setdefault((style, False), []).extend(
            QLineF(left, low, right, low) for left, right in _joined(stretches)
        )
    made.lines = [(pen_of(style, solid), found) for (style, solid), found in lines.items()]
    return made


def paint(painter: QPainter, marks: BlockMarks) -> None:
    """Paint a block's marks: fills, then the lines, then the ticks."""
    if marks.fills:
        painter.setPen(Qt.PenStyle.NoPen)
        for box, colour in marks.fills:
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 3, 3)
    for pen, lines in marks.lines:
        painter.setPen(pen)
        painter.drawLines(lines)
    for colour, corner in marks.ticks:
        painter.setPen(QPen(colour, 1.4))
        painter.drawPolyline([corner + step for step in TICK])


def paint_over(painter: QPainter, shapes: Sequence[QRectF], style: Style) -> None:
    """Paint one run above what is there, for what is focused or found."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.fill) if style.fill else Qt.BrushStyle.NoBrush)
    for box in shapes:
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)
    if style.width:
        painter.setPen(pen_of(style))
        lows = [box.bottom() + 0.5 for box in shapes]
        painter.drawLines(
            [QLineF(b.left(), y, b.right(), y) for b, y in zip(shapes, lows, strict=True)]
        )


def pen_of(style: Style, solid: bool = False) -> QPen:
    """The pen of a style's line."""
    colour = QColor(style.line)
    if style.faint:
        colour.setAlpha(150)
    pen = QPen(colour, style.width, Qt.PenStyle.SolidLine if solid else style.pen)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _lanes(runs: Sequence[Run]) -> dict[Run, int]:
    """Which line each run is given, so that no two in one lane overlap but in the last."""
    ends = [-1] * (LANES - 1)
    found: dict[Run, int] = {}
    for run in sorted(runs, key=lambda run: (run.start, run.start - run.end)):
        free = (lane for lane, end in enumerate(ends) if end <= run.start)
        found[run] = lane = next(free, LANES - 1)
        if lane < len(ends):
            ends[lane] = run.end
    return found


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if joined and left <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined
