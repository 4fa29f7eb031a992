"""What can be set: a person's own settings, and those of the whole desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from db.house import PRIMARY, SECONDARY
from editor.i18n import _, term
from editor.settings import SETTINGS, PersonSettings, Scope, Setting
from editor.ui.dialogs.fit import fit, scrolling

LABELS: dict[str, str] = {
    "theme": "Theme",
    "text.size": "Size of the article's type, in pixels",
    "text.measure": "Letters to a line",
    "backups": "Keep backups beside the store while it is open",
    PRIMARY: "Primary sources that are enough",
    SECONDARY: "Secondary sources that are enough",
    "passes": "Passes of this house",
    "verdicts": "Verdicts, from true to false",
    "verdicts.ratings": "Verdicts as numbers for ClaimReview, best first",
    "verdicts.shown": "Give verdicts on our own copy too",
    "names.desks": "Names of the desks",
    "reading.seconds": "Seconds that reading a file may take",
    "reading.memory": "Memory that reading may take, in MB",
    "reading.file": "Size of a file, in MB",
    "reading.text": "Letters of text in a file, in thousands",
    "reading.blocks": "Paragraphs of an article",
    "reading.pages": "Pages of a PDF",
    "reading.cells": "Cells of a sheet",
    "reading.entries": "Files inside an archive",
    "reading.part": "One of them unpacked, in MB",
    "reading.unpacked": "All of them unpacked, in MB",
    "reading.ratio": "Times its size one of them may unpack to",
    "reading.depth": "Parts inside each other",
    "reading.attributes": "Attributes of one element",
    "reading.proxy": "Proxy for pages by address, as host:port",
}
"""Settings that the dialog shows; the others are remembered by what one does, or set by verbs."""

MILLION, THOUSAND = 1_000_000, 1_000
UNITS = {
    **dict.fromkeys(("reading.memory", "reading.file", "reading.part"), MILLION),
    "reading.unpacked": MILLION,
    "reading.text": THOUSAND,
}
"""What one step of a setting's widget stands for, where that is not 1."""
READING = "reading."


@dataclass(frozen=True, slots=True)
class Row:
    """A widget that holds one setting's value."""

    widget: QWidget
    read: Callable[[], Any]


class SettingsDialog(QDialog):
    """Shows both tables; what was changed is told when it is accepted."""

    own_set = Signal(str, object)
    """Name and value of a person's setting."""
    desk_set = Signal(str, object)
    """Name and value of a setting of the desk."""

    def __init__(
        self, own: PersonSettings | None, desk: Mapping[str, Any], parent: QWidget
    ) -> None:
        """A dialog over `parent`; `desk` holds the desk's values by name."""
        super().__init__(parent)
        self.setWindowTitle(_("Settings"))
        self.rows: dict[str, Row] = {}
        self._before: dict[str, Any] = {}
        tabs = QTabWidget()
        tabs.setAccessibleName(_("Settings"))
        values = {n: own.get(n) for n in self._names(Scope.PERSON)} if own is not None else {}
        if values:
            tabs.addTab(self._page(values), _("You"))
        of_desk = {n: desk[n] for n in self._names(Scope.DESK)}
        house = {n: v for n, v in of_desk.items() if not n.startswith(READING)}
        tabs.addTab(self._page(house), _("The desk"))
        reading = {n: v for n, v in of_desk.items() if n.startswith(READING)}
        tabs.addTab(self._page(reading), _("Reading files"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(tabs)
        column.addWidget(buttons)
        fit(self, 600, 560)

    def accept(self) -> None:
        """Tell what was changed, and close."""
        for name, row in self.rows.items():
            value = row.read()
            if value != self._before[name]:
                mine = SETTINGS[name].scope is Scope.PERSON
                (self.own_set if mine else self.desk_set).emit(name, value)
        super().accept()

    def _names(self, scope: Scope) -> list[str]:
        return [name for name in LABELS if SETTINGS[name].scope is scope]

    def _page(self, values: Mapping[str, Any]) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        for name, value in values.items():
            row = _row(SETTINGS[name], value)
            row.widget.setAccessibleName(_(LABELS[name]))
            self.rows[name], self._before[name] = row, value
            label = QLabel(_(LABELS[name]))
            label.setWordWrap(True)
            label.setBuddy(row.widget)
            form.addRow(label, row.widget)
        return scrolling(page)


def _row(setting: Setting, value: Any) -> Row:
    """The widget for a setting's type."""
    if setting.choices:
        box = QComboBox()
        for choice in setting.choices:
            box.addItem(term(choice), choice)
        box.setCurrentIndex(box.findData(value))
        return Row(box, box.currentData)
    if isinstance(setting.default, bool):
        tick = QCheckBox()
        tick.setChecked(value)
        return Row(tick, tick.isChecked)
    if isinstance(setting.default, int | float):
        return _number(setting, value)
    if isinstance(setting.default, str):
        text = QLineEdit(value)
        text.setValidator(QRegularExpressionValidator(QRegularExpression(setting.shape), text))
        return Row(text, lambda: text.text() if text.hasAcceptableInput() else value)
    line = QLineEdit(", ".join(value))
    return Row(line, lambda: [part.strip() for part in line.text().split(",") if part.strip()])


def _number(setting: Setting, value: float) -> Row:
    """A number in whole units; one that is kept finer stays as it is until it is changed."""
    unit = UNITS.get(setting.name, 1)
    spin = QSpinBox()
    spin.setRange(round((setting.least or 0) / unit), round((setting.most or 1_000_000) / unit))
    spin.setGroupSeparatorShown(True)
    shown = round(value / unit)
    spin.setValue(shown)
    kind = type(setting.default)
    return Row(spin, lambda: value if spin.value() == shown else kind(spin.value() * unit))
