"""The article page: the text with its marks, the margin beside it, and the focused card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.kinds import Kind, State
from db.records import Annotation, Suggestion
from editor.commands import marks
from editor.session import Session
from editor.ui.article_view import ArticleView
from editor.ui.card import Card
from editor.ui.desk import Desk
from editor.ui.margin import CardLine, Margin
from editor.ui.opened import Reading


class ArticlePage(QWidget):
    """Reads the desk's article; its `on_...` methods are the actions of marking and checking."""

    failed = Signal(object)

    def __init__(self, session: Session, desk: Desk) -> None:
        """Show what `desk` reads."""
        super().__init__()
        self.desk = desk
        self.view = ArticleView()
        self.margin = Margin(self.view)
        self.card = Card()
        self.suggestions: list[Suggestion] = []
        self.focused = self._scrolled = self._shown_revision = ""
        self._lay_out()
        self._connect()
        if desk.reading is not None:
            self._on_reading(desk.reading)

    def on_mark(self, kind: str) -> None:
        """Mark the selection, else the sentence at the caret."""
        at = self.view.caret()
        start, end = self.view.selected_range() or (at, at)
        self.desk.mark(start, end, Kind(kind))
        self.view.clear_selection()

    def on_step(self, way: str) -> None:
        """Go to the next or previous mark."""
        by = 1 if way == "next" else -1
        placed = [mark for mark in self._marks() if mark.start is not None]
        ids = [mark.id for mark in placed]
        if ids:
            at = ids.index(self.focused) + by if self.focused in ids else min(by, 0)
            self.focus_mark(ids[min(max(at, 0), len(ids) - 1)])

    def on_state(self, state: str) -> None:
        """Set the focused mark's check to `state`."""
        mark = self.focused_mark()
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
            article = self.desk.reading.article.id if self.desk.reading else ""
            self.desk.run(marks.accept, article, [self.suggestions[0]])
            self._show_suggestions(self.suggestions[1:])

    def on_dismiss(self) -> None:
        """Dismiss the first suggestion shown."""
        if self.suggestions:
            article = self.desk.reading.article.id if self.desk.reading else ""
            self.desk.run(marks.dismiss, article, self.suggestions[0])
            self._show_suggestions(self.suggestions[1:])

    def on_edit(self) -> None:
        """Write in the focused card."""
        if self.card.isEnabled():
            (self.card.statement if self.card.statement.isVisible() else self.card.note).setFocus()

    def on_reply(self) -> None:
        """Write in the focused card's reply line."""
        if self.card.isEnabled():
            self.card.reply.setFocus()

    def on_remove(self) -> None:
        """Take the focused mark away."""
        mark = self.focused_mark()
        if mark is not None:
            self.desk.run(marks.remove_annotation, mark)

    def show_article(self, article_id: str) -> None:
        """The article is read by the desk; nothing is left to do."""

    def focus_mark(self, annotation_id: str) -> None:
        """Open the card of a mark and bring its passage into view."""
        self.focused = annotation_id
        mark = self.focused_mark()
        self.view.set_focus_mark(annotation_id)
        self.margin.set_focus_card(annotation_id)
        self._show_card()
        self._scrolled = annotation_id if mark else ""
        if mark is not None and mark.start is not None:
            self.view.scroll_to(mark.start)

    def show_passage(self, article_id: str, annotation_id: str) -> None:
        """Show a passage of any article."""
        reading = self.desk.reading
        if reading is not None and reading.article.id == article_id:
            self.focus_mark(annotation_id)
        else:
            self.focused = annotation_id
            self.desk.show_article(article_id)

    def on_zoom(self, way: str) -> None:
        """Larger or smaller text, or the usual size."""
        step = {"in": 1.1, "out": 1 / 1.1}.get(way)
        self.view.zoom(self.view.zoom_factor() * step if step else 1.0)

    def focused_mark(self) -> Annotation | None:
        """The mark whose card is open."""
        return self.desk.reading.find(self.focused) if self.desk.reading else None

    def leave(self) -> None:
        """Commit what was typed, because another page comes or the window closes."""
        self.card.commit()

    def _on_reading(self, reading: Reading) -> None:
        if reading.revision.id != self._shown_revision:
            self._shown_revision = reading.revision.id
            self.view.show_revision(reading.revision, reading.overlays)
            self._show_suggestions([])
        self.view.set_marks(reading.marks())
        self.margin.set_cards([_card(reading, mark) for mark in reading.placed])
        if self.focused != self._scrolled and reading.find(self.focused):
            self.focus_mark(self.focused)
        else:
            self._show_card()

    def _show_card(self) -> None:
        mark, reading = self.focused_mark(), self.desk.reading
        if mark is None or reading is None:
            self.card.clear()
            return
        self.card.show_mark(mark, reading.check_of(mark), reading.thread(mark))

    def _show_suggestions(self, suggestions: list[Suggestion]) -> None:
        self.suggestions = list(suggestions)
        self.view.set_suggestions(self.suggestions)

    def _on_marked(self, annotation_id: str) -> None:
        self.focused = annotation_id
        if self.focused_mark() is not None:
            self.focus_mark(annotation_id)

    def _marks(self) -> tuple[Annotation, ...]:
        return self.desk.reading.annotations if self.desk.reading else ()

    def _lay_out(self) -> None:
        self.view.set_aside(self.margin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view, 1)
        row.addWidget(self.card)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        desk = self.desk
        desk.article_read.connect(self._on_reading)
        desk.marked.connect(self._on_marked)
        desk.suggested.connect(self._show_suggestions)
        self.view.mark_clicked.connect(self.focus_mark)
        self.margin.card_clicked.connect(self.focus_mark)
        self.card.annotation_edited.connect(desk.edit_annotation)
        self.card.check_edited.connect(desk.edit_check)
        self.card.reply_sent.connect(desk.reply)
        self.card.left.connect(self.view.setFocus)


def _card(reading: Reading, mark: Annotation) -> CardLine:
    initials = reading.initials.get(mark.author, "")
    words = " ".join((mark.note or mark.exact).split())
    return mark.id, mark.start or 0, mark.kind, reading.state_of(mark), initials, words
