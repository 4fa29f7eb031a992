"""One-line cards beside their passages: one painted strip that scrolls with the article."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from editor.i18n import _
from editor.ui.article_view import ArticleView
from editor.ui.theme import colours

HEIGHT, GAP = 30, 6

CardLine = tuple[str, int, str, str, str, str]
"""(id, start, kind, state, initials, text)."""


class Margin(QWidget):
    """The strip; cards keep the order of their passages and never overlap."""

    card_clicked = Signal(str)

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self.setAccessibleName(_("Margin"))
        self.setMinimumWidth(220)
        self._view = view
        self._cards: list[CardLine] = []
        self._focus = ""
        view.verticalScrollBar().valueChanged.connect(lambda _value: self.update())

    def set_cards(self, cards: Sequence[CardLine]) -> None:
        """Show these cards, given in text order."""
        self._cards = sorted(cards, key=lambda card: card[1])
        self.update()

    def set_focus_card(self, annotation_id: str) -> None:
        """Frame this card; "" frames none."""
        self._focus = annotation_id
        self.update()

    def places(self) -> list[tuple[CardLine, QRect]]:
        """Each card with its rectangle; a card is pushed down by the one above it."""
        placed = []
        below = -(10**9)
        for card in self._cards:
            top = max(self._view.top_of(card[1]), below)
            placed.append((card, QRect(4, top, self.width() - 12, HEIGHT)))
            below = top + HEIGHT + GAP
        return placed

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = colours(str(QApplication.instance().property("galley_theme") or "light"))
        for card, box in self.places():
            if box.bottom() >= 0 and box.top() <= self.height():
                self._paint_card(painter, card, box, table)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for card, box in self.places():
            if box.contains(event.position().toPoint()):
                self.card_clicked.emit(card[0])
                return

    def _paint_card(
        self, painter: QPainter, card: CardLine, box: QRect, table: dict[str, str]
    ) -> None:
        id_, _start, kind, state, initials, text = card
        edge = table["accent"] if id_ == self._focus else table["line"]
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(table["base"]))
        painter.drawRoundedRect(box, 6, 6)
        painter.fillRect(
            QRect(box.left() + 1, box.top() + 6, 3, HEIGHT - 12), QColor(table[str(kind)])
        )
        painter.setPen(QColor(table["text"]))
        inner = box.adjusted(12, 0, -8, 0)
        words = " · ".join(part for part in (str(state), initials, text) if part)
        shown = painter.fontMetrics().elidedText(
            words.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
