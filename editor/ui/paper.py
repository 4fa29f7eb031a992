"""The sheet the article stands on: its paragraphs laid into Qt's document, and what is painted
around the words: paper, rules beside quotations, the ground and label of what is set apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from db.kinds import BlockKind, SpanKind
from db.records import Overlay, Revision, Span
from editor.i18n import _, label
from editor.ui.fonts import sans
from editor.ui.positions import Positions
from editor.ui.theme import Theme
from editor.ui.typography import LETTER, SPANS, letters, shape

EDGE, TOP, SIDE, BOTTOM = 12, 40, 54, 90
"""Pixels at zoom 1: the ground around the paper, and the paper around the words."""

APART = (BlockKind.NOT_ARTICLE, BlockKind.SOCIAL_TEXT, BlockKind.SIDEBAR)
"""Kinds that stand on a ground of their own under a label."""
RULED = (BlockKind.PULL_QUOTE, BlockKind.BLOCK_QUOTE)
"""Kinds with a rule on their left."""

UNSHOWABLE = str.maketrans(
    {"\n": "\u2028", "\u2029": "\ufffd", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
)
"""Letters Qt would end a block at, each for one of the same length."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of the page: `start` to `end` of the draft, or text added by `overlay`.

    `label` is written above it where it opens a run of what is set apart; `reason` says why the
    file's reader set it apart, or offers to.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    overlay: str = ""
    label: str = ""
    added: bool = False
    reason: str = ""


def pieces(revision: Revision, overlays: Iterable[Overlay]) -> list[Piece]:
    """The page's paragraphs in order, with the kinds and the display type persons gave."""
    ordered = sorted(overlays, key=lambda overlay: overlay.id)
    changed = {overlay.start: overlay for overlay in ordered if not overlay.text}
    made: list[Piece] = []
    late = [overlay for overlay in ordered if overlay.text]
    for block in revision.blocks:
        for overlay in [o for o in late if o.start <= block.start]:
            made.append(_added(overlay))
            late.remove(overlay)
        word = changed.get(block.start)
        kind, id_ = (word.kind, word.id) if word else (block.kind, "")
        reason = "" if word else block.reason
        opens = not made or (made[-1].kind, made[-1].reason) != (kind, reason)
        title = _label(kind, reason) if opens else ""
        words = revision.text[block.start : block.end]
        made.append(Piece(kind, words, block.start, block.end, id_, title, reason=reason))
    return made + [_added(overlay) for overlay in late]


def positions(revision: Revision, page: Sequence[Piece]) -> Positions:
    """The map between the draft and a page of these pieces."""
    added, number = [], 0
    for piece in page:
        if piece.added:
            added.append((number, len(piece.text.encode("utf-16-le")) // 2))
        else:
            number += 1
    return Positions(revision.text, revision.blocks, added)


def fill(
    document: QTextDocument, page: Sequence[Piece], zoom: float, look: Theme, bare: bool = False
) -> None:
    """Lay `page` into an empty document, with room for the sheet around it unless `bare`."""
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(0 if bare else EDGE + SIDE * zoom)
    frame.setRightMargin(0 if bare else EDGE + SIDE * zoom)
    frame.setTopMargin(0 if bare else EDGE + TOP * zoom)
    frame.setBottomMargin(0 if bare else EDGE + BOTTOM * zoom)
    document.rootFrame().setFrameFormat(frame)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    types = {kind: letters(kind, zoom, look) for kind in {piece.kind for piece in page}}
    for number, piece in enumerate(page):
        format_ = shape(piece.kind, zoom, bool(piece.label))
        if number:
            cursor.insertBlock(format_, types[piece.kind])
        else:
            cursor.setBlockFormat(format_)
            cursor.setBlockCharFormat(types[piece.kind])
        cursor.insertText(piece.text.translate(UNSHOWABLE), types[piece.kind])
    cursor.endEditBlock()


def dress(document: QTextDocument, spans: Iterable[Span], where: Positions, look: Theme) -> None:
    """Give inline runs their looks."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for span in spans:
        worn = QTextCharFormat()
        if span.kind in SPANS:
            SPANS[span.kind](worn)
        elif span.kind is SpanKind.LINK:
            worn.setForeground(QColor(look.roles["accent"]))
        cursor.setPosition(where.to_qt(span.start))
        cursor.setPosition(where.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(worn)
    cursor.endEditBlock()


def paint_paper(painter: QPainter, exposed: QRectF, paper: QRectF, look: Theme) -> None:
    """The soft ground and the sheet on it; `paper` is the whole sheet in document pixels."""
    painter.fillRect(exposed, QColor(look.roles["window"]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.roles["line"]), 1))
    painter.setBrush(QColor(look.roles["base"]))
    painter.drawRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)


def paint_block(
    painter: QPainter, block: QTextBlock, piece: Piece, zoom: float, look: Theme
) -> None:
    """What tells a block apart, painted under its words."""
    if piece.kind not in (*APART, *RULED) and not piece.label:
        return
    box = block.document().documentLayout().blockBoundingRect(block)
    unit = LETTER * zoom
    if piece.kind in RULED:
        colour = look.roles["accent" if piece.kind is BlockKind.PULL_QUOTE else "edge"]
        rule = QRectF(box.left() - unit * 0.95, box.top() + 2, 3, box.height() - 4)
        painter.fillRect(rule, QColor(colour))
    if piece.kind in APART:
        above = unit * (1.5 if piece.label else 0.25)
        ground = box.adjusted(-unit * 0.8, -above, unit * 0.8, unit * 0.5)
        ground.setLeft(EDGE + SIDE * zoom - unit * 0.8)
        painter.fillRect(ground, QColor(look.roles["window"]))
    if piece.label:
        _paint_label(painter, piece.label, box, unit, look)


def _paint_label(painter: QPainter, title: str, box: QRectF, unit: float, look: Theme) -> None:
    painter.setFont(label_font(unit))
    painter.setPen(QColor(look.roles["muted"]))
    where = label_box(box, unit)
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)


def label_font(unit: float) -> QFont:
    """The type of labels above what is set apart; `unit` is the letters' size in pixels."""
    return sans(max(round(unit * 0.62), 9), QFont.Weight.DemiBold)


def label_box(box: QRectF, unit: float) -> QRectF:
    """Where the label of the block at `box` stands."""
    return QRectF(box.left(), box.top() - unit * 1.3, box.width(), unit * 1.1)


def _added(overlay: Overlay) -> Piece:
    title = _("{kind}, added by hand").format(kind=label(overlay.kind).capitalize())
    return Piece(
        overlay.kind, overlay.text, overlay.start, overlay.start, overlay.id, title, added=True
    )


def _label(kind: BlockKind, reason: str) -> str:
    if kind not in APART:
        return _(reason).capitalize()
    name = label(kind).capitalize()
    return f"{name} · {_(reason)}" if reason else name
