"""The program with a window."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from editor.handover import Failed
from editor.session import Session

if TYPE_CHECKING:
    from editor.ui.windows import Windows


class QtDelivery(QObject):
    """Carries calls from any thread to the thread this object lives in."""

    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make it on the thread that should run the calls."""
        super().__init__(parent)
        self._sent.connect(self._on_sent, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Queue `call`; returns at once."""
        self._sent.emit(call)

    @Slot(object)
    def _on_sent(self, call: Callable[[], None]) -> None:
        call()


def show_first(session: Session, show: Callable[[str], None], failed: Failed) -> None:
    """What a window that remembers no article shows: the one entered last, in an empty store the
    sample.

    `show` gets the article's id; the sample is read and filed meanwhile.
    """
    articles = session.ask(lambda store: store.articles()).result()
    if articles:
        show(max(articles, key=lambda article: article.created).id)
        return
    from editor.ui.opening_sample import open_sample

    open_sample(session, show, failed)


def open_windows(windows: Windows, files: Sequence[Path] = ()) -> None:
    """Open the windows of the last time and file `files` as articles in the active one.

    A window whose article is gone is not opened again, unless it is the only one.
    """
    there = {one.id for one in windows.session.ask(lambda store: store.articles()).result()}
    looks = windows.looks()
    for look in [one for one in looks if one.article in there] or looks[-1:]:
        window = windows.add(look)
        if look.article in there:
            windows.show_place(window, look)
        elif not files and not there and windows.are_known():
            window.desk.show_nothing()
        elif not files:
            show_first(windows.session, window.desk.show_article, window.say)
        window.show()
    if not files:
        window.guide.greet()
    for path in files:
        window.desk.filing.open_file(path)


def follow_signals(end: Callable[[], None]) -> None:
    """Have the signals by which a system or a terminal ends programs call `end`."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _number, _frame: end())


def run(files: Sequence[Path] = (), url: str = "", person: str = "") -> int:
    """Open the window, file `files` as articles, and stay until it is closed."""
    from editor import wiring
    from editor.ui import fonts
    from editor.ui.memory import Memory
    from editor.ui.rubbish import Collector
    from editor.ui.theme import wear
    from editor.ui.windows import Windows

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    collector = Collector(app)
    memory = Memory(wiring.person_settings(), wiring.window_state())
    fonts.load()
    wear(app, memory.own.get("theme"))
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: wear(app))
    session = wiring.open_session(
        url or wiring.default_store_url(), person or wiring.default_person(), QtDelivery(app)
    )
    try:
        windows = Windows(session, memory, app)
        app.commitDataRequest.connect(windows.on_ending)
        follow_signals(windows.quit)
        open_windows(windows, files)
        return int(app.exec())
    finally:
        session.close()
        collector.stop()
