"""Lines of a PDF's page side by side, and tables of them."""

from __future__ import annotations

import re

from editor.reading.pdf_lines import Piece

Table = list[list[list[Piece]]]
"""Rows of cells of pieces."""
SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")

WRAPPED = 6
"""Lines of one cell, at most, beside others of one line."""
SPREAD = 2.5
"""Letter heights from one line of a table to the next, at most, where it is no whole row."""


def table_from(rows: list[list[Piece]], start: int) -> tuple[Table, int]:
    """The rows from `start` on that have as many cells as that one, two or more; how many lines.

    Shorter lines between two of them, whose pieces stand under cells, are a row of cells of
    several lines, or go on with those above.
    """
    cells = len(rows[start])
    table: Table = []
    end = start
    while cells > 1 and end < len(rows):
        if len(rows[end]) == cells:
            table.append([[piece] for piece in rows[end]])
            end += 1
            continue
        block, length = _block(rows, end, table[-1])
        filled = {column for column, _ in block}
        if not length or end + length == len(rows) or len(rows[end + length]) != cells:
            if len(filled) < cells:
                break
        if len(filled) == cells:
            table.append([[p for at, p in block if at == column] for column in range(cells)])
        elif 0 in filled:
            break
        else:
            for column, piece in block:
                table[-1][column].append(piece)
        end += length
    return table, end - start


def _block(
    rows: list[list[Piece]], start: int, row: list[list[Piece]]
) -> tuple[list[tuple[int, Piece]], int]:
    """The pieces of the shorter lines from `start` on with the cells they stand under, how many."""
    found: list[tuple[int, Piece]] = []
    low = min(piece.box[1] for cell in row for piece in cell)
    for number, line in enumerate(rows[start : start + WRAPPED]):
        columns = [_column(piece, row) for piece in line]
        step = low - max(piece.box[1] for piece in line)
        far = not -0.6 * line[0].size < step <= SPREAD * line[0].size
        if len(line) >= len(row) or far or None in columns:
            return found, number
        found += [(n, piece) for n, piece in zip(columns, line, strict=True) if n is not None]
        low = min(piece.box[1] for piece in line)
    return found, min(WRAPPED, len(rows) - start)


def _column(piece: Piece, row: list[list[Piece]]) -> int | None:
    """The number of the cell a piece stands under, flush left or right, None for none."""
    before = float("-inf")
    for number, cell in enumerate(row):
        left, right = cell[0].box[0], max(p.box[2] for p in cell)
        beyond = row[number + 1][0].box[0] if number + 1 < len(row) else float("inf")
        flush = abs(left - piece.box[0]) < piece.size or abs(right - piece.box[2]) < piece.size
        if flush and before < piece.box[0] and piece.box[2] <= beyond:
            return number if piece.page == cell[0].page else None
        before = right
    return None


def rows_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Neighbours in reading order that stand on one line."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][-1] if rows else None
        if last is not None and last.page == piece.page and same_line(last, piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def same_line(a: Piece, b: Piece) -> bool:
    """Whether `b` stands right of `a` on its line."""
    return abs(middle(a) - middle(b)) < b.size * 0.4 and b.box[0] > a.box[0]


def middle(piece: Piece) -> float:
    """How high up the page a piece stands."""
    return (piece.box[1] + piece.box[3]) / 2


def lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that stand at the same height, left to right; top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: -middle(p)):
        if rows and abs(middle(rows[-1][0]) - middle(piece)) < piece.size * 0.4:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.box[0]) for row in rows]
