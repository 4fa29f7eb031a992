"""Rank tables: a filtered and sorted queue numbered once, so that any page of it is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from db import queue, sieve
from db.engine import Engine, batched, marks
from db.errors import Refused
from db.kinds import SETTLED
from db.records import QueueFilter, QueueRow

if TYPE_CHECKING:
    from db.store import Store

OWN = ("state", "kind", "risk", "verdict", "statement", "created")
"""Columns of a check a queue can be sorted by besides those of `db.queue.SORTS`."""

JOINED = {
    "slug": ("coalesce(article.slug, '')", " LEFT JOIN article ON article.id = c.article"),
    "headline": ("coalesce(article.headline, '')", " LEFT JOIN article ON article.id = c.article"),
    "desk": (
        "coalesce(nullif(c.desk, ''), article.desk, '')",
        " LEFT JOIN article ON article.id = c.article",
    ),
    "assignee": ("coalesce(person.name, '')", " LEFT JOIN person ON person.id = c.assignee"),
    "speaker": (
        "coalesce((SELECT min(speaker) FROM annotation"
        " WHERE \"check\" = c.id AND annotation.gone = 0), '')",
        "",
    ),
}
"""Orders by what stands in other tables: the expression, and the join it needs."""

SORTS = (*queue.SORTS, *OWN, *JOINED)


class Ranking:
    """The rank table of one connection; a new one replaces it only once it is whole."""

    def __init__(self) -> None:
        self._table = ""
        self._made = 0
        self._connection = 0
        self._wanted: tuple[QueueFilter, str, bool] = (QueueFilter(), "close", False)

    def build(self, store: Store, wanted: QueueFilter, sort: str, descending: bool) -> int:
        """Number the checks of a filter in an order; returns how many there are."""
        if sort not in SORTS:
            raise Refused(field="sort", value=sort)
        if self._connection != store.engine.connections:
            self._table, self._connection = "", store.engine.connections
        self._made += 1
        self._wanted = (wanted, sort, descending)
        table, engine = f"rank_{self._made}", store.engine
        order, join = _order(sort, descending)
        where = sieve.conditions(store, wanted)
        again = len(queue.parts_of(where, sort, descending)) > 1
        sql = f'SELECT c.key FROM "check" c{join} WHERE {where.sql}'
        if where.states:
            sql += f" AND c.state IN ({marks(where.states)})"
        try:
            _fill(engine, table, sql, order, (*where.values, *where.states), again)
        except BaseException:
            engine.run(f"DROP TABLE IF EXISTS {table}")
            raise
        if self._table:
            engine.run(f"DROP TABLE {self._table}")
        self._table = table
        return int(engine.value(f"SELECT count(*) FROM {table}"))

    def page(self, store: Store, first: int, count: int) -> list[QueueRow]:
        """Rows `first` (from 0) and on; a check that is gone by now is left out."""
        if not self._ready(store):
            return []
        sql = f"SELECT key FROM {self._table} WHERE n > ? AND n <= ? ORDER BY n"
        keys = [row[0] for row in store.engine.rows(sql, (first, first + count))]
        return queue.rows_of(store, queue.checks_of(store, keys))

    def ids(self, store: Store, first: int, count: int) -> list[str]:
        """The ids of the checks in rows `first` (from 0) and on, without those that are gone."""
        if not self._ready(store):
            return []
        sql = (
            f'SELECT c.id FROM {self._table} r JOIN "check" c ON c.key = r.key'
            " WHERE r.n > ? AND r.n <= ? AND c.gone = 0 ORDER BY r.n"
        )
        return [row[0] for row in store.engine.rows(sql, (first, first + count))]

    def rows(self, store: Store, check_ids: Iterable[str]) -> list[tuple[int, int]]:
        """Where checks stand, as runs of rows (first and last, from 0) in order."""
        if not self._ready(store):
            return []
        engine, found = store.engine, list[tuple[int, int]]()
        engine.run("DROP TABLE IF EXISTS looked_for")
        engine.run("CREATE TEMP TABLE looked_for (key INTEGER PRIMARY KEY)")
        for some in batched(list(dict.fromkeys(check_ids))):
            wanted = f'SELECT key FROM "check" WHERE id IN ({marks(some)}) AND gone = 0'
            engine.run(f"INSERT INTO looked_for {wanted}", some)
        sql = (
            f"SELECT n - 1 FROM {self._table} WHERE key IN (SELECT key FROM looked_for) ORDER BY n"
        )
        for (row,) in engine.rows(sql):
            if found and found[-1][1] == row - 1:
                found[-1] = (found[-1][0], row)
            else:
                found.append((row, row))
        return found

    def next_open(self, store: Store, row: int, ahead: bool) -> int:
        """The nearest row after `row` (or before it) whose check is not settled; -1 for none."""
        if not self._ready(store):
            return -1
        settled = [state.value for state in SETTLED]
        side, way = (">", "") if ahead else ("<", " DESC")
        sql = (
            f'SELECT r.n - 1 FROM {self._table} r JOIN "check" c ON c.key = r.key'
            f" WHERE r.n {side} ? AND c.gone = 0 AND c.state NOT IN ({marks(settled)})"
            f" ORDER BY r.n{way} LIMIT 1"
        )
        found = store.engine.rows(sql, (row + 1, *settled))
        return int(found[0][0]) if found else -1

    def _ready(self, store: Store) -> bool:
        """Whether there is a table; one that was lost with its connection is made again."""
        if self._made and self._connection != store.engine.connections:
            self.build(store, *self._wanted)
        return bool(self._table)


class Ranked:
    """The part of a store that numbers queues, one at a time for each connection."""

    def __init__(self) -> None:
        self._ranking = Ranking()

    def rank(self, wanted: QueueFilter, sort: str = "close", descending: bool = False) -> int:
        """Number the checks of a filter in an order for `rank_page`; returns how many.

        Belongs to this connection; the numbering before stays in use until this one is whole.
        Interrupted when `interrupt` was called meanwhile.
        """
        return self._ranking.build(self._whole, wanted, sort, descending)

    def rank_page(self, first: int, count: int) -> list[QueueRow]:
        """Rows `first` (from 0) to `first + count` of the last `rank`, as they are now."""
        return self._ranking.page(self._whole, first, count)

    def rank_ids(self, first: int, count: int) -> list[str]:
        """The ids of the live checks in those rows of the last `rank`."""
        return self._ranking.ids(self._whole, first, count)

    def rank_rows(self, check_ids: Iterable[str]) -> list[tuple[int, int]]:
        """Runs of rows of the last `rank`, first and last (from 0), in which checks stand."""
        return self._ranking.rows(self._whole, check_ids)

    def rank_next_open(self, row: int, ahead: bool = True) -> int:
        """The nearest row of the last `rank` after or before `row` that is open; -1 for none."""
        return self._ranking.next_open(self._whole, row, ahead)

    @property
    def _whole(self) -> Store:
        return cast("Store", self)


def _fill(
    engine: Engine, table: str, sql: str, order: str, values: Sequence[Any], again: bool
) -> None:
    """Make the table of (n from 1, key) in an order, with `again` what is checked again first."""
    if engine.server:
        if again:
            order = f"CASE WHEN {queue.AGAIN} THEN 0 ELSE 1 END, {order}"
        numbered = sql.replace(
            "SELECT c.key", f"SELECT row_number() OVER (ORDER BY {order}) n, c.key"
        )
        engine.run(f"CREATE TEMP TABLE {table} AS {numbered}", values)
        engine.run(f"CREATE UNIQUE INDEX {table}_n ON {table} (n)")
        return
    engine.run(f"CREATE TEMP TABLE {table} (n INTEGER PRIMARY KEY, key INTEGER NOT NULL)")
    if again:
        first = sql.replace('FROM "check" c', f'FROM "check" c{queue.AGAIN_INDEX}', 1)
        first = f"{first} AND {queue.AGAIN} ORDER BY {order}"
        engine.run(f"INSERT INTO {table} (key) {first}", values)
        keys = ", ".join(str(key) for (key,) in engine.rows(f"SELECT key FROM {table}", ()))
        sql += f" AND c.key NOT IN ({keys})" if keys else ""
    engine.run(f"INSERT INTO {table} (key) {sql} ORDER BY {order}", values)


def _order(sort: str, descending: bool) -> tuple[str, str]:
    join = ""
    columns: tuple[str, ...]
    if sort in JOINED:
        expression, join = JOINED[sort]
        columns = (expression, "c.key")
    else:
        columns = tuple(f"c.{name}" for name in queue.SORTS.get(sort, (sort, "key")))
    return ", ".join(f"{column}{' DESC' * descending}" for column in columns), join
