"""A passage described by its words and their surroundings, and found again in another text."""

from __future__ import annotations

from typing import NamedTuple

CONTEXT = 32
MARGIN = 4
MOST = 1000


class Selector(NamedTuple):
    """`exact` is the passage, `prefix` and `suffix` up to 32 code points on either side.

    `start` is its code point offset in the text it was described in.
    """

    exact: str
    prefix: str
    suffix: str
    start: int


def describe(text: str, start: int, end: int) -> Selector:
    """A Selector for `text[start:end]`; offsets are code points. ValueError on an empty passage."""
    if not 0 <= start < end <= len(text):
        raise ValueError("a passage must lie within the text and not be empty")
    prefix = text[max(0, start - CONTEXT) : start]
    return Selector(text[start:end], prefix, text[end : end + CONTEXT], start)


def locate(text: str, selector: Selector) -> tuple[int, int] | None:
    """(start, end) of the passage in `text`, in code points; None when it is gone or ambiguous.

    The words must be there exactly. Of several places the one whose surroundings agree best
    wins, if it wins by a margin; the old offset decides nothing, since a copy may stand there.
    """
    if not selector.exact:
        return None
    whole = selector.prefix + selector.exact + selector.suffix
    at = text.find(whole)
    if at < 0:
        start = _best(text, selector)
    elif text.find(whole, at + 1) >= 0:
        return None
    else:
        start = at + len(selector.prefix)
    return None if start is None else (start, start + len(selector.exact))


def _best(text: str, selector: Selector) -> int | None:
    """The place whose surroundings agree by a margin more than any other's."""
    best, best_score, second = None, -1, -1
    at = text.find(selector.exact)
    for _ in range(MOST):
        if at < 0:
            break
        score = _agreement(text, at, selector)
        if score > best_score:
            best, best_score, second = at, score, best_score
        else:
            second = max(second, score)
        at = text.find(selector.exact, at + 1)
    if at >= 0 or (second >= 0 and best_score - second < MARGIN):
        return None
    return best


def _agreement(text: str, at: int, selector: Selector) -> int:
    """How many code points directly around the passage are the same, both sides together."""
    before = text[max(0, at - CONTEXT) : at]
    stop = at + len(selector.exact)
    after = text[stop : stop + CONTEXT]
    return _common(before[::-1], selector.prefix[::-1]) + _common(after, selector.suffix)


def _common(a: str, b: str) -> int:
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return i
    return min(len(a), len(b))
