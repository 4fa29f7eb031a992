"""A file's tracked changes as proposals: what stood there, what stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.kinds import SpanKind
from db.records import Span

NEIGHBOUR = re.compile(r"\S+")
REACH = 80
"""Code points searched for a word beside a deletion."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One tracked change on the words at `start` to `end`, which already read `after`.

    `before` is what they replaced, "" for words that are new; `moved` when they stood elsewhere.
    """

    start: int
    end: int
    before: str
    after: str
    author: str = ""
    when: str = ""
    moved: bool = False


def edits(text: str, spans: Iterable[Span]) -> list[Edit]:
    """The tracked changes of a draft in text order; a deletion takes the word beside it along.

    A deletion and an insertion of one author at one place are one replacement; a move is
    told where the words went to.
    """
    tracked = [s for s in spans if s.kind in (SpanKind.INSERTED, SpanKind.DELETED, SpanKind.MOVED)]
    moves = {s.target for s in tracked if s.kind is SpanKind.MOVED and s.target}
    gone = {s: s for s in tracked if s.kind is SpanKind.DELETED and s.target not in moves}
    found: list[Edit] = []
    for span in tracked:
        if span.kind is SpanKind.DELETED:
            continue
        pair = next((d for d in gone if _belong(d, span)), None)
        before = gone.pop(pair).text if pair is not None else ""
        after = text[span.start : span.end]
        if (before + after).strip():
            moved = span.kind is SpanKind.MOVED
            found.append(Edit(span.start, span.end, before, after, span.author, span.when, moved))
    found += [edit for span in gone if span.text.strip() and (edit := _deletion(text, span))]
    return sorted(found, key=lambda e: (e.start, e.end))


def _belong(deleted: Span, new: Span) -> bool:
    """Whether a deletion stands right before or right behind new words of the same author."""
    return (
        new.kind is SpanKind.INSERTED
        and deleted.author == new.author
        and deleted.start in (new.start, new.end)
    )


def _deletion(text: str, span: Span) -> Edit | None:
    """A deletion told on the word before it, or behind it at a paragraph's start."""
    at = span.start
    before = [m for m in NEIGHBOUR.finditer(text, max(0, at - REACH), at)]
    if before and "\n" not in text[before[-1].end() : at]:
        start, end = before[-1].start(), at
        return Edit(
            start, end, text[start:end] + span.text, text[start:end], span.author, span.when
        )
    after = NEIGHBOUR.search(text, at, at + REACH)
    if after is None:
        return None
    start, end = at, after.end()
    return Edit(start, end, span.text + text[start:end], text[start:end], span.author, span.when)
