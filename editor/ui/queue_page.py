"""The queue page: chips above, rows, and beside them everything one looks at to settle one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QToolButton, QVBoxLayout, QWidget

from db.errors import NotFound
from db.records import QueueFilter, SavedFilter
from editor.commands.filters import read_back
from editor.i18n import _
from editor.ranking import Near, Order
from editor.session import Session, now_ms
from editor.ui.desk import Desk
from editor.ui.icons import icon
from editor.ui.queue_acts import QueueActs
from editor.ui.queue_context import ContextPane
from editor.ui.queue_filters import FilterBar
from editor.ui.queue_foot import QueueFoot
from editor.ui.queue_model import QueueModel
from editor.ui.queue_reading import Context, ContextReader
from editor.ui.queue_saved import SavedFilters
from editor.ui.queue_table import QueueTable

WIDE = 1_080
"""Pixels of width from which the pane stands beside the rows, not below them."""

OPENING = QueueFilter(open=True)
"""What a queue shows at first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was selected before the rows were numbered again, and where the current one stood."""

    everything: bool = False
    ids: frozenset[str] = frozenset()
    offset: int = 0


class QueuePage(QWidget):
    """What is to be checked, across articles; the keys of checking act on all selected rows."""

    passage_requested = Signal(str, str)
    """Article id, annotation id."""
    failed = Signal(object)

    def __init__(self, session: Session, desk: Desk) -> None:
        """A page over `session`; `refresh` fills it."""
        super().__init__()
        self._session, self._desk = session, desk
        self._kept = Kept()
        self._reader = ContextReader()
        self._reading = self._wanted = ""
        self.model = QueueModel(session.open_store, session.deliver, self)
        self.table = QueueTable(self.model)
        self.filters = FilterBar(session)
        self.pane = ContextPane(desk.typist)
        self.foot = QueueFoot()
        self.saved = SavedFilters(session, lambda: (self.filters.wanted, self.model.order.sort))
        self.acts = QueueActs(session, self.table, self.foot)
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
            self.model.show_order(Order(self.filters.wanted))

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

    def on_state(self, state: str) -> None:
        """Put the selected checks in a state and go on to the next row."""
        self.acts.set_state(state, go_on=True)

    def on_state_other(self, state: str) -> None:
        """Put the selected checks in a state and stay."""
        self.acts.set_state(state, go_on=False)

    def on_edit(self) -> None:
        """Reword the current check's statement."""
        if self.pane.isEnabled():
            self.pane.statement.editor.setFocus()

    def on_reply(self) -> None:
        """Write in the current check's thread."""
        if self.pane.reply.isEnabled():
            self.pane.reply.editor.setFocus()

    def on_passage(self) -> None:
        """Go to the current row's passage."""
        self._on_row_chosen(self.table.current_row())

    def on_find(self) -> None:
        """Write in the text filter."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def on_risk(self) -> None:
        """Choose a risk for the selected checks."""
        self.acts.choose_risk()

    def on_priority(self) -> None:
        """Choose a priority for the selected checks."""
        self.acts.choose_priority()

    def on_assign(self) -> None:
        """Choose who has the selected checks."""
        self.acts.choose_assignee()

    def on_assign_me(self) -> None:
        """Take the selected checks."""
        self.acts.set_fields({"assignee": self._session.person.id})

    def on_close_time(self) -> None:
        """Choose when the selected checks are due."""
        self.acts.choose_close()

    def on_attach(self) -> None:
        """Put the pinned source under the selected checks, else ask which one."""
        self.acts.attach(self._desk.pinned)

    def on_still_holds(self) -> None:
        """Say that the selected checks hold although their words changed."""
        self.acts.still_holds()

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

    def _on_about_to_reset(self) -> None:
        count = self.table.selected_count()
        self._kept = Kept(
            everything=count > 1 and count == self.model.rowCount(),
            ids=frozenset(self.table.selected_ids()) if count > 1 else frozenset(),
            offset=self.table.offset(),
        )

    def _on_placed(self, number: int, same_order: bool) -> None:
        """Select what was selected and keep the current row where it stood on the screen."""
        if number < 0:
            self.pane.clear()
        elif not same_order:
            self.table.select_rows([number], number)
        elif self._kept.everything:
            self.table.select_rows([number], number)
            self.table.selectAll()
            self.table.scroll_back(self._kept.offset)
        else:
            rows = self.model.rows_of(self._kept.ids) or [number]
            self.table.select_rows(rows, number)
            self.table.scroll_back(self._kept.offset)
        self._on_selection()

    def _on_grown(self) -> None:
        """Whoever selected everything while only its first rows were there has all of it."""
        if self._kept.everything:
            self.table.selectAll()
        self._on_selection()

    def _on_selection(self) -> None:
        self.foot.say_selected(self.table.selected_count(), self.model.rowCount())
        self._settled.start()

    def _on_filter(self, wanted: QueueFilter) -> None:
        order = self.model.order
        self.model.show_order(Order(wanted, order.sort, order.descending))

    def _on_saved(self, saved: SavedFilter) -> None:
        wanted = read_back(saved.wanted)
        self.filters.set_wanted(wanted)
        self.model.show_order(Order(wanted, saved.sort))

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
        columns = QToolButton()
        columns.setText(_("Columns"))
        columns.setIcon(icon("columns-3", "muted"))
        columns.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        below = QPoint(0, 30)
        columns.clicked.connect(
            lambda: self.table.header.column_menu().popup(columns.mapToGlobal(below))
        )
        self.filters.tools.addWidget(self.saved)
        self.filters.tools.addWidget(columns)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.pane)
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(14, 12, 14, 10)
        top.addWidget(self.filters)
        column.addLayout(top)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._on_about_to_reset)
        self.model.placed.connect(self._on_placed)
        self.model.rowsAboutToBeInserted.connect(self._on_about_to_reset)
        self.model.grown.connect(self._on_grown)
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
        self.pane.left.connect(self.table.setFocus)
        self.pane.reply_sent.connect(self._desk.reply)
        self._settled.timeout.connect(self._read_context)
