"""A card of the margin in one line: what it says, in words and painted."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from db.kinds import Kind, Risk, State
from editor.i18n import _, label
from editor.ui.elided import shortened
from editor.ui.fonts import sans
from editor.ui.highlights import PROBLEMS
from editor.ui.icons import KINDS, STATES, paint_icon
from editor.ui.theme import Theme


class CardLine(NamedTuple):
    """One card; `start` is where its passage begins, state None for a mark without a check."""

    id: str
    start: int
    kind: Kind
    state: State | None
    number: int
    initials: str
    text: str
    thin: bool = False
    risk: Risk = Risk.NORMAL
    replies: int = 0


def told(card: CardLine) -> tuple[str, str]:
    """A card in words: what it is, and what it says."""
    state = label(card.state) if card.state else label(card.kind)
    parts = [f"{card.number}", state, card.initials, _("thin") if card.thin else ""]
    parts.append(label(card.risk) if card.risk is not Risk.NORMAL else "")
    return " · ".join(part for part in parts if part), card.text


def spoken(card: CardLine) -> str:
    """A card in words, as a tool tip."""
    what, says = told(card)
    return f"<p><b>{escape(what)}</b></p><p>{escape(says)}</p>"


def paint_card(painter: QPainter, look: Theme, card: CardLine, box: QRectF) -> None:
    """Number, sign of the state, initials and as much of the statement as there is room for."""
    tint = look.tint(card.kind, card.state)
    problem = card.state in PROBLEMS
    painter.setPen(QPen(QColor(tint.ink if problem else look.roles["line"]), 1))
    painter.setBrush(QColor(tint.fill if problem else look.roles["raised"]))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
    painter.setFont(sans(11 if card.number < 1000 else 9))
    painter.setPen(QColor(look.roles["muted"]))
    number = QRectF(box.left() + 6, box.top(), 24, box.height())
    painter.drawText(number, Qt.AlignmentFlag.AlignCenter, f"{card.number}")
    sign = STATES[card.state] if card.state else KINDS[card.kind]
    icon_box = QRectF(QPointF(box.left() + 33, box.center().y() - 7), QSize(14, 14).toSizeF())
    paint_icon(painter, icon_box, sign, tint.ink)
    left = box.left() + 53
    if card.initials:
        painter.setFont(sans(11, QFont.Weight.DemiBold))
        width = painter.fontMetrics().horizontalAdvance(card.initials)
        initials = QRectF(left, box.top(), width, box.height())
        painter.drawText(initials, Qt.AlignmentFlag.AlignVCenter, card.initials)
        left += width + 7
    right = _paint_flags(painter, look, card, box)
    painter.setFont(sans(12))
    painter.setPen(QColor(look.roles["text"]))
    words = QRectF(left, box.top(), right - left - 6, box.height())
    shown = shortened(painter.fontMetrics(), card.text, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_flags(painter: QPainter, look: Theme, card: CardLine, box: QRectF) -> float:
    """Signs at the right end for what is unusual; gives where they begin."""
    signs = []
    if card.replies:
        signs.append(("message-square", look.roles["muted"]))
    if card.thin:
        signs.append(("triangle-alert", look.states[State.NEEDS_SECOND_SOURCE].ink))
    if card.risk is Risk.LEGAL:
        signs.append(("scale", look.roles["danger"]))
    elif card.risk is Risk.SENSITIVE:
        signs.append(("flag", look.roles["danger"]))
    at = box.right() - 8
    for name, colour in signs:
        at -= 17
        paint_icon(painter, QRectF(at, box.center().y() - 7, 14, 14), name, colour)
    return at
