"""What a list says where its rows would be, while it has none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel

ROOM = 28
"""Pixels around the words."""


class Nothing(QLabel):
    """Words over the empty rows of a view; they go as soon as there is a row."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Silent over `view`, which has its model."""
        super().__init__(view.viewport())
        self._view, self._model = view, view.model()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setMargin(ROOM)
        self.setProperty("quiet", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for changed in (self._model.rowsInserted, self._model.rowsRemoved, self._model.modelReset):
            changed.connect(self._on_rows)
        view.viewport().installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """What is said while there are no rows; "" for nothing."""
        self.setText(words)
        self._on_rows()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the view."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().rect())
        return super().eventFilter(watched, event)

    def _on_rows(self) -> None:
        self.setVisible(bool(self.text()) and not self._model.rowCount())
