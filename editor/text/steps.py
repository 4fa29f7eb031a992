"""What differs between two sequences of words, and how far two texts are apart, at any length.

Short ones are compared exactly. Long ones, a mark over a whole article, are parted at runs of
words that stand once on both sides, as the map of two drafts is, and compared between these:
the time grows with the length and no longer with its square.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from editor.text.textmap_order import chain_of
from editor.text.textmap_runs import common_end, common_start

LONG = 3000
"""Words on the shorter side above which two sequences are parted."""
PIECE = 4000
"""Words of a stretch without anything unique that are compared at once."""
LONG_CHARS = 20_000
GRAMS = (5, 3, 1)
FIRST_CODE = 0x10000
CODES = 0x10FFFF - FIRST_CODE
TOKEN = re.compile(r"\w{1,40}|\s{1,40}|[^\w\s]{1,40}")


class Step(NamedTuple):
    """Old words `start` to `end` became new words `there` to `stop`; the two sides differ."""

    start: int
    end: int
    there: int
    stop: int


def differing(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Where two sequences of words differ, in order; what differs side by side is one step."""
    if min(len(old), len(new)) <= LONG:
        return _joined(_exact(old, new))
    codes: dict[str, str] = {}
    for word in (*old, *new):
        codes.setdefault(word, chr(FIRST_CODE + len(codes) % CODES))
    a, b = "".join([codes[word] for word in old]), "".join([codes[word] for word in new])
    return _joined(
        Step(a0 + step.start, a0 + step.end, b0 + step.there, b0 + step.stop)
        for a0, a1, b0, b1 in _gaps(a, b)
        for step in _exact(a[a0:a1], b[b0:b1])
    )


def similarity(old: str, new: str, cutoff: float = 0.0) -> float:
    """Normalised Levenshtein similarity of two texts, 0 to 1; 0 below `cutoff`.

    For long texts it is that of the best alignment found word by word, never too high.
    """
    if min(len(old), len(new)) <= LONG_CHARS:
        exact: float = Levenshtein.normalized_similarity(old, new, score_cutoff=cutoff)
        return exact
    olds, news = TOKEN.findall(old), TOKEN.findall(new)
    apart = sum(
        Levenshtein.distance("".join(olds[a:b]), "".join(news[c:d]))
        for a, b, c, d in differing(olds, news)
    )
    score = 1 - apart / max(len(old), len(new))
    return score if score >= cutoff else 0.0


def _joined(steps: Iterable[Step]) -> list[Step]:
    found: list[Step] = []
    for step in steps:
        if found and (found[-1].end, found[-1].stop) == (step.start, step.there):
            found[-1] = found[-1]._replace(end=step.end, stop=step.stop)
        else:
            found.append(step)
    return found


def _exact(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    return [
        Step(step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Levenshtein.opcodes(old, new)
        if step.tag != "equal"
    ]


def _gaps(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between runs that are the same, in order, each short enough to compare."""
    regions = [(0, len(old), 0, len(new))]
    while regions:
        a0, a1, b0, b1 = regions.pop()
        head = common_start(old, a0, a1, new, b0, b1)
        a0, b0 = a0 + head, b0 + head
        tail = common_end(old, a0, a1, new, b0, b1)
        a1, b1 = a1 - tail, b1 - tail
        if max(a1 - a0, b1 - b0) <= PIECE or a0 == a1 or b0 == b1:
            if a0 < a1 or b0 < b1:
                yield a0, a1, b0, b1
            continue
        found = (chain_of(old[a0:a1], new[b0:b1], k) for k in GRAMS)
        runs = next(filter(None, found), None)
        if runs is None:
            regions += reversed(_pieces(a0, a1, b0, b1))
            continue
        parts, since, other = [], a0, b0
        for a, b, length in runs:
            parts.append((since, a0 + a, other, b0 + b))
            since, other = a0 + a + length, b0 + b + length
        regions += reversed([*parts, (since, a1, other, b1)])


def _pieces(a0: int, a1: int, b0: int, b1: int) -> list[tuple[int, int, int, int]]:
    """A stretch cut at the same share of both sides."""
    count = 1 + max(a1 - a0, b1 - b0) // PIECE
    olds = [a0 + (a1 - a0) * i // count for i in range(count + 1)]
    news = [b0 + (b1 - b0) * i // count for i in range(count + 1)]
    return list(zip(olds, olds[1:], news, news[1:], strict=False))
