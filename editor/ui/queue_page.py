"""The queue page: chips above, rows, and beside them everything one looks at to settle one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QVBoxLayout, QWidget

from db.errors import NotFound
from db.records import QueueFilter, SavedFilter
from editor.commands.filters import read_back
from editor.i18n import _
from editor.ranking import Near, Order
from editor.session import Session, now_ms
from editor.ui.asking import AskActs
from editor.ui.chooser import Choice
from editor.ui.desk import Desk
from editor.ui.icons import icon
from editor.ui.queue_acts import QueueActs
from editor.ui.queue_columns import COLUMNS
from editor.ui.queue_context import ContextPane
from editor.ui.queue_filters import FilterBar
from editor.ui.queue_foot import QueueFoot
from editor.ui.queue_layout import read_sort, written_sort
from editor.ui.queue_marks import QueueMarks
from editor.ui.queue_model import QueueModel
from editor.ui.queue_reading import Context, ContextReader
from editor.ui.queue_saved import SavedFilters
from editor.ui.queue_selection import QueueSelection
from editor.ui.queue_table import QueueTable
from editor.ui.source_acts import SourceBesideActs

WIDE = 1_080
"""Pixels of width from which the pane stands beside the rows, not below them."""

OPENING = QueueFilter(open=True)
"""What a queue shows at first."""


class QueuePage(QWidget):
    """What is to be checked, across articles; the keys of checking act on all selected rows."""

    passage_requested = Signal(str, str)
    """Article id, annotation id."""
    failed = Signal(object)
    hints_changed = Signal()
    """Other keys answer now."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """A page over `session`; `refresh` fills it."""
        super().__init__()
        self._session, self._desk = session, desk
        self._reader = ContextReader()
        self._reading = self._wanted = ""
        self.model = QueueModel(session.open_store, session.deliver, self)
        self.table = QueueTable(self.model)
        self.filters = FilterBar(session)
        self.pane = ContextPane(desk.typist)
        self.foot = QueueFoot()
        self.saved = SavedFilters(session, lambda: (self.filters.wanted, self.model.order.sort))
        self.acts = QueueActs(desk, self.table, self.foot)
        self.marks = QueueMarks(self.acts, self.table, self.pane)
        self.beside = SourceBesideActs(desk, self.marks.resting)
        self.asking = AskActs(desk, self.marks.asked_about)
        self.helpers = (self.acts, self.marks, self.beside, self.asking)
        self.selection = QueueSelection(self.model, self.table)
        self.splitter = QSplitter()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._lay_out()
        self._connect()
        self.filters.set_wanted(OPENING)

    def refresh(self) -> None:
        """Read again after a Change; the selection and the place stay."""
        if self.model.begun:
            self.model.refresh(self._near())
            self._read_context()
        else:
            self._show(Order(self.filters.wanted, *read_sort(self._desk.own.get("queue.sort"))))

    def leave(self) -> None:
        """Keep what was typed, because another page comes or the window closes."""
        self.pane.commit()

    def shut(self) -> None:
        """Stop reading, because the window closes."""
        self.model.close()

    def selected_ids(self) -> list[str]:
        """The ids of the selected checks, where they are read and not too many."""
        return self.table.selected_ids()

    def on_step(self, way: str) -> None:
        """Go one row down or up."""
        self.table.step(1 if way == "next" else -1)

    def on_step_open(self, way: str) -> None:
        """Go to the next or previous row whose check still needs somebody."""
        if not self.model.numbered:
            self.on_step(way)
            return
        row, ahead = self.table.current_row(), way == "next"
        self.model.then(
            self.model.ask(lambda store: store.rank_next_open(row, ahead)),
            self._on_open_row,
            self.failed.emit,
        )

    def on_columns(self) -> None:
        """Choose which columns are shown."""
        below = self.columns.mapToGlobal(QPoint(0, self.columns.height()))
        self.table.header.column_menu().popup(below)

    def on_sort(self) -> None:
        """Choose what the rows are ordered by; the same again turns the order round."""
        choices = [Choice(column.sort, _(column.title)) for column in COLUMNS if column.sort]
        self.acts.offer(_("Sort by"), choices, self.sort_by, ticked=[self.model.order.sort])

    def on_passage(self) -> None:
        """Go to the current row's passage."""
        self._on_row_chosen(self.table.current_row())

    def on_find(self) -> None:
        """Write in the text filter."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def on_all(self) -> None:
        """Select every check the filter shows."""
        self.table.selectAll()

    # -- the pane

    def _read_context(self) -> None:
        """Read the current check for the pane; while one is being read, the last asked waits."""
        row = self.model.row(self.table.current_row())
        self._wanted = row.check.id if row else ""
        if not self.model.rowCount():
            self.pane.clear()
        if not self._wanted or self._reading:
            return
        self._reading = check_id = self._wanted
        future = self._session.ask(lambda store: self._reader.read(store, check_id))
        self._session.then(future, self._on_context, self._on_context_failed)

    def _on_context(self, context: Context) -> None:
        self._reading = ""
        if context.check.id == self._wanted:
            self.pane.show_context(context, now_ms())
        else:
            self._read_context()

    def _on_context_failed(self, error: BaseException) -> None:
        self._reading = ""
        if isinstance(error, NotFound):
            self.pane.clear()
        else:
            self.failed.emit(error)

    def _on_row_chosen(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None and row.annotation:
            self.passage_requested.emit(row.check.article, row.annotation)

    # -- rows come and go

    def _near(self) -> Near:
        number = max(self.table.current_row(), 0)
        row = self.model.row(number)
        return Near(number, row.check.id if row else "")

    def _on_placed(self, number: int, _same_order: bool) -> None:
        if number < 0:
            self.pane.clear()

    def _on_finished(self) -> None:
        self.table.setFocus()
        self.table.step(1)

    def _on_open_row(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.table.go_to(row)

    def _on_selection(self) -> None:
        self.pane.say_replies(self.table.selected_count())
        self.foot.say_selected(self.table.selected_count(), self.model.rowCount())
        self._settled.start()

    def sort_by(self, sort: str) -> None:
        """Order the rows; by what they are ordered by already, the other way round."""
        order = self.model.order
        if sort:
            self._show(Order(order.wanted, sort, order.sort == sort and not order.descending))
            self._desk.own.set("queue.sort", written_sort(sort, self.model.order.descending))

    def _show(self, order: Order) -> None:
        self.table.header.show_sort(order.sort, order.descending)
        self.model.show_order(order)

    def _on_filter(self, wanted: QueueFilter) -> None:
        self._show(replace(self.model.order, wanted=wanted))

    def _on_saved(self, saved: SavedFilter) -> None:
        wanted = read_back(saved.wanted)
        self.filters.set_wanted(wanted)
        self._show(Order(wanted, saved.sort))

    def _on_scattered(self) -> None:
        self._desk.told.emit(_("The rows that were selected stand too far apart to be kept so."))

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane stands beside the rows where there is room, else below them."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.splitter.orientation() != way or not event.oldSize().isValid():
            self.splitter.setOrientation(way)
            self.splitter.setSizes([640, 360] if wide else [560, 440])

    def _lay_out(self) -> None:
        self.setFocusProxy(self.table)
        columns = self.columns = QToolButton()
        columns.setText(_("Columns"))
        columns.setIcon(icon("columns-3", "muted"))
        columns.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        columns.clicked.connect(self.on_columns)
        self.table.header.arrange(self._desk.own.get("queue.columns"))
        self.filters.tools.addWidget(self.saved)
        self.filters.tools.addWidget(columns)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.pane)
        self.splitter.addWidget(self.beside.panel)
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(14, 12, 14, 10)
        top.addWidget(self.filters)
        column.addLayout(top)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.asking.line)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.model.placed.connect(self._on_placed)
        self.selection.settled.connect(self._on_selection)
        self.selection.scattered.connect(self._on_scattered)
        self.selection.failed.connect(self.failed)
        self.table.header.sort_chosen.connect(self.sort_by)
        self.table.header.arranged.connect(lambda now: self._desk.own.set("queue.columns", now))
        self.model.dataChanged.connect(lambda *_places: self._settled.start())
        self.model.counted.connect(self.foot.say_counts)
        self.model.failed.connect(self.failed)
        self.table.selection_settled.connect(self._on_selection)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.filters.changed.connect(self._on_filter)
        self.filters.failed.connect(self.failed)
        self.filters.left.connect(self.table.setFocus)
        self.saved.chosen.connect(self._on_saved)
        self.saved.failed.connect(self.failed)
        self.acts.failed.connect(self.failed)
        self.beside.panel.readied.connect(self.hints_changed)
        for part in (self.pane.left, self.beside.panel.closed, self.asking.line.left):
            part.connect(self.table.setFocus)
        self.pane.statement.entered.connect(self.marks.on_worked_on)
        self.pane.finished.connect(self._on_finished)
        self.pane.reply_sent.connect(self.marks.on_replied)
        self._settled.timeout.connect(self._read_context)
