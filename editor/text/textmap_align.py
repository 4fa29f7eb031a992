"""Which word of an old text is which word of a new one.

Words stand as one code point each (`textmap_words.read_pair`), so that comparing, slicing and
searching run at the speed of strings. Long runs of words unique on both sides are matched first
and the heaviest chain of them in order is kept (after patience diff, Bram Cohen), again inside
the gaps between them. Blocks that moved are taken out next, before anything short can be taken
for a match; what remains of a gap is filled with shorter runs and at last word by word
(`textmap_gap`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from rapidfuzz.distance import Indel

from editor.text.textmap_gap import best_pairs
from editor.text.textmap_runs import (
    Run,
    common_end,
    common_start,
    free_grams,
    heaviest_chain,
    holes,
    joined,
    unique_grams,
)
from editor.text.textmap_words import Words

LONG = 5
SHORTER = (3, 2, 1)
TINY_GAP = 400
SMALL_GAP = 10_000
PIECE = 10_000
MOVED = 4
MOVED_FAR = 5
BESIDE = 60
SLIDE = 60


class Cancelled(Exception):
    """The caller did not want the answer any more."""


class Alignment:
    """`new_of[i]` is the new word that old word `i` became, or -1; `old_of` the reverse.

    `moved[i]` tells that old word `i` stands in a block that changed its place among the others.
    """

    def __init__(
        self,
        a: Words,
        b: Words,
        old: str,
        new: str,
        stop: frozenset[str],
        cancelled: Callable[[], bool],
    ) -> None:
        self._a, self._b, self._old, self._new, self._stop = a, b, old, new, stop
        self._cancelled = cancelled
        self.new_of = [-1] * len(old)
        self.old_of = [-1] * len(new)
        self.moved = bytearray(len(old))
        self._gaps: list[tuple[int, int, int, int]] = []
        self._match()
        slide(self.new_of, self.old_of, old, a.opens_sentence)
        slide(self.old_of, self.new_of, new, b.opens_sentence, ends=True)
        self._gaps.sort()
        self._move(MOVED_FAR, far=True)
        for a0, a1, b0, b1 in self._gaps:
            olds = [i for i in range(a0, a1) if self.new_of[i] < 0]
            self._fill(olds, [j for j in range(b0, b1) if self.old_of[j] < 0])
        self._move(MOVED, far=False)

    # -- what stayed in order

    def _match(self) -> None:
        """Match long runs, from a stack of regions, and leave the gaps between for later."""
        regions = [(0, len(self._old), 0, len(self._new))]
        while regions:
            self._stop_if_cancelled()
            a0, a1, b0, b1 = self._trim(*regions.pop())
            if a0 == a1 or b0 == b1:
                continue
            runs = []
            if (a1 - a0) * (b1 - b0) > TINY_GAP:
                runs = chain_of(self._old[a0:a1], self._new[b0:b1], LONG)
            if not runs:
                self._gaps.append((a0, a1, b0, b1))
                continue
            since, other = a0, b0
            for a, b, length in runs:
                self._keep(Run(a0 + a, b0 + b, length))
                regions.append((since, a0 + a, other, b0 + b))
                since, other = a0 + a + length, b0 + b + length
            regions.append((since, a1, other, b1))

    def _trim(self, a0: int, a1: int, b0: int, b1: int) -> tuple[int, int, int, int]:
        """Match the common beginning and end of a region; what is left between them."""
        head = common_start(self._old, a0, a1, self._new, b0, b1)
        if head:
            self._keep(Run(a0, b0, head))
            a0, b0 = a0 + head, b0 + head
        tail = common_end(self._old, a0, a1, self._new, b0, b1)
        if tail:
            a1, b1 = a1 - tail, b1 - tail
            self._keep(Run(a1, b1, tail))
        return a0, a1, b0, b1

    def _fill(self, olds: list[int], news: list[int]) -> None:
        """Match what is left of a gap, its unexplained words given by number on both sides."""
        regions = [(olds, news)]
        while regions:
            self._stop_if_cancelled()
            olds, news = regions.pop()
            if len(olds) * len(news) <= SMALL_GAP:
                self._pair(olds, news)
                continue
            old = "".join([self._old[i] for i in olds])
            new = "".join([self._new[j] for j in news])
            runs = next(filter(None, (chain_of(old, new, k) for k in SHORTER)), None)
            if runs is None:
                self._repetitive(olds, news, old, new)
                continue
            a = b = 0
            for run in runs:
                self._keep_each(olds, news, run)
                regions.append((olds[a : run.a], news[b : run.b]))
                a, b = run.a + run.length, run.b + run.length
            regions.append((olds[a:], news[b:]))

    def _repetitive(self, olds: list[int], news: list[int], old: str, new: str) -> None:
        """A region without any unique word: its longest common subsequence, piece by piece.

        A region longer than `PIECE` is cut at the same share of both sides.
        """
        pieces = 1 + max(len(old), len(new)) // PIECE
        cuts = [(len(old) * i // pieces, len(new) * i // pieces) for i in range(pieces + 1)]
        for (a, b), (stop, end) in zip(cuts, cuts[1:], strict=False):
            self._stop_if_cancelled()
            for step in Indel.opcodes(old[a:stop], new[b:end]):
                if step.tag == "equal":
                    length = step.src_end - step.src_start
                    run = Run(a + step.src_start, b + step.dest_start, length)
                    self._keep_each(olds, news, run)

    def _pair(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """Match the words of two short stretches, one by one."""
        if not olds or not news:
            return []
        pairs = best_pairs(self._a, self._b, self._old, self._new, self._stop, olds, news)
        for i, j in pairs:
            self.new_of[i], self.old_of[j] = j, i
        return pairs

    def _keep_each(self, olds: list[int], news: list[int], run: Run) -> None:
        for n in range(run.length):
            i, j = olds[run.a + n], news[run.b + n]
            self.new_of[i], self.old_of[j] = j, i

    # -- what changed its place

    def _move(self, shortest: int, far: bool) -> None:
        """Match blocks among the unmatched words of both sides that are unique there.

        With `far` only those that went to another gap; what stayed in its gap is paired there.
        Beside a block, words that changed on the way are paired too.
        """
        runs = [
            self._widened(run)
            for run in joined(
                unique_grams(self._old, free_grams(self.new_of, MOVED), MOVED),
                unique_grams(self._new, free_grams(self.old_of, MOVED), MOVED),
                MOVED,
            )
        ]
        kept = []
        for whole in sorted(set(runs), key=lambda r: (-r.length, r.a)):
            run = self._freed(whole)
            if run.length < shortest or (far and self._same_gap(run)):
                continue
            words = self._old[run.a : run.a + run.length]
            if sum(word not in self._stop for word in words) >= 2:
                self._keep(run, moved=True)
                kept.append(run)
        for run in kept:
            self._beside(run)

    def _freed(self, run: Run) -> Run:
        """A run without the words at its ends that a longer one took; empty when cut apart."""
        a, b, length = run
        while length and (self.new_of[a] >= 0 or self.old_of[b] >= 0):
            a, b, length = a + 1, b + 1, length - 1
        while length and (self.new_of[a + length - 1] >= 0 or self.old_of[b + length - 1] >= 0):
            length -= 1
        taken = max(self.new_of[a : a + length] + self.old_of[b : b + length], default=-1)
        return Run(a, b, length if taken < 0 else 0)

    def _same_gap(self, run: Run) -> bool:
        at = bisect_right(self._gaps, (run.a, len(self._old), 0, 0)) - 1
        if at < 0:
            return False
        a0, a1, b0, b1 = self._gaps[at]
        return a0 <= run.a < a1 and b0 <= run.b < b1

    def _beside(self, run: Run) -> None:
        """Pair the unexplained words before and after a block that moved.

        Those of its own sentence, or all up to the next words that moved the same way.
        """
        a, b, length = run
        a0, b0 = free_before(self.new_of, a, BESIDE), free_before(self.old_of, b, BESIDE)
        if not (a0 and b0 and self.new_of[a0 - 1] == b0 - 1):
            a0 = next((i for i in range(a, a0, -1) if self._a.opens_sentence(i)), a0)
            b0 = next((j for j in range(b, b0, -1) if self._b.opens_sentence(j)), b0)
        stop, end = a + length, b + length
        a1, b1 = free_after(self.new_of, stop, BESIDE), free_after(self.old_of, end, BESIDE)
        if not (a1 < len(self._old) and self.new_of[a1] == b1):
            a1 = next((i for i in range(stop, a1) if self._a.opens_sentence(i)), a1)
            b1 = next((j for j in range(end, b1) if self._b.opens_sentence(j)), b1)
        pairs = self._pair(list(range(a0, a)), list(range(b0, b)))
        pairs += self._pair(list(range(stop, a1)), list(range(end, b1)))
        for i, _ in pairs:
            self.moved[i] = 1

    def _widened(self, run: Run) -> Run:
        """A run stretched over equal words on both sides that nothing else explains."""
        a, b, length = run
        old, new, new_of, old_of = self._old, self._new, self.new_of, self.old_of
        while a and b and new_of[a - 1] < 0 and old_of[b - 1] < 0 and old[a - 1] == new[b - 1]:
            a, b, length = a - 1, b - 1, length + 1
        i, j = a + length, b + length
        while (
            i < len(old) and j < len(new) and new_of[i] < 0 and old_of[j] < 0 and old[i] == new[j]
        ):
            i, j, length = i + 1, j + 1, length + 1
        return Run(a, b, length)

    def _keep(self, run: Run, moved: bool = False) -> None:
        a, b, length = run
        self.new_of[a : a + length] = range(b, b + length)
        self.old_of[b : b + length] = range(a, a + length)
        if moved:
            self.moved[a : a + length] = b"\1" * length

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise Cancelled


def chain_of(old: str, new: str, k: int) -> list[Run]:
    """The heaviest chain of runs made of `k` words that occur once in each of two texts."""
    places = range(len(old) - k + 1), range(len(new) - k + 1)
    return heaviest_chain(
        joined(unique_grams(old, places[0], k), unique_grams(new, places[1], k), k)
    )


def slide(
    to: list[int], back: list[int], text: str, opens: Callable[[int], bool], ends: bool = False
) -> None:
    """Let a pure deletion start where a sentence does, when its words allow either reading.

    With "A b. A c." cut to "A c." the words "A" could be either; a person cuts a sentence. With
    `ends` it may end where a sentence does instead: what is added is added at the end of one.
    """
    for start, end in holes(to):
        if not 0 < start or end >= len(to) or to[end] != to[start - 1] + 1 or opens(start):
            continue
        size, shift, at_end = end - start, 0, 0
        while (
            shift < min(SLIDE, start)
            and text[start - shift - 1] == text[end - shift - 1]
            and to[start - shift - 1] >= 0
        ):
            shift += 1
            if opens(start - shift):
                give(to, back, start - shift, size, shift)
                break
            if ends and not at_end and opens(end - shift):
                at_end = shift
        else:
            if at_end and not opens(end):
                give(to, back, start - at_end, size, at_end)


def give(to: list[int], back: list[int], start: int, size: int, shift: int) -> None:
    """Move the matches of `shift` words over the hole of `size` words behind them."""
    for i in range(shift - 1, -1, -1):
        other = to[start + i]
        to[start + i], to[start + size + i] = -1, other
        back[other] = start + size + i


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
