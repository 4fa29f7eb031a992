"""One draft beside another: the words that differ are painted under the text, with the marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QLineF, Signal
from PySide6.QtGui import QPainter, QTextBlock

from editor.ui import marking
from editor.ui.article_view import ArticleView
from editor.ui.drafts_looks import difference_style
from editor.ui.highlights import Run, SpanIndex
from editor.ui.theme import current

Stretch = tuple[int, int, str]
"""Start and end in code points, and the kind of difference."""

ZOOM = 0.86


class DraftView(ArticleView):
    """An article view that also paints differences, and tells the user scrolled it."""

    scrolled = Signal(int)
    """The bar's new value."""

    def __init__(self, name: str) -> None:
        """An empty page called `name` for assistive technology."""
        self._stretches: list[Stretch] = []
        self._chosen: Stretch | None = None
        self._differing = SpanIndex()
        super().__init__()
        self.setAccessibleName(name)
        self.zoom(ZOOM)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    def set_differences(self, stretches: Sequence[Stretch]) -> None:
        """Paint these stretches."""
        if self._stretches != stretches:
            self._stretches = list(stretches)
            self._list_differences()
            self.viewport().update()

    def choose(self, stretch: Stretch | None) -> None:
        """Line the stretch a person stands on, or none."""
        self._chosen = stretch
        self.viewport().update()

    def paint_under(self, painter: QPainter, shown: Sequence[QTextBlock]) -> None:
        """Paint what differs in the blocks that show, then the marks."""
        for block in shown:
            first = block.position()
            for run in self._differing.overlapping(first, first + block.length()):
                self._paint_difference(painter, block, run)
            if self._chosen is not None:
                self._paint_difference(painter, block, self._run_over(self._chosen, True))
        super().paint_under(painter, shown)

    def _paint_difference(self, painter: QPainter, block: QTextBlock, run: Run) -> None:
        shapes = self._boxes(block, run)
        marking.paint_over(painter, shapes, run.style)
        if run.style.struck:
            painter.setPen(marking.pen_of(run.style, solid=True))
            middles = [(box.left(), box.right(), box.center().y() + 1) for box in shapes]
            painter.drawLines([QLineF(left, y, right, y) for left, right, y in middles])

    def _list_differences(self) -> None:
        self._differing = SpanIndex(self._run_over(stretch) for stretch in self._stretches)

    def _run_over(self, stretch: Stretch, chosen: bool = False) -> Run:
        start, end, kind = stretch
        to_qt = self._positions.to_qt
        return Run(to_qt(start), to_qt(end), "", difference_style(current(), kind, chosen))

    def _fill(self) -> None:
        super()._fill()
        self._list_differences()


class Abreast:
    """Keeps two views at the same passage while one of them is scrolled."""

    def __init__(self, old: DraftView, new: DraftView) -> None:
        """Nothing is aligned before `align`."""
        self._views = old, new
        self._anchors: list[tuple[int, int]] = []
        self._busy = False
        old.scrolled.connect(lambda: self._follow(0))
        new.scrolled.connect(lambda: self._follow(1))

    def align(self, anchors: Sequence[tuple[int, int]]) -> None:
        """Passages that stand in both drafts, as code points, in text order."""
        self._anchors = list(anchors)

    def still(self) -> Still:
        """While it lasts, scrolling one does not move the other."""
        return Still(self)

    def _follow(self, moved: int) -> None:
        if self._busy or not self._anchors:
            return
        leader, other = self._views[moved], self._views[1 - moved]
        at = leader.verticalScrollBar().value() + leader.viewport().height() / 3
        pairs = self._anchors
        number = bisect_right(pairs, at, key=lambda pair: leader.anchor_of(pair[moved]))
        number = max(number - 1, 0)
        mine, theirs = pairs[number][moved], pairs[number][1 - moved]
        self._busy = True
        there = other.anchor_of(theirs) + at - leader.anchor_of(mine)
        other.verticalScrollBar().setValue(round(there - other.viewport().height() / 3))
        self._busy = False


class Still:
    """A stretch of code in which two views are scrolled apart."""

    def __init__(self, abreast: Abreast) -> None:
        """Made by `Abreast.still`."""
        self._abreast = abreast

    def __enter__(self) -> None:
        self._abreast._busy = True

    def __exit__(self, *_exc: object) -> None:
        self._abreast._busy = False
