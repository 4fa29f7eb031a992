"""Two drafts side by side: what differs, and which block stands beside which.

Made for the worker process: plain values in, plain values out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Block
from editor.text.compare import Difference, compare, kinship
from editor.text.textmap import TextMap

ENOUGH = 0.34
"""The share of the shorter block's words that makes two blocks counterparts."""

Row = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` pairs the blocks of both drafts by number, None where one has no counterpart."""

    differences: tuple[Difference, ...] = ()
    rows: tuple[Row, ...] = ()
    kinship: float = 0.0


def compare_drafts(
    old: str, old_blocks: Sequence[Block], new: str, new_blocks: Sequence[Block]
) -> Comparison:
    """Compare two canonical texts with their blocks."""
    m = TextMap(old, new)
    return Comparison(tuple(compare(m)), tuple(rows(m, old_blocks, new_blocks)), kinship(m))


def rows(m: TextMap, old_blocks: Sequence[Block], new_blocks: Sequence[Block]) -> list[Row]:
    """The blocks of both texts in order; two stand side by side when most words of one are there.

    What moved stands where it is in each text.
    """
    found: list[Row] = []
    i = j = 0
    for a, b in _pairs(m, old_blocks, new_blocks):
        found += [(n, None) for n in range(i, a)]
        found += [(None, n) for n in range(j, b)]
        found.append((a, b))
        i, j = a + 1, b + 1
    found += [(n, None) for n in range(i, len(old_blocks))]
    return found + [(None, n) for n in range(j, len(new_blocks))]


def _pairs(
    m: TextMap, old_blocks: Sequence[Block], new_blocks: Sequence[Block]
) -> list[tuple[int, int]]:
    """Blocks that took each other's words, each at most once, in the order of both texts."""
    olds, news = [b.start for b in old_blocks], [b.start for b in new_blocks]
    shared: Counter[tuple[int, int]] = Counter()
    for word, other in enumerate(m.new_of):
        if other >= 0 and not m.moved[word]:
            a = bisect_right(olds, m.a.start[word]) - 1
            b = bisect_right(news, m.b.start[other]) - 1
            if a >= 0 and b >= 0:
                shared[a, b] += 1
    sizes = _sizes(m.a.start, olds), _sizes(m.b.start, news)
    best_new: dict[int, tuple[int, int]] = {}
    for (a, b), count in shared.items():
        if count < ENOUGH * min(sizes[0][a], sizes[1][b]):
            continue
        best_new[b] = max(best_new.get(b, (0, -1)), (count, a))
    chosen: dict[int, tuple[int, int]] = {}
    for b, (count, a) in best_new.items():
        chosen[a] = max(chosen.get(a, (0, -1)), (count, b))
    pairs: list[tuple[int, int]] = []
    for a, (_, b) in sorted(chosen.items()):
        if not pairs or b > pairs[-1][1]:
            pairs.append((a, b))
    return pairs


def _sizes(words: list[int], blocks: list[int]) -> list[int]:
    """How many words each block has, given where words and blocks begin."""
    firsts = [bisect_left(words, start) for start in blocks]
    return [b - a for a, b in zip(firsts, [*firsts[1:], len(words)], strict=True)]
