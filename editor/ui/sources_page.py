"""The sources page: work by source, with the proof kept and every attempt to reach it logged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from db.errors import NotFound
from db.records import Source, SourceUse
from editor.i18n import _
from editor.session import Session
from editor.ui.actions import ROW_MENU
from editor.ui.ask_line import AskLine
from editor.ui.asking import AskActs
from editor.ui.context_feed import ContextFeed
from editor.ui.context_pane import NO_PASSAGE, ContextPane
from editor.ui.desk import Desk
from editor.ui.pinning import pin_source
from editor.ui.row_acts import RowActs
from editor.ui.row_foot import RowFoot
from editor.ui.row_list import RowList
from editor.ui.row_marks import RowMarks
from editor.ui.source_acts import Resting as Found
from editor.ui.source_acts import SourceBesideActs
from editor.ui.sources_acts import SourcesActs
from editor.ui.sources_column import SourcesColumn
from editor.ui.sources_detail import SourceDetail
from editor.ui.sources_facts import FactsList
from editor.ui.sources_reading import Resting, SourceView, read_source

WIDE = 1_150
"""Pixels of width from which the list of sources stays while a source is open beside."""


class SourcesPage(QWidget):
    """All sources left; right the current one with what rests on it, worked on as in the queue."""

    passage_requested = Signal(str, str)
    """Article id, annotation id."""
    failed = Signal(object)
    hints_changed = Signal()
    """Other keys answer now."""
    menu_requested = Signal(object, tuple)
    """A place of the screen, and ids of actions to offer there."""

    HINTS = ("next", "previous", "next_open", "confirmed", "change_needed", "pin", "passage")

    def __init__(self, session: Session, desk: Desk) -> None:
        """A page over `session`; `refresh` fills it."""
        super().__init__()
        self._session, self._desk = session, desk
        self._uses: list[SourceUse] = []
        self._wanted = ""
        self._asked = 0
        self._left = SourcesColumn()
        self.search, self.list = self._left.search, self._left.list
        self.detail = SourceDetail(desk.typist)
        self.line = AskLine(desk.typist.keeper)
        self.acts = SourcesActs(session, self.line)
        self.pane, self.foot = ContextPane(desk.typist), RowFoot()
        self.feed = ContextFeed(session, self.pane, self._current)
        self.checks = RowActs(desk, self.facts, self.foot.underway)
        self.marks = RowMarks(self.checks, self.facts, self.pane, self.feed)
        self.beside = SourceBesideActs(desk, self._with_resting)
        self.asking = AskActs(desk, self.marks.asked_about)
        self._back: RowList = self.list
        self.helpers = (self.checks, self.marks, self.beside, self.asking)
        self._lay_out()
        self._connect()

    @property
    def source(self) -> Source | None:
        """The source that is shown."""
        return self.detail.view.source if self.detail.view else None

    @property
    def facts(self) -> FactsList:
        """What rests on it."""
        return self.detail.facts

    def refresh(self) -> None:
        """Read the sources again, and the current one."""
        future = self._session.ask(lambda store: store.sources_used())
        self._session.then(future, self._on_uses, self.failed.emit)

    def leave(self) -> None:
        """Save what was typed, and be quiet."""
        self.detail.commit()
        self.pane.commit()
        self.beside.panel.run.stop()

    def on_step(self, way: str) -> None:
        """Go to the next or previous fact where they have the keyboard, else source."""
        by = 1 if way == "next" else -1
        (self.facts if self.facts.hasFocus() else self.list).step(by)

    def on_step_open(self, way: str) -> None:
        """Go to the next or previous fact that still needs somebody, from the sources too."""
        again = not self.facts.hasFocus()
        self.facts.setFocus()
        self.facts.step_open(1 if way == "next" else -1, again)

    def on_all(self) -> None:
        """Select all that rests on the source."""
        self.facts.setFocus()
        self.facts.selectAll()

    def on_find(self) -> None:
        """Write in the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def on_edit(self) -> None:
        """Say where in the source the current fact stands, else rename the source."""
        one = self.facts.current()
        if one is not None and self.facts.hasFocus():
            self._back = self.facts
            self.acts.locate(one)
        elif self.source is not None:
            self.detail.fields["name"].editor.setFocus()

    def on_passage(self) -> None:
        """See the current fact in the text."""
        self._on_fact(self.facts.current())

    def on_remove(self) -> None:
        """Let the selected facts rest on the source no more; from the sources, take it away."""
        if self.facts.hasFocus():
            self.acts.detach(self.facts.selected())
        elif self.source is not None:
            self.acts.remove(self.source)

    def on_pin(self) -> None:
        """Let V attach the current source at once on every page, or let go of it."""
        if self.source is not None:
            pinned = self.source.name == self._desk.pinned
            pin_source(self._desk, "" if pinned else self.source.name)
            self._show_uses()
            self.detail.show_view(self.detail.view, self._desk.pinned)

    def _current(self) -> str | None:
        check = self.facts.current_check()
        return check.id if check else None

    def _with_resting(self, then: Callable[[Found], None]) -> None:
        """The source that is shown comes first of what the current check rests on."""

        def sorted_(found: Found) -> None:
            shown = self.source.id if self.source else ""
            then((found[0], sorted(found[1], key=lambda proof: proof[1].id != shown)))

        self.marks.with_resting(sorted_)

    def _on_selection(self) -> None:
        count = self.facts.selected_count()
        self.pane.say_replies(count)
        self.foot.say_selected(count, self.facts.count())
        self.feed.read_soon()

    def _on_menu(self, place: QPoint) -> None:
        self.facts.setFocus()
        if self.facts.selected_count():
            self.menu_requested.emit(self.facts.viewport().mapToGlobal(place), ROW_MENU)

    def _on_finished(self) -> None:
        self.facts.setFocus()
        self.facts.step(1)

    def _on_line_left(self) -> None:
        self._back.setFocus()
        self._back = self.list

    def _on_beside(self) -> None:
        """Where there is little room, a source that is open takes the place of the list."""
        narrow = self.beside.panel.shown is not None and self.width() < WIDE
        if narrow and self.list.hasFocus():
            self.facts.setFocus()
        self._left.setVisible(not narrow)
        self.setFocusProxy(self.facts if narrow else self.list)
        self.hints_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A source that is open beside takes the place of the list where there is little room."""
        super().resizeEvent(event)
        self._on_beside()

    def _on_uses(self, uses: list[SourceUse]) -> None:
        self._uses = sorted(uses, key=lambda use: (-use.open, use.source.name.casefold()))
        self._show_uses()
        self._read(self.list.shown())

    def _show_uses(self) -> None:
        wanted, self._wanted = self._wanted or self.list.shown(), ""
        self.list.show_sources(self._uses, self.search.text(), wanted, self._desk.pinned)

    def _read(self, source_id: str) -> None:
        self._asked += 1
        asked = self._asked

        def answered(view: SourceView) -> None:
            if asked == self._asked:
                self.detail.show_view(view, self._desk.pinned)
                self.foot.say_counts(Counter(one.row.check.state for one in view.resting))

        if source_id:
            future = self._session.ask(lambda store: read_source(store, source_id))
            self._session.then(future, answered, self._on_read_failed)
        else:
            self.detail.show_view(None, "")
            self.foot.say_counts({})

    def _on_read_failed(self, error: BaseException) -> None:
        if not isinstance(error, NotFound):
            self.failed.emit(error)

    def _on_added(self, source: Source) -> None:
        self._wanted = source.id
        self.search.clear()
        self.refresh()

    def _on_fact(self, one: Resting | None) -> None:
        if one is not None and one.row.annotation:
            self.passage_requested.emit(one.row.check.article, one.row.annotation)
        elif one is not None:
            self._desk.told.emit(_(NO_PASSAGE))

    def _on_attempt(self, way: str, result: str, note: str) -> None:
        view, one = self.detail.view, self.facts.current()
        if view is not None:
            about = one.row.check.article if one else ""
            logged = partial(self.detail.attempt_logged, view.source.id)
            self.acts.log(view, about, (way, result, note), logged)

    def _lay_out(self) -> None:
        self.setFocusProxy(self.list)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        for part in (self._left, self.detail, self.beside.panel):
            splitter.addWidget(part)
        splitter.setSizes([300, 700, 0])
        self.detail.work.addWidget(self.pane)
        self.detail.work.setSizes([400, 400])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(splitter, 1)
        for line in (self.line, self.asking.line, self.foot):
            whole.addWidget(line)

    def _connect(self) -> None:
        self.facts.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.facts.customContextMenuRequested.connect(self._on_menu)
        detail, acts = self.detail, self.acts
        self._left.words_typed.connect(self._show_uses)
        self._left.add.clicked.connect(lambda: acts.add(self._left.add))
        self.list.source_shown.connect(self._read)
        self.facts.fact_chosen.connect(self._on_fact)
        detail.changed.connect(lambda fields: self._with(lambda s: acts.edit(s, fields)))
        detail.file_wanted.connect(lambda: self._with(lambda s: acts.choose_file(s, self)))
        detail.file_saved.connect(lambda: self._with(lambda s: acts.choose_copy(s, self)))
        detail.remove_wanted.connect(lambda: self._with(acts.remove))
        detail.sheet_wanted.connect(self._on_sheet)
        detail.pin_wanted.connect(self.on_pin)
        detail.attempt_made.connect(self._on_attempt)
        detail.left.connect(self.list.setFocus)
        acts.added.connect(self._on_added)
        self.facts.selection_settled.connect(self._on_selection)
        self.list.turned.connect(lambda by: by > 0 and self.facts.setFocus())
        self.facts.turned.connect(lambda by: by < 0 and self.list.setFocus())
        for failing in (acts, self.checks, self.feed):
            failing.failed.connect(self.failed)
        self.pane.statement.entered.connect(self.marks.on_worked_on)
        self.pane.reply_sent.connect(self.marks.on_replied)
        self.pane.finished.connect(self._on_finished)
        for part in (self.pane.left, self.asking.line.left, self.beside.panel.closed):
            part.connect(self.facts.setFocus)
        self.line.left.connect(self._on_line_left)
        self.beside.panel.readied.connect(self._on_beside)

    def _with(self, act: Callable[[Source], None]) -> None:
        if self.source is not None:
            act(self.source)

    def _on_sheet(self) -> None:
        if self.detail.view is not None:
            self.acts.choose_sheet(self.detail.view, self)
