"""Passages looked for, roughly, in the text of a new draft that no old text explains."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from rapidfuzz import fuzz

from editor.text.carry_edges import flat, likeness
from editor.text.carry_project import weight_of
from editor.text.textmap import TextMap

BRIDGE = 2
"""So many explained words in a row do not part unexplained text."""
PIECE = 64
"""Words in one piece of the index."""
SHARE = 0.4
"""The share of a passage's weight that must be among the words of a piece."""
MOST = 6
SHORTEST = 12
LONGEST = 1500
"""Words: what is longer and still there was found by its words, however much of it changed."""


class Hit(NamedTuple):
    """A place like the passage: code points `start` to `end`, `score` 0 to 1."""

    score: float
    start: int
    end: int


class FreeText:
    """The unexplained text of the new draft, with an index of its words."""

    def __init__(self, m: TextMap) -> None:
        self._m = m
        self._flat = ""
        self._regions = _regions(m.old_of)
        self._starts = [start for start, _ in self._regions]
        self._pieces: dict[str, set[int]] = defaultdict(set)
        for start, end in self._regions:
            for i in range(start, end):
                self._pieces[m.b.folded[i]].add(i // PIECE)

    def search(self, start: int, end: int, a: int, b: int) -> list[Hit]:
        """The best places for old words `a` to `b` (`start:end`), best first, one a piece."""
        m = self._m
        if end - start < SHORTEST or b - a > LONGEST:
            return []
        self._flat = self._flat or flat(m.new)
        query = flat(m.old[start:end])
        hits = {}
        for piece in self._likely(a, b):
            for c, d in self._windows(piece, b - a):
                left, right = m.b.start[c], m.b.end[d - 1]
                found = fuzz.partial_ratio_alignment(query, self._flat[left:right], score_cutoff=50)
                if found is not None and found.dest_end > found.dest_start:
                    place = rounded(m, left + found.dest_start, left + found.dest_end)
                    hits[place] = likeness(m.old[start:end], m.new[place[0] : place[1]])
        best = sorted((Hit(score, *place) for place, score in hits.items()), key=_worth)
        return [
            hit
            for n, hit in enumerate(best)
            if all(hit.end <= other.start or other.end <= hit.start for other in best[:n])
        ]

    def _likely(self, a: int, b: int) -> list[int]:
        """Pieces that hold enough of the passage's words, the fullest first."""
        m = self._m
        weights: dict[int, float] = defaultdict(float)
        total = 0.0
        telling = [i for i in range(a, b) if weight_of(m, i) == 1.0] or range(a, b)
        for i in telling:
            total += 1.0
            for piece in {p + by for p in self._pieces.get(m.a.folded[i], ()) for by in (-1, 0)}:
                weights[piece] += 1.0
        enough = [(w, p) for p, w in weights.items() if w >= SHARE * total]
        return [piece for _, piece in sorted(enough, key=lambda x: (-x[0], x[1]))[:MOST]]

    def _windows(self, piece: int, words: int) -> list[tuple[int, int]]:
        """The unexplained stretches in and around a piece that could hold so many words."""
        first, last = piece * PIECE - words, (piece + 2) * PIECE + words
        at = max(bisect_right(self._starts, first) - 1, 0)
        found = []
        while at < len(self._regions) and self._regions[at][0] < last:
            c, d = max(self._regions[at][0], first), min(self._regions[at][1], last)
            if d - c >= max(1, words // 2):
                found.append((c, d))
            at += 1
        return found


def rounded(m: TextMap, start: int, end: int) -> tuple[int, int]:
    """A new passage with its ends at the nearest bounds of words."""
    i = bisect_right(m.b.start, start) - 1
    if i >= 0 and start < m.b.end[i]:
        nearer = start - m.b.start[i] <= m.b.end[i] - start
        start = m.b.start[i] if nearer or i + 1 >= len(m.b) else m.b.start[i + 1]
    i = bisect_right(m.b.start, end - 1) - 1
    if i >= 0 and end < m.b.end[i]:
        nearer = m.b.end[i] - end <= end - m.b.start[i]
        end = m.b.end[i] if nearer or not i or m.b.end[i - 1] <= start else m.b.end[i - 1]
    while start < end and m.new[start].isspace():
        start += 1
    while end > start and m.new[end - 1].isspace():
        end -= 1
    return start, max(end, start)


def _worth(hit: Hit) -> tuple[float, int]:
    return -hit.score, hit.start


def _regions(old_of: list[int]) -> list[tuple[int, int]]:
    """Runs of new words without an old one, over at most `BRIDGE` others."""
    found: list[tuple[int, int]] = []
    for i, old in enumerate(old_of):
        if old >= 0:
            continue
        if found and i - found[-1][1] <= BRIDGE:
            found[-1] = found[-1][0], i + 1
        else:
            found.append((i, i + 1))
    return found
