"""From mark to mark on the article page: all, open ones, those over the same words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from db.kinds import Covered
from db.records import Annotation
from editor.i18n import _

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage


class Steps:
    """Moves the focus on one article page."""

    def __init__(self, page: ArticlePage) -> None:
        """Move on `page`."""
        self._page = page

    def on_step(self, way: str) -> None:
        """Go to the next or previous mark, or suggestion while these are shown."""
        if self._page.offers.offers:
            self._page.offers.step(1 if way == "next" else -1)
        elif self._page.desk.reading is not None:
            self._step(self._page.sieve.sift(self._page.desk.reading), way)

    def on_step_open(self, way: str) -> None:
        """Go to the next or previous mark that still needs somebody."""
        reading = self._page.desk.reading
        if reading is not None:
            self._step([mark for mark in reading.placed if reading.is_open(mark)], way)

    def go_on(self) -> None:
        """Go to the next mark that still needs somebody; behind the last, to what is unmarked."""
        mark, reading = self._page.focused_mark(), self._page.desk.reading
        if mark is None or reading is None:
            return
        at = reading.placed.index(mark) if mark in reading.placed else -1
        after = next((m for m in reading.placed[at + 1 :] if reading.is_open(m)), None)
        if after is not None:
            self._page.focus_mark(after.id)
        elif self._page.coverage.live.coverage.counts[Covered.UNMARKED]:
            self._page.coverage.on_unmarked("next")
        else:
            self.on_step_open("next")

    def on_overlap(self) -> None:
        """Go to the next mark over the same words."""
        mark, reading = self._page.focused_mark(), self._page.desk.reading
        if mark is None or reading is None or mark.start is None or mark.end is None:
            return
        over = [
            other.id
            for other in reading.placed
            if (other.start or 0) < mark.end and (other.end or 0) > mark.start
        ]
        if len(over) == 1:
            self._page.desk.told.emit(_("No other mark stands over these words."))
        self._page.focus_mark(over[(over.index(mark.id) + 1) % len(over)])

    def _step(self, marks: list[Annotation], way: str) -> None:
        """Go from the focused mark, else from the caret, to the next of `marks`; no further."""
        if not marks:
            return
        mark = self._page.focused_mark()
        at = mark.start if mark is not None and mark.start is not None else self._page.view.caret()
        key = (at, mark.end or at, mark.id) if mark is not None else (at, at, "")
        keys = [(other.start or 0, other.end or 0, other.id) for other in marks]
        if way == "next":
            number = bisect_right(keys, key)
        else:
            number = bisect_right(keys, key) - 1
            number -= 1 if number >= 0 and keys[number] == key else 0
        self._page.focus_mark(marks[min(max(number, 0), len(marks) - 1)].id)
