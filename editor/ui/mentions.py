"""`@` in a reply: offers the people who work here, and finds who was addressed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from db.records import Person
from editor.i18n import _
from editor.ui.chooser import folded

BEGUN = re.compile(r"(?<![\w@])@([\w.'’-]*(?: [\w.'’-]+){0,2})$")
"""An @ with what was typed of a name, up to three words, at the end of a text."""


class Mentions(QObject):
    """Completes names in one line after an @; Enter and Tab take the one that is chosen."""

    def __init__(self, line: QLineEdit) -> None:
        """Nobody is offered before `set_persons`."""
        super().__init__(line)
        self._line = line
        self._persons: list[Person] = []
        self._names = QStringListModel([], self)
        self.completer = QCompleter(self._names, self)
        self.popup = QListView()
        self.completer.setPopup(self.popup)
        self.completer.setWidget(line)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup.setAccessibleName(_("People to address"))
        self.popup.installEventFilter(self)
        self.completer.activated.connect(self._on_chosen)
        line.textEdited.connect(self._on_typed)

    def set_persons(self, persons: Iterable[Person]) -> None:
        """Offer these, but for those who left."""
        self._persons = sorted((p for p in persons if not p.departed), key=lambda p: p.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab take a name and do not send the reply."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                index = self.popup.currentIndex()
                self.popup.hide()
                if index.isValid():
                    self._on_chosen(str(index.data()))
                return True
        return super().eventFilter(watched, event)

    def _begun(self) -> str | None:
        """What was typed of a name before the cursor; None where no @ begins one."""
        found = BEGUN.search(self._line.text()[: self._line.cursorPosition()])
        return found[1] if found else None

    def _on_typed(self) -> None:
        begun = self._begun()
        if begun is None:
            self.popup.hide()
            return
        self._names.setStringList(found := called(begun, self._persons))
        if found:
            self.completer.complete()
            self.popup.setCurrentIndex(self._names.index(0, 0))
        else:
            self.popup.hide()

    def _on_chosen(self, name: str) -> None:
        begun = self._begun()
        if begun is not None:
            place, text = self._line.cursorPosition(), self._line.text()
            before = text[: place - len(begun)] + name + " "
            self._line.setText(before + text[place:].lstrip())
            self._line.setCursorPosition(len(before))
            self._line.textEdited.emit(self._line.text())


def called(begun: str, persons: Iterable[Person]) -> list[str]:
    """Names of which a word begins so, whatever case and accents, or the initials do."""
    wanted = folded(begun)

    def fits(person: Person) -> bool:
        name = folded(person.name)
        begins = name.startswith(wanted) or f" {wanted}" in name
        return begins or folded(person.initials).startswith(wanted)

    return [person.name for person in persons if fits(person)]


def addressed(text: str, persons: Iterable[Person]) -> frozenset[str]:
    """Ids of the people a text addresses by `@` and their name or initials."""
    words = text.casefold()
    return frozenset(
        person.id
        for person in persons
        for name in (person.name, person.initials)
        if name and re.search(rf"(?<![\w@])@{re.escape(name.casefold())}(?!\w)", words)
    )
