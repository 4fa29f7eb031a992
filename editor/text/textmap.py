"""The map from one draft's text to another's, word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from editor.text.textmap_align import align
from editor.text.textmap_pairing import Pairing
from editor.text.textmap_words import STOP_WORDS, read_pair


def never() -> bool:
    """Nobody cancels."""
    return False


class TextMap:
    """What every word of `old` became in `new`; both are canonical texts, offsets code points.

    `a` and `b` are the Words of both. `cancelled` is asked now and then while the map is made
    and ends the work with `textmap_pairing.Cancelled`.
    """

    def __init__(self, old: str, new: str, cancelled: Callable[[], bool] = never) -> None:
        self.old, self.new = old, new
        self.a, self.b, self.old_codes, self.new_codes = read_pair(old, new)
        stop = frozenset(
            code
            for word, code in zip(self.a.folded, self.old_codes, strict=True)
            if word in STOP_WORDS
        )
        pairing = Pairing(self.a, self.b, self.old_codes, self.new_codes, stop, cancelled)
        self.doubts = align(pairing)
        self.stop = stop
        self.new_of, self.old_of, self.moved = pairing.new_of, pairing.old_of, pairing.moved

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last old word that an old passage touches."""
        return bisect_right(self.a.end, start), bisect_left(self.a.start, end)

    def new_words_in(self, start: int, end: int) -> tuple[int, int]:
        """The same for a passage of the new text."""
        return bisect_right(self.b.end, start), bisect_left(self.b.start, end)
