"""Plain text: a paragraph per line, or lines joined again where the file is hard-wrapped."""

from __future__ import annotations

import re

from db.kinds import BlockKind
from editor.reading.canonical import Draft, canonical, join_blocks, promote_headline

NARROW, WIDE = 50, 100
"""Code points between which a file's lines break when a program wrapped them."""
WRAPPED_SHARE = 0.6
ROOM = 0.12
"""Share of the width a wrapped line may leave free beyond the word that did not fit."""
ITEM = re.compile(r"([-*•]|\(?\d{1,3}[.)])\s")


def read(text: str) -> Draft:
    """The Draft of plain text; the first line is the headline when it is short."""
    parts = _paragraphs(canonical(text))
    body, blocks = join_blocks((part, BlockKind.PARAGRAPH, 0) for part in parts)
    return Draft(body, promote_headline(blocks))


def _paragraphs(text: str) -> list[str]:
    raw = [line.rstrip(" \t") for line in text.split("\n")]
    lines = [line.lstrip(" \t") for line in raw]
    width = _width(raw, lines)
    if not width:
        return [line for line in lines if line]
    parts: list[str] = []
    for number, line in enumerate(lines):
        if number and parts and _goes_on(raw, lines, number, width):
            parts[-1] += f" {line}"
        elif line:
            parts.append(line)
    return parts


def _width(raw: list[str], lines: list[str]) -> int:
    """The width the lines were wrapped at, or 0 when each line is a paragraph.

    Wrapped: blank or indented lines part the paragraphs, and most lines that have a next one
    in the same paragraph are about equally long.
    """
    followed = sorted(
        len(raw[n - 1]) for n in range(1, len(raw)) if lines[n - 1] and not _parts(raw, lines, n)
    )
    if len(followed) < 3 or len(followed) == len(raw) - 1:
        return 0
    width = followed[int(len(followed) * 0.9)]
    if not NARROW <= width <= WIDE:
        return 0
    full = sum(0.7 * width <= length <= WIDE for length in followed)
    return width if full > WRAPPED_SHARE * len(followed) else 0


def _parts(raw: list[str], lines: list[str], number: int) -> bool:
    """Whether a line begins a paragraph by a blank line, a bullet or a deeper indent."""
    before, line = lines[number - 1], lines[number]
    if not before or not line or ITEM.match(line):
        return True
    deeper = len(raw[number]) - len(line) > len(raw[number - 1]) - len(before)
    return deeper and not ITEM.match(before)


def _goes_on(raw: list[str], lines: list[str], number: int, width: int) -> bool:
    """Whether a line continues the one before: its first word had no room there."""
    if _parts(raw, lines, number):
        return False
    first = lines[number].split(" ", 1)[0]
    return len(raw[number - 1]) + 1 + len(first) > width * (1 - ROOM)
