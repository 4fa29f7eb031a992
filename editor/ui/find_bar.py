"""Finding words in the article: how many there are, which one this is, round and round."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from editor.i18n import _
from editor.ui.fields import clearable
from editor.ui.icons import icon

ALIKE = {"'": "['‘’ʼ]", '"': '["“”„«»]', "-": "[-‐‑–—]", " ": r"\s+"}
"""Letters that find their typographic sisters."""
MOST = 5000
"""Places shown; a single letter of a long article has more."""


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text`, as (start, end) in code points, whatever their case.

    Straight quotes and hyphens find the typographic ones, a blank finds any white space.
    """
    if not words.strip():
        return []
    pattern = "".join(ALIKE.get(letter, re.escape(letter)) for letter in words.strip())
    found = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        found.append(match.span())
        if len(found) == MOST:
            break
    return found


class FindBar(QFrame):
    """A line above the article; Enter goes on, Shift+Enter back, Esc closes."""

    ANSWERS_ESCAPE = True

    found = Signal(list)
    """All places."""
    reached = Signal(int, int)
    """Start and end of the place gone to."""
    closed = Signal()

    def __init__(self) -> None:
        """Hidden and empty."""
        super().__init__()
        self.setProperty("ground", "panel")
        self.setProperty("rule", "below")
        self.text = ""
        self.line, self.count = QLineEdit(), QLabel()
        self.line.setPlaceholderText(_("Find in this article"))
        self.line.setAccessibleName(_("Find in this article"))
        clearable(self.line)
        self.count.setProperty("quiet", "true")
        self._places: list[tuple[int, int]] = []
        self._at = -1
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.look)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for sign, name, call in (
            ("chevron-up", _("Previous place"), lambda: self.step(-1)),
            ("chevron-down", _("Next place"), lambda: self.step(1)),
            ("x", _("Close"), self.shut),
        ):
            button = QToolButton()
            button.setIcon(icon(sign))
            button.setAccessibleName(name)
            button.clicked.connect(call)
            row.addWidget(button)
        self.hide()

    def open(self, words: str, near: int) -> None:
        """Show the bar; `words` are looked for when given, from code point `near` on."""
        self._near = near
        self.show()
        if words:
            self.line.setText(words)
        self.look()
        self.line.setFocus()
        self.line.selectAll()

    def look(self) -> None:
        """Look for what stands in the line."""
        self._places = places(self.text, self.line.text())
        after = (n for n, (start, _end) in enumerate(self._places) if start >= self._near)
        self._at = next(after, 0) if self._places else -1
        self.found.emit(self._places)
        self._tell()

    def step(self, by: int) -> None:
        """Go to the next or previous place; after the last comes the first."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._tell()

    def shut(self) -> None:
        """Hide the bar and show no places."""
        self.hide()
        self.found.emit([])
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Shift+Enter step, Esc closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.shut()
                return True
        return super().eventFilter(watched, event)

    _near = 0

    def _tell(self) -> None:
        if self._places:
            self._near = self._places[self._at][0]
            self.reached.emit(*self._places[self._at])
            told = _("{at} of {count}").format(at=self._at + 1, count=len(self._places))
        else:
            told = _("nothing found") if self.line.text().strip() else ""
        self.count.setText(told)
