"""What the keys of the article page do to its text: marking and moving ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from db.kinds import Kind
from db.records import Revision
from editor.commands import marks, passages
from editor.ui.opened import sentence_at

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage

WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")

WRITTEN = (Kind.COMMENT, Kind.CHANGE)
"""Kinds that say nothing until words are typed."""


class MarkActs:
    """Acts of one article page."""

    def __init__(self, page: ArticlePage) -> None:
        """Act on what `page` shows."""
        self._page = page
        self._making: Kind | None = None
        self._waiting: list[Callable[[], None]] = []

    def when_made(self, act: Callable[[], None]) -> None:
        """Do `act` now, or once the mark that is being made is there and focused.

        Keys come faster than a mark is kept, and are meant for it, not for the one before.
        """
        if self._making is None:
            act()
        else:
            self._waiting.append(act)

    def on_made(self) -> None:
        """The new mark is focused: a comment or change is written, else what waited is done."""
        made, waiting = self._making, self._waiting
        self._making, self._waiting = None, []
        if made in WRITTEN:
            self._page.card.edit()
            return
        while waiting and self._making is None:
            waiting.pop(0)()
        self._waiting += waiting

    def on_failed(self) -> None:
        """No mark comes, and what waited was meant for it."""
        self._making, self._waiting = None, []

    def on_claim(self) -> None:
        """Mark a claim; with a quote focused and nothing selected, ask whether that is true."""
        page, focused = self._page, self._page.focused_mark()
        is_quote = focused is not None and focused.kind is Kind.QUOTE and focused.start is not None
        if is_quote and page.view.selected_range() is None:
            page.desk.run(
                marks.check_truth, focused, then=lambda made: page.desk.marked.emit(made[0].id)
            )
        else:
            self.on_mark(Kind.CLAIM)

    def on_mark(self, kind: str) -> None:
        """Mark the selection, else the sentence at the caret."""
        page = self._page
        at = page.view.caret()
        start, end = page.view.selected_range() or (at, at)
        if page.desk.reading is not None:
            self._making = Kind(kind)
        page.desk.mark(start, end, Kind(kind))
        page.view.select(*[page.view.caret()] * 2)

    def on_remove(self) -> None:
        """Take the focused mark away, else the display type at the caret."""
        mark = self._page.focused_mark()
        if self._page.display.here():
            self._page.display.on_remove_display()
        elif mark is not None:
            self._page.desk.run(marks.remove_annotation, mark)

    def on_ends(self, how: str) -> None:
        """Move an end of the focused mark by one word: `start-`, `start+`, `end-`, `end+`."""
        mark, reading = self._page.focused_mark(), self._page.desk.reading
        if mark is None or reading is None or mark.start is None or mark.end is None:
            return
        start, end = moved(reading.revision.text, mark.start, mark.end, how)
        self.move(mark.id, start, end)

    def move(self, annotation_id: str, start: int, end: int) -> None:
        """Let a mark stand for another stretch of the text."""
        reading = self._page.desk.reading
        mark = reading.find(annotation_id) if reading else None
        if mark is not None and (start, end) != (mark.start, mark.end):
            self._page.desk.run(passages.move_passage, mark, start, end)

    def passage(self, revision: Revision) -> tuple[int, int]:
        """The selection, else the sentence at the caret."""
        view = self._page.view
        return view.selected_range() or sentence_at(revision, view.caret())


def moved(text: str, start: int, end: int, how: str) -> tuple[int, int]:
    """The passage with one end a word further; never empty, never beyond the text."""
    if how == "start-":
        words = [m.start() for m in WORD.finditer(text, max(start - 200, 0), start)]
        return (words[-1] if words else start), end
    if how == "start+":
        later = [m.start() for m in WORD.finditer(text, start, end) if m.start() > start]
        return (later[0] if later else start), end
    if how == "end+":
        after = WORD.search(text, end)
        return start, (after.end() if after else end)
    ends = [m.end() for m in WORD.finditer(text, start, end) if m.end() < end]
    return start, (ends[-1] if ends else end)
