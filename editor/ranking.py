"""The queue in one order, numbered by the store and read page by page.

Two threads with a store each take turns: one serves pages of the order that is shown while
the other numbers the next one, so that neither waits. What is asked last is done first, and
a newer order stops the numbering of an older one. No Qt here; everything is told to one
listener, by `deliver`, as an event that carries the token of the order it belongs to.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

from db.kinds import State
from db.records import QueueFilter, QueueRow
from db.store import Store

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]

PAGE = 256
"""Rows read at a time."""

KEYSETS = ("close", "priority", "updated", "article")
"""Orders whose first rows are at hand before the order is numbered, unless words are looked for:
finding those is all the work there is, and need not be done twice."""

WAITING = 64
"""Pages asked for and not yet read that are remembered; the oldest beyond are forgotten."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which checks, and in which order."""

    wanted: QueueFilter = QueueFilter()
    sort: str = "close"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """The row a person looks at, from 0, and the id of its check: both are looked for again."""

    row: int = 0
    check: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """The first rows of a new order, before it is numbered."""

    token: int
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An order is numbered: `count` rows; `pages` around `row`, which is -1 where nothing was."""

    token: int
    count: int
    pages: dict[int, tuple[QueueRow, ...]]
    row: int = -1


@dataclass(frozen=True, slots=True)
class Page:
    """Rows `number` * PAGE and on."""

    token: int
    number: int
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many checks of the filter stand in each state."""

    token: int
    counts: dict[State, int]


@dataclass(frozen=True, slots=True)
class Failed:
    """Numbering or reading ended in `error`."""

    token: int
    error: BaseException


Event = First | Ranked | Page | Counted | Failed


class Ranking:
    """Numbers orders and reads their pages; `heard` is called by `deliver` with every Event.

    All its methods are called on one thread, the one `deliver` delivers to.
    """

    def __init__(
        self, open_store: Callable[[], Store], deliver: Deliver, heard: Callable[[Event], None]
    ) -> None:
        """Nothing is opened before the first order is shown."""
        self._deliver, self._heard = deliver, heard
        self._readers = tuple(_Reader(open_store, f"galley-queue-{name}") for name in "ab")
        self._front = 0
        self._asked = self._shown = 0

    @property
    def busy(self) -> bool:
        """Whether an order was asked for that is not numbered yet."""
        return self._asked != self._shown

    def show(self, order: Order, near: Near = Near(), first: bool = True) -> int:  # noqa: B008
        """Number `order`, instead of what is being numbered; returns its token.

        With `first` its first rows are told before that. The order shown so far can be read
        until the Ranked of the new one is heard.
        """
        self._asked += 1
        token, spare = self._asked, self._readers[1 - self._front]
        spare.interrupt()
        spare.submit(lambda: self._number(spare, token, order, near, first))
        return token

    def page(self, number: int) -> None:
        """Read a page of the order that is shown."""
        token, reader = self._shown, self._readers[self._front]
        reader.submit_page(lambda: self._read(reader, token, number))

    def ask(self, question: Callable[[Store], T], before: bool = False) -> Future[T]:
        """Put a question to the store that holds the order shown, before any page.

        With `before` to the one that holds what was shown before it.
        """
        future: Future[T] = Future()
        reader = self._readers[1 - self._front if before else self._front]

        def answer() -> None:
            try:
                future.set_result(question(reader.store()))
            except Exception as error:
                future.set_exception(error)

        reader.submit(answer)
        return future

    def close(self) -> None:
        """Stop what runs and let go of both stores."""
        self._asked += 1
        for reader in self._readers:
            reader.interrupt()
            reader.close()

    def _number(self, reader: _Reader, token: int, order: Order, near: Near, first: bool) -> None:
        """On a reader's thread: number an order, unless a newer one was asked for."""
        if token != self._asked:
            return
        try:
            store = reader.store()
            first = first and order.sort in KEYSETS and not order.wanted.text
            if first:
                page = store.queue(order.wanted, order.sort, PAGE, "", order.descending)
                self._tell(First(token, tuple(store.queue_rows(page.checks))))
                self._tell(Counted(token, dict(page.counts)))
            count = store.rank(order.wanted, order.sort, order.descending)
            self._tell(Ranked(token, count, *_around(store, count, near)))
            if not first:
                self._tell(Counted(token, dict(store.queue(order.wanted, limit=1).counts)))
        except Exception as error:
            if token == self._asked:
                self._tell(Failed(token, error))

    def _read(self, reader: _Reader, token: int, number: int) -> None:
        """On a reader's thread: read one page, unless its order is shown no more."""
        if token != self._shown:
            return
        try:
            self._tell(Page(token, number, _page(reader.store(), number)))
        except Exception as error:
            self._tell(Failed(token, error))

    def _tell(self, event: Event) -> None:
        self._deliver(lambda: self._on_event(event))

    def _on_event(self, event: Event) -> None:
        """Pass on what belongs to the order asked for last; the readers change places by Ranked."""
        if isinstance(event, Page):
            if event.token == self._shown:
                self._heard(event)
        elif event.token == self._asked:
            if isinstance(event, Ranked):
                self._front, self._shown = 1 - self._front, event.token
            self._heard(event)


class _Reader:
    """A thread with a store of its own; the page asked for last is read first."""

    def __init__(self, open_store: Callable[[], Store], name: str) -> None:
        self._open_store, self._name = open_store, name
        self._store: Store | None = None
        self._jobs: deque[Callable[[], None]] = deque()
        self._pages: deque[Callable[[], None]] = deque(maxlen=WAITING)
        self._changed = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    def store(self) -> Store:
        """The store, opened now if it never was; on this reader's thread only."""
        if self._store is None:
            self._store = self._open_store()
        return self._store

    def submit(self, job: Callable[[], None]) -> None:
        """Do `job` before any page, in the order of asking."""
        self._add(self._jobs, job)

    def submit_page(self, job: Callable[[], None]) -> None:
        """Read a page; of more than WAITING the oldest is forgotten."""
        self._add(self._pages, job)

    def interrupt(self) -> None:
        """Stop the statement that runs, if one does."""
        if self._store is not None:
            self._store.interrupt()

    def close(self) -> None:
        """End the thread, which closes its store."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _add(self, to: deque[Callable[[], None]], job: Callable[[], None]) -> None:
        with self._changed:
            to.append(job)
            self._changed.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()

    def _serve(self) -> None:
        while (job := self._next()) is not None:
            job()
        if self._store is not None:
            self._store.close()

    def _next(self) -> Callable[[], None] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._jobs or self._pages)
            if self._closing:
                return None
            return self._jobs.popleft() if self._jobs else self._pages.pop()


def _page(store: Store, number: int) -> tuple[QueueRow, ...]:
    return tuple(store.rank_page(number * PAGE, PAGE))


def _around(store: Store, count: int, near: Near) -> tuple[dict[int, tuple[QueueRow, ...]], int]:
    """The pages at a row and beside it, and where the check is in them; else the row itself."""
    if not count:
        return {}, -1
    row = min(max(near.row, 0), count - 1)
    last = (count - 1) // PAGE
    numbers = sorted({min(max(row // PAGE + by, 0), last) for by in (-1, 0, 1)})
    pages = {number: _page(store, number) for number in numbers}
    for number, rows in pages.items():
        for at, one in enumerate(rows):
            if one.check.id == near.check:
                return pages, number * PAGE + at
    return pages, row
