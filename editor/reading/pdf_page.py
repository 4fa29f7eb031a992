"""One page of a PDF: its words with their places, as PDFium has them."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from editor.reading.canonical import canonical
from editor.reading.pdf_lines import (
    HYPHENS,
    NUMBER,
    RAISED,
    TOUCH,
    Box,
    Piece,
    Word,
    merged,
    parted,
)

FIGURES = re.compile(r"([\divx]{1,8})[^\w\s]*$")
"""What may hold a note's number at the end of a word, before its last stop."""
SAMPLE = 400
"""Letters by which the way a page's text runs is told."""
LOOSE = 4
"""Times TOUCH up to which a hyphen at a line's end belongs to the word before it."""


class Turn(NamedTuple):
    """How a page has to be turned for its text to stand upright: by quarters, clockwise."""

    quarters: int
    width: float
    height: float

    def box(self, box: Box) -> Box:
        """A place on the page as it is after turning."""
        left, low, right, high = box
        if self.quarters == 1:
            return low, self.width - right, high, self.width - left
        if self.quarters == 2:
            return self.width - right, self.height - high, self.width - left, self.height - low
        if self.quarters == 3:
            return self.height - high, left, self.height - low, right
        return box

    @property
    def top(self) -> float:
        """How high the page is after turning."""
        return self.width if self.quarters % 2 else self.height


def pieces_of(page: Any, number: int) -> tuple[list[Piece], Turn]:
    """The pieces of a page (a pypdfium2 page), in the order of its content, and its turn.

    The page's own rotation is for showing it only; the way its letters stand counts.
    """
    page.set_rotation(0)
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        turn = Turn(_quarters(textpage.raw, count), page.get_width(), page.get_height())
        return _Page(textpage.raw, count, number, turn).pieces(), turn
    finally:
        textpage.close()


def _quarters(raw: Any, count: int) -> int:
    step = max(count // SAMPLE, 1)
    angles = (pdfium.FPDFText_GetCharAngle(raw, at) for at in range(0, count, step))
    turns = Counter(-round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


class _Page:
    def __init__(self, raw: Any, count: int, number: int, turn: Turn) -> None:
        self._raw, self._number, self._turn = raw, number, turn
        self._chars = [chr(pdfium.FPDFText_GetUnicode(raw, at)) for at in range(count)]

    def pieces(self) -> list[Piece]:
        lines: list[list[Word]] = []
        start = 0
        for at, char in enumerate([*self._chars, "\n"]):
            if char in "\r\n":
                lines.append(self._words(start, at))
                start = at + 1
            elif char in HYPHENS and self._turns(at):
                lines.append(self._words(start, at + 1))
                start = at + 1
        return parted(merged([line for line in lines if line]), self._number)

    def _turns(self, at: int) -> bool:
        """Whether the letter behind a hyphen stands on the next line; PDFium joins the two."""
        if at + 1 >= len(self._chars) or self._chars[at + 1].isspace():
            return False
        return self._box(at + 1)[0] < self._box(at)[0]

    def _words(self, start: int, end: int) -> list[Word]:
        words: list[Word] = []
        at = start
        while at < end:
            if self._chars[at].isspace():
                at += 1
                continue
            first = at
            while at < end and not self._chars[at].isspace():
                at += 1
            foot, stop = self._raised(first, at)
            words.append(self._word(first, foot))
            if foot < at:
                words.append(replace(self._word(foot, stop), raised=True))
            if stop < at:
                words.append(self._word(stop, at))
        return _with_hyphen(words)

    def _word(self, first: int, end: int) -> Word:
        return Word(_text(self._chars[first:end]), self._joined(first, end - 1), self._size(first))

    def _raised(self, first: int, end: int) -> tuple[int, int]:
        """Where a note's figures stand in a word, smaller and higher; (`end`, `end`) for none."""
        match = FIGURES.search("".join(self._chars[first:end]))
        if match is None:
            return end, end
        stop = first + match.end(1)
        for foot in range(max(first + match.start(1), first + 1), stop):
            smaller = self._size(foot) < RAISED * self._size(foot - 1)
            if smaller and self._box(foot)[1] > self._box(foot - 1)[1] + 0.5:
                whole = NUMBER.fullmatch("".join(self._chars[foot:stop]))
                return (foot, stop) if whole else (end, end)
        return end, end

    def _joined(self, first: int, last: int) -> Box:
        a, b = self._box(first), self._box(last)
        return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])

    def _box(self, at: int) -> Box:
        rect = pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, at, rect):
            return 0.0, 0.0, 0.0, 0.0
        return self._turn.box((rect.left, rect.bottom, rect.right, rect.top))

    def _size(self, at: int) -> float:
        """The letters' size in points as they stand on the page."""
        matrix = pdfium.FS_MATRIX()
        size = float(pdfium.FPDFText_GetFontSize(self._raw, at))
        if pdfium.FPDFText_GetMatrix(self._raw, at, matrix):
            size *= (matrix.b**2 + matrix.d**2) ** 0.5
        box = self._box(at)
        return size if 1 < size < 500 else max(box[3] - box[1], 1.0)


def _with_hyphen(words: list[Word]) -> list[Word]:
    """A line's words, a hyphen that stands alone at its end joined to the word before."""
    if len(words) < 2 or words[-1].text.strip(HYPHENS) or words[-1].size <= 0:
        return words
    last, hyphen = words[-2:]
    if not last.text[-1].isalpha() or hyphen.box[0] - last.box[2] > LOOSE * TOUCH * hyphen.size:
        return words
    box = (*last.box[:2], hyphen.box[2], last.box[3])
    return [*words[:-2], replace(last, text=last.text + hyphen.text, box=box)]


def _text(chars: list[str]) -> str:
    """Characters as text: halves of astral ones joined, the mark of a parted word kept."""
    whole = "".join(chars).replace("\x02", "\ufffe").encode("utf-16", "surrogatepass")
    return canonical(whole.decode("utf-16", "replace"))
