"""One act's transaction: what is written, and its history in the same breath."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from db import search, thin
from db.chain import CHAINED, digest, follow
from db.codec import BY_KIND, Codec, Record
from db.engine import batched, marks
from db.errors import Exists, NotFound
from db.records import Change, Placement, Revision, new_id

if TYPE_CHECKING:
    from db.store import Store

R = TypeVar("R", bound=Record)
Plain = dict[str, Any]

TEXTS = {"text", "blocks", "spans"}
"""What the history does not repeat of a draft; its hash is there."""


class Ledger:
    """The rows one act writes, and the history they leave; `done` is its Change once written."""

    def __init__(self, store: Store, person: str, now: int, label: str, role: str) -> None:
        self.id = new_id(now)
        self.store, self.person, self.now, self.label = store, person, now, label
        self.done = Change(self.id, 0, label, person)
        self._engine = store.engine
        self._role, self._target = role, ""
        self._rows: list[tuple[str, str, Plain, Plain]] = []
        self._touched: dict[tuple[str, str], None] = {}
        self._words: dict[str, dict[str, None]] = {}
        self._anchor = self._take_anchor()

    # -- for this package only

    def write(self, kind: str, id_: str, before: Plain, after: Plain, owner: str = "") -> None:
        """Write fields given as plain values, raise the version, note both in the history."""
        codec = BY_KIND[kind]
        columns = {
            n: v if n == "gone" else codec.column(n, codec.value(n, v)) for n, v in after.items()
        }
        self._update(kind, columns, [id_])
        self._note(kind, id_, before, after, owner)

    def takes_back(self, act: str, label: str, kept: Iterable[tuple[str, str, str]]) -> None:
        """Say which act an undo or redo reverses, and which fields it left alone."""
        self._target, self.label = act, label
        self.done = replace(self.done, label=label, kept=tuple(kept))

    def finish(self) -> Change:
        """Write the history and the act itself; called once, before the commit."""
        if not self._rows:
            return self.done
        store, engine = self.store, self._engine
        self._recount()
        seq, acts, head = self._anchor
        undo_of = self._target if self._role == "undo" else ""
        rows = []
        for kind, id_, before, after in self._rows:
            seq += 1
            texts = canonical(before), canonical(after)
            body = (seq, self.id, store.writer, self.now, self.person, self.label, kind, id_)
            row = (*body, *texts, undo_of)
            previous, head = head, follow(head, digest(row))
            rows.append((*row, previous, head))
        columns = (*CHAINED, "previous", "hash")
        names = ", ".join(f'"{c}"' for c in columns)
        engine.many(f"INSERT INTO history ({names}) VALUES ({marks(columns)})", rows)
        engine.run(
            "INSERT INTO act (seq, id, person, at, label, role, target, live)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            (seq, self.id, self.person, self.now, self.label, self._role, self._target),
        )
        engine.run("UPDATE anchor SET seq = ?, acts = ?, head = ?", (seq, acts + 1, head))
        for kind, ids in self._words.items():
            search.index(engine, kind, ids)
        return replace(self.done, seq=seq, ids=tuple(self._touched))

    # -- inside

    def _recount(self) -> None:
        """Keep the flag of thin checks right: those whose state, evidence or rule was touched."""
        checks: dict[str, None] = {}
        pieces: list[str] = []
        for kind, id_, _, after in self._rows:
            if kind == "check" and after.keys() & {"state", "gone"}:
                checks[id_] = None
            elif kind == "evidence":
                pieces.append(id_)
            elif kind == "setting":
                thin.recount(self._engine, None)
        for some in batched(pieces):
            sql = f'SELECT DISTINCT "check" FROM evidence WHERE id IN ({marks(some)})'
            for (id_,) in self._engine.rows(sql, some):
                checks[id_] = self._touched["check", id_] = None
        thin.recount(self._engine, checks)

    def _take_anchor(self) -> tuple[int, int, str]:
        """Where the history ends. On a server its row is the lock that lets one act in at a time,

        as a file does by itself: so acts are numbered in the order of their commits, what an act
        reads stays true until it is done, and nobody waits in a circle.
        """
        lock = " FOR UPDATE" if self._engine.server else ""
        seq, acts, head = self._engine.rows(f"SELECT seq, acts, head FROM anchor{lock}")[0]
        return seq, acts, head

    def _insert(self, codec: Codec[R], record: R, extra: Plain) -> None:
        row = dict(zip(codec.columns, codec.row(record), strict=True)) | extra
        if "updated" in row:
            row["updated"] = self.now
        names = ", ".join(f'"{name}"' for name in row)
        values = tuple(row.values())
        try:
            self._engine.run(
                f'INSERT INTO "{codec.kind}" ({names}) VALUES ({marks(values)})', values
            )
        except Exists as error:
            raise Exists(kind=codec.kind, id=record.id) from error
        untold = {"id", "version", "updated"} | (TEXTS if codec.record is Revision else set())
        after = {"gone": 0} | {
            name: plain
            for name in codec.columns
            if name not in untold
            and (plain := codec.plain(name, getattr(record, name))) != codec.defaults.get(name)
        }
        owner = record.owner if isinstance(record, Placement) else ""
        self._note(codec.kind, record.id, {"gone": -1}, after, owner)

    def _update(self, kind: str, columns: Plain, ids: Sequence[str]) -> None:
        sets = "".join(f'"{name}" = ?, ' for name in columns)
        values = list(columns.values())
        if kind == "check":
            sets += "updated = ?, lease_until = 0, "
            values.append(self.now)
        sql = f'UPDATE "{kind}" SET {sets}version = version + 1 WHERE id IN '
        done = sum(self._engine.run(f"{sql}({marks(s)})", (*values, *s)) for s in batched(ids))
        if done != len(ids):
            raise NotFound(kind=kind, ref=ids[0])

    def _note(self, kind: str, id_: str, before: Plain, after: Plain, owner: str = "") -> None:
        self._rows.append((kind, id_, before, after))
        if self._engine.server:
            for searched in search.affected(kind, after):
                self._words.setdefault(searched, {})[id_] = None
        self._touched[kind, owner or id_] = None


def canonical(values: Plain) -> str:
    """JSON with sorted keys: the same values give the same text, and so the same hash."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False)
