"""The rows of the drafts page: a mark and what became of it, or a change between two drafts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.kinds import PlacementStatus
from editor.exchange.change_log import LogEntry
from editor.exchange.comparison import SIGNS as CHANGE_SIGNS
from editor.exchange.comparison import because
from editor.i18n import _, label, term
from editor.ui.drafts_looks import FILLS, SIGNS, tint_of
from editor.ui.drafts_reading import Item
from editor.ui.elided import shortened
from editor.ui.icons import STATES, paint_icon
from editor.ui.pills import paint_pill
from editor.ui.theme import Tint, current

Row = Item | LogEntry
Index = QModelIndex | QPersistentModelIndex
PILL, SIGN, PAD = 112, 16, 8
"""Pixels of the pill's column, of the check's sign, and around the words."""


class DraftsModel(QAbstractListModel):
    """A list of rows, all of one kind."""

    def __init__(self) -> None:
        """No rows."""
        super().__init__()
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """A row in words, for assistive technology and tooltips."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words_of(self.rows[index.row()])
        return None


class DraftsDelegate(QStyledItemDelegate):
    """What became of it as a pill, the state of its check as a sign, then before and after."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        model = index.model()
        assert isinstance(model, DraftsModel)
        row, look, rect = model.rows[index.row()], current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.roles["selected"]))
        box = rect.adjusted(PAD, 0, -PAD, 0)
        name, sign, tint = pill_of(row)
        paint_pill(painter, QRectF(box), name, sign, tint, option.font)
        box.setLeft(box.left() + PILL)
        if isinstance(row, Item) and row.check is not None:
            state = row.check.state
            square = QRectF(box.left(), box.center().y() - SIGN / 2, SIGN, SIGN)
            paint_icon(painter, square, STATES[state], look.states[state].ink)
        box.setLeft(box.left() + SIGN + PAD)
        _paint_words(painter, box, row, QFontMetrics(option.font))
        painter.setPen(QColor(look.roles["line"]))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(200, option.fontMetrics.height() + 14)


def pill_of(row: Row) -> tuple[str, str, Tint]:
    """A row's pill: its word, its icon, its colours."""
    look = current()
    if isinstance(row, Item):
        return label(row.status), SIGNS[row.status], tint_of(look, row.status)
    kind = row.difference.kind
    state = FILLS.get(kind)
    tint = look.states[state] if state else tint_of(look, PlacementStatus.CUT)
    signs = {"deleted": "circle-minus", "inserted": "plus", "changed": "replace"}
    return term(kind), signs.get(kind, "type" if kind == "form" else "arrow-right"), tint


def words_of(row: Row) -> str:
    """A row on one line of text."""
    before, after = (" ".join(text.split()) for text in (row.before, row.after))
    if isinstance(row, LogEntry):
        told = f"{CHANGE_SIGNS[row.difference.kind]} {before} → {after}"
        return f"{told} ({reason})" if (reason := because(row)) else told
    told = f"{label(row.status)}: {before}"
    if row.status is PlacementStatus.CHANGED:
        told += f" → {after}"
    return f"{told}, {_('to be checked again')}" if row.reopened else told


def _paint_words(painter: QPainter, box: QRect, row: Row, metrics: QFontMetrics) -> None:
    look = current()
    before, after = (" ".join(text.split()) for text in (row.before, row.after))
    both = bool(before and after and before != after)
    pieces = [(before or after, "text")]
    if both:
        half = max((box.width() - 24) // 2, 40)
        used = min(metrics.horizontalAdvance(before) + 6, half)
        pieces = [(before, "muted"), ("→", "faint"), (after, "text")]
        widths = [used, 14, box.width() - used - 24]
    else:
        widths = [box.width()]
    at = box.left()
    for (text, role), width in zip(pieces, widths, strict=True):
        painter.setPen(QColor(look.roles[role]))
        cut = shortened(metrics, text, max(width, 0))
        painter.drawText(QRect(at, box.top(), max(width, 0), box.height()), _LEFT, cut)
        at += width + 5


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
