"""The only thing that writes: what one person does in one act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from db.codec import CODECS, PLACE, Codec, Record, clean
from db.engine import batched, marks
from db.errors import Damaged, NotFound, Refused, StaleEdit
from db.kinds import PlacementStatus
from db.ledger import Ledger, Plain
from db.records import (
    Annotation,
    Article,
    Candidate,
    Decision,
    Document,
    Placement,
    Revision,
    new_id,
)

R = TypeVar("R", bound=Record)


class Act(Ledger):
    """One act of one person; `done` is the Change once it is written."""

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

    # -- inside

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
            found |= {one.id: one for one in codec.read_all(self._engine.rows(sql, some))}
        return found

    def _next_number(self, article_id: str) -> int:
        """Drafts whose adding was undone keep their numbers, so that redo finds them."""
        sql = "SELECT max(number) FROM revision WHERE article = ?"
        return int(self._engine.value(sql, (article_id,)) or 0) + 1


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
