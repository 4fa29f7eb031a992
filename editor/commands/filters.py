"""Acts on named queue filters, and how a filter is written down."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any

from db.kinds import Kind, Risk, State
from db.records import QueueFilter, SavedFilter, new_id
from db.store import Store

MEMBERS: dict[str, type[StrEnum]] = {"states": State, "kinds": Kind, "risks": Risk}


def save_filter(
    store: Store,
    person: str,
    now: int,
    name: str,
    wanted: QueueFilter,
    sort: str = "close",
    for_all: bool = False,
) -> SavedFilter:
    """Keep a filter under a name, for oneself or `for_all`; one of that name is replaced."""
    owner, text = "" if for_all else person, written(wanted)
    with store.act(person, now, "save filter") as act:
        for saved in store.saved_filters(person):
            if (saved.name, saved.owner) == (name, owner):
                return act.change(saved, wanted=text, sort=sort)
        return act.add(SavedFilter(new_id(now), name, text, sort, owner))


def remove_filter(store: Store, person: str, now: int, saved: SavedFilter) -> None:
    """Forget a named filter."""
    with store.act(person, now, "remove filter") as act:
        act.remove(saved)


def written(wanted: QueueFilter) -> str:
    """A filter as JSON; what it does not ask for is left out."""
    empty = asdict(QueueFilter())
    return json.dumps({n: v for n, v in asdict(wanted).items() if v != empty[n]}, sort_keys=True)


def read_back(text: str) -> QueueFilter:
    """The filter `written` wrote; what this program does not know in it is left out."""
    try:
        values = json.loads(text)
    except ValueError:
        return QueueFilter()
    known = {field.name for field in fields(QueueFilter)}
    given = values.items() if isinstance(values, dict) else ()
    return QueueFilter(**{name: _value(name, value) for name, value in given if name in known})


def _value(name: str, value: Any) -> Any:
    default = getattr(QueueFilter(), name)
    if isinstance(default, tuple):
        listed = value if isinstance(value, list) else []
        if name in MEMBERS:
            member = MEMBERS[name]
            return tuple(member(one) for one in listed if one in list(member))
        return tuple(str(one) for one in listed)
    return value if type(value) is type(default) else default
