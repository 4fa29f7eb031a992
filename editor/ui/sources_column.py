"""The left column of the sources page: words to find a source by, a way to enter one, and all."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from editor.i18n import _
from editor.ui.fields import clearable
from editor.ui.icons import icon
from editor.ui.sources_list import SourcesList

PAUSE = 80
"""Milliseconds without another letter until sources are looked for."""


class SourcesColumn(QWidget):
    """Tells of words a moment after they are typed; Enter goes from them to the list."""

    words_typed = Signal()

    def __init__(self) -> None:
        """No words, and no sources yet."""
        super().__init__()
        self.search = QLineEdit()
        self.add = QPushButton(_("New source…"))
        self.list = SourcesList()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.search.setAccessibleName(_("Find a source"))
        self.search.setPlaceholderText(_("Find (Ctrl+F)"))
        clearable(self.search)
        self.add.setIcon(icon("plus", "muted"))
        top, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 12)
        top.addWidget(self.search, 1)
        top.addWidget(self.add)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self._pause.timeout.connect(self.words_typed)
