"""How a row of the closing page is measured and painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.i18n import _, label
from editor.ui.closing_sheet import Part, Point
from editor.ui.elided import own_way, shortened
from editor.ui.fonts import sans, serif
from editor.ui.icons import STATES
from editor.ui.pills import paint_pill, pill_size
from editor.ui.theme import LETTER, Tint, current

EDGE = 18
"""Pixels beside a row's words."""

PASSAGE = 15
"""Pixels of a passage's type."""

LONGEST = 420
"""Code points of a passage or wording shown in a row."""

WRAPPED = Qt.TextFlag.TextWordWrap


class RowPainter:
    """Measures and paints titles and points; heights are remembered by words and width."""

    TITLE = 40
    """Pixels of a title's row."""

    def __init__(self) -> None:
        """Nothing is measured yet."""
        self._heights: dict[tuple[str, int, bool], int] = {}

    def height(self, point: Point, width: int) -> int:
        """Pixels a point needs in a view `width` pixels wide."""
        room = width - 2 * EDGE
        tall = 12 + pill_size("x", sans(LETTER)).height()
        for text, reading in lines_of(point):
            tall += 5 + self._text_height(text, room, reading)
        return tall + 12

    def paint_title(self, painter: QPainter, rect: QRect, text: str) -> None:
        """The title of a part."""
        look = current()
        painter.fillRect(rect, QColor(look.roles["panel"]))
        painter.setFont(sans(LETTER, QFont.Weight.DemiBold))
        painter.setPen(QColor(look.roles["text"]))
        painter.drawText(rect.adjusted(EDGE, 6, -EDGE, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def paint_point(
        self, painter: QPainter, option: QStyleOptionViewItem, point: Point, facts: str
    ) -> None:
        """A point: its pill and what it is about, then passage, proposed wording, answer."""
        look, rect = current(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(look.roles["selected" if chosen else "base"]))
        painter.setPen(QColor(look.roles["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        y = self._first_line(painter, rect, point, facts)
        for number, (text, reading) in enumerate(lines_of(point)):
            room = rect.width() - 2 * EDGE
            tall = self._text_height(text, room, reading)
            role = "text" if number == 0 or text.startswith("→") else "muted"
            painter.setFont(serif(PASSAGE) if reading else sans(LETTER))
            painter.setPen(QColor(look.roles[role]))
            box = QRect(rect.x() + EDGE, y + 5, room, tall)
            painter.drawText(box, int(WRAPPED), text)
            y += 5 + tall

    def _first_line(self, painter: QPainter, rect: QRect, point: Point, facts: str) -> int:
        """The pill and the small words beside it; returns where the next line begins."""
        font = sans(LETTER)
        text, sign, tint = _pill(point)
        size = pill_size(text, font)
        top = rect.y() + 12
        box = QRectF(rect.x() + EDGE, top, rect.width() - 2 * EDGE, size.height())
        paint_pill(painter, box, text, sign, tint, font)
        painter.setFont(font)
        painter.setPen(QColor(current().roles["muted"]))
        words = box.adjusted(size.width() + 10, 0, 0, 0)
        short = shortened(QFontMetrics(font), facts, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, short)
        return int(top + size.height())

    def _text_height(self, text: str, width: int, reading: bool) -> int:
        key = (text, width, reading)
        if key not in self._heights:
            metrics = QFontMetrics(serif(PASSAGE) if reading else sans(LETTER))
            box = metrics.boundingRect(QRect(0, 0, width, 10_000), int(WRAPPED), text)
            self._heights[key] = box.height()
        return self._heights[key]


def lines_of(point: Point) -> list[tuple[str, bool]]:
    """The texts of a row below its pill, and whether each is set in the reading type."""
    lines = []
    words, passage = " ".join(point.words.split()), " ".join(point.passage.split())
    if words and words != passage:
        lines.append((own_way(words), False))
    if passage:
        lines.append((_short(passage), True))
    if point.proposal is not None and point.proposal.change != point.passage:
        lines.append((f"→ {_short(' '.join(point.proposal.change.split()))}", True))
    if point.query is not None and point.query.answer:
        answer = _("Answer: {words}").format(words=_short(point.query.answer))
        lines.append((answer, False))
    return lines


def _pill(point: Point) -> tuple[str, str, Tint]:
    look = current()
    if point.check is not None:
        state = point.check.state
        return label(state), STATES[state], look.states[state]
    if point.query is not None:
        told = _("query {number}").format(number=point.query.number)
        return told, "circle-question-mark", look.states["query"]
    if point.part is Part.UNMARKED:
        return _("unmarked"), "circle", look.states["unchecked"]
    if point.part is Part.LEFT_IN:
        return _("to fill in"), "circle-question-mark", look.states["change_needed"]
    return _("proposed"), "replace", look.kinds["change"]


def _short(text: str) -> str:
    return own_way(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
