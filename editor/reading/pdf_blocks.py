"""What the place of lines on a PDF's page tells: printed page heads, and quotes set in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.kinds import BlockKind
from editor.reading.pdf_layout import Paragraph
from editor.reading.pdf_lines import Piece

PULLED = 1.15
"""Times the text's letters above which words in quotation marks are pulled out of it."""
EDGE = 0.05
"""Share of the page's height at its top and foot where browsers print."""
SET_IN = 1.5
"""Letter heights that a quote stands in from the text around it, on either side."""
PRINTED = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{1,4}\s?(?:/|of|von|de|sur|из)\s?\d{1,4}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}[:.]\d\d(?: ?[AP]M)?",
    re.IGNORECASE,
)
"""What browsers print at the edges of a page."""


QUOTED = re.compile('["\u201c\u201e\u00ab\u2018].*["\u201d\u201c\u00bb\u2019]', re.DOTALL)
CREDIT = re.compile(
    r"\b(photo|photograph|foto|picture|image|graphic|bild)\w*\s?[:/|\u00a9]", re.IGNORECASE
)
CAPTION_SIZE = 0.95
"""Times the text's letters below which a paragraph that names a photographer is a caption."""


def told_by_look(paragraph: Paragraph, body: float) -> BlockKind | None:
    """What the look of a paragraph amid a text in letters of `body` points makes it, or None.

    Large words in quotation marks are a pull quote; small ones that name who took it a caption.
    """
    text = " ".join(piece.text for piece in paragraph.pieces).strip()
    if paragraph.size > PULLED * body and QUOTED.fullmatch(text):
        return BlockKind.PULL_QUOTE
    if paragraph.size < CAPTION_SIZE * body and CREDIT.search(text):
        return BlockKind.CAPTION
    return None


def printed_heads(pieces: Sequence[Piece], height: float) -> set[Piece]:
    """Pieces at the edges of one page that a browser put there, with what stands beside them."""
    edge = [p for p in pieces if p.box[1] > (1 - EDGE) * height or p.box[3] < EDGE * height]
    heads = [p for p in edge if PRINTED.fullmatch(p.text)]
    return {p for p in edge if any(abs(p.box[1] - h.box[1]) < 1 for h in heads)}


def set_in(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Numbers of the paragraphs that stand in on both sides, as quotes do: those of even lines.

    What is beside them tells: text before or after, in the same letters, that is wider.
    """
    found: set[int] = set()
    for number, paragraph in enumerate(paragraphs):
        lines = paragraph.pieces
        if len(lines) < 2 or paragraph.rows or lines[0].page != lines[-1].page:
            continue
        left, right = min(p.box[0] for p in lines), max(p.box[2] for p in lines)
        even = all(abs(p.box[0] - left) < 0.5 * paragraph.size for p in lines)
        beside = [paragraphs[n] for n in (number - 1, number + 1) if 0 <= n < len(paragraphs)]
        if even and any(_holds(other, paragraph, left, right) for other in beside):
            found.add(number)
    return found


def _holds(other: Paragraph, paragraph: Paragraph, left: float, right: float) -> bool:
    """Whether another paragraph of the page is wider than `left` to `right` on both sides."""
    size, page = paragraph.size, paragraph.pieces[0].page
    lines = [p for p in other.pieces if p.page == page]
    if len(lines) < 2 or other.rows or abs(other.size - size) > 0.2 * size:
        return False
    starts, ends = min(p.box[0] for p in lines), max(p.box[2] for p in lines)
    near = min(abs(p.box[1] - q.box[1]) for p in lines for q in paragraph.pieces) < 5 * size
    return near and starts < left - SET_IN * size and ends > right + SET_IN * size
