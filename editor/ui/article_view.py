"""The article as a reader sees it; marks are painted under the text, never put into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser

from db.records import Block, BlockKind, Overlay, Revision, Suggestion
from editor.i18n import _
from editor.ui.positions import Positions
from editor.ui.theme import colours

MEASURE = 640
"""Pixels of the column of text."""

Mark = tuple[str, int, int, str, str]
"""(id, start, end, kind, state); offsets in code points."""

SIZES = {BlockKind.HEADLINE: 2.0, BlockKind.HEADING: 1.3, BlockKind.DECK: 1.15}
PENS = {
    "quote": Qt.PenStyle.SolidLine,
    "claim": Qt.PenStyle.DashLine,
    "fact": Qt.PenStyle.DashDotLine,
    "comment": Qt.PenStyle.DotLine,
    "change": Qt.PenStyle.DashDotDotLine,
}
UNSHOWABLE = str.maketrans(
    {"\n": "\u2028", "\u2029": "\ufffd", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
)


class ArticleView(QTextBrowser):
    """Shows one draft; offsets in and out are code points of its canonical text."""

    selection_changed = Signal(int, int)
    mark_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Article text"))
        self.setUndoRedoEnabled(False)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(28)
        self._positions = Positions("", ())
        self._marks: list[Mark] = []
        self._suggestions: list[Suggestion] = []
        self._focus = ""
        self.selectionChanged.connect(self._on_selection_changed)

    def show_revision(self, revision: Revision, overlays: Sequence[Overlay] = ()) -> None:
        """Show a draft, with the block kinds persons changed."""
        kinds = {overlay.start: overlay.kind for overlay in overlays}
        self._positions = Positions(revision.text, revision.blocks)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for index, block in enumerate(revision.blocks):
            if index:
                cursor.insertBlock()
            kind = kinds.get(block.start, block.kind)
            cursor.setBlockFormat(_block_format(kind))
            words = revision.text[block.start : block.end].translate(UNSHOWABLE)
            cursor.insertText(words, self._letters(block, kind))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these marks from now on."""
        self._marks = list(marks)
        self.viewport().update()

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Paint these offers, dashed and without a fill."""
        self._suggestions = list(suggestions)
        self.viewport().update()

    def set_focus_mark(self, annotation_id: str) -> None:
        """Fill this mark; "" fills none."""
        self._focus = annotation_id
        self.viewport().update()

    def selected_range(self) -> tuple[int, int] | None:
        """The selected passage, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        to_text = self._positions.to_text
        return to_text(cursor.selectionStart()), to_text(cursor.selectionEnd())

    def scroll_to(self, start: int) -> None:
        """Bring the passage at `start` into view, a third from the top when it was outside."""
        top = self.top_of(start)
        if not 0 <= top <= self.viewport().height() - 60:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - self.viewport().height() // 3)

    def top_of(self, start: int) -> int:
        """How far below the viewport's top the line of `start` is, in pixels."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions.to_qt(start))
        return self.cursorRect(cursor).top()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        table = colours(str(QApplication.instance().property("galley_theme") or "light"))
        for block in self._visible_blocks():
            for start, end, pen, fill in self._lines_to_paint(table):
                self._paint_run(painter, block, start, end, pen, fill)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = max(0, (self.width() - MEASURE - 2 * 28) // 2)
        self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        at = self._positions.to_text(self.cursorForPosition(event.position().toPoint()).position())
        hit = [mark for mark in self._marks if mark[1] <= at < mark[2]]
        if hit:
            self.mark_clicked.emit(min(hit, key=lambda mark: mark[2] - mark[1])[0])

    def _on_selection_changed(self) -> None:
        selected = self.selected_range()
        if selected:
            self.selection_changed.emit(*selected)

    def _letters(self, block: Block, kind: BlockKind) -> QTextCharFormat:
        letters = QTextCharFormat()
        font = QFont("Noto Serif")
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPixelSize(round(17 * SIZES.get(kind, 1.0)))
        font.setBold(kind in (BlockKind.HEADLINE, BlockKind.HEADING))
        font.setItalic(kind in (BlockKind.CAPTION, BlockKind.PULL_QUOTE, BlockKind.BLOCK_QUOTE))
        letters.setFont(font)
        if kind in (BlockKind.NOT_ARTICLE, BlockKind.BYLINE, BlockKind.DATELINE):
            letters.setForeground(self.palette().placeholderText())
        return letters

    def _visible_blocks(self) -> list[QTextBlock]:
        layout = self.document().documentLayout()
        top = self.verticalScrollBar().value()
        hit = layout.hitTest(QPointF(30, top), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(hit, 0))
        found = []
        while block.isValid():
            if layout.blockBoundingRect(block).top() > top + self.viewport().height():
                break
            found.append(block)
            block = block.next()
        return found

    def _lines_to_paint(self, table: dict[str, str]) -> list[tuple[int, int, QPen, QColor | None]]:
        runs: list[tuple[int, int, QPen, QColor | None]] = []
        for id_, start, end, kind, _state in self._marks:
            fill = QColor(table["focus"]) if id_ == self._focus else None
            runs.append((start, end, QPen(QColor(table[str(kind)]), 2, PENS[str(kind)]), fill))
        for offer in self._suggestions:
            pen = QPen(QColor(table["muted"]), 1, Qt.PenStyle.DashLine)
            runs.append((offer.start, offer.end, pen, None))
        return [
            (self._positions.to_qt(start), self._positions.to_qt(end), pen, fill)
            for start, end, pen, fill in runs
        ]

    def _paint_run(
        self,
        painter: QPainter,
        block: QTextBlock,
        start: int,
        end: int,
        pen: QPen,
        fill: QColor | None,
    ) -> None:
        layout, base = block.layout(), block.position()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            first = max(start - base, line.textStart())
            last = min(end - base, line.textStart() + line.textLength())
            if first >= last:
                continue
            left, right = line.cursorToX(first)[0], line.cursorToX(last)[0]
            origin = layout.position()
            box = QRectF(left, line.y(), right - left, line.height()).normalized()
            box.translate(origin)
            if fill is not None:
                painter.fillRect(box, fill)
            painter.setPen(pen)
            painter.drawLine(box.bottomLeft(), box.bottomRight())


def _block_format(kind: BlockKind) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setLineHeight(145, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setBottomMargin(14)
    if kind in (BlockKind.HEADLINE, BlockKind.HEADING):
        shape.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(14)
    if kind in (BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.PULL_QUOTE):
        shape.setLeftMargin(28)
    return shape
