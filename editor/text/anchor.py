"""A passage described by its words and their surroundings; `carry_selector` finds it again."""

from __future__ import annotations

from typing import NamedTuple

CONTEXT = 32


class Selector(NamedTuple):
    """`exact` is the passage, `prefix` and `suffix` up to 32 code points on either side.

    `start` is its code point offset in the text it was described in.
    """

    exact: str
    prefix: str
    suffix: str
    start: int


def describe(text: str, start: int, end: int) -> Selector:
    """A Selector for `text[start:end]`; offsets are code points. ValueError on an empty passage."""
    if not 0 <= start < end <= len(text):
        raise ValueError("a passage must lie within the text and not be empty")
    prefix = text[max(0, start - CONTEXT) : start]
    return Selector(text[start:end], prefix, text[end : end + CONTEXT], start)
