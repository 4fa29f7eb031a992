"""What a writer left to be filled in (TK, XX, 00) and what she vouches for ([CQ])."""

from __future__ import annotations

import re
from collections.abc import Iterable

from db.kinds import BlockKind
from db.records import Block

PLACEHOLDER = re.compile(
    r"\b(?:TK)+\b(?![ -]?\d)|\bX{2,4}\b(?!\s+(?:century|chromosome|olympi))"
    r"|(?<![\w.,:/-])[$€£¥]?0{2,}(?:,0{3})*(?![\w:/-]|[.,]\d)"
)
"""TK ("to come"), and letters or zeros that stand for a figure; TK before digits is a flight."""
VOUCHED = re.compile(r"\s?[\[(](?:CQ|cq)[\])]")
BEFORE = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s+){0,3}[^\s\[(]+$")


def placeholders(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of every placeholder between two offsets, in code points."""
    stop = len(text) if end is None else end
    return [match.span() for match in PLACEHOLDER.finditer(text, start, stop)]


def left_in(text: str, blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """(start, end) of what a writer left in the article itself: placeholders, and every [CQ]."""
    own = [b for b in blocks if b.kind is not BlockKind.NOT_ARTICLE]
    found = [place for b in own for place in placeholders(text, b.start, b.end)]
    signs = (match for b in own for match in VOUCHED.finditer(text, b.start, b.end))
    return sorted(found + [(m.end() - len(m[0].strip()), m.end()) for m in signs])


def vouched(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of every name or word that a [CQ] right after it vouches for."""
    stop = len(text) if end is None else end
    found = []
    for match in VOUCHED.finditer(text, start, stop):
        name = BEFORE.search(text[max(start, match.start() - 80) : match.start()])
        if name:
            found.append((match.start() - len(name[0]), match.start()))
    return found
