"""What changed between two texts, in words."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

TOKEN = re.compile(r"\w+(?:['\u2019]\w+)*|[^\w\s]")


def drift(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The stretches in which two passages differ, as (before, after); spaces do not count."""
    old, new = list(TOKEN.finditer(before)), list(TOKEN.finditer(after))
    steps = Levenshtein.opcodes([t[0] for t in old], [t[0] for t in new])
    return tuple(
        (
            _stretch(before, old, step.src_start, step.src_end),
            _stretch(after, new, step.dest_start, step.dest_end),
        )
        for step in steps
        if step.tag != "equal"
    )


def _stretch(text: str, tokens: list[re.Match[str]], start: int, end: int) -> str:
    return text[tokens[start].start() : tokens[end - 1].end()] if start < end else ""
