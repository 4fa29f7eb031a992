"""What changed between two texts, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.text.carry_edges import plain
from editor.text.steps import differing
from editor.text.substance import substance
from editor.text.textmap import TextMap

TOKEN = re.compile(r"\d+(?:[.,:]\d+)+|\w+(?:['\u2019]\w+)*|[^\w\s]")
REST_OF_NUMBER = re.compile(r"(?<=\d)(?:[.,:]\d+)+")
BEGUN_NUMBER = re.compile(r"(?:\d+[.,:])+(?=\d)")
JOIN = re.compile("\n+")
MOVED_GAP = 8
RUN = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch in which two texts differ; offsets are code points, end exclusive.

    `kind` is inserted, deleted, changed, form (punctuation, case, glyphs, a misspelling) or
    moved; `substance` names what changed, as `editor.text.substance.KINDS`. A moved stretch has
    its place in both texts.
    """

    kind: str
    start: int
    end: int
    new_start: int
    new_end: int
    substance: tuple[str, ...] = ()


def drift(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The stretches in which two passages differ, as (before, after); spaces do not count."""
    old, new = list(TOKEN.finditer(before)), list(TOKEN.finditer(after))
    return tuple(
        (_stretch(before, old, a, b), _stretch(after, new, c, d))
        for a, b, c, d in differing([t[0] for t in old], [t[0] for t in new])
    )


def compare(m: TextMap) -> list[Difference]:
    """The differences between both texts of a map, by their old place; spaces do not count."""
    moves = list(_moves(m))
    found = [d for hunk in hunks(m) for d in _split(m, hunk, moves)] + moves
    return sorted(found, key=lambda d: (d.start, d.end, d.new_start))


def kinship(m: TextMap) -> float:
    """The share of the shorter text's words that the other has in runs of three, 0 to 1."""
    shorter = min(len(m.a), len(m.b))
    if not shorter:
        return 0.0
    new_of, shared, run = m.new_of, 0, 0
    for i, j in enumerate(new_of):
        follows = j >= 0 and i > 0 and new_of[i - 1] == j - 1
        run = run + 1 if follows else int(j >= 0)
        shared += 1 if run > RUN else RUN if run == RUN else 0
    return min(shared / shorter, 1.0)


def _stretch(text: str, tokens: list[re.Match[str]], start: int, end: int) -> str:
    return text[tokens[start].start() : tokens[end - 1].end()] if start < end else ""


def hunks(m: TextMap) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, new_start, new_end) between words that stand in order, and where one of these
    is spelt differently, with what came or went directly before it; parted where both sides
    begin a new block."""
    at = new_at = 0
    for i, j in enumerate(m.new_of):
        if j < 0 or m.moved[i] or m.b.start[j] < new_at:
            continue
        start, end, there, stop = m.a.start[i], m.a.end[i], m.b.start[j], m.b.end[j]
        same = m.old[start:end] == m.new[there:stop]
        if not same and m.old[at:start] != m.new[new_at:there]:
            continue
        yield from _by_block(m, at, start, new_at, there)
        if not same:
            yield start, end, there, stop
        at, new_at = end, stop
    yield from _by_block(m, at, len(m.old), new_at, len(m.new))


def _by_block(
    m: TextMap, start: int, end: int, there: int, stop: int
) -> Iterator[tuple[int, int, int, int]]:
    """A hunk cut at its block joins, when both sides have as many."""
    joins = [match.end() for match in JOIN.finditer(m.old, start, end)]
    others = [match.end() for match in JOIN.finditer(m.new, there, stop)]
    if len(joins) != len(others):
        joins, others = [], []
    olds, news = [start, *joins, end], [there, *others, stop]
    yield from zip(olds, olds[1:], news, news[1:], strict=False)


def _split(
    m: TextMap, hunk: tuple[int, int, int, int], moves: list[Difference]
) -> Iterator[Difference]:
    """The differences of a hunk: one, or what is left of it around the blocks that moved."""
    start, end, there, stop = hunk
    if m.old[start:end] == m.new[there:stop]:
        return
    gone = [(d.start, d.end) for d in moves if start <= d.start and d.end <= end]
    came = sorted(
        (d.new_start, d.new_end) for d in moves if there <= d.new_start <= d.new_end <= stop
    )
    if not gone and not came:
        yield from _difference(m, *_trimmed(m, *hunk))
        return
    for a, b in _around(start, end, gone):
        if any(map(str.isalnum, m.old[a:b])):
            yield from _difference(m, *_trimmed(m, a, b, there, there))
    for a, b in _around(there, stop, came):
        if any(map(str.isalnum, m.new[a:b])):
            yield from _difference(m, *_trimmed(m, start, start, a, b))


def _difference(m: TextMap, start: int, end: int, there: int, stop: int) -> Iterator[Difference]:
    start, end, there, stop = _whole_numbers(m, start, end, there, stop)
    before, after = m.old[start:end], m.new[there:stop]
    if plain(before) == plain(after) and before.split() == after.split():
        return
    changed = substance(before, after)
    kind = "changed"
    if not any(map(str.isalnum, before)) and any(map(str.isalnum, after)):
        kind = "inserted"
    elif any(map(str.isalnum, before)) and not any(map(str.isalnum, after)):
        kind = "deleted"
    yield Difference(kind if changed else "form", start, end, there, stop, changed)


def _trimmed(m: TextMap, start: int, end: int, there: int, stop: int) -> tuple[int, int, int, int]:
    """A hunk without what both sides share at its ends, in whole words, and outer spaces."""
    old, new = m.old, m.new
    a, b = start, there
    while a < end and b < stop and old[a] == new[b]:
        a, b = a + 1, b + 1
        if not (old[a - 1].isalnum() and (_letter(old, a, end) or _letter(new, b, stop))):
            start, there = a, b
    a, b = end, stop
    while start < a and there < b and old[a - 1] == new[b - 1]:
        a, b = a - 1, b - 1
        if not (old[a].isalnum() and (_letter(old, a - 1, end) or _letter(new, b - 1, stop))):
            end, stop = a, b
    while start < end and old[start].isspace():
        start += 1
    while there < stop and new[there].isspace():
        there += 1
    while start < end and old[end - 1].isspace():
        end -= 1
    while there < stop and new[stop - 1].isspace():
        stop -= 1
    return start, end, there, stop


def _whole_numbers(
    m: TextMap, start: int, end: int, there: int, stop: int
) -> tuple[int, int, int, int]:
    """A hunk that takes in all of a number it begins or ends in: 310,000 rather than 310."""
    rest = REST_OF_NUMBER.match(m.old, end)
    if rest and m.new.startswith(rest[0], stop):
        end, stop = rest.end(), stop + len(rest[0])
    begun = BEGUN_NUMBER.search(m.old, max(0, start - 12), start + 1)
    if begun and begun.end() == start and m.new[:there].endswith(begun[0]):
        start, there = begun.start(), there - len(begun[0])
    return start, end, there, stop


def _letter(text: str, at: int, end: int) -> bool:
    return 0 <= at < end and text[at].isalnum()


def _around(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a stretch around some others inside it."""
    for a, b in taken:
        if start < a:
            yield start, a
        start = max(start, b)
    if start < end:
        yield start, end


def _moves(m: TextMap) -> Iterator[Difference]:
    """Blocks of words that changed their place, over short stretches that changed inside."""
    first = last = -1
    for i in range(len(m.new_of)):
        if not m.moved[i] or m.new_of[i] < 0:
            continue
        if last >= 0 and 0 < m.new_of[i] - m.new_of[last] <= MOVED_GAP and i - last <= MOVED_GAP:
            last = i
            continue
        if last >= 0:
            yield _moved(m, first, last)
        first = last = i
    if last >= 0:
        yield _moved(m, first, last)


def _moved(m: TextMap, first: int, last: int) -> Difference:
    start, end = m.a.start[first], m.a.end[last]
    there, stop = m.b.start[m.new_of[first]], m.b.end[m.new_of[last]]
    while start and there and m.old[start - 1] == m.new[there - 1] and _is_mark(m.old[start - 1]):
        start, there = start - 1, there - 1
    while m.old[end : end + 1] == m.new[stop : stop + 1] and _is_mark(m.old[end : end + 1]):
        end, stop = end + 1, stop + 1
    changed = substance(m.old[start:end], m.new[there:stop])
    return Difference("moved", start, end, there, stop, changed)


def _is_mark(glyph: str) -> bool:
    return bool(glyph) and not glyph.isspace() and not glyph.isalnum()
