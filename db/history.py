"""The append-only history, and undo and redo made from it.

A field is taken back when it still holds what the act left there; what someone
changed since is kept and listed in the Change.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from db.errors import NothingToUndo
from db.records import Change, HistoryEntry
from db.tables import kind_of

if TYPE_CHECKING:
    from db.store import Store

CHAINED = ("act", "at", "person", "label", "kind", "record", "before", "after", "undo_of")
"""The columns a history row's hash covers, besides the hash before it."""

ENTRY = "add person"
"""Entering oneself is not taken back: the acts that follow name that person."""


def entries(store: Store, ref: str, limit: int) -> list[HistoryEntry]:
    """History rows newest first; `ref` is the id of a record, or the beginning of one."""
    table = store.tables.history
    query = table.select().order_by(table.seq.desc()).limit(limit)
    if ref:
        query = query.where(table.record.startswith(ref))
    return [
        HistoryEntry(
            seq=row["seq"],
            at=row["at"],
            act=row["act"],
            label=row["label"],
            person=row["person"],
            kind=row["kind"],
            id=row["record"],
            before=row["before"],
            after=row["after"],
            undo_of=row["undo_of"],
        )
        for row in query.dicts()
    ]


def undo(store: Store, person: str, now: int) -> Change:
    """Take back the person's newest act that still stands."""
    act = _newest(store, person, ("do", "redo"))
    if act is None:
        raise NothingToUndo(what="undo")
    return _reverse(store, person, now, act, f"undo {act['label'].removeprefix('redo ')}", "undo")


def redo(store: Store, person: str, now: int) -> Change:
    """Reverse the person's newest undo, unless a new act came after it."""
    act = _newest(store, person, ("undo",))
    newer = _newest(store, person, ("do",), standing=False)
    if act is None or (newer is not None and newer["seq"] > act["seq"]):
        raise NothingToUndo(what="redo")
    return _reverse(store, person, now, act, "redo " + act["label"].removeprefix("undo "), "redo")


def _newest(
    store: Store, person: str, roles: tuple[str, ...], standing: bool = True
) -> dict[str, Any] | None:
    table = store.tables.act
    acts = table.select().where(table.person == person, table.role.in_(roles), table.label != ENTRY)
    if standing:
        acts = acts.where(table.live)
    found: dict[str, Any] | None = acts.order_by(table.seq.desc()).dicts().first()
    return found


def _reverse(
    store: Store, person: str, now: int, undone: dict[str, Any], label: str, role: str
) -> Change:
    kinds = {kind_of(record): record for record in store.tables.of}
    rows = store.tables.history
    kept: list[tuple[str, str, str]] = []
    with store.act(person, now, label, role, undone["id"]) as act:
        for row in rows.select().where(rows.act == undone["id"]).order_by(rows.seq.desc()).dicts():
            before, after = _fields(row["before"], now), _fields(row["after"], now)
            back = {}
            current = _current(store, kinds[row["kind"]], row["record"])
            for name, value in after.items():
                if _same(name, current[name], value):
                    back[name] = before[name]
                else:
                    kept.append((row["kind"], row["record"], name))
            if back:
                was = {name: current[name] for name in back}
                act.write(kinds[row["kind"]], row["record"], was, back)
        acts = store.tables.act
        acts.update(live=False).where(acts.id == undone["id"]).execute()
    assert act.done is not None
    done = act.done
    return Change(done.act, done.seq, done.label, done.person, done.ids, tuple(kept))


def _fields(text: str, now: int) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(text)
    if values.get("gone") == -1:  # before it was made: gone, from now on
        values["gone"] = now
    return values


def _same(name: str, current: Any, value: Any) -> bool:
    if name == "gone":
        return bool(current) == bool(value)
    return bool(current == value)


def _current(store: Store, record: type, id_: str) -> dict[str, Any]:
    table = store.table(record)
    row: dict[str, Any] = table.select().where(table.id == id_).dicts().get()
    return {n: list(v) if isinstance(v, tuple) else v for n, v in row.items()}
