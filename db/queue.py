"""The queue of checks: keyset pages, counts per state, and the next check for a person."""

from __future__ import annotations

import json
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from peewee import fn

from db.errors import NotFound, Refused
from db.kinds import State
from db.records import Check, QueueFilter, QueuePage

if TYPE_CHECKING:
    from db.store import Store

SORTS: dict[str, tuple[str, ...]] = {
    "close": ("close", "priority", "id"),
    "priority": ("priority", "close", "id"),
    "updated": ("version", "id"),
    "article": ("article", "id"),
}
"""The columns each order sorts by; the last is unique, so that a page has one successor."""


def page(store: Store, wanted: QueueFilter, sort: str, limit: int, after: str) -> QueuePage:
    """One page; no OFFSET, the cursor holds the sort key of the last row shown."""
    if sort not in SORTS:
        raise Refused(field="sort", value=sort)
    table = store.table(Check)
    columns = [getattr(table, name) for name in SORTS[sort]]
    where = _conditions(store, wanted)
    states = [table.state.in_([s.value for s in wanted.states])] if wanted.states else []
    query = table.select().where(*where, *states)
    if after:
        query = query.where(_beyond(columns, _cursor(after, len(columns))))
    rows = list(query.order_by(*columns).limit(limit + 1).dicts())
    checks = tuple(store.get_all(Check, rows[:limit]))
    cursor = ""
    if len(rows) > limit:
        cursor = json.dumps([rows[limit - 1][name] for name in SORTS[sort]])
    return QueuePage(checks, cursor, _counts(store, where))


def take_next(store: Store, person: str, now: int) -> Check:
    """Assign the most urgent unchecked check that nobody has to `person`."""
    table = store.table(Check)
    with store.act(person, now, "take next check") as act:
        row = (
            table.select(table.id)
            .where(table.gone == 0, table.state == State.UNCHECKED.value, table.assignee == "")
            .order_by(table.priority, table.close, table.id)
            .tuples()
            .first()
        )
        if row is None:
            raise NotFound(kind="check", ref="next")
        return act.change(store.check(row[0]), assignee=person, state=State.CHECKING)


def _conditions(store: Store, wanted: QueueFilter) -> list[Any]:
    table = store.table(Check)
    where = [table.gone == 0]
    if wanted.kinds:
        where.append(table.kind.in_([k.value for k in wanted.kinds]))
    if wanted.risks:
        where.append(table.risk.in_([r.value for r in wanted.risks]))
    for name in ("article", "assignee", "desk"):
        if value := getattr(wanted, name):
            where.append(getattr(table, name) == value)
    if wanted.thin:
        where.append(table.thin)
    if wanted.text:
        where.append(table.statement.contains(wanted.text))
    return where


def _counts(store: Store, where: list[Any]) -> tuple[tuple[State, int], ...]:
    table = store.table(Check)
    rows = table.select(table.state, fn.COUNT(table.key)).where(*where).group_by(table.state)
    return tuple(sorted((State(state), count) for state, count in rows.tuples()))


def _cursor(after: str, length: int) -> list[Any]:
    try:
        values = json.loads(after)
    except ValueError as error:
        raise Refused(field="after", value=after) from error
    if not isinstance(values, list) or len(values) != length:
        raise Refused(field="after", value=after)
    return values


def _beyond(columns: list[Any], values: list[Any]) -> Any:
    """Row-wise "greater than": (a, b) > (x, y) as a > x or (a = x and b > y)."""
    steps = []
    for index, column in enumerate(columns):
        equal = [c == v for c, v in zip(columns[:index], values[:index], strict=True)]
        steps.append(reduce(and_, [*equal, column > values[index]]))
    return reduce(or_, steps)
