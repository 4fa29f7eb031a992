"""The checks that rest on one source, each with its state and its place in the source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, QSignalBlocker, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from db.kinds import SETTLED, Risk
from db.records import Check
from editor.commands.bulk import Chosen
from editor.i18n import _, label, term
from editor.ui.fonts import sans
from editor.ui.pills import paint_state, pill_size
from editor.ui.row_list import RowList, paint_line
from editor.ui.sources_reading import Resting, SourceView
from editor.ui.theme import LETTER

EDGE = 12
"""Pixels beside a row's words."""

NOTHING = (
    "Nothing rests on this source yet. Shift+V pins it; V then puts it under a mark,"
    " or under the selected rows of the queue."
)

SELECT = QItemSelectionModel.SelectionFlag.Select


class FactsList(RowList):
    """Work by source: pill, article and place in the source; below them the statement.

    The program's keys act on the selected rows, as in the queue.
    """

    TALL = 64

    fact_chosen = Signal(object)
    """A Resting somebody wants to see in the text."""
    selection_settled = Signal()
    """Which rows are selected, or which is current, has changed."""

    def __init__(self) -> None:
        """Nothing rests on anything."""
        super().__init__(_("Facts that rest on this source"))
        self.resting: tuple[Resting, ...] = ()
        self._source = ""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.itemDoubleClicked.connect(lambda _item: self.fact_chosen.emit(self.current()))
        self.itemSelectionChanged.connect(self.selection_settled)
        self.currentRowChanged.connect(lambda _row: self.selection_settled.emit())

    def show_view(self, view: SourceView | None) -> None:
        """Show what rests on a source; the current row and what is selected stay."""
        source = view.source.id if view else ""
        row, before = (self.currentRow() if source == self._source else 0), self.current()
        chosen = {one.evidence.id for one in self.selected()}
        with QSignalBlocker(self):
            self.clear()
            self._source, self.resting = source, view.resting if view else ()
            self.addItems([spoken(one) for one in self.resting])
            ids = [one.evidence.id for one in self.resting]
            if ids:
                stays = before.evidence.id if before else ""
                self.go_to(ids.index(stays) if stays in ids else min(row, len(ids) - 1))
            for number in [n for n, id_ in enumerate(ids) if id_ in chosen]:
                self.selectionModel().select(self.model().index(number, 0), SELECT)
        self.nothing.say(_(NOTHING) if view else "")
        self.selection_settled.emit()

    def paint_row(self, painter: QPainter, rect: QRect, row: int) -> None:
        """One fact."""
        one, font, half = self.resting[row], sans(LETTER), self.TALL // 2
        check = one.row.check
        top = rect.adjusted(EDGE, 8, -EDGE, -half)
        paint_state(painter, QRectF(top), check.state, font)
        beside = top.adjusted(pill_size(label(check.state), font).width() + 8, 0, 0, 0)
        paint_line(painter, beside, facts_of(one), "danger" if check.thin else "muted")
        words = rect.adjusted(EDGE, half + 2, -EDGE, -4)
        paint_line(painter, words, check.statement, "text")

    def current(self) -> Resting | None:
        """The current fact."""
        row = self.currentRow()
        return self.resting[row] if 0 <= row < len(self.resting) else None

    def selected(self) -> list[Resting]:
        """The selected facts, from top to bottom."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.resting[row] for row in rows if row < len(self.resting)]

    def step_open(self, by: int, again: bool = False) -> None:
        """Go to the next or previous fact that still needs somebody; `again` from the first."""
        row = self.currentRow() + by
        if again:
            row = 0 if by > 0 else self.count() - 1
        while 0 <= row < len(self.resting):
            if self.resting[row].row.check.state not in SETTLED:
                self.go_to(row)
                return
            row += by

    # -- what keys act on

    def current_check(self) -> Check | None:
        """The check of the current row."""
        one = self.current()
        return one.row.check if one else None

    def selected_count(self) -> int:
        """How many rows are selected."""
        return len(self.selected())

    def when_chosen(self, then: Callable[[Chosen], None]) -> None:
        """Hand the ids of the selected checks to `then`; one that rests here twice, once."""
        then(list(dict.fromkeys(one.row.check.id for one in self.selected())))

    def passages(self, article_id: str) -> list[str]:
        """The marks of the selected checks of an article."""
        rows = [one.row for one in self.selected() if one.row.check.article == article_id]
        return list(dict.fromkeys(row.annotation for row in rows if row.annotation))


def facts_of(one: Resting) -> str:
    """Article, place in the source, how it bears on the fact, and what is wrong with it."""
    piece, check = one.evidence, one.row.check
    parts = [one.row.slug, piece.locator]
    parts += ["" if piece.stance == "supports" else term(piece.stance)]
    parts += ["" if piece.seen_at else _("not seen yet")]
    parts += ["" if check.risk is Risk.NORMAL else label(check.risk)]
    parts += [_("thin") if check.thin else ""]
    return " · ".join(part for part in parts if part)


def spoken(one: Resting) -> str:
    """A row as assistive technology reads it."""
    return f"{label(one.row.check.state)}: {one.row.check.statement}. {facts_of(one)}"
