"""Lines of a PDF's page side by side, and tables of them."""

from __future__ import annotations

from editor.reading.pdf_lines import Piece

WRAPPED = 6
"""Lines of one cell, at most, beside others of one line."""


def table_from(rows: list[list[Piece]], start: int) -> tuple[list[list[list[Piece]]], int]:
    """The rows from `start` on that have as many cells as that one, two or more; how many lines.

    A line between two of them that stands under cells of the first goes on with these.
    """
    cells = len(rows[start])
    table: list[list[list[Piece]]] = []
    end = start
    while cells > 1 and end < len(rows):
        if len(rows[end]) == cells:
            table.append([[piece] for piece in rows[end]])
            end += 1
            continue
        under = _under(rows[end], table[-1])
        if not under or not any(len(row) == cells for row in rows[end + 1 : end + WRAPPED]):
            break
        for column, piece in under:
            table[-1][column].append(piece)
        end += 1
    return table, end - start


def _under(line: list[Piece], row: list[list[Piece]]) -> list[tuple[int, Piece]]:
    """The cells of a row, its first apart, that a line goes on with; () where it does not."""
    found = []
    for piece in line:
        above = [n for n, cell in enumerate(row) if abs(cell[0].box[0] - piece.box[0]) < piece.size]
        near = above and 0 < row[above[0]][-1].box[1] - piece.box[1] < 2 * piece.size
        if not near or not above[0] or piece.page != row[0][0].page:
            return []
        found.append((above[0], piece))
    return found


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
