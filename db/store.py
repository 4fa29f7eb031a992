"""The one door to a store: records in, records out. It belongs to the thread that opened it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from db import history, queue
from db.act import Act, canonical, chain
from db.connect import failures, open_database
from db.errors import Ambiguous, Damaged, NotFound
from db.kinds import BlockKind, Kind, PlacementStatus, Risk, SpanKind, State
from db.records import (
    Annotation,
    Article,
    Block,
    Change,
    Check,
    Decision,
    Evidence,
    HistoryEntry,
    Overlay,
    Person,
    QueueFilter,
    QueuePage,
    Reply,
    Revision,
    Source,
    Span,
)
from db.tables import PLACE, Tables, kind_of

R = TypeVar("R")

ENUMS: dict[tuple[type, str], Any] = {
    (Annotation, "kind"): Kind,
    (Annotation, "placement"): PlacementStatus,
    (Check, "kind"): Kind,
    (Check, "state"): State,
    (Check, "risk"): Risk,
    (Overlay, "kind"): BlockKind,
}


class Store:
    """An open store. `listeners` are called with the Change of every act after its commit."""

    def __init__(self, url: str, database: Any, tables: Tables) -> None:
        self.url = url
        self.tables = tables
        self.listeners: list[Callable[[Change], None]] = []
        self._database = database

    @classmethod
    def open(cls, url: str, create: bool = True) -> Store:
        """Open the store at `url`; the errors are those of `db.connect.open_database`."""
        return cls(url, *open_database(url, create))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def act(
        self, person: str, now: int, label: str, role: str = "do", target: str = ""
    ) -> Iterator[Act]:
        """One transaction with its history; everything in it is kept, or nothing is."""
        act = Act(self, person, now, label, role, target)
        with failures(self.url), self._database.atomic():
            yield act
            act.done = act.finish()
        for listener in tuple(self.listeners):
            listener(act.done)

    # -- reading one record

    def table(self, record: type) -> Any:
        """The model of a record kind; for this package only."""
        return self.tables.of[record]

    def get(self, record: type[R], ref: str) -> R:
        """The live record with id, or unique beginning of an id, `ref`."""
        table = self.table(record)
        live = table.select().where(table.gone == 0)
        rows = list(live.where(table.id == ref).limit(1).dicts())
        if not rows and ref:
            rows = list(live.where(table.id.startswith(ref)).limit(2).dicts())
        if not rows:
            raise NotFound(kind=kind_of(record), ref=ref)
        if len(rows) > 1:
            raise Ambiguous(kind=kind_of(record), ref=ref, count=len(rows))
        return self._record(record, rows[0])

    def person(self, ref: str) -> Person:
        """A person by id or name."""
        named = [person for person in self.persons() if person.name == ref]
        return named[0] if named else self.get(Person, ref)

    def article(self, ref: str) -> Article:
        """An article by id, unique beginning of it, or slug."""
        by_slug = self._all(Article, self.table(Article).slug == ref)
        return by_slug[0] if by_slug else self.get(Article, ref)

    def check(self, ref: str) -> Check:
        """A check by id or unique beginning of it."""
        return self.get(Check, ref)

    def annotation(self, ref: str) -> Annotation:
        """A mark, with its place in the newest draft."""
        mark = self.get(Annotation, ref)
        return next(a for a in self.annotations(mark.article) if a.id == mark.id)

    def revision(self, id_: str) -> Revision:
        """A draft with its text."""
        return _revision(self._draft(id_))

    def original(self, revision_id: str) -> bytes:
        """The file a draft was read from, byte for byte."""
        return bytes(self._draft(revision_id).original)

    # -- reading lists

    def persons(self) -> list[Person]:
        """Everyone who works here."""
        return self._all(Person)

    def articles(self) -> list[Article]:
        """All articles, oldest first."""
        return self._all(Article)

    def revisions(self, article_id: str) -> list[Revision]:
        """An article's drafts, in order."""
        table = self.tables.revision
        rows = table.select().where(table.article == article_id).order_by(table.number)
        return [_revision(row) for row in rows]

    def annotations(self, article_id: str, revision_id: str = "") -> list[Annotation]:
        """An article's marks in text order, placed in a draft ("" = the newest)."""
        revision_id = revision_id or self.get(Article, article_id).revision
        place, table = self.tables.placement, self.table(Annotation)
        places = {
            p["annotation"]: {name: p[name] for name in PLACE}
            for p in place.select().where(place.revision == revision_id).dicts()
        }
        lost = {"revision": revision_id, "start": None, "end": None, "placement": "lost"}
        rows = table.select().where(table.gone == 0, table.article == article_id).dicts()
        marks = [self._record(Annotation, {**row, **places.get(row["id"], lost)}) for row in rows]
        return sorted(marks, key=lambda a: (a.start is None, a.start or 0, a.end or 0, a.id))

    def checks(self, article_id: str) -> list[Check]:
        """An article's checks, oldest first."""
        return self._all(Check, self.table(Check).article == article_id)

    def places(self, check_ids: Iterable[str]) -> dict[str, list[Annotation]]:
        """The marks of each check, in text order, placed in the newest draft."""
        wanted = set(check_ids)
        articles = {c.article for c in self._all(Check, self.table(Check).id.in_(wanted))}
        found: dict[str, list[Annotation]] = {}
        for article in sorted(articles):
            for mark in self.annotations(article):
                if mark.check in wanted:
                    found.setdefault(mark.check, []).append(mark)
        return found

    def replies(self, article_id: str) -> list[Reply]:
        """The threads of an article's marks, oldest reply first."""
        marks = self.table(Annotation)
        ids = marks.select(marks.id).where(marks.article == article_id, marks.gone == 0)
        return self._all(Reply, self.table(Reply).annotation.in_(ids))

    def sources(self) -> list[Source]:
        """Everything evidence can rest on."""
        return self._all(Source)

    def evidence(self, article_id: str) -> list[Evidence]:
        """The evidence under an article's checks."""
        checks = self.table(Check)
        ids = checks.select(checks.id).where(checks.article == article_id, checks.gone == 0)
        return self._all(Evidence, self.table(Evidence).check.in_(ids))

    def decisions(self, article_id: str, revision_id: str = "") -> list[Decision]:
        """What persons decided about passages of a draft ("" = of any)."""
        table = self.table(Decision)
        where = [table.article == article_id]
        if revision_id:
            where.append(table.revision == revision_id)
        return self._all(Decision, *where)

    def overlays(self, revision_id: str) -> list[Overlay]:
        """Block kinds persons changed in a draft."""
        return self._all(Overlay, self.table(Overlay).revision == revision_id)

    # -- queue, history, undo

    def queue(
        self, wanted: QueueFilter, sort: str = "close", limit: int = 100, after: str = ""
    ) -> QueuePage:
        """One keyset page of the queue; `after` is the `next` of the page before."""
        return queue.page(self, wanted, sort, limit, after)

    def next_check(self, person: str, now: int) -> Check:
        """Take the most urgent unassigned unchecked check for `person`; NotFound when none."""
        return queue.take_next(self, person, now)

    def search(self, text: str, limit: int = 50) -> list[Check]:
        """Checks whose statement holds `text`, whatever its case."""
        return list(self.queue(QueueFilter(text=text), limit=limit).checks)

    def history(self, ref: str = "", limit: int = 200) -> list[HistoryEntry]:
        """What was done, newest first; of one record, or of everything."""
        return history.entries(self, ref, limit)

    def undo(self, person: str, now: int) -> Change:
        """Take back the newest live act of `person`, field by field; NothingToUndo."""
        return history.undo(self, person, now)

    def redo(self, person: str, now: int) -> Change:
        """Do again what `person` undid last; NothingToUndo after a new act."""
        return history.redo(self, person, now)

    def head_hash(self) -> str:
        """The hash of the newest history row, 64 zeros in an empty store."""
        table = self.tables.history
        row = table.select(table.hash).order_by(table.seq.desc()).tuples().first()
        return row[0] if row else "0" * 64

    def verify(self) -> list[str]:
        """What is wrong with the file, its history's chain and its drafts' hashes."""
        check = [row[0] for row in self._database.execute_sql("PRAGMA quick_check").fetchall()]
        problems = [line for line in check if line != "ok"]
        previous = "0" * 64
        table = self.tables.history
        for row in table.select().order_by(table.seq).dicts():
            body = {n: row[n] for n in history.CHAINED}
            if row["previous"] != previous or row["hash"] != chain(previous, body):
                problems.append(f"history row {row['seq']} was changed")
            previous = row["hash"]
        drafts = self.tables.revision
        for id_, text, digest in drafts.select(drafts.id, drafts.text, drafts.sha256).tuples():
            if hashlib.sha256(text.encode()).hexdigest() != digest:
                problems.append(f"the text of draft {id_} was changed")
        return problems

    # -- inside

    def _draft(self, id_: str) -> Any:
        table = self.tables.revision
        row = table.get_or_none(table.id == id_)
        if row is None:
            raise NotFound(kind="revision", ref=id_)
        return row

    def _all(self, record: type[R], *where: Any) -> list[R]:
        table = self.table(record)
        rows = table.select().where(table.gone == 0, *where).order_by(table.key).dicts()
        return [self._record(record, row) for row in rows]

    def get_all(self, record: type[R], rows: list[dict[str, Any]]) -> list[R]:
        """Records of rows already read; for this package only."""
        return [self._record(record, row) for row in rows]

    def _record(self, record: type[R], row: dict[str, Any]) -> R:
        values = {n: v for n, v in row.items() if n not in ("key", "gone")}
        for (owner, name), enum in ENUMS.items():
            if owner is record and name in values:
                values[name] = enum(values[name])
        return record(**values)


def _revision(row: Any) -> Revision:
    values = {n: getattr(row, n) for n in Revision.__dataclass_fields__}
    try:
        blocks = json.loads(row.blocks)
        spans = json.loads(row.spans)
    except ValueError as error:
        raise Damaged(path="", detail=canonical({"draft": row.id})) from error
    values["blocks"] = tuple(Block(**{**b, "kind": BlockKind(b["kind"])}) for b in blocks)
    values["spans"] = tuple(Span(**{**s, "kind": SpanKind(s["kind"])}) for s in spans)
    return Revision(**values)
