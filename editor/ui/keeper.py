"""Texts typed into fields that are no record's yet: kept on this computer until they are used.

A question, a reason, a correction or a source being typed is written down shortly after a key,
outlives a closed dialog, a quit and a crash, and is there again where it was typed. When it is
given to an act it stays kept until the store has taken the act.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from db.records import Change
from editor.session import Session

PAUSE = 300
"""Milliseconds after a key until a text is kept."""

Key = tuple[str, str]
"""Record id and field."""


class Keeper(QObject):
    """Keeps such texts for one window."""

    def __init__(self, session: Session, parent: QObject) -> None:
        """Nothing is typed yet; what was typed before is found by `text`."""
        super().__init__(parent)
        self._session = session
        self._due: dict[Key, str] = {}
        self._given: set[Key] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)

    def text(self, record: str, field: str) -> str:
        """What was typed and not used yet, or ""."""
        if (record, field) in self._due:
            return self._due[record, field]
        kept = self._session.unsaved_get(record, field)
        return kept[0] if kept is not None else ""

    def type(self, record: str, field: str, text: str) -> None:
        """A person typed."""
        self._given.discard((record, field))
        self._due[record, field] = text
        self._pause.start()

    def give(self, record: str, field: str) -> None:
        """An act got this text: it is kept until the store has taken the act."""
        self._given.add((record, field))

    def on_change(self, change: Change) -> None:
        """The store took an act of this person."""
        if change.person == self._session.person.id:
            for key in tuple(self._given):
                self.drop(*key)

    def on_failed(self) -> None:
        """An act failed, maybe one that got such a text: what was given stays kept."""
        self._given.clear()

    def drop(self, record: str, field: str) -> None:
        """Nobody needs this text any more."""
        self._due.pop((record, field), None)
        self._given.discard((record, field))
        self._session.unsaved_drop(record, field)

    def keep(self) -> None:
        """Write down what was typed since the last time."""
        self._pause.stop()
        for (record, field), text in self._due.items():
            self._session.unsaved_keep(record, field, 0, text)
        self._due.clear()


class Kept(QObject):
    """One line or text whose words are kept under `field` of the record it is about."""

    def __init__(self, keeper: Keeper, editor: QLineEdit | QPlainTextEdit, field: str) -> None:
        """About nothing yet, so that nothing is kept."""
        super().__init__(editor)
        self._keeper, self._editor = keeper, editor
        self._field, self._record, self._base = field, "", ""
        editor.textChanged.connect(self._on_changed)

    def show(self, record: str, base: str = "", field: str = "") -> None:
        """Show what was typed about a record, else `base`, which is what the record says.

        The same record's typed text stays as it is.
        """
        again = (record, field or self._field) == (self._record, self._field)
        if again and self.words() != self._base:
            self._base = base
            return
        self._field = field or self._field
        self._record, self._base = "", base
        self._set((self._keeper.text(record, self._field) if record else "") or base)
        self._record = record

    def words(self) -> str:
        """What the editor holds."""
        editor = self._editor
        return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()

    def give(self) -> None:
        """The words go into an act; the editor is empty for the next ones."""
        record, self._record = self._record, ""
        self._set(self._base)
        self._record = record
        self.promise()

    def promise(self) -> None:
        """The words go into an act and stay here to be seen until the store has taken it."""
        if self._record:
            self._keeper.give(self._record, self._field)

    def forget(self, record: str = "") -> None:
        """The store has the words now: they are what the record says, the one shown or `record`."""
        if record and record != self._record:
            self._keeper.drop(record, self._field)
            return
        self._base = self.words()
        if self._record:
            self._keeper.drop(self._record, self._field)

    def _set(self, text: str) -> None:
        if text != self.words():
            editor = self._editor
            editor.setText(text) if isinstance(editor, QLineEdit) else editor.setPlainText(text)

    def _on_changed(self) -> None:
        if not self._record:
            return
        if self.words() == self._base:
            self._keeper.drop(self._record, self._field)
        else:
            self._keeper.type(self._record, self._field, self.words())
