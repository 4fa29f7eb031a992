"""An original that was edited where it stands, and a copy of its old words beside or far from it.

A pull quote repeats a sentence word for word; when the sentence itself is then edited, its words
fit the copy best. What stands where the sentence stood, between the same neighbours, is the
sentence all the same. Where both have as much to say for themselves the pair is a `Doubt`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from editor.text.textmap_gap import STOP_WORD
from editor.text.textmap_pairing import Pairing
from editor.text.textmap_runs import holes
from editor.text.textmap_words import is_quoted

NEAR = 60
"""How many words away what stayed in its place may be."""
ALIKE = 0.45
"""The share of a passage's weight that must stand in another place for it to be an original."""
SURE = 0.65
"""The share from which it is one where what is around speaks for it too."""
MOST = 0.7
"""The share of a sentence's words that went to its copy."""
LEAST = 4
SENTENCE = 6
BETWEEN = 3
"""New words up to which two that stood side by side still do."""
MOST_PAIRS = 60_000


class Doubt(NamedTuple):
    """A sentence, old words `a` to `b`, of which new words from `copy` on may be but a copy.

    `other` pairs its words with those of an edited sentence, new words `c` to `d`.
    """

    a: int
    b: int
    copy: int
    c: int
    d: int
    other: dict[int, int]


def go_home(w: Pairing) -> None:
    """Take moved words out of their pairs when they are still, edited, where they stood."""
    for start, end in list(_moved(w)):
        pairs = _at_home(w, start, end)
        if pairs or _is_cut_from_copy(w, start, end):
            w.free(start, end)
            w.keep_pairs(pairs)


def settle(w: Pairing) -> tuple[Doubt, ...]:
    """Give edited originals the words that went to a copy of theirs; returns what is unsure.

    Looked at are unexplained new words beside the old neighbours of a sentence that stands word
    for word elsewhere, or beside that sentence. What is around both decides.
    """
    doubts: dict[int, Doubt] = {}
    for c, d in holes(w.old_of):
        w.stop_if_cancelled()
        for a, b in _claimants(w, c, d) if d - c >= LEAST else ():
            copy = _copy(w, a, b)
            pairs = _edited(w, a, b, c, d, copy) if copy >= 0 else []
            if not pairs:
                continue
            first, last = _widened(w, a, b, pairs[-1][1], pairs[0][1] + 1)
            gain = _fit(w, a, b, first, last) - _fit(w, a, b, copy, copy + b - a)
            if gain > 0 and _share(w, a, b, pairs) >= SURE:
                w.free(a, b)
                w.keep_pairs(pairs)
                break
            if gain >= 0:
                doubts[a] = Doubt(a, b, copy, first, last, dict(pairs))
    go_home(w)
    return tuple(one for _, one in sorted(doubts.items()) if _copy(w, one.a, one.b) == one.copy)


def _moved(w: Pairing) -> Iterator[tuple[int, int]]:
    """Runs of old words that moved together."""
    start = w.moved.find(1)
    while start >= 0:
        end = start + 1
        while end < len(w.old) and w.moved[end] and w.new_of[end] == w.new_of[end - 1] + 1:
            end += 1
        yield start, end
        start = w.moved.find(1, end)


def _at_home(w: Pairing, a: int, b: int) -> list[tuple[int, int]]:
    """(old, new) pairs of moved words among the unexplained ones between their old neighbours."""
    left = next((i for i in range(a - 1, max(-1, a - NEAR), -1) if _stayed(w, i)), None)
    right = next((i for i in range(b, min(len(w.old), b + NEAR)) if _stayed(w, i)), None)
    if left is None and a >= NEAR or right is None and b + NEAR < len(w.old):
        return []
    c = 0 if left is None else w.new_of[left] + 1
    d = len(w.new) if right is None else w.new_of[right]
    if c >= d or c <= w.new_of[a] < d:
        return []
    reach = 4 * (2 * (b - a) + LEAST)
    parts = [range(c, d)] if d - c <= 2 * reach else [range(c, c + reach), range(d - reach, d)]
    found = [_alike(w, a, b, [j for j in part if w.old_of[j] < 0]) for part in parts]
    return max(found, key=len)


def _is_cut_from_copy(w: Pairing, a: int, b: int) -> bool:
    """Whether moved words are amid a copy whose other words stayed in the old place."""
    c = w.new_of[a]
    left = right = 0
    while a - left and c - left and _is_twin(w, a - left - 1, c - left - 1):
        left += 1
    d = c + b - a
    while b + right < len(w.old) and d + right < len(w.new) and _is_twin(w, b + right, d + right):
        right += 1
    beside = [*range(a - left, a), *range(b, b + right)]
    return sum(w.old[i] not in w.stop for i in beside) >= 2


def _is_twin(w: Pairing, i: int, j: int) -> bool:
    """Whether an old word stayed and an equal new one is unexplained."""
    return w.old[i] == w.new[j] and w.old_of[j] < 0 and _stayed(w, i)


def _stayed(w: Pairing, i: int) -> bool:
    return w.new_of[i] >= 0 and not w.moved[i]


def _alike(w: Pairing, a: int, b: int, news: list[int]) -> list[tuple[int, int]]:
    """Pairs of old words `a` to `b` among `news`, none when too few are there."""
    room = 2 * (b - a) + LEAST
    best: list[tuple[int, int]] = []
    for part in [news] if len(news) <= room else [news[:room], news[-room:]]:
        there = {w.new[j] for j in part}
        telling = [w.old[i] for i in range(a, b) if w.old[i] not in w.stop]
        known = sum(code in there for code in telling)
        if len(part) < LEAST or not telling or 2 * known < ALIKE * len(telling):
            continue
        if (b - a) * len(part) <= MOST_PAIRS:
            best = max(best, w.match(list(range(a, b)), part), key=lambda p: _share(w, a, b, p))
    return best if _share(w, a, b, best) >= ALIKE else []


def _share(w: Pairing, a: int, b: int, pairs: list[tuple[int, int]]) -> float:
    """The share of the weight of old words `a` to `b` that is in `pairs`."""
    total = sum(_weight(w, i) for i in range(a, b))
    return sum(_weight(w, i) for i, _ in pairs) / total


def _weight(w: Pairing, i: int) -> float:
    return STOP_WORD if w.old[i] in w.stop else 1.0


def _claimants(w: Pairing, c: int, d: int) -> set[tuple[int, int]]:
    """Old sentences of which unexplained new words `c` to `d` may be what became of them."""
    before, after = w.old_of[c - 1] if c else -1, w.old_of[d] if d < len(w.new) else len(w.old)
    found = {_sentence(w, i) for i in {before, before + 1, after - 1, after}}
    return {(a, b) for a, b in found if b - a >= SENTENCE}


def _sentence(w: Pairing, i: int) -> tuple[int, int]:
    """The old sentence that word `i` is in; none of a length where it is too long."""
    if not 0 <= i < len(w.old):
        return 0, 0
    a = next((k for k in range(i, max(-1, i - NEAR), -1) if w.a.opens_sentence(k)), i)
    last = min(len(w.old), i + NEAR)
    return a, next((k for k in range(i + 1, last + 1) if w.a.opens_sentence(k)), a)


def _copy(w: Pairing, a: int, b: int) -> int:
    """Where a sentence, most of whose words went there, stands word for word, or -1."""
    away = Counter(w.new_of[i] - i for i in range(a, b) if w.new_of[i] >= 0)
    by, count = away.most_common(1)[0] if away else (0, 0)
    there = count >= MOST * (b - a) and w.old[a:b] == w.new[a + by : b + by]
    return a + by if there else -1


def _edited(w: Pairing, a: int, b: int, c: int, d: int, copy: int) -> list[tuple[int, int]]:
    """Pairs of a sentence with unexplained new words around `c` to `d`, or such as it explains."""
    room = 2 * (b - a) + LEAST

    def loose(j: int) -> bool:
        return (w.old_of[j] < 0 or a <= w.old_of[j] < b) and not copy <= j < copy + b - a

    first, last = c, d
    while first and c - first < room and loose(first - 1):
        first -= 1
    while last < len(w.new) and last - d < room and loose(last):
        last += 1
    return _alike(w, a, b, list(range(first, last)))


def _widened(w: Pairing, a: int, b: int, first: int, last: int) -> tuple[int, int]:
    """New words `first` to `last` (end exclusive) up to the bounds of a sentence that are near."""

    def loose(j: int) -> bool:
        return 0 <= j < len(w.new) and (w.old_of[j] < 0 or a <= w.old_of[j] < b)

    reach = max(BETWEEN, (b - a) // 6)
    for c in range(first, max(-1, first - reach), -1):
        if w.b.opens_sentence(c):
            first = c
            break
        if not loose(c - 1):
            break
    for d in range(last, last + reach):
        if w.b.opens_sentence(d):
            last = d
            break
        if not loose(d):
            break
    return first, last


def _fit(w: Pairing, a: int, b: int, c: int, d: int) -> int:
    """How much what is around new words `c` to `d` is like what is around old ones `a` to `b`."""
    before, after = (w.a.gap(a), w.b.gap(c)), (w.a.gap(b), w.b.gap(d))
    fit = sum(("\n" in was) == ("\n" in now) for was, now in (before, after))
    fit -= sum(is_quoted(now) > is_quoted(was) for was, now in ((s[::-1] for s in before), after))
    left = next((w.new_of[i] for i in range(a - 1, a - BETWEEN, -1) if i >= 0 <= w.new_of[i]), -2)
    ends = range(b, min(b + BETWEEN, len(w.old)))
    right = next((w.new_of[i] for i in ends if w.new_of[i] >= 0), -2)
    left, right = left if a else -1, right if b < len(w.old) else len(w.new)
    return fit + 2 * (-1 <= left < c <= left + BETWEEN) + 2 * (d <= right < d + BETWEEN)
