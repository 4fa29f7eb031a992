"""The main window: lays out the pages and connects them to the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu, QSplitter, QWidget

from db.records import Article
from editor.exchange import EXPORTERS
from editor.i18n import _, sentence
from editor.session import Session
from editor.ui.actions import ACTIONS, build, is_typing, page_actions, set_typing
from editor.ui.article_list import ArticleList
from editor.ui.article_page import ArticlePage
from editor.ui.desk import Desk, Reading
from editor.ui.intake import Intake
from editor.ui.pages import PAGES, Pages

MENUS = {
    "&File": ("open", "export", "quit"),
    "&Edit": ("undo", "redo", "edit", "reply", "remove"),
    "&Mark": ("mark_quote", "mark_claim", "mark_fact", "mark_comment", "next", "previous"),
    "&Suggestions": ("suggest", "accept", "dismiss"),
    "&Go": tuple(f"page_{page.id}" for page in PAGES),
}


class MainWindow(QMainWindow):
    """Articles left, the page shown right; an action goes to that page, else to the window."""

    def __init__(self, session: Session) -> None:
        """Show the desk of `session`."""
        super().__init__()
        self.desk = Desk(session, self)
        self.articles = ArticleList()
        self.pages = Pages(session, self.desk)
        self.intake = Intake(self, self.desk)
        self.setWindowTitle("Galley")
        self.resize(self.screen().availableSize() * 0.92)
        self._lay_out()
        self.keys = build(self, (*ACTIONS, *page_actions(PAGES)), self.target)
        self._add_menus()
        self._connect()
        self.pages.show_page("article")
        self.desk.refresh()

    @property
    def article_page(self) -> ArticlePage:
        """The page of the article."""
        page = self.pages.page("article")
        assert isinstance(page, ArticlePage)
        return page

    def target(self, slot: str) -> Callable[..., Any] | None:
        """What an action's slot means now: a method of the page shown, else of the window."""
        page = self.pages.currentWidget()
        return getattr(page, slot, None) or getattr(self, slot, None)

    def on_open(self) -> None:
        """Choose files and file each as an article."""
        for name in QFileDialog.getOpenFileNames(self, _("Open article"))[0]:
            self.desk.open_file(Path(name))

    def on_export(self) -> None:
        """Choose where the report goes, and write it there."""
        filters = {f"{_(e.label)} (*{e.suffix})": name for name, e in EXPORTERS.items()}
        slug = self.desk.reading.article.slug if self.desk.reading else ""
        name, chosen = QFileDialog.getSaveFileName(
            self, _("Export report"), slug, ";;".join(filters)
        )
        if name and chosen in filters:
            path, exporter = Path(name), EXPORTERS[filters[chosen]]
            path = path if path.suffix else path.with_suffix(exporter.suffix)
            self.desk.export(path, exporter.name)

    def on_undo(self) -> None:
        """Take back the last act."""
        self.desk.undo()

    def on_redo(self) -> None:
        """Do it again."""
        self.desk.redo()

    def on_page(self, name: str) -> None:
        """Go to a page."""
        self._leave_pages()
        self.pages.show_page(name)

    def on_passage_requested(self, article_id: str, annotation_id: str) -> None:
        """Show a passage of any article."""
        self.on_page("article")
        self.article_page.show_passage(article_id, annotation_id)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what was typed and stop listening."""
        self._leave_pages()
        self.pages.shut()
        self.desk.close()
        super().closeEvent(event)

    def _leave_pages(self) -> None:
        for page in self.pages.made():
            if leave := getattr(page, "leave", None):
                leave()

    def _on_articles(self, articles: list[Article]) -> None:
        reading = self.desk.reading
        self.articles.show_articles(articles, reading.article.id if reading else "")

    def _on_article_chosen(self, article_id: str) -> None:
        if not hasattr(self.pages.currentWidget(), "show_article"):
            self.on_page("article")
        self.desk.show_article(article_id)

    def _on_reading(self, reading: Reading) -> None:
        self.setWindowTitle(f"{reading.article.headline} - Galley")
        self.pages.show_article(reading.article.id)

    def _say(self, error: Exception) -> None:
        self.statusBar().showMessage(sentence(error))

    def _lay_out(self) -> None:
        splitter = QSplitter()
        splitter.addWidget(self.articles)
        splitter.addWidget(self.pages)
        splitter.setSizes([270, 950])
        self.setCentralWidget(splitter)
        self.statusBar().show()

    def _add_menus(self) -> None:
        for title, ids in MENUS.items():
            menu = QMenu(_(title), self)
            menu.addActions([self.keys[key] for key in ids])
            self.menuBar().addMenu(menu)

    def _connect(self) -> None:
        desk = self.desk
        desk.articles_read.connect(self._on_articles)
        desk.article_read.connect(self._on_reading)
        desk.changed.connect(lambda _change: self.pages.refresh())
        desk.failed.connect(self._say)
        desk.exported.connect(self.statusBar().showMessage)
        self.pages.failed.connect(self._say)
        self.pages.passage_requested.connect(self.on_passage_requested)
        self.articles.article_chosen.connect(self._on_article_chosen)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        set_typing(self.keys.values(), is_typing(new))
