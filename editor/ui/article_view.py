"""The article as a reader sees it; marks are painted under the text, never put into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from db.kinds import BlockKind, SpanKind
from db.records import Block, Overlay, Revision, Span, Suggestion
from editor.i18n import _
from editor.ui.highlights import (
    Mark,
    Run,
    SpanIndex,
    blocks_between,
    boxes,
    mark_style,
    paint,
    suggestion_style,
)
from editor.ui.positions import Positions
from editor.ui.theme import MUTED, SPANS, block_letters, block_shape, current

MEASURE, MARGIN = 640, 28
"""Pixels at zoom 1: the column of text, the paper around it."""

UNSHOWABLE = str.maketrans(
    {"\n": "\u2028", "\u2029": "\ufffd", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"}
)
"""Letters Qt would end a block at, each for one of the same length."""


class ArticleView(QTextEdit):
    """Shows one draft; offsets in and out are code points of its canonical text."""

    selection_changed = Signal(int, int)
    """Start and end of the selection; both the caret's place when nothing is selected."""
    mark_clicked = Signal(str)
    laid_out = Signal()
    """Passages may stand at other heights than before."""

    _revision: Revision | None = None

    def __init__(self) -> None:
        """An empty page."""
        super().__init__()
        self.setAccessibleName(_("Article text"))
        self.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._overlays: tuple[Overlay, ...] = ()
        self._positions = Positions("", ())
        self._marks: list[Mark] = []
        self._suggestions: list[Suggestion] = []
        self._focus, self._zoom = "", 1.0
        self._index: SpanIndex | None = None
        self._painted: dict[int, list[tuple[Run, list[QRectF]]]] = {}
        self.selectionChanged.connect(self._on_selection_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_laid_out)

    def show_revision(self, revision: Revision, overlays: Sequence[Overlay] = ()) -> None:
        """Show a draft from its top, with the block kinds persons changed and no marks yet."""
        self._revision, self._overlays = revision, tuple(overlays)
        self._positions = Positions(revision.text, revision.blocks)
        self._marks, self._suggestions = [], []
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these marks from now on."""
        self._marks = list(marks)
        self._repaint()

    def set_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Paint these offers, dotted and without a fill."""
        self._suggestions = list(suggestions)
        self._repaint()

    def set_focus_mark(self, annotation_id: str) -> None:
        """Frame this mark and fill it stronger; "" frames none."""
        self._focus = annotation_id
        self.viewport().update()

    def selected_range(self) -> tuple[int, int] | None:
        """The selected passage, or None."""
        cursor = self.textCursor()
        to_text = self._positions.to_text
        found = to_text(cursor.selectionStart()), to_text(cursor.selectionEnd())
        return found if found[0] < found[1] else None

    def caret(self) -> int:
        """Where the caret is."""
        return self._positions.to_text(self.textCursor().position())

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def scroll_to(self, start: int) -> None:
        """Bring the passage at `start` into view, a third from the top when it was outside."""
        top = self.top_of(start)
        if not 0 <= top <= self.viewport().height() - 60:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - self.viewport().height() // 3)

    def anchor_of(self, start: int) -> float:
        """The top of the line of `start`, in pixels from the top of the document."""
        position = self._positions.to_qt(start)
        block = self.document().findBlock(position)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(position - block.position())
        return block.layout().position().y() + line.y() if line.isValid() else top

    def top_of(self, start: int) -> int:
        """How far below the viewport's top the line of `start` is, in pixels."""
        return round(self.anchor_of(start)) - self.verticalScrollBar().value()

    def zoom(self, factor: float) -> None:
        """Set the size of everything on the page, 1 being usual, within 0.5 and 3.

        The line at the top stays there and what is selected stays selected.
        """
        factor = min(max(factor, 0.5), 3.0)
        if factor != self._zoom:
            self._zoom = factor
            self._fill_again()

    def zoom_factor(self) -> float:
        """The size of the page, 1 being usual."""
        return self._zoom

    def mark_at(self, x: float, y: float) -> str:
        """Id of the shortest mark painted at a point of the viewport, or ""."""
        point = QPointF(x, y) + self._scrolled()
        found = ""
        for block in blocks_between(self.document(), point.y(), point.y()):
            for run, shapes in self._runs(block):
                if run.id and any(box.adjusted(-2, -2, 2, 4).contains(point) for box in shapes):
                    found = run.id
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks of the exposed lines, then the text above them."""
        painter = QPainter(self.viewport())
        away = self._scrolled()
        painter.translate(-away)
        top, bottom = event.rect().top() + away.y(), event.rect().bottom() + away.y()
        for block in blocks_between(self.document(), top, bottom):
            for run, shapes in self._runs(block):
                focused = run.id and run.id == self._focus
                paint(painter, shapes, run.focused if focused else run.style)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at its measure, in the middle."""
        self._keep_measure()
        super().resizeEvent(event)
        self._on_laid_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(self._zoom * 1.1 ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A left click on a mark, without a selection, names it."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            hit = self.mark_at(event.position().x(), event.position().y())
            if hit:
                self.mark_clicked.emit(hit)

    def changeEvent(self, event: QEvent) -> None:
        """Wear the new colours when the theme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._revision:
            self._fill_again()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What copying gives: the words exactly as they stand in the draft."""
        data, selected = QMimeData(), self.selected_range()
        if selected and self._revision is not None:
            data.setText(self._revision.text[slice(*selected)])
        return data

    def _fill(self) -> None:
        self.clear()
        self.document().setDocumentMargin(MARGIN * self._zoom)
        self._keep_measure()
        if self._revision is not None:
            kinds = {overlay.start: overlay.kind for overlay in self._overlays}
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()
            for number, block in enumerate(self._revision.blocks):
                if number:
                    cursor.insertBlock()
                kind = kinds.get(block.start, block.kind)
                cursor.setBlockFormat(block_shape(kind, self._zoom))
                self._insert(cursor, self._revision.text, block, kind)
            for span in self._revision.spans:
                self._dress(cursor, span)
            cursor.endEditBlock()
        self._repaint()

    def _fill_again(self) -> None:
        bar, chosen = self.verticalScrollBar(), self.textCursor()
        anchor, place = chosen.anchor(), chosen.position()
        top = self._positions.to_text(self.cursorForPosition(self.rect().topLeft()).position())
        below = self.top_of(top) / self._zoom if self._revision else 0.0
        at_top = bar.value() == 0
        self._fill()
        chosen = QTextCursor(self.document())
        chosen.setPosition(anchor)
        chosen.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(chosen)
        self.document().documentLayout().documentSize()
        bar.setValue(0 if at_top else round(self.anchor_of(top) - below))
        self._on_laid_out()

    def _insert(self, cursor: QTextCursor, text: str, block: Block, kind: BlockKind) -> None:
        letters = block_letters(kind, self._zoom)
        if kind in MUTED:
            letters.setForeground(self.palette().placeholderText())
        cursor.insertText(text[block.start : block.end].translate(UNSHOWABLE), letters)

    def _dress(self, cursor: QTextCursor, span: Span) -> None:
        letters = QTextCharFormat()
        if span.kind in SPANS:
            SPANS[span.kind](letters)
        elif span.kind is SpanKind.LINK:
            letters.setForeground(self.palette().link())
        cursor.setPosition(self._positions.to_qt(span.start))
        cursor.setPosition(self._positions.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _keep_measure(self) -> None:
        paper = round((MEASURE + 2 * MARGIN) * self._zoom)
        side = max(0, (self.width() - paper) // 2)
        self.setViewportMargins(side, 0, side, 0)

    def _runs(self, block: QTextBlock) -> list[tuple[Run, list[QRectF]]]:
        """What is painted in a block, kept until marks, colours or heights change."""
        number, first = block.blockNumber(), block.position()
        if number not in self._painted:
            index = self._index = self._index or SpanIndex(self._all_runs())
            self._painted[number] = [
                (run, boxes(block, run.start, run.end))
                for run in index.overlapping(first, first + block.length())
            ]
        return self._painted[number]

    def _all_runs(self) -> list[Run]:
        to_qt, worn = self._positions.to_qt, current()
        offer = suggestion_style(worn)
        runs = [Run(to_qt(o.start), to_qt(o.end), "", offer, offer) for o in self._suggestions]
        for id_, start, end, kind, state in self._marks:
            plain, focused = (mark_style(worn, kind, state, on) for on in (False, True))
            runs.append(Run(to_qt(start), to_qt(end), id_, plain, focused))
        return runs

    def _repaint(self) -> None:
        self._index = None
        self._painted.clear()
        self.viewport().update()

    def _on_laid_out(self) -> None:
        self._painted.clear()
        self.laid_out.emit()

    def _on_selection_changed(self) -> None:
        at = self.caret()
        self.selection_changed.emit(*(self.selected_range() or (at, at)))
