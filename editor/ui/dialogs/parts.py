"""What a mail, a feed or a message holds, to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.i18n import _
from editor.reading.parts import Part
from editor.ui.dialogs.fit import fit


class PartsDialog(QDialog):
    """A ticked list; `chosen` carries the parts ticked when it is accepted."""

    chosen = Signal(list)
    """list[Part]."""

    def __init__(
        self, name: str, parts: Sequence[Part], parent: QWidget | None = None, ticked: bool = False
    ) -> None:
        """Offer the parts of the file called `name`; all are ticked at first where `ticked`."""
        super().__init__(parent)
        self._parts = list(parts)
        self.setWindowTitle(_("What to open"))
        fit(self, 560, 420)
        label = QLabel(
            _("{name} holds {count} things to read.").format(name=name, count=len(parts))
        )
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.list = QListWidget()
        for part in parts:
            item = QListWidgetItem(f"{part.title}   {part.detail}".strip())
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = buttons.addButton(_("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (label, self.list, buttons):
            column.addWidget(widget)
        self.list.itemChanged.connect(self._on_ticked)
        self.accepted.connect(lambda: self.chosen.emit(self.ticked()))
        self._on_ticked()

    def ticked(self) -> list[Part]:
        """The parts ticked now, in the file's order."""
        return [
            part
            for row, part in enumerate(self._parts)
            if self.list.item(row).checkState() is Qt.CheckState.Checked
        ]

    def _on_ticked(self) -> None:
        self.open_button.setEnabled(bool(self.ticked()))
