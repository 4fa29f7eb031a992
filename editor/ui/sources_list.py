"""All sources as a list: what each is, how much rests on it, and what of that is open or thin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from db.records import SourceUse
from editor.i18n import _, plural, term
from editor.ui.chooser import folded
from editor.ui.fonts import sans
from editor.ui.icons import paint_icon
from editor.ui.queue_model import Index
from editor.ui.theme import LETTER, current

SIGNS: dict[str, str] = {
    "person": "user",
    "document": "file-text",
    "recording": "mic",
    "data": "table-2",
    "web_page": "globe",
}
"""The icon of each kind of source."""

TALL = 54
"""Pixels of a row."""


class SourcesList(QListWidget):
    """One row a source; letters are the program's keys."""

    source_shown = Signal(str)
    """The id of the source now current, "" for none."""

    def __init__(self) -> None:
        """No sources."""
        super().__init__()
        self.uses: list[SourceUse] = []
        self.pinned = ""
        self.setAccessibleName(_("Sources"))
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda _now, _old: self.source_shown.emit(self.shown()))

    def show_sources(self, uses: Sequence[SourceUse], words: str, wanted: str, pinned: str) -> None:
        """List those whose name or notes hold `words`, `wanted` (id) current where it is there."""
        before, self.pinned = self.shown(), pinned
        with QSignalBlocker(self):
            self.clear()
            self.uses = [use for use in uses if folded(words) in folded(" ".join(said(use)))]
            self.addItems([spoken(use, use.source.name == pinned) for use in self.uses])
            rows = [row for row in range(self.count()) if self._id(row) == wanted]
            if self.count():
                self.setCurrentRow(rows[0] if rows else 0)
        if self.shown() != before:
            self.source_shown.emit(self.shown())

    def shown(self) -> str:
        """The id of the current source, "" for none."""
        return self._id(self.currentRow())

    def step(self, by: int) -> None:
        """Go to the next or previous source."""
        if self.count():
            self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and Enter are left to the program."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _id(self, row: int) -> str:
        return self.uses[row].source.id if 0 <= row < len(self.uses) else ""


class _Rows(QStyledItemDelegate):
    """Two lines a source: its name, then how much rests on it."""

    def __init__(self, view: SourcesList) -> None:
        super().__init__(view)
        self._list = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are of one height."""
        return QSize(120, TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One source."""
        use = self._list.uses[index.row()]
        look, rect = current(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(look.roles["selected" if chosen else "base"]))
        sign = QRectF(rect.x() + 12, rect.y() + 10, 16, 16)
        paint_icon(painter, sign, SIGNS.get(use.source.kind, "file-text"), look.roles["muted"])
        name = rect.adjusted(38, 7, -34, -TALL // 2)
        font = sans(LETTER, QFont.Weight.DemiBold)
        _line(painter, name, use.source.name, font, look.roles["text"])
        room = rect.adjusted(38, TALL // 2 - 2, -12, -7)
        ink = look.roles["danger" if use.thin else "muted"]
        _line(painter, room, counts(use), sans(LETTER), ink)
        if use.source.name == self._list.pinned:
            side = QRectF(rect.right() - 28, rect.y() + 9, 16, 16)
            paint_icon(painter, side, "pin", look.roles["accent"])
        painter.setPen(QColor(look.roles["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _line(painter: QPainter, rect: QRect, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, short)


def counts(use: SourceUse) -> str:
    """How much rests on a source."""
    if not use.checks:
        return f"{term(use.source.kind)} · " + _("nothing rests on it")
    parts = [term(use.source.kind), plural("{count} fact", "{count} facts", use.checks)]
    parts += [_("{count} open").format(count=use.open)] if use.open else []
    parts += [_("{count} thin").format(count=use.thin)] if use.thin else []
    return " · ".join(parts)


def said(use: SourceUse) -> tuple[str, ...]:
    """What a source is found by."""
    source = use.source
    return source.name, term(source.kind), source.locator, source.contact, source.note


def spoken(use: SourceUse, pinned: bool) -> str:
    """A row as assistive technology reads it."""
    return ", ".join(
        part for part in (use.source.name, counts(use), _("pinned") if pinned else "") if part
    )
