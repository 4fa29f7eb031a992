"""Which word of an old text is which word of a new one.

Words stand as one code point each (`textmap_words.read_pair`), so that comparing, slicing and
searching run at the speed of strings. What stayed in order is matched first (`textmap_order`).
Blocks that moved are taken out next (`textmap_moves`), before anything short can be taken for a
match, and copies that took the place of an edited original give it back (`textmap_copies`).
"""

from __future__ import annotations

from collections.abc import Callable

from editor.text.textmap_copies import Doubt, go_home, settle
from editor.text.textmap_moves import MOVED, MOVED_FAR, Moves
from editor.text.textmap_order import InOrder
from editor.text.textmap_pairing import Pairing
from editor.text.textmap_runs import holes

SLIDE = 60


def align(w: Pairing) -> tuple[Doubt, ...]:
    """Pair the words of both texts; returns where an original and its copy cannot be told apart.

    Raises Cancelled when the pairing's caller says so.
    """
    order = InOrder(w)
    order.match()
    slide(w.new_of, w.old_of, w.old, w.a.opens_sentence)
    slide(w.old_of, w.new_of, w.new, w.b.opens_sentence, ends=True)
    gaps = sorted(order.gaps)
    moves = Moves(w, gaps)
    moves.move(MOVED_FAR, far=True)
    go_home(w)
    for a0, a1, b0, b1 in gaps:
        olds = [i for i in range(a0, a1) if w.new_of[i] < 0]
        order.fill(olds, [j for j in range(b0, b1) if w.old_of[j] < 0])
    moves.move(MOVED, far=False)
    return settle(w)


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
