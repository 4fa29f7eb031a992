"""One-line cards beside their passages: one painted strip that scrolls with the article.

The focused card is a real widget that stands in the strip among the painted ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from editor.i18n import _
from editor.ui.article_view import ArticleView
from editor.ui.fonts import sans
from editor.ui.margin_handles import Handles, Place
from editor.ui.margin_paint import CardLine, paint_card, spoken, told
from editor.ui.theme import Theme, current

HEIGHT, GAP, LEFT, RIGHT = 28, 4, 16, 10
"""Pixels: of a card, between two, and on either side of them."""
HEAD = 42
"""Pixels at the top where a filter may lie over the strip."""


def place(
    anchors: Sequence[float], step: float, fixed: int | None = None, tall: float = 0.0
) -> list[float]:
    """Tops of cards that want to stand at `anchors` (rising) and are `step` pixels apart or more.

    Each is pushed down by the one above; the card at index `fixed` stands exactly at its
    anchor, takes `tall` pixels instead of `step`, and those above it are pushed up.
    """
    tops: list[float] = []
    for at, anchor in enumerate(anchors):
        free = at == 0 or at == fixed
        room = max(tall, step) if fixed is not None and at == fixed + 1 else step
        tops.append(anchor if free else max(anchor, tops[-1] + room))
    for at in range((fixed or 0) - 1, -1, -1):
        tops[at] = min(tops[at], tops[at + 1] - step)
    return tops


def pushed(
    tops: Sequence[float], at: int, top: float, step: float, tall: float = 0.0
) -> list[float]:
    """`tops` of cards `step` pixels apart or more, with the one at index `at`, `tall` pixels high,
    standing at `top` instead: its neighbours make room, no further than they must.
    """
    made = list(tops)
    made[at] = top
    for above in range(at - 1, -1, -1):
        if made[above] <= made[above + 1] - step:
            break
        made[above] = made[above + 1] - step
    for below in range(at + 1, len(made)):
        least = made[below - 1] + (max(tall, step) if below == at + 1 else step)
        if made[below] >= least:
            break
        made[below] = least
    return made


class Margin(QWidget):
    """The strip; cards keep the order of their passages and never overlap."""

    card_clicked = Signal(str)
    menu_requested = Signal(object)
    """A card was clicked for its menu, at this place of the screen."""

    def __init__(self, view: ArticleView) -> None:
        """Stand beside `view` and scroll with it; both have the same top."""
        super().__init__()
        self.setAccessibleName(_("Margin"))
        self._view = view
        self._open: QWidget | None = None
        self._cards: list[CardLine] = []
        self._numbers: dict[str, int] = {}
        self._focus = self._nothing = ""
        self._anchors: dict[int, float] = {}
        self._tops: list[float] = []
        self._handles = Handles(self, self._named_places)
        self._handles.chosen.connect(self.card_clicked)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        view.laid_out.connect(self._on_laid_out)

    def set_cards(self, cards: Sequence[CardLine], nothing: str = "") -> None:
        """Show these cards, and the words `nothing` where there are none."""
        self._nothing = nothing
        self.setAccessibleDescription("" if cards else nothing)
        self._cards = sorted(cards, key=lambda card: card.start)
        self._numbers = {card.id: number for number, card in enumerate(self._cards)}
        self._tops = []
        self._put_open_card()
        self._handles.follow()
        self.update()

    def set_open_card(self, widget: QWidget) -> None:
        """The widget that stands where the focused card is; another one is put away."""
        if self._open is not None and self._open is not widget:
            self._open.hide()
        self._open = widget
        if widget.parent() is not self:
            widget.setParent(self)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard of a card that is put away goes to the article, and to no chip."""
        if event.type() == QEvent.Type.Hide and isinstance(watched, QWidget):
            focus = QApplication.focusWidget()
            if watched.isHidden() and focus is not None and watched.isAncestorOf(focus):
                self._view.setFocus()
        return super().eventFilter(watched, event)

    def set_focus_card(self, annotation_id: str) -> None:
        """Put this card exactly beside its passage, open; "" opens none."""
        self._focus = annotation_id
        self.relay()

    def relay(self) -> None:
        """Place the cards anew because the open one wants another height."""
        self._tops = []
        self._put_open_card()
        self._handles.follow()
        self.update()

    def places(self) -> list[tuple[CardLine, QRect]]:
        """Each card that shows, with its rectangle in the strip; the open one stands taller."""
        scrolled = self._view.verticalScrollBar().value()
        tops = self._standing(scrolled)
        first = bisect_left(tops, scrolled - HEIGHT)
        last = bisect_right(tops, scrolled + self.height())
        width = self.width() - LEFT - RIGHT
        return [
            (self._cards[at], QRect(LEFT, round(tops[at] - scrolled), width, HEIGHT))
            for at in range(first, last)
        ]

    def card_at(self, point: QPointF) -> CardLine | None:
        """The one-line card at a point of the strip."""
        where = point.toPoint()
        return next((card for card, box in self.places() if box.contains(where)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards that show."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = current()
        painter.fillRect(event.rect(), QColor(look.roles["window"]))
        if not self._cards:
            self._paint_nothing(painter, look)
        for card, box in self.places():
            if card.id == self._focus and self._open is not None and self._open.isVisible():
                self._paint_thread(painter, look, card, QRect(box.topLeft(), self._open.size()))
            else:
                paint_card(painter, look, card, QRectF(box))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a card names it; the right button asks for its menu too."""
        card = self.card_at(event.position())
        if card is not None:
            self.card_clicked.emit(card.id)
            if event.button() == Qt.MouseButton.RightButton:
                self.menu_requested.emit(event.globalPosition().toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the article."""
        QApplication.sendEvent(self._view.viewport(), event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The open card keeps the strip's width."""
        super().resizeEvent(event)
        self.relay()

    def event(self, event: QEvent) -> bool:
        """Show the whole text of a card whose line is cut short."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            card = self.card_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spoken(card) if card else "", self)
            return True
        return super().event(event)

    def _named_places(self) -> list[Place]:
        return [(c.id, ". ".join(told(c)), box) for c, box in self.places() if c.id != self._focus]

    def _on_scrolled(self) -> None:
        self._put_open_card()
        self._handles.follow()
        self.update()

    def _on_laid_out(self) -> None:
        self._anchors.clear()
        self.relay()

    def _place(self) -> None:
        if self._tops or not self._cards:
            return
        known = self._anchors
        for card in self._cards:
            if card.start not in known:
                known[card.start] = self._view.anchor_of(card.start) - 2
        fixed = self._numbers.get(self._focus)
        tall = 0.0
        if fixed is not None and self._open is not None and self._open.isVisible():
            tall = self._height_of_open() + GAP
        self._tops = place([known[card.start] for card in self._cards], HEIGHT + GAP, fixed, tall)

    def _height_of_open(self) -> int:
        if self._open is None:
            return HEIGHT
        width = self.width() - LEFT - RIGHT
        if self._open.width() != width:
            self._open.resize(width, self._open.height())
        return min(self._open.sizeHint().height(), max(self.height() - HEAD - GAP, HEIGHT))

    def _standing(self, scrolled: int) -> list[float]:
        """Tops of the cards, the open one kept whole in the strip while its passage shows."""
        self._place()
        number = self._numbers.get(self._focus)
        if number is None or self._open is None or not self._open.isVisible():
            return self._tops
        height, top = self._height_of_open(), round(self._tops[number] - scrolled)
        kept = max(HEAD, min(top, self.height() - height - GAP))
        if kept == top or not 0 <= top <= self.height():
            return self._tops
        return pushed(self._tops, number, kept + scrolled, HEIGHT + GAP, height + GAP)

    def _put_open_card(self) -> None:
        """Move the open card to its place."""
        number = self._numbers.get(self._focus)
        if number is None or self._open is None or not self._open.isVisible():
            return
        scrolled = self._view.verticalScrollBar().value()
        top = round(self._standing(scrolled)[number] - scrolled)
        self._open.setGeometry(LEFT, top, self.width() - LEFT - RIGHT, self._height_of_open())
        self._open.raise_()

    def _paint_nothing(self, painter: QPainter, look: Theme) -> None:
        painter.setFont(sans(13))
        painter.setPen(QColor(look.roles["muted"]))
        room = self.rect().adjusted(LEFT, HEAD + GAP, -RIGHT - LEFT, 0)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._nothing)

    def _paint_thread(self, painter: QPainter, look: Theme, card: CardLine, box: QRect) -> None:
        """A curve from the passage's line to its open card."""
        start = QPointF(0, self._view.top_of(card.start) + HEIGHT / 2)
        end = QPointF(box.left() + 1, self._open.y() + 20 if self._open else box.top())
        path = QPainterPath(start)
        middle = (start.x() + end.x()) / 2
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        painter.setPen(QPen(QColor(look.tint(card.kind, card.state).ink), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
