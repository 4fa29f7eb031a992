"""The pages of a PDF written as a Draft, with a way back from its words to page and line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from db.kinds import BlockKind, SpanKind
from db.records import Note, Span
from editor.reading.canonical import DocumentBuilder, Draft, promote_headline
from editor.reading.pdf_blocks import printed_heads, set_in, told_by_look
from editor.reading.pdf_feet import number_of, without_feet
from editor.reading.pdf_layout import Paragraph, paragraphs, running_heads
from editor.reading.pdf_lines import HYPHENS, RAISED, Box, Piece, Word, size_of
from editor.reading.pdf_marks import Mark
from editor.reading.pdf_order import in_order
from editor.reading.pdf_rows import Table

HEADING_SIZE = 1.15
"""Times the body's letter height from which on a short paragraph is a heading."""
HEADING_LETTERS = 200
FOOT = re.compile(r"(\d{1,3}|[ivx]{1,5})[.)]?\s*(?=\D)")
"""The number a footnote begins with."""
FOOT_SIZE = 0.97
"""Times the size of the text below which a paragraph may be a footnote."""
BACK = "↩"
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""How raised figures are written that belong to no note found: as they look."""
ITEM = re.compile(r"(?:[•◦▪‣–-]|\(?\d{1,3}[.)]) ")


@dataclass(slots=True)
class Page:
    """What was found on one page."""

    label: str
    height: float
    pieces: list[Piece]
    marks: list[Mark] = field(default_factory=list)


class Writer:
    """Writes paragraphs and remembers where each word and line came to stand."""

    def __init__(self, pages: list[Page]) -> None:
        self._pages = {number: page for number, page in enumerate(pages)}
        for page in pages:
            if page.pieces:
                self._pages[page.pieces[0].page] = page
        heads = running_heads([p.pieces for p in pages], [max(p.height, 1.0) for p in pages])
        heads |= {q for p in pages for q in printed_heads(p.pieces, max(p.height, 1.0))}
        self._heads = len(heads)
        tables: dict[Piece, Table] = {}
        pieces = [in_order([q for q in p.pieces if q not in heads], tables) for p in pages]
        self._body = size_of([w for page in pieces for p in page for w in p.words]) or 1.0
        self._own: dict[tuple[int, str], str] = {}
        tabled = {p for table in tables.values() for row in table for cell in row for p in cell}
        ordered: list[Piece] = []
        for found in pieces:
            text, feet = without_feet(found, self._body, tabled)
            ordered += text
            self._own |= {(foot[0].page, number_of(foot)[0]): number_of(foot)[1] for foot in feet}
        self._paragraphs = paragraphs(ordered, tables)
        self._set_in = set_in(self._paragraphs)
        self._whole = Counter(w.text.casefold().strip(".,;:!?") for p in ordered for w in p.words)
        self._largest = max((p.size for p in self._paragraphs[:12]), default=1.0)
        self.builder = DocumentBuilder()
        self._lines: list[tuple[int, int, int, bool]] = []
        self._words: list[tuple[int, Box, int, int]] = []
        self._headline = False
        self._foots = self._footnotes()

    def write(self) -> Draft:
        """The Draft with its pages as spans, links, and notes on the words they cover."""
        for number, paragraph in enumerate(self._paragraphs):
            self._paragraph(paragraph, number in self._set_in)
        draft = self.builder.finish()
        notes, links = self._marks()
        lost = (f"Running heads and page numbers: {self._heads}.",) if self._heads else ()
        spans = sorted([*draft.spans, *self._page_spans(), *links], key=lambda s: (s.start, s.end))
        return replace(
            draft,
            blocks=promote_headline(draft.blocks),
            spans=tuple(spans),
            notes=tuple(
                sorted([*draft.notes, *notes], key=lambda n: (n.start is None, n.start or 0))
            ),
            lost=lost,
        )

    def _footnotes(self) -> dict[str, str]:
        """The notes at the foot of pages or the end, by their number: small type, or a way back."""
        found: dict[str, str] = {}
        pieces = (piece for paragraph in self._paragraphs for piece in paragraph.pieces)
        if not any(word.raised for piece in pieces for word in piece.words):
            return found
        for paragraph in self._paragraphs:
            text = " ".join(piece.text for piece in paragraph.pieces)
            match = FOOT.match(text)
            small = paragraph.size < FOOT_SIZE * self._body or _opens_raised(paragraph)
            if match and (small or BACK in text):
                found[match[1]] = text[match.end() :].replace(BACK, "").rstrip(" \ufe0e")
        return found

    def _paragraph(self, paragraph: Paragraph, set_in: bool) -> None:
        pieces = paragraph.pieces
        if paragraph.rows:
            self._table(paragraph)
            return
        for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
            parted = following is not None and self._parted(piece, following)
            self._line(piece, parted)
            if following is not None and not parted and piece.text[-1] not in HYPHENS:
                self.builder.write(" ")
        kind, level = self._kind(paragraph)
        quote = set_in and kind is BlockKind.PARAGRAPH
        self.builder.end(BlockKind.BLOCK_QUOTE if quote else kind, level)

    def _table(self, paragraph: Paragraph) -> None:
        for number, row in enumerate(paragraph.rows):
            self.builder.write("\n" if number else "")
            for column, cell in enumerate(row):
                self.builder.write("\t" if column else "")
                for at, piece in enumerate(cell):
                    self.builder.write(" " if at else "")
                    self._line(piece, parted=False)
        self.builder.end(BlockKind.TABLE)

    def _line(self, piece: Piece, parted: bool) -> None:
        start = self.builder.point()
        for number, (word, (space, text)) in enumerate(
            zip(piece.words, piece.spaced(), strict=True)
        ):
            told = self._own.get((piece.page, text)) or self._foots.get(text)
            if word.raised and self.builder.visible and told:
                self.builder.hang(Note(None, None, "footnote", told))
                continue
            text = text.translate(SUPERSCRIPT) if word.raised else text
            if parted and number == len(piece.words) - 1:
                text = text.rstrip(HYPHENS)
            self.builder.write(space + text.replace("\ufffe", "-"))
            self._note_word(piece.page, word, len(text))
        self._lines.append((piece.page, start, self.builder.point(), parted))

    def _note_word(self, page: int, word: Word, length: int) -> None:
        self._words.append((page, word.box, self.builder.point(), length))

    def _parted(self, piece: Piece, following: Piece) -> bool:
        """Whether the hyphen at a line's end only parts a word.

        It does unless the compound stands elsewhere in the file, the word has another hyphen or
        goes on with a capital or figure.
        """
        last, first = piece.words[-1].text, following.words[0].text
        if last[-1] not in HYPHENS or len(last) < 2 or not last[-2].isalpha():
            return False
        stem = last.rstrip(HYPHENS)
        compound = f"{stem}-{first}".casefold().strip(".,;:!?")
        return first[0].islower() and "-" not in stem and not self._whole[compound]

    def _kind(self, paragraph: Paragraph) -> tuple[BlockKind, int]:
        letters = sum(len(piece.text) for piece in paragraph.pieces)
        if self._headline and (kind := told_by_look(paragraph, self._body)) is not None:
            return kind, 0
        if paragraph.size > HEADING_SIZE * self._body and letters < HEADING_LETTERS:
            if not self._headline and paragraph.size >= self._largest:
                self._headline = True
                return BlockKind.HEADLINE, 0
            return BlockKind.HEADING, 2
        if ITEM.match(paragraph.pieces[0].text):
            return BlockKind.LIST_ITEM, 0
        return BlockKind.PARAGRAPH, 0

    def _page_spans(self) -> list[Span]:
        """A span per run of lines of one page: its label, and the offsets of its lines.

        A minus behind an offset: the line ended in a hyphen that was taken off.
        """
        found: list[Span] = []
        place = self.builder.place
        lines = [(p, place(start), place(end), parted) for p, start, end, parted in self._lines]
        at = 0
        while at < len(lines):
            run = [lines[at]]
            while at + len(run) < len(lines) and lines[at + len(run)][0] == run[0][0]:
                run.append(lines[at + len(run)])
            start = run[0][1]
            offsets = ",".join(f"{line[1] - start}{'-' if line[3] else ''}" for line in run)
            label = self._pages[run[0][0]].label
            found.append(Span(start, run[-1][2], SpanKind.PAGE, label, "", offsets))
            at += len(run)
        return found

    def _marks(self) -> tuple[list[Note], list[Span]]:
        notes: list[Note] = []
        links: list[Span] = []
        words: dict[int, list[tuple[Box, int, int]]] = defaultdict(list)
        for number, box, till, length in self._words:
            words[number].append((box, self.builder.place(till), length))
        for number, page in self._pages.items():
            for mark in page.marks:
                covered = _covered(words[number], mark)
                if mark.kind == "link":
                    links += [Span(*covered, SpanKind.LINK, mark.target)] if covered else []
                    continue
                start, end = covered or (None, None)
                if mark.kind == "note" and start is not None:
                    end = start
                notes.append(
                    Note(start, end, "comment", mark.text or mark.kind, mark.author, mark.at)
                )
        return notes, links


def _covered(own: list[tuple[Box, int, int]], mark: Mark) -> tuple[int, int] | None:
    """From the first to the last of a page's words a mark covers; a note takes the nearest one."""
    inside = [
        (end - length, end)
        for box, end, length in own
        if any(_holds(area, box) for area in mark.boxes)
    ]
    if not inside and mark.kind == "note" and own and mark.boxes:
        area = mark.boxes[0]
        _near, end, length = min(own, key=lambda word: _distance(area, word[0]))
        inside = [(end - length, end)]
    return (min(s for s, _e in inside), max(e for _s, e in inside)) if inside else None


def _opens_raised(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a word much smaller than the next, as notes do."""
    words = [word for piece in paragraph.pieces for word in piece.words][:2]
    heights = [word.box[3] - word.box[1] for word in words]
    return len(heights) == 2 and heights[0] < RAISED * heights[1]


def _holds(area: Box, box: Box) -> bool:
    """Whether the middle of a word's box lies in an area."""
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= across <= area[2] and area[1] <= up <= area[3]


def _distance(area: Box, box: Box) -> float:
    across = max(area[0] - box[2], box[0] - area[2], 0.0)
    up = (area[1] + area[3] - box[1] - box[3]) / 2
    return float(across**2 + up**2)
