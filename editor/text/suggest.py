"""Everything the program proposes to mark in a text: quotes now, facts beside them."""

from __future__ import annotations

from collections.abc import Sequence

from db.records import Block, Suggestion
from editor.text.quotes import quotes

ENGINE = "1"
"""Rises whenever the same text may give other suggestions; what was kept of older ones is void."""


def suggestions(
    text: str, blocks: tuple[Block, ...] = (), language: str = "", known: Sequence[str] = ()
) -> list[Suggestion]:
    """What to propose for `text`, in its order; blocks that are not article are passed over.

    `language` is a code such as `en`, guessed when empty; `known` are full names of persons the
    desk knows. Offsets are code points, `part_of` an index into this list.
    """
    return quotes(text, blocks)
