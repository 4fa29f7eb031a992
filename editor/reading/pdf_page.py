"""One page of a PDF as pieces of lines: words with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pypdfium2.raw as pdfium

from editor.reading.canonical import canonical

HYPHENS = "-\u2010\u00ad\ufffe\x02"
"""What a line may end with where a word is parted; PDFium writes some as U+FFFE."""
GAP = 1.3
"""Times the letter height from which on a space parts two columns, not two words."""
TOUCH = 0.08
"""Times the letters' size up to which two words touch."""
RAISED = 0.85
"""Times the height of the letter before a note's figure is high at most."""
FIGURES = re.compile(r"(?<=[^\W\d]|[.,;:!?”’»)])(\d{1,3}|[ivx]{1,5})[^\w\s]*$")
"""What may be a note's number at the end of a word, before its last stop."""
ROMAN = "ivx"

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box; `raised` for the small figures of a note behind another word."""

    text: str
    box: Box
    raised: bool = False


@dataclass(frozen=True)
class Piece:
    """Words beside each other on one line of one column; `size` is the letters' height."""

    words: tuple[Word, ...]
    box: Box
    size: float
    page: int

    @cached_property
    def text(self) -> str:
        """The words with single spaces where they do not touch."""
        return "".join(part for word in self.spaced() for part in word)

    def spaced(self) -> list[tuple[str, str]]:
        """The space before each word, "" where it touches the one before, and the word."""
        lefts = [
            "",
            *(_space(a, b, self.size) for a, b in zip(self.words, self.words[1:], strict=False)),
        ]
        return [(left, word.text) for left, word in zip(lefts, self.words, strict=True)]


def _space(before: Word, word: Word, size: float) -> str:
    return " " if word.box[0] - before.box[2] > TOUCH * size else ""


def pieces_of(page: Any, number: int) -> list[Piece]:
    """The pieces of a page (a pypdfium2 page), in the order of its content."""
    textpage = page.get_textpage()
    try:
        return _Page(textpage.raw, textpage.count_chars(), number).pieces()
    finally:
        textpage.close()


class _Page:
    def __init__(self, raw: Any, count: int, number: int) -> None:
        self._raw, self._number = raw, number
        self._chars = [chr(pdfium.FPDFText_GetUnicode(raw, at)) for at in range(count)]

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        start = 0
        for at, char in enumerate([*self._chars, "\n"]):
            if char in "\r\n":
                found += self._line(start, at)
                start = at + 1
            elif char in HYPHENS and self._turns(at):
                found += self._line(start, at + 1)
                start = at + 1
        return merged(found)

    def _turns(self, at: int) -> bool:
        """Whether the letter behind a hyphen stands on the next line; PDFium joins the two."""
        if at + 1 >= len(self._chars) or self._chars[at + 1].isspace():
            return False
        return self._box(at + 1)[0] < self._box(at)[0]

    def _line(self, start: int, end: int) -> list[Piece]:
        """The pieces of one line, parted where a gap is as wide as between columns."""
        words = self._words(start, end)
        if not words:
            return []
        size = self._size((start + end) // 2)
        parted: list[list[Word]] = [[words[0]]]
        for before, word in zip(words, words[1:], strict=False):
            if word.box[0] - before.box[2] > GAP * size or word.box[2] < before.box[0]:
                parted.append([])
            parted[-1].append(word)
        return [Piece(tuple(part), around(part), size, self._number) for part in parted]

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
        return words

    def _word(self, first: int, end: int) -> Word:
        return Word(_text(self._chars[first:end]), self._joined(first, end - 1))

    def _raised(self, first: int, end: int) -> tuple[int, int]:
        """Where a note's figures stand in a word, smaller and higher; (`end`, `end`) for none."""
        match = FIGURES.search("".join(self._chars[first:end]))
        if match is None:
            return end, end
        foot, stop = first + match.start(1), first + match.end(1)
        before, here = self._box(foot - 1), self._box(foot)
        smaller = here[3] - here[1] < RAISED * (before[3] - before[1])
        return (foot, stop) if smaller and here[1] > before[1] + 0.5 else (end, end)

    def _joined(self, first: int, last: int) -> Box:
        a, b = self._box(first), self._box(last)
        return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])

    def _box(self, at: int) -> Box:
        rect = pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, at, rect):
            return 0.0, 0.0, 0.0, 0.0
        return rect.left, rect.bottom, rect.right, rect.top

    def _size(self, at: int) -> float:
        """The letters' size in points as they stand on the page."""
        matrix = pdfium.FS_MATRIX()
        size = float(pdfium.FPDFText_GetFontSize(self._raw, at))
        if pdfium.FPDFText_GetMatrix(self._raw, at, matrix):
            size *= (matrix.b**2 + matrix.d**2) ** 0.5
        box = self._box(at)
        return size if 1 < size < 500 else max(box[3] - box[1], 1.0)


def merged(pieces: list[Piece]) -> list[Piece]:
    """Pieces put together that stand on one line without a column's gap between them.

    A raised figure or a foreign letter begins a new line for PDFium.
    """
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is None or not _adjoin(last, piece):
            found.append(piece)
            continue
        marked = _as_raised(last, piece), _as_raised(piece, last)
        words = sorted((*marked[0], *marked[1]), key=lambda w: w.box[0])
        size = max((last, piece), key=lambda p: len(p.text)).size
        found[-1] = Piece(tuple(words), around(words), size, last.page)
    return found


def _as_raised(piece: Piece, beside: Piece) -> tuple[Word, ...]:
    """A piece's words, as a note's figures where it is one such word, smaller and higher."""
    text = piece.text
    small = piece.size < RAISED * beside.size and piece.box[1] > beside.box[1] + 0.5
    if len(piece.words) == 1 and small and (text.isdigit() or not text.strip(ROMAN)):
        return (replace(piece.words[0], raised=True),)
    return piece.words


def _adjoin(a: Piece, b: Piece) -> bool:
    size = max(a.size, b.size)
    level = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    gap = max(b.box[0] - a.box[2], a.box[0] - b.box[2])
    return level > 0.4 * min(a.box[3] - a.box[1], b.box[3] - b.box[1]) and gap < GAP * size


def _text(chars: list[str]) -> str:
    """Characters as text: halves of astral ones joined, the mark of a parted word kept."""
    whole = "".join(chars).replace("\x02", "\ufffe").encode("utf-16", "surrogatepass")
    return canonical(whole.decode("utf-16", "replace"))


def around(words: Iterable[Word]) -> Box:
    """The box around words."""
    boxes = [word.box for word in words]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
