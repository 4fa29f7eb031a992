"""What the keys of the article page do to what is unmarked: find it, break it up, declare it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.kinds import Kind
from db.records import Suggestion
from editor.commands import marks, worth
from editor.i18n import _
from editor.text.facts_offered import offered
from editor.text.facts_page import Fact
from editor.ui.coverage_live import LiveCoverage
from editor.ui.coverage_strip import CoverageStrip
from editor.ui.opened import Reading
from editor.ui.unmarked_list import UnmarkedList

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage


class CoverageActs:
    """The coverage of one article page: its strip, its list and its keys."""

    def __init__(self, page: ArticlePage) -> None:
        """Follow what the page's desk reads."""
        self._page = page
        self.live = LiveCoverage(page.desk)
        self.strip = CoverageStrip(self.live, page.view)
        self.list = UnmarkedList(self.live, page.view.words)
        self.strip.sentence_chosen.connect(self.show_sentence)
        self.list.passage_chosen.connect(self.show_passage)
        self.list.closed.connect(page.view.setFocus)
        self.list.learn.clicked.connect(self.on_learn)
        self.list.forget.clicked.connect(self.on_forget)
        page.view.set_gutter(self.strip)

    def on_unmarked(self, way: str) -> None:
        """Go to the next or previous sentence nobody marked or declared free of facts."""
        number = self.live.coverage.step(self._page.view.caret(), 1 if way == "next" else -1)
        if number is not None:
            self.show_sentence(number)
        elif self.live.ready:
            self._say(_("Every sentence is marked or declared free of facts."))

    def on_break(self) -> None:
        """Make a mark of every suggested fact of the sentence at the caret, in one act."""
        reading, number = self._page.desk.reading, self._here()
        if not self.live.ready:
            self._say(_("The article is still being read for facts."))
        if reading is None or number is None:
            return
        found = breakable(reading, self.live.coverage.facts_in(number))
        if found:
            self._page.desk.run(marks.accept, reading.article.id, found)
            self._say(_("{count} facts marked.").format(count=len(found)))
        else:
            self._say(_("Nothing to break up here; F marks the sentence, 0 says it has no facts."))

    def on_no_facts(self) -> None:
        """Say that the sentence at the caret, or the selection, has no facts; take it back."""
        reading = self._page.desk.reading
        if reading is None:
            return
        number = self._here()
        said = set(self.live.coverage.declared(number)) if number is not None else set()
        earlier = [decision for decision in reading.decisions if decision.id in said]
        if earlier:
            for decision in earlier:
                self._page.desk.run(marks.remove_decision, decision)
            self._say(_("Taken back: there may be facts here."))
        else:
            start, end = self._page.marks.passage(reading.revision)
            self._page.desk.run(marks.no_facts, reading.article.id, start, end)
            self._say(_("Noted: no facts here."))

    def on_unmarked_list(self) -> None:
        """Show what is unmarked as a list, or hide it."""
        self.list.setVisible(not self.list.isVisible())
        if self.list.isVisible():
            self.list.setFocus()

    def on_learn(self) -> None:
        """Weigh what is worth checking by what this desk marked and refused; one act, undone so."""

        def learnt(counts: tuple[int, int]) -> None:
            said = _("Learnt from {marked} sentences with marks and {free} without facts.")
            self._say(said.format(marked=counts[0], free=counts[1]))

        self._page.desk.run(worth.learn, then=learnt)

    def on_forget(self) -> None:
        """Weigh it as Galley does again."""

        def forgot(had: bool) -> None:
            self._say(
                _("What was learnt is forgotten.") if had else _("Nothing was learnt so far.")
            )

        self._page.desk.run(worth.forget, then=forgot)

    def set_plain(self, plain: bool) -> None:
        """Show nothing of it for a cold read, or all again."""
        self.strip.setVisible(not plain)
        if plain:
            self.list.hide()

    def show_sentence(self, number: int) -> None:
        """Select a sentence, so that the keys of marking are for it."""
        self.show_passage(*self.live.coverage.sentences[number])

    def show_passage(self, start: int, end: int) -> None:
        """Select a passage and bring it into view; no mark is focused, so no key means one."""
        view = self._page.view
        if self._page.focused:
            self._page.focus_mark("")
        view.scroll_to(start)
        view.select(start, end)

    def _here(self) -> int | None:
        """The number of the sentence at the caret, or at the selection's start."""
        view = self._page.view
        selected = view.selected_range()
        return self.live.coverage.at(selected[0] if selected else view.caret())

    def _say(self, words: str) -> None:
        self._page.desk.told.emit(words)


def breakable(reading: Reading, facts: list[Fact]) -> list[Suggestion]:
    """The facts that are no marks of their own yet; inside a marked quote they are claims."""
    text = reading.revision.text
    quotes = [
        Suggestion(Kind.QUOTE, "", mark.start, mark.end, "", speaker=mark.speaker)
        for mark in reading.placed
        if mark.kind is Kind.QUOTE and mark.start is not None and mark.end is not None
    ]
    known = {(m.start, m.end) for m in reading.placed if m.kind in (Kind.FACT, Kind.CLAIM)}
    free = [fact for fact in facts if (fact.start, fact.end) not in known]
    return offered(text, free, quotes)
