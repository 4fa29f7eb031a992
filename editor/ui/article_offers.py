"""Suggestions on the article page: shown one after another, taken, refused, or taken together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from db.kinds import Kind
from db.records import Suggestion
from editor.commands import marks
from editor.i18n import _, label, term
from editor.ui.offer_sieve import OfferSieve
from editor.ui.opened import Reading
from editor.ui.theme import current

if TYPE_CHECKING:
    from editor.ui.article_page import ArticlePage


NOTHING = "Nothing is offered here; S shows suggestions."


class OfferCard(QFrame):
    """The suggestion asked about, with the keys that answer it."""

    accepted = Signal()
    dismissed = Signal()
    all_accepted = Signal()

    def __init__(self, sieve: OfferSieve) -> None:
        """Nothing is offered; `sieve` stands below."""
        super().__init__()
        self.setAccessibleName(_("Suggestion"))
        self.title, self.words = QLabel(), QLabel()
        self.title.setProperty("quiet", "true")
        for text in (self.title, self.words):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
        self.yes, self.no = QPushButton(_("Yes (A)")), QPushButton(_("No (X)"))
        self.all = QPushButton(_("All"))
        self.all.setToolTip(_("All of this kind (Shift+A)"))
        self.all.setAccessibleName(_("All of this kind"))
        buttons = QHBoxLayout()
        for button in (self.yes, self.no, self.all):
            button.setProperty("small", "true")
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(13, 10, 11, 10)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(buttons)
        column.addWidget(sieve)
        self.yes.clicked.connect(self.accepted)
        self.no.clicked.connect(self.dismissed)
        self.all.clicked.connect(self.all_accepted)
        self.hide()

    def show_offer(self, offer: Suggestion, at: int, count: int) -> None:
        """Ask about one suggestion, number `at` of `count`."""
        kinds = [label(offer.kind)]
        if offer.type and term(offer.type) != kinds[0]:
            kinds.append(term(offer.type))
        said = _("{at} of {count} suggestions · {kind}").format(
            at=at, count=count, kind=" · ".join(kinds)
        )
        self.title.setText(said)
        who = f"{offer.speaker}: " if offer.speaker else ""
        words = " ".join(offer.text.split())
        self.words.setText(who + (words if len(words) < 240 else words[:239] + "…"))
        self.show()

    def sizeHint(self) -> QSize:
        """As high as its words need at its width."""
        return QSize(self.width(), self._column.totalHeightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with a dashed frame: not a mark yet."""
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.roles["accent"]), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(look.roles["raised"]))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 9, 9)
        painter.end()


class OfferActs:
    """The suggestions of one article page, in text order."""

    def __init__(self, page: ArticlePage) -> None:
        """Nothing is offered."""
        self._page = page
        self.sieve = OfferSieve()
        self.sieve.set_least(page.desk.own.get("suggestions.score"))
        self.card = OfferCard(self.sieve)
        self._fresh: list[Suggestion] = []
        self.offers: list[Suggestion] = []
        self.at = -1
        self.card.accepted.connect(self.on_accept)
        self.card.dismissed.connect(self.on_dismiss)
        self.card.all_accepted.connect(self.on_accept_all)
        self.sieve.changed.connect(self._sift)
        self.sieve.least_chosen.connect(self._on_least_chosen)

    def on_suggest(self) -> None:
        """Show what the program proposes to mark, or hide it."""
        if self.offers:
            self.close()
        elif self._page.desk.suggester.stop():
            self._page.desk.told.emit(_("Suggestions are off."))
        else:
            self._page.desk.suggest()

    def close(self) -> None:
        """Offer nothing, and nothing that is still being worked out."""
        self._page.desk.suggester.stop()
        self.show([])

    def on_accept(self) -> None:
        """Make a mark of the suggestion asked about, else accept the focused change, else what is
        offered of the paragraph at the caret.
        """
        if self.offers:
            self._take([self.offers[self.at]])
        else:
            self._answer(True)

    def on_dismiss(self) -> None:
        """Refuse the suggestion asked about, or let the words of the focused change stand."""
        reading = self._page.desk.reading
        if self.offers and reading is not None:
            offer = self.offers[self.at]
            self._page.desk.run(marks.dismiss, reading.article.id, offer)
            self._go_on([offer])
        else:
            self._answer(False)

    def on_accept_all(self) -> None:
        """Make marks of all suggestions of the same kind, in one act; else take back all that
        is not article, when the caret stands in it.
        """
        if self.offers:
            kind = self.offers[self.at].kind
            self._take([offer for offer in self.offers if offer.kind is kind])
        elif not self._page.blocks.accept_all():
            self._page.desk.told.emit(_(NOTHING))

    def on_suggested(self, found: Sequence[Suggestion]) -> None:
        """Show those that nobody marked or refused before."""
        reading = self._page.desk.reading
        if reading is None:
            return
        fresh = new_ones(reading, found)
        if not fresh:
            self._page.desk.told.emit(_("Nothing more to suggest here."))
        self._fresh = fresh
        self._sift(True)

    def step(self, by: int) -> None:
        """Ask about the next or previous suggestion."""
        if self.offers:
            self.at = min(max(self.at + by, 0), len(self.offers) - 1)
            self._ask()

    def show(self, offers: Sequence[Suggestion]) -> None:
        """Offer these: the one asked about before, else the first at or after the caret."""
        asked = self.offers[self.at] if self.offers else None
        self.offers = list(offers)
        caret = asked.start if asked is not None else self._page.view.caret()
        after = (n for n, offer in enumerate(self.offers) if offer.end > caret)
        self.at = next(after, 0) if self.offers else -1
        if asked in self.offers:
            self.at = self.offers.index(asked)
        self._ask()

    def _sift(self, opening: bool = False) -> None:
        """Offer what the sieve lets through of what is left, where anything is offered."""
        if opening or self.offers:
            shown = self.sieve.sift(self._fresh)
            if not shown and self._fresh:
                self.sieve.clear()
                shown = self.sieve.sift(self._fresh)
            self.show(shown)

    def _take(self, offers: list[Suggestion]) -> None:
        reading = self._page.desk.reading
        if reading is not None:
            self._page.desk.run(marks.accept, reading.article.id, offers)
            self._go_on(offers)

    def _go_on(self, done: list[Suggestion]) -> None:
        before = sum(1 for offer in self.offers[: self.at] if offer not in done)
        self._fresh = [offer for offer in self._fresh if offer not in done]
        self.offers = [offer for offer in self.offers if offer not in done]
        self.at = min(before, len(self.offers) - 1)
        self.sieve.sift(self._fresh)
        self._ask()

    def _ask(self) -> None:
        self._page.view.set_suggestions(self.offers, self.at)
        if self.offers:
            offer = self.offers[self.at]
            self.card.show_offer(offer, self.at + 1, len(self.offers))
            self._page.show_offer(offer)
        else:
            self.card.hide()
            self._page.show_offer(None)

    def _on_least_chosen(self, least: float) -> None:
        self._page.desk.own.set("suggestions.score", round(least, 2))

    def _answer(self, accepted: bool) -> None:
        done = self._page.card.answer(accepted) or (accepted and self._page.blocks.accept())
        if not done:
            self._page.desk.told.emit(_(NOTHING))


def new_ones(reading: Reading, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Suggestions in text order that no mark of their kind covers and nobody refused."""
    refused = {
        (decision.start, decision.end, decision.detail)
        for decision in reading.decisions
        if decision.kind == "dismissed"
    }
    taken: dict[Kind, list[tuple[int, int]]] = {}
    for mark in reading.placed:
        if mark.start is not None and mark.end is not None:
            taken.setdefault(mark.kind, []).append((mark.start, mark.end))
    fresh = []
    for offer in sorted(found, key=lambda offer: (offer.start, offer.end)):
        detail = f"{offer.kind.value}/{offer.type}"
        covered = any(s < offer.end and e > offer.start for s, e in taken.get(offer.kind, ()))
        if not covered and (offer.start, offer.end, detail) not in refused:
            fresh.append(offer)
    return fresh
