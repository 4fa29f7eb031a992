"""The pages of the window, declared once; each is made when it is first shown.

A page is a QWidget made with `(session, desk)`. Where it has them, the window uses
`show_article(article_id)` when another article is shown, `refresh()` after a Change, `leave()`
before another page is shown, `shut()` when the window closes, the
signals `failed(object)`, `passage_requested(article_id, annotation_id)`, `place_requested(place)`,
`menu_requested(place, action_ids)`, and, for every
action of `editor.ui.actions`, the method the action's `slot` names; a page may leave such methods
to objects in its `helpers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from editor.i18n import _
from editor.session import Session
from editor.ui.desk import Desk
from editor.ui.nothing_open import NothingOpen


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `made_by` is `module:Class`, imported when the page is first shown."""

    id: str
    text: str
    shortcut: str
    icon: str
    made_by: str


PAGES: tuple[Page, ...] = (
    Page("article", "Article", "Ctrl+1", "newspaper", "editor.ui.article_page:ArticlePage"),
    Page("queue", "Fact-check queue", "Ctrl+2", "list-checks", "editor.ui.queue_page:QueuePage"),
    Page("sources", "Sources", "Ctrl+3", "library", "editor.ui.sources_page:SourcesPage"),
    Page("drafts", "Drafts", "Ctrl+4", "history", "editor.ui.drafts_page:DraftsPage"),
    Page("closing", "Closing", "Ctrl+5", "alarm-clock", "editor.ui.closing_page:ClosingPage"),
    Page("report", "Report", "Ctrl+6", "scroll-text", "editor.ui.report_page:ReportPage"),
)

TOLD = ("failed", "passage_requested", "place_requested", "menu_requested", "hints_changed")
"""Signals of a page that the window hears."""


class Frame(QScrollArea):
    """Lets a page be scrolled in a window lower or narrower than it needs at least.

    Qt's own way of it gives a page with lines that wrap all the height it would like to have.
    """

    def __init__(self, page: QWidget) -> None:
        """Hold `page`."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page is as large as the frame, or as it must be."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page needs more or less than before."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if (page := self.widget()) is not None:
            page.resize(self.viewport().size().expandedTo(page.minimumSizeHint()))


class Pages(QStackedWidget):
    """Shows one page at a time; the others are brought up to date when they are shown."""

    page_shown = Signal(str)
    """The id of the page now shown."""
    failed = Signal(object)
    """An error of any page."""
    passage_requested = Signal(str, str)
    """Article id and annotation id, wanted by any page."""
    place_requested = Signal(int)
    """A code point of the article shown, wanted by any page."""
    hints_changed = Signal()
    """Other keys answer on the page now."""
    menu_requested = Signal(object, tuple)
    """A place of the screen (QPoint) and the ids of actions to offer there."""
    action_wanted = Signal(str)
    """The id of an action, wanted where no article is open."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """No page is made yet."""
        super().__init__()
        self._session, self._desk = session, desk
        self._made: dict[str, QWidget] = {}
        self._frames: dict[QWidget, Frame] = {}
        self._stale: set[str] = set()
        self._article, self._articles = "", dict[str, str]()
        self.shown = ""
        self._empty = False

    @cached_property
    def nothing(self) -> NothingOpen:
        """What the pages about an article give way to when there is none."""
        made = NothingOpen()
        made.wanted.connect(self.action_wanted)
        self._frame(made)
        return made

    def show_page(self, name: str) -> QWidget:
        """Show the page called `name`, up to date, with the keyboard in it."""
        page = self.page(name)
        self.shown = name
        self._bring_up_to_date()
        (self.nothing if self._gives_way(page) else page).setFocus()
        self.page_shown.emit(name)
        return page

    def current(self) -> QWidget | None:
        """What is shown: a page, or what stands where an article would."""
        area = self.currentWidget()
        return area.widget() if isinstance(area, QScrollArea) else None

    def page(self, name: str) -> QWidget:
        """The page called `name`, made now if it never was."""
        if name not in self._made:
            row = next(row for row in PAGES if row.id == name)
            module, cls = row.made_by.split(":")
            page: QWidget = getattr(import_module(module), cls)(self._session, self._desk)
            for signal in TOLD:
                if hasattr(page, signal):
                    getattr(page, signal).connect(getattr(self, signal))
            self._made[name] = page
            self._stale.add(name)
            self._frame(page)
        return self._made[name]

    def title(self) -> str:
        """What the page shown is called."""
        return _(next(row.text for row in PAGES if row.id == self.shown))

    def has(self, name: str) -> bool:
        """Whether there is a page of that name."""
        return any(row.id == name for row in PAGES)

    def made(self) -> list[QWidget]:
        """The pages that were shown at least once."""
        return list(self._made.values())

    def shut(self) -> None:
        """Let the pages let go of what they hold, because the window closes."""
        for page in self.made():
            if shut := getattr(page, "shut", None):
                shut()

    def refresh(self) -> None:
        """Bring the shown page up to date now and the others when they are shown."""
        self._stale = set(self._made)
        self._bring_up_to_date()

    def show_article(self, article_id: str) -> None:
        """Tell the shown page now, and the others when they are shown, which article it is."""
        if self._empty:
            self._empty = False
            self.show_page(self.shown)
        self._article = article_id
        self._bring_up_to_date()

    def show_nothing(self) -> None:
        """No article is open: the pages about one give way to what offers some."""
        self._article, self._empty = "", True
        self.show_page(self.shown)

    def _bring_up_to_date(self) -> None:
        name, page = self.shown, self._made.get(self.shown)
        if page is None:
            return
        if self._gives_way(page):
            self.setCurrentWidget(self._frames[self.nothing])
            return
        self.setCurrentWidget(self._frames[page])
        told = self._articles.get(name, "") == self._article
        self._articles[name] = self._article
        if not told and hasattr(page, "show_article"):
            page.show_article(self._article)
        if name in self._stale and hasattr(page, "refresh"):
            page.refresh()
        self._stale.discard(name)

    def _frame(self, page: QWidget) -> None:
        self._frames[page] = Frame(page)
        self.addWidget(self._frames[page])

    def _gives_way(self, page: QWidget) -> bool:
        return self._empty and hasattr(page, "show_article")
