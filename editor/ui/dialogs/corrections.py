"""Errors found after publication: logged, reworded, taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from db.records import Change, Correction
from editor.commands import corrections
from editor.i18n import _
from editor.session import now_ms
from editor.times import moment
from editor.ui.desk import Desk
from editor.ui.dialogs.fit import fit
from editor.ui.keeper import Kept
from editor.ui.nothing import Nothing

FIELDS = {
    "wrong": "What was wrong",
    "right": "What is right",
    "noticed_by": "Who noticed",
    "cause": "Cause",
    "ran": "Where the correction ran",
}


class CorrectionsDialog(QDialog):
    """The corrections of one article, and a form for a new one or the one chosen.

    What is typed stays until it is logged, also when the dialog is closed.
    """

    def __init__(self, desk: Desk, article_id: str, parent: QWidget) -> None:
        """A dialog over `parent`; `open_about` shows it."""
        super().__init__(parent)
        self.setWindowTitle(_("Corrections after publication"))
        self._desk, self.article, self._check = desk, article_id, ""
        self._chosen: Correction | None = None
        self.list = QListWidget()
        Nothing(self.list).say(_("No error was found after publication yet."))
        self.lines = {name: QLineEdit() for name in FIELDS}
        self._kept = {
            name: Kept(desk.typist.keeper, line, f"correction {name}")
            for name, line in self.lines.items()
        }
        self.save, self.new = QPushButton(_("Log")), QPushButton(_("New"))
        self.remove = QPushButton(_("Remove"))
        self._lay_out()
        for line in self.lines.values():
            line.textChanged.connect(self._say_what_can_be_done)
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        self.save.clicked.connect(self._on_save)
        self.new.clicked.connect(lambda: self._choose(None))
        self.remove.clicked.connect(self._on_remove)
        desk.changed.connect(self._on_change)
        self._choose(None)

    def open_about(self, check_id: str) -> None:
        """Show the corrections; a new one is about the check with this id, or "" for none."""
        self._check = check_id
        self._read()
        self.open()

    def _read(self) -> None:
        self._desk.ask(lambda store: store.corrections(self.article), self._show)

    def _on_change(self, change: Change) -> None:
        if self.isVisible() and any(kind == "correction" for kind, _id in change.ids):
            self._read()

    def _show(self, found: list[Correction]) -> None:
        if not isValid(self):
            return  # it was closed while this was read
        self.list.clear()
        for one in found:
            words = f"{moment(one.at, now_ms())}   {one.wrong}  →  {one.right}"
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
        if self._chosen is not None:
            again = next((one for one in found if one.id == self._chosen.id), None)
            if again != self._chosen:
                self._choose(again)

    def _on_item(self, item: QListWidgetItem) -> None:
        self._choose(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self, one: Correction | None) -> None:
        """Put a correction into the form, or an empty one."""
        self._chosen = one
        for name, kept in self._kept.items():
            kept.show(*((one.id, getattr(one, name)) if one is not None else (self.article,)))
        if one is None:
            self.list.clearSelection()
        self._say_what_can_be_done()
        self.lines["wrong"].setFocus()

    def _say_what_can_be_done(self) -> None:
        whole = all(self.lines[name].text().strip() for name in ("wrong", "right"))
        self.save.setEnabled(whole)
        self.save.setText(_("Log") if self._chosen is None else _("Save"))
        self.remove.setEnabled(self._chosen is not None)

    def _on_save(self) -> None:
        for kept in self._kept.values():
            kept.promise()
        fields: dict[str, Any] = {name: line.text().strip() for name, line in self.lines.items()}
        if self._chosen is not None:
            self._desk.run(
                corrections.edit_correction,
                self._chosen,
                then=self._on_stored,
                **fields,
            )
            return
        self._desk.run(
            corrections.add_correction,
            self.article,
            check_id=self._check,
            then=lambda _made: self._logged(),
            **fields,
        )

    def _on_stored(self, _made: Correction | None = None) -> None:
        if not isValid(self):
            return
        for kept in self._kept.values():
            kept.forget()

    def _logged(self) -> None:
        self._on_stored()
        if isValid(self):
            self._choose(None)

    def _on_remove(self) -> None:
        if self._chosen is not None:
            self._desk.run(corrections.remove_correction, self._chosen)

    def _lay_out(self) -> None:
        self.list.setAccessibleName(_("Corrections"))
        form = QFormLayout()
        for name, line in self.lines.items():
            line.setAccessibleName(_(FIELDS[name]))
            form.addRow(_(FIELDS[name]), line)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.save, self.new, self.remove):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setProperty("primary", "true")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addLayout(form)
        column.addWidget(buttons)
        fit(self, 560, 460)
