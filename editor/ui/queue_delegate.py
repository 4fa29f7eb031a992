"""Paints the queue's cells straight from the model's rows, without a question per cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.kinds import SETTLED, Risk
from db.records import QueueRow
from editor.ui.elided import shortened
from editor.ui.pills import paint_state
from editor.ui.queue_columns import COLUMNS
from editor.ui.queue_model import QueueModel
from editor.ui.row_list import paint_current
from editor.ui.theme import Theme, current

if TYPE_CHECKING:
    from editor.ui.queue_table import QueueTable

PAD = 8
"""Pixels between a cell's edge and its words."""

USUAL = 2
"""The priority of a check nobody gave one."""

TEXTS = 4_000
"""Shortened texts remembered."""


class QueueDelegate(QStyledItemDelegate):
    """State as a pill with its sign; what is urgent, risky, thin or late stands out in bold."""

    def __init__(self, model: QueueModel, view: QueueTable) -> None:
        """A painter of `model`'s rows in `view`."""
        super().__init__(view)
        self._model, self._view = model, view
        self._short: dict[tuple[str, int, bool], str] = {}
        self._fonts: tuple[QFont, QFont] | None = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell."""
        look, rect = current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.roles["selected"]))
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        row, column = self._model.row(index.row()), COLUMNS[index.column()]
        if row is None:
            self._unread(painter, inner, look)
        elif usual(column.id, row):
            pass
        elif column.id == "state":
            paint_state(painter, QRectF(inner), row.check.state, option.font)
        else:
            role, bold = stress(column.id, row, self._model.now)
            text = column.text(row, self._model.now)
            self._words(painter, inner, text, option.font, look.roles[role], bold)
        painter.setPen(QColor(look.roles["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self._view.several and self._view.current_row() == index.row():
            if self._view.header.visualIndex(index.column()) == 0:
                paint_current(painter, rect)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The column's own width; rows are of one height."""
        return QSize(COLUMNS[index.column()].width, option.fontMetrics.height() + 14)

    def forget(self) -> None:
        """Forget what depends on the type, because it changed."""
        self._short.clear()
        self._fonts = None

    def _words(
        self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str, bold: bool
    ) -> None:
        if not text:
            return
        plain, strong = self._both(font)
        chosen = strong if bold else plain
        key = (text, box.width(), bold)
        if key not in self._short:
            if len(self._short) > TEXTS:
                self._short.clear()
            line = " ".join(text[:400].split())
            self._short[key] = shortened(QFontMetrics(chosen), line, box.width())
        painter.setFont(chosen)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._short[key])

    def _both(self, font: QFont) -> tuple[QFont, QFont]:
        if self._fonts is None:
            strong = QFont(font)
            strong.setWeight(QFont.Weight.DemiBold)
            self._fonts = (QFont(font), strong)
        return self._fonts

    def _unread(self, painter: QPainter, box: QRect, look: Theme) -> None:
        """A grey bar where words will be."""
        bar = QRect(box.x(), box.center().y() - 3, box.width() * 2 // 3, 6)
        painter.fillRect(bar, QColor(look.roles["line"]))


def usual(column: str, row: QueueRow) -> bool:
    """Whether a cell says what most of its column say, so that it can stay empty."""
    if column == "risk":
        return row.check.risk is Risk.NORMAL
    return column == "priority" and row.check.priority == USUAL


def stress(column: str, row: QueueRow, now: int) -> tuple[str, bool]:
    """The colour role of a cell's words, and whether they are bold."""
    check = row.check
    if column == "statement":
        return ("muted" if check.state in SETTLED else "text"), False
    loud = (
        (column == "risk" and check.risk is not Risk.NORMAL)
        or (column == "priority" and check.priority == 0)
        or (column == "close" and check.close < now and check.state not in SETTLED)
        or (column == "thin" and check.thin)
    )
    return ("danger", True) if loud else ("muted", False)
