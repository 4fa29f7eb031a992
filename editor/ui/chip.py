"""A button that names one choice and what it is set to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

LONGEST = 44
"""Characters of a chip's words."""


class Chip(QToolButton):
    """Filled while something is set. Del or Backspace on it sets nothing."""

    cleared = Signal()

    def __init__(self, title: str, switch: bool = False) -> None:
        """A chip that is set to nothing; a `switch` shows its title alone."""
        super().__init__()
        self._title, self._switch = title, switch
        self.setProperty("chip", "true")
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.say("")

    def say(self, value: str) -> None:
        """Show what it is set to, in words; "" for nothing."""
        told = self._title if self._switch or not value else f"{self._title}: {value}"
        short = told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"
        self.setText(short.replace("&", "&&"))
        self.setToolTip(told)
        self.setAccessibleDescription(value)
        self.setChecked(bool(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as a click does; Del and Backspace clear it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
