"""The sources page: work by source, with the proof kept and every attempt to reach it logged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from db.errors import NotFound
from db.records import Source, SourceUse
from editor.i18n import _
from editor.session import Session
from editor.ui.ask_line import AskLine
from editor.ui.desk import Desk, pin_source
from editor.ui.fields import clearable
from editor.ui.icons import icon
from editor.ui.sources_acts import SourcesActs
from editor.ui.sources_detail import SourceDetail
from editor.ui.sources_facts import FactsList
from editor.ui.sources_list import SourcesList
from editor.ui.sources_reading import Resting, SourceView, read_source


class SourcesPage(QWidget):
    """All sources left; right the current one with what rests on it."""

    passage_requested = Signal(str, str)
    """Article id, annotation id."""
    failed = Signal(object)

    HINTS = ("next", "previous", "confirmed", "change_needed", "pin", "passage", "find")

    def __init__(self, session: Session, desk: Desk) -> None:
        """A page over `session`; `refresh` fills it."""
        super().__init__()
        self._session, self._desk = session, desk
        self._uses: list[SourceUse] = []
        self._wanted = ""
        self._asked = 0
        self.search = QLineEdit()
        self.add = QPushButton(_("New source…"))
        self.list = SourcesList()
        self.detail = SourceDetail(desk.typist)
        self.line = AskLine()
        self.acts = SourcesActs(session, self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(80)
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
        """Save what was typed."""
        self.detail.commit()

    def on_step(self, way: str) -> None:
        """Go to the next or previous fact where they have the keyboard, else source."""
        by = 1 if way == "next" else -1
        (self.facts if self.facts.hasFocus() else self.list).step(by)

    def on_find(self) -> None:
        """Write in the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def on_edit(self) -> None:
        """Say where in the source the current fact stands, else rename the source."""
        one = self.facts.current()
        if one is not None and self.facts.hasFocus():
            self.acts.locate(one)
        elif self.source is not None:
            self.detail.fields["name"].editor.setFocus()

    def on_passage(self) -> None:
        """See the current fact in the text."""
        self._on_fact(self.facts.current())

    def on_state(self, state: str) -> None:
        """Put the current fact in a state and go on."""
        self.on_state_other(state)
        self.facts.step(1)

    def on_state_other(self, state: str) -> None:
        """Put the current fact in a state and stay."""
        if one := self.facts.current():
            self.acts.set_state(one, state)

    def on_remove(self) -> None:
        """Take the current fact's evidence away, where the facts have the keyboard."""
        one = self.facts.current()
        if one is not None and self.facts.hasFocus():
            self.acts.detach(one)

    def on_pin(self) -> None:
        """Let V attach the current source at once on every page, or let go of it."""
        if self.source is not None:
            pinned = self.source.name == self._desk.pinned
            pin_source(self._desk, "" if pinned else self.source.name)
            self._show_uses()
            self.detail.show_view(self.detail.view, self._desk.pinned)

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

        if source_id:
            future = self._session.ask(lambda store: read_source(store, source_id))
            self._session.then(future, answered, self._on_read_failed)
        else:
            self.detail.show_view(None, "")

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

    def _on_attempt(self, way: str, result: str, note: str) -> None:
        view, one = self.detail.view, self.facts.current()
        if view is not None:
            about = one.row.check.article if one else ""
            self.acts.log(view, about, (way, result, note), self.detail.attempt_logged)

    def _lay_out(self) -> None:
        self.setFocusProxy(self.list)
        self.search.setAccessibleName(_("Find a source"))
        self.search.setPlaceholderText(_("Find a source (Ctrl+F)"))
        clearable(self.search)
        self.add.setIcon(icon("plus", "muted"))
        left, top = QWidget(), QHBoxLayout()
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 12, 8, 12)
        top.addWidget(self.search, 1)
        top.addWidget(self.add)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.detail)
        splitter.setSizes([380, 620])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(splitter, 1)
        whole.addWidget(self.line)

    def _connect(self) -> None:
        detail, acts = self.detail, self.acts
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self._pause.timeout.connect(self._show_uses)
        self.add.clicked.connect(lambda: acts.add(self.add))
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
        acts.failed.connect(self.failed)
        self.line.left.connect(self.list.setFocus)

    def _with(self, act: Callable[[Source], None]) -> None:
        if self.source is not None:
            act(self.source)

    def _on_sheet(self) -> None:
        if self.detail.view is not None:
            self.acts.choose_sheet(self.detail.view, self)
