"""What is offered beside the label of a passage that is not the article, or was added by hand.

The words of an offer stand at the right end of the label and answer a click; the same acts have
keys and rows in the menus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextBlock

from db.kinds import BlockKind
from editor.i18n import _
from editor.ui.paper import Piece, label_box, label_font
from editor.ui.theme import Theme
from editor.ui.typography import LETTER

TAKE_BACK, TAKE_ALL_BACK, SET_APART = "take_back", "take_all_back", "set_apart"
REWORD, REMOVE = "reword", "remove"
WORDS = {
    TAKE_BACK: "Take back",
    TAKE_ALL_BACK: "Take all back",
    SET_APART: "Set apart",
    REWORD: "Reword",
    REMOVE: "Remove",
}
BETWEEN = 1.2
"""Times the letters' size between two offers."""


def offers(piece: Piece) -> tuple[str, ...]:
    """What may be done with a paragraph, the nearest first."""
    if piece.added:
        return (REMOVE, REWORD)
    if not piece.label:
        return ()
    if piece.kind is BlockKind.NOT_ARTICLE:
        return (TAKE_BACK, TAKE_ALL_BACK)
    return (SET_APART,) if piece.reason else ()


def run_of(page: Sequence[Piece], start: int) -> list[int]:
    """Starts of the paragraphs under the label that stands over the one at `start`."""
    own = [piece for piece in page if not piece.added]
    at = next((n for n, piece in enumerate(own) if piece.start == start), len(own))
    found = [piece.start for piece in own[at : at + 1]]
    for piece in own[at + 1 :]:
        if piece.label or piece.kind is not own[at].kind or piece.reason != own[at].reason:
            break
        found.append(piece.start)
    return found


def paint(painter: QPainter, block: QTextBlock, piece: Piece, zoom: float, look: Theme) -> None:
    """Write the offers of a laid-out block, in document pixels."""
    for name, place in places(block, piece, zoom):
        painter.setFont(label_font(LETTER * zoom))
        painter.setPen(QColor(look.roles["accent"]))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _(WORDS[name]))


def places(block: QTextBlock, piece: Piece, zoom: float) -> Iterator[tuple[str, QRectF]]:
    """Each offer of a block with where its words stand, from the right."""
    unit = LETTER * zoom
    box = label_box(block.document().documentLayout().blockBoundingRect(block), unit)
    right = box.right()
    for name in offers(piece):
        width = QFontMetricsF(label_font(unit)).horizontalAdvance(_(WORDS[name])) + 4
        yield name, QRectF(right - width, box.top(), width, box.height())
        right -= width + BETWEEN * unit


def at(point: QPointF, block: QTextBlock, piece: Piece, zoom: float) -> str:
    """The offer of a block at a point of the document, or ""."""
    return next((name for name, box in places(block, piece, zoom) if box.contains(point)), "")
