"""The closing page: what an editor with ten minutes sees first, and settles row by row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from db.store import Store
from editor.i18n import _
from editor.session import Session
from editor.ui.ask_line import AskLine
from editor.ui.closing_acts import ClosingActs
from editor.ui.closing_fields import ClosingFields
from editor.ui.closing_head import ClosingHead
from editor.ui.closing_list import ClosingList
from editor.ui.closing_sheet import AFTER_TEXT, Point, Sheet, read_sheet
from editor.ui.desk import Desk
from editor.ui.passes_panel import PassesPanel
from editor.ui.queries_acts import QueriesActs
from editor.ui.queries_panel import QueriesPanel

WIDE = 980
"""Pixels of width from which passes and queries stand beside the rows, not below them."""


class ClosingPage(QWidget):
    """One article's open points as rows; `A` accepts, `X` lets stand, `R` answers."""

    HINTS = ("accept", "dismiss", "reply", "next", "previous", "passage", "initial")

    passage_requested = Signal(str, str)
    """Article id, annotation id."""
    place_requested = Signal(int)
    """A code point of the article, where no mark stands yet."""
    failed = Signal(object)

    def __init__(self, session: Session, desk: Desk) -> None:
        """A page over `session`; `show_article` fills it."""
        super().__init__()
        self._session = session
        self._article = ""
        self._since: int | None = None
        self._asked = 0
        self._initial_wanted = False
        self.head = ClosingHead()
        self.list = ClosingList()
        self.passes = PassesPanel()
        self.queries = QueriesPanel(desk.typist.keeper)
        self.line = AskLine(desk.typist.keeper)
        self.acts = ClosingActs(session, self.line)
        self.questions = QueriesActs(session, self.line)
        self.fields = ClosingFields(self, desk)
        self.helpers = (self.fields,)
        self.splitter = QSplitter()
        self.side = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()
        self.acts.told.connect(desk.told)

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self.list.rows.sheet

    def show_article(self, article_id: str) -> None:
        """Show another article; what is new in it since the last look is told."""
        self.leave()
        self._article, self._since = article_id, None
        self.refresh()

    def refresh(self) -> None:
        """Read the article again."""
        self._asked += 1
        asked, article, person = self._asked, self._article, self._session.person.id
        since = self._since

        def question(store: Store) -> tuple[Sheet, int]:
            looked = since
            if looked is None:
                looked = int(store.cached(article, looked_name(person), "1") or 0)
            return read_sheet(store, article, person, looked), looked

        def answered(found: tuple[Sheet, int]) -> None:
            if asked == self._asked:
                self._since = found[1]
                self._show(found[0])

        if article:
            self._session.then(self._session.ask(question), answered, self.failed.emit)
        else:
            self._show(None)

    def leave(self) -> None:
        """Remember that this article was looked at until now."""
        if self._article and self._since is not None:
            self.acts.run(keep_looked, self._article)

    def on_step(self, way: str) -> None:
        """Go to the next or previous row."""
        self.list.step(1 if way == "next" else -1)

    def on_step_open(self, way: str) -> None:
        """The same: every row here is open."""
        self.on_step(way)

    def on_passage(self) -> None:
        """See the row's passage in the text."""
        self._on_chosen(self.list.current_point())

    def on_edit(self) -> None:
        """See the row's passage in the text, for that is where it is edited."""
        self.on_passage()

    def on_accept(self) -> None:
        """Agree to what the row proposes."""
        if point := self.list.current_point():
            self.acts.accept(point)

    def on_dismiss(self) -> None:
        """Let the row's text stand."""
        if point := self.list.current_point():
            self.acts.let_stand(point)

    def on_reply(self) -> None:
        """Answer the row."""
        if point := self.list.current_point():
            self.acts.answer(self._article, point)

    def on_state(self, state: str) -> None:
        """Put the row's check in a state and go on."""
        self.on_state_other(state)
        self.list.step(1)

    def on_state_other(self, state: str) -> None:
        """Put the row's check in a state and stay."""
        if point := self.list.current_point():
            self.acts.set_state(point, state)

    def on_no_facts(self) -> None:
        """Declare that the row's unmarked sentence holds nothing to check."""
        if point := self.list.current_point():
            self.acts.no_facts(self._article, point)

    def on_ask(self) -> None:
        """Ask somebody about the row's passage, as a numbered query."""
        point = self.list.current_point()
        if self.sheet is not None:
            about = [point.mark.id] if point is not None and point.mark is not None else []
            self.questions.ask(self.sheet.article, self.sheet.queries, about, self.queries.ask)

    def on_initial(self) -> None:
        """Initial a pass over the newest draft."""
        if self.sheet is not None:
            self.acts.initial(self.sheet, self.passes.initial)

    def initial_soon(self) -> None:
        """Initial a pass as soon as the article now open is read."""
        if self.sheet is not None and self.sheet.article.id == self._article:
            self.on_initial()
        else:
            self._initial_wanted = True

    def on_sign_off(self) -> None:
        """Say that the newest draft is done."""
        if self.sheet is not None:
            self.acts.sign_off(self.sheet)

    def _on_sheet(self) -> None:
        if self.sheet is not None:
            self.questions.sheet(self.sheet, self.queries.sheet)

    def _on_chosen(self, point: Point | None) -> None:
        if point is None:
            return
        if point.mark is not None:
            self.passage_requested.emit(self._article, point.mark.id)
        elif point.start < AFTER_TEXT:
            self.place_requested.emit(point.start)
        else:
            self.acts.told.emit(_("No passage of this draft stands for this row."))

    def _on_stage(self, stage: str) -> None:
        if self.sheet is not None:
            self.acts.set_stage(self.sheet, stage)

    def _show(self, sheet: Sheet | None) -> None:
        self.head.show_sheet(sheet)
        self.list.show_sheet(sheet)
        self.passes.show_sheet(sheet, self._session.person.id)
        self.queries.show_sheet(sheet)
        if self._initial_wanted and sheet is not None:
            self._initial_wanted = False
            self.on_initial()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Passes and queries stand beside the rows where there is room, else below them."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.splitter.orientation() != way or not event.oldSize().isValid():
            self.splitter.setOrientation(way)
            self.side.setOrientation(Qt.Orientation.Vertical if wide else Qt.Orientation.Horizontal)
            self.splitter.setSizes([620, 380] if wide else [600, 400])

    def _lay_out(self) -> None:
        self.setFocusProxy(self.list)
        self.side.addWidget(self.passes)
        self.side.addWidget(self.queries)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.side)
        self.side.setSizes([300, 300])
        self.side.setStretchFactor(1, 1)
        for splitter in (self.splitter, self.side):
            splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.line)

    def _connect(self) -> None:
        self.head.stage_chosen.connect(self._on_stage)
        self.head.left.clicked.connect(self.fields.on_article_close)
        self.list.point_chosen.connect(self._on_chosen)
        self.passes.initial_wanted.connect(self.on_initial)
        self.passes.sign_off_wanted.connect(self.on_sign_off)
        self.queries.ask_wanted.connect(self.on_ask)
        self.queries.sheet_wanted.connect(self._on_sheet)
        self.queries.reword_wanted.connect(self.questions.reword)
        self.queries.removal_wanted.connect(self.questions.take_back)
        self.queries.answers_given.connect(
            lambda given: self.acts.enter(self._article, given, self.queries.answers_entered)
        )
        for acts in (self.acts, self.questions):
            acts.failed.connect(self.failed)
        for asking in (self.line, self.queries):
            asking.left.connect(self.list.setFocus)


def keep_looked(store: Store, person: str, now: int, article_id: str) -> None:
    """Keep that a person looked at an article at `now`; this is no act and has no history."""
    store.keep_cached(article_id, looked_name(person), "1", str(now))


def looked_name(person: str) -> str:
    """Under which it is kept when a person looked at an article."""
    return f"looked {person}"
