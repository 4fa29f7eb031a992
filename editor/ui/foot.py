"""The foot of the window: the keys that answer here, what was said last, and when it was saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.i18n import _
from editor.ui.icons import icon

HEIGHT = 36
SHOWN = 8000
"""Milliseconds a plain message stays; one with a way out stays until it is taken or closed."""


class Foot(QFrame):
    """Key hints, and one sentence at a time with a way out where there is one."""

    def __init__(self) -> None:
        """No hints and nothing said."""
        super().__init__()
        self.setProperty("ground", "panel")
        self.setProperty("rule", "above")
        self.setFixedHeight(HEIGHT)
        self.hints = QWidget()
        self.hints.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hint_row = QHBoxLayout(self.hints)
        self._hint_row.setContentsMargins(0, 0, 0, 0)
        self._hint_row.setSpacing(7)
        self.said = QLabel()
        self.said.setAccessibleName(_("Message"))
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.way_out = QPushButton()
        self.way_out.setProperty("small", "true")
        self.close_message = QPushButton()
        self.close_message.setProperty("small", "true")
        self.close_message.setIcon(icon("x"))
        self.close_message.setAccessibleName(_("Close message"))
        self.saved = QLabel()
        self.saved.setProperty("quiet", "true")
        self._cloud = QLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.be_quiet)
        self._call: Callable[[], object] | None = None
        self.way_out.clicked.connect(self._on_way_out)
        self.close_message.clicked.connect(self.be_quiet)
        self._lay_out()
        self.be_quiet()

    def show_hints(self, hints: Sequence[QAction]) -> None:
        """Show the first key of each action and what it does."""
        while item := self._hint_row.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for action in hints:
            if not action.shortcuts():
                continue
            key = QLabel(action.shortcuts()[0].toString())
            key.setProperty("cap", "true")
            what = QLabel(action.text().rstrip("…"))
            what.setProperty("quiet", "true")
            self._hint_row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
            self._hint_row.addWidget(what)
            self._hint_row.addSpacing(9)
        self._hint_row.addStretch(1)

    def say(self, words: str, way: str = "", call: Callable[[], object] | None = None) -> None:
        """Say one sentence; `way` names a way out and `call` takes it."""
        self._call = call
        self.said.setText(words)
        self.said.setToolTip(words)
        self.way_out.setText(way)
        self.way_out.setVisible(bool(way))
        for widget in (self.said, self.close_message):
            widget.show()
        self.hints.hide()
        self._timer.stop()
        if not way:
            self._timer.start(SHOWN)

    def be_quiet(self) -> None:
        """Take back what was said; the hints come again."""
        self._timer.stop()
        self._call = None
        self.said.clear()
        for widget in (self.said, self.way_out, self.close_message):
            widget.hide()
        self.hints.show()

    def show_saved(self, words: str) -> None:
        """Say when the last act was written."""
        self.saved.setText(words)
        self._cloud.setPixmap(icon("check", "muted").pixmap(QSize(14, 14)))

    def _on_way_out(self) -> None:
        call = self._call
        self.be_quiet()
        if call is not None:
            call()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self.hints, 1)
        row.addWidget(self.said, 1)
        row.addWidget(self.way_out)
        row.addWidget(self.close_message)
        row.addSpacing(12)
        row.addWidget(self._cloud)
        row.addWidget(self.saved)
