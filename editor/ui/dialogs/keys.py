"""The sheet of keys: what each does, by menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.i18n import _
from editor.ui.actions import GROUPS, Action
from editor.ui.dialogs.fit import fit
from editor.ui.fonts import sans

COLUMNS: tuple[tuple[str, ...], ...] = (GROUPS[:3], GROUPS[3:4], GROUPS[4:])
"""Which menus stand in each column."""


class KeySheet(QDialog):
    """Shows every key of the table; Esc closes it."""

    def __init__(self, table: Sequence[Action], parent: QWidget) -> None:
        """A sheet over `parent`."""
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setSpacing(26)
        for groups in COLUMNS:
            column = QVBoxLayout()
            for group in groups:
                column.addWidget(_heading(_(group)))
                column.addLayout(_keys([a for a in table if a.group == group and a.keys]))
                column.addSpacing(12)
            column.addStretch(1)
            row.addLayout(column)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(_("Keys"))
        note = QLabel(
            _("One meaning everywhere. While you type, letters are text; Esc leaves the field.")
        )
        note.setProperty("quiet", "true")
        outer = QVBoxLayout(self)
        outer.addWidget(scroll)
        outer.addWidget(note)
        fit(self, 1120, 780)


def _heading(words: str) -> QLabel:
    made = QLabel(words)
    made.setFont(sans(14, QFont.Weight.DemiBold))
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def _keys(rows: Sequence[Action]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for number, row in enumerate(rows):
        names = [
            QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            for key in row.keys.split()
        ]
        key = QLabel(_(" or ").join(names))
        key.setProperty("cap", "true")
        grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel(_(row.text).rstrip("…")), number, 1)
    return grid
