"""The author's annotated copy: comments, notes, tracked changes and placeholders become marks.

`plan` says what an import would make, without a store; `file_annotated` makes it, in one act.
What the author cites is a pointer: evidence of method author_says, not seen, that raises no state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.act import Act
from db.kinds import BlockKind, Kind, PlacementStatus, State
from db.records import (
    Annotation,
    Article,
    Check,
    Document,
    Evidence,
    Note,
    NoteReply,
    Reply,
    Revision,
    new_id,
)
from db.store import Store
from editor.commands.articles import add_article, from_iso
from editor.commands.known import Known
from editor.commands.receiving import keep_said
from editor.text.anchor import describe
from editor.text.cited import Cited, cited
from editor.text.placeholders import placeholders, vouched
from editor.text.sentences import sentences
from editor.text.tracked import edits

IBID = ("ibid", "ib.", "idem", "same")
NOBODY = frozenset({"Unknown Author", "Unknown", "Author", "Anonymous"})
CQ = "[CQ]"


@dataclass(frozen=True, slots=True)
class Planned:
    """One mark an annotated copy would make.

    `origin` is comment, footnote, endnote, change, placeholder or spelling; `start` and `end` are
    code points of the text, None for a note without a place; `at` is ISO 8601 or "".
    """

    origin: str
    kind: Kind
    start: int | None
    end: int | None
    note: str = ""
    author: str = ""
    at: str = ""
    statement: str = ""
    state: State = State.UNCHECKED
    cited: tuple[Cited, ...] = ()
    replies: tuple[NoteReply, ...] = ()
    resolved: bool = False
    before: str = ""
    after: str = ""


def plan(document: Document) -> tuple[Planned, ...]:
    """Everything an annotated copy would make, in text order; nothing is written."""
    found = _of_notes(document) + _of_changes(document)
    for block in document.blocks:
        if block.kind is BlockKind.NOT_ARTICLE:
            continue
        for start, end in placeholders(document.text, block.start, block.end):
            found.append(_placeholder(document.text, start, end))
        for start, end in vouched(document.text, block.start, block.end):
            found.append(_spelling(document, start, end))
    return tuple(sorted(found, key=lambda p: (p.start is None, p.start or 0, p.end or 0)))


def file_annotated(
    store: Store, person: str, now: int, document: Document, planned: Iterable[Planned]
) -> tuple[Article, Revision, list[Annotation]]:
    """File the document as a new article with these marks, their checks and sources; one act."""
    with store.act(person, now, "add annotated copy") as act:
        article, revision = add_article(act, document)
        filing = _Filing(act, revision)
        marks = [filing.file(one) for one in planned]
    keep_said(store, revision.id, document)
    return store.article(article.id), revision, marks


def _of_notes(document: Document) -> list[Planned]:
    found: list[Planned] = []
    last: tuple[Cited, ...] = ()
    ends: dict[int, int] = {}
    for note in document.notes:
        is_note = note.kind != "comment"
        sources = cited(note.text, note.targets, is_note)
        if is_note and note.text.casefold().startswith(IBID):
            sources = last
        last = sources if is_note else last
        start, end = _passage(document.text, note, ends)
        found.append(
            Planned(
                origin=note.kind,
                kind=Kind.FACT,
                start=start,
                end=end,
                note=note.text,
                author=_named(note.author),
                at=note.at,
                statement=_sentence(document.text, start),
                cited=sources,
                replies=note.replies,
                resolved=note.resolved,
            )
        )
    return found


def _of_changes(document: Document) -> list[Planned]:
    return [
        Planned(
            origin="change",
            kind=Kind.CHANGE,
            start=edit.start,
            end=edit.end,
            author=_named(edit.author),
            at=edit.when,
            before=edit.before,
            after=edit.after,
        )
        for edit in edits(document.text, document.spans)
    ]


def _named(author: str) -> str:
    """An author's name, "" for what programs write where they were told none."""
    return "" if author in NOBODY else author


def _placeholder(text: str, start: int, end: int) -> Planned:
    return Planned(
        origin="placeholder",
        kind=Kind.FACT,
        start=start,
        end=end,
        statement=_sentence(text, start),
        state=State.CHANGE_NEEDED,
    )


def _spelling(document: Document, start: int, end: int) -> Planned:
    name = document.text[start:end]
    writer = document.writers[0] if document.writers else ""
    return Planned(
        origin="spelling",
        kind=Kind.FACT,
        start=start,
        end=end,
        note=CQ,
        author=writer,
        statement=name,
        cited=(Cited("person", writer),) if writer else (),
    )


def _passage(text: str, note: Note, ends: dict[int, int]) -> tuple[int | None, int | None]:
    """A note's own passage; for a point, its sentence up to there from the note before it on.

    `ends` remembers where the last note of each sentence hung.
    """
    if note.start is None or note.end is None or note.start < note.end:
        return note.start, note.end
    at = note.start
    for start, end in _around(text, max(at - 1, 0)):
        since = ends.get(start, start)
        ends[start] = at
        words = text[since:at]
        since += len(words) - len(words.lstrip(" ,;:.)”’\"'"))
        return (since, at) if since < at else (start, min(max(at, start + 1), end))
    return None, None


def _around(text: str, at: int) -> list[tuple[int, int]]:
    """The sentence around a code point, as a list of one, or of none."""
    start = text.rfind("\n\n", 0, at) + 2 if "\n\n" in text[:at] else 0
    end = text.find("\n\n", at)
    block = sentences(text, start, len(text) if end < 0 else end)
    return [s for s in block if s[0] <= at < s[1]] or block[-1:]


def _sentence(text: str, at: int | None) -> str:
    for start, end in _around(text, at) if at is not None else []:
        return " ".join(text[start:end].split())
    return ""


class _Filing:
    """Writes planned marks within one act; people and sources already known are used again."""

    def __init__(self, act: Act, revision: Revision) -> None:
        self._act, self._revision = act, revision
        self._known = Known(act)

    def file(self, one: Planned) -> Annotation:
        """One mark with its check, sources, evidence and thread."""
        author = self._known.person(one.author)
        check = self._check(one) if one.kind is not Kind.CHANGE else None
        mark = self._act.add(self._mark(one, author, check.id if check else ""))
        if check is not None:
            for source in one.cited:
                self._act.add(self._evidence(check.id, source, one))
        for reply in self._thread(one, mark.id):
            self._act.add(reply)
        return mark

    def _check(self, one: Planned) -> Check:
        statement = one.statement or " ".join(one.note.split())
        return self._act.add(
            Check(
                id=new_id(self._act.now),
                article=self._revision.article,
                kind=one.kind,
                statement=statement,
                state=one.state,
                created=self._act.now,
            )
        )

    def _mark(self, one: Planned, author: str, check: str) -> Annotation:
        base = Annotation(
            id=new_id(self._act.now),
            article=self._revision.article,
            kind=one.kind,
            exact="",
            note=one.note,
            author=author,
            created=from_iso(one.at) or self._act.now,
            change=one.after,
            original=one.before,
            check=check,
            revision=self._revision.id,
            tags=(one.origin,),
        )
        if one.start is None or one.end is None:
            return replace(base, placement=PlacementStatus.LOST)
        at = describe(self._revision.text, one.start, one.end)
        return replace(
            base, start=one.start, end=one.end, exact=at.exact, prefix=at.prefix, suffix=at.suffix
        )

    def _evidence(self, check: str, source: Cited, one: Planned) -> Evidence:
        return Evidence(
            id=new_id(self._act.now),
            check=check,
            source=self._known.source(source),
            method="author_says",
            locator=source.place,
            excerpt=one.note,
        )

    def _thread(self, one: Planned, mark: str) -> list[Reply]:
        """The replies, all settled when the thread was; a settled note alone says so itself."""
        replies = [
            Reply(
                id=new_id(self._act.now),
                annotation=mark,
                author=self._known.person(reply.author),
                text=reply.text,
                at=from_iso(reply.at) or self._act.now,
                resolved=one.resolved,
            )
            for reply in one.replies
        ]
        if one.resolved and not replies:
            at = from_iso(one.at) or self._act.now
            replies.append(
                Reply(
                    new_id(self._act.now), mark, self._known.person(one.author), one.note, at, True
                )
            )
        return replies
