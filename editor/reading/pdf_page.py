"""One page of a PDF as pieces of lines: words with their places, and the annotations on them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from editor.reading.canonical import canonical, link_target

HYPHENS = "-\u2010\u00ad\ufffe\x02"
"""What a line may end with where a word is parted; PDFium writes some as U+FFFE."""
GAP = 1.3
"""Times the letter height from which on a space parts two columns, not two words."""
TOUCH = 0.08
"""Times the letters' size up to which two words touch."""
RAISED = 0.85
"""Times the height of the letter before a note's figure is high at most."""
ROMAN = "ivx"
MARKUP = {
    pdfium.FPDF_ANNOT_HIGHLIGHT: "highlight",
    pdfium.FPDF_ANNOT_UNDERLINE: "underline",
    pdfium.FPDF_ANNOT_SQUIGGLY: "underline",
    pdfium.FPDF_ANNOT_STRIKEOUT: "strike-out",
    pdfium.FPDF_ANNOT_TEXT: "note",
    pdfium.FPDF_ANNOT_FREETEXT: "note",
    pdfium.FPDF_ANNOT_CARET: "note",
}
DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?([Z+-])?(?:(\d\d)'?(\d\d))?")

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, from the page's lower left corner."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box; `raised` for the small figures of a note behind another word."""

    text: str
    box: Box
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words beside each other on one line of one column; `size` is the letters' height."""

    words: tuple[Word, ...]
    box: Box
    size: float
    page: int

    @property
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


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation in a PDF: the boxes it covers, what it says, or where it links to."""

    kind: str
    boxes: tuple[Box, ...]
    text: str = ""
    author: str = ""
    at: str = ""
    target: str = ""


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
            foot = self._raised_from(first, at)
            words.append(Word(_text(self._chars[first:foot]), self._joined(first, foot - 1)))
            if foot < at:
                raised = _text(self._chars[foot:at])
                words.append(Word(raised, self._joined(foot, at - 1), raised=True))
        return words

    def _raised_from(self, first: int, end: int) -> int:
        """Where the figures at a word's end begin that are smaller and higher; `end` for none."""
        at = end
        while at > first + 1 and (self._chars[at - 1].isdigit() or self._chars[at - 1] in ROMAN):
            at -= 1
        for foot in range(at, end):
            before, here = self._box(foot - 1), self._box(foot)
            smaller = here[3] - here[1] < RAISED * (before[3] - before[1])
            if foot > first and smaller and here[1] > before[1] + 0.5:
                return foot
        return end

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
        words = sorted((*last.words, *piece.words), key=lambda w: w.box[0])
        size = max((last, piece), key=lambda p: len(p.text)).size
        found[-1] = Piece(tuple(words), around(words), size, last.page)
    return found


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


def marks_of(page: Any) -> list[Mark]:
    """Highlights, notes and links on a page, in the file's order."""
    found: list[Mark] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annot = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annot:
            continue
        try:
            mark = _mark(page, annot)
        finally:
            pdfium.FPDFPage_CloseAnnot(annot)
        if mark is not None:
            found.append(mark)
    return found


def _mark(page: Any, annot: Any) -> Mark | None:
    subtype = pdfium.FPDFAnnot_GetSubtype(annot)
    boxes = _boxes(annot)
    if subtype == pdfium.FPDF_ANNOT_LINK:
        target = _link(page, annot)
        return Mark("link", boxes, target=target) if target else None
    if subtype not in MARKUP:
        return None
    return Mark(
        MARKUP[subtype],
        boxes,
        canonical(_string(annot, b"Contents")).strip(),
        canonical(_string(annot, b"T")).strip(),
        _iso(_string(annot, b"M") or _string(annot, b"CreationDate")),
    )


def _boxes(annot: Any) -> tuple[Box, ...]:
    found: list[Box] = []
    quad = pdfium.FS_QUADPOINTSF()
    for index in range(pdfium.FPDFAnnot_CountAttachmentPoints(annot)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annot, index, quad):
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            up = (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(across), min(up), max(across), max(up)))
    rect = pdfium.FS_RECTF()
    if not found and pdfium.FPDFAnnot_GetRect(annot, rect):
        found.append((rect.left, rect.bottom, rect.right, rect.top))
    return tuple(found)


def _string(annot: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annot, key, None, 0)
    if not 2 < length < 1_000_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    target = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(annot, key, target, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _link(page: Any, annot: Any) -> str:
    link = pdfium.FPDFAnnot_GetLink(annot)
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    document = page.pdf.raw
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return link_target(buffer.value.decode("utf-8", "replace"))


def _iso(date: str) -> str:
    """A PDF's date as ISO 8601, or ""."""
    match = DATE.match(date)
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, *zone = match.groups()
    tail = "Z" if sign == "Z" else f"{sign}{zone[0] or '00'}:{zone[1] or '00'}" if sign else ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{tail}"
