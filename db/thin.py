"""Which confirmed checks rest on less than the house asks for, kept right with every act.

Counted are sources whose supporting evidence somebody has seen: so many primary ones are
enough, or so many primary and secondary ones together. What the author says never counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from db.engine import Engine, batched, marks
from db.house import ENOUGH, PRIMARY, SECONDARY

CONFIRMED = "('confirmed', 'confirmed_with_change')"


def recount(engine: Engine, check_ids: Iterable[str] | None) -> None:
    """Set or clear the flag of checks, or of every check (None: the rule itself changed)."""
    rule = _rule(engine)
    values = (rule[PRIMARY], rule[SECONDARY])
    if check_ids is None:
        engine.run(_sql(f"state IN {CONFIRMED}"), values * 2)
        return
    for some in batched(list(check_ids)):
        engine.run(_sql(f"id IN ({marks(some)})"), (*values, *some, *values))


def _rule(engine: Engine) -> dict[str, int]:
    sql = f"SELECT name, value FROM setting WHERE gone = 0 AND name IN ({marks(tuple(ENOUGH))})"
    told = {name: json.loads(value) for name, value in engine.rows(sql, tuple(ENOUGH))}
    return ENOUGH | {name: value for name, value in told.items() if isinstance(value, int)}


def _sql(which: str) -> str:
    """The update of the checks in question whose flag is not what it should be."""
    seen = (
        '(SELECT count(DISTINCT e.source) FROM evidence e WHERE e."check" = "check".id'
        " AND e.gone = 0 AND e.seen_at > 0 AND e.stance = 'supports' AND e.method IN ({}))"
    )
    primary, both = seen.format("'primary'"), seen.format("'primary', 'secondary'")
    thin = f"(CASE WHEN state IN {CONFIRMED} AND {primary} < ? AND {both} < ? THEN 1 ELSE 0 END)"
    return f'UPDATE "check" SET thin = {thin} WHERE {which} AND thin <> {thin}'
