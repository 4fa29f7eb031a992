"""What of a draft no mark changes: its sentences, the facts in each, and how much each matters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from db.kinds import BlockKind
from db.records import Block, Overlay
from editor.text.facts import facts_again
from editor.text.facts_page import Fact
from editor.text.language import language as words_of
from editor.text.sentences import Sentence, sentences
from editor.text.worth import Weights, worth

OUTSIDE = frozenset({BlockKind.NOT_ARTICLE, BlockKind.BYLINE, BlockKind.CONTRIBUTOR_LINE})
"""Blocks whose sentences nobody has to mark."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What of a draft no mark changes: its sentences, which are outside, the facts of each.

    `first` holds for every sentence the number of its first fact, and one more at the end;
    `worth` how much each sentence is worth checking, from 0 to 1, empty without facts.
    """

    sentences: list[Sentence]
    outside: bytes
    facts: list[Fact]
    first: list[int]
    worth: list[float]


def as_shown(blocks: Sequence[Block], overlays: Iterable[Overlay]) -> tuple[Block, ...]:
    """The blocks of a draft with the kinds persons gave them."""
    kinds = {o.start: o.kind for o in overlays if o.start < o.end}
    if not kinds:
        return tuple(blocks)
    return tuple(replace(b, kind=kinds.get(b.start, b.kind)) for b in blocks)


def survey(
    text: str,
    blocks: Sequence[Block],
    with_facts: bool = True,
    language: str = "",
    weights: Weights | None = None,
) -> Survey:
    """Survey a draft; without facts it is much cheaper and no sentence is partly marked.

    `language` is a code such as `en`, guessed when empty; `weights` are those of
    `editor.text.worth`, the ones that come with Galley when left out.
    """
    code = words_of(language, text).code
    found: list[Sentence] = []
    outside = bytearray()
    for block in blocks:
        held = sentences(text, block.start, block.end, code)
        found += held
        outside += bytes([block.kind in OUTSIDE]) * len(held)
    suggested = facts_again(text, blocks, code) if with_facts else []
    starts = [fact.start for fact in suggested]
    first = [bisect_left(starts, start) for start, _end in found]
    first.append(len(suggested))
    values = [
        worth(text[start:end], weights, suggested[first[n] : first[n + 1]]).score
        for n, (start, end) in enumerate(found if with_facts else ())
    ]
    return Survey(found, bytes(outside), suggested, first, values)
