"""One-line cards beside their passages: one painted strip that scrolls with the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from db.kinds import Kind, State
from editor.i18n import _, label
from editor.ui.article_view import ArticleView
from editor.ui.theme import Theme, current

HEIGHT, GAP, LEFT, RIGHT = 30, 6, 14, 8
"""Pixels: of a card, between two, and on either side of them."""

CardLine = tuple[str, int, str, str | None, str, str]
"""(id, start, kind, state, initials, text); start in code points, state None without a check."""


def place(anchors: Sequence[float], step: float, fixed: int | None = None) -> list[float]:
    """Tops of cards that want to stand at `anchors` (rising) and are `step` pixels apart or more.

    Each is pushed down by the one above; the card at index `fixed` stands exactly at its
    anchor, and those above it are pushed up instead.
    """
    tops: list[float] = []
    for at, anchor in enumerate(anchors):
        free = at == 0 or at == fixed
        tops.append(anchor if free else max(anchor, tops[-1] + step))
    for at in range((fixed or 0) - 1, -1, -1):
        tops[at] = min(tops[at], tops[at + 1] - step)
    return tops


class Margin(QWidget):
    """The strip; cards keep the order of their passages and never overlap."""

    card_clicked = Signal(str)

    def __init__(self, view: ArticleView) -> None:
        """Stand beside `view` and scroll with it; both have the same top."""
        super().__init__()
        self.setAccessibleName(_("Margin"))
        self.setMinimumWidth(220)
        self._view = view
        self._cards: list[CardLine] = []
        self._focus = ""
        self._anchors: list[float] | None = None
        self._tops: list[float] = []
        view.verticalScrollBar().valueChanged.connect(self.update)
        view.laid_out.connect(self._forget)

    def set_cards(self, cards: Sequence[CardLine]) -> None:
        """Show these cards."""
        self._cards = sorted(cards, key=lambda card: card[1])
        self._forget()

    def set_focus_card(self, annotation_id: str) -> None:
        """Frame this card and put it exactly beside its passage; "" frames none."""
        if annotation_id != self._focus:
            self._focus = annotation_id
            self._tops = []
            self.update()

    def places(self) -> list[tuple[CardLine, QRect]]:
        """Each card that shows, with its rectangle in the strip."""
        self._place()
        scrolled = self._view.verticalScrollBar().value()
        first = bisect_left(self._tops, scrolled - HEIGHT)
        last = bisect_right(self._tops, scrolled + self.height())
        width = self.width() - LEFT - RIGHT
        return [
            (self._cards[at], QRect(LEFT, round(self._tops[at] - scrolled), width, HEIGHT))
            for at in range(first, last)
        ]

    def card_at(self, point: QPointF) -> CardLine | None:
        """The card at a point of the strip."""
        where = point.toPoint()
        return next((card for card, box in self.places() if box.contains(where)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards that show."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = current()
        for card, box in self.places():
            self._paint_card(painter, worn, card, box)
            if card[0] == self._focus:
                self._paint_thread(painter, worn, card, box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A left click on a card names it."""
        card = self.card_at(event.position())
        if card is not None and event.button() == Qt.MouseButton.LeftButton:
            self.card_clicked.emit(card[0])

    def event(self, event: QEvent) -> bool:
        """Show the whole text of a card whose line is cut short."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            card = self.card_at(QPointF(event.pos()))
            words = f"<p>{escape(card[5])}</p>" if card else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _forget(self) -> None:
        self._anchors = None
        self.update()

    def _place(self) -> None:
        if self._anchors is None:
            self._anchors = [self._view.anchor_of(card[1]) for card in self._cards]
            self._tops = []
        if not self._tops:
            ids = [card[0] for card in self._cards]
            fixed = ids.index(self._focus) if self._focus in ids else None
            self._tops = place(self._anchors, HEIGHT + GAP, fixed)

    def _paint_card(self, painter: QPainter, worn: Theme, card: CardLine, box: QRect) -> None:
        id_, _start, kind, state, initials, text = card
        tint, focused = worn.tint(kind, state), id_ == self._focus
        edge = tint.ink if focused else worn.roles["line"]
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        painter.setBrush(QColor(worn.roles["base"]))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(QPen(QColor(tint.ink), 3))
        painter.drawLine(box.left() + 8, box.top() + 7, box.left() + 8, box.bottom() - 7)
        name = label(State(state)) if state else label(Kind(kind))
        pill = self._paint_pill(painter, name, tint.ink, tint.fill, box)
        words = " · ".join(part for part in (initials, " ".join(text.split())) if part)
        inner = QRect(box.left() + 16, box.top(), pill - box.left() - 22, HEIGHT)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.setPen(QColor(worn.roles["text"]))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_pill(self, painter: QPainter, name: str, ink: str, fill: str, box: QRect) -> int:
        """Paint the state at the card's right end; gives the pill's left edge."""
        width = min(self.fontMetrics().horizontalAdvance(name) + 16, box.width() // 2)
        pill = QRect(box.right() - width - 6, box.top() + 5, width, HEIGHT - 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(QColor(ink))
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width - 12)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
        return pill.left()

    def _paint_thread(self, painter: QPainter, worn: Theme, card: CardLine, box: QRect) -> None:
        """A curve from the passage's line to its card."""
        start = QPointF(0, self._view.top_of(card[1]) + HEIGHT / 2)
        end = QPointF(box.left(), box.center().y())
        path = QPainterPath(start)
        middle = (start.x() + end.x()) / 2
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        painter.setPen(QPen(QColor(worn.tint(card[2], card[3]).ink), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
