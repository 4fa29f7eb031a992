"""Where a person has been, for going back and forward."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

LONGEST = 100
"""Places remembered."""


class Place(NamedTuple):
    """A page, the article it was about, and the mark that had the focus there."""

    page: str
    article: str = ""
    mark: str = ""


class Travel:
    """Remembers places; `go` shows one. Its two ways are None while they lead nowhere."""

    def __init__(self, go: Callable[[Place], None]) -> None:
        """Nobody went anywhere yet."""
        self._go = go
        self._past: list[Place] = []
        self._ahead: list[Place] = []
        self._here: Place | None = None

    @property
    def on_back(self) -> Callable[[], None] | None:
        """Go to the place before."""
        return self._back if self._past else None

    @property
    def on_onward(self) -> Callable[[], None] | None:
        """Go to the place one came back from."""
        return self._onward if self._ahead else None

    def arrive(self, place: Place) -> None:
        """Somebody went to a page or an article; what was ahead is forgotten."""
        if self._here is None or (place.page, place.article) == self._here[:2]:
            self._here = place
            return
        self._past = [*self._past, self._here][-LONGEST:]
        self._ahead = []
        self._here = place

    def _back(self) -> None:
        place = self._past.pop()
        if self._here is not None:
            self._ahead.append(self._here)
        self._move(place)

    def _onward(self) -> None:
        place = self._ahead.pop()
        if self._here is not None:
            self._past.append(self._here)
        self._move(place)

    def _move(self, place: Place) -> None:
        self._here = place
        self._go(place)
