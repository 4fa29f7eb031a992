"""Code points of the canonical text to Qt's UTF-16 positions and back.

A character above U+FFFF is two of Qt's units, and the blank line between two blocks
(two code points) is one paragraph end. Display type added by hand stands in paragraphs of
its own that are no part of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from db.records import Block

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """The map of one text with its blocks."""

    def __init__(
        self, text: str, blocks: Sequence[Block], added: Sequence[tuple[int, int]] = ()
    ) -> None:
        """`added` holds the block number a paragraph stands before, and its UTF-16 length."""
        self._starts = [block.start for block in blocks] or [0]
        self._ends = [block.end for block in blocks] or [len(text)]
        self._astral = [] if text.isascii() else [m.start() for m in ASTRAL.finditer(text)]
        extra = [0] * len(self._starts)
        for number, units in added:
            if number < len(extra):
                extra[number] += units + 1
        total = 0
        self._qt_starts: list[int] = []
        for number, start in enumerate(self._starts):
            total += extra[number]
            self._qt_starts.append(self._raw(start) - number + total)

    def to_qt(self, at: int) -> int:
        """Qt's position of code point `at`; inside a blank line, the end of the block before."""
        block = max(bisect_right(self._starts, at) - 1, 0)
        within = self._raw(min(at, self._ends[block])) - self._raw(self._starts[block])
        return self._qt_starts[block] + within

    def to_text(self, position: int) -> int:
        """The code point at Qt's `position`; half of a pair counts as its start.

        A place in an added paragraph is the end of the block above it.
        """
        block = max(bisect_right(self._qt_starts, position) - 1, 0)
        low, high = self._starts[block], self._ends[block]
        wanted = position - self._qt_starts[block] + self._raw(low)
        while low < high:
            middle = (low + high + 1) // 2
            if self._raw(middle) <= wanted:
                low = middle
            else:
                high = middle - 1
        return low

    def _raw(self, at: int) -> int:
        return at + bisect_left(self._astral, at)
