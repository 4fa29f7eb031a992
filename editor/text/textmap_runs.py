"""Runs of equal words in two texts that stand as one code point a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple


class Run(NamedTuple):
    """`length` words that are the same from `a` in the old and from `b` in the new text."""

    a: int
    b: int
    length: int


def unique_grams(text: str, places: range | list[int], k: int) -> dict[str, int]:
    """Where each run of `k` words starts that occurs once among `places`; -1 for the others."""
    found: dict[str, int] = {}
    for i in places:
        gram = text[i : i + k]
        found[gram] = -1 if gram in found else i
    return found


def joined(old: dict[str, int], new: dict[str, int], k: int) -> list[Run]:
    """Grams unique on both sides, those side by side as one Run, by old place."""
    runs: list[Run] = []
    start = other = stop = -1
    for gram, a in old.items():
        if a < 0:
            continue
        b = new.get(gram, -1)
        if b < 0:
            continue
        if a - start == b - other and a <= stop:
            stop = a + k
            continue
        if stop >= 0:
            runs.append(Run(start, other, stop - start))
        start, other, stop = a, b, a + k
    if stop >= 0:
        runs.append(Run(start, other, stop - start))
    return runs


def heaviest_chain(runs: list[Run]) -> list[Run]:
    """The runs in the same order on both sides that hold most words, cut where they overlap.

    `runs` come by old place; the weighted form of the longest increasing subsequence.
    """
    bounds: list[int] = []
    weights: list[int] = []
    tips: list[int] = []
    before: list[int] = []
    for number, run in enumerate(runs):
        at = bisect_left(bounds, run.b)
        weight = run.length + (weights[at - 1] if at else 0)
        before.append(tips[at - 1] if at else -1)
        end = at
        while end < len(bounds) and weights[end] <= weight:
            end += 1
        bounds[at:end], weights[at:end], tips[at:end] = [run.b], [weight], [number]
    chain: list[Run] = []
    number = tips[-1] if tips else -1
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return list(_apart(reversed(chain)))


def _apart(chain: Iterator[Run]) -> Iterator[Run]:
    a = b = 0
    for run in chain:
        cut = max(a - run.a, b - run.b, 0)
        if run.length > cut:
            yield Run(run.a + cut, run.b + cut, run.length - cut)
            a, b = run.a + run.length, run.b + run.length


def holes(to: list[int]) -> list[tuple[int, int]]:
    """(start, end) of each run of words that have no match in `to`."""
    found = []
    at, count = 0, len(to)
    while at < count:
        if to[at] >= 0:
            at += 1
            continue
        start = at
        while at < count and to[at] < 0:
            at += 1
        found.append((start, at))
    return found


def free_grams(to: list[int], k: int) -> list[int]:
    """Where `k` words in a row have no match."""
    return [i for start, end in holes(to) for i in range(start, end - k + 1)]


def common_start(old: str, a0: int, a1: int, new: str, b0: int, b1: int) -> int:
    """How many words are the same at the beginning of two stretches."""
    most, n, step = min(a1 - a0, b1 - b0), 0, 64
    while n + step <= most and old[a0 + n : a0 + n + step] == new[b0 + n : b0 + n + step]:
        n, step = n + step, step * 2
    while n < most and old[a0 + n] == new[b0 + n]:
        n += 1
    return n


def common_end(old: str, a0: int, a1: int, new: str, b0: int, b1: int) -> int:
    """How many words are the same at the end of two stretches."""
    most, n, step = min(a1 - a0, b1 - b0), 0, 64
    while n + step <= most and old[a1 - n - step : a1 - n] == new[b1 - n - step : b1 - n]:
        n, step = n + step, step * 2
    while n < most and old[a1 - n - 1] == new[b1 - n - 1]:
        n += 1
    return n
