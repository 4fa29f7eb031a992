"""The main window: lays out the pages and connects them to the desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from db.kinds import Kind, State
from db.records import Annotation, Article, Suggestion
from editor.exchange import EXPORTERS
from editor.i18n import _, sentence
from editor.session import Session
from editor.ui.actions import build, is_typing, set_typing
from editor.ui.article_list import ArticleList
from editor.ui.article_view import ArticleView
from editor.ui.card import Card
from editor.ui.desk import Desk, Reading
from editor.ui.margin import Margin
from editor.ui.queue_view import QueueView

MENUS = {
    "&File": ("open", "export", "quit"),
    "&Edit": ("undo", "redo", "edit", "reply", "remove"),
    "&Mark": ("mark_quote", "mark_claim", "mark_fact", "mark_comment", "next", "previous"),
    "&Suggestions": ("suggest", "accept", "dismiss"),
    "&Go": ("page_article", "page_queue"),
}


class MainWindow(QMainWindow):
    """Articles left, the open one with its margin and card, and the queue."""

    def __init__(self, session: Session) -> None:
        """Show the desk of `session`."""
        super().__init__()
        self.desk = Desk(session, self)
        self.articles = ArticleList()
        self.view = ArticleView()
        self.margin = Margin(self.view)
        self.card = Card()
        self.queue = QueueView(session)
        self.pages = QStackedWidget()
        self.suggestions: list[Suggestion] = []
        self.focused = self._scrolled = self._shown_revision = ""
        self.setWindowTitle("Galley")
        self.resize(self.screen().availableSize() * 0.92)
        self._lay_out()
        self.keys = build(self)
        self._add_menus()
        self._connect()
        self.desk.refresh()
        self.queue.refresh()

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

    def on_page(self, page: str) -> None:
        """Go to the `article` or the `queue` page."""
        self.card.commit()
        self.pages.setCurrentIndex(1 if page == "queue" else 0)
        (self.queue.table if page == "queue" else self.view).setFocus()

    def on_mark(self, kind: str) -> None:
        """Mark the selection, else the sentence at the caret."""
        if self._on_article():
            at = self.view.caret()
            start, end = self.view.selected_range() or (at, at)
            self.desk.mark(start, end, Kind(kind))
            self.view.clear_selection()

    def on_step(self, way: str) -> None:
        """Go to the next or previous mark, or row of the queue."""
        by = 1 if way == "next" else -1
        if not self._on_article():
            self.queue.step(by)
            return
        placed = [mark for mark in self._marks() if mark.start is not None]
        ids = [mark.id for mark in placed]
        if ids:
            at = ids.index(self.focused) + by if self.focused in ids else min(by, 0)
            self.focus_mark(ids[min(max(at, 0), len(ids) - 1)])

    def on_state(self, state: str) -> None:
        """Set the focused mark's check, or the selected rows, to `state`."""
        if not self._on_article():
            self.desk.set_state(self.queue.selected_ids(), State(state))
            self.queue.go_on()
            return
        mark = self._focused_mark()
        if mark is not None and mark.check:
            self.desk.set_state([mark.check], State(state))

    def on_suggest(self) -> None:
        """Show what the program proposes to mark, or hide it."""
        if self.suggestions:
            self._show_suggestions([])
        else:
            self.desk.suggest()

    def on_accept(self) -> None:
        """Accept the first suggestion shown."""
        if self.suggestions:
            self.desk.accept(self.suggestions[0])
            self._show_suggestions(self.suggestions[1:])

    def on_dismiss(self) -> None:
        """Dismiss the first suggestion shown."""
        if self.suggestions:
            self.desk.dismiss(self.suggestions[0])
            self._show_suggestions(self.suggestions[1:])

    def on_edit(self) -> None:
        """Write in the focused card, or go to the current row's passage."""
        if not self._on_article():
            self.queue.open_current()
        elif self.card.isEnabled():
            (self.card.statement if self.card.statement.isVisible() else self.card.note).setFocus()

    def on_reply(self) -> None:
        """Write in the focused card's reply line."""
        if self._on_article() and self.card.isEnabled():
            self.card.reply.setFocus()

    def on_remove(self) -> None:
        """Take the focused mark away."""
        mark = self._focused_mark()
        if self._on_article() and mark is not None:
            self.desk.remove(mark)

    def focus_mark(self, annotation_id: str) -> None:
        """Open the card of a mark and bring its passage into view."""
        self.focused = annotation_id
        mark = self._focused_mark()
        self.view.set_focus_mark(annotation_id)
        self.margin.set_focus_card(annotation_id)
        self._show_card()
        self._scrolled = annotation_id if mark else ""
        if mark is not None and mark.start is not None:
            self.view.scroll_to(mark.start)

    def on_passage_requested(self, article_id: str, annotation_id: str) -> None:
        """Show a passage of any article."""
        self.on_page("article")
        reading = self.desk.reading
        if reading is not None and reading.article.id == article_id:
            self.focus_mark(annotation_id)
        else:
            self.focused = annotation_id
            self.desk.show_article(article_id)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what was typed and stop listening."""
        self.card.commit()
        self.desk.close()
        super().closeEvent(event)

    def _on_articles(self, articles: list[Article]) -> None:
        reading = self.desk.reading
        self.articles.show_articles(articles, reading.article.id if reading else "")

    def _on_article_chosen(self, article_id: str) -> None:
        self.on_page("article")
        self.desk.show_article(article_id)

    def _on_reading(self, reading: Reading) -> None:
        if reading.revision.id != self._shown_revision:
            self._shown_revision = reading.revision.id
            self.view.show_revision(reading.revision, reading.overlays)
            self._show_suggestions([])
            self.setWindowTitle(f"{reading.article.headline} - Galley")
        self.view.set_marks(reading.marks())
        self.margin.set_cards(reading.cards())
        if self.focused != self._scrolled and reading.find(self.focused):
            self.focus_mark(self.focused)
        else:
            self._show_card()

    def _show_card(self) -> None:
        mark, reading = self._focused_mark(), self.desk.reading
        if mark is None or reading is None:
            self.card.clear()
            return
        replies = [reply for reply in reading.replies if reply.annotation == mark.id]
        self.card.show_mark(mark, reading.check_of(mark), replies)

    def _show_suggestions(self, suggestions: list[Suggestion]) -> None:
        self.suggestions = list(suggestions)
        self.view.set_suggestions(self.suggestions)

    def _on_marked(self, annotation_id: str) -> None:
        self.focused = annotation_id
        if self._focused_mark() is not None:
            self.focus_mark(annotation_id)

    def _marks(self) -> tuple[Annotation, ...]:
        return self.desk.reading.annotations if self.desk.reading else ()

    def _focused_mark(self) -> Annotation | None:
        return self.desk.reading.find(self.focused) if self.desk.reading else None

    def _on_article(self) -> bool:
        return self.pages.currentIndex() == 0

    def _say(self, error: Exception) -> None:
        self.statusBar().showMessage(sentence(error))

    def _lay_out(self) -> None:
        article = QWidget()
        row = QHBoxLayout(article)
        row.addWidget(self.view, 1)
        row.addWidget(self.margin)
        self.pages.addWidget(article)
        self.pages.addWidget(self.queue)
        splitter = QSplitter()
        side = QSplitter(Qt.Orientation.Vertical)
        side.addWidget(self.articles)
        side.addWidget(self.card)
        splitter.addWidget(side)
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
        desk.marked.connect(self._on_marked)
        desk.suggested.connect(self._show_suggestions)
        desk.changed.connect(lambda _change: self.queue.refresh())
        desk.failed.connect(self._say)
        desk.exported.connect(self.statusBar().showMessage)
        self.queue.failed.connect(self._say)
        self.queue.passage_requested.connect(self.on_passage_requested)
        self.articles.article_chosen.connect(self._on_article_chosen)
        self.view.mark_clicked.connect(self.focus_mark)
        self.margin.card_clicked.connect(self.focus_mark)
        self.card.annotation_edited.connect(desk.edit_annotation)
        self.card.check_edited.connect(desk.edit_check)
        self.card.reply_sent.connect(desk.reply)
        self.card.left.connect(self.view.setFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        set_typing(self.keys.values(), is_typing(new))
