"""Whether the side is shown: always where there is room, else when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.ui.window import MainWindow

NARROW = 700
"""Pixels of the window below which the side makes way for the page."""


class SideDoor:
    """Opens and closes the side of one window."""

    def __init__(self, window: MainWindow) -> None:
        """The side is open."""
        self._window = window
        self._narrow = False
        self._plain = False

    def on_side(self) -> None:
        """Show the articles at the side with the keyboard in them, or hide them."""
        side = self._window.side
        self._show(side.isHidden())
        if side.isHidden():
            self._window.to_page()
        else:
            side.articles.setFocus()

    def open(self) -> None:
        """Show the side, for something in it is wanted."""
        self._show(True)

    def leave(self) -> None:
        """Something was chosen there: where there is little room it closes."""
        if self._narrow:
            self._show(False)

    def fit(self) -> None:
        """Follow the width of the window."""
        narrow = self._window.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._show(not narrow)

    def set_plain(self, plain: bool) -> None:
        """Make way for a cold read, or come back."""
        self._plain = plain
        self._show(not self._narrow)

    def _show(self, on: bool) -> None:
        on = on and not self._plain
        self._window.side.setVisible(on)
        self._window.bar.side.setVisible(not on)
