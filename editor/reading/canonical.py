"""Canonical text: one string a draft's offsets count in, built block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable

from db.records import Block, BlockKind

BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029\x0b\x0c]")
UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")


def canonical(text: str) -> str:
    """`text` with every line break as a newline and control characters as U+FFFD, one for one.

    Nothing else is touched: glyphs, spaces and normal form are evidence.
    """
    return UNSTORABLE.sub("\ufffd", BREAKS.sub("\n", text))


def join_blocks(parts: Iterable[tuple[str, BlockKind, int]]) -> tuple[str, tuple[Block, ...]]:
    """Join (text, kind, level) parts by blank lines; blocks tile the result. Empty parts go."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for text, kind, level in parts:
        if not text.strip():
            continue
        texts.append(text)
        blocks.append(Block(at, at + len(text), kind, level))
        at += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)
