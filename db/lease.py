"""The next check for a person: the most urgent one nobody has, theirs while a lease lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.errors import NotFound
from db.kinds import State
from db.records import Check

if TYPE_CHECKING:
    from db.store import Store

LEASE = 10 * 60 * 1000
"""How long (ms) a check taken from the queue stays with who took it and does nothing with it."""


def take_next(store: Store, person: str, now: int) -> Check:
    """Assign the most urgent free check to `person`, for as long as a lease lasts."""
    with store.act(person, now, "take next check") as act:
        id_ = _free(store, now)
        if id_ is None:
            raise NotFound(kind="check", ref="next")
        check = act.change(store.check(id_), assignee=person, state=State.CHECKING)
        sql = 'UPDATE "check" SET lease_until = ? WHERE id = ?'
        store.engine.run(sql, (now + LEASE, check.id))
    return store.check(check.id)


def renew(store: Store, person: str, now: int) -> None:
    """Keep what a person has taken and not let go of for another lease; outside history."""
    sql = (
        'UPDATE "check" SET lease_until = ? WHERE assignee = ?'
        " AND lease_until > 0 AND state = 'checking'"
    )
    store.engine.run(sql, (now + LEASE, person))


def _free(store: Store, now: int) -> str | None:
    """The most urgent check nobody has, or whose lease ran out before anything was done."""
    nobody = "assignee = '' AND state = 'unchecked'"
    expired = "lease_until > 0 AND lease_until < ? AND state = 'checking'"
    skip = " FOR UPDATE SKIP LOCKED" if store.engine.server else ""
    found: list[tuple[Any, ...]] = []
    again = f"{nobody} AND reopened <> '[]'"
    for rank, condition, values in ((0, again, []), (1, nobody, []), (1, expired, [now])):
        sql = (
            f'SELECT {rank}, priority, close, key, id FROM "check" WHERE gone = 0 AND {condition}'
            f" ORDER BY priority, close, key LIMIT 1{skip}"
        )
        found += store.engine.rows(sql, values)
    return str(min(found)[-1]) if found else None
