"""The one door to a store: records in, records out. It belongs to the thread that opened it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from db import history, lease, queue, search, verify
from db.act import Act
from db.connect import open_engine
from db.engine import Engine
from db.rank import Ranked
from db.readers import Readers
from db.records import (
    Change,
    Check,
    HistoryEntry,
    Hit,
    QueueFilter,
    QueuePage,
    QueueRow,
    new_id,
)
from db.tables import Tables

__all__ = ["Act", "Store"]


class Store(Readers, Ranked):
    """An open store. `listeners` are called with the Change of every act after its commit.

    `identity` is the store's own, whatever path or address it was opened by; `writer` is this
    open door's, and stands in every history row it writes.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine, self.url = engine, engine.url
        self.tables = Tables(engine.database)
        self.listeners: list[Callable[[Change], None]] = []
        self.identity = str(engine.value("SELECT store FROM anchor"))
        self.writer = new_id(time.time_ns() // 1_000_000)
        Ranked.__init__(self)
        self._acting = False

    @classmethod
    def open(cls, url: str, create: bool = True) -> Store:
        """Open the store at `url`; the errors are those of `db.connect.open_engine`."""
        engine = open_engine(url, create)
        try:
            return cls(engine)
        except BaseException:
            engine.close()
            raise

    def close(self) -> None:
        """Let go of the file or connection."""
        self.engine.close()

    @contextmanager
    def act(self, person: str, now: int, label: str, role: str = "do") -> Iterator[Act]:
        """One transaction with its history; everything in it is kept, or nothing is.

        `role` "auto" is for what the program does by itself: it goes back with the act it
        followed, and is not undone alone. An act that changes nothing leaves nothing.
        """
        if self._acting:
            raise RuntimeError("an act inside an act")
        self._acting = True
        try:
            with self.engine.transaction():
                act = Act(self, person, now, label, role)
                yield act
                act.done = act.finish()
        finally:
            self._acting = False
        if act.done.seq:
            for listener in tuple(self.listeners):
                listener(act.done)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is asked inside is answered as of one moment, whatever others write meanwhile."""
        with self.engine.snapshot():
            yield

    # -- queue and search

    def queue(
        self,
        wanted: QueueFilter,
        sort: str = "close",
        limit: int = 100,
        after: str = "",
        descending: bool = False,
    ) -> QueuePage:
        """One keyset page of the queue; `after` is the `next` of the page before."""
        return queue.page(self, wanted, sort, limit, after, descending)

    def queue_rows(self, checks: Iterable[Check]) -> list[QueueRow]:
        """What a queue shows of checks, in their order."""
        return queue.rows_of(self, list(checks))

    def interrupt(self) -> None:
        """Stop what runs on this store; called from any thread."""
        self.engine.interrupt()

    def next_check(self, person: str, now: int) -> Check:
        """Take the most urgent free check for `person`; NotFound when none is free.

        It is free again after ten minutes in which nothing was done with it and `renew` was
        not called.
        """
        return lease.take_next(self, person, now)

    def renew(self, person: str, now: int) -> None:
        """Keep every check a person took with `next_check` for another ten minutes."""
        lease.renew(self, person, now)

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """What holds the beginning of every word of `text`: articles, checks, marks, drafts."""
        return search.find(self, text, limit)

    # -- computed things, outside history

    def keep_cached(self, revision_id: str, name: str, engine: str, value: str) -> None:
        """Keep something computed from a draft, instead of what an older engine made of it."""
        sql = (
            "INSERT INTO cache (revision, name, engine, value) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (revision, name)"
            " DO UPDATE SET engine = excluded.engine, value = excluded.value"
        )
        with self.engine.transaction():
            self.engine.run(sql, (revision_id, name, engine, value))

    # -- history, undo

    def history(self, ref: str = "", limit: int = 200) -> list[HistoryEntry]:
        """What was done, newest first; of one record, or of everything."""
        return history.entries(self, ref, limit)

    def histories(self, ids: Iterable[str]) -> dict[str, list[HistoryEntry]]:
        """What was done to each of these records, oldest first."""
        return history.of_records(self, ids)

    def undo(self, person: str, now: int) -> Change:
        """Take back the newest live act of `person`, field by field; NothingToUndo."""
        return history.undo(self, person, now)

    def redo(self, person: str, now: int) -> Change:
        """Do again what `person` undid last; NothingToUndo after a new act."""
        return history.redo(self, person, now)

    def verify(self) -> list[str]:
        """What is wrong with file, search, history, records, drafts, files and counts."""
        return verify.problems(self)

    def quick_check(self) -> list[str]:
        """What is wrong with the file itself; some seconds for a gigabyte."""
        return verify.quick(self)
