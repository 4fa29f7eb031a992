"""One warm worker process for work on text, so that the window's thread never waits for it."""

from __future__ import annotations

import importlib
import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any


class Worker:
    """Runs `module:function` calls in a process of its own, one after the other."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, function: str, *args: Any) -> Future[Any]:
        """Run `function`, named "module:function", with `args`; starts the process when needed."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context)
        return self._pool.submit(call, function, args)

    def kill(self) -> None:
        """Stop at once whatever runs; the next call starts a new process."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(pool._processes.values()):
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Finish what runs, then end the process."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def call(function: str, args: tuple[Any, ...]) -> Any:
    """In the worker: import the function by name and call it."""
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)(*args)
