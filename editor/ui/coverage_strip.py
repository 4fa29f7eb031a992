"""A strip beside the scroll bar: where in the article something is still unmarked."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from db.kinds import Covered
from editor.i18n import _, label
from editor.ui.coverage_live import LiveCoverage
from editor.ui.paper_view import PaperView
from editor.ui.theme import Theme, current

WIDTH = 11
EXACT = 400
"""Paragraphs up to which heights are those of the layout; a longer text is not laid out for it."""
STRONGEST = (
    Covered.NOT_ARTICLE,
    Covered.NO_FACTS,
    Covered.MARKED,
    Covered.PARTLY_MARKED,
    Covered.UNMARKED,
)
"""Which state a row of pixels shows that several sentences share: the last of these."""
LEVEL = {state: number for number, state in enumerate(STRONGEST, 1)}
TIP = 120
"""Letters of a sentence that a tooltip tells."""


class Look(NamedTuple):
    """How a state is painted: its width tells it as well as its colour."""

    colour: str
    left: int
    width: int


class CoverageStrip(QWidget):
    """Paints a row of pixels for every stretch of the article; a click leads there."""

    sentence_chosen = Signal(int)
    """The number of a sentence."""

    def __init__(self, live: LiveCoverage, view: PaperView) -> None:
        """Show what `live` knows of the text in `view`."""
        super().__init__()
        self.setAccessibleName(_("What is marked"))
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._live, self._view = live, view
        self._rows = bytearray()
        self._tops: list[int] = []
        self._bottoms: list[int] = []
        live.changed.connect(self._on_changed)
        view.laid_out.connect(self._forget)
        view.verticalScrollBar().rangeChanged.connect(self._forget)

    def sizeHint(self) -> QSize:
        """As wide as it is."""
        return QSize(WIDTH, 100)

    def states_at(self, y: int) -> list[int]:
        """Numbers of the sentences that share a row of pixels."""
        self._work_out()
        last = bisect_right(self._tops, y)
        return [n for n in range(max(0, last - 200), last) if self._bottoms[n] > y]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each run of equal rows in one go."""
        self._work_out()
        painter, looks = QPainter(self), looks_of(current())
        rows, start = self._rows, 0
        for y in range(1, len(rows) + 1):
            if y == len(rows) or rows[y] != rows[start]:
                look = looks.get(rows[start])
                if look is not None:
                    painter.fillRect(look.left, start, look.width, y - start, QColor(look.colour))
                start = y
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the sentence there, an unmarked one first."""
        number = self._strongest(round(event.position().y()))
        if number is not None:
            self.sentence_chosen.emit(number)

    def event(self, event: QEvent) -> bool:
        """Tell what stands under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told(event.pos().y()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Heights are others now."""
        self._forget()

    def told(self, y: int) -> str:
        """A tooltip: the counts, then the state and words of what stands at a height."""
        number, coverage = self._strongest(y), self._live.coverage
        if number is None:
            return self._live.counts()
        start, end = coverage.sentences[number]
        words = " ".join(self._view.words(start, end).split())
        words = words if len(words) <= TIP else words[: TIP - 1] + "…"
        return f"{self._live.counts()}\n{label(coverage.states[number]).capitalize()}: {words}"

    def _strongest(self, y: int) -> int | None:
        states = self._live.coverage.states
        numbers = self.states_at(y)
        return max(numbers, key=lambda n: (LEVEL[states[n]], -n)) if numbers else None

    def _on_changed(self, touched: range | None) -> None:
        self.setAccessibleDescription(self._live.counts())
        if touched is None or len(self._tops) != len(self._live.coverage.sentences):
            self._forget()
        elif touched:
            first, last = touched[0], touched[-1]
            top, bottom = self._tops[first], max(self._bottoms[first : last + 1])
            self._fill(top, bottom)
            self.update(0, top, WIDTH, bottom - top)

    def _forget(self) -> None:
        self._tops = []
        self.update()

    def _work_out(self) -> None:
        """The rows of every sentence, unless they are known."""
        sentences = self._live.coverage.sentences
        if len(self._tops) == len(sentences) and len(self._rows) == self.height():
            return
        places = self._heights() if self._live.ready else []
        self._tops, self._bottoms = [], []
        self._rows = bytearray(self.height())
        if not places:
            return
        starts = [start for start, _end, _top, _bottom in places]
        for start, end in sentences:
            first, last, top, bottom = places[max(bisect_right(starts, start) - 1, 0)]
            share = (bottom - top) / max(last - first, 1)
            self._tops.append(int(top + (start - first) * share))
            self._bottoms.append(max(int(top + (end - first) * share), self._tops[-1] + 1))
        self._fill(0, self.height())

    def _heights(self) -> list[tuple[int, int, float, float]]:
        """Start, end, top and bottom of each paragraph, in code points and pixels of the strip."""
        pieces = self._view.heights(EXACT)
        whole = max((bottom for *_rest, bottom in pieces), default=0.0)
        scale = self.height() / whole if whole else 0.0
        return [(start, end, top * scale, bottom * scale) for start, end, top, bottom in pieces]

    def _fill(self, top: int, bottom: int) -> None:
        """Work out the rows from `top` to `bottom` from the sentences that touch them."""
        states, height = self._live.coverage.states, len(self._rows)
        top, bottom = max(top, 0), min(bottom, height)
        self._rows[top:bottom] = bytes(max(bottom - top, 0))
        last = bisect_right(self._tops, bottom)
        number = last - 1
        while number >= 0 and (self._bottoms[number] > top or number > last - 200):
            level = LEVEL[states[number]]
            for y in range(max(self._tops[number], top), min(self._bottoms[number], bottom)):
                if self._rows[y] < level:
                    self._rows[y] = level
            number -= 1


def looks_of(look: Theme) -> dict[int, Look]:
    """How each level is painted; what is not article is not."""
    ink = look.states["needs_second_source"].ink
    done, line = look.states["confirmed"].ink, look.roles["line"]
    return {
        LEVEL[Covered.UNMARKED]: Look(ink, 1, WIDTH - 3),
        LEVEL[Covered.PARTLY_MARKED]: Look(ink, 1, (WIDTH - 3) // 2),
        LEVEL[Covered.MARKED]: Look(done, 1, 2),
        LEVEL[Covered.NO_FACTS]: Look(line, 1, 2),
    }
