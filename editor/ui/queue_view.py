"""The queue page: a filter line, the states, and the table of checks."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.kinds import SETTLED, State
from db.records import Annotation, QueueFilter
from editor.i18n import _, label
from editor.session import Session
from editor.ui.desk import Desk
from editor.ui.queue_model import QueueModel, first_place, open_count

OPEN_STATES = tuple(state for state in State if state not in SETTLED)


class QueueTable(QTableView):
    """Rows of checks; Enter or a double click goes to the row's passage."""

    row_chosen = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class QueueView(QWidget):
    """What is to be checked, across articles."""

    passage_requested = Signal(str, str)
    """Article id, annotation id."""
    failed = Signal(object)

    def __init__(self, session: Session, desk: Desk | None = None) -> None:
        """A page over `session`; call `refresh` to fill it."""
        super().__init__()
        self._session, self._desk = session, desk
        self._selected: set[str] = set()
        self._row = 0
        self.model = QueueModel(session, self)
        self.table = self._make_table()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Filter statements"))
        self.search.setAccessibleName(_("Filter statements"))
        self.states = self._make_states()
        self.summary = QLabel()
        self.summary.setAccessibleName(_("Count"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(150)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the queue again; selected rows stay selected."""
        self._selected = set(self.selected_ids())
        self._row = max(self.table.currentIndex().row(), 0)
        self.model.show()

    def selected_ids(self) -> list[str]:
        """Ids of the selected checks, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.check_at(row).id for row in rows]

    def on_step(self, way: str) -> None:
        """Go to the next or previous row."""
        self.step(1 if way == "next" else -1)

    def on_state(self, state: str) -> None:
        """Set the selected rows' checks to `state` and go on."""
        if self._desk is not None:
            self._desk.set_state(self.selected_ids(), State(state))
        self.go_on()

    def on_edit(self) -> None:
        """Go to the passage of the current row."""
        self.open_current()

    def step(self, by: int) -> None:
        """Move the current row down by `by`, as far as there are rows."""
        row = self.table.currentIndex().row() + by
        if self.model.rowCount():
            self.table.selectRow(min(max(row, 0), self.model.rowCount() - 1))

    def go_on(self) -> None:
        """Move to the next row, unless several are selected."""
        if len(self.selected_ids()) == 1:
            self.step(1)

    def open_current(self) -> None:
        """Go to the passage of the current row."""
        if self.table.currentIndex().isValid():
            self._on_row_chosen(self.table.currentIndex().row())

    def _on_row_chosen(self, row: int) -> None:
        check_id = self.model.check_at(row).id
        future = self._session.ask(lambda store: first_place(store, check_id))
        self._session.then(future, self._on_place, self.failed.emit)

    def _on_place(self, place: Annotation | None) -> None:
        if place is not None:
            self.passage_requested.emit(place.article, place.id)

    def _on_filter(self) -> None:
        states = self.states.currentData()
        self.model.show(QueueFilter(states=tuple(states), text=self.search.text().strip()))

    def _on_counts(self, counts: dict[State, int]) -> None:
        total = sum(counts.values())
        self.summary.setText(_("{open} open of {all}").format(open=open_count(counts), all=total))

    def _on_reset(self) -> None:
        rows = [
            row
            for row in range(self.model.rowCount())
            if self.model.check_at(row).id in self._selected
        ]
        if not rows and self.model.rowCount():
            rows = [min(self._row, self.model.rowCount() - 1)]
        for row in rows[:1]:
            self.table.selectRow(row)
        flag = QItemSelectionModel.SelectionFlag
        for row in rows[1:]:
            index = self.model.index(row, 0)
            self.table.selectionModel().select(index, flag.Select | flag.Rows)

    def _make_table(self) -> QueueTable:
        table = QueueTable()
        table.setModel(self.model)
        table.setAccessibleName(_("Fact-check queue"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 150)
        return table

    def _make_states(self) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(_("States"))
        combo.addItem(_("All"), ())
        combo.addItem(_("Open"), OPEN_STATES)
        for state in State:
            combo.addItem(label(state), (state,))
        return combo

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.states)
        top.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.states.activated.connect(lambda _index: self._on_filter())
        self._pause.timeout.connect(self._on_filter)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.doubleClicked.connect(self._on_double_click)
        self.model.counts_changed.connect(self._on_counts)
        self.model.modelReset.connect(self._on_reset)
        self.model.failed.connect(self.failed)

    def _on_double_click(self, index: QModelIndex) -> None:
        self._on_row_chosen(index.row())
