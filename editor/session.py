"""A person at work on a store: acts and questions run off the caller's thread.

One long-lived thread owns the writing store, another the reading one; results and
Changes come back through `deliver`, which the window queues to its own thread and the
command line calls directly.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from db.errors import Damaged, StoreError
from db.feed import Feed
from db.records import Block, Change, Document, Person, Suggestion
from db.store import Store
from db.unsaved import Kept, Unsaved
from editor import intake
from editor.commands.people import add_person
from editor.threads import Clock, StoreThread

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]

POLL = 0.5
"""Seconds between two looks at what others did."""

HEARTBEAT = 240.0
"""Seconds between two renewals of what this person has taken from the queue."""

KEEPING = 3600.0
"""Seconds between two backups of a store that changes."""


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


class Session:
    """Who works on which store.

    `listeners` hear every Change on it, of this session's own acts, of other windows and of other
    people alike. `troubles` hear what went wrong beside what anybody asked for: the store found
    damaged, out of reach, text being typed that cannot be kept, a backup that failed.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        person_name: str,
        deliver: Deliver = call_directly,
        worker: TextWorker | None = None,
        unsaved: str = "",
        back_up: Callable[[], object] | None = None,
    ) -> None:
        """Open the store twice, one connection for each thread; raises what opening raised.

        `open_store` and `deliver` stay at hand for who needs a connection of her own. `unsaved`
        is the path of the file that keeps text being typed; "" = in memory only. `back_up` is
        called each hour, and once when the session closes.
        """
        self._closed = False
        self.listeners: list[Callable[[Change], None]] = []
        self.troubles: list[Callable[[BaseException], None]] = []
        self.open_store, self.deliver = open_store, deliver
        self._worker, self._back_up = worker, back_up
        self._unsaved = Unsaved(unsaved or ":memory:")
        self._writer = StoreThread(open_store, "galley-writer")
        self._reader = self._second_thread()
        self._url, self._store, self._writing, unclean = self._writer.submit(self._listen).result()
        self.person: Person = self._writer.submit(
            lambda store: find_or_add_person(store, person_name, now_ms())
        ).result()
        self._feed = self._reader.submit(Feed).result()
        self._looking: Future[None] | None = None
        self._told = ""
        self._clock = self._started_clock()
        if unclean:
            self.then(self.ask(lambda store: store.quick_check()), self._tell_damage, self._tell)

    def run(self, command: Callable[..., T], *args: Any, **kwargs: Any) -> Future[T]:
        """Run `command(store, person, now, ...)` on the writer thread."""
        person = self.person.id
        return self._writer.submit(lambda store: command(store, person, now_ms(), *args, **kwargs))

    def ask(self, question: Callable[[Store], T]) -> Future[T]:
        """Run `question(store)` on the reader thread; all it reads is of one moment."""

        def answer(store: Store) -> T:
            with store.snapshot():
                return question(store)

        return self._reader.submit(answer)

    def then(
        self,
        future: Future[T],
        callback: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Hand the result of `future` to `callback`, or its error to `failed`, by `deliver`.

        After the session has closed nobody is told either.
        """

        def settle(done: Future[T]) -> None:
            if done.cancelled():
                return
            error = done.exception()
            if error is None:
                call = partial(callback, done.result())
            elif failed is not None:
                call = partial(failed, error)
            else:
                return
            self.deliver(lambda: None if self._closed else call())

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

    # -- text being typed; on the caller's thread, in a file of this computer

    def unsaved_get(self, record_id: str, field: str) -> tuple[str, int] | None:
        """The text typed into a field and not yet saved, with the version it was typed over."""
        return self._unsaved.get(self._store, record_id, field)

    def unsaved_keep(self, record_id: str, field: str, base_version: int, text: str) -> None:
        """Keep the text of a field being typed, outside history, until it is saved or dropped.

        `troubles` hear when it cannot be kept; the field itself still holds it.
        """
        try:
            self._unsaved.keep(self._store, record_id, field, base_version, text, now_ms())
        except StoreError as error:
            self._tell(error)

    def unsaved_drop(self, record_id: str, field: str) -> None:
        """Forget the text of a field: it was saved, or given up."""
        self._unsaved.drop(self._store, record_id, field)

    def unsaved_all(self) -> list[Kept]:
        """Every text of this store that was typed and not saved, oldest first."""
        return [kept for kept in self._unsaved.all() if kept.store == self._store]

    def close(self) -> None:
        """Finish what was asked, then end the threads and the worker; back up what changed."""
        self._closed = True  # what was still to be handed over finds nobody who waits for it
        self._clock.stop()
        self._writer.close()
        self._reader.close()
        self._unsaved.close()
        if self._worker is not None:
            self._worker.close()
        self._keep()

    def _text_worker(self) -> TextWorker:
        if self._worker is None:
            raise RuntimeError("this session was made without a worker process")
        return self._worker

    def _second_thread(self) -> StoreThread:
        try:
            return StoreThread(self.open_store, "galley-reader")
        except BaseException:
            self._writer.close()
            raise

    def _listen(self, store: Store) -> tuple[str, str, str, bool]:
        store.listeners.append(self._announce)
        return store.url, store.identity, store.writer, store.engine.unclean

    def _started_clock(self) -> Clock:
        clock = Clock("galley-clock")
        clock.every(POLL, self._look)
        clock.every(HEARTBEAT, self._renew)
        if self._back_up is not None:
            clock.every(KEEPING, self._keep)
        clock.start()
        return clock

    # -- on the clock's thread

    def _look(self) -> None:
        """See on the reader's thread what others did, unless it still looks."""
        if self._looking is None or self._looking.done():
            self._looking = self._reader.submit(lambda _store: self._pass_on())

    def _pass_on(self) -> None:
        try:
            for change in self._feed.changes({self._writing}):
                self._announce(change)
            self._told = ""
        except StoreError as error:
            if error.code != self._told:  # once until it works again
                self._told = error.code
                self._tell(error)

    def _renew(self) -> None:
        self._writer.submit(lambda store: store.renew(self.person.id, now_ms()))

    def _keep(self) -> None:
        if self._back_up is not None:
            try:
                self._back_up()
            except (StoreError, OSError) as error:
                self._tell(error)

    # -- telling

    def _tell_damage(self, problems: list[str]) -> None:
        if problems:
            self._tell(Damaged(path=self._url, detail=problems[0]))

    def _tell(self, error: BaseException) -> None:
        for hear in tuple(self.troubles):
            self.deliver(lambda hear=hear: hear(error))  # type: ignore[misc]

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
