"""A run of old words projected through the map, with its edges set again."""

from __future__ import annotations

import re
from typing import NamedTuple

from editor.text.textmap import TextMap
from editor.text.textmap_gap import STOP_WORD, likeness

AROUND = 8
"""How many words on either side of a passage speak for its place."""
STRAY = 6
ENOUGH = 3.0
"""The weight of words in step with a passage that makes its place sure."""
SENTENCE_WORDS = 4
SENTENCE_REACH = 40
SCATTERED = 0.6
STOPPED = re.compile("[\"'\u2019\u201d\u00bb)]*[.!?\u2026]")


class Projection(NamedTuple):
    """New words `c` to `d` (end exclusive) that old words became.

    `coverage` is the weight of the old words found there, `support` that of the words around
    the passage that are still around it, both 0 to 1. `left` and `right` tell that the word
    directly before and after is the old one; `intact` that no word was lost, added or changed.
    """

    c: int
    d: int
    coverage: float
    support: float
    left: bool
    right: bool
    intact: bool
    moved: bool

    @property
    def both(self) -> bool:
        """Whether the passage stands between the same two words as before."""
        return self.left and self.right


def project(m: TextMap, a: int, b: int) -> Projection | None:
    """Where old words `a` to `b` went, None when no word of them and no place for them is left."""
    new_of = m.new_of
    before, after = neighbour(m, a - 1), neighbour(m, b)
    c, last = new_of[a], new_of[b - 1]
    if c >= 0 and last - c == b - 1 - a and m.old_codes[a:b] == m.new_codes[c : last + 1]:
        held = support(m, a, b, c, last + 1)
        left, right = before == c - 1, after == last + 1
        return Projection(c, last + 1, 1.0, held, left, right, True, bool(m.moved[a]))
    found = _heaviest(m, a, b)
    if found is None:
        if before is None or after is None or not 1 <= after - before - 1 <= 2 * (b - a) + 2:
            return None
        held = support(m, a, b, before + 1, after)
        return Projection(before + 1, after, 0.0, held, True, True, False, False)
    first, stop, coverage = found
    c, d = _edges(m, a, b, first, stop, before, after)
    held = support(m, a, b, c, d)
    return Projection(
        c, d, coverage, held, before == c - 1, after == d, False, bool(m.moved[first])
    )


def scattered(m: TextMap, a: int, b: int) -> tuple[int, int] | None:
    """First and one past the last new word of a passage whose parts changed their order.

    None unless most of its weight went there and little else is between them.
    """
    there = [(m.new_of[i], weight_of(m, i)) for i in range(a, b) if m.new_of[i] >= 0]
    total = sum(weight_of(m, i) for i in range(a, b))
    if sum(weight for _, weight in there) < SCATTERED * total:
        return None
    first, last = min(there)[0], max(there)[0]
    return (first, last + 1) if last + 1 - first <= (b - a) / SCATTERED else None


def grown(m: TextMap, a: int, b: int, p: Projection) -> Projection:
    """An intact passage that was a whole sentence with a stop, with the words the sentence gained.

    Only words that no old text explains, up to the bound of the sentence.
    """
    whole = m.a.opens_sentence(a) and m.a.opens_sentence(b)
    if b - a < SENTENCE_WORDS or not whole or not STOPPED.match(m.old, m.a.end[b - 1]):
        return p
    c, d = p.c, p.d
    while d < len(m.b) and m.old_of[d] < 0 and not m.b.opens_sentence(d):
        d += 1
    while c > 0 and m.old_of[c - 1] < 0 and not m.b.opens_sentence(c):
        c -= 1
    if not m.b.opens_sentence(d) or d - p.d > SENTENCE_REACH:
        d = p.d
    if not m.b.opens_sentence(c) or p.c - c > SENTENCE_REACH:
        c = p.c
    if (c, d) == (p.c, p.d):
        return p
    left, right = neighbour(m, a - 1) == c - 1, neighbour(m, b) == d
    return p._replace(c=c, d=d, left=left, right=right, intact=False)


def neighbour(m: TextMap, i: int) -> int | None:
    """The new place of old word `i`; just outside the new text for just outside the old."""
    if i < 0:
        return -1
    if i >= len(m.new_of):
        return len(m.old_of)
    return m.new_of[i] if m.new_of[i] >= 0 else None


def support(m: TextMap, a: int, b: int, c: int, d: int) -> float:
    """How much the words around `a:b` speak for `c:d`, 0 to 1.

    The share of their weight that is still around it, or what runs on from it without a break:
    a block that moved brings few of its surroundings along.
    """
    total = found = 0.0
    for i in range(max(0, a - AROUND), min(len(m.new_of), b + AROUND)):
        if a <= i < b:
            continue
        weight = weight_of(m, i)
        total += weight
        if m.new_of[i] < 0:
            continue
        away, was = (c - m.new_of[i], a - i) if i < a else (m.new_of[i] - d + 1, i - b + 1)
        if 0 < away <= was + STRAY:
            found += weight
    return max(found / total if total else 1.0, _running_on(m, a, b, c, d) / ENOUGH)


def _running_on(m: TextMap, a: int, b: int, c: int, d: int) -> float:
    """The weight of the words that follow on both sides in step, `ENOUGH` at the most."""
    weight, by = 0.0, 1
    while weight < ENOUGH and a - by >= 0 and m.new_of[a - by] == c - by >= 0:
        weight, by = weight + weight_of(m, a - by), by + 1
    by = 0
    while weight < ENOUGH and b + by < len(m.new_of) and m.new_of[b + by] == d + by:
        weight, by = weight + weight_of(m, b + by), by + 1
    return min(weight, ENOUGH)


def weight_of(m: TextMap, i: int) -> float:
    """What old word `i` counts for."""
    return STOP_WORD if m.old_codes[i] in m.stop else 1.0


def _heaviest(m: TextMap, a: int, b: int) -> tuple[int, int, float] | None:
    """First and last old word of the heaviest cluster of mapped ones, and its share of weight."""
    new_of = m.new_of
    reach = max(10, int(0.8 * (b - a)))
    best: tuple[float, int, int] | None = None
    total = weight = 0.0
    first = last = -1
    for i in range(a, b):
        own = weight_of(m, i)
        total += own
        if new_of[i] < 0:
            continue
        if m.old_codes[i] != m.new_codes[new_of[i]]:
            own *= likeness(m.a.folded[i], m.b.folded[new_of[i]])
        if last >= 0 and 0 < new_of[i] - new_of[last] <= reach:
            weight, last = weight + own, i
        else:
            weight, first, last = own, i, i
        if best is None or weight > best[0]:
            best = weight, first, last
    return None if best is None else (best[1], best[2], best[0] / total)


def _edges(
    m: TextMap, a: int, b: int, first: int, last: int, before: int | None, after: int | None
) -> tuple[int, int]:
    """The new bounds of a passage whose old words `first` to `last` were found."""
    whole = b - a >= SENTENCE_WORDS and m.a.opens_sentence(a) and m.a.opens_sentence(b)
    c, d = m.new_of[first], m.new_of[last] + 1
    if whole or (first > a and m.a.opens_sentence(a)):
        c = _to_sentence(m, a, b, c, sum(map(m.a.opens_sentence, range(a + 1, first + 1))), -1)
    if whole or (last < b - 1 and m.a.opens_sentence(b)):
        d = _to_sentence(m, a, b, d, sum(map(m.a.opens_sentence, range(last + 1, b))), 1)
    if first > a and (c == m.new_of[first]):
        c = _left_edge(m, first - a, c, before)
    if last < b - 1 and d == m.new_of[last] + 1:
        d = _right_edge(m, b - 1 - last, d, after)
    return c, d


def _to_sentence(m: TextMap, a: int, b: int, at: int, more: int, step: int) -> int:
    """The bound of a sentence from `at` on, and up to `more` sentences further.

    Goes over words that are new or the passage's own, and over a few that other old words
    explain; where many stand in the way, the edge stays where it is.
    """
    reached, i, foreign, passed = at, at, 0, 0
    while 0 <= i <= len(m.old_of) and passed <= SENTENCE_REACH and foreign * 3 <= passed + 2:
        if m.b.opens_sentence(i) and foreign * 3 <= passed:
            reached = i
            if not more:
                break
            more -= 1
        beyond = i - 1 if step < 0 else i
        if not 0 <= beyond < len(m.old_of):
            break
        foreign += m.old_of[beyond] >= 0 and not a <= m.old_of[beyond] < b
        passed, i = passed + 1, i + step
    return reached


def _left_edge(m: TextMap, missing: int, c: int, before: int | None) -> int:
    """Where a passage begins whose first words are gone: beside its neighbour, or near."""
    if before is not None and 0 <= c - before - 1 <= 2 * missing + 3:
        return next((i for i in range(c, before + 1, -1) if m.b.opens_sentence(i)), before + 1)
    while missing and c and m.old_of[c - 1] < 0 and not m.b.opens_sentence(c):
        c, missing = c - 1, missing - 1
    return c


def _right_edge(m: TextMap, missing: int, d: int, after: int | None) -> int:
    """Where a passage ends whose last words are gone: beside its neighbour, or near."""
    if after is not None and 0 <= after - d <= 2 * missing + 3:
        return next((i for i in range(d, after) if m.b.opens_sentence(i)), after)
    while missing and d < len(m.old_of) and m.old_of[d] < 0 and not m.b.opens_sentence(d):
        d, missing = d + 1, missing - 1
    return d
