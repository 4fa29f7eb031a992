"""A person at work on a store: acts and questions run off the caller's thread.

One long-lived thread owns the writing store, another the reading one; results and
Changes come back through `deliver`, which the window queues to its own thread and the
command line calls directly.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from copy import copy
from typing import Any, TypeVar

from db.errors import Damaged, StoreError
from db.feed import Feed
from db.records import Change, Person
from db.store import Store
from db.unsaved import Kept, Unsaved
from editor.commands.people import add_person
from editor.handover import Deliver, HandOver
from editor.threads import Clock, StoreThread
from editor.working import TextWorker, Working

T = TypeVar("T")

POLL = 0.5
"""Seconds between two looks at what others did."""

HEARTBEAT = 240.0
"""Seconds between two renewals of what this person has taken from the queue."""

KEEPING = 3600.0
"""Seconds between two backups of a store that changes."""


def call_directly(call: Callable[[], None]) -> None:
    """Deliver on the thread that finished the work: command line and tests."""
    call()


class Session(Working):
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
        self.listeners: list[Callable[[Change], None]] = []
        self.troubles: list[Callable[[BaseException], None]] = []
        super().__init__(deliver)
        self.open_store = open_store
        self._worker, self._back_up = worker, back_up
        self._unsaved = Unsaved(unsaved or ":memory:")
        self._writer = StoreThread(open_store, "galley-writer")
        self._reader = self._second_thread()
        self._url, self._store, self._writing, unclean = self._writer.submit(self._listen).result()
        person = self._writer.submit(lambda s: find_or_add_person(s, person_name, now_ms()))
        self._at_work = {"person": person.result()}  # shared with every seat
        self._feed = self._reader.submit(Feed).result()
        self._looking: Future[None] | None = None
        self._told = ""
        self._owed: list[tuple[Future[Any], str, tuple[str, ...]]] = []
        self._clock = self._started_clock()
        if unclean:
            self.then(self.ask(lambda store: store.quick_check()), self._tell_damage, self._tell)

    @property
    def person(self) -> Person:
        """Who works here; every act bears her name."""
        return self._at_work["person"]

    @person.setter
    def person(self, person: Person) -> None:
        self._at_work["person"] = person

    @property
    def store_id(self) -> str:
        """The store's own identity, whatever path or address it was opened by."""
        return self._store

    def seat(self) -> Session:
        """This session as one window has it, which can `leave` it before it ends."""
        made = copy(self)
        HandOver.__init__(made, self._deliver)
        return made

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

    def undo(self) -> Future[Change]:
        """Take back this person's newest live act."""
        return self._writer.submit(lambda store: store.undo(self.person.id, now_ms()))

    def redo(self) -> Future[Change]:
        """Do again what this person undid last."""
        return self._writer.submit(lambda store: store.redo(self.person.id, now_ms()))

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

    def unsaved_drop_after(self, saved: Future[Any], record_id: str, *fields: str) -> None:
        """Forget a text once the store has the act it went into, though nobody waits for that."""
        self._owed.append((saved, record_id, fields))
        HandOver(self._deliver).then(saved, lambda _done: self._drop_owed())

    def unsaved_all(self) -> list[Kept]:
        """Every text of this store that was typed and not saved, oldest first."""
        return [kept for kept in self._unsaved.all() if kept.store == self._store]

    def close(self) -> None:
        """Finish what was asked, then end the threads and the worker; back up what changed."""
        self.leave()
        self._clock.stop()
        self._writer.close()
        self._reader.close()
        self._drop_owed()
        self._unsaved.close()
        if self._worker is not None:
            self._worker.close()
        self._keep()

    def _drop_owed(self) -> None:
        for owed in [one for one in self._owed if one[0].done()]:
            self._owed.remove(owed)
            saved, record_id, fields = owed
            if saved.exception() is None:
                for field in fields:
                    self.unsaved_drop(record_id, field)

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
            self._deliver(lambda hear=hear: hear(error))  # type: ignore[misc]

    def _announce(self, change: Change) -> None:
        for listener in tuple(self.listeners):
            self._deliver(lambda listener=listener: listener(change))  # type: ignore[misc]


def now_ms() -> int:
    """The time now, in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def find_or_add_person(store: Store, name: str, now: int) -> Person:
    """The person called `name`, entered into the store when she is new to it."""
    for person in store.persons():
        if person.name == name:
            return person
    return add_person(store, name, now)
