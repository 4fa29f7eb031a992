"""A line of words that is cut with an ellipsis, whole as a tool tip and for reading aloud."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

WIDEST = 460
"""Pixels asked for at most."""


class Elided(QLabel):
    """A line that is cut with an ellipsis where there is little room."""

    def __init__(self) -> None:
        """Nothing is said yet."""
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)

    def set_text(self, words: str) -> None:
        """Say `words`."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as all its words, up to WIDEST pixels."""
        width = min(self.fontMetrics().horizontalAdvance(self._words) + 4, WIDEST)
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Cut the words anew."""
        self._cut()

    def _cut(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, self.width()))
