"""The window before it is furnished: at its size and place, in the colours worn last.

It is the first thing a start shows, so that this module stays off what is slow to load: Qt's
namespace `Qt` with its enums takes as long as everything here, and so does a first line of text.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from editor.ui.theme import current

MENUS, SIDE, BAR, FOOT = 27, 248, 52, 36
"""Pixels: how high the menus, the bar and the foot are, and how wide the side is at first."""


class Frame(QMainWindow):
    """An empty window; `painted` tells when it stands on the screen."""

    painted = Signal()
    """It was painted for the first time."""

    def __init__(self) -> None:
        """As large as the screen allows, with nothing in it."""
        super().__init__()
        self.setWindowTitle("Galley")
        self.resize(self.screen().availableSize() * 0.92)

    def outline(self, side: int = SIDE) -> None:
        """Show where the parts will be, until the window gets them; the side is `side` wide."""
        outline = Outline(side)
        outline.painted.connect(self.painted)
        self.setCentralWidget(outline)


class Outline(QWidget):
    """Grounds in the places of menus, side, bar, page and foot."""

    painted = Signal()

    def __init__(self, side: int) -> None:
        """In the colours of the theme worn now."""
        super().__init__()
        self._fresh = True
        whole, row, column = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        for box in (whole, row, column):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(1)
        whole.addWidget(_ground("panel", height=MENUS))
        whole.addLayout(row, 1)
        row.addWidget(_ground("panel", width=side))
        row.addLayout(column, 1)
        column.addWidget(_ground("panel", height=BAR))
        column.addWidget(_ground("window"), 1)
        column.addWidget(_ground("panel", height=FOOT))
        _fill(self, "line")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time, once what was painted is on its way to the screen."""
        super().paintEvent(event)
        if self._fresh:
            self._fresh = False
            QTimer.singleShot(0, self.painted.emit)


def _ground(role: str, width: int = 0, height: int = 0) -> QWidget:
    """A part of the window, `width` or `height` pixels or as large as there is room."""
    made = QWidget()
    _fill(made, role)
    if width:
        made.setFixedWidth(width)
    if height:
        made.setFixedHeight(height)
    return made


def _fill(widget: QWidget, role: str) -> None:
    colours = widget.palette()
    colours.setColor(QPalette.ColorRole.Window, QColor(current().roles[role]))
    widget.setPalette(colours)
    widget.setAutoFillBackground(True)


class HeldKeys(QObject):
    """Keys pressed before there is anything to answer them, pressed again when there is."""

    def __init__(self, app: QApplication, window: QMainWindow) -> None:
        """Hold every key for `window` from now on."""
        super().__init__(window)
        self._app, self._window = app, window
        self._held: list[QKeyEvent] = []
        self.hold()

    def hold(self) -> None:
        """Hold every key."""
        self._app.installEventFilter(self)

    def pause(self) -> None:
        """Look at nothing while something is done that makes thousands of events, and no key."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key from everybody, also as a shortcut."""
        kind = event.type()
        if kind == QEvent.Type.Close and watched is self._window:
            self.pause()
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if kind != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        if isinstance(event, QKeyEvent):
            self._held.append(event.clone())
        return True

    def release(self) -> None:
        """Press them, in order, where the keyboard is each time; hold no more."""
        self.pause()
        for key in self._held:
            QCoreApplication.sendEvent(self._window.focusWidget() or self._window, key)
        self._held = []
