"""The foot of the window: the keys that answer here, what was said last, and when it was saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.i18n import _
from editor.session import now_ms
from editor.times import moment
from editor.ui.icons import icon

HEIGHT = 36
GAP = 7
"""Pixels between a key and its words."""
SHOWN = 8000
"""Milliseconds a plain message stays; one with a way out stays until it is taken or closed."""


class Hints(QWidget):
    """Keys and what they do, as many as there is room for."""

    def __init__(self) -> None:
        """No hints."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._pairs: list[tuple[QLabel, QLabel]] = []

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these keys with their words."""
        for key, what in self._pairs:
            key.deleteLater()
            what.deleteLater()
        self._pairs = []
        for name, words in hints:
            key, what = QLabel(name, self), QLabel(words, self)
            key.setProperty("cap", "true")
            what.setProperty("quiet", "true")
            self._pairs.append((key, what))
        self._place()

    def words(self) -> list[str]:
        """What is written, whether there is room for it or not."""
        return [label.text() for pair in self._pairs for label in pair]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        self._place()

    def _place(self) -> None:
        left = 0
        for key, what in self._pairs:
            sizes = key.sizeHint(), what.sizeHint()
            width = sizes[0].width() + GAP + sizes[1].width()
            for label, size, at in ((key, sizes[0], 0), (what, sizes[1], sizes[0].width() + GAP)):
                top = (self.height() - size.height()) // 2
                label.setGeometry(left + at, top, size.width(), size.height())
                label.setVisible(left + width <= self.width())
            left += width + 2 * GAP + 4


class Foot(QFrame):
    """Key hints, and one sentence at a time with a way out where there is one."""

    def __init__(self) -> None:
        """No hints and nothing said."""
        super().__init__()
        self.setProperty("ground", "panel")
        self.setProperty("rule", "above")
        self.setFixedHeight(HEIGHT)
        self.hints = Hints()
        self.said = QLabel()
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
        self.hints.show_hints(
            [
                (action.shortcuts()[0].toString(), action.text().rstrip("…"))
                for action in hints
                if action.shortcuts()
            ]
        )

    def say(self, words: str, way: str = "", call: Callable[[], object] | None = None) -> None:
        """Say one sentence; `way` names a way out and `call` takes it."""
        self._call = call
        self.said.setText(words)
        self.said.setToolTip(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, words))
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

    def show_saved(self) -> None:
        """Say that an act was written just now."""
        now = now_ms()
        self.saved.setText(_("Saved {time}").format(time=moment(now, now)))
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
