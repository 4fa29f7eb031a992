"""The words of a page's passages, for telling which of them an extractor kept."""

from __future__ import annotations

import re

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
"""A word; in scripts without spaces every character stands for one."""


def fold(text: str) -> tuple[str, ...]:
    """The words of `text`, for comparing."""
    return tuple(WORD.findall(text.casefold()))
