"""The article as a reader sees it: one draft on a sheet of paper, zoomed, never changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from shiboken6 import isValid

from db.records import Overlay, Revision
from editor.i18n import _
from editor.ui import paper
from editor.ui.highlights import blocks_between
from editor.ui.measure import divide
from editor.ui.paper import EDGE, Piece
from editor.ui.positions import Positions
from editor.ui.theme import current


class PaperView(QTextEdit):
    """Shows one draft; offsets in and out are code points of its canonical text."""

    selection_changed = Signal(int, int)
    """Start and end of the selection; both the caret's place when nothing is selected."""
    laid_out = Signal()
    """Passages may stand at other heights than before."""
    zoomed = Signal(float)

    _revision: Revision | None = None
    """Set on the class because Qt sends events while the object is made."""
    _aside: QWidget | None = None
    _gutter: QWidget | None = None
    _measure, _zoom = 1.0, 1.0

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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._overlays: tuple[Overlay, ...] = ()
        self._page: list[Piece] = []
        self._positions = Positions("", ())
        self.selectionChanged.connect(self._on_selection_changed)

    def show_revision(self, revision: Revision, overlays: Sequence[Overlay] = ()) -> None:
        """Show a draft with the block kinds persons changed; the same draft keeps its place."""
        again = self._revision is not None and revision.id == self._revision.id
        self._revision, self._overlays = revision, tuple(overlays)
        self._page = paper.pieces(revision, overlays)
        self._positions = paper.positions(revision, self._page)
        if again:
            self._fill_again()
        else:
            self._fill()

    def set_aside(self, widget: QWidget | None) -> None:
        """Give a widget the room right of the paper, left of the scroll bar; None gives it back."""
        self._aside = widget
        if widget is not None:
            widget.setParent(self)
            widget.show()
        self._keep_measure()

    def set_gutter(self, widget: QWidget) -> None:
        """Give a narrow widget the room left of the scroll bar, over the whole height."""
        self._gutter = widget
        widget.setParent(self)
        self._keep_measure()

    def words(self, start: int, end: int) -> str:
        """The draft's text between two code points."""
        return self._revision.text[start:end] if self._revision is not None else ""

    def heights(self, exact: int) -> list[tuple[int, int, float, float]]:
        """Start and end of every paragraph of the draft, in code points, with its top and bottom.

        In pixels of the document; with more than `exact` paragraphs, which would all have to be
        laid out, in code points.
        """
        drawn = [(n, piece) for n, piece in enumerate(self._page) if not piece.added]
        if len(drawn) > exact:
            return [(p.start, p.end, float(p.start), float(p.end)) for _n, p in drawn]
        document = self.document()
        box_of = document.documentLayout().blockBoundingRect
        boxes = [(p, box_of(document.findBlockByNumber(n))) for n, p in drawn]
        return [(p.start, p.end, box.top(), box.bottom()) for p, box in boxes]

    def selected_range(self) -> tuple[int, int] | None:
        """The selected passage, or None."""
        cursor = self.textCursor()
        to_text = self._positions.to_text
        found = to_text(cursor.selectionStart()), to_text(cursor.selectionEnd())
        return found if found[0] < found[1] else None

    def caret(self) -> int:
        """Where the caret is."""
        return self._positions.to_text(self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select a passage; an empty one puts the caret at `start`."""
        cursor = self.textCursor()
        cursor.setPosition(self._positions.to_qt(start))
        cursor.setPosition(self._positions.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
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

    def place_at(self, point: QPoint) -> int:
        """The code point nearest to a point of the viewport."""
        return self._positions.to_text(self.cursorForPosition(point).position())

    def seen(self) -> tuple[int, int]:
        """The first and the last code point on the screen."""
        return self.place_at(QPoint(0, 0)), self.place_at(self.viewport().rect().bottomRight())

    def box_of(self, piece: Piece) -> QRectF:
        """Where a paragraph of the page stands, in pixels of the viewport."""
        block = self.document().findBlockByNumber(self._page.index(piece))
        box = self.document().documentLayout().blockBoundingRect(block)
        return box.translated(-self._scrolled())

    def added(self, overlay_id: str) -> Piece | None:
        """The display type that an overlay added."""
        return next((p for p in self._page if p.added and p.overlay == overlay_id), None)

    def piece_at_caret(self) -> Piece | None:
        """The paragraph the caret stands in."""
        number = self.textCursor().blockNumber()
        return self._page[number] if number < len(self._page) else None

    def set_measure(self, share: float) -> None:
        """Set the length of a line, 1 being usual, within 0.4 and 2."""
        share = min(max(share, 0.4), 2.0)
        if share != self._measure:
            self._measure = share
            self._keep_measure()

    def zoom(self, factor: float) -> None:
        """Set the size of everything on the page, 1 being usual, within 0.5 and 3.

        The line at the top stays there and what is selected stays selected.
        """
        factor = min(max(round(factor, 2), 0.5), 3.0)
        if factor != self._zoom:
            self._zoom = factor
            self._fill_again()
            self.zoomed.emit(factor)

    def zoom_factor(self) -> float:
        """The size of the page, 1 being usual."""
        return self._zoom

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, what stands under the words, then the words."""
        painter = QPainter(self.viewport())
        away = self._scrolled()
        painter.translate(-away)
        exposed = QRectF(event.rect()).translated(away)
        look = current()
        paper.paint_paper(painter, exposed, self._paper(), look)
        shown = blocks_between(self.document(), exposed.top(), exposed.bottom())
        for block in shown:
            if block.blockNumber() < len(self._page):
                piece = self._page[block.blockNumber()]
                paper.paint_block(painter, block, piece, self._zoom, look)
        self.paint_under(painter, shown)
        painter.end()
        super().paintEvent(event)

    def paint_under(self, painter: QPainter, shown: Sequence[QTextBlock]) -> None:
        """Paint below the words of the blocks that show; for views with more to tell."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at its measure, and what stands beside it in its place."""
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
        """Lay the page into a document of its own, so that the caret is never carried to its end
        and back, for which Qt would lay out all of it.
        """
        before, document, look = self.document(), QTextDocument(self), current()
        document.setUndoRedoEnabled(False)
        if self._revision is not None:
            paper.fill(document, self._page, self._zoom, look)
            paper.dress(document, self._revision.spans, self._positions, look)
        self.setDocument(document)
        document.documentLayout().documentSizeChanged.connect(self._on_laid_out)
        if isValid(before):
            before.deleteLater()
        self._keep_measure()
        self._on_laid_out()

    def _fill_again(self) -> None:
        bar, chosen = self.verticalScrollBar(), self.selected_range()
        caret = self.caret()
        top = self.place_at(QPoint(self.viewport().width() // 2, 0))
        below = self.top_of(top) / self._zoom if self._revision else 0.0
        at_top = bar.value() == 0
        self._fill()
        self.select(*(chosen or (caret, caret)))
        self.document().documentLayout().documentSize()
        bar.setValue(0 if at_top else round(self.anchor_of(top) - below))
        self._on_laid_out()

    def _paper(self) -> QRectF:
        """The sheet as far as it is laid out; asking for its end would lay out all of it."""
        width, height = float(self.viewport().width()), float(self.viewport().height())
        return QRectF(
            EDGE, EDGE, width - 2 * EDGE, height + self.verticalScrollBar().maximum() - 2 * EDGE
        )

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _keep_measure(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        if self._gutter is not None and not self._gutter.isHidden():
            wide = self._gutter.width()
            self._gutter.setGeometry(self.width() - bar - wide, 0, wide, self.height())
            bar += wide
        room = self.width() - bar
        parts = divide(room, self._measure, self._zoom, self._aside is not None)
        self.setViewportMargins(parts.left, 0, parts.right, 0)
        if self._aside is not None:
            self._aside.setGeometry(room - parts.right, 0, parts.aside, self.height())

    def _on_laid_out(self) -> None:
        self.laid_out.emit()

    def _on_selection_changed(self) -> None:
        at = self.caret()
        self.selection_changed.emit(*(self.selected_range() or (at, at)))
