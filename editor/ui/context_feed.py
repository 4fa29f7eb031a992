"""Keeps a context pane at the current check of a view of rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import NotFound
from editor.session import Session, now_ms
from editor.ui.context_pane import ContextPane
from editor.ui.context_reading import Context, ContextReader


class ContextFeed(QObject):
    """Reads the current check for a pane; while one is being read, the last asked waits."""

    failed = Signal(object)

    def __init__(
        self, session: Session, pane: ContextPane, current: Callable[[], str | None]
    ) -> None:
        """`current` gives the id of the current check: "" while it is being read, None for none."""
        super().__init__(pane)
        self._session, self._pane, self._current = session, pane, current
        self._reader = ContextReader()
        self._reading = self._wanted = ""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self.read)

    def read_soon(self) -> None:
        """Read once what is happening now is over."""
        self._settled.start()

    def read(self) -> None:
        """Read the current check again."""
        current = self._current()
        self._wanted = current or ""
        if current is None:
            self._pane.clear()
        if self._wanted and not self._reading:
            self._reading = check_id = self._wanted
            future = self._session.ask(lambda store: self._reader.read(store, check_id))
            self._session.then(future, self._on_read, self._on_failed)

    def with_context(self, act: Callable[[Context], None]) -> None:
        """Hand the current check's context to `act`: now where the pane shows it, else once read.

        Keys come faster than a check is read, and are meant for it, not for the one before.
        """
        shown, current = self._pane.context, self._current()
        if shown is not None and shown.check.id == current:
            act(shown)
            return

        def read(context: Context) -> None:
            if self._current() == current:
                self._pane.show_context(context, now_ms())
            act(context)

        if current:
            future = self._session.ask(lambda store: self._reader.read(store, current))
            self._session.then(future, read, self.failed.emit)

    def _on_read(self, context: Context) -> None:
        self._reading = ""
        if context.check.id == self._wanted:
            self._pane.show_context(context, now_ms())
        else:
            self.read()

    def _on_failed(self, error: BaseException) -> None:
        failed, self._reading = self._reading, ""
        if failed != self._wanted:
            self.read()
        elif isinstance(error, NotFound):
            self._pane.clear()
        else:
            self.failed.emit(error)
