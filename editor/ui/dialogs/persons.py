"""Who works here, and which of them sits at this window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from db.records import Person
from editor.commands.people import add_person, depart, edit_person, initials
from editor.i18n import _
from editor.ui.desk import Desk
from editor.ui.dialogs.fit import fit
from editor.ui.keeper import Kept

RECORD = "persons"
"""Under which a name is kept while it is typed."""


class PersonsDialog(QDialog):
    """Lists the persons of the store; a new one can be entered, and one is oneself."""

    person_chosen = Signal(object)
    """The Person who works at this window from now on."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """A dialog over `parent`; the persons are read at once."""
        super().__init__(parent)
        self.setWindowTitle(_("Who works here"))
        self._desk, self._session = desk, desk.session
        self.list = QListWidget()
        self.list.setAccessibleName(_("Persons"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("A new name"))
        self.name.setAccessibleName(_("A new name"))
        self.add = QPushButton(_("Enter"))
        self.rename = QPushButton(_("Rename"))
        self.initials = QLineEdit()
        self.initials.setAccessibleName(_("Initials"))
        self.initials.setPlaceholderText(_("Initials"))
        self.initials.setMaximumWidth(90)
        self._kept = [
            Kept(desk.typist.keeper, line, field)
            for line, field in ((self.name, "name"), (self.initials, "initials"))
        ]
        for kept in self._kept:
            kept.show(RECORD)
        self.leave = QPushButton(_("No longer works here"))
        self.me = QPushButton(_("This is me"))
        self.me.setProperty("primary", "true")
        self._lay_out()
        self._connect()
        self._read()

    def on_add(self) -> None:
        """Enter the name typed."""
        name = " ".join(self.name.text().split())
        if name:

            def enter(store, _person, now):  # type: ignore[no-untyped-def]
                return add_person(store, name, now)

            self._run(enter)

    def on_rename(self) -> None:
        """Call the person chosen by the name and the initials typed."""
        person, name = self._chosen(), " ".join(self.name.text().split())
        if person is not None and name:
            short = self.initials.text().strip() or initials(name)
            self._run(edit_person, person, name, short)

    def on_leave(self) -> None:
        """The person chosen no longer works here; what she did keeps her name."""
        if person := self._chosen():
            self._run(depart, person)

    def _run(self, command: Callable[..., Person], *args: Any) -> None:
        def done(_person: Person) -> None:
            if isValid(self):
                for kept in self._kept:
                    kept.forget()
                    kept.show(RECORD)
                self._read()

        for kept in self._kept:
            kept.promise()
        self._desk.run(command, *args, then=done)

    def _chosen(self) -> Person | None:
        item = self.list.currentItem()
        person = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return person if isinstance(person, Person) else None

    def _say_what_can_be_done(self) -> None:
        person = self._chosen()
        mine = person is not None and person.id == self._session.person.id
        self.rename.setEnabled(person is not None and bool(self.name.text().strip()))
        self.leave.setEnabled(person is not None and not mine and not person.departed)

    def on_me(self) -> None:
        """Work as the person chosen."""
        item = self.list.currentItem()
        if item is not None:
            self.person_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    def _read(self) -> None:
        self._desk.ask(lambda store: store.persons(), self._show)

    def _show(self, persons: list[Person]) -> None:
        if not isValid(self):
            return  # it was closed while this was read
        self.list.clear()
        for person in sorted(persons, key=lambda person: person.name.casefold()):
            mine = person.id == self._session.person.id
            words = f"{person.name}   {person.initials}" + (f"   {_('you')}" if mine else "")
            words += f"   {_('left')}" if person.departed else ""
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, person)
            if mine:
                self.list.setCurrentItem(item)
        self._say_what_can_be_done()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.leave, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.me, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.name, 1)
        line.addWidget(self.initials)
        line.addWidget(self.add)
        line.addWidget(self.rename)
        column = QVBoxLayout(self)
        column.addWidget(
            QLabel(_("Every act bears the name of the person who works at the window."))
        )
        column.addWidget(self.list, 1)
        column.addLayout(line)
        column.addWidget(buttons)
        fit(self, 420, 420)

    def _connect(self) -> None:
        for button in (self.add, self.rename, self.leave):
            button.setAutoDefault(False)
        self.rename.clicked.connect(self.on_rename)
        self.leave.clicked.connect(self.on_leave)
        self.list.currentItemChanged.connect(lambda *_items: self._say_what_can_be_done())
        self.name.textChanged.connect(lambda _text: self._say_what_can_be_done())
        self.name.returnPressed.connect(self.on_add)
        self.add.clicked.connect(self.on_add)
        self.me.clicked.connect(self.on_me)
        self.list.itemActivated.connect(lambda _item: self.on_me())
