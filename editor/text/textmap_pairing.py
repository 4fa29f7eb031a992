"""Which words of two texts are paired so far: what every step of the alignment reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor.text.textmap_gap import best_pairs
from editor.text.textmap_runs import Run
from editor.text.textmap_words import Words


class Cancelled(Exception):
    """The caller did not want the answer any more."""


class Pairing:
    """Words of `a` (as code points `old`) and of `b` (`new`), and which became which.

    `new_of[i]` is the new word that old word `i` became, or -1; `old_of` the reverse. `moved[i]`
    tells that old word `i` stands in a block that changed its place among the others.
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
        self.a, self.b, self.old, self.new, self.stop = a, b, old, new, stop
        self._cancelled = cancelled
        self.new_of = [-1] * len(old)
        self.old_of = [-1] * len(new)
        self.moved = bytearray(len(old))

    def keep(self, run: Run, moved: bool = False) -> None:
        """Pair the words of a run."""
        a, b, length = run
        self.new_of[a : a + length] = range(b, b + length)
        self.old_of[b : b + length] = range(a, a + length)
        if moved:
            self.moved[a : a + length] = b"\1" * length

    def keep_each(self, olds: Sequence[int], news: Sequence[int], run: Run) -> None:
        """Pair the words of a run that counts within `olds` and `news`."""
        for n in range(run.length):
            i, j = olds[run.a + n], news[run.b + n]
            self.new_of[i], self.old_of[j] = j, i

    def match(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """The best (old, new) pairs among the words of two short stretches; nothing is kept."""
        if not olds or not news:
            return []
        return best_pairs(self.a, self.b, self.old, self.new, self.stop, olds, news)

    def pair(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """Pair the words of two short stretches, one by one."""
        pairs = self.match(olds, news)
        self.keep_pairs(pairs)
        return pairs

    def keep_pairs(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Pair (old, new) words."""
        for i, j in pairs:
            self.new_of[i], self.old_of[j] = j, i

    def free(self, start: int, end: int) -> None:
        """Take old words `start` to `end` out of their pairs."""
        for i in range(start, end):
            if self.new_of[i] >= 0:
                self.old_of[self.new_of[i]] = self.new_of[i] = -1
        self.moved[start:end] = bytes(end - start)

    def stop_if_cancelled(self) -> None:
        """Raise Cancelled when the caller says so."""
        if self._cancelled():
            raise Cancelled
