"""Where sentences begin and end."""

from __future__ import annotations

import re

END = re.compile(
    '[.!?\u2026]+["\u201d\u2019\u00bb)\\]]*(?=\\s+["\u201c\u201e\u00ab(\\[]*[A-Z\u00c0-\u00de0-9])|\n'
)
ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|St|Jr|Sr|vs|No|Inc|Corp|Co|U\.S|U\.N"
    r"|U\.K|D\.C|a\.m|p\.m|[A-Z])\.$"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of each sentence between two offsets (code points), without outer spaces."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    since = start
    for match in END.finditer(text, start, stop):
        if ABBREVIATION.search(text, max(since, match.end() - 8), match.end()):
            continue
        _keep(text, since, match.end(), found)
        since = match.end()
    _keep(text, since, stop, found)
    return found


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    if left < right:
        found.append((left, right))
