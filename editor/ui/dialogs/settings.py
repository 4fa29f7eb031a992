"""What can be set: a person's own settings, and those of the whole desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
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

from db import thin
from editor.i18n import _, term
from editor.settings import SETTINGS, PersonSettings, Scope, Setting

LABELS: dict[str, str] = {
    "theme": "Theme",
    "text.size": "Size of the article's type, in pixels",
    "text.measure": "Letters to a line",
    "backups": "Keep backups beside the store while it is open",
    thin.PRIMARY: "Primary sources that are enough",
    thin.SECONDARY: "Secondary sources that are enough",
    "passes": "Passes of this house",
    "verdicts": "Verdicts, from true to false",
    "verdicts.shown": "Give verdicts on our own copy too",
    "names.desks": "Names of the desks",
}
"""Settings that the dialog shows; the others are remembered by what one does, or set by verbs."""


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
        tabs.addTab(self._page({n: desk[n] for n in self._names(Scope.DESK)}), _("The desk"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(tabs)
        column.addWidget(buttons)
        self.resize(560, 420)

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
        return page


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
    if isinstance(setting.default, int):
        spin = QSpinBox()
        spin.setRange(int(setting.least or 0), int(setting.most or 1_000_000))
        spin.setValue(value)
        return Row(spin, spin.value)
    line = QLineEdit(", ".join(value))
    return Row(line, lambda: [part.strip() for part in line.text().split(",") if part.strip()])
