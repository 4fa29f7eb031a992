"""Which actions answer to keys now, and the keys that only a layout's help makes theirs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from editor.ui.actions import Action
from editor.ui.doing import Target
from editor.ui.layouts import chord

OWN_KEYS = {"Space", "Shift+Space", "Return"}
"""Keys that buttons, boxes and lists answer to themselves."""


def is_typing(widget: QWidget | None) -> bool:
    """Whether keys pressed in `widget` are text."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


def answers_itself(widget: QWidget | None) -> bool:
    """Whether Space and Enter mean something to `widget` itself."""
    if isinstance(widget, QAbstractItemView):
        return not getattr(widget, "LEAVES_KEYS", False)
    return isinstance(widget, QAbstractButton | QComboBox)


def answers_escape(widget: QWidget | None) -> bool:
    """Whether `widget` stands in something that Esc puts away, such as the line that finds."""
    while widget is not None and not getattr(widget, "ANSWERS_ESCAPE", False):
        widget = widget.parentWidget()
    return widget is not None


class Keyboard(QObject):
    """Follows the focus of one window; `table` and `actions` are its actions."""

    left = Signal()
    """Esc left a field; its text stays in it."""

    def __init__(
        self,
        window: QMainWindow,
        table: Iterable[Action],
        actions: dict[str, QAction],
        target: Target,
    ) -> None:
        """Watch the focus from now on."""
        super().__init__(window)
        self._window, self._actions, self._target = window, actions, target
        self._table = {row.id: row for row in table}
        self._by_key = {key: row.id for row in table for key in row.keys.split()}
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.refresh()

    def refresh(self) -> None:
        """Switch each action on or off for the page shown and the field typed in."""
        focus = self._window.focusWidget()
        typing, own = is_typing(focus), answers_itself(focus)
        for id_, action in self._actions.items():
            row = self._table[id_]
            on = self._target(row.slot) is not None
            if row.when == "not_typing":
                on = on and not typing and not (own and set(row.keys.split()) & OWN_KEYS)
            if action.isEnabled() != on:
                action.setEnabled(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves a field; a key that Qt did not match is looked up by its place."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and is_typing(self._watched):
                if answers_escape(self._watched):
                    return False
                self.left.emit()
                return True
            pressed = chord(event)
            action = self._actions.get(self._by_key.get(pressed, ""))
            text = len(pressed) == 1 and is_typing(self._watched)
            if action is not None and action.isEnabled() and not text:
                action.trigger()
                return True
        return super().eventFilter(watched, event)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new.window() is not self._window:
            return
        if new is not self._watched:
            if self._watched is not None and isValid(self._watched):
                self._watched.removeEventFilter(self)
            self._watched = new
            if new is not None:
                new.installEventFilter(self)
        self.refresh()
