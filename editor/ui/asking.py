"""A numbered question about marks, asked from the page one works on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from db.records import Article, Query
from db.store import Store
from editor.ui.ask_line import AskLine
from editor.ui.desk import Desk
from editor.ui.queries_acts import QueriesActs

About = tuple[str, Sequence[str]]
"""An article's id and the ids of marks in it."""


class AskActs:
    """Asks about what one page shows; the question is typed in `line` at the page's foot."""

    def __init__(self, desk: Desk, about: Callable[[], About | None]) -> None:
        """`about` gives the marks in question; it says itself when there are none."""
        self._desk, self._about = desk, about
        self.line = AskLine(desk.typist.keeper)
        self._questions = QueriesActs(desk.session, self.line)
        self._questions.failed.connect(desk.failed)

    def on_ask(self) -> None:
        """Choose whom to ask, and type the question."""
        found = self._about()
        if found is None:
            return
        article_id, marks = found

        def question(store: Store) -> tuple[Article, list[Query]]:
            return store.article(article_id), store.queries(article_id)

        def show(read: tuple[Article, list[Query]]) -> None:
            page = self.line.parentWidget()
            assert isinstance(page, QWidget)
            self._questions.ask(*read, marks, page)

        self._desk.ask(question, show)
