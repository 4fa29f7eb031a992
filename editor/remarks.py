"""What readers say of a file, in the reader's own language.

Readers write plain English with the file's own figures in it, which is kept as it was told; here
each sentence is known by its pattern, so that its words can be translated and its figures put back.
"""

from __future__ import annotations

import re
from functools import lru_cache

from editor.i18n import _

PATTERNS = (
    "Pictures: {}.",
    "Embedded objects: {}.",
    "Embedded documents: {}.",
    "Headers and footers: {}.",
    "Formatting changes: {}.",
    "Runs of hidden text: {}.",
    "Passages of the page outside the article: {}.",
    "Running heads and page numbers: {}.",
    "Pages without text, perhaps scans: {}.",
    "Pages that could not be read: {}.",
    "Chapters missing from the file: {}.",
    "Comments and notes: {} (add --annotated takes them).",
    "Characters that turn the direction of writing: {}.",
    "Invisible characters: {}.",
    "Words that mix letters of several scripts: {}.",
    "Tracked changes were read as accepted; what they replaced is kept beside them.",
    "The article could not be told from the rest of the page; all of it was imported.",
    "The last character is cut off.",
    "The text mixes UTF-8 and Windows-1252; each was read as what it is.",
    "The text was read as UTF-16.",
    "The text is not UTF-8; it was read as Windows-1252.",
    "The service killed this copy: it must not run.",
    "The service's embargo: not before {}.",
    "The service's note to editors: {}",
)
"""Every sentence a reader may say, `{}` for what it fills in."""


@lru_cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(re.escape(one).replace(re.escape("{}"), "(.*)"), re.DOTALL), one)
        for one in PATTERNS
    )


def remark(told: str) -> str:
    """A reader's sentence translated; one of an unknown pattern as it is."""
    for shape, pattern in _shapes():
        if match := shape.fullmatch(told):
            return _(pattern).format(*match.groups())
    return told
