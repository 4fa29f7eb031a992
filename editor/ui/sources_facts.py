"""The checks that rest on one source, each with its state and its place in the source."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from db.kinds import Risk
from editor.i18n import _, label, term
from editor.ui.fonts import sans
from editor.ui.pills import paint_state, pill_size
from editor.ui.queue_model import Index
from editor.ui.sources_reading import Resting, SourceView
from editor.ui.theme import LETTER, current

TALL, EDGE = 64, 12
"""Pixels of a row, and beside its words."""


class FactsList(QListWidget):
    """Work by source: letters are the program's keys, as in the queue."""

    fact_chosen = Signal(object)
    """A Resting somebody wants to see in the text."""

    def __init__(self) -> None:
        """Nothing rests on anything."""
        super().__init__()
        self.resting: tuple[Resting, ...] = ()
        self.setAccessibleName(_("Facts that rest on this source"))
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.fact_chosen.emit(self.current()))

    def show_view(self, view: SourceView | None) -> None:
        """Show what rests on a source; the current row stays."""
        before, row = self.current(), self.currentRow()
        self.clear()
        self.resting = view.resting if view else ()
        self.addItems([spoken(one) for one in self.resting])
        ids = [one.evidence.id for one in self.resting]
        if ids:
            again = ids.index(before.evidence.id) if before and before.evidence.id in ids else row
            self.setCurrentRow(min(max(again, 0), len(ids) - 1))

    def current(self) -> Resting | None:
        """The current fact."""
        row = self.currentRow()
        return self.resting[row] if 0 <= row < len(self.resting) else None

    def below_current(self) -> QPoint:
        """The bottom left corner of the current row, on the screen."""
        rect = self.visualItemRect(self.currentItem()) if self.currentItem() else QRect()
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def step(self, by: int) -> None:
        """Go to the next or previous fact."""
        if self.count():
            self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and Enter are left to the program."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Pill, article and place in the source; below them the statement."""

    def __init__(self, view: FactsList) -> None:
        super().__init__(view)
        self._list = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height."""
        return QSize(120, TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One fact."""
        one, look, rect = self._list.resting[index.row()], current(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(look.roles["selected" if chosen else "base"]))
        font, check = sans(LETTER), one.row.check
        metrics = QFontMetrics(font)
        top = rect.adjusted(EDGE, 8, -EDGE, -TALL // 2)
        paint_state(painter, QRectF(top), check.state, font)
        beside = top.adjusted(pill_size(label(check.state), font).width() + 8, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(look.roles["danger" if check.thin else "muted"]))
        short = metrics.elidedText(facts_of(one), Qt.TextElideMode.ElideRight, beside.width())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, short)
        words = rect.adjusted(EDGE, TALL // 2 + 2, -EDGE, -4)
        line = " ".join(check.statement[:400].split())
        painter.setPen(QColor(look.roles["text"]))
        short = metrics.elidedText(line, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, short)
        painter.setPen(QColor(look.roles["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def facts_of(one: Resting) -> str:
    """Article, place in the source, how it bears on the fact, and what is wrong with it."""
    piece, check = one.evidence, one.row.check
    parts = [one.row.slug, piece.locator]
    parts += ["" if piece.stance == "supports" else term(piece.stance)]
    parts += ["" if piece.seen_at else _("not seen yet")]
    parts += ["" if check.risk is Risk.NORMAL else label(check.risk)]
    parts += [_("thin") if check.thin else ""]
    return " · ".join(part for part in parts if part)


def spoken(one: Resting) -> str:
    """A row as assistive technology reads it."""
    return f"{label(one.row.check.state)}: {one.row.check.statement}. {facts_of(one)}"
