"""What stands where an article would, when there is none."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.i18n import _
from editor.ui.fonts import sans
from editor.ui.icons import icon

OFFERED = {
    "open": "Open a file…",
    "paste": "From the clipboard",
    "open_address": "From an address…",
    "sample": "Open the sample",
}
"""Actions offered here, and what their buttons say."""


class NothingOpen(QWidget):
    """Says that no article is open, and offers the ways to get one."""

    wanted = Signal(str)
    """The id of an action."""

    def __init__(self) -> None:
        """A quiet page."""
        super().__init__()
        self.setAccessibleName(_("No article is open"))
        self.sign, self.title, self.words = QLabel(), QLabel(_("No article is open")), QLabel()
        self.sign.setPixmap(icon("newspaper", "muted").pixmap(QSize(40, 40)))
        self.title.setFont(sans(17, QFont.Weight.DemiBold))
        self.words.setText(_("Open one, or drop a file anywhere in this window."))
        self.words.setWordWrap(True)
        self.words.setProperty("quiet", "true")
        self.buttons = {name: QPushButton(_(words)) for name, words in OFFERED.items()}
        self.buttons["open"].setProperty("primary", "true")
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
        self.setFocusProxy(self.buttons["open"])
        self._lay_out()

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self.sign, self.title, self.words):
            label.setAlignment(middle)
            column.addWidget(label)
        column.addSpacing(8)
        buttons = list(self.buttons.values())
        for pair in (buttons[:2], buttons[2:]):
            row = QHBoxLayout()
            row.addStretch(1)
            for button in pair:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)
