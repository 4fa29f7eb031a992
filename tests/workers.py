"""A worker that stands in for the worker process."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from editor.late import call


class DirectWorker:
    """Works in the calling thread: at once, or while it is `patient` when it is told to."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Future[Any], str, tuple[Any, ...]]] = []
        self.patient = False

    def submit(self, function: str, *args: Any) -> Future[Any]:
        """Work for "module:function"."""
        future: Future[Any] = Future()
        self.jobs.append((future, function, args))
        if not self.patient:
            self.work()
        return future

    def work(self) -> None:
        """Do what waits, each once: two threads may ask at the same time."""
        while self.jobs:
            try:
                future, function, args = self.jobs.pop(0)
            except IndexError:
                return
            try:
                future.set_result(call(function, *args))
            except Exception as error:
                future.set_exception(error)

    def kill(self) -> None:
        """Cancel what waits."""
        for future, _function, _args in self.jobs:
            future.cancel()
        self.jobs.clear()

    def close(self) -> None:
        """Cancel what waits."""
        self.kill()
