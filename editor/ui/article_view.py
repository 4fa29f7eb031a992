"""The article with its marks, which are painted under the text and never put into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QTextBlock
from PySide6.QtWidgets import QToolTip

from db.records import Overlay, Revision, Suggestion
from editor.ui import apart, ends, marking
from editor.ui.ends import Drag
from editor.ui.highlights import (
    Mark,
    Run,
    SpanIndex,
    blocks_between,
    boxes,
    focus_style,
    found_style,
    mark_style,
    suggestion_style,
)
from editor.ui.marking import BlockMarks
from editor.ui.paper import Piece
from editor.ui.paper_view import PaperView
from editor.ui.signs import Deletions, Misleading
from editor.ui.theme import current


class ArticleView(PaperView):
    """Paints marks, suggestions and found words, and tells which mark was clicked."""

    mark_clicked = Signal(str)
    ends_moved = Signal(str, int, int)
    """A mark whose handle was dragged, and its passage since then."""
    paragraphs_answered = Signal(str, list)
    """An offer of `apart` that was clicked, and the starts of the paragraphs under it."""
    display_answered = Signal(str, str)
    """An offer beside display type that was clicked, and the id of its overlay."""

    def __init__(self) -> None:
        """An empty page without marks."""
        self._marks: dict[str, Mark] = {}
        self._runs: dict[str, Run] = {}
        self._offers: list[Run] = []
        self._suggestions: tuple[list[Suggestion], int] = ([], -1)
        self._found: list[tuple[int, int]] = []
        self._focus, self._plain = "", False
        self._index = SpanIndex()
        self._painted: dict[int, BlockMarks] = {}
        self._drag: Drag | None = None
        self.misleading, self.deletions = Misleading(), Deletions()
        super().__init__()
        self.viewport().setMouseTracking(True)

    def show_revision(self, revision: Revision, overlays: Sequence[Overlay] = ()) -> None:
        """Show a draft, without the marks of another one."""
        if self._revision is None or self._revision.id != revision.id:
            self._marks, self._suggestions, self._found = {}, ([], -1), []
            self.misleading = Misleading(revision.text)
            self.deletions = Deletions(revision.spans)
            self.setAccessibleDescription(self.misleading.told())
        super().show_revision(revision, overlays)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these marks from now on; only blocks with a mark that changed are worked out."""
        before = self._marks
        pairs = [
            (old, mark)
            for old, mark in zip(before.values(), marks, strict=False)
            if old is not mark and old != mark
        ]
        if len(before) == len(marks) and all(old.id == mark.id for old, mark in pairs):
            self._marks = before | {mark.id: mark for _old, mark in pairs}
            changed, gone = [mark for _old, mark in pairs], set[str]()
        else:
            self._marks = {mark.id: mark for mark in marks}
            changed = [mark for mark in marks if before.get(mark.id) != mark]
            gone = before.keys() - self._marks.keys()
        for id_ in (*gone, *(mark.id for mark in changed)):
            self._drop(self._runs.pop(id_, None))
        for mark in changed:
            self._runs[mark.id] = self._list(self._run_of(mark))
        self.viewport().update()

    def set_suggestions(self, offers: Sequence[Suggestion], focused: int = -1) -> None:
        """Paint these offers, the one at index `focused` filled."""
        for run in self._offers:
            self._drop(run)
        self._suggestions = (list(offers), focused)
        plain, chosen = (suggestion_style(current(), on) for on in (False, True))
        to_qt = self._positions.to_qt
        self._offers = [
            self._list(Run(to_qt(o.start), to_qt(o.end), "", chosen if n == focused else plain))
            for n, o in enumerate(offers)
        ]
        self.viewport().update()

    def set_found(self, found: Sequence[tuple[int, int]]) -> None:
        """Show where the words looked for stand."""
        self._found = list(found)
        self.viewport().update()

    def set_focus_mark(self, annotation_id: str) -> None:
        """Fill this mark; "" fills none."""
        self._focus = annotation_id
        self.viewport().update()

    def set_plain(self, plain: bool) -> None:
        """Paint no marks at all, for a cold read."""
        self._plain = plain
        self.viewport().update()

    def mark_at(self, x: float, y: float) -> str:
        """Id of the shortest mark painted at a point of the viewport, or ""."""
        return next(iter(self.marks_at(x, y)), "")

    def marks_at(self, x: float, y: float) -> list[str]:
        """Ids of the marks painted at a point of the viewport, the shortest first."""
        point = QPointF(x, y) + self._scrolled()
        found: list[str] = []
        for block in blocks_between(self.document(), point.y(), point.y()):
            found += self._block_marks(block).at(point)
        return [] if self._plain else list(dict.fromkeys(found))

    def paint_under(self, painter: QPainter, shown: Sequence[QTextBlock]) -> None:
        """Paint the marks of the blocks that show, the focused one with its handles."""
        for block in shown:
            self.misleading.paint(painter, block, self._positions, current())
            self.deletions.paint(painter, block, self._positions, current())
            if block.blockNumber() < len(self._page):
                piece = self._page[block.blockNumber()]
                apart.paint(painter, block, piece, self._zoom, current())
        if self._plain:
            return
        focused, shapes = self._marks.get(self._focus), list[QRectF]()
        for block in shown:
            self._paint_found(painter, block)
            marks = self._block_marks(block)
            if focused is not None:
                style = focus_style(current(), focused)
                here = self._focus_boxes(block, marks)
                marking.paint_over(painter, here, style)
                shapes += here
            marking.paint(painter, marks)
        if focused is not None and shapes:
            ends.paint(painter, shapes, focus_style(current(), focused).line)

    def viewportEvent(self, event: QEvent) -> bool:
        """Name what a sign under the pointer stands for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = QPointF(event.pos()) + self._scrolled()
            block = self.cursorForPosition(event.pos()).block()
            signs = (self.misleading, self.deletions)
            told = (sign.at(point, block, self._positions) for sign in signs)
            QToolTip.showText(event.globalPos(), next((words for words in told if words), ""))
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle of the focused mark, else begin a selection."""
        end = self._end_at(event.position())
        mark = self._marks.get(self._focus)
        if end and mark is not None and event.button() == Qt.MouseButton.LeftButton:
            ends_ = (mark.end, mark.start) if end == "start" else (mark.start, mark.end)
            self._drag = Drag(mark.id, *ends_)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a handle, or show that one can be taken."""
        if self._drag is not None:
            self._drag.moving = self.place_at(event.position().toPoint())
            self.viewport().update()
            return
        super().mouseMoveEvent(event)
        over = self._end_at(event.position()) if not event.buttons() else ""
        shape = Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.IBeamCursor
        if self._offer_at(event.position())[0]:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A left click on a mark, without a selection, names it; again, the one under it.

        Letting a handle go moves that end.
        """
        if self._drag is not None:
            drag, self._drag = self._drag, None
            self.viewport().update()
            self.ends_moved.emit(drag.id, *drag.passage())
            return
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            hits = self.marks_at(event.position().x(), event.position().y())
            offer, piece = self._offer_at(event.position())
            if piece is not None and piece.added:
                self.display_answered.emit(offer, piece.overlay)
            elif piece is not None:
                self.paragraphs_answered.emit(offer, apart.run_of(self._page, piece.start))
            elif hits:
                after = hits.index(self._focus) + 1 if self._focus in hits else 0
                self.mark_clicked.emit(hits[after % len(hits)])

    def _fill(self) -> None:
        super()._fill()
        self._index, self._painted = SpanIndex(), {}
        self._runs = {id_: self._list(self._run_of(mark)) for id_, mark in self._marks.items()}
        self._offers = []
        self.set_suggestions(*self._suggestions)

    def _paint_found(self, painter: QPainter, block: QTextBlock) -> None:
        if not self._found:
            return
        first, last = block.position(), block.position() + block.length()
        style = found_style(current())
        for start, end in self._found:
            run = Run(self._positions.to_qt(start), self._positions.to_qt(end), "", style)
            if run.start < last and run.end > first:
                marking.paint_over(painter, self._boxes(block, run), style)

    def _boxes(self, block: QTextBlock, run: Run) -> list[QRectF]:
        return boxes(block, run.start, run.end)

    def _focus_boxes(self, block: QTextBlock, marks: BlockMarks) -> list[QRectF]:
        """Where the focused mark stands in a block, or would stand if its handle were let go."""
        if self._drag is None:
            return marks.boxes_of(self._focus)
        start, end = (self._positions.to_qt(at) for at in self._drag.passage())
        return boxes(block, start, end)

    def _end_at(self, place: QPointF) -> str:
        mark = self._marks.get(self._focus)
        if mark is None or self._plain:
            return ""
        first, last = (self._positions.to_qt(at) for at in (mark.start, mark.end))
        shapes, block = list[QRectF](), self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            shapes += self._block_marks(block).boxes_of(mark.id)
            block = block.next()
        return ends.end_at(shapes, place + self._scrolled())

    def _offer_at(self, place: QPointF) -> tuple[str, Piece | None]:
        """The offer beside a label at a point of the viewport, and the paragraph below it."""
        point = place + self._scrolled()
        below = self.cursorForPosition(place.toPoint()).block()
        for block in (below, below.next()):
            if block.isValid() and block.blockNumber() < len(self._page):
                piece = self._page[block.blockNumber()]
                if offer := apart.at(point, block, piece, self._zoom):
                    return offer, piece
        return "", None

    def _run_of(self, mark: Mark) -> Run:
        to_qt = self._positions.to_qt
        return Run(to_qt(mark.start), to_qt(mark.end), mark.id, mark_style(current(), mark))

    def _list(self, run: Run) -> Run:
        self._index.add(run)
        self._forget_blocks(run)
        return run

    def _drop(self, run: Run | None) -> None:
        if run is not None:
            self._index.discard(run)
            self._forget_blocks(run)

    def _forget_blocks(self, run: Run) -> None:
        if self._painted:
            first = self.document().findBlock(run.start).blockNumber()
            last = self.document().findBlock(run.end).blockNumber()
            for number in range(first, last + 1):
                self._painted.pop(number, None)

    def _block_marks(self, block: QTextBlock) -> BlockMarks:
        """What is painted in a block, kept until its marks, colours or heights change."""
        number, first = block.blockNumber(), block.position()
        if number not in self._painted:
            runs = self._index.overlapping(first, first + block.length())
            self._painted[number] = marking.work_out(block, runs)
        return self._painted[number]

    def _on_laid_out(self) -> None:
        self._painted.clear()
        super()._on_laid_out()
