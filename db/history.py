"""The append-only history, and undo and redo made from it.

A field is taken back when it still holds what the act left there; what someone changed since is
kept and listed in the Change. What an act added goes only while it is as the act left it,
together with what the same act added to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from db.codec import BY_KIND
from db.engine import batched, marks
from db.errors import NothingToUndo
from db.records import Change, HistoryEntry

if TYPE_CHECKING:
    from db.act import Act
    from db.store import Store

Key = tuple[str, str]
Plain = dict[str, Any]

DERIVED = frozenset({"version", "updated", "lease_until", "thin"})
"""Fields the store sets by itself: outside history and undo."""

ENTRY = "seq, at, act, label, person, kind, record, before, after, undo_of, writer"


class Step(NamedTuple):
    """One history row of an act that is taken back: the fields written, and what they were."""

    kind: str
    id: str
    now: Plain
    back: Plain
    owner: str


def entries(store: Store, ref: str, limit: int) -> list[HistoryEntry]:
    """History rows newest first; `ref` is the id of a record, or the beginning of one."""
    where, values = "", []
    if ref:
        where, values = "WHERE record >= ? AND record < ?", [ref, ref + "\U0010ffff"]
    sql = f"SELECT {ENTRY} FROM history {where} ORDER BY seq DESC LIMIT ?"
    return [HistoryEntry(*row) for row in store.engine.rows(sql, (*values, limit))]


def of_records(store: Store, ids: Iterable[str]) -> dict[str, list[HistoryEntry]]:
    """The history of each of these records, oldest first."""
    found: dict[str, list[HistoryEntry]] = {}
    for some in batched(list(dict.fromkeys(ids))):
        sql = f"SELECT {ENTRY} FROM history WHERE record IN ({marks(some)}) ORDER BY seq"
        for row in store.engine.rows(sql, some):
            entry = HistoryEntry(*row)
            found.setdefault(entry.id, []).append(entry)
    return found


def undo(store: Store, person: str, now: int) -> Change:
    """Take back the person's newest act that still stands, and what happened by itself on it."""
    with store.act(person, now, "undo", "undo") as act:
        newest = _newest(store, person, ("do", "redo"))
        if newest is None:
            raise NothingToUndo(what="undo")
        seq, id_, label = newest
        acts = [*_by_itself(store, person, seq, id_), id_]
        _reverse(act, acts, f"undo {label.removeprefix('redo ')}")
    return act.done


def redo(store: Store, person: str, now: int) -> Change:
    """Reverse the person's newest undo, unless a new act came after it."""
    with store.act(person, now, "redo", "redo") as act:
        undone = _newest(store, person, ("undo",))
        newer = _newest(store, person, ("do",), standing=False)
        if undone is None or (newer is not None and newer[0] > undone[0]):
            raise NothingToUndo(what="redo")
        _reverse(act, [undone[1]], "redo " + undone[2].removeprefix("undo "))
    return act.done


def _newest(
    store: Store, person: str, roles: tuple[str, ...], standing: bool = True
) -> tuple[int, str, str] | None:
    sql = f"SELECT seq, id, label FROM act WHERE person = ? AND role IN ({marks(roles)})"
    sql += " AND live = 1" * standing + " ORDER BY seq DESC LIMIT 1"
    rows = store.engine.rows(sql, (person, *roles))
    return (rows[0][0], rows[0][1], rows[0][2]) if rows else None


def _by_itself(store: Store, person: str, seq: int, act: str) -> list[str]:
    """Later acts of the program on the person's behalf that touched the same records."""
    sql = (
        "SELECT DISTINCT a.seq, a.id FROM act a JOIN history h ON h.act = a.id"
        " WHERE a.person = ? AND a.seq > ? AND a.role = 'auto' AND a.live = 1"
        " AND h.record IN (SELECT record FROM history WHERE act = ?) ORDER BY a.seq DESC"
    )
    return [row[1] for row in store.engine.rows(sql, (person, seq, act))]


def _reverse(act: Act, undone: list[str], label: str) -> None:
    """Take acts back within `act`; the last of them is the one that was meant."""
    reversal = _Reversal(act.store, undone, act.now)
    for step in reversal.steps:
        act.write(step.kind, step.id, step.now, step.back, step.owner)
    act.store.engine.run(f"UPDATE act SET live = 0 WHERE id IN ({marks(undone)})", undone)
    act.takes_back(undone[-1], label, reversal.kept)


class _Reversal:
    """What has to be written to take acts back, found before anything is written."""

    def __init__(self, store: Store, acts: list[str], now: int) -> None:
        self.kept: list[tuple[str, str, str]] = []
        self.steps: list[Step] = []
        self._now = now
        rows = [row for act in acts for row in _rows_of(store, act)]
        self._current = _current(store, [(kind, id_) for kind, id_, _, _ in rows])
        made = {id_ for _, id_, before, _ in rows if before.get("gone") == -1}
        groups = _groups(made, rows)
        touched: set[str] = set()
        for kind, id_, before, after in rows:
            if not self._step(kind, id_, before, after) and id_ in made:
                touched |= groups[id_]
        self.steps = [step for step in self.steps if step.id not in touched]

    def _step(self, kind: str, id_: str, before: Plain, after: Plain) -> bool:
        """Note the way back of one row; False when somebody changed one of its fields since."""
        current = self._current[kind, id_]
        expected = after
        if before.get("gone") == -1:
            before, expected = {"gone": self._now}, BY_KIND[kind].defaults | after
        stale = [n for n, v in expected.items() if n not in DERIVED and not _same(n, current[n], v)]
        self.kept += [(kind, id_, name) for name in stale]
        back = {} if stale and expected is not after else before
        back = {n: v for n, v in back.items() if n not in stale and n not in DERIVED}
        if back:
            was = {name: current[name] for name in back}
            self.steps.append(Step(kind, id_, was, back, current.get("owner", "")))
            current.update(back)
        return not stale


def _groups(made: set[str], rows: list[tuple[str, str, Plain, Plain]]) -> dict[str, set[str]]:
    """For each record an act made, those it made with it: records that name one another."""
    groups = {id_: {id_} for id_ in made}
    for _, id_, before, after in rows:
        if before.get("gone") != -1:
            continue
        for value in after.values():
            if isinstance(value, str) and value in groups and groups[value] is not groups[id_]:
                both = groups[value] | groups[id_]
                for member in both:
                    groups[member] = both
    return groups


def _rows_of(store: Store, act: str) -> list[tuple[str, str, Plain, Plain]]:
    sql = "SELECT kind, record, before, after FROM history WHERE act = ? ORDER BY seq DESC"
    rows = store.engine.rows(sql, (act,))
    return [(kind, id_, json.loads(was), json.loads(is_)) for kind, id_, was, is_ in rows]


def _current(store: Store, keys: list[Key]) -> dict[Key, Plain]:
    """The plain values of records as they are now, also of those that are gone."""
    by_kind: dict[str, dict[str, None]] = {}
    for kind, id_ in keys:
        by_kind.setdefault(kind, {})[id_] = None
    found: dict[Key, Plain] = {}
    for kind, ids in by_kind.items():
        codec = BY_KIND[kind]
        names = ", ".join(f'"{name}"' for name in codec.columns)
        for some in batched(list(ids)):
            sql = f'SELECT gone, {names} FROM "{kind}" WHERE id IN ({marks(some)})'
            for gone, *row in store.engine.rows(sql, some):
                values = {n: codec.plain_of_column(n, v) for n, v in zip(codec.columns, row)}  # noqa: B905
                found[kind, values["id"]] = {**values, "gone": gone}
    return found


def _same(name: str, current: Any, value: Any) -> bool:
    if name == "gone":
        return bool(current) == bool(value)
    return bool(current == value)
