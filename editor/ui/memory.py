"""What the program remembers: a person's settings, and the windows that were open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from editor.settings import PersonSettings, WindowState
from editor.ui.theme import current, wear

if TYPE_CHECKING:
    from editor.ui.window import MainWindow

LETTERS, LETTER = 66, 18
"""Letters to a line at the usual measure, and pixels of the article's type."""
STORES = 20
"""Stores whose windows are remembered."""


@dataclass(frozen=True, slots=True)
class Look:
    """One window: size and place on the screen (Qt's own words in base 64), widths of side and
    page in pixels, the page shown, the article with its focused mark, and the code point at the
    top of it.
    """

    geometry: str = ""
    side: tuple[int, ...] = ()
    page: str = "article"
    article: str = ""
    mark: str = ""
    top: int = 0

    @classmethod
    def of(cls, window: MainWindow) -> Look:
        """How a window looks now."""
        reading, page = window.desk.reading, window.article_page
        return cls(
            geometry=bytes(window.saveGeometry().toBase64().data()).decode(),
            side=() if window.errands.cold else tuple(window.splitter.sizes()),
            page=window.pages.shown,
            article=reading.article.id if reading else "",
            mark=page.focused,
            top=page.view.seen()[0] if reading else 0,
        )

    @classmethod
    def read(cls, written: object) -> Look | None:
        """What a state file holds of a window; None for what no window wrote."""
        if not isinstance(written, dict):
            return None
        values = {one.name: written.get(one.name, one.default) for one in fields(cls)}
        values["side"] = tuple(values["side"]) if isinstance(values["side"], list | tuple) else ()
        fits = all(type(values[one.name]) is type(one.default) for one in fields(cls))
        return cls(**values) if fits and all(type(w) is int for w in values["side"]) else None

    def place(self, window: QMainWindow) -> None:
        """Give a window this size and place on the screen."""
        if self.geometry:
            window.restoreGeometry(QByteArray.fromBase64(self.geometry.encode()))

    def give(self, window: MainWindow) -> None:
        """Let a window look like this; its article is shown by whoever knows that it is there."""
        self.place(window)
        if self.side:
            sizes = list(self.side)
            QTimer.singleShot(0, window, lambda: window.splitter.setSizes(sizes))
        if self.page != "article" and window.pages.has(self.page):
            window.on_page(self.page)


@dataclass(frozen=True)
class Memory:
    """The two files; windows without them start as they come and remember nothing."""

    own: PersonSettings
    state: WindowState

    def looks(self, store: str) -> list[Look]:
        """The windows that were open last on the store with this identity, the active one last.

        For a store that is new here, one that looks like a window of another store.
        """
        known = self.state.get("windows")
        here = [look for look in map(Look.read, _list(known.get(store))) if look is not None]
        if here:
            return here
        anywhere = (Look.read(one) for written in known.values() for one in _list(written))
        return [Look(look.geometry, look.side) for look in anywhere if look is not None][:1]

    def knows(self, store: str) -> bool:
        """Whether windows of a store are remembered."""
        return store in self.state.get("windows")

    def last(self) -> Look:
        """The window that was active last, on whatever store: the first one to be shown."""
        return ([Look(), *self.looks(self.state.get("store"))])[-1]

    def remember(self, store: str, looks: Sequence[Look], recent: Sequence[str]) -> None:
        """Keep what is open on a store, and the articles opened last.

        An OSError leaves the file as it was.
        """
        known = self.state.get("windows")
        others = {name: known[name] for name in sorted(known) if name != store}
        kept = dict(list(others.items())[-(STORES - 1) :])
        windows = kept | {store: [asdict(look) for look in looks]}
        last = {"store": store, "worn": current().name}
        self.state.set_all({"windows": windows, "recent": list(recent), **last})

    def set_type(self, window: MainWindow) -> None:
        """Set the article in the person's size and measure."""
        view = window.article_page.view
        view.set_measure(self.own.get("text.measure") / LETTERS)
        view.zoom(self.own.get("text.size") / LETTER)

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


def _list(written: Any) -> list[Any]:
    return written if isinstance(written, list) else []
