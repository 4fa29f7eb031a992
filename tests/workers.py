"""Workers that stand in for the worker process."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from editor.late import call


class DirectWorker:
    """Works at once, in the calling thread."""

    def submit(self, function: str, *args: Any) -> Future[Any]:
        """The finished work of "module:function"."""
        future: Future[Any] = Future()
        try:
            future.set_result(call(function, *args))
        except Exception as error:
            future.set_exception(error)
        return future

    def kill(self) -> None:
        """Nothing ever runs on."""

    def close(self) -> None:
        """Nothing to end."""
