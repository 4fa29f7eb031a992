"""The queue page: chips above, rows, and beside them everything one looks at to settle one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QVBoxLayout, QWidget

from db.kinds import State
from db.records import QueueFilter, SavedFilter
from editor.commands.filters import read_back
from editor.i18n import _
from editor.ranking import Near, Order
from editor.session import Session
from editor.ui.actions import ROW_MENU
from editor.ui.asking import AskActs
from editor.ui.chooser import Choice
from editor.ui.context_feed import ContextFeed
from editor.ui.context_pane import NO_PASSAGE, ContextPane
from editor.ui.desk import Desk
from editor.ui.icons import icon
from editor.ui.queue_columns import COLUMNS
from editor.ui.queue_filters import FilterBar
from editor.ui.queue_layout import read_sort, written_sort
from editor.ui.queue_model import QueueModel
from editor.ui.queue_saved import SavedFilters
from editor.ui.queue_selection import QueueSelection
from editor.ui.queue_table import QueueTable
from editor.ui.row_acts import RowActs
from editor.ui.row_foot import RowFoot
from editor.ui.row_marks import RowMarks
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
    menu_requested = Signal(object, tuple)
    """A place of the screen, and ids of actions to offer there."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """A page over `session`; `refresh` fills it."""
        super().__init__()
        self._session, self._desk = session, desk
        self._total = 0
        self.model = QueueModel(session.open_store, session.deliver, self)
        self.table = QueueTable(self.model)
        self.filters = FilterBar(session)
        self.pane = ContextPane(desk.typist)
        self.foot = RowFoot()
        self.saved = SavedFilters(session, lambda: (self.filters.wanted, self.model.order.sort))
        self.feed = ContextFeed(session, self.pane, self._current)
        self.acts = RowActs(desk, self.table, self.foot.underway)
        self.marks = RowMarks(self.acts, self.table, self.pane, self.feed)
        self.beside = SourceBesideActs(desk, self.marks.with_resting)
        self.asking = AskActs(desk, self.marks.asked_about)
        self.helpers = (self.acts, self.marks, self.beside, self.asking)
        self.selection = QueueSelection(self.model, self.table)
        self.splitter = QSplitter()
        self._lay_out()
        self._connect()
        self.filters.set_wanted(OPENING)

    def refresh(self) -> None:
        """Read again after a Change; the selection and the place stay."""
        if self.model.begun:
            self.model.refresh(self._near())
            self.feed.read()
        else:
            self._show(Order(self.filters.wanted, *read_sort(self._desk.own.get("queue.sort"))))

    def leave(self) -> None:
        """Keep what was typed, because another page comes or the window closes."""
        self.pane.commit()
        self.beside.panel.run.stop()

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

    # -- inside

    def _current(self) -> str | None:
        row = self.model.row(self.table.current_row())
        if row is not None:
            return row.check.id
        return "" if self.model.rowCount() else None

    def _on_row_chosen(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None and row.annotation:
            self.passage_requested.emit(row.check.article, row.annotation)
        elif row is not None:
            self._desk.told.emit(_(NO_PASSAGE))

    # -- rows come and go

    def _near(self) -> Near:
        number = max(self.table.current_row(), 0)
        row = self.model.row(number)
        return Near(number, row.check.id if row else "")

    def _on_menu(self, place: QPoint) -> None:
        if self.table.selected_count():
            self.menu_requested.emit(self.table.viewport().mapToGlobal(place), ROW_MENU)

    def _on_placed(self, number: int, _same_order: bool) -> None:
        if number < 0:
            self.pane.clear()
        self._say_nothing()

    def _on_counted(self, counts: dict[State, int]) -> None:
        self.foot.say_counts(counts)
        self._total = sum(counts.values())
        self._say_nothing()

    def _say_nothing(self) -> None:
        """Say why there is no row, where there is none."""
        wanted = self.model.order.wanted
        if not self._total and wanted in (QueueFilter(), OPENING):
            words = _("Nothing to check yet. In an article Q, C and F mark, and S suggests.")
        elif wanted == OPENING:
            words = _("Nothing is open. “Clear filters” above shows what is settled.")
        else:
            words = _("No check fits these filters. “Clear filters” above shows all.")
        self.table.nothing.say(words)

    def _on_finished(self) -> None:
        self.table.setFocus()
        self.table.step(1)

    def _on_open_row(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.table.go_to(row)

    def _on_selection(self) -> None:
        self.pane.say_replies(self.table.selected_count())
        self.foot.say_selected(self.table.selected_count(), self.model.rowCount())
        self.feed.read_soon()

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
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.model.placed.connect(self._on_placed)
        self.selection.settled.connect(self._on_selection)
        self.selection.scattered.connect(self._on_scattered)
        self.selection.failed.connect(self.failed)
        self.table.header.sort_chosen.connect(self.sort_by)
        self.table.header.arranged.connect(lambda now: self._desk.own.set("queue.columns", now))
        self.model.dataChanged.connect(lambda *_places: self.feed.read_soon())
        self.model.counted.connect(self._on_counted)
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
        self.feed.failed.connect(self.failed)
