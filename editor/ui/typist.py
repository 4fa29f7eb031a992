"""Nothing typed is lost: texts kept while they are typed, saved as one act, tried again, compared.

A text is kept on this computer shortly after a key, and becomes an act when its field is left.
When the store cannot take it, it stays kept and is tried again. When somebody else changed the
field meanwhile, both texts are there until a person chooses.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import DiskFull, Gone, Locked, ReadOnly, StaleEdit, Unreachable
from db.records import Annotation, Article, Check, Overlay, Reply, Source
from editor.commands.articles import edit_article
from editor.commands.blocks import change_display
from editor.commands.checks import edit_check
from editor.commands.marks import edit_annotation, edit_reply
from editor.commands.sources import edit_source
from editor.session import Session
from editor.ui.keeper import PAUSE, Keeper

AGAIN = 4000
"""Milliseconds after a failure until it is tried again."""

PASSING = (Locked, DiskFull, Gone, ReadOnly, Unreachable)
"""Failures of the world that may be over soon."""

BASE = ":base"
"""Ends the name under which the text that was typed over is kept."""

Key = tuple[str, str]
"""Record id and field."""

COMMANDS: dict[type, Callable[..., Any]] = {
    Annotation: edit_annotation,
    Article: edit_article,
    Check: edit_check,
    Reply: edit_reply,
    Source: edit_source,
    Overlay: change_display,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A text on its way; `record` is as it was when typing began.

    `field` may be one the record does not have (a reply): such a text is kept and never saved.
    `theirs` is what somebody else made of the field meanwhile.
    """

    record: Any
    field: str
    text: str
    base: str
    theirs: str | None = None
    saving: bool = False


class Typist(QObject):
    """Keeps and saves what is typed in one window."""

    saved = Signal(str, str)
    """Record id and field of a text that is in the store now."""
    conflicted = Signal(str, str)
    """Record id and field that somebody else changed too."""
    waiting = Signal(object)
    """Why a text is not in the store yet; it is kept and tried again."""
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Find again what was typed and not saved when the program ended last."""
        super().__init__(parent)
        self._session = session
        self.keeper = Keeper(session, self)
        self._typed: dict[Key, Typed] = {}
        self._unkept: set[Key] = set()
        self._saving: dict[Key, tuple[Future[Any], str]] = {}
        self._found = {(kept.record, kept.field): kept.text for kept in session.unsaved_all()}
        self._pause, self._again = QTimer(self), QTimer(self)
        for timer, length in ((self._pause, PAUSE), (self._again, AGAIN)):
            timer.setSingleShot(True)
            timer.setInterval(length)
        self._pause.timeout.connect(self.keep)
        self._again.timeout.connect(self.commit_all)

    def text_of(self, record: Any, field: str) -> str:
        """What a field shows: what was typed, else what the record holds."""
        typed = self._find(record, field)
        return typed.text if typed is not None else _value(record, field)

    def theirs(self, record: Any, field: str) -> str | None:
        """What somebody else wrote into a field being typed in, if they did."""
        typed = self._find(record, field)
        return typed.theirs if typed is not None else None

    def is_typed(self, record_id: str, field: str) -> bool:
        """Whether a text of this field is not in the store yet."""
        return (record_id, field) in self._typed

    def type(self, record: Any, field: str, text: str) -> None:
        """A person typed; `record` is the one shown."""
        key = (record.id, field)
        before = self._find(record, field)
        if before is None:
            self._typed[key] = Typed(record, field, text, _value(record, field))
        else:
            self._typed[key] = replace(before, text=text)
        self._unkept.add(key)
        self._pause.start()

    def type_again(self, record: Any, field: str, text: str) -> None:
        """The store did not take a text: it is typed again, unless something else is by now."""
        if not self.is_typed(record.id, field):
            self.type(record, field, text)

    def keep(self) -> None:
        """Write every text typed since the last time into this computer's own file."""
        for key in sorted(self._unkept):
            typed = self._typed.get(key)
            if typed is not None:
                version = typed.record.version
                self._session.unsaved_keep(key[0], key[1] + BASE, version, typed.base)
                self._session.unsaved_keep(*key, version, typed.text)
        self._unkept.clear()

    def shut(self) -> None:
        """Keep what is typed and do nothing from now on, because the window closes."""
        self.keep()
        self.keeper.keep()
        for key, (saved, text) in self._saving.items():
            now = self._typed.get(key)
            if now is None or now.text == text:  # what was typed since then stays kept
                self._session.unsaved_drop_after(saved, key[0], key[1], key[1] + BASE)
        self._saving.clear()
        self._pause.stop()
        self._again.stop()

    def commit(self, record_id: str, field: str) -> None:
        """The field was left: save its text as one act."""
        typed = self._typed.get((record_id, field))
        if typed is None or typed.saving or typed.theirs is not None or not _has(typed):
            return
        if typed.text == typed.base:
            self.forget(record_id, field)
            return
        self.keep()
        self._typed[record_id, field] = replace(typed, saving=True)
        command = COMMANDS[type(typed.record)]
        future = self._session.run(command, typed.record, **{field: typed.text})
        self._saving[record_id, field] = future, typed.text
        self._session.then(
            future,
            lambda saved: self._on_saved(typed, saved),
            lambda error: self._on_failed(typed, error),
        )

    def commit_all(self) -> None:
        """Save every text that waits."""
        for record_id, field in tuple(self._typed):
            self.commit(record_id, field)

    def forget(self, record_id: str, field: str) -> None:
        """Give a text up, or know that it was sent another way."""
        for name in (field, field + BASE):
            self._found.pop((record_id, name), None)
            self._session.unsaved_drop(record_id, name)
        self._typed.pop((record_id, field), None)
        self._unkept.discard((record_id, field))

    def decide(self, record: Any, field: str, mine: bool) -> None:
        """Keep the typed text over what somebody else wrote, or take theirs.

        `record` is as it stands now.
        """
        typed = self._find(record, field)
        if typed is None or not mine:
            self.forget(record.id, field)
            return
        now = _value(record, field)
        self._typed[record.id, field] = Typed(record, field, typed.text, now)
        self.commit(record.id, field)

    def _find(self, record: Any, field: str) -> Typed | None:
        """What was typed here, also before the program ended last."""
        key = (record.id, field)
        if key not in self._typed and key in self._found:
            text, now = self._found.pop(key), _value(record, field)
            base = self._found.pop((record.id, field + BASE), now)
            if text == now and _has(Typed(record, field, text, base)):
                self.forget(*key)
                return None
            theirs = now if now != base else None
            self._typed[key] = Typed(record, field, text, base, theirs)
        return self._typed.get(key)

    def _on_saved(self, typed: Typed, saved: Any) -> None:
        key = (typed.record.id, typed.field)
        self._saving.pop(key, None)
        now = self._typed.get(key)
        if now is None or now.text == typed.text:
            self.forget(*key)
        else:
            self._typed[key] = Typed(saved, typed.field, now.text, typed.text)
        self.saved.emit(*key)

    def _on_failed(self, typed: Typed, error: BaseException) -> None:
        key = (typed.record.id, typed.field)
        self._saving.pop(key, None)
        now = replace(self._typed.get(key, typed), saving=False)
        if isinstance(error, StaleEdit):
            self._typed[key] = replace(now, theirs=str(error.values.get("theirs", "")))
            self.conflicted.emit(*key)
            return
        self._typed[key] = now
        if isinstance(error, PASSING):
            self._again.start()
            self.waiting.emit(error)
        else:
            self.failed.emit(error)


def _has(typed: Typed) -> bool:
    """Whether the record holds the field, so that the text can become an act."""
    return hasattr(typed.record, typed.field)


def _value(record: Any, field: str) -> str:
    return str(getattr(record, field, ""))
