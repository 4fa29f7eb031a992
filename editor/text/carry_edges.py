"""From words back to characters: the marks a passage carried at its ends, and rough likeness."""

from __future__ import annotations

import re

from editor.text.steps import similarity
from editor.text.textmap import TextMap

ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": ".",
        **dict.fromkeys("\n\t\u00a0\u2002\u2003\u2009\u200a\u202f\u3000", " "),
    }
)
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
SPACE = re.compile(r"\s+")
STOPS = frozenset(".,;:!?-")


def plain(text: str) -> str:
    """A text without what printing decides: case, width of spaces, shape of quotes and dashes."""
    return SPACE.sub(" ", UNSEEN.sub("", text).translate(ALIKE)).casefold().strip()


def flat(text: str) -> str:
    """A text with case and glyphs evened out, one code point for one."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join([low if len(low := c.lower()) == 1 else c for c in text])
    return lower.translate(ALIKE)


def likeness(old: str, new: str, cutoff: float = 0.0) -> float:
    """How alike two passages are, 0 to 1, glyphs and spaces aside (normalised Levenshtein)."""
    return similarity(plain(old), plain(new), cutoff)


def ends(m: TextMap, start: int, end: int, a: int, b: int, c: int, d: int) -> tuple[int, int]:
    """The new passage of new words `c` to `d` for the old passage of old words `a` to `b`.

    What the old passage had besides words at its ends is taken in when it is there; a passage
    that begins or ends inside a word does so again.
    """
    left, right = m.b.start[c], m.b.end[d - 1]
    if start > m.a.start[a]:
        left += min(start - m.a.start[a], max(right - left - 1, 0))
    else:
        was = m.old[m.a.end[a - 1] if a else 0 : m.a.start[a]]
        now = m.new[m.b.end[c - 1] if c else 0 : left]
        left -= _taken(was[::-1], now[::-1], m.a.start[a] - start)
    if end < m.a.end[b - 1]:
        right = max(right - (m.a.end[b - 1] - end), left + 1)
    else:
        was = m.old[m.a.end[b - 1] : m.a.start[b] if b < len(m.a) else len(m.old)]
        now = m.new[right : m.b.start[d] if d < len(m.b) else len(m.new)]
        right += _taken(was, now, end - m.a.end[b - 1])
    return left, right


def _taken(was: str, now: str, size: int) -> int:
    """How much of `now` stands for the first `size` characters of `was`, from the word outwards."""
    if was[:size] == now[:size]:
        return size
    taken = at = 0
    for glyph in was[:size]:
        if glyph.isspace():
            continue
        place = at
        while place < len(now) and now[place].isspace():
            place += 1
        if place < len(now) and _same_mark(glyph, now[place]):
            taken = at = place + 1
    return taken


def _same_mark(old: str, new: str) -> bool:
    old, new = old.translate(ALIKE), new.translate(ALIKE)
    return old == new or (old in STOPS and new in STOPS) or (old in "\"'" and new in "\"'")
