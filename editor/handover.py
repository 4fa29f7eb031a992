"""Results brought back to the thread that asked, for as long as whoever asked is there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]
Failed = Callable[[BaseException], None]


class HandOver:
    """Hands results over by `deliver`.

    What waits for them is held here and not by the threads that work, so that a window nobody
    needs any more is never freed on one of those.
    """

    def __init__(self, deliver: Deliver) -> None:
        """Nobody waits for anything."""
        self._deliver = deliver
        self._waiting: dict[int, tuple[Callable[[Any], None], Failed | None]] = {}
        self._numbers = count()
        self._left = False

    def deliver(self, call: Callable[[], None]) -> None:
        """Deliver a call, which is not made after `leave`."""
        self._deliver(lambda: None if self._left else call())

    def then(
        self, future: Future[T], callback: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Hand the result of `future` to `callback`, or its error to `failed`; neither, when it
        was cancelled.
        """
        number = next(self._numbers)
        self._waiting[number] = callback, failed
        future.add_done_callback(lambda done: self._deliver(lambda: self._settle(number, done)))

    def leave(self) -> None:
        """Whoever asked has gone: hand over nothing more, and hold nothing."""
        self._left = True
        self._waiting.clear()

    def _settle(self, number: int, done: Future[Any]) -> None:
        if self._left:
            return
        callback, failed = self._waiting.pop(number)
        if done.cancelled():
            return
        error = done.exception()
        if error is None:
            callback(done.result())
        elif failed is not None:
            failed(error)
