"""A person at work on a store: acts and questions run off the caller's thread.

One long-lived thread owns the writing store, another the reading one; results and
Changes come back through `deliver`, which the window queues to its own thread and the
command line calls directly.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol, TypeVar

from db.records import Block, Change, Document, Person, Suggestion
from db.store import Store
from db.unsaved import Kept, Unsaved
from editor import intake
from editor.commands.people import add_person

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]


class TextWorker(Protocol):
    """What the session needs of the worker process."""

    def submit(self, function: str, *args: Any) -> Future[Any]:
        """Run `module:function` with `args` in the worker process."""

    def kill(self) -> None:
        """Stop what runs and forget what waits."""

    def close(self) -> None:
        """End the worker process."""


def call_directly(call: Callable[[], None]) -> None:
    """Deliver on the thread that finished the work: command line and tests."""
    call()


class _StoreThread:
    """One thread, one store, one queue of work; the store never leaves its thread."""

    def __init__(self, open_store: Callable[[], Store], name: str) -> None:
        self._open_store = open_store
        self._work: queue.SimpleQueue[tuple[Callable[[Store], Any], Future[Any]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self.opened: Future[None] = Future()
        self._thread.start()

    def submit(self, work: Callable[[Store], T]) -> Future[T]:
        future: Future[T] = Future()
        self._work.put((work, future))
        return future

    def close(self) -> None:
        self._work.put(None)
        self._thread.join()

    def _serve(self) -> None:
        try:
            store = self._open_store()
        except Exception as error:  # noqa: BLE001 (handed to the caller)
            self.opened.set_exception(error)
            return
        self.opened.set_result(None)
        while (job := self._work.get()) is not None:
            work, future = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work(store))
            except Exception as error:  # noqa: BLE001 (handed to the caller)
                future.set_exception(error)
        store.close()


class Session:
    """Who works on which store. `listeners` hear every Change, also of this session's own acts."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        person_name: str,
        deliver: Deliver = call_directly,
        worker: TextWorker | None = None,
        unsaved: str = "",
    ) -> None:
        """Open the store twice, one connection for each thread; raises what opening raised.

        `open_store` and `deliver` stay at hand for who needs a connection of her own.

        `unsaved` is the path of the file that keeps text being typed; "" = in memory only.
        """
        self.listeners: list[Callable[[Change], None]] = []
        self.open_store, self.deliver = open_store, deliver
        self._worker = worker
        self._writer = _StoreThread(open_store, "galley-writer")
        self._writer.opened.result()
        self._writer.submit(self._listen).result()
        self._reader = _StoreThread(open_store, "galley-reader")
        self._reader.opened.result()
        self._unsaved = Unsaved(unsaved or ":memory:")
        self._store = self._reader.submit(lambda store: store.identity).result()
        self.person: Person = self._writer.submit(
            lambda store: find_or_add_person(store, person_name, now_ms())
        ).result()

    def run(self, command: Callable[..., T], *args: Any, **kwargs: Any) -> Future[T]:
        """Run `command(store, person, now, ...)` on the writer thread."""
        person = self.person.id
        return self._writer.submit(lambda store: command(store, person, now_ms(), *args, **kwargs))

    def ask(self, question: Callable[[Store], T]) -> Future[T]:
        """Run `question(store)` on the reader thread."""
        return self._reader.submit(question)

    def then(
        self,
        future: Future[T],
        callback: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Hand the result of `future` to `callback`, or its error to `failed`, by `deliver`."""

        def settle(done: Future[T]) -> None:
            if done.cancelled():
                return
            error = done.exception()
            if error is None:
                result = done.result()
                self.deliver(lambda: callback(result))
            elif failed is not None:
                self.deliver(lambda: failed(error))

        future.add_done_callback(settle)

    def undo(self) -> Future[Change]:
        """Take back this person's newest live act."""
        return self._writer.submit(lambda store: store.undo(self.person.id, now_ms()))

    def redo(self) -> Future[Change]:
        """Do again what this person undid last."""
        return self._writer.submit(lambda store: store.redo(self.person.id, now_ms()))

    def work(self, function: str, *args: Any) -> Future[Any]:
        """Run `function`, named "module:function", in the worker process."""
        return self._text_worker().submit(function, *args)

    def cancel_work(self) -> None:
        """Stop what the worker process does at once; its futures are cancelled."""
        self._text_worker().kill()

    def suggest(
        self, text: str, blocks: tuple[Block, ...], language: str = ""
    ) -> Future[list[Suggestion]]:
        """What to propose for `text`, computed in the worker process."""
        return self.work("editor.text.suggest:suggestions", text, blocks, language)

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

    # -- text being typed; on the caller's thread, in a file of this computer

    def unsaved_get(self, record_id: str, field: str) -> tuple[str, int] | None:
        """The text typed into a field and not yet saved, with the version it was typed over."""
        return self._unsaved.get(self._store, record_id, field)

    def unsaved_keep(self, record_id: str, field: str, base_version: int, text: str) -> None:
        """Keep the text of a field being typed, outside history, until it is saved or dropped."""
        self._unsaved.keep(self._store, record_id, field, base_version, text, now_ms())

    def unsaved_drop(self, record_id: str, field: str) -> None:
        """Forget the text of a field: it was saved, or given up."""
        self._unsaved.drop(self._store, record_id, field)

    def unsaved_all(self) -> list[Kept]:
        """Every text of this store that was typed and not saved, oldest first."""
        return [kept for kept in self._unsaved.all() if kept.store == self._store]

    def close(self) -> None:
        """Finish what was asked, then end both threads and the worker."""
        self._writer.close()
        self._reader.close()
        self._unsaved.close()
        if self._worker is not None:
            self._worker.close()

    def _text_worker(self) -> TextWorker:
        if self._worker is None:
            raise RuntimeError("this session was made without a worker process")
        return self._worker

    def _listen(self, store: Store) -> None:
        store.listeners.append(self._announce)

    def _announce(self, change: Change) -> None:
        for listener in tuple(self.listeners):
            self.deliver(lambda listener=listener: listener(change))  # type: ignore[misc]


def now_ms() -> int:
    """The time now, in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def find_or_add_person(store: Store, name: str, now: int) -> Person:
    """The person called `name`, entered into the store when she is new to it."""
    for person in store.persons():
        if person.name == name:
            return person
    return add_person(store, name, now)
