"""Marks of another program's file taken in: placed by their words, the doubtful for review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.act import Act
from db.kinds import Kind, PlacementStatus, State
from db.records import Annotation, Check, Reply, Revision, new_id
from db.store import Store
from editor.commands.marks import CHECKED_KINDS
from editor.text.anchor import describe
from editor.text.incoming import Incoming, IncomingReply, Settled, settle


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file's marks: ids of the new ones, of those to review, of known ones that
    got something new; `same` counts those that brought nothing."""

    added: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: int = 0


def take_in(
    store: Store, person: str, now: int, article_id: str, marks: Iterable[Incoming]
) -> Taken:
    """File marks for the newest draft of an article, all in one act.

    A mark whose id this article already has is not made twice: answers it does not have yet are
    added to its thread, and a thread settled elsewhere is settled here. Nothing else of it is
    touched.
    """
    article = store.article(article_id)
    revision = store.revision(article.revision)
    with store.act(person, now, "take in marks") as act:
        intake = _Intake(act, store, revision)
        for mark in marks:
            intake.take(mark)
    return Taken(tuple(intake.added), tuple(intake.doubtful), tuple(intake.changed), intake.same)


class _Intake:
    """One act's work on one draft."""

    def __init__(self, act: Act, store: Store, revision: Revision) -> None:
        self.added: list[str] = []
        self.doubtful: list[str] = []
        self.changed: list[str] = []
        self.same = 0
        self._act = act
        self._revision = revision
        self._known = {mark.id: mark for mark in store.annotations(revision.article)}
        self._alike = {_likeness(mark): mark for mark in self._known.values()}
        self._moments = {_moment(m.exact, m.author, m.created): m for m in self._known.values()}
        self._persons = {person.name: person.id for person in store.persons()}
        self._threads: dict[str, list[Reply]] = {}
        for reply in store.replies(revision.article):
            self._threads.setdefault(reply.annotation, []).append(reply)

    def take(self, mark: Incoming) -> None:
        """Make a mark of the file, or add what it brings to the one it is."""
        known = self._known.get(mark.id)
        if known is None:
            known = self._seen_before(mark)
        if known is not None:
            self._merge(known, mark)
        elif mark.exact or mark.note:
            self._make(mark)

    def _seen_before(self, mark: Incoming) -> Annotation | None:
        """A mark of the same words, note, author and time, as taken in from the file before.

        A comment that lost its id on the way is the mark its author made on these words in the
        same second.
        """
        author = self._author(mark.author)
        key = (mark.kind, mark.exact, mark.note, author, mark.at)
        if key in self._alike or mark.id or not mark.at or mark.kind is not Kind.COMMENT:
            return self._alike.get(key)
        return self._moments.get(_moment(mark.exact, author, mark.at))

    def _author(self, name: str) -> str:
        """The id of a person of that name, else the name itself."""
        return self._persons.get(name, name)

    def _merge(self, known: Annotation, mark: Incoming) -> None:
        thread = self._threads.get(known.id, [])
        said = {reply.id for reply in thread} | {(r.author, r.text) for r in thread}
        new = [
            reply
            for reply in mark.replies
            if reply.id not in said and (self._author(reply.author), reply.text) not in said
        ]
        for reply in new:
            self._reply(known.id, reply, mark.resolved and reply is mark.replies[-1])
        settled = bool(thread) and thread[-1].resolved
        if mark.resolved and not settled and not new and thread:
            self._act.change(thread[-1], resolved=True)
        elif not (new or (mark.resolved and not settled and thread)):
            self.same += 1
            return
        self.changed.append(known.id)

    def _make(self, mark: Incoming) -> None:
        settled = settle(self._revision.text, mark)
        check = self._check(mark)
        words = Incoming(mark.exact, mark.prefix, mark.suffix)
        if settled.start is not None and settled.end is not None:
            found = describe(self._revision.text, settled.start, settled.end)
            words = Incoming(found.exact, found.prefix, found.suffix)
        annotation = self._act.add(
            Annotation(
                id=new_id(self._act.now),
                article=self._revision.article,
                kind=mark.kind,
                exact=words.exact,
                prefix=words.prefix,
                suffix=words.suffix,
                note=mark.note,
                author=self._author(mark.author),
                created=mark.at or self._act.now,
                speaker=mark.speaker,
                role=mark.role,
                terms=mark.terms,
                change=mark.change,
                check=check.id if check else "",
                revision=self._revision.id,
                start=settled.start,
                end=settled.end,
                placement=settled.status,
                tags=mark.tags,
            )
        )
        self._known[annotation.id] = annotation
        self._alike[_likeness(annotation)] = annotation
        self._offer(annotation, settled)
        for reply in mark.replies:
            self._reply(annotation.id, reply, mark.resolved and reply is mark.replies[-1])

    def _offer(self, annotation: Annotation, settled: Settled) -> None:
        if settled.status is PlacementStatus.KEPT:
            self.added.append(annotation.id)
            return
        self.doubtful.append(annotation.id)
        self._act.place(
            annotation.id,
            self._revision.id,
            None,
            None,
            status=settled.status,
            confidence=0,
            reason="taken_in",
            candidates=settled.candidates,
        )

    def _check(self, mark: Incoming) -> Check | None:
        if mark.kind not in CHECKED_KINDS:
            return None
        check = Check(
            id=new_id(self._act.now),
            article=self._revision.article,
            kind=mark.kind,
            statement=mark.statement or " ".join(mark.exact.split()),
            verdict=mark.verdict,
            created=self._act.now,
        )
        if mark.state is not State.UNCHECKED:
            check = replace(check, state=mark.state)
        return self._act.add(check)

    def _reply(self, annotation: str, reply: IncomingReply, resolved: bool) -> None:
        at = reply.at or self._act.now
        author = self._author(reply.author)
        record = Reply(new_id(self._act.now), annotation, author, reply.text, at, resolved)
        self._act.add(record)


def _likeness(mark: Annotation) -> tuple[Kind, str, str, str, int]:
    return mark.kind, mark.exact, mark.note, mark.author, mark.created


def _moment(exact: str, author: str, at: int) -> tuple[str, str, int]:
    """What other programs keep of a mark: its words but for their blanks, author and second."""
    return "".join(exact.split()), author, at // 1000
