"""Word files in scripts that run from right to left, which Word wants to be told of thrice."""

from __future__ import annotations

import re

from editor.exchange.words import right_to_left

LOOK = re.compile(r"<w:(b|i|sz)( [^>]*)?/>")


def every_script(look: str) -> str:
    """Properties of a run with their twins, which Word heeds for Arabic, Hebrew and their like."""
    return LOOK.sub(lambda found: f"{found[0]}<w:{found[1]}Cs{found[2] or ''}/>", look)


def paragraph_way(text: str) -> str:
    """The property of a paragraph of these words that turns it; it stands before the spacing."""
    return "<w:bidi/>" if right_to_left(text) else ""


def run_way(text: str, turned: bool = False) -> str:
    """The property of a run of these words that turns it; the last of its properties.

    `turned` says that its paragraph is, and so a run without a letter.
    """
    return "<w:rtl/>" if right_to_left(text, turned) else ""
