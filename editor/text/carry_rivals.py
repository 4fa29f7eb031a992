"""What speaks for another place of a passage than the one its words went to."""

from __future__ import annotations

from bisect import bisect_right

from editor.text.carry_edges import ends
from editor.text.carry_search import Hit
from editor.text.carry_verdict import SHORT
from editor.text.textmap import TextMap

LONG_CHARS = 15
NEAR = 60
COPIES = 50


def doubted(m: TextMap, start: int, end: int, a: int, b: int) -> list[Hit] | None:
    """Both places of a passage in a sentence that cannot be told from a copy of it."""
    at = bisect_right(m.doubts, a, key=lambda doubt: doubt.a) - 1
    if at < 0 or m.doubts[at].b < b:
        return None
    doubt = m.doubts[at]
    hits = [Hit(0.5, *ends(m, start, end, a, b, *(doubt.copy + i - doubt.a for i in (a, b))))]
    there = [doubt.other[i] for i in range(a, b) if i in doubt.other]
    if there:
        c = doubt.c if a == doubt.a else min(there)
        d = doubt.d if b == doubt.b else max(there) + 1
        hits.append(Hit(0.5, *ends(m, start, end, a, b, c, d)))
    return hits


def only_copy(m: TextMap, a: int, b: int) -> int | None:
    """The first new word of the passage's words, when they stand in each text just once."""
    words = m.old_codes[a:b]
    telling = sum(code not in m.stop for code in words)
    long = m.a.end[b - 1] - m.a.start[a] >= LONG_CHARS
    if b - a < SHORT or not (telling > 1 or telling and long):
        return None
    if len(places_of(words, m.old_codes)) != 1:
        return None
    at = m.new_codes.find(words)
    return at if at >= 0 and m.new_codes.find(words, at + 1) < 0 else None


def neighbours_hold(m: TextMap, a: int, b: int) -> bool:
    """Whether text before and after the passage is still there, in order: then it was cut."""
    left = nearest(m, range(a - 1, max(-1, a - 1 - NEAR), -1))
    right = nearest(m, range(b, min(len(m.new_of), b + NEAR)))
    if left is None and a - NEAR <= 0:
        left = -1
    if right is None and b + NEAR >= len(m.new_of):
        right = len(m.old_of)
    if left is None or right is None:
        return False
    return left < right and (left, right) != (-1, len(m.old_of))


def overlap(hit: Hit, other: Hit) -> bool:
    """Whether two places share text."""
    return hit.start < other.end and other.start < hit.end


def places_of(words: str, text: str, most: int = COPIES) -> list[int]:
    """Where a run of words stands in a text, the first `most` times."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def nearest(m: TextMap, places: range) -> int | None:
    """The new place of the first old word of `places` that kept its order."""
    return next((m.new_of[i] for i in places if m.new_of[i] >= 0 and not m.moved[i]), None)
