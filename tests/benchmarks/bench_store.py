"""The store beside bare SQL on the same file, in the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import apsw
from filled import CHECKS, filled
from harness import Figure, median, milliseconds, ratio

from db import queue, sieve
from db.codec import CODECS
from db.kinds import SETTLED, Risk, State
from db.records import Annotation, Check, QueueFilter
from db.store import Store

OPEN = [state.value for state in State if state not in SETTLED]
FILTERS = {
    "all": QueueFilter(),
    "unchecked": QueueFilter(states=(State.UNCHECKED,)),
    "open": QueueFilter(open=True),
    "my open": QueueFilter(assignee="p7", open=True),
    "legal and open": QueueFilter(risks=(Risk.LEGAL,), open=True),
    "one speaker": QueueFilter(speaker="Speaker 77"),
    "two rare states": QueueFilter(states=(State.QUERY, State.STET)),
}
PAGE = 100
MARKED = CODECS[Annotation].placed_select("'r0'")


@contextmanager
def both() -> Iterator[tuple[Store, apsw.Connection]]:
    """The filled store, and a bare connection to its file."""
    path = str(filled())
    with closing(Store.open(path)) as store:
        bare = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
        try:
            yield store, bare
        finally:
            bare.close()


def taken(work: Callable[[], Any]) -> float:
    """Milliseconds of `work`, the middle of nine rounds of ten."""
    return median(milliseconds(lambda: [work() for _ in range(10)])) / 10


def bench_first_rows() -> list[Figure]:
    """The first hundred checks of a queue and its counts against the same by hand-written SQL."""
    columns = ", ".join(f'c."{name}"' for name in CODECS[Check].columns)
    sql = f"SELECT {columns} FROM \"check\" c WHERE gone = 0 AND state = 'unchecked'"
    order = f"ORDER BY close, priority, key LIMIT {PAGE}"
    with both() as (store, bare):
        by_hand = (f"{sql} {order}", "SELECT state, total FROM counter WHERE article = '*'")
        control = taken(lambda: [bare.execute(statement).fetchall() for statement in by_hand])
        wanted = FILTERS["unchecked"]
        ours = taken(lambda: store.queue(wanted, limit=PAGE).checks)
    return [ratio(f"first rows of {CHECKS:,} checks", ours, control, 2)]


def bench_queue_pages() -> list[Figure]:
    """Any page with all that a row shows, in the first and in the middle, against bare SQL."""
    figures = []
    with both() as (store, bare):
        control = taken(lambda: page_by_hand(bare))
        for name, wanted in FILTERS.items():
            after = deep_cursor(store, wanted)
            for where, cursor in (("first", ""), ("deep", after)):
                ours = taken(lambda w=wanted, c=cursor: page(store, w, c))  # type: ignore[misc]
                figures.append(ratio(f"page of {name}, {where}", ours, control, 10))
    return figures


def page(store: Store, wanted: QueueFilter, after: str) -> Any:
    """A page as the window shows it."""
    return store.queue_rows(store.queue(wanted, limit=PAGE, after=after).checks)


def page_by_hand(bare: apsw.Connection) -> Any:
    """The same columns of the unchecked ones, by three statements."""
    checks = CODECS[Check].bare
    rows = bare.execute(
        f"SELECT {checks} FROM \"check\" WHERE gone = 0 AND state = 'unchecked'"
        f" ORDER BY close, priority, key LIMIT {PAGE}"
    ).fetchall()
    ids = [row[0] for row in rows]
    marks = queue.marks(ids)
    beside = bare.execute(queue.BESIDE.format(marks), ids).fetchall()
    return rows, beside, bare.execute(queue.PASSAGES.format(marks), ids).fetchall()


def deep_cursor(store: Store, wanted: QueueFilter) -> str:
    """A cursor in the middle of a queue, past what comes back to be checked."""
    count = store.rank(wanted)
    row = store.rank_page(count // 2, 1)[0].check
    part = len(queue.parts_of(sieve.conditions(store, wanted), "close", False)) - 1
    key = store.engine.value('SELECT key FROM "check" WHERE id = ?', (row.id,))
    part = len(queue.parts_of(sieve.conditions(store, wanted), "close", False)) - 1
    return f"[{part}, {row.close}, {row.priority}, {key}]"


def bench_article_with_many_marks() -> list[Figure]:
    """Ten thousand marks, their places and checks, against bare SQL of the same columns."""
    marks = (
        f"SELECT {MARKED} FROM annotation t LEFT JOIN placement p ON p.owner = t.id"
        " AND p.revision = 'r0' AND p.gone = 0 WHERE t.gone = 0 AND t.article = 'a0'"
        ' ORDER BY p."start" < 0, p."start", p."end", t.id'
    )
    checks = f"SELECT {CODECS[Check].bare} FROM \"check\" WHERE gone = 0 AND article = 'a0'"
    with both() as (store, bare):
        control = median(milliseconds(lambda: bare.execute(marks).fetchall()))
        ours = median(milliseconds(lambda: store.annotations("a0")))
        by_hand = median(milliseconds(lambda: bare.execute(checks).fetchall()))
        read = median(milliseconds(lambda: store.checks("a0")))
    return [
        ratio("article with 10,000 marks", ours, control, 2),
        ratio("its 10,000 checks", read, by_hand, 2),
    ]


def bench_counts() -> list[Figure]:
    """Counts per state and per article, kept by trigger, against counting."""
    counting = 'SELECT state, count(*) FROM "check" WHERE gone = 0 GROUP BY state'
    with both() as (store, bare):
        where = sieve.conditions(store, FILTERS["open"])
        ours = taken(lambda: queue.counts(store, FILTERS["open"], where))
        control = median(milliseconds(lambda: bare.execute(counting).fetchall(), rounds=3))
        summed = median(milliseconds(store.summaries, rounds=3))
        articles = len(store.articles())
    return [
        ratio("counts per state against counting", ours, control, 0.05),
        Figure(f"summaries of {articles:,} articles", summed / articles * 1000, 50, "us/article"),
    ]


def bench_rank_tables() -> list[Figure]:
    """Numbering a whole queue, and a page anywhere in it."""
    with both() as (store, bare):
        bare.execute("PRAGMA temp_store = memory")
        figures = []
        for name, sort in (("all", "close"), ("open", "priority"), ("open", "statement")):
            ours = median(milliseconds(lambda n=name, s=sort: store.rank(FILTERS[n], s), rounds=3))  # type: ignore[misc]
            own = f"state IN ({queue.marks(OPEN)})" if name == "open" else "1"
            sql = f'SELECT key FROM "check" WHERE gone = 0 AND {own} ORDER BY {sort}, key'
            values = OPEN if name == "open" else []
            control = median(
                milliseconds(lambda q=sql, v=values: bare.execute(q, v).fetchall(), rounds=3)  # type: ignore[misc]
            )
            figures.append(ratio(f"numbering {name} by {sort}", ours, control, 3))
        store.rank(FILTERS["all"])
        control = taken(lambda: page_by_hand(bare))
        middle = taken(lambda: store.rank_page(CHECKS // 2, PAGE))
        figures.append(ratio("page in the middle of a rank table", middle, control, 2))
    return figures
