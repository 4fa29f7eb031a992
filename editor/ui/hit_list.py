"""What a search over everything found: where, and the words with what matched set off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from editor.i18n import _
from editor.ui.elided import shortened
from editor.ui.fonts import sans
from editor.ui.theme import current

Index = QModelIndex | QPersistentModelIndex
ROW = 62
"""Pixels of a row."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: `where` says in what, `matches` are (start, end) in `text`.

    `annotation` is the mark to go to, "" for the top of the article.
    """

    article: str
    annotation: str
    where: str
    text: str
    matches: tuple[tuple[int, int], ...] = ()


class HitPainter(QStyledItemDelegate):
    """Two lines: where it was found, and the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        hit, look = index.data(Qt.ItemDataRole.UserRole), current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.roles["hover"]))
            painter.drawRoundedRect(box.adjusted(10, 2, -10, -2), 8, 8)
        inner = box.adjusted(20, 8, -20, -8)
        painter.setFont(sans(11))
        painter.setPen(QColor(look.roles["muted"]))
        where = shortened(painter.fontMetrics(), hit.where, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, where)
        painter.setPen(QColor(look.roles["text"]))
        _words(hit, inner.width()).draw(painter, QPointF(inner.left(), inner.top() + 19))
        painter.restore()


class HitList(QListWidget):
    """Names what a person chooses."""

    chosen = Signal(str, str)
    """Article id, and annotation id or ""."""

    def __init__(self) -> None:
        """An empty list."""
        super().__init__()
        self.setAccessibleName(_("Found"))
        self.setProperty("ground", "panel")
        self.setItemDelegate(HitPainter(self))
        self.setMouseTracking(True)
        self.itemClicked.connect(self._on_item)
        self.itemActivated.connect(self._on_item)

    def show_hits(self, hits: Sequence[Found]) -> None:
        """List these; nothing found is said."""
        self.clear()
        for hit in hits:
            item = QListWidgetItem(hit.text, self)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.where}: {hit.text}")
        if not hits:
            nothing = QListWidgetItem(_("Nothing found"), self)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setData(Qt.ItemDataRole.UserRole, Found("", "", _("Nothing found"), ""))
        self.setCurrentRow(0)

    def choose_current(self) -> None:
        """Go to the current one."""
        if self.currentItem() is not None:
            self._on_item(self.currentItem())

    def _on_item(self, item: QListWidgetItem) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole)
        if hit.article:
            self.chosen.emit(hit.article, hit.annotation)


def _words(hit: Found, width: float) -> QTextLayout:
    """The first line of the words from shortly before the first match, matches set off."""
    first = hit.matches[0][0] if hit.matches else 0
    cut = max(first - 24, 0)
    text = ("…" if cut else "") + " ".join(hit.text[cut:].split("\n"))
    shift = cut - (1 if cut else 0)
    layout = QTextLayout(text, sans(13))
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    strong.setBackground(QColor(current().states["query"].fill))
    ranges = []
    for start, end in hit.matches:
        piece = QTextLayout.FormatRange()
        piece.start = len(text[: start - shift].encode("utf-16-le")) // 2
        piece.length = len(text[start - shift : end - shift].encode("utf-16-le")) // 2
        piece.format = strong
        ranges.append(piece)
    layout.setFormats(ranges)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    return layout
