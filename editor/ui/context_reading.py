"""What stands beside a row: one check with its sentence, quote, evidence, thread, history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from db.kinds import Risk, State
from db.records import (
    Annotation,
    Article,
    Check,
    Evidence,
    HistoryEntry,
    Person,
    Reply,
    Revision,
    Source,
)
from db.store import Store
from editor.i18n import _, label
from editor.text.sentences import sentences
from editor.times import moment

AROUND = 400
"""Code points shown on either side of a passage at most."""

QUIET = frozenset({"updated", "version", "lease_until", "gone", "thin", "earlier", "settled_by"})
"""Fields whose changes tell a reader of the history nothing."""


class Past(Protocol):
    """A history and the names of who made it."""

    @property
    def history(self) -> Sequence[HistoryEntry]:
        """What happened, newest first."""

    def name(self, person_id: str) -> str:
        """A person's name by id, else what was given."""


@dataclass(frozen=True, slots=True)
class Context:
    """One check and everything a person looks at to settle it.

    `before`, `passage` and `after` make the whole sentences the first passage stands in; all are
    empty where it has no place.
    """

    check: Check
    article: Article
    mark: Annotation | None
    before: str
    passage: str
    after: str
    paragraph: int
    places: int
    proofs: tuple[tuple[Evidence, Source | None], ...]
    replies: tuple[Reply, ...]
    history: tuple[HistoryEntry, ...]
    persons: tuple[Person, ...]

    def name(self, person_id: str) -> str:
        """A person's name by id, else what was given."""
        return next((p.name for p in self.persons if p.id == person_id), person_id)


class ContextReader:
    """Reads contexts; the drafts read last are remembered, for they never change."""

    KEPT = 4

    def __init__(self) -> None:
        """Nothing is remembered yet."""
        self._drafts: dict[str, Revision] = {}

    def read(self, store: Store, check_id: str) -> Context:
        """The context of a check; raises NotFound when it is gone."""
        check = store.check(check_id)
        article = store.article(check.article)
        marks = store.places([check.id]).get(check.id, [])
        mark = next((one for one in marks if one.start is not None), marks[0] if marks else None)
        draft = self._draft(store, article.revision)
        before, passage, after = surroundings(draft, mark)
        sources = {source.id: source for source in store.sources()}
        ids = {one.id for one in marks}
        return Context(
            check=check,
            article=article,
            mark=mark,
            before=before,
            passage=passage,
            after=after,
            paragraph=paragraph_of(draft, mark),
            places=len(marks),
            proofs=tuple((e, sources.get(e.source)) for e in store.evidence_of(check.id)),
            replies=tuple(r for r in store.replies(article.id) if r.annotation in ids),
            history=tuple(store.history(check.id, limit=30)),
            persons=tuple(store.persons()),
        )

    def _draft(self, store: Store, revision_id: str) -> Revision:
        if revision_id not in self._drafts:
            while len(self._drafts) >= self.KEPT:
                self._drafts.pop(next(iter(self._drafts)), None)
            self._drafts[revision_id] = store.revision(revision_id)
        return self._drafts[revision_id]


def surroundings(draft: Revision, mark: Annotation | None) -> tuple[str, str, str]:
    """The words before, of and after a mark, out to the ends of its sentences."""
    if mark is None:
        return "", "", ""
    if mark.start is None or mark.end is None:
        return "", mark.exact, ""
    first, last = mark.start, mark.end
    for block in draft.blocks:
        if block.start < mark.end and block.end > mark.start:
            left, right = max(block.start, mark.start - AROUND), min(block.end, mark.end + AROUND)
            for start, end in sentences(draft.text, left, right):
                if start < mark.end and end > mark.start:
                    first, last = min(first, start), max(last, end)
    text = draft.text
    return text[first : mark.start], text[mark.start : mark.end], text[mark.end : last]


def paragraph_of(draft: Revision, mark: Annotation | None) -> int:
    """Which block of the draft a mark begins in, counted from 1; 0 without a place."""
    if mark is None or mark.start is None:
        return 0
    return sum(1 for block in draft.blocks if block.start <= mark.start)


def history_lines(context: Past, now: int) -> list[str]:
    """The history as a person reads it, newest first: when, who, what."""
    lines = []
    for entry in context.history:
        if told := _changes(entry, context):
            when = moment(entry.at, now)
            lines.append(f"{when}  {context.name(entry.person)}: {told}")
    return lines


def _changes(entry: HistoryEntry, context: Past) -> str:
    before, after = json.loads(entry.before), json.loads(entry.after)
    if before.get("gone") == -1:
        return _("entered")
    if after.get("gone"):
        return _("removed")
    named = sorted(after.items(), key=lambda field: field[0] != "state")
    parts = [_field(n, before.get(n), v, context) for n, v in named if n not in QUIET]
    undone = _("taken back") + ": " if entry.undo_of else ""
    return undone + ", ".join(parts) if parts else ""


def _field(name: str, before: Any, after: Any, context: Past) -> str:
    words = name.replace("_", " ")
    if name == "statement":
        return _("statement reworded")
    if name == "reopened":
        return _("the passage reads otherwise") if after else _("nothing to look at again")
    return f"{words} {_value(name, before, context)} → {_value(name, after, context)}"


def _value(name: str, value: Any, context: Past) -> str:
    if name == "state":
        return label(State(value))
    if name == "risk":
        return label(Risk(value))
    if name == "assignee":
        return context.name(value) or _("nobody")
    if name == "close":
        return moment(value, value) or _("none")
    return str(value) if value not in ("", None, [], ()) else _("none")
