"""Which column of a fact sheet says what, with the passages its rows are about beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.records import Revision
from editor.commands.fact_sheet import Fact, facts_of
from editor.i18n import _, label
from editor.reading.sheet import FIELDS, guessed
from editor.ui.dialogs.fit import fit

NAMES = {
    "passage": "Words in the article",
    "statement": "Statement",
    "state": "State",
    "source": "Source",
    "note": "Note",
    "checker": "Checked by",
    "risk": "Risk",
    "speaker": "Speaker",
}
COLUMNS = ("Row", "Statement", "State", "Source", "Passage")
SHOWN = 200
"""Rows shown before they are made."""


class FactSheetDialog(QDialog):
    """A column for each field, and the rows as they will be made; `chosen` carries the facts."""

    chosen = Signal(list)
    """list[Fact]."""

    def __init__(
        self, rows: Sequence[Sequence[str]], revision: Revision, parent: QWidget | None = None
    ) -> None:
        """Map `rows`, the first of which is the heading, to checks of `revision`."""
        super().__init__(parent)
        self._rows, self._revision = rows, revision
        self.facts: list[Fact] = []
        self.setWindowTitle(_("Fact sheet"))
        fit(self, 900, 620)
        self.boxes: dict[str, QComboBox] = {}
        self.table = QTableWidget(0, len(COLUMNS))
        self.summary = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = self.buttons.addButton(
            _("Make the checks"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._lay_out()
        self._show()

    def mapping(self) -> dict[str, int]:
        """The column (from 0) chosen for each field that has one."""
        return {f: box.currentData() for f, box in self.boxes.items() if box.currentData() >= 0}

    def _lay_out(self) -> None:
        form = QFormLayout()
        known = guessed(list(self._rows[0]))
        for field in FIELDS:
            box = QComboBox()
            box.addItem(_("(none)"), -1)
            for at, heading in enumerate(self._rows[0]):
                box.addItem(heading or _("column {number}").format(number=at + 1), at)
            box.setCurrentIndex(known.get(field, -1) + 1)
            box.currentIndexChanged.connect(self._show)
            form.addRow(_(NAMES[field]), box)
            self.boxes[field] = box
        self.table.setHorizontalHeaderLabels([_(name) for name in COLUMNS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate((50, 300, 110, 160)):
            self.table.setColumnWidth(column, width)
        column_ = QVBoxLayout(self)
        column_.addLayout(form)
        for widget in (self.table, self.summary, self.buttons):
            column_.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.facts))

    def _show(self) -> None:
        """Place every row anew and show what it will make."""
        mapping = self.mapping()
        named = bool({"statement", "passage"} & set(mapping))
        revision = self._revision
        self.facts = (
            facts_of(revision.text, revision.blocks, self._rows[1:], mapping) if named else []
        )
        self.table.setRowCount(min(len(self.facts), SHOWN))
        for row, fact in enumerate(self.facts[:SHOWN]):
            passage = _("(no place found)")
            if fact.start is not None and fact.end is not None:
                passage = revision.text[fact.start : fact.end]
            words = (str(fact.number), fact.statement, label(fact.state), fact.source, passage)
            for column, told in enumerate(words):
                item = QTableWidgetItem(told)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
        lost = sum(fact.start is None for fact in self.facts)
        self.summary.setText(
            _(
                "{checks} checks; {lost} rows have no place in the text and get checks without one."
            ).format(checks=len(self.facts), lost=lost)
            if named
            else _("Choose the column that holds the statement or the words in the article.")
        )
        self.make.setEnabled(bool(self.facts))
