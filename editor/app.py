"""The program with a window."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from editor.handover import Deliver, Failed, HandOver
from editor.late import late
from editor.ui import accessible
from editor.ui.frame import HeldKeys
from editor.ui.memory import Memory
from editor.ui.rubbish import Collector
from editor.ui.theme import colour, resolve, wear
from editor.ui.window import MainWindow

if TYPE_CHECKING:
    from editor.session import Session
    from editor.ui.windows import Windows

T = TypeVar("T")
UNSEEN = 300
"""Milliseconds after which a start goes on though nobody sees its window."""
UNREAD = 1500
"""Milliseconds after which keys are answered though no article is there."""


class QtDelivery(QObject):
    """Carries calls from any thread to the thread this object lives in."""

    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make it on the thread that should run the calls."""
        super().__init__(parent)
        from PySide6.QtCore import Qt  # slow to load, and the frame is there first

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


def open_windows(
    windows: Windows, files: Sequence[Path] = (), frame: MainWindow | None = None
) -> None:
    """Open the windows of the last time and file `files` as articles in the active one, which
    `frame` becomes where there is one.

    A window whose article is gone is not opened again, unless it is the only one.
    """
    there = {one.id for one in windows.session.ask(lambda store: store.articles()).result()}
    looks = windows.looks()
    looks = [one for one in looks if one.article in there] or looks[-1:]
    for look in looks:
        window = windows.add(look, frame if look is looks[-1] else None)
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


class Start(QObject):
    """One start of the program, in the order in which a person sees it.

    First a frame, at the size and place and in the colours of the last time, for which next to
    nothing is imported. Once it stands on the screen the store is opened, on a thread of its own
    since a server may take its time, while the parts of a window are imported here. Then the
    frame is furnished and shows its article; keys pressed before that are pressed again.
    """

    def __init__(
        self,
        app: QApplication,
        memory: Memory,
        collector: Collector,
        opener: Callable[[Deliver], Callable[[], Session]],
        files: Sequence[Path] = (),
    ) -> None:
        """Show the frame; `opener` makes of a delivery what opens the store on any thread."""
        super().__init__(app)
        self._app, self._memory, self._collector = app, memory, collector
        self._files, self._opener = files, opener
        self._failure: BaseException | None = None
        self._opening: Future[Session] | None = None
        self.window, look = MainWindow(), memory.last()
        theme, worn = memory.own.get("theme"), memory.state.get("worn")
        colour(app, worn if worn and theme == "system" else resolve(app, theme))
        look.place(self.window)
        self.window.outline(*look.side[:1])
        self.window.painted.connect(self._on_painted)
        QTimer.singleShot(UNSEEN, self, self._on_painted)
        self.window.show()

    def end(self) -> None:
        """Let go of the store; raises what kept the program from starting."""
        if self._opening is not None:
            self._hand_over.leave()
            self._failure = self._failure or self._opening.exception()
            if self._opening.exception() is None:
                self._opening.result().close()
        if self._failure is not None:
            raise self._failure

    @property
    def refused(self) -> bool:
        """Whether something kept the program from starting."""
        return self._failure is not None

    def _on_painted(self) -> None:
        if self._opening is None and self.window.isVisible():
            self._attempt(self._open)

    def _open(self) -> None:
        """Open the store; meanwhile load what the frame is furnished with."""
        self._keys = HeldKeys(self._app, self.window)
        deliver = QtDelivery(self._app)
        self._opening = in_background(self._opener(deliver))
        self._hand_over = HandOver(deliver)
        self._hand_over.then(self._opening, self._on_opened, self._on_failed)
        import_module("editor.ui.parts")
        late("editor.ui.fonts:load")()

    def _on_opened(self, session: Session) -> None:
        if self.window.isVisible():
            self._attempt(lambda: self._furnish(session))

    def _furnish(self, session: Session) -> None:
        from PySide6.QtCore import Qt

        from editor.ui.windows import Windows

        self._collector.spare()
        windows = Windows(session, self._memory, self._app)
        self._app.commitDataRequest.connect(windows.on_ending)
        follow_signals(windows.quit)
        self._keys.pause()
        open_windows(windows, self._files, self.window)
        wear(self._app, self._memory.own.get("theme"))
        self._app.styleHints().colorSchemeChanged.connect(lambda _scheme: wear(self._app))
        self._keys.hold()
        self.window.desk.article_read.connect(
            self._keys.release, Qt.ConnectionType.QueuedConnection
        )
        QTimer.singleShot(UNREAD, self._keys, self._keys.release)

    def _attempt(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception as error:
            self._on_failed(error)

    def _on_failed(self, error: BaseException) -> None:
        self._failure = error
        self.window.close()


def in_background(work: Callable[[], T]) -> Future[T]:
    """Do `work` on a thread of its own."""
    future: Future[T] = Future()

    def serve() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=serve, name="galley-start", daemon=True).start()
    return future


def run(files: Sequence[Path] = (), url: str = "", person: str = "") -> int:
    """Open the window, file `files` as articles, and stay until it is closed."""
    from editor import wiring

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    collector = Collector(app)
    accessible.install()
    memory = Memory(wiring.person_settings(), wiring.window_state())
    url, person = url or wiring.default_store_url(), person or wiring.default_person()
    opener = partial(wiring.session_opener, url, person)
    start = Start(app, memory, collector, opener, files)
    try:
        return int(app.exec())
    finally:
        start.end()
        collector.stop()
