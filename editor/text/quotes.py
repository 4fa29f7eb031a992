"""Quotes with their speakers: rules over strings, standard library only.

A quote lies within one paragraph; each contiguous fragment is its own suggestion, and later
fragments of a broken or continued quote name the first by `part_of`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from db.kinds import BlockKind
from editor.text.cast import Cast
from editor.text.credited import turns
from editor.text.dialogue import dialogue
from editor.text.direct import DIRECT, MIXED, Fragments
from editor.text.indirect import clauses
from editor.text.language import language
from editor.text.marks import Segment, segments
from editor.text.people import Who
from editor.text.speakers import Said
from editor.text.tokens import Run, Words

if TYPE_CHECKING:
    from db.records import Block

WRAPPED = re.compile(r"\n[a-z](?<![\s.!?:;\"\u201d\u2019]..)")
UNSURE = 0.4
FRAGMENT = 0.6
"""The score of a quoted fragment somebody is named beside."""
INDIRECT = "indirect"
NOBODY = Who("", "", 1.0)


class Quote(NamedTuple):
    """A quote and who speaks; the fields are those of a Suggestion, which loads slower."""

    type: str
    start: int
    end: int
    text: str
    speaker: str
    speaker_start: int | None
    speaker_end: int | None
    cue: str
    score: float
    part_of: int | None
    role: str


class _Found(NamedTuple):
    """A quote before its speaker has a name; `group` is shared by the parts of one quote."""

    start: int
    end: int
    type: str
    said: Said | None
    group: tuple[str, int]


def quotes(
    text: str, blocks: tuple[Block, ...] = (), code: str = "", known: Sequence[str] = ()
) -> list[Quote]:
    """Quotes of `text` in its order; blocks that are not article are passed over.

    `type` is direct, mixed (with quoted fragments in our own sentence) or indirect. `code` names
    the language, guessed when empty; `known` are names of persons. Offsets are code points; a
    direct quote's span includes its marks. Without `blocks` every line is a paragraph, or every
    run of lines when the lines look hard-wrapped.
    """
    return Reading(text, blocks, code, known).quotes()


def _paragraphs(text: str, blocks: Sequence[Block]) -> list[Run]:
    if blocks:
        kept = (b for b in blocks if b.kind is not BlockKind.NOT_ARTICLE)
        return [(b.start, b.end) for b in kept if b.start < b.end]
    lines = text.count("\n") - 2 * text.count("\n\n")
    wrapped = lines > 0 and len(WRAPPED.findall(text)) * 5 > lines
    pattern = r"\S(?:[^\n]|\n(?!\s*\n))*" if wrapped else r"[^\n]+"
    return [m.span() for m in re.finditer(pattern, text) if not m[0].isspace()]


class Reading:
    """A text taken apart into paragraphs, words and fragments in quotation marks."""

    def __init__(self, text: str, blocks: Sequence[Block], code: str, known: Sequence[str]) -> None:
        paragraphs = _paragraphs(text, blocks)
        tongue = language(code, text)
        self.text = text
        self.words = [Words(text, a, b, tongue, i) for i, (a, b) in enumerate(paragraphs)]
        self.marked = dialogue(self.words, segments(text, paragraphs))
        self.fragments = Fragments(text, self.words, self.marked)
        self._starts = [segment.start for segment in self.marked]
        self.turns = turns(self.words)
        self.cast = Cast(self.words, tongue, self._quoted, known)

    def quotes(self) -> list[Quote]:
        """The quotes in text order, their speakers resolved in the order of the mentions."""
        found = sorted([*self._direct(), *self._told()], key=lambda one: one[:2])
        names = self._names([quote.said for quote in found if quote.said])
        result: list[Quote] = []
        index: dict[tuple[str, int], int] = {}
        for quote in found:
            who = names[quote.said.start] if quote.said else NOBODY
            part_of = index.setdefault(quote.group, len(result))
            result.append(
                Quote(
                    type=quote.type,
                    start=quote.start,
                    end=quote.end,
                    text=self.text[quote.start : quote.end],
                    speaker=who.name,
                    role=who.role,
                    speaker_start=quote.said.start if quote.said else None,
                    speaker_end=quote.said.end if quote.said else None,
                    cue=quote.said.cue if quote.said else "",
                    score=quote.said.score * who.share if quote.said else UNSURE,
                    part_of=None if part_of == len(result) else part_of,
                )
            )
        return result

    def _quoted(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self.marked[at].end

    def _direct(self) -> list[_Found]:
        fragments = self.fragments
        return [
            _Found(segment.start, segment.end, DIRECT, said, (DIRECT, first))
            for segment, kind, said, first in zip(
                self.marked, fragments.kind, fragments.said, fragments.first, strict=True
            )
            if kind == DIRECT
        ]

    def _told(self) -> list[_Found]:
        """Indirect speech, mixed where fragments stand in it, and the fragments left over."""
        found: list[_Found] = []
        kinds, last = self.fragments.kind, 0
        for words in self.words:
            first = last
            while last < len(self.marked) and self.marked[last].paragraph == words.number:
                last += 1
            if first == last:
                found += self._plain(words)
                continue
            taken = [
                (words.at(self.marked[i].start), words.at(self.marked[i].end))
                for i in range(first, last)
                if kinds[i] == DIRECT
            ]
            loose = deque([i for i in range(first, last) if kinds[i] != DIRECT])
            for clause in clauses(words, taken, words.number in self.turns):
                start, end = words.start[clause.run[0]], words.end(clause.run[1] - 1)
                while loose and self.marked[loose[0]].end <= start:
                    found += self._fragment(loose.popleft())
                kind = INDIRECT
                while loose and self.marked[loose[0]].start < end:
                    inside = self.marked[loose.popleft()]
                    start, end, kind = min(start, inside.start), max(end, inside.end), MIXED
                if kind == MIXED and clause.frame in ("object", "of"):
                    start = _most_of(start, end, inside)
                group = found[-1].group if clause.goes_on else (kind, start)
                found.append(_Found(start, end, kind, clause.said, group))
            for i in loose:
                found += self._fragment(i)
        return found

    def _plain(self, words: Words) -> list[_Found]:
        """The indirect speech of a paragraph without marks."""
        found: list[_Found] = []
        for clause in clauses(words, (), words.number in self.turns):
            start, end = words.start[clause.run[0]], words.end(clause.run[1] - 1)
            group = found[-1].group if clause.goes_on else (INDIRECT, start)
            found.append(_Found(start, end, INDIRECT, clause.said, group))
        return found

    def _fragment(self, i: int) -> list[_Found]:
        """A fragment of several words that no clause holds, if somebody is named beside it."""
        segment, said = self.marked[i], self.fragments.said[i]
        several = len(self.text[segment.inner : segment.inner_end].split()) > 1
        if self.fragments.kind[i] != MIXED or not several:
            return []
        said = said._replace(score=FRAGMENT) if said else None
        return [_Found(segment.start, segment.end, MIXED, said, (MIXED, segment.start))]

    def _names(self, said: list[Said]) -> dict[int, Who]:
        """The resolved name of each mention, by its offset."""
        found: dict[int, Who] = {}
        for one in sorted(said, key=lambda s: s.start):
            if one.start not in found:
                found[one.start] = self.cast.resolve(one.words, one.run)
        return found


def _most_of(start: int, end: int, inside: Segment) -> int:
    """Where a clause starts that its last fragment is most of: with the fragment."""
    most = (inside.end - inside.start) * 10 >= (end - start) * 6
    return inside.start if most and inside.end >= end else start
