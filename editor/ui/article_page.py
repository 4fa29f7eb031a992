"""The article page: the text with its marks, and the margin beside it with the open card."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Annotation, Overlay, Suggestion
from editor.session import Session
from editor.ui.actions import CARD_MENU, TEXT_MENU
from editor.ui.article_blocks import BlockActs
from editor.ui.article_checks import CheckActs
from editor.ui.article_display import DisplayActs
from editor.ui.article_marks import MarkActs
from editor.ui.article_offers import OfferActs
from editor.ui.article_speakers import SpeakerActs
from editor.ui.article_steps import Steps
from editor.ui.article_view import ArticleView
from editor.ui.asking import AskActs
from editor.ui.card import Card
from editor.ui.coverage_acts import CoverageActs
from editor.ui.desk import Desk
from editor.ui.find_bar import FindBar
from editor.ui.margin import Margin
from editor.ui.margin_filter import Aside, MarginFilter
from editor.ui.margin_lines import OFFER, card_line, offer_line
from editor.ui.opened import Reading
from editor.ui.source_acts import SourceBesideActs

HINTS = ("next", "previous", "next_open", "confirmed", "change_needed", "query", "reply")


class ArticlePage(QWidget):
    """Reads the desk's article; `helpers` hold most of its actions."""

    failed = Signal(object)
    mark_focused = Signal(str)
    """Id of the mark whose card is open now, or ""."""
    hints_changed = Signal()
    """Other keys answer now."""
    menu_requested = Signal(object, tuple)
    """A place of the screen, and ids of actions to offer there."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """Show what `desk` reads."""
        super().__init__()
        self.desk = desk
        self.typist = desk.typist
        self.view = ArticleView()
        self.margin = Margin(self.view)
        self.sieve = MarginFilter(session)
        self.card = Card(desk, self.typist)
        self.find_bar = FindBar()
        self.marks, self.checks, self.offers = MarkActs(self), CheckActs(self), OfferActs(self)
        self.coverage, self.speakers = CoverageActs(self), SpeakerActs(self)
        self.steps = Steps(self)
        self.blocks, self.display = BlockActs(self), DisplayActs(self)
        self.beside = SourceBesideActs(desk, self.checks.with_resting)
        self.asking = AskActs(desk, self.checks.asked_about)
        self.helpers = (
            *(self.marks, self.checks, self.offers, self.coverage, self.speakers, self.blocks),
            *(self.display, self.beside, self.asking, self.steps),
        )
        self.focused = self._scrolled = self._shown = ""
        self._behind = False
        self._overlays: tuple[Overlay, ...] = ()
        self._lay_out()
        self._connect()
        if desk.reading is not None:
            self._on_reading(desk.reading)

    @property
    def HINTS(self) -> tuple[str, ...]:  # noqa: N802 (the name pages give what the foot shows)
        """The actions whose keys the foot shows."""
        if self.offers.offers:
            return ("accept", "dismiss", "accept_all", "next", "previous", "suggest")
        return HINTS

    def on_find(self) -> None:
        """Look for words in the article."""
        selected, reading = self.view.selected_range(), self.desk.reading
        words = reading.revision.text[slice(*selected)] if selected and reading else ""
        self.find_bar.open(words if "\n" not in words else "", self.view.caret())

    def on_zoom(self, way: str) -> None:
        """Larger or smaller text, or the usual size."""
        step = {"in": 1.1, "out": 1 / 1.1}.get(way)
        self.view.zoom(self.view.zoom_factor() * step if step else 1.0)

    def show_article(self, article_id: str) -> None:
        """The article is read by the desk; nothing is left to do."""

    def set_plain(self, plain: bool) -> None:
        """Show the text alone, for a cold read, or everything again."""
        self.view.set_plain(plain)
        self.view.set_aside(None if plain else self._aside)
        self._aside.setVisible(not plain)
        self.coverage.set_plain(plain)

    def focus_mark(self, annotation_id: str) -> None:
        """Open the card of a mark and bring its passage into view; "" closes the card."""
        if self.offers.offers:
            self.offers.close()
        self.focused = annotation_id
        mark = self.focused_mark()
        self.view.set_focus_mark(annotation_id)
        self._show_card()
        self._scrolled = annotation_id if mark else ""
        if mark is not None and mark.start is not None:
            self.view.scroll_to(mark.start)
            self.view.select(mark.start, mark.start)
        self.margin.set_focus_card(annotation_id)
        self.mark_focused.emit(annotation_id)

    def show_offer(self, offer: Suggestion | None) -> None:
        """Open the card of a suggestion beside its passage, or the focused mark's again."""
        self._show_margin()
        self.hints_changed.emit()
        if offer is None:
            self.view.set_focus_mark(self.focused)
            self.margin.set_open_card(self.card)
            self._show_card()
            self.margin.set_focus_card(self.focused)
        else:
            self.view.set_focus_mark("")
            self.margin.set_open_card(self.offers.card)
            self.offers.card.show()
            self.view.scroll_to(offer.start)
            self.margin.set_focus_card(OFFER)

    def show_passage(self, article_id: str, annotation_id: str) -> None:
        """Show a passage of any article; without an annotation, the top of it."""
        reading = self.desk.reading
        if reading is not None and reading.article.id == article_id:
            self.focus_mark(annotation_id)
        else:
            self.focused, self._scrolled = annotation_id, ""
            self.desk.show_article(article_id)

    def show_top(self, place: int) -> None:
        """Scroll until code point `place` stands at the top."""
        self.view.verticalScrollBar().setValue(round(self.view.anchor_of(place)) if place else 0)

    def show_place(self, place: int) -> None:
        """Show a code point of the article, where no mark stands, with the caret there."""
        self.focus_mark("")
        self.view.scroll_to(place)
        self.view.select(place, place)

    def focused_mark(self) -> Annotation | None:
        """The mark whose card is open."""
        return self.desk.reading.find(self.focused) if self.desk.reading else None

    def leave(self) -> None:
        """Save what was typed, because another page comes or the window closes."""
        self.card.commit()
        self.display.editor.put_away()
        self.typist.keep()
        self.beside.panel.run.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while another page was shown."""
        super().showEvent(event)
        if self._behind and self.desk.reading is not None:
            self._take(self.desk.reading)

    def _on_reading(self, reading: Reading) -> None:
        self._behind = reading.revision.id == self._shown and not self.isVisible()
        if self._behind:  # another page is worked on, and waits for none of this
            self.coverage.live.follow(reading)
        else:
            self._take(reading)

    def _take(self, reading: Reading) -> None:
        self._behind = False
        if reading.revision.id != self._shown:
            self._shown = reading.revision.id
            self._overlays = reading.overlays
            self.view.show_revision(reading.revision, reading.overlays)
            self.find_bar.text = reading.revision.text
            self.offers.show([])
            self.desk.suggester.open(reading, self.view.seen())
        elif reading.overlays != self._overlays:
            self._overlays = reading.overlays
            self.view.show_revision(reading.revision, reading.overlays)
            self.desk.suggester.open(reading, self.view.seen())
        self.view.set_marks(reading.marks())
        self.coverage.live.follow(reading)
        self.speakers.refresh()
        self._show_margin()
        if self.focused != self._scrolled and reading.find(self.focused):
            self.focus_mark(self.focused)
            self.marks.on_made()
        elif not self.offers.offers:
            self._show_card()

    def _show_margin(self) -> None:
        reading = self.desk.reading
        if reading is None:
            return
        lines = [card_line(reading, mark) for mark in self.sieve.sift(reading)]
        if self.offers.offers:
            lines.append(offer_line(self.offers.offers[self.offers.at]))
        self.margin.set_cards(lines, self.sieve.nothing)

    def _show_card(self) -> None:
        mark, reading = self.focused_mark(), self.desk.reading
        if mark is None or reading is None:
            self.card.clear()
        else:
            self.card.show_mark(reading, mark)
        self.margin.relay()

    def _on_marked(self, annotation_id: str) -> None:
        self.focused = annotation_id
        if self.focused_mark() is not None:
            self.focus_mark(annotation_id)
            self.marks.on_made()

    def _on_beside(self) -> None:
        """The page is of another width now: the focused passage comes into view again."""
        self.hints_changed.emit()
        mark = self.focused_mark()
        if mark is not None and mark.start is not None:
            QTimer.singleShot(0, self, lambda start=mark.start: self.view.scroll_to(start))

    def _on_finished(self) -> None:
        self.steps.on_step_open("next")
        self.view.setFocus()

    def _lay_out(self) -> None:
        self.margin.set_open_card(self.card)
        self._aside = Aside(self.margin, self.sieve)
        self.view.set_aside(self._aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.coverage.list)
        row.addWidget(self.speakers.panel)
        row.addWidget(self.beside.panel)
        row.addWidget(self.view, 1)
        column.addLayout(row, 1)
        column.addWidget(self.asking.line)
        self.setFocusProxy(self.view)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        desk, card, bar = self.desk, self.card, self.find_bar
        desk.article_read.connect(self._on_reading)
        desk.marked.connect(self._on_marked)
        desk.failed.connect(lambda _error: self.marks.on_failed())
        desk.suggested.connect(self.offers.on_suggested)
        self.view.mark_clicked.connect(self.focus_mark)
        self.view.ends_moved.connect(self.marks.move)
        self.margin.card_clicked.connect(self.focus_mark)
        self.margin.menu_requested.connect(lambda at: self.menu_requested.emit(at, CARD_MENU))
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.sieve.changed.connect(self._show_margin)
        self.beside.panel.readied.connect(self._on_beside)
        for done in (self.beside.panel.closed, self.asking.line.left):
            done.connect(self.view.setFocus)
        card.left.connect(self.view.setFocus)
        card.finished.connect(self._on_finished)
        card.closed.connect(lambda: self.focus_mark(""))
        card.resized.connect(self.margin.relay)
        bar.found.connect(self.view.set_found)
        bar.reached.connect(self._on_found)
        bar.closed.connect(self.view.setFocus)
        self.typist.conflicted.connect(lambda _id, _field: self.margin.relay())

    def _on_menu(self, place: QPoint) -> None:
        at = self.view.viewport().mapFromGlobal(self.view.mapToGlobal(place))
        hit = self.view.mark_at(at.x(), at.y())
        if hit:
            self.focus_mark(hit)
        elif self.view.selected_range() is None:
            where = self.view.place_at(at)
            self.view.select(where, where)
        ids = TEXT_MENU + (CARD_MENU if hit else ())
        self.menu_requested.emit(self.view.mapToGlobal(place), ids)

    def _on_found(self, start: int, end: int) -> None:
        self.view.scroll_to(start)
        self.view.select(start, end)
