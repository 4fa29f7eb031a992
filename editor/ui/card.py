"""The focused mark, open for editing; a new reading of it never overwrites typed text."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.kinds import Kind, Risk, State
from db.records import Annotation, Check, Reply
from editor.i18n import _, label

W = TypeVar("W", bound=QWidget)


class Card(QWidget):
    """Editor of one mark, its check and its thread."""

    annotation_edited = Signal(object, dict)
    """The Annotation as it was read, and the fields to change."""
    check_edited = Signal(object, dict)
    """The Check as it was read, and the fields to change."""
    reply_sent = Signal(str, str)
    """Annotation id and text."""
    left = Signal()
    """The keyboard should go back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty card; `show_mark` fills it."""
        super().__init__(parent)
        self._annotation: Annotation | None = None
        self._check: Check | None = None
        self._shown: dict[str, str] = {}
        self._unsent: dict[str, str] = {}
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.statement = self._text(_("Statement"))
        self.note = self._text(_("Note"))
        self.speaker = self._line(_("Speaker"))
        self.state = self._combo(_("State"), State, "state")
        self.risk = self._combo(_("Risk"), Risk, "risk")
        self.replies = QLabel()
        self.replies.setWordWrap(True)
        self.replies.setTextFormat(Qt.TextFormat.PlainText)
        self.replies.setAccessibleName(_("Replies"))
        self.reply = self._line(_("Reply"))
        self._lay_out()
        self.clear()

    def show_mark(
        self, annotation: Annotation, check: Check | None, replies: Sequence[Reply] = ()
    ) -> None:
        """Show a mark, with its check when it has one; typed text of the same mark is kept."""
        if self._annotation is None or annotation.id != self._annotation.id:
            self.commit()
            self._keep_unsent()
            self._shown = {}
            self.reply.setText(self._unsent.pop(annotation.id, ""))
            self._annotation, self._check = annotation, check
        typed = self._typed()
        if not typed & {"note", "speaker"}:
            self._annotation = annotation
        if "statement" not in typed:
            self._check = check
        self._fill(annotation, check, typed)
        self.replies.setText("\n".join(reply.text for reply in replies))
        self.replies.setVisible(bool(replies))
        self.setEnabled(True)

    def clear(self) -> None:
        """Show no mark; what was typed is committed first."""
        self.commit()
        self._keep_unsent()
        self._annotation = self._check = None
        self._shown = {}
        self.heading.setText(_("No mark selected"))
        for name in ("statement", "note", "speaker"):
            self._write(name, "")
        self.reply.clear()
        self.replies.hide()
        self.setEnabled(False)

    def commit(self) -> None:
        """Announce every text that was typed and not yet announced."""
        typed = {name: self._read(name) for name in self._typed()}
        self._shown.update(typed)
        statement = typed.pop("statement", None)
        if typed and self._annotation is not None:
            self.annotation_edited.emit(self._annotation, typed)
        if statement is not None and self._check is not None:
            self.check_edited.emit(self._check, {"statement": statement})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave on Esc, commit on leaving and on Ctrl+Enter."""
        if event.type() == QEvent.Type.FocusOut and watched is not self.reply:
            self.commit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            if enter and watched is self.reply:
                self._send_reply()
            self.commit()
            self.left.emit()
            return True
        if enter and watched is self.reply:
            self._send_reply()
            return True
        return False

    def _send_reply(self) -> None:
        text = self.reply.text().strip()
        if text and self._annotation is not None:
            self.reply.clear()
            self.reply_sent.emit(self._annotation.id, text)

    def _keep_unsent(self) -> None:
        if self._annotation is not None and self.reply.text():
            self._unsent[self._annotation.id] = self.reply.text()

    def _on_combo(self, name: str) -> None:
        if self._check is not None:
            combo = self.state if name == "state" else self.risk
            self.check_edited.emit(self._check, {name: combo.currentData()})

    def _fill(self, annotation: Annotation, check: Check | None, typed: set[str]) -> None:
        passage = " ".join(annotation.exact.split())
        self.heading.setText(f"{label(annotation.kind)}: {passage[:120]}")
        texts = {"note": annotation.note, "speaker": annotation.speaker}
        texts["statement"] = check.statement if check else ""
        for name, text in texts.items():
            if name not in typed:
                self._write(name, text)
                self._shown[name] = text
        self._form.setRowVisible(self.speaker, annotation.kind is Kind.QUOTE)
        for field in (self.statement, self.state, self.risk):
            self._form.setRowVisible(field, check is not None)
        if check is not None:
            self.state.setCurrentIndex(self.state.findData(check.state))
            self.risk.setCurrentIndex(self.risk.findData(check.risk))

    def _typed(self) -> set[str]:
        return {name for name, text in self._shown.items() if self._read(name) != text}

    def _read(self, name: str) -> str:
        field = getattr(self, name)
        return str(field.text() if isinstance(field, QLineEdit) else field.toPlainText())

    def _write(self, name: str, text: str) -> None:
        if self._read(name) == text:
            return
        field = getattr(self, name)
        field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)

    def _text(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setMaximumHeight(76)
        return self._named(field, name)

    def _line(self, name: str) -> QLineEdit:
        return self._named(QLineEdit(), name)

    def _combo(self, name: str, values: type[StrEnum], field: str) -> QComboBox:
        combo = QComboBox()
        for value in values:
            combo.addItem(label(value), value)
        combo.activated.connect(lambda _index: self._on_combo(field))
        return self._named(combo, name)

    def _named(self, field: W, name: str) -> W:
        field.setAccessibleName(name)
        field.installEventFilter(self)
        return field

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for field in (self.statement, self.state, self.risk, self.speaker, self.note, self.reply):
            self._form.addRow(field.accessibleName(), field)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addLayout(self._form)
        column.insertWidget(1, self.replies)
        column.addStretch(1)
