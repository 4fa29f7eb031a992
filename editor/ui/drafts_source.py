"""Where the drafts page gets its two drafts: read from the store, compared in the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.store import Store
from editor.session import Session
from editor.text.compare_drafts import Comparison
from editor.ui.drafts_reading import DraftsReading, read_drafts, with_log


class DraftsSource(QObject):
    """Reads the wanted drafts of one article; a comparison is made once for a pair of drafts."""

    was_read = Signal(object)
    """DraftsReading, or None while the article has one draft."""
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        """No article yet."""
        super().__init__(parent)
        self._session = session
        self._wanted, self._asked = ("", ""), 0
        self._pair, self._comparison = ("", ""), Comparison()
        self.article = ""

    def want(self, article_id: str, old_id: str = "", new_id: str = "") -> None:
        """Choose the article and its drafts; "" for the last one, and the one before it."""
        self.article, self._wanted = article_id, (old_id, new_id)

    def read(self) -> None:
        """Read them; what was asked before is not told any more."""
        if not self.article:
            return
        self._asked += 1
        asked, article, wanted = self._asked, self.article, self._wanted

        def answered(reading: DraftsReading | None) -> None:
            if asked != self._asked:
                return
            if reading is None:
                self.was_read.emit(None)
            else:
                self._compare(asked, reading)

        self._ask(lambda store: read_drafts(store, article, *wanted), answered)

    def _compare(self, asked: int, reading: DraftsReading) -> None:
        old, new = reading.old, reading.new
        if (old.id, new.id) == self._pair:
            self._log(asked, reading)
            return

        def compared(comparison: Comparison) -> None:
            self._pair, self._comparison = (old.id, new.id), comparison
            self._log(asked, reading)

        work = self._session.work(
            "editor.text.compare_drafts:compare_drafts", old.text, old.blocks, new.text, new.blocks
        )
        self._session.then(work, compared, self.failed.emit)

    def _log(self, asked: int, reading: DraftsReading) -> None:
        comparison = self._comparison

        def logged(whole: DraftsReading) -> None:
            if asked == self._asked:
                self.was_read.emit(whole)

        self._ask(lambda store: with_log(store, reading, comparison), logged)

    def _ask(self, question: Callable[[Store], Any], then: Callable[[Any], None]) -> None:
        self._session.then(self._session.ask(question), then, self.failed.emit)
