"""Plain text: a paragraph per line, or per blank-line group when the lines are hard-wrapped."""

from __future__ import annotations

import re

from db.kinds import BlockKind
from editor.reading.canonical import Draft, canonical, join_blocks, promote_headline

WRAPPED_SHARE = 0.6


def read(text: str) -> Draft:
    """The Draft of plain text; the first line is the headline when it is short."""
    parts = _paragraphs(canonical(text))
    body, blocks = join_blocks((part, BlockKind.PARAGRAPH, 0) for part in parts)
    return Draft(body, promote_headline(blocks))


def _paragraphs(text: str) -> list[str]:
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    if _hard_wrapped(lines):
        groups = re.split(r"\n(?:[ \t]*\n)+", "\n".join(lines).strip("\n"))
        return [" ".join(group.split("\n")) for group in groups]
    return [line for line in lines if line.strip()]


def _hard_wrapped(lines: list[str]) -> bool:
    """Blank lines part the paragraphs, and most lines with a next one are 55 to 90 long."""
    followed = [a for a, b in zip(lines, lines[1:], strict=False) if a.strip() and b.strip()]
    long = [line for line in followed if 55 <= len(line) <= 90]
    return "" in lines and len(long) >= 3 and len(long) > WRAPPED_SHARE * len(followed)
