"""Keeps what is selected in the queue selected while its rows are numbered again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from editor.ui.queue_model import QueueModel
from editor.ui.queue_table import QueueTable, ids_of

SCATTERED = 5_000
"""Runs of rows up to which a selection is made again; Qt takes long over more."""

Runs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was selected before the rows were numbered again, and where the current one stood.

    `ids` are of few rows that are all read; `runs` are of the numbering before.
    """

    everything: bool = False
    ids: frozenset[str] = frozenset()
    runs: tuple[tuple[int, int], ...] = ()
    offset: int = 0


class QueueSelection(QObject):
    """Follows a model's resets. While a large selection is looked for, no row is selected."""

    settled = Signal()
    """What is selected can be told."""
    scattered = Signal()
    """So many rows apart from one another were selected that they are not any more."""
    failed = Signal(object)

    def __init__(self, model: QueueModel, table: QueueTable) -> None:
        """Keep the selection of `table`, which shows `model`."""
        super().__init__(table)
        self._model, self._table = model, table
        self._kept = Kept()
        self._asked = 0
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.placed.connect(self._on_placed)
        model.rowsAboutToBeInserted.connect(self._on_about_to_reset)
        model.grown.connect(self._on_grown)

    def _on_about_to_reset(self) -> None:
        table, count = self._table, self._table.selected_count()
        if self._asked and self._kept.runs:
            return  # still looked for: what was kept before stays what is wanted
        everything = count > 1 and count == self._model.rowCount()
        ids = table.selected_ids() if count > 1 and not everything else []
        runs = table.selected_ranges() if count > 1 and not everything and not ids else []
        self._kept = Kept(everything, frozenset(ids), tuple(runs), table.offset())

    def _on_placed(self, number: int, same_order: bool) -> None:
        """Select what was selected and keep the current row where it stood on the screen."""
        table, kept = self._table, self._kept
        if number >= 0 and not same_order:
            self._asked = 0
            table.select_rows([number], number)
        elif number >= 0:
            if kept.everything:
                table.select_rows([number], number)
                table.selectAll()
            elif kept.runs:
                table.select_rows([], number)
                self._look_for(list(kept.runs), number)
            else:
                table.select_rows(self._model.rows_of(kept.ids) or [number], number)
            table.scroll_back(kept.offset)
        self.settled.emit()

    def _look_for(self, runs: Runs, current: int) -> None:
        """Ask the numbering before which checks these were, and the one now where they stand."""
        self._asked += 1
        asked, model = self._asked, self._model
        deliver = model.then

        def found(rows: Runs) -> None:
            if asked == self._asked and not self._table.selected_count():
                self._select(rows, current)

        def known(ids: list[str]) -> None:
            deliver(model.ask(lambda store: store.rank_rows(ids)), found, self.failed.emit)

        deliver(model.ask_before(lambda store: ids_of(store, runs)), known, self.failed.emit)

    def _select(self, rows: Runs, current: int) -> None:
        self._asked = 0
        if len(rows) > SCATTERED:
            rows = []
            self.scattered.emit()
        self._table.select_runs(rows or [(current, current)], current)
        self.settled.emit()

    def _on_grown(self) -> None:
        """Whoever selected everything while only its first rows were there has all of it."""
        if self._kept.everything:
            self._table.selectAll()
        self.settled.emit()
