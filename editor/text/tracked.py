"""A file's tracked changes as proposals: what stood there, what stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.kinds import Kind, SpanKind
from db.records import Annotation, Span

TAG = "change"
"""The tag of a mark made of a change its author tracked."""
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
    gone: dict[tuple[str, int], list[Span]] = {}
    for span in tracked:
        if span.kind is SpanKind.DELETED and span.target not in moves:
            gone.setdefault((span.author, span.start), []).append(span)
    new = (_insertion(text, s, gone) for s in tracked if s.kind is not SpanKind.DELETED)
    found = [edit for edit in new if edit]
    left = (span for spans in gone.values() for span in spans if span.text.strip())
    found += [edit for span in left if (edit := _deletion(text, span))]
    return sorted(found, key=lambda e: (e.start, e.end))


def stands(mark: Annotation) -> bool:
    """Whether a mark is an author's tracked change whose new words stand in the draft.

    `original` then holds the words they replaced.
    """
    return mark.kind is Kind.CHANGE and mark.change == mark.exact and TAG in mark.tags


def undone(text: str, mark: Annotation) -> tuple[int, int, str] | None:
    """What to write over to take a tracked change back: (start, end, words), or None.

    New words that replaced none take the word before them along, also over a blank line, since
    a proposal to write nothing is none. None where nothing stands before them.
    """
    if mark.start is None or mark.end is None:
        return None
    if mark.original:
        return mark.start, mark.end, mark.original
    before = [m for m in NEIGHBOUR.finditer(text, max(0, mark.start - REACH), mark.start)]
    return (before[-1].start(), mark.end, before[-1][0]) if before else None


def _insertion(text: str, span: Span, gone: dict[tuple[str, int], list[Span]]) -> Edit | None:
    """New words with what they replaced, which is taken out of `gone`; None for mere space."""
    moved = span.kind is SpanKind.MOVED
    before = ""
    for at in () if moved else (span.start, span.end):
        before = before or "".join(d.text for d in gone.pop((span.author, at), []))
    words = text[span.start : span.end]
    after = words.strip()
    if not after:
        return None
    start = span.start + words.index(after)
    end = start + len(after)
    return Edit(start, end, before.strip(), after, span.author, span.when, moved)


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
