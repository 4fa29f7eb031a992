"""The threads of a session: those that own a store, and the clock that reminds them."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from db.store import Store

T = TypeVar("T")


class StoreThread:
    """One thread, one store, one queue of work; the store never leaves its thread."""

    def __init__(self, open_store: Callable[[], Store], name: str) -> None:
        """Open the store on the new thread; raises what opening raised."""
        self._open_store = open_store
        self._work: queue.SimpleQueue[tuple[Callable[[Store], Any], Future[Any]] | None] = (
            queue.SimpleQueue()
        )
        self._opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()
        self._opened.result()

    def submit(self, work: Callable[[Store], T]) -> Future[T]:
        """Have the thread do `work` with its store, after what was asked before."""
        future: Future[T] = Future()
        self._work.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was asked, then close the store and end."""
        self._work.put(None)
        self._thread.join()

    def _serve(self) -> None:
        try:
            store = self._open_store()
        except Exception as error:
            self._opened.set_exception(error)
            return
        self._opened.set_result(None)
        while (job := self._work.get()) is not None:
            _do(store, *job)
            del job  # while the next one is waited for, nothing of this one stays
        store.close()


def _do(store: Store, work: Callable[[Store], Any], future: Future[Any]) -> None:
    if future.set_running_or_notify_cancel():
        try:
            result = work(store)
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(result)


class Clock:
    """One thread that does small things again and again."""

    def __init__(self, name: str) -> None:
        self._due: list[tuple[float, float, Callable[[], None]]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)

    def every(self, seconds: float, work: Callable[[], None]) -> None:
        """Do `work` each so many seconds, the first time after that long; before `start`."""
        self._due.append((time.monotonic() + seconds, seconds, work))

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End once what is being done is done."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _serve(self) -> None:
        while self._due:
            at, seconds, work = min(self._due, key=lambda due: due[0])
            if self._stop.wait(max(0.0, at - time.monotonic())):
                return
            self._due.remove((at, seconds, work))
            work()
            self._due.append((time.monotonic() + seconds, seconds, work))
