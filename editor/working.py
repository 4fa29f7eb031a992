"""What the worker process does for a person: reads files, and works on text by any function."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol, TypeVar

from db.records import Block, Document, Suggestion
from db.store import Store
from editor import intake
from editor.handover import HandOver

T = TypeVar("T")


class TextWorker(Protocol):
    """What the session needs of the worker process."""

    def submit(self, function: str, *args: Any) -> Future[Any]:
        """Run `module:function` with `args` in the worker process."""

    def kill(self) -> None:
        """Stop what runs and forget what waits."""

    def close(self) -> None:
        """End the worker process."""


class Working(HandOver, ABC):
    """Has work done in `_worker`; the desk's limits for it are asked of the store."""

    _worker: TextWorker | None = None

    @abstractmethod
    def ask(self, question: Callable[[Store], T]) -> Future[T]:
        """Ask the store off this thread."""

    def work(self, function: str, *args: Any) -> Future[Any]:
        """Run `function`, named "module:function", in the worker process."""
        return self._text_worker().submit(function, *args)

    def cancel_work(self) -> None:
        """Stop what the worker process does at once; its futures are cancelled."""
        self._text_worker().kill()

    def suggest(
        self,
        text: str,
        blocks: tuple[Block, ...],
        language: str = "",
        known: tuple[str, ...] = (),
    ) -> Future[list[Suggestion]]:
        """What to propose for `text`, computed in the worker process; `known` are full names."""
        return self.work("editor.text.suggest:suggestions", text, blocks, language, known)

    def read(self, path: Path) -> Future[Document]:
        """The Document in the file at `path`, read in the worker process within the desk's limits.

        Every failure of the file is a ReadError.
        """
        return self._reading(lambda w, limits: intake.read_file(w, path, limits))

    def read_bytes(self, data: bytes, name: str) -> Future[Document]:
        """The Document in `data`, read as `read` does."""
        return self._reading(lambda w, limits: intake.read_bytes(w, data, name, limits))

    def read_clipboard(self, markup: str, text: str) -> Future[Document]:
        """The Document on the clipboard: of its markup where that holds words, else of its text."""
        return self._reading(lambda w, limits: intake.read_clipboard(w, markup, text, limits))

    def read_parts(self, path: Path) -> Future[list[Any]]:
        """What a file holds that is read on its own."""
        return self._reading(lambda w, limits: intake.parts(w, path, limits))

    def read_rows(self, path: Path) -> Future[list[list[str]]]:
        """The rows of a fact sheet."""
        return self._reading(lambda w, limits: intake.rows(w, path, limits))

    def read_address(self, url: str) -> Future[Document]:
        """The Document of a page on the web."""
        worker = self._text_worker()
        told = self.ask(lambda store: (intake.limits_of(store), intake.rules_of(store)))
        return intake.chained(told, lambda both: intake.read_address(worker, url, *both))

    def _reading(self, start: Callable[[TextWorker, Any], Future[T]]) -> Future[T]:
        worker = self._text_worker()
        return intake.chained(self.ask(intake.limits_of), lambda limits: start(worker, limits))

    def _text_worker(self) -> TextWorker:
        if self._worker is None:
            raise RuntimeError("this session was made without a worker process")
        return self._worker
