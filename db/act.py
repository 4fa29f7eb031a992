"""The only thing that writes: one act, one transaction, its history in the same breath."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from peewee import fn

from db.errors import Damaged, NotFound, Refused, StaleEdit
from db.records import Annotation, Change, Document, Revision, new_id
from db.tables import PLACE, kind_of

if TYPE_CHECKING:
    from db.store import Store

R = TypeVar("R")


class Act:
    """One act of one person; `done` is set once it is written."""

    def __init__(
        self, store: Store, person: str, now: int, label: str, role: str, target: str
    ) -> None:
        self.id = new_id(now)
        self.store, self.person, self.now, self.label = store, person, now, label
        self.done: Change | None = None
        self._role, self._target = role, target
        self._touched: dict[tuple[str, str], None] = {}
        self._seq = 0
        self._head = ""

    def add(self, record: R) -> R:
        """Store a new record; an annotation brings its placement."""
        row = values_of(record)
        if isinstance(record, Annotation):
            self.store.tables.placement.create(
                annotation=record.id, **{name: row.pop(name) for name in PLACE}
            )
        self.store.table(type(record)).create(**row)
        self._note(type(record), record.id, {"gone": -1}, {"gone": 0})  # type: ignore[attr-defined]
        return record

    def add_revision(self, article_id: str, document: Document) -> Revision:
        """Keep `document` as the newest draft of an article and read it back."""
        article = self.store.article(article_id)
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        revision = Revision(
            id=new_id(self.now),
            article=article_id,
            number=self._next_number(article_id),
            text=document.text,
            blocks=document.blocks,
            spans=document.spans,
            sha256=digest,
            format=document.format,
            reader=document.reader,
            name=document.name,
            created=self.now,
        )
        row = values_of(revision)
        for name in ("blocks", "spans"):
            row[name] = json.dumps([asdict(part) for part in getattr(revision, name)])
        self.store.tables.revision.create(**row, original=document.original)
        stored = self.store.revision(revision.id)
        if hashlib.sha256(stored.text.encode()).hexdigest() != digest:
            raise Damaged(path=self.store.url, detail="the draft was not stored as written")
        self.change(article, revision=revision.id, draft=revision.number)
        return stored

    def change(self, record: R, **wanted: Any) -> R:
        """Set fields of a record; StaleEdit when one of them is no longer what `record` says.

        A mark's place is not changed this way: Refused.
        """
        if isinstance(record, Annotation) and (places := set(PLACE) & set(wanted)):
            raise Refused(field=min(places), value=wanted[min(places)])
        current = self._current(record)
        for name, value in wanted.items():
            theirs = getattr(current, name)
            if theirs != getattr(record, name) and theirs != value:
                raise StaleEdit(
                    kind=kind_of(type(record)), id=current.id, field=name, mine=value, theirs=theirs
                )
        before = {
            n: plain(getattr(current, n)) for n, v in wanted.items() if getattr(current, n) != v
        }
        if not before:
            return current
        after = {name: plain(wanted[name]) for name in before}
        self.write(type(record), current.id, before, after)
        return replace(current, **wanted, version=current.version + 1)  # type: ignore[type-var]

    def _current(self, record: Any) -> Any:
        current = self.store.get(type(record), record.id)
        if not isinstance(record, Annotation):
            return current
        return replace(current, **{name: getattr(record, name) for name in PLACE})

    def _next_number(self, article_id: str) -> int:
        """Drafts whose adding was undone keep their numbers, so that redo finds them."""
        table = self.store.tables.revision
        numbers = table.select(fn.MAX(table.number)).where(table.article == article_id)
        return int(numbers.scalar() or 0) + 1

    def remove(self, record: Any) -> None:
        """Take a live record away, to be found again by undo."""
        self.store.get(type(record), record.id)
        self.write(type(record), record.id, {"gone": 0}, {"gone": self.now})

    def write(self, record: type, id_: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Write fields given as plain values, raise the version, note both in the history."""
        table = self.store.table(record)
        row = {n: tuple(v) if isinstance(v, list) else v for n, v in after.items()}
        done = table.update(**row, version=table.version + 1).where(table.id == id_).execute()
        if not done:
            raise NotFound(kind=kind_of(record), ref=id_)
        self._note(record, id_, before, after)

    def finish(self) -> Change:
        """Write the act itself; called once, before the commit."""
        self.store.tables.act.create(
            id=self.id,
            person=self.person,
            at=self.now,
            label=self.label,
            role=self._role,
            target=self._target,
        )
        return Change(self.id, self._seq, self.label, self.person, tuple(self._touched))

    def _note(self, record: type, id_: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        kind = kind_of(record)
        self._touched[kind, id_] = None
        row = {
            "act": self.id,
            "at": self.now,
            "person": self.person,
            "label": self.label,
            "kind": kind,
            "record": id_,
            "before": canonical(before),
            "after": canonical(after),
            "undo_of": self._target if self._role == "undo" else "",
        }
        previous = self._head or self.store.head_hash()
        self._head = chain(previous, row)
        self._seq = self.store.tables.history.insert(
            **row, previous=previous, hash=self._head
        ).execute()


def plain(value: Any) -> Any:
    """A field's value as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def values_of(record: Any) -> dict[str, Any]:
    """A record's fields as column values."""
    names = [f.name for f in fields(record)]
    return {n: v.value if isinstance(v := getattr(record, n), Enum) else v for n in names}


def canonical(values: dict[str, Any]) -> str:
    """JSON with sorted keys: the same values give the same text, and so the same hash."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


def chain(previous: str, row: dict[str, Any]) -> str:
    """The hash that ties a history row to the one before it."""
    return hashlib.sha256((previous + canonical(row)).encode()).hexdigest()
