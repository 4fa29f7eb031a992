"""An open database, the same for both engines: SQL with `?`, rows as tuples, our own errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from db.failures import failures

T = TypeVar("T")
Row = tuple[Any, ...]


class Engine:
    """A connection of one thread to one store. `server` says that it is PostgreSQL."""

    def __init__(
        self,
        database: Any,
        url: str,
        server: bool,
        unclean: bool = False,
        look: Callable[[], None] = lambda: None,
    ) -> None:
        """Take over an open database; `url` is what errors call it, without a password.

        `unclean` says that somebody was writing when it was opened, or did not close it. `look`
        is called before every transaction and raises when nothing written would be found again.
        """
        self.database, self.url, self.server = database, url, server
        self.unclean, self._look = unclean, look
        self._interrupt: Callable[[], None] = database.interrupter()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Every row of a query."""
        with failures(self.url):
            found: list[Row] = self._execute(sql, values).fetchall()
            return found

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of a query's first row, or None."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement; how many rows it touched."""
        with failures(self.url):
            return int(self.database.rows_affected(self._execute(sql, values)))

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of values."""
        with failures(self.url):
            self.database.cursor().executemany(self._own(sql), rows)

    def select(self, query: Any) -> list[Row]:
        """Every row of a peewee query, as the driver gives it."""
        with failures(self.url):
            found: list[Row] = self.database.execute_sql(*query.sql()).fetchall()
            return found

    @property
    def connections(self) -> int:
        """How often this was connected: what a lost connection held of its own is gone."""
        return int(self.database.connections)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is kept, or nothing is."""
        self._look()
        with failures(self.url), self.database.atomic():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment; nothing is written inside."""
        with failures(self.url), self.database.transaction(self.database.SNAPSHOT):
            yield

    def interrupt(self) -> None:
        """Stop what runs on this connection; called from another thread."""
        self._interrupt()

    def close(self) -> None:
        """Let go of the connection."""
        self.database.close()

    def _execute(self, sql: str, values: Sequence[Any]) -> Any:
        return self.database.execute_sql(self._own(sql), values)

    def _own(self, sql: str) -> str:
        return _percent(sql) if self.server else sql


@lru_cache(maxsize=512)
def _percent(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def marks(values: Sequence[Any]) -> str:
    """As many `?` as there are values, for an IN list."""
    return ", ".join("?" * len(values))


def batched(values: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """`values` in pieces that fit into one statement."""
    for at in range(0, len(values), size):
        yield values[at : at + size]
