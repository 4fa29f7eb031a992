"""Files read in a process of their own: what a session, the window and the command line use."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, TypeVar

from db.records import Document
from db.store import Store
from editor.address import Rules
from editor.reading.errors import ReadError
from editor.reading.limits import DEFAULT, PASTED, TIMED_OUT, Limits
from editor.reading.parts import Part
from editor.settings import desk
from editor.work import Worker, WorkerDied

RULES = Rules()
LOG = logging.getLogger(__name__)
T = TypeVar("T")
U = TypeVar("U")
SETTING = "reading.{name}"
"""The desk's setting of a limit or rule."""


class Submits(Protocol):
    """What reading needs of a worker process."""

    def submit(self, function: str, *args: Any) -> Future[Any]:
        """Run `module:function` with `args` in the worker process."""


def limits_of(store: Store) -> Limits:
    """The desk's reading limits: the defaults, and what its settings say instead."""
    return Limits(**{f.name: desk(store, SETTING.format(name=f.name)) for f in fields(Limits)})


def read_file(worker: Submits, path: Path, limits: Limits = DEFAULT) -> Future[Document]:
    """The Document in a file, read by `worker`; every failure of the file is a ReadError."""
    return told_plainly(worker.submit("editor.reading.guarded:read_file", path, limits), path.name)


def read_bytes(
    worker: Submits, data: bytes, name: str, limits: Limits = DEFAULT
) -> Future[Document]:
    """The Document in `data`, read by `worker` as `read_file` does."""
    return told_plainly(
        worker.submit("editor.reading.guarded:read_bytes", data, name, limits), name
    )


def read_address(worker: Submits, url: str, limits: Limits, rules: Rules) -> Future[Document]:
    """The Document of a page on the web, fetched and read by `worker`."""
    return told_plainly(worker.submit("editor.fetch:read_address", url, limits, rules), url)


def read_clipboard(
    worker: Submits, markup: str, text: str, limits: Limits = DEFAULT
) -> Future[Document]:
    """The Document on the clipboard, read by `worker`."""
    function = "editor.reading.guarded:read_clipboard"
    return told_plainly(worker.submit(function, markup, text, limits), PASTED)


def parts(worker: Submits, path: Path, limits: Limits = DEFAULT) -> Future[list[Part]]:
    """What a file holds that is read on its own, found by `worker`."""
    return told_plainly(worker.submit("editor.reading.guarded:parts", path, limits), path.name)


def rows(worker: Submits, path: Path, limits: Limits = DEFAULT) -> Future[list[list[str]]]:
    """The rows of a sheet, read by `worker`."""
    return told_plainly(worker.submit("editor.reading.guarded:rows", path, limits), path.name)


def rules_of(store: Store) -> Rules:
    """The desk's rules for pages by address: the defaults, with its proxy where it has one."""
    return replace(RULES, proxy=desk(store, SETTING.format(name="proxy")))


def told_plainly(future: Future[Any], name: str) -> Future[Any]:
    """A future of the same result, in which the end of the worker is a ReadError about `name`."""
    told: Future[Any] = Future()

    def settle(done: Future[Any]) -> None:
        error = None if done.cancelled() else done.exception()
        if isinstance(error, WorkerDied):
            code = "timeout" if error.exitcode in TIMED_OUT else "broke"
            told.set_exception(ReadError(code, name=name))
        elif error is not None and not isinstance(error, ReadError):
            LOG.error("reading %s failed: %s: %s", name, type(error).__name__, error)
            told.set_exception(ReadError("broke", name=name))
        else:
            _copy(done, told)

    future.add_done_callback(settle)
    return told


def chained(first: Future[T], then: Callable[[T], Future[U]]) -> Future[U]:
    """The future of what `then` makes of the result of `first`, or of its failure."""
    last: Future[U] = Future()

    def go_on(done: Future[T]) -> None:
        if done.cancelled() or done.exception() is not None:
            _copy(done, last)
            return
        try:
            then(done.result()).add_done_callback(lambda made: _copy(made, last))
        except RuntimeError as error:
            last.set_exception(error)

    first.add_done_callback(go_on)
    return last


def _copy(done: Future[Any], other: Future[Any]) -> None:
    if done.cancelled():
        other.cancel()
    elif (error := done.exception()) is not None:
        other.set_exception(error)
    else:
        other.set_result(done.result())


class Intake:
    """Reads one file after the other in a process of its own, which ends with `close`.

    Use it as a context manager.
    """

    def __init__(self, limits: Limits = DEFAULT, rules: Rules = RULES) -> None:
        """The process starts with the first file."""
        self.limits, self.rules = limits, rules
        self.worker = Worker()

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self.worker.close()

    def read_file(self, path: Path) -> Document:
        """The Document in a file; raises ReadError."""
        return read_file(self.worker, path, self.limits).result()

    def read_address(self, url: str) -> Document:
        """The Document of a page on the web; raises ReadError."""
        return read_address(self.worker, url, self.limits, self.rules).result()

    def parts(self, path: Path) -> list[Part]:
        """What a file holds that is read on its own; raises ReadError."""
        return parts(self.worker, path, self.limits).result()

    def rows(self, path: Path) -> list[list[str]]:
        """The rows of a sheet; raises ReadError."""
        return rows(self.worker, path, self.limits).result()

    def read_bytes(self, data: bytes, name: str) -> Document:
        """The Document in `data`; raises ReadError."""
        return read_bytes(self.worker, data, name, self.limits).result()


def read_alone(path: Path) -> Document:
    """The Document in one file, read in a process of its own; raises ReadError."""
    with Intake() as intake:
        return intake.read_file(path)
