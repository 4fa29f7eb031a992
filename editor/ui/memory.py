"""What the window remembers: a person's settings, and how it looked when it was closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtWidgets import QApplication

from editor.settings import PersonSettings, WindowState
from editor.ui.theme import wear
from editor.ui.typography import LETTER

if TYPE_CHECKING:
    from editor.ui.window import MainWindow

LETTERS = 66
"""Letters to a line at the usual measure."""


@dataclass(frozen=True)
class Memory:
    """The two files; windows without them start as they come and remember nothing."""

    own: PersonSettings
    state: WindowState

    def restore(self, window: MainWindow) -> None:
        """Let a window look as the last one did when it was closed."""
        if self.state.get("geometry"):
            window.restoreGeometry(QByteArray.fromBase64(self.state.get("geometry").encode()))
        sizes = self.state.get("splitters").get("side")
        if sizes:
            QTimer.singleShot(0, window, lambda: window.splitter.setSizes(sizes))
        window.desk.recent = self.state.get("recent")
        self.set_type(window)
        page = self.state.get("page")
        if page != "article" and window.pages.has(page):
            window.on_page(page)

    def set_type(self, window: MainWindow) -> None:
        """Set the article in the person's size and measure."""
        view = window.article_page.view
        view.set_measure(self.own.get("text.measure") / LETTERS)
        view.zoom(self.own.get("text.size") / LETTER)

    def store(self, window: MainWindow) -> None:
        """Remember how a window looks, because it closes."""
        reading = window.desk.reading
        geometry = bytes(window.saveGeometry().toBase64().data()).decode()
        self.state.set("geometry", geometry)
        self.state.set("splitters", {"side": window.splitter.sizes()})
        self.state.set("page", window.pages.shown)
        self.state.set("recent", window.desk.recent)
        self.state.set("article", reading.article.id if reading else "")

    def zoomed(self, factor: float) -> None:
        """Remember the size of the article's type."""
        self.own.set("text.size", min(max(round(LETTER * factor), 9), 48))

    def set_own(self, window: MainWindow, name: str, value: object) -> None:
        """Keep a person's setting and follow it at once."""
        self.own.set(name, value)
        app = QApplication.instance()
        if name == "theme" and isinstance(app, QApplication):
            wear(app, str(value))
        if name.startswith("text."):
            self.set_type(window)
