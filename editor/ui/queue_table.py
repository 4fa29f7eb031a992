"""The queue's table: fixed rows, a header of its own painting, selections read as ranges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyleOptionHeader,
    QTableView,
    QWidget,
)

from editor.i18n import _
from editor.ui.icons import paint_icon
from editor.ui.queue_columns import COLUMNS
from editor.ui.queue_delegate import QueueDelegate
from editor.ui.queue_layout import NARROWEST, arrange, section_of, written
from editor.ui.queue_model import Index, QueueModel
from editor.ui.theme import current

MANY = 2_000
"""Selected rows that are handled one by one."""

ARROW = 14
"""Pixels of the arrow beside a title."""

SETTLING = 400
"""Milliseconds after a column was moved until that is told."""

STATEMENT = next(at for at, column in enumerate(COLUMNS) if not column.width)
"""The column that takes the width others leave."""


class QueueHeader(QHeaderView):
    """Column titles with the arrow of the order; painted without asking what is selected.

    Qt's own painting asks the selection about every section, which takes ten seconds for a
    million selected rows.
    """

    arranged = Signal(list)
    """Somebody chose, moved or resized columns; they are as `queue_layout.written` writes them."""
    sort_chosen = Signal(str)
    """The store's name of the order somebody wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Sections can be moved, resized and clicked; a menu chooses which are shown."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(48)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortIndicatorShown(True)
        self.setAccessibleName(_("Columns"))
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._settled.timeout.connect(lambda: self.arranged.emit(written(self)))
        self.sectionMoved.connect(lambda *_places: self._settled.start())
        self.sectionClicked.connect(lambda section: self.sort_chosen.emit(COLUMNS[section].sort))

    def arrange(self, items: Sequence[str]) -> None:
        """Show columns as they were written down; none means the usual ones."""
        arrange(self, items)
        self._settled.stop()

    def show_sort(self, sort: str, descending: bool) -> None:
        """Say by which column the rows are ordered."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(section_of(sort), order)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A column was let go of."""
        super().mouseReleaseEvent(event)
        self._settled.start()

    def _choose(self, section: int, shown: bool) -> None:
        self.setSectionHidden(section, not shown)
        self._settled.start()

    def _as_usual(self) -> None:
        self.arrange(())
        self._settled.start()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One title, with the arrow where the order is this column's."""
        option = QStyleOptionHeader()
        option.initFrom(self)
        option.rect = rect
        option.section = section
        option.orientation = self.orientation()
        option.textAlignment = self.defaultAlignment()
        option.text = self.model().headerData(section, self.orientation())
        self.style().drawControl(QStyle.ControlElement.CE_Header, option, painter, self)
        if self.sortIndicatorSection() == section:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            words = self.fontMetrics().horizontalAdvance(option.text)
            left = min(rect.left() + words + ARROW, rect.right() - ARROW)
            box = QRectF(left, rect.center().y() - ARROW / 2, ARROW, ARROW)
            sign = "chevron-up" if up else "chevron-down"
            paint_icon(painter, box, sign, current().roles["accent"])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose which columns are shown."""
        self.column_menu().popup(event.globalPos())

    def column_menu(self) -> QMenu:
        """A menu with one tick for each column; the statement always stays."""
        menu = QMenu(_("Columns"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section, column in enumerate(COLUMNS):
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.setEnabled(column.width > 0)
            action.toggled.connect(lambda on, at=section: self._choose(at, on))
        menu.addSeparator()
        menu.addAction(_("Usual columns")).triggered.connect(self._as_usual)
        return menu


class QueueTable(QTableView):
    """Rows of checks; a double click goes to the row's passage."""

    row_chosen = Signal(int)
    LEAVES_KEYS = True
    """Space and Enter are the program's keys here."""
    selection_settled = Signal()
    """Which rows are selected, or which is current, has changed."""

    def __init__(self, model: QueueModel) -> None:
        """A table over `model`."""
        super().__init__()
        self.queue = model
        self.header = QueueHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(model, self))
        self.setAccessibleName(_("Fact-check queue"))
        self._set_looks()
        self._set_columns()
        self.doubleClicked.connect(lambda index: self.row_chosen.emit(index.row()))

    def selected_ranges(self) -> list[tuple[int, int]]:
        """First and last row of every run of selected rows, from top to bottom."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        found = sorted({(part.top(), part.bottom()) for part in parts})
        runs: list[tuple[int, int]] = []
        for top, bottom in found:
            if runs and top <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(bottom, runs[-1][1]))
            else:
                runs.append((top, bottom))
        return runs

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self.selected_ranges())

    def current_row(self) -> int:
        """The row with the keyboard's focus, -1 without one."""
        return self.currentIndex().row()

    def step(self, by: int) -> None:
        """Move the current row down by `by`, as far as there are rows, and select it alone."""
        if count := self.queue.rowCount():
            self.go_to(min(max(self.current_row() + by, 0), count - 1))

    def go_to(self, row: int) -> None:
        """Select one row alone, whatever keys are held, and bring it into view."""
        self.select_rows([row], row)
        self.scrollTo(self.currentIndex())

    def selected_ids(self) -> list[str]:
        """The ids of the selected checks where all of them are read and not too many, else none."""
        runs = self.selected_ranges()
        if sum(bottom - top + 1 for top, bottom in runs) > MANY:
            return []
        rows = [self.queue.row(n) for top, bottom in runs for n in range(top, bottom + 1)]
        ids = [row.check.id for row in rows if row is not None]
        return ids if len(ids) == len(rows) else []

    def select_rows(self, rows: list[int], current: int) -> None:
        """Select rows, `current` having the keyboard's focus; the view does not scroll."""
        self.select_runs([(row, row) for row in rows], current)

    def select_runs(self, runs: list[tuple[int, int]], current: int) -> None:
        """Select runs of rows, first and last of each, that do not overlap."""
        last = self.queue.columnCount() - 1
        chosen = QItemSelection()
        for top, bottom in runs:
            one = QItemSelectionRange(self.queue.index(top, 0), self.queue.index(bottom, last))
            chosen.append(one)
        self.setAutoScroll(False)
        flags = QItemSelectionModel.SelectionFlag
        index = self.queue.index(current, STATEMENT)
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        self.setAutoScroll(True)

    def offset(self) -> int:
        """Pixels from the top of the view to the current row."""
        return self.rowViewportPosition(max(self.current_row(), 0))

    def scroll_back(self, offset: int) -> None:
        """Scroll so that the current row stands `offset` pixels below the top of the view."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.offset() - offset)
        self.scrollTo(self.currentIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other rows are selected."""
        super().selectionChanged(selected, deselected)
        self.selection_settled.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another row is current."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.selection_settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the program's keys, never a search among the rows."""
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            last = self.queue.rowCount() - 1
            self.step(-last if event.key() == Qt.Key.Key_Home else last)
            return
        super().keyPressEvent(event)

    def _set_looks(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(self.fontMetrics().height() + 14)

    def _set_columns(self) -> None:
        self.header.arrange(())
        self.header.sectionResized.connect(self._on_section_resized)
        self.header.geometriesChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The statement takes what the other columns leave."""
        super().resizeEvent(event)
        self._fit()

    def _on_section_resized(self, section: int, _old: int, _new: int) -> None:
        if section != STATEMENT:
            self._fit()

    def _fit(self) -> None:
        others = self.header.length() - self.header.sectionSize(STATEMENT)
        self.header.resizeSection(STATEMENT, max(self.viewport().width() - others, NARROWEST))
