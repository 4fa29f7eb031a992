"""One page of a PDF: its words with their places, as PDFium has them."""

from __future__ import annotations

import ctypes
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
END = re.compile(f"[{HYPHENS}\\r\\n]")
SOLID = re.compile(r"\S+")
SAMPLE = 400
"""Letters by which the way a page's text runs is told."""
SAME = 0.02
"""Points by which the heights of letters of one size may differ."""
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
        self._rect = pdfium.FS_RECTF()
        self._text = _units(raw, count)

    def pieces(self) -> list[Piece]:
        lines: list[list[Word]] = []
        start = 0
        for match in END.finditer(self._text):
            at = match.start()
            if match[0] in HYPHENS:
                if not self._turns(at):
                    continue
                at += 1
            lines.append(self._words(start, at))
            start = match.end()
        lines.append(self._words(start, len(self._text)))
        return parted(merged(filter(None, lines)), self._number)

    def _turns(self, at: int) -> bool:
        """Whether the letter behind a hyphen stands on the next line; PDFium joins the two."""
        if at + 1 >= len(self._text) or self._text[at + 1].isspace():
            return False
        return self._box(at + 1)[0] < self._box(at)[0]

    def _words(self, start: int, end: int) -> list[Word]:
        words: list[Word] = []
        for match in SOLID.finditer(self._text, start, end):
            first, at = match.span()
            foot, stop = self._raised(first, at)
            words.append(self._word(first, foot, words[-1] if words else None))
            if foot < at:
                words.append(replace(self._word(foot, stop), raised=True))
            if stop < at:
                words.append(self._word(stop, at))
        return _with_hyphen(words)

    def _word(self, first: int, end: int, before: Word | None = None) -> Word:
        """The word of some letters; those as high as the word `before` are as large."""
        box = self._joined(first, end - 1)
        if before is not None and abs(_height(before.box) - _height(box)) < SAME:
            return Word(_text(self._text[first:end]), box, before.size)
        return Word(_text(self._text[first:end]), box, self._size(first))

    def _raised(self, first: int, end: int) -> tuple[int, int]:
        """Where a note's figures stand in a word, smaller and higher; (`end`, `end`) for none."""
        match = FIGURES.search(self._text, first, end)
        if match is None or match.end(1) - first < 2:
            return end, end
        stop = match.end(1)
        if self._size(stop - 1) >= RAISED * self._size(first):
            return end, end
        for foot in range(max(match.start(1), first + 1), stop):
            smaller = self._size(foot) < RAISED * self._size(foot - 1)
            if smaller and self._box(foot)[1] > self._box(foot - 1)[1] + 0.5:
                whole = NUMBER.fullmatch(self._text, foot, stop)
                return (foot, stop) if whole else (end, end)
        return end, end

    def _joined(self, first: int, last: int) -> Box:
        a = self._box(first)
        b = self._box(last) if last > first else a
        low, high = a[1] if a[1] < b[1] else b[1], a[3] if a[3] > b[3] else b[3]
        return (a[0], low, b[2], high) if a[0] <= b[0] else (b[0], low, a[2], high)

    def _box(self, at: int) -> Box:
        rect = self._rect
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, at, rect):
            return 0.0, 0.0, 0.0, 0.0
        box = rect.left, rect.bottom, rect.right, rect.top
        return self._turn.box(box) if self._turn.quarters else box

    def _size(self, at: int) -> float:
        """The letters' size in points as they stand on the page."""
        matrix = pdfium.FS_MATRIX()
        size = float(pdfium.FPDFText_GetFontSize(self._raw, at))
        if pdfium.FPDFText_GetMatrix(self._raw, at, matrix):
            size = round(size * (matrix.b**2 + matrix.d**2) ** 0.5, 2)
        box = self._box(at)
        return size if 1 < size < 500 else max(box[3] - box[1], 1.0)


def _units(raw: Any, count: int) -> str:
    """The characters of a page, one for each place PDFium counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(raw, 0, count, buffer) == count + 1:
        return "".join(map(chr, buffer[:count]))
    return "".join([chr(pdfium.FPDFText_GetUnicode(raw, at)) for at in range(count)])


def _height(box: Box) -> float:
    return box[3] - box[1]


def _with_hyphen(words: list[Word]) -> list[Word]:
    """A line's words, a hyphen that stands alone at its end joined to the word before."""
    if len(words) < 2 or words[-1].text.strip(HYPHENS) or words[-1].size <= 0:
        return words
    last, hyphen = words[-2:]
    if not last.text[-1].isalpha() or hyphen.box[0] - last.box[2] > LOOSE * TOUCH * hyphen.size:
        return words
    box = (*last.box[:2], hyphen.box[2], last.box[3])
    return [*words[:-2], replace(last, text=last.text + hyphen.text, box=box)]


def _text(chars: str) -> str:
    """Characters as text: halves of astral ones joined, the mark of a parted word kept."""
    if chars.isascii() and chars.isprintable():
        return chars
    whole = chars.replace("\x02", "\ufffe").encode("utf-16", "surrogatepass")
    return canonical(whole.decode("utf-16", "replace"))
