"""The panel of speakers on the article page: shown, kept up to date, and a filter for the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.ui.article_offers import new_ones
from editor.ui.speakers_panel import SpeakersPanel, speakers_of

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage


class SpeakerActs:
    """Who is quoted in the article of one page."""

    def __init__(self, page: ArticlePage) -> None:
        """The panel is hidden."""
        self._page = page
        self.panel = SpeakersPanel()
        self.panel.speaker_chosen.connect(self._on_chosen)
        self.panel.closed.connect(page.view.setFocus)
        page.desk.suggester.arrived.connect(self.refresh)

    def on_speakers(self) -> None:
        """Show who is quoted, or hide it again."""
        if self.panel.isVisible():
            self.panel.choose("")
            self.panel.hide()
            self._page.view.setFocus()
        else:
            self.panel.show()
            self.refresh()
            self.panel.list.setFocus()

    def refresh(self) -> None:
        """List the speakers of the marks and of the suggestions that are left."""
        reading = self._page.desk.reading
        if self.panel.isVisible() and reading is not None:
            wanted = replace(self._page.offers.sieve.sought, kinds=(), speaker="")
            found = new_ones(reading, self._page.desk.suggester.found)
            self.panel.show_lines(speakers_of(reading, filter(wanted.fits, found)))

    def _on_chosen(self, speaker: str) -> None:
        page = self._page
        page.sieve.set(replace(page.sieve.wanted, speaker=speaker))
        page.offers.sieve.set_speaker(speaker)
