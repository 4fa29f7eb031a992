"""The rows of the closing page: parts with their points, each with passage and proposed wording."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.kinds import Risk
from db.records import NEVER
from editor.i18n import _, label, term
from editor.session import now_ms
from editor.times import moment
from editor.ui.closing_paint import RowPainter
from editor.ui.closing_sheet import Part, Point, Sheet
from editor.ui.queue_columns import USUAL, priority_words

Index = QModelIndex | QPersistentModelIndex

TITLES: dict[Part, str] = {
    Part.CHANGE_NEEDED: "Change needed",
    Part.LEFT_IN: "Left in the text: TK, XX, 00, [CQ]",
    Part.QUERIES: "Unanswered queries",
    Part.LEGAL: "Legal, still open",
    Part.CANNOT_CONFIRM: "Cannot confirm",
    Part.ON_AUTHOR: "On author",
    Part.THIN: "Thin: confirmed on less than the house asks for",
    Part.UNMARKED: "Unmarked sentences",
    Part.CHANGED: "Changed since you last looked",
}


class ClosingModel(QAbstractListModel):
    """A title for each part that has points, and its points below it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """No rows."""
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._rows: list[Point | tuple[Part, int]] = []

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the points of a sheet, or none."""
        self.beginResetModel()
        self.sheet = sheet
        self._rows = []
        points = sheet.points if sheet else ()
        counts = Counter(point.part for point in points)
        for part in Part:
            if counts[part]:
                self._rows.append((part, counts[part]))
                self._rows += [point for point in points if point.part is part]
        self.endResetModel()

    def point(self, row: int) -> Point | None:
        """The point in a row; None for a title and outside the list."""
        if not 0 <= row < len(self._rows):
            return None
        found = self._rows[row]
        return found if isinstance(found, Point) else None

    def title(self, row: int) -> str:
        """A title with its count; "" for a point."""
        found = self._rows[row]
        return "" if isinstance(found, Point) else f"{_(TITLES[found[0]])}   {found[1]}"

    def row_of(self, point_id: str) -> int:
        """The row of a point, -1 when it is not on the sheet."""
        for row, found in enumerate(self._rows):
            if isinstance(found, Point) and found.id == point_id:
                return row
        return -1

    def point_rows(self) -> list[int]:
        """Every row that is a point, from top to bottom."""
        return [row for row, found in enumerate(self._rows) if isinstance(found, Point)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Titles and points."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A title cannot be chosen."""
        if index.isValid() and self.point(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row in words, as assistive technology reads it."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        point = self.point(index.row())
        if point is None or self.sheet is None:
            return self.title(index.row())
        return spoken(point, self.sheet)


def spoken(point: Point, sheet: Sheet) -> str:
    """Everything a row shows, as one text."""
    parts = [point.words]
    if point.query is not None:
        asked = _("query {number} to {who}")
        parts.insert(0, asked.format(number=point.query.number, who=point.query.addressee))
    if point.check is not None:
        parts[:0] = [label(point.check.state), facts_of(point, sheet).replace(" · ", ", ")]
    if point.passage and point.passage != point.words:
        parts.append(_("passage: {words}").format(words=point.passage[:300]))
    if point.proposal is not None:
        parts.append(_("proposed: {words}").format(words=point.proposal.change))
    if point.query is not None and point.query.answer:
        parts.append(_("answer: {words}").format(words=point.query.answer))
    return ". ".join(part.rstrip(".") for part in parts if part)


def facts_of(point: Point, sheet: Sheet) -> str:
    """What stands in small letters at the end of a row's first line."""
    parts: list[str] = []
    if point.query is not None:
        query = point.query
        parts = [query.addressee, term(query.addressee_role)]
    elif point.check is not None:
        check = point.check
        due = "" if check.close == NEVER else moment(check.close, now_ms())
        parts = ["" if check.risk is Risk.NORMAL else label(check.risk)]
        parts.append("" if check.priority == USUAL else priority_words(check.priority))
        parts += [_("thin") if check.thin else "", sheet.name(check.assignee), due, check.reason]
    if point.fresh and point.part is not Part.CHANGED:
        parts.append(_("changed"))
    return " · ".join(part for part in parts if part)


class ClosingDelegate(QStyledItemDelegate):
    """Paints titles and points at the heights their words need."""

    def __init__(self, model: ClosingModel, view: QWidget) -> None:
        """A painter of `model`'s rows at the width of `view`."""
        super().__init__(view)
        self._model = model
        self._painter = RowPainter()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        point = self._model.point(index.row())
        if point is None:
            self._painter.paint_title(painter, option.rect, self._model.title(index.row()))
        else:
            sheet = self._model.sheet
            told = facts_of(point, sheet) if sheet is not None else ""
            self._painter.paint_point(painter, option, point, told)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As tall as its words at the view's width."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        point = self._model.point(index.row())
        tall = self._painter.TITLE if point is None else self._painter.height(point, width)
        return QSize(width, tall)


class ClosingList(QListView):
    """The rows, one of them current; letters are the program's keys."""

    LEAVES_KEYS = True
    """Space and Enter are the program's keys here."""
    point_shown = Signal(object)
    """The Point now current, or None."""
    point_chosen = Signal(object)
    """A Point somebody wants to see in the text."""

    def __init__(self) -> None:
        """An empty list."""
        super().__init__()
        self.rows = ClosingModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(ClosingDelegate(self.rows, self))
        self.setAccessibleName(_("What stands between this article and its closing"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self.point_chosen.emit(self.current_point()))

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show a sheet; the current point stays, or the row where it was."""
        before, row = self.current_point(), self.currentIndex().row()
        place = self.verticalScrollBar().value()
        self.rows.show_sheet(sheet)
        rows = self.rows.point_rows()
        if rows:
            again = self.rows.row_of(before.id) if before else -1
            after = [one for one in rows if one >= row]
            at = again if again >= 0 else (after[0] if before and after else rows[0])
            self.setCurrentIndex(self.rows.index(at))
        self.verticalScrollBar().setValue(place)
        self.point_shown.emit(self.current_point())

    def current_point(self) -> Point | None:
        """The point of the current row."""
        return self.rows.point(self.currentIndex().row())

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) point."""
        rows = self.rows.point_rows()
        if not rows:
            return
        row = self.currentIndex().row()
        beyond = [one for one in rows if (one - row) * by > 0]
        if beyond:
            self.setCurrentIndex(self.rows.index(beyond[0] if by > 0 else beyond[-1]))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which point is current."""
        super().currentChanged(current, previous)
        self.point_shown.emit(self.rows.point(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from point to point, over the titles."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as tall as the new width asks."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
