"""Code points of the canonical text to Qt's UTF-16 positions and back.

A character above U+FFFF is two of Qt's units, and the blank line between two blocks
(two code points) is one paragraph end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from db.records import Block

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """The map of one text with its blocks."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._starts = [block.start for block in blocks] or [0]
        self._ends = [block.end for block in blocks] or [len(text)]
        self._astral = [match.start() for match in ASTRAL.finditer(text)]
        self._qt_starts = [self._raw(start) - i for i, start in enumerate(self._starts)]

    def to_qt(self, at: int) -> int:
        """Qt's position of code point `at`; inside a blank line, the end of the block before."""
        block = max(bisect_right(self._starts, at) - 1, 0)
        return self._raw(min(at, self._ends[block])) - block

    def to_text(self, position: int) -> int:
        """The code point at Qt's `position`; half of a pair counts as its start."""
        block = max(bisect_right(self._qt_starts, position) - 1, 0)
        low, high = self._starts[block], self._ends[block]
        while low < high:
            middle = (low + high + 1) // 2
            if self._raw(middle) - block <= position:
                low = middle
            else:
                high = middle - 1
        return low

    def _raw(self, at: int) -> int:
        return at + bisect_left(self._astral, at)
