"""The queue of checks: keyset pages, rows, and counts per state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from db.codec import CODECS, NO_PLACE
from db.engine import batched, marks
from db.errors import Refused
from db.kinds import State
from db.records import Check, QueueFilter, QueuePage, QueueRow
from db.sieve import Where, conditions

if TYPE_CHECKING:
    from db.store import Store

CHECK = CODECS[Check]
OWN = ("key", *CHECK.columns)
SELECTED = ", ".join(f'c."{name}"' for name in OWN)
"""What is read of each check: the key that ends every order, then the record."""
STATES = {state.value: state for state in State}

SORTS: dict[str, tuple[str, ...]] = {
    "close": ("close", "priority", "key"),
    "priority": ("priority", "close", "key"),
    "updated": ("updated", "key"),
    "article": ("article", "key"),
}
"""The columns each order sorts by; the last is unique, so that a page has one successor."""

AGAIN_FIRST = frozenset({"close", "priority"})
"""The orders of work: ascending, what is to be checked again comes before everything else."""

AGAIN = "c.state = 'unchecked' AND c.reopened <> '[]'"
AGAIN_INDEX = " INDEXED BY check_again"
"""What SQLite has to be told, for it knows nothing of how few these are."""


def page(
    store: Store, wanted: QueueFilter, sort: str, limit: int, after: str, descending: bool
) -> QueuePage:
    """One page; no OFFSET, the cursor holds the sort key of the last row shown."""
    if sort not in SORTS:
        raise Refused(field="sort", value=sort)
    where = conditions(store, wanted)
    columns, parts = SORTS[sort], parts_of(where, sort, descending)
    begun, cursor = _cursor(after, columns) if after else (0, [])
    rows: list[tuple[Any, ...]] = []
    numbers: list[int] = []
    for number, part in enumerate(parts):
        if number >= begun and len(rows) <= limit:
            start = cursor if number == begun else []
            rows += _rows(store, part, columns, limit + 1 - len(rows), start, descending)
            numbers += [number] * (len(rows) - len(numbers))
    following = ""
    if len(rows) > limit:
        last = dict(zip(OWN, rows[limit - 1], strict=True))
        following = json.dumps([numbers[limit - 1], *(last[name] for name in columns)])
    checks = tuple(CHECK.read_all(rows[:limit], before=1))
    return QueuePage(checks, following, counts(store, wanted, where))


def parts_of(where: Where, sort: str, descending: bool) -> list[Where]:
    """A filter's parts as they follow each other: in the orders of work, what is to be checked
    again comes first."""
    has = not where.states or State.UNCHECKED.value in where.states
    if descending or sort not in AGAIN_FIRST or not has:
        return [where]
    again = where._replace(sql=f"{where.sql} AND {AGAIN}", states=(), again=True)
    return [again, where._replace(sql=f"{where.sql} AND NOT ({AGAIN})")]


def _rows(
    store: Store,
    where: Where,
    columns: tuple[str, ...],
    limit: int,
    cursor: list[Any],
    descending: bool,
) -> list[tuple[Any, ...]]:
    """The next rows, their columns as in OWN.

    Of several states, each one's keys are read in its index's order and merged; only then are
    the rows fetched.
    """
    names = ", ".join(f"c.{name}" for name in columns)
    way = " DESC" * descending
    last = "ORDER BY " + ", ".join(f"c.{name}{way}" for name in columns)
    merge = "ORDER BY " + ", ".join(f"{n + 1}{way}" for n in range(len(columns)))
    hint = AGAIN_INDEX if where.again and not store.engine.server else ""
    beyond = ""
    if cursor:
        beyond = f" AND ({names}) {'<' if descending else '>'} ({marks(columns)})"
    found, values = [], []
    for states in _branches(where):
        among = f" AND c.state IN ({marks(states)})" if states else ""
        found.append(f'FROM "check" c{hint} WHERE {where.sql}{among}{beyond} {last} LIMIT {limit}')
        values += [*where.values, *states, *cursor]
    if len(found) == 1:
        return store.engine.rows(f"SELECT {SELECTED} {found[0]}", values)
    keys = " UNION ALL ".join(f"SELECT * FROM (SELECT {names} {one}) AS s" for one in found)
    merged = f"({keys} {merge} LIMIT {limit}) AS k"
    sql = f'SELECT {SELECTED} FROM {merged} JOIN "check" c ON c.key = k.key {last}'
    return store.engine.rows(sql, values)


def _branches(where: Where) -> list[tuple[str, ...]]:
    """The states to ask for together: one by one unless the filter is narrow."""
    if where.narrow or not where.states:
        return [where.states]
    return [(state,) for state in where.states]


def _cursor(after: str, columns: tuple[str, ...]) -> tuple[int, list[Any]]:
    """The part and the sort key a cursor holds; Refused for anything `page` did not write."""
    try:
        values = json.loads(after)
    except ValueError as error:
        raise Refused(field="after", value=after) from error
    kinds = [int, *(str if name == "article" else int for name in columns)]
    if not isinstance(values, list) or [type(value) for value in values] != kinds:
        raise Refused(field="after", value=after)
    return values[0], values[1:]


def counts(store: Store, wanted: QueueFilter, where: Where) -> tuple[tuple[State, int], ...]:
    """How many checks each state has under a filter, whatever states it asks for."""
    if QueueFilter(states=wanted.states, open=wanted.open, article=wanted.article) == wanted:
        sql = "SELECT state, total FROM counter WHERE article = ? AND total > 0"
        rows = store.engine.rows(sql, (wanted.article or "*",))
    else:
        sql = f'SELECT c.state, count(*) FROM "check" c WHERE {where.sql} GROUP BY c.state'
        rows = store.engine.rows(sql, where.values)
    return tuple(sorted((STATES[state], count) for state, count in rows))


def checks_of(store: Store, keys: list[int]) -> list[Check]:
    """The checks with these keys, in their order; those that are gone are left out."""
    if not keys:
        return []
    sql = f'SELECT key, {CHECK.bare} FROM "check" WHERE gone = 0 AND key IN ({marks(keys)})'
    rows = store.engine.rows(sql, keys)
    found = dict(zip([row[0] for row in rows], CHECK.read_all(rows, before=1), strict=True))
    return [found[key] for key in keys if key in found]


def rows_of(store: Store, checks: list[Check]) -> list[QueueRow]:
    """What a queue shows of checks, in their order."""
    ids = [check.id for check in checks]
    beside: dict[str, tuple[str, ...]] = {}
    passages: dict[str, list[tuple[Any, ...]]] = {}
    for some in batched(ids):
        for id_, *words in store.engine.rows(BESIDE.format(marks(some)), some):
            beside[id_] = tuple(words)
        for id_, *passage in store.engine.rows(PASSAGES.format(marks(some)), some):
            passages.setdefault(id_, []).append(tuple(passage))
    nothing = ("", "", "", "")
    return [_row(c, beside.get(c.id, nothing), passages.get(c.id, [])) for c in checks]


BESIDE = (
    "SELECT c.id, coalesce(a.slug, ''), coalesce(a.headline, ''), coalesce(p.name, ''),"
    " coalesce(nullif(c.desk, ''), a.desk, '')"
    ' FROM "check" c LEFT JOIN article a ON a.id = c.article'
    " LEFT JOIN person p ON p.id = c.assignee WHERE c.id IN ({})"
)

PASSAGES = (
    'SELECT m."check", coalesce(p.start, -1), coalesce(p."end", -1), m.id, m.speaker'
    " FROM annotation m JOIN article a ON a.id = m.article LEFT JOIN placement p"
    " ON p.owner = m.id AND p.revision = a.revision AND p.gone = 0"
    ' WHERE m.gone = 0 AND m."check" IN ({})'
)


def _row(check: Check, beside: tuple[str, ...], passages: list[tuple[Any, ...]]) -> QueueRow:
    """A row from what stands beside a check and its passages, those without a place last."""
    start, end, mark, speaker = NO_PLACE, NO_PLACE, "", ""
    if passages:
        start, end, mark, speaker = min(passages, key=lambda p: (p[0] == NO_PLACE, *p[:3]))
    return QueueRow(
        check=check,
        slug=beside[0],
        headline=beside[1],
        assignee=beside[2],
        desk=beside[3],
        speaker=speaker,
        annotation=mark,
        start=None if start == NO_PLACE else start,
        end=None if end == NO_PLACE else end,
        places=len(passages),
    )
