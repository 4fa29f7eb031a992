"""What stayed in order from an old text to a new one.

Long runs of words unique on both sides are matched first and the heaviest chain of them in order
is kept (after patience diff, Bram Cohen), again inside the gaps between them. What remains of a
gap is filled, later, with shorter runs and at last word by word (`textmap_gap`).
"""

from __future__ import annotations

from rapidfuzz.distance import Indel

from editor.text.textmap_pairing import Pairing
from editor.text.textmap_runs import (
    Run,
    common_end,
    common_start,
    heaviest_chain,
    joined,
    unique_grams,
)

LONG = 5
SHORTER = (3, 2, 1)
TINY_GAP = 400
SMALL_GAP = 10_000
PIECE = 10_000

Gap = tuple[int, int, int, int]
"""Old words from and to, new words from and to, between two runs that stayed in order."""


class InOrder:
    """Pairs what stayed in order; `gaps` holds what `match` left between, in no order."""

    def __init__(self, pairing: Pairing) -> None:
        self._w = pairing
        self.gaps: list[Gap] = []

    def match(self) -> None:
        """Match long runs, from a stack of regions, and leave the gaps between for later."""
        regions = [(0, len(self._w.old), 0, len(self._w.new))]
        while regions:
            self._w.stop_if_cancelled()
            a0, a1, b0, b1 = self._trim(*regions.pop())
            if a0 == a1 or b0 == b1:
                continue
            runs = []
            if (a1 - a0) * (b1 - b0) > TINY_GAP:
                runs = chain_of(self._w.old[a0:a1], self._w.new[b0:b1], LONG)
            if not runs:
                self.gaps.append((a0, a1, b0, b1))
                continue
            since, other = a0, b0
            for a, b, length in runs:
                self._w.keep(Run(a0 + a, b0 + b, length))
                regions.append((since, a0 + a, other, b0 + b))
                since, other = a0 + a + length, b0 + b + length
            regions.append((since, a1, other, b1))

    def _trim(self, a0: int, a1: int, b0: int, b1: int) -> tuple[int, int, int, int]:
        """Match the common beginning and end of a region; what is left between them."""
        head = common_start(self._w.old, a0, a1, self._w.new, b0, b1)
        if head:
            self._w.keep(Run(a0, b0, head))
            a0, b0 = a0 + head, b0 + head
        tail = common_end(self._w.old, a0, a1, self._w.new, b0, b1)
        if tail:
            a1, b1 = a1 - tail, b1 - tail
            self._w.keep(Run(a1, b1, tail))
        return a0, a1, b0, b1

    def fill(self, olds: list[int], news: list[int]) -> None:
        """Match what is left of a gap, its unexplained words given by number on both sides."""
        regions = [(olds, news)]
        while regions:
            self._w.stop_if_cancelled()
            olds, news = regions.pop()
            if len(olds) * len(news) <= SMALL_GAP:
                self._w.pair(olds, news)
                continue
            old = "".join([self._w.old[i] for i in olds])
            new = "".join([self._w.new[j] for j in news])
            runs = next(filter(None, (chain_of(old, new, k) for k in SHORTER)), None)
            if runs is None:
                self._repetitive(olds, news, old, new)
                continue
            a = b = 0
            for run in runs:
                self._w.keep_each(olds, news, run)
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
            self._w.stop_if_cancelled()
            for step in Indel.opcodes(old[a:stop], new[b:end]):
                if step.tag == "equal":
                    length = step.src_end - step.src_start
                    run = Run(a + step.src_start, b + step.dest_start, length)
                    self._w.keep_each(olds, news, run)


def chain_of(old: str, new: str, k: int) -> list[Run]:
    """The heaviest chain of runs made of `k` words that occur once in each of two texts."""
    places = range(len(old) - k + 1), range(len(new) - k + 1)
    return heaviest_chain(
        joined(unique_grams(old, places[0], k), unique_grams(new, places[1], k), k)
    )
