"""The queue's table: fixed rows, and selections read as ranges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from db.records import Check
from db.store import Store
from editor.commands.bulk import Chosen
from editor.i18n import _
from editor.ui.nothing import Nothing
from editor.ui.queue_columns import COLUMNS
from editor.ui.queue_delegate import QueueDelegate
from editor.ui.queue_header import QueueHeader
from editor.ui.queue_layout import NARROWEST
from editor.ui.queue_model import Index, QueueModel

MANY = 2_000
"""Selected rows that are handled one by one."""

STATEMENT = next(at for at, column in enumerate(COLUMNS) if not column.width)
"""The column that takes the width others leave."""


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
        self.several = False
        """Whether more than one row is selected, so that the current one is told apart."""
        self.header = QueueHeader(self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(model, self))
        self.nothing = Nothing(self)
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

    # -- what keys act on

    def current_check(self) -> Check | None:
        """The check of the current row, where it is read."""
        row = self.queue.row(self.current_row())
        return row.check if row else None

    def when_chosen(self, then: Callable[[Chosen], None]) -> None:
        """Hand the selected checks to `then`: their ids; the filter, where all rows are selected.

        The latter are then all that match, however many are read.
        """
        model, count = self.queue, self.selected_count()
        if count > 1 and count == model.rowCount() and model.numbered:
            then(model.order.wanted)
        elif ids := self.selected_ids():
            then(ids)
        elif count:
            runs = self.selected_ranges()
            future = model.ask(lambda store: ids_of(store, runs))
            model.then(future, then, model.failed.emit)

    def passages(self, article_id: str) -> list[str]:
        """The marks of the selected checks of an article, as far as they are read."""
        rows = [self.queue.row(n) for n in self.queue.rows_of(set(self.selected_ids()))]
        return [r.annotation for r in rows if r and r.annotation and r.check.article == article_id]

    def below_current(self) -> QPoint:
        """The bottom left corner of the current row, on the screen."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    # -- where it is scrolled to

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
        self.several = self.selected_count() > 1
        self.selection_settled.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another row is current."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
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


def ids_of(store: Store, runs: list[tuple[int, int]]) -> list[str]:
    """The ids of the checks in runs of rows, first and last, of the store's numbering."""
    return [id_ for top, bottom in runs for id_ in store.rank_ids(top, bottom - top + 1)]
