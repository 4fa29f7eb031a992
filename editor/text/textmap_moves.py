"""Blocks that changed their place among the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from editor.text.textmap_order import Gap
from editor.text.textmap_pairing import Pairing
from editor.text.textmap_runs import Run, free_grams, joined, unique_grams

MOVED = 4
MOVED_FAR = 5
BESIDE = 60


class Moves:
    """Pairs blocks that moved; `gaps` is what stayed in order left between, sorted."""

    def __init__(self, pairing: Pairing, gaps: Sequence[Gap]) -> None:
        self._w, self._gaps = pairing, gaps

    def move(self, shortest: int, far: bool) -> None:
        """Match blocks among the unmatched words of both sides that are unique there.

        With `far` only those that went to another gap; what stayed in its gap is paired there.
        Beside a block, words that changed on the way are paired too.
        """
        runs = [
            self._widened(run)
            for run in joined(
                unique_grams(self._w.old, free_grams(self._w.new_of, MOVED), MOVED),
                unique_grams(self._w.new, free_grams(self._w.old_of, MOVED), MOVED),
                MOVED,
            )
        ]
        kept = []
        for whole in sorted(set(runs), key=lambda r: (-r.length, r.a)):
            run = self._freed(whole)
            if run.length < shortest or (far and self._same_gap(run)):
                continue
            words = self._w.old[run.a : run.a + run.length]
            if sum(word not in self._w.stop for word in words) >= 2:
                self._w.keep(run, moved=True)
                kept.append(run)
        for run in kept:
            self._beside(run)

    def _freed(self, run: Run) -> Run:
        """A run without the words at its ends that a longer one took; empty when cut apart."""
        a, b, length = run
        while length and (self._w.new_of[a] >= 0 or self._w.old_of[b] >= 0):
            a, b, length = a + 1, b + 1, length - 1
        while length and (
            self._w.new_of[a + length - 1] >= 0 or self._w.old_of[b + length - 1] >= 0
        ):
            length -= 1
        taken = max(self._w.new_of[a : a + length] + self._w.old_of[b : b + length], default=-1)
        return Run(a, b, length if taken < 0 else 0)

    def _same_gap(self, run: Run) -> bool:
        at = bisect_right(self._gaps, (run.a, len(self._w.old), 0, 0)) - 1
        if at < 0:
            return False
        a0, a1, b0, b1 = self._gaps[at]
        return a0 <= run.a < a1 and b0 <= run.b < b1

    def _beside(self, run: Run) -> None:
        """Pair the unexplained words before and after a block that moved.

        Those of its own sentence, or all up to the next words that moved the same way.
        """
        a, b, length = run
        a0, b0 = free_before(self._w.new_of, a, BESIDE), free_before(self._w.old_of, b, BESIDE)
        if not (a0 and b0 and self._w.new_of[a0 - 1] == b0 - 1):
            a0 = next((i for i in range(a, a0, -1) if self._w.a.opens_sentence(i)), a0)
            b0 = next((j for j in range(b, b0, -1) if self._w.b.opens_sentence(j)), b0)
        stop, end = a + length, b + length
        a1, b1 = free_after(self._w.new_of, stop, BESIDE), free_after(self._w.old_of, end, BESIDE)
        if not (a1 < len(self._w.old) and self._w.new_of[a1] == b1):
            a1 = next((i for i in range(stop, a1) if self._w.a.opens_sentence(i)), a1)
            b1 = next((j for j in range(end, b1) if self._w.b.opens_sentence(j)), b1)
        pairs = self._w.pair(list(range(a0, a)), list(range(b0, b)))
        pairs += self._w.pair(list(range(stop, a1)), list(range(end, b1)))
        for i, _ in pairs:
            self._w.moved[i] = 1

    def _widened(self, run: Run) -> Run:
        """A run stretched over equal words on both sides that nothing else explains."""
        a, b, length = run
        old, new, new_of, old_of = self._w.old, self._w.new, self._w.new_of, self._w.old_of
        while a and b and new_of[a - 1] < 0 and old_of[b - 1] < 0 and old[a - 1] == new[b - 1]:
            a, b, length = a - 1, b - 1, length + 1
        i, j = a + length, b + length
        while (
            i < len(old) and j < len(new) and new_of[i] < 0 and old_of[j] < 0 and old[i] == new[j]
        ):
            i, j, length = i + 1, j + 1, length + 1
        return Run(a, b, length)


def free_before(to: list[int], stop: int, most: int) -> int:
    """Where the unmatched words directly before `stop` begin, `most` words away at the most."""
    at = stop
    while at and stop - at < most and to[at - 1] < 0:
        at -= 1
    return at


def free_after(to: list[int], start: int, most: int) -> int:
    """Where the unmatched words from `start` on end, `most` words away at the most."""
    at = start
    while at < len(to) and at - start < most and to[at] < 0:
        at += 1
    return at
