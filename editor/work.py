"""One warm worker process for work on text, so that the window's thread never waits for it."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from editor.late import call

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

OUT_OF_MEMORY = 3
"""The exit code of a process that had no memory left to answer."""
GRACE = 5.0
"""Seconds an idle process has to end by itself when the worker closes."""


class WorkerDied(RuntimeError):
    """The worker process ended before it had answered; `exitcode` is the process's."""

    def __init__(self, message: str, exitcode: int | None = None) -> None:
        super().__init__(message)
        self.exitcode = exitcode


class _Job:
    __slots__ = ("future", "function", "args")

    def __init__(self, future: Future[Any], function: str, args: tuple[Any, ...]) -> None:
        self.future, self.function, self.args = future, function, args


class Worker:
    """Runs `module:function` calls in a process of its own, one after the other.

    The process starts with the first call and stays; after `kill`, or when it died by
    itself, the next call starts another. Callbacks of the futures run on a thread of the
    worker's.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._open: set[Future[Any]] = set()
        self._running: Future[Any] | None = None
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, function: str, *args: Any) -> Future[Any]:
        """Run `function`, named "module:function", with `args`; RuntimeError once closed.

        Never blocks: the process starts on the worker's own thread.
        """
        future: Future[Any] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the worker is closed")
            self._open.add(future)
            self._jobs.put(_Job(future, function, args))
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="worker", daemon=True)
                self._thread.start()
        return future

    def kill(self) -> None:
        """Stop at once whatever runs and cancel what waits; the next call starts a new process."""
        with self._lock:
            stopped = list(self._open)
            process, self._process, self._pipe = self._process, None, None
        for future in stopped:
            future.cancel()
        if process is not None:
            process.kill()

    def close(self) -> None:
        """Finish what runs, cancel what waits, then end the process."""
        with self._lock:
            closed, self._closed = self._closed, True
            waiting = [future for future in self._open if future is not self._running]
        if closed:
            return
        for future in waiting:
            future.cancel()
        self._jobs.put(None)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._run(job)
            with self._lock:
                self._running = None
                self._open.discard(job.future)
        self._end()

    def _run(self, job: _Job) -> None:
        """Have the process do one job; whatever goes wrong becomes the future's exception."""
        pipe: Connection | None = None
        try:
            with self._lock:
                if job.future.cancelled():
                    return
                self._running = job.future
                pipe = self._connected()
            pipe.send((job.function, job.args))
            done, value = pipe.recv()
        except (EOFError, ConnectionError):
            code = self._forget(pipe)
            done, value = False, WorkerDied(f"the worker ended during {job.function}", code)
        except Exception as error:
            done, value = False, error
        with suppress(InvalidStateError):
            if done:
                job.future.set_result(value)
            else:
                job.future.set_exception(value)

    def _connected(self) -> Connection:
        """The pipe to the process, which is started when there is none; the lock is held."""
        if self._pipe is None:
            import multiprocessing  # on the worker's own thread: a window opens without it

            context = multiprocessing.get_context("spawn")
            self._pipe, far = context.Pipe()
            self._process = context.Process(target=_work, args=(far,), daemon=True)
            self._process.start()
            far.close()
        return self._pipe

    def _forget(self, pipe: Connection | None) -> int | None:
        """Drop a process that is gone, unless another has taken its place; its exit code."""
        with self._lock:
            process = self._process
            if self._pipe is not pipe or process is None:
                return None
            self._process, self._pipe = None, None
        process.join(GRACE)
        return process.exitcode

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
            pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.join(GRACE)
            process.kill()


def _work(pipe: Connection) -> None:
    """In the process: answer calls until the other end of the pipe is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            function, args = pipe.recv()
            pipe.send_bytes(_answer(function, args))
    except (EOFError, ConnectionError):
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _answer(function: str, args: tuple[Any, ...]) -> bytes:
    """(True, result) or (False, exception), pickled; what cannot be pickled is told in words."""
    try:
        return pickle.dumps((True, call(function, *args)))
    except Exception as error:
        try:
            answer = pickle.dumps((False, error))
            pickle.loads(answer)
            return answer
        except Exception:
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
