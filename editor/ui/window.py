"""The main window: lays out side, bar, pages and foot, and connects them to the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from editor.i18n import sentence
from editor.late import late
from editor.ui.frame import SIDE, Frame
from editor.ui.travel import Place, Travel
from editor.ui.whereabouts import show_articles, show_hints, show_place

if TYPE_CHECKING:
    from editor.session import Session
    from editor.ui.actions import Action
    from editor.ui.article_errands import ArticleErrands
    from editor.ui.article_page import ArticlePage
    from editor.ui.bar import Bar
    from editor.ui.desk import Desk
    from editor.ui.drafts_new import DraftIntake
    from editor.ui.errands import Errands
    from editor.ui.foot import Foot
    from editor.ui.guide import Guide
    from editor.ui.intake import Intake
    from editor.ui.keyboard import Keyboard
    from editor.ui.memory import Memory
    from editor.ui.opened import Reading
    from editor.ui.pages import Pages
    from editor.ui.side import Side
    from editor.ui.side_door import SideDoor
    from editor.ui.windows import Windows


class MainWindow(Frame):
    """An action goes to the page shown, else to the window, else to its errands.

    A start makes it as a frame, and furnishes it once the store is open: everything but the frame
    is imported then.
    """

    furnished = False
    windows: Windows
    memory: Memory | None
    session: Session
    desk: Desk
    pages: Pages
    article_page: ArticlePage
    intake: Intake
    drafts: DraftIntake
    errands: Errands
    paperwork: ArticleErrands
    guide: Guide
    door: SideDoor
    table: tuple[Action, ...]
    keys: dict[str, QAction]
    beyond: tuple[object, ...]
    keyboard: Keyboard
    side: Side
    bar: Bar
    foot: Foot

    def __init__(
        self,
        session: Session | None = None,
        windows: Windows | None = None,
        memory: Memory | None = None,
    ) -> None:
        """Show the desk of `session`, as one of `windows`; alone, with a memory of its own.

        Without a session it is a frame until `furnish`.
        """
        super().__init__()
        self.travel = Travel(self._on_travelled)
        if session is not None:
            self.furnish(windows or late("editor.ui.windows:Windows")(session, memory, self))

    def furnish(self, windows: Windows) -> None:
        """Show the desk of the session of `windows`, as one of them."""
        self.windows, self.memory = windows, windows.memory
        self.session = windows.session.seat()
        late("editor.ui.parts:make_parts")(self)
        self._lay_out()
        self._connect()
        self.furnished = True
        self.door.fit()
        self.pages.show_page("article")
        if self.memory is not None:
            self.memory.set_type(self)
            self.article_page.view.zoomed.connect(self.memory.zoomed)
        windows.take(self)
        self.desk.read_articles()

    def target(self, slot: str) -> Callable[..., Any] | None:
        """What an action's slot means now."""
        page = self.pages.current()
        for owner in (page, *getattr(page, "helpers", ()), self, *self.beyond):
            if call := getattr(owner, slot, None):
                return call  # type: ignore[no-any-return]
        return None

    def on_undo(self) -> None:
        """Take back the last act."""
        self.desk.undo()

    def on_redo(self) -> None:
        """Do it again."""
        self.desk.redo()

    def on_page(self, name: str) -> None:
        """Go to a page."""
        self._arrive()
        self._show_page(name)

    def on_search(self) -> None:
        """Put the keyboard into the search over everything."""
        self.door.open()
        self.side.look()

    def on_close_window(self) -> None:
        """Close this window; the program ends with the last one."""
        self.close()

    def on_quit(self) -> None:
        """Close every window; the same ones open the next time."""
        self.windows.quit()

    def on_passage_requested(self, article_id: str, annotation_id: str) -> None:
        """Show a passage of any article."""
        self.on_page("article")
        self.article_page.show_passage(article_id, annotation_id)

    def _on_place_requested(self, place: int) -> None:
        self.on_page("article")
        self.article_page.show_place(place)

    def to_page(self) -> None:
        """Give the keyboard to the page shown, so that a field's text is saved."""
        page = self.pages.current()
        if page is not None:
            page.setFocus()

    def leave_pages(self) -> None:
        """Have every page commit what was typed in it."""
        for page in self.pages.made():
            if leave := getattr(page, "leave", None):
                leave()

    def say(self, error: BaseException) -> None:
        """Say a failure in one sentence."""
        self.desk.typist.keeper.on_failed()
        self.foot.say(sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends a cold read."""
        if self.furnished and self.errands.cold and event.matches(QKeySequence.StandardKey.Cancel):
            self.errands.on_cold_read()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side makes way where there is little room."""
        super().resizeEvent(event)
        if self.furnished:
            self.door.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: what was written in the colours of the last one is written again."""
        super().changeEvent(event)
        if not self.furnished:
            return
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.windows.activated(self)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.pages.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what was typed, remember how it looks, and stop listening."""
        if self.furnished:
            self.windows.closing(self)
            self.leave_pages()
            self.pages.shut()
            self.desk.close()
            self.session.leave()
        super().closeEvent(event)

    def _show_page(self, name: str) -> None:
        self.leave_pages()
        self.pages.show_page(name)

    def _arrive(self) -> None:
        article = self.desk.reading.article.id if self.desk.reading else ""
        self.travel.arrive(Place(self.pages.shown, article, self.article_page.focused))
        self.keyboard.refresh()

    def _on_travelled(self, place: Place) -> None:
        self._show_page(place.page)
        if place.article:
            self.article_page.show_passage(place.article, place.mark)

    def _on_menu(self, place: QPoint, ids: tuple[str, ...]) -> None:
        popup = late("editor.ui.menus:popup")
        popup(self, ids, place, self.table, self.keys)

    def _on_article_chosen(self, article_id: str) -> None:
        self.door.leave()
        if not hasattr(self.pages.current(), "show_article"):
            self.on_page("article")
        self._arrive()
        self.leave_pages()
        self.desk.show_article(article_id)

    def _on_reading(self, reading: Reading) -> None:
        self.setWindowTitle(f"{reading.article.headline} - Galley")
        self.pages.show_article(reading.article.id)
        show_place(self)
        show_articles(self)
        self._arrive()

    def _on_emptied(self) -> None:
        self.setWindowTitle("Galley")
        self.article_page.focus_mark("")
        self.pages.show_nothing()
        show_articles(self)

    def _on_page_shown(self, name: str) -> None:
        self.door.leave()
        self.side.show_page(name)
        show_place(self)
        self._arrive()
        show_hints(self)

    def _on_change(self) -> None:
        self.pages.refresh()
        self.foot.show_saved()

    def _lay_out(self) -> None:
        right = QWidget()
        column = self.column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.pages, self.foot):
            column.addWidget(widget, 1 if widget is self.pages else 0)
        splitter = self.splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.addWidget(self.side)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([SIDE, 1000])
        splitter.setCollapsible(1, False)
        self.setCentralWidget(splitter)

    def _connect(self) -> None:
        desk, side = self.desk, self.side
        desk.articles_read.connect(lambda: show_articles(self))
        desk.article_read.connect(self._on_reading)
        desk.emptied.connect(self._on_emptied)
        desk.changed.connect(self._on_change)
        desk.failed.connect(self.say)
        desk.told.connect(self.foot.say)
        desk.exported.connect(self.errands.on_exported)
        desk.filing.filed.connect(self.errands.on_filed)
        desk.found.connect(side.show_hits)
        self.pages.failed.connect(self.say)
        self.pages.passage_requested.connect(self.on_passage_requested)
        self.pages.place_requested.connect(self._on_place_requested)
        self.pages.menu_requested.connect(self._on_menu)
        self.pages.action_wanted.connect(lambda name: self.keys[name].trigger())
        self.pages.hints_changed.connect(lambda: show_hints(self))
        self.pages.page_shown.connect(self._on_page_shown)
        self.drafts.failed.connect(self.say)
        self.drafts.added.connect(lambda _revised: self.on_page("drafts"))
        self.keyboard.left.connect(self.to_page)
        side.page_chosen.connect(self.on_page)
        side.articles.article_chosen.connect(self._on_article_chosen)
        side.searched.connect(desk.search)
        side.hits.chosen.connect(self.on_passage_requested)
