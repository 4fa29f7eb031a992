"""A list of what is still unmarked: sentences, numbers, dates, names and other facts."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from db.kinds import Covered
from editor.i18n import _, term
from editor.text.coverage import DATES, NAMES, NUMBERS
from editor.ui.chip import Chip
from editor.ui.coverage_live import LiveCoverage
from editor.ui.icons import icon

WIDE = 280
PAUSE = 120
"""Milliseconds after a change until the list is read again."""
LONGEST = 160
"""Letters of a sentence in the list."""
Index = QModelIndex | QPersistentModelIndex


class Sort(StrEnum):
    """What the list shows."""

    SENTENCES = "sentences"
    NUMBERS = "numbers"
    DATES = "dates"
    NAMES = "names"
    OTHERS = "others"


TITLES = {
    Sort.SENTENCES: "Sentences",
    Sort.NUMBERS: "Numbers",
    Sort.DATES: "Dates",
    Sort.NAMES: "Names",
    Sort.OTHERS: "Other",
}


SORTS = {
    kind: sort
    for sort, kinds in ((Sort.NUMBERS, NUMBERS), (Sort.DATES, DATES), (Sort.NAMES, NAMES))
    for kind in kinds
}
"""Where a fact of each type is listed; the others under Other."""


class Row(NamedTuple):
    """An unmarked passage; `number` is that of its sentence, `kind` what it is about."""

    start: int
    end: int
    number: int
    kind: str


class UnmarkedModel(QAbstractListModel):
    """The rows of one sort; `words` gives the text between two code points.

    `reasons` says why a sentence is worth checking.
    """

    def __init__(
        self, words: Callable[[int, int], str], reasons: Callable[[str], str] = lambda _words: ""
    ) -> None:
        """No rows."""
        super().__init__()
        self.rows: list[Row] = []
        self._words, self._reasons = words, reasons

    def show(self, rows: list[Row]) -> None:
        """Show these; what did not change stays where it is."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many are left."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, and why its sentence is worth checking."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        words = " ".join(self._words(row.start, row.end).split())
        if role == Qt.ItemDataRole.DisplayRole:
            short = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
            return f"{short} · {term(row.kind)}" if row.kind else short
        if role == Qt.ItemDataRole.ToolTipRole:
            return words if row.kind else f"{words}\n\n{self._reasons(words)}"
        return None


class UnmarkedList(QFrame):
    """Chips with counts above the list; a row chosen leads to its passage."""

    passage_chosen = Signal(int, int)
    closed = Signal()

    def __init__(self, live: LiveCoverage, words: Callable[[int, int], str]) -> None:
        """Hidden until it is asked for."""
        super().__init__()
        self.setProperty("ground", "panel")
        self.setAccessibleName(_("What is unmarked"))
        self.setFixedWidth(WIDE)
        self._live = live
        self._sort, self._rows = Sort.SENTENCES, dict[Sort, list[Row]]()
        self.model = UnmarkedModel(words, live.reasons)
        self.list, self.title = QListView(), QLabel()
        self.ranked = QCheckBox(_("Most worth checking first"))
        self.learn, self.forget = QPushButton(_("Learn from our marks")), QPushButton(_("Forget"))
        self.chips = {sort: Chip(_(title), True) for sort, title in TITLES.items()}
        self._close = QToolButton()
        self._lay_out()
        self.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)
        live.changed.connect(lambda _touched: self._pause.start())
        self.ranked.toggled.connect(lambda _on: self.refresh())
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        self._close.clicked.connect(self._on_closed)

    def show_sort(self, sort: Sort) -> None:
        """Show one sort of what is unmarked."""
        self._sort = sort
        self.refresh()

    def refresh(self) -> None:
        """Read what is left; costs nothing while the list is hidden."""
        if not self.isVisible():
            return
        self._rows = self._left()
        self.title.setText(self._live.counts())
        for sort, chip in self.chips.items():
            chip.setText(f"{_(TITLES[sort])} {len(self._rows[sort])}")
            chip.setChecked(sort is self._sort)
        rows = self._rows[self._sort]
        if self.ranked.isChecked():
            value = self._live.coverage.worth
            rows = sorted(rows, key=lambda row: (-value(row.number), row.start))
        self.model.show(rows)

    def showEvent(self, event: object) -> None:
        """Show what is left now."""
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_closed()
        else:
            super().keyPressEvent(event)

    def _learning(self) -> QHBoxLayout:
        """The buttons that fit what is worth checking to the desk, and back."""
        self.learn.setToolTip(_("Weigh what is worth checking by what was marked and refused here"))
        self.forget.setToolTip(_("Weigh it as Galley does again"))
        row = QHBoxLayout()
        for button in (self.learn, self.forget):
            button.setProperty("small", "true")
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _left(self) -> dict[Sort, list[Row]]:
        coverage = self._live.coverage
        found: dict[Sort, list[Row]] = {sort: [] for sort in Sort}
        for number, ((start, end), state) in enumerate(
            zip(coverage.sentences, coverage.states, strict=True)
        ):
            if state is Covered.UNMARKED:
                found[Sort.SENTENCES].append(Row(start, end, number, ""))
            for fact in coverage.open_in(number):
                row = Row(fact.start, fact.end, number, fact.type)
                found[SORTS.get(fact.type, Sort.OTHERS)].append(row)
        return found

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        self.passage_chosen.emit(row.start, row.end)

    def _on_closed(self) -> None:
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Unmarked passages"))
        self.title.setWordWrap(True)
        self.title.setProperty("quiet", "true")
        self._close.setIcon(icon("x"))
        self._close.setAccessibleName(_("Close"))
        self.setFocusProxy(self.list)
        top, chips = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self._close)
        rows = [chips, QHBoxLayout()]
        for number, (sort, chip) in enumerate(self.chips.items()):
            chip.clicked.connect(lambda _on=False, sort=sort: self.show_sort(sort))
            rows[number // 3].addWidget(chip)
        for row in rows:
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.addLayout(top)
        for row in rows:
            column.addLayout(row)
        column.addWidget(self.ranked)
        column.addLayout(self._learning())
        column.addWidget(self.list, 1)
