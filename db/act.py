"""The only thing that writes: one act, one transaction, its history in the same breath."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from db import search, thin
from db.chain import CHAINED, digest, follow
from db.codec import BY_KIND, CODECS, PLACE, Codec, Record, clean
from db.engine import batched, marks
from db.errors import Damaged, Exists, NotFound, Refused, StaleEdit
from db.kinds import PlacementStatus
from db.records import (
    Annotation,
    Article,
    Candidate,
    Change,
    Decision,
    Document,
    Placement,
    Revision,
    new_id,
)

if TYPE_CHECKING:
    from db.store import Store

R = TypeVar("R", bound=Record)
Plain = dict[str, Any]

TEXTS = {"text", "blocks", "spans"}
"""What the history does not repeat of a draft; its hash is there."""


class Act:
    """One act of one person; `done` is the Change once it is written."""

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

    # -- records

    def add(self, record: R) -> R:
        """Store a new record; a mark or decision brings its place in its `revision`.

        Exists when there is a record with that id, Refused when a field holds no such value.
        """
        codec = CODECS[type(record)]
        self._insert(codec, record, {})
        if isinstance(record, Annotation | Decision) and record.revision:
            self._place_new(record)
        return record

    def add_revision(self, article_id: str, document: Document) -> Revision:
        """Keep `document` as the newest draft of an article and read it back."""
        article = self.store.get(Article, article_id)
        text = clean(document.text)
        revision = Revision(
            id=new_id(self.now),
            article=article.id,
            number=self._next_number(article.id),
            text=text,
            blocks=document.blocks,
            spans=document.spans,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            format=document.format,
            reader=document.reader,
            name=document.name,
            created=self.now,
        )
        self._insert(CODECS[Revision], revision, {"original": self.add_file(document.original)})
        stored = self.store.revision(revision.id)
        if hashlib.sha256(stored.text.encode()).hexdigest() != revision.sha256:
            raise Damaged(path=self.store.url, detail="the draft was not stored as written")
        self.change(article, revision=revision.id, draft=revision.number)
        return stored

    def keep_revision(self, revision: Revision, original: bytes) -> Revision:
        """Keep a draft that another store made, with its id and number; Damaged, Exists."""
        if hashlib.sha256(revision.text.encode()).hexdigest() != revision.sha256:
            raise Damaged(path=self.store.url, detail="the draft is not the one that was read")
        self._insert(CODECS[Revision], revision, {"original": self.add_file(original)})
        return revision

    def add_file(self, data: bytes) -> str:
        """Keep the bytes of a file once; returns their sha256 in hex, by which they are read."""
        digest = hashlib.sha256(data).hexdigest()
        sql = "INSERT INTO file (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        self._engine.run(sql, (digest, len(data), data))
        return digest

    def place(
        self,
        owner_id: str,
        revision_id: str,
        start: int | None,
        end: int | None,
        status: PlacementStatus = PlacementStatus.KEPT,
        confidence: int = 100,
        drift: Iterable[tuple[str, str]] = (),
        reason: str = "",
        candidates: Iterable[Candidate] = (),
    ) -> Placement:
        """Say where a mark or decision stands in one draft; it replaces what was said before."""
        wanted = Placement(
            id=new_id(self.now),
            owner=owner_id,
            revision=revision_id,
            start=start,
            end=end,
            status=status,
            confidence=confidence,
            drift=tuple((before, after) for before, after in drift),
            reason=reason,
            candidates=tuple(candidates),
        )
        codec: Codec[Placement] = CODECS[Placement]
        sql = f"SELECT gone, {codec.bare} FROM placement WHERE owner = ? AND revision = ?"
        rows = self._engine.rows(sql, (owner_id, revision_id))
        if not rows:
            self._insert(codec, wanted, {})
            return wanted
        gone, current = rows[0][0], codec.read(rows[0][1:])
        names = [n for n in codec.columns if n not in ("id", "owner", "revision", "version")]
        before: Plain = {n: codec.plain(n, getattr(current, n)) for n in names}
        after: Plain = {n: codec.plain(n, getattr(wanted, n)) for n in names}
        changed = [n for n in names if before[n] != after[n]]
        before, after = {n: before[n] for n in changed}, {n: after[n] for n in changed}
        if gone:
            before["gone"], after["gone"] = gone, 0
        if not after:
            return current
        self.write("placement", current.id, before, after, owner_id)
        return replace(wanted, id=current.id, version=current.version + 1)

    def change(self, record: R, **wanted: Any) -> R:
        """Set fields of a record; StaleEdit when one of them is no longer what `record` says.

        A mark's place is not changed this way (Refused): see `place`.
        """
        return self.change_all([record], **wanted)[0]

    def change_all(self, records: Sequence[R], **wanted: Any) -> list[R]:
        """Set the same fields on many records of one kind, as `change` does on one."""
        if not records:
            return []
        codec: Codec[R] = CODECS[type(records[0])]
        if places := [n for n in wanted if n not in codec.columns]:
            raise Refused(field=places[0], value=wanted[places[0]])
        columns = {name: codec.column(name, value) for name, value in wanted.items()}
        values = {name: codec.forms[name].value(column) for name, column in columns.items()}
        current = self._current(codec, [record.id for record in records])
        changed: list[R] = []
        batches: dict[tuple[str, ...], list[str]] = {}
        for record in records:
            now = up_to_date(codec, record, current, values)
            names = tuple(n for n, value in values.items() if getattr(now, n) != value)
            if names:
                batches.setdefault(names, []).append(now.id)
                before = {n: codec.plain(n, getattr(now, n)) for n in names}
                self._note(
                    codec.kind, now.id, before, {n: codec.plain(n, values[n]) for n in names}
                )
                now = replace(now, **{n: values[n] for n in names}, version=now.version + 1)
                current[now.id] = now
            changed.append(now)
        for names, ids in batches.items():
            self._update(codec.kind, {n: columns[n] for n in names}, ids)
        return changed

    def remove(self, record: Any) -> None:
        """Take a live record away, to be found again by undo."""
        self.store.get(type(record), record.id)
        kind = CODECS[type(record)].kind
        owner = record.owner if isinstance(record, Placement) else ""
        self.write(kind, record.id, {"gone": 0}, {"gone": self.now}, owner)

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

    def _place_new(self, record: Annotation | Decision) -> None:
        place = Placement(
            new_id(self.now),
            record.id,
            record.revision,
            record.start,
            record.end,
            record.placement,
        )
        self._insert(CODECS[Placement], place, {})

    def _current(self, codec: Codec[R], ids: Sequence[str]) -> dict[str, R]:
        """Live records by id; a mark's place is left out."""
        found: dict[str, R] = {}
        for some in batched(ids):
            sql = (
                f'SELECT {codec.bare} FROM "{codec.kind}" WHERE gone = 0 AND id IN ({marks(some)})'
            )
            for row in self._engine.rows(sql, some):
                record = codec.read(row)
                found[record.id] = record
        return found

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

    def _next_number(self, article_id: str) -> int:
        """Drafts whose adding was undone keep their numbers, so that redo finds them."""
        sql = "SELECT max(number) FROM revision WHERE article = ?"
        return int(self._engine.value(sql, (article_id,)) or 0) + 1

    def _note(self, kind: str, id_: str, before: Plain, after: Plain, owner: str = "") -> None:
        self._rows.append((kind, id_, before, after))
        if self._engine.server:
            for searched in search.affected(kind, after):
                self._words.setdefault(searched, {})[id_] = None
        self._touched[kind, owner or id_] = None


def up_to_date(codec: Codec[R], record: R, current: dict[str, R], wanted: Plain) -> R:
    """The record as it is now; StaleEdit when a wanted field is not what `record` says it was."""
    now = current.get(record.id)
    if now is None:
        raise NotFound(kind=codec.kind, ref=record.id)
    for name, mine in wanted.items():
        theirs = getattr(now, name)
        if theirs != getattr(record, name) and theirs != mine:
            raise StaleEdit(kind=codec.kind, id=now.id, field=name, mine=mine, theirs=theirs)
    return replace(now, **{n: getattr(record, n) for n in PLACE}) if codec.placed else now


def canonical(values: Plain) -> str:
    """JSON with sorted keys: the same values give the same text, and so the same hash."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False)
