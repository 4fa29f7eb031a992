"""A page's pieces in reading order put together: running heads, paragraphs, tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from editor.reading.pdf_lines import HYPHENS, Piece
from editor.reading.pdf_rows import SENTENCE_END, Table, rows_of, same_line, table_from

MARGIN_SHARE = 0.1
"""Share of the page's height at its top and foot where running heads stand."""
HEAD_PAGES = 3
"""Pages on which a running head stands at least, where there are so many."""
NEAR = 12
"""Lines before and behind one that tell its column's right edge."""
EVEN, FULL = 4, 3
"""Lines that end alike from which on they show where their column ends, and that one is full."""
HEAD_INSIDE = 2
"""Times from which on a line that also stands amid pages is the article's, at their edge too."""
NUMBERED = re.compile(r"^\d+|\d+(?:\s*(?:/|of|von|de|sur|из)\s*\d+)?$")
ITEM = re.compile(r"(?:[•◦▪‣–-]|\(?\d{1,3}[.)]|[a-z]\))$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces that make one block, in reading order; `size` is their letters' height.

    `rows` are the cells of a table, each the pieces in it, where the pieces are one.
    """

    pieces: tuple[Piece, ...]
    size: float
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


def running_heads(pages: list[list[Piece]], heights: list[float]) -> set[Piece]:
    """Pieces at the top or foot of pages that come again on others: titles and page numbers."""
    shapes: Counter[tuple[str, bool]] = Counter()
    found: dict[tuple[str, bool], list[Piece]] = {}
    for pieces, height in zip(pages, heights, strict=True):
        for shape, piece in {(_shape(p, height), p) for p in pieces}:
            if shape is not None:
                shapes[shape] += 1
                found.setdefault(shape, []).append(piece)
    wanted = max(2, min(HEAD_PAGES, len(pages)), len(pages) // 4)
    if not any(count >= wanted for count in shapes.values()):
        return set()
    inside = Counter(
        _masked(piece)
        for pieces, height in zip(pages, heights, strict=True)
        for piece in pieces
        if _shape(piece, height) is None
    )
    return {
        piece
        for shape, count in shapes.items()
        if count >= wanted and inside[shape[0]] < HEAD_INSIDE
        for piece in found[shape]
    }


def _shape(piece: Piece, height: float) -> tuple[str, bool] | None:
    """A piece's words with a page number masked, and whether at the top; None away from both.

    A page number stands at an end, as in `3`, `Page 3 of 12` and `3 | The Post`; figures between
    words are the article's.
    """
    low, high = piece.box[1] / height, piece.box[3] / height
    if not (high > 1 - MARGIN_SHARE or low < MARGIN_SHARE):
        return None
    return _masked(piece), high > 1 - MARGIN_SHARE


def _masked(piece: Piece) -> str:
    return NUMBERED.sub("0", piece.text).casefold()


def paragraphs(pieces: list[Piece], tables: dict[Piece, Table]) -> list[Paragraph]:
    """Pieces in reading order joined to paragraphs, also over columns and pages, and tables.

    `tables` holds those that are known, by their first piece.
    """
    found: list[Paragraph] = []
    between: list[Piece] = []
    taken: set[Piece] = set()
    for piece in pieces:
        if piece in taken:
            continue
        table = tables.get(piece)
        if table is None:
            between.append(piece)
            continue
        found += [*_plain(between), _tabled(table)]
        between = []
        taken.update(found[-1].pieces)
    return found + _plain(between)


def _tabled(table: Table) -> Paragraph:
    rows = tuple(tuple(map(tuple, row)) for row in table)
    flat = tuple(piece for row in rows for cell in row for piece in cell)
    return Paragraph(flat, median(p.size for p in flat), rows)


def _plain(pieces: list[Piece]) -> list[Paragraph]:
    """The paragraphs of pieces, and the small tables among them."""
    found: list[Paragraph] = []
    prose: list[Piece] = []
    rows = rows_of(pieces)
    at = 0
    while at < len(rows):
        table, length = table_from(rows, at) if len(rows[at]) > 1 else ([], 0)
        if len(table) > 1:
            found += [*_prose(prose), _tabled(table)]
            prose = []
            at += length
        else:
            prose += rows[at]
            at += 1
    return found + _prose(prose)


def _prose(pieces: list[Piece]) -> list[Paragraph]:
    if not pieces:
        return []
    leading = _leading(pieces)
    groups: list[list[Piece]] = [[pieces[0]]]
    for at in range(1, len(pieces)):
        before, piece = pieces[at - 1], pieces[at]
        edge = _edge(pieces[max(0, at - NEAR) : at + NEAR], before)
        if _goes_on(groups[-1], before, piece, leading, edge):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Paragraph(tuple(group), median(p.size for p in group)) for group in groups]


def _edge(near: list[Piece], line: Piece) -> float:
    """The right edge of a line's column, as the lines about it have it.

    Where at least `EVEN` of them end alike, that is it, though wider ones stand above.
    """
    rights = [
        p.box[2]
        for p in near
        if p.page == line.page
        and abs(p.box[0] - line.box[0]) < 3 * line.size
        and abs(p.size - line.size) < 0.06 * line.size
    ]
    if sum(abs(right - line.box[2]) < 1 for right in rights) >= FULL:
        return line.box[2]
    ends = Counter(round(right / 2) for right in rights)
    end, count = max(ends.items(), key=lambda item: (item[1], item[0]))
    if count >= EVEN and line.box[2] < 2 * end + line.size:
        return 2.0 * end
    return max(rights)


def _leading(pieces: list[Piece]) -> float:
    """The usual distance from line to line, in letter heights."""
    pairs = zip(pieces, pieces[1:], strict=False)
    steps = [
        (a.box[3] - b.box[3]) / b.size
        for a, b in pairs
        if a.page == b.page and 0.5 * b.size < a.box[3] - b.box[3] < 3 * b.size
    ]
    return median(steps) if steps else 1.2


def _goes_on(group: list[Piece], before: Piece, piece: Piece, leading: float, edge: float) -> bool:
    """Whether a piece continues the paragraph that ends with `before`."""
    if abs(piece.size - before.size) > 0.12 * max(piece.size, before.size):
        return False
    first = piece.words[0]
    if ITEM.match(first.text) and len(piece.words) > 1:
        return False
    if before.page == piece.page and same_line(before, piece):
        return True
    if before.text[-1] in HYPHENS:
        return True
    room = edge - before.box[2] > first.box[2] - first.box[0] + 0.5 * piece.size
    step = before.box[3] - piece.box[3]
    if before.page != piece.page or step < 0 or step > 4 * piece.size:
        return not room and not SENTENCE_END.search(before.text)
    if room or step > (leading + 0.35) * piece.size:
        return False
    indented = piece.box[0] - before.box[0] > 0.7 * piece.size
    return not indented or (len(group) == 1 and bool(ITEM.match(before.words[0].text)))
