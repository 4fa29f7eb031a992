"""The painted cards of the margin for assistive technology: a button with a name on each.

Cards are painted because a widget for each of a thousand would be slow; only those that show get
one of these, and only when the strip came to rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

REST = 120
"""Milliseconds without a change until the strip is at rest."""

Place = tuple[str, str, QRect]
"""Id of a card, the card in words, and where it stands in the strip."""


class Handle(QAbstractButton):
    """Nothing to see; pressing it by name is a click on the card below it."""

    def __init__(self, parent: QWidget) -> None:
        """A handle that the pointer passes through."""
        super().__init__(parent)
        self.id = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strip has painted the card."""


class Handles(QObject):
    """As many handles as cards show in `strip`; `places` tells them."""

    chosen = Signal(str)
    """Id of a card that was pressed by its name."""

    def __init__(self, strip: QWidget, places: Callable[[], Sequence[Place]]) -> None:
        """No handles until the strip is at rest."""
        super().__init__(strip)
        self._strip, self._places = strip, places
        self._made: list[Handle] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.settle)
        self.follow = self._rest.start

    def settle(self) -> None:
        """Put a handle on every card that shows; the others are hidden."""
        wanted = self._places()
        while len(self._made) < len(wanted):
            handle = Handle(self._strip)
            handle.lower()
            handle.clicked.connect(lambda _on=False, it=handle: self.chosen.emit(it.id))
            self._made.append(handle)
        for handle, (id_, words, box) in zip(self._made, wanted, strict=False):
            handle.id = id_
            handle.setGeometry(box)
            if handle.accessibleName() != words:
                handle.setAccessibleName(words)
            handle.show()
        for handle in self._made[len(wanted) :]:
            handle.hide()
