"""A list of painted rows whose letters are the program's keys; without rows it says what to do."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from editor.ui.elided import shortened
from editor.ui.fonts import sans
from editor.ui.nothing import Nothing
from editor.ui.queue_model import Index
from editor.ui.theme import LETTER, current

BAR = 4
"""Pixels of the bar that tells the current row from the others that are selected."""


class RowList(QListWidget):
    """Rows of one height, each painted by `paint_row`."""

    TALL = 54
    """Pixels of a row."""
    LEAVES_KEYS = True
    """Space and Enter are the program's keys here."""
    turned = Signal(int)
    """The arrow to the left (-1) or right (1): the keyboard should go there."""

    def __init__(self, name: str) -> None:
        """No rows; `name` is what assistive technology calls the list."""
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Nothing(self)

    def paint_row(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paint what a row says; its ground and the line below it are there."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Go to the next or previous row, and select it alone."""
        if self.count():
            self.go_to(min(max(self.currentRow() + by, 0), self.count() - 1))

    def go_to(self, row: int) -> None:
        """Select one row alone."""
        self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def below_current(self) -> QPoint:
        """The bottom left corner of the current row, on the screen."""
        rect = self.visualItemRect(self.currentItem()) if self.currentItem() else QRect()
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and Enter are left to the program; arrows to the side leave the list."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.turned.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """The ground of a row, what its list paints there, and a line below."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._list = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height."""
        return QSize(120, self._list.TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        look, rect = current(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(look.roles["selected" if chosen else "base"]))
        self._list.paint_row(painter, rect, index.row())
        painter.setPen(QColor(look.roles["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.row() == self._list.currentRow() and len(self._list.selectedIndexes()) > 1:
            paint_current(painter, rect)


def paint_current(painter: QPainter, rect: QRect) -> None:
    """A bar at the left of the row that is the current one of several selected."""
    painter.fillRect(
        QRect(rect.topLeft(), QSize(BAR, rect.height())), QColor(current().roles["accent"])
    )


def paint_line(painter: QPainter, rect: QRect, text: str, ink: str, bold: bool = False) -> None:
    """One line of words, shortened to `rect`; `ink` is a role of the theme."""
    font = sans(LETTER, QFont.Weight.DemiBold) if bold else sans(LETTER)
    painter.setFont(font)
    painter.setPen(QColor(current().roles[ink]))
    line = " ".join(text[:400].split())
    short = shortened(QFontMetrics(font), line, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, short)
