"""Every window of the program: opened, remembered over a restart, and freed when it is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer

from editor.session import Session
from editor.ui.memory import Look, Memory

if TYPE_CHECKING:
    from editor.ui.opened import Reading
    from editor.ui.window import MainWindow

PAUSE = 2000
"""Milliseconds after somebody went elsewhere until it is written down, in case of a crash."""
STEP = QPoint(28, 28)
"""Pixels between a window and the one opened from it."""


class Windows(QObject):
    """Those that are open, the active one last. With a memory, what they show is kept in its
    state file: when they quit, when one of several is closed, and while they are used.
    """

    def __init__(
        self, session: Session, memory: Memory | None = None, parent: QObject | None = None
    ) -> None:
        """No window is open yet."""
        super().__init__(parent)
        self.session, self.memory = session, memory
        self.open: list[MainWindow] = []
        self._quitting = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)

    def looks(self) -> list[Look]:
        """The windows of the last time, at least one; the active one last."""
        looks = self.memory.looks(self.session.store_id) if self.memory else []
        return looks or [Look()]

    def are_known(self) -> bool:
        """Whether this store was open here before."""
        return self.memory is not None and self.memory.knows(self.session.store_id)

    def add(self, look: Look, frame: MainWindow | None = None) -> MainWindow:
        """Open one window that looks like `look`, without an article yet; `frame` is one that
        stands on the screen already and is empty.
        """
        from editor.ui.window import MainWindow  # which knows this module

        window = frame or MainWindow()
        window.furnish(self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look.give(window)
        return window

    def another(self, window: MainWindow) -> MainWindow:
        """Open one more, which shows what `window` shows."""
        look = Look.of(window)
        made = self.add(replace(look, geometry=""))
        made.resize(window.size())
        made.move(window.pos() + STEP)
        made.desk.recent = list(window.desk.recent)
        self.show_place(made, look)
        made.show()
        return made

    def show_place(self, window: MainWindow, look: Look) -> None:
        """Show a look's article in a window, at the mark and the place in the text it names."""

        def arrived(reading: Reading) -> None:
            if reading.article.id != look.article:
                return
            window.desk.article_read.disconnect(arrived)
            window.article_page.show_top(look.top)

        if look.article:
            window.desk.article_read.connect(arrived)
            window.article_page.show_passage(look.article, look.mark)

    def take(self, window: MainWindow) -> None:
        """Count a window among the open ones until it is closed."""
        self.open.append(window)
        if self.memory is not None:
            window.desk.recent = self.memory.state.get("recent")
        window.desk.article_read.connect(self._pause.start)
        window.pages.page_shown.connect(self._pause.start)
        window.article_page.mark_focused.connect(self._pause.start)

    def activated(self, window: MainWindow) -> None:
        """The keyboard is in this one now."""
        if window in self.open:
            self.open.remove(window)
            self.open.append(window)
            self._pause.start()

    def on_ending(self) -> None:
        """The system is about to close every window, one by one."""
        self.keep()
        self._quitting = True

    def quit(self) -> None:
        """Remember all windows and close them."""
        self.on_ending()
        for window in tuple(self.open):
            window.close()

    def closing(self, window: MainWindow) -> None:
        """One window is about to close: it is forgotten, unless it is the last or all close."""
        if window not in self.open:
            return
        last = len(self.open) == 1
        if last:
            self.keep()
        self.open.remove(window)
        if not last:
            self.keep()
        else:
            self._pause.stop()

    def keep(self) -> None:
        """Write down what is open; a file that cannot be written is told of and tried again."""
        self._pause.stop()
        if self.memory is None or self._quitting or not self.open:
            return
        looks = [Look.of(window) for window in self.open]
        try:
            self.memory.remember(self.session.store_id, looks, self.open[-1].desk.recent)
        except OSError as error:
            self.open[-1].say(error)
