"""What a filter of the queue asks for, as SQL on the table of checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from db import search
from db.engine import marks
from db.kinds import SETTLED, Risk, State
from db.records import NEVER, QueueFilter

if TYPE_CHECKING:
    from db.store import Store

ON_DESK = "SELECT id FROM article WHERE gone = 0 AND desk = ?"
"""The articles of a desk; their checks are on it unless they name another."""

NO_STATE = ("",)
"""What no check is in."""


class Where(NamedTuple):
    """A filter as SQL on the table of checks, called `c`; `states` () = all.

    A `narrow` one leaves so few that they are better found first and sorted then; `again` are
    those to be checked again.
    """

    sql: str
    values: list[Any]
    states: tuple[str, ...]
    narrow: bool
    again: bool = False


def conditions(store: Store, wanted: QueueFilter) -> Where:
    """What a filter asks for, except the states, which are better asked for one by one."""
    parts: list[str] = ["c.gone = 0"]
    values: list[Any] = []
    for name, choices in (("kind", wanted.kinds), ("risk", wanted.risks)):
        if choices:
            parts.append(f"c.{name} IN ({marks(choices)})")
            values += [choice.value for choice in choices]
    if wanted.desk:
        parts.append(f"(c.desk = ? OR c.desk = '' AND c.article IN ({ON_DESK}))")
        values += [wanted.desk, wanted.desk]
    for name in ("article", "assignee"):
        if value := getattr(wanted, name):
            parts.append(f"c.{name} = ?")
            values.append(value)
    if wanted.risks and Risk.NORMAL not in wanted.risks:
        parts.append("c.risk <> 'normal'")  # what the index of risks is limited to
    if wanted.unassigned:
        parts.append("c.assignee = ''")
    if wanted.thin:
        parts.append("c.thin = 1")
    if wanted.close_after:
        parts.append("c.close >= ? AND c.close < ?")
        values += [wanted.close_after, NEVER]
    if wanted.close_before:
        parts.append("c.close < ?")
        values.append(wanted.close_before)
    if wanted.speaker:
        parts.append(_marked("substr(speaker, 1, 100) = ? AND speaker <> ''"))
        values.append(wanted.speaker[:100])
    for tag in wanted.tags:
        parts.append(_marked("""tags <> '[]' AND tags LIKE ? ESCAPE '!'"""))
        values.append(f"%{_escaped(json.dumps(tag, ensure_ascii=False))}%")
    if search.words(wanted.text):
        sql, found = search.matching(store.engine, "check", wanted.text)
        parts.append(f"c.key IN ({sql})")
        values += found
    narrow = bool(wanted.article or wanted.speaker or wanted.tags or wanted.text)
    return Where(" AND ".join(parts), values, _states(wanted), narrow)


def _marked(condition: str) -> str:
    return f'c.id IN (SELECT "check" FROM annotation WHERE gone = 0 AND {condition})'


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _states(wanted: QueueFilter) -> tuple[str, ...]:
    chosen = wanted.states or tuple(State)
    if wanted.open:
        chosen = tuple(state for state in chosen if state not in SETTLED)
    if not chosen:
        return NO_STATE
    return () if len(set(chosen)) == len(State) else tuple(dict.fromkeys(s.value for s in chosen))
