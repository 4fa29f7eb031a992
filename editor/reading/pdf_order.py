"""Reading order of a page's pieces: zones from top to bottom, in each the columns."""

from __future__ import annotations

from collections.abc import Iterator

from editor.reading.pdf_lines import Piece
from editor.reading.pdf_rows import SENTENCE_END, Table, lines_of, middle, table_from

COLUMN_LINES = 4
"""Pieces each side of a gutter needs."""
COLUMN_LETTERS = 14
"""Letters per piece on either side, on average, from which on they are prose, not a table."""
GUTTER = 5.0
"""Points a gutter is wide at least."""
FEW, LONG = 2, 30
"""Pieces each side of a gutter that are enough where they hold so many letters, on average."""
CELLS, SHORT = 3, 12
"""Rows and letters: of so many rows one column whose cells are all so short makes a table."""
APART = 2.0
"""Letter heights below everything beside it from which on text is no column's any more."""


def in_order(pieces: list[Piece], tables: dict[Piece, Table]) -> list[Piece]:
    """The pieces of one page as they are read: columns left to right between what spans them.

    What is a table by its place is put into `tables`, under its first piece.
    """
    found: list[Piece] = []
    for table, part in _tables(pieces):
        if table:
            tables[part[0]] = table
        found += part if table else _by_columns(part, tables)
    return found


def _tables(pieces: list[Piece]) -> Iterator[tuple[Table, list[Piece]]]:
    """A page from top to bottom: tables with their pieces, and what stands between them."""
    rows = lines_of(pieces)
    between: list[Piece] = []
    at = 0
    while at < len(rows):
        table, length = table_from(rows, at) if len(rows[at]) > 1 else ([], 0)
        whole = [piece for row in table for cell in row for piece in cell]
        if len(table) >= CELLS and _has_short_column(table):
            yield [], between
            yield table, whole
            between = []
            at += length
        else:
            between += rows[at]
            at += 1
    yield [], between


def _has_short_column(table: Table) -> bool:
    columns = range(len(table[0]))
    return any(all(_is_short(row[n][0]) for row in table) for n in columns)


def _is_short(piece: Piece) -> bool:
    return len(piece.words) <= SHORT // 2 and len(piece.text) <= SHORT


def _by_columns(pieces: list[Piece], tables: dict[Piece, Table]) -> list[Piece]:
    """Zones that span the columns and zones of columns, each in its own order."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [piece for row in lines_of(pieces) for piece in row]
    zones = _zones(pieces, gutter)
    ordered: list[Piece] = []
    for number, (spans, zone) in enumerate(zones):
        if spans:
            ordered += _by_columns(zone, tables) if len(zone) < len(pieces) else zone
            continue
        following = zones[number + 1][1] if number + 1 < len(zones) else []
        ordered += _columns(zone, gutter, following, tables)
    return ordered


def _zones(pieces: list[Piece], gutter: float) -> list[tuple[bool, list[Piece]]]:
    """Rows from top to bottom put together: those with a piece across the gutter, and the others.

    A short line right below what spans the columns ends it. What stands under all that is right
    of the gutter, well apart, is a zone of its own.
    """
    found: list[tuple[bool, list[Piece]]] = []
    for row in lines_of(pieces):
        spans = any(p.box[0] < gutter - 1 and p.box[2] > gutter + 1 for p in row)
        last = found[-1] if found else (False, [])
        if not spans and last[0] and row[-1].box[0] < gutter - 1:
            spans = any(_follows(p, row[0]) for p in last[1][-4:])
        if not found or last[0] is not spans:
            found.append((spans, []))
        found[-1][1].extend(row)
    return [
        (spans, part)
        for spans, zone in found
        for part in ([zone] if spans else _until_foot(zone, gutter))
    ]


def _follows(above: Piece, piece: Piece) -> bool:
    """Whether a piece is the next line of the same text."""
    step = above.box[1] - piece.box[3]
    alike = abs(above.size - piece.size) < 0.06 * piece.size
    return alike and abs(above.box[0] - piece.box[0]) < 1 and 0 < step < 0.7 * piece.size


def _until_foot(zone: list[Piece], gutter: float) -> Iterator[list[Piece]]:
    """A zone of columns, and what stands below them on the left, well apart."""
    right = [p for p in zone if p.box[0] >= gutter - 1]
    low = min((p.box[1] for p in right), default=0.0)
    below = [p for p in zone if p.box[3] < low]
    above = [p for p in zone if p.box[3] >= low]
    if right and below and min(p.box[1] for p in above) - below[0].box[3] > APART * below[0].size:
        yield above
        yield below
    else:
        yield zone


def _columns(
    zone: list[Piece], gutter: float, following: list[Piece], tables: dict[Piece, Table]
) -> list[Piece]:
    """The left column and the right one; a box beside text that goes on below comes first."""
    left = in_order([p for p in zone if p.box[0] < gutter - 1], tables)
    right = in_order([p for p in zone if p.box[0] >= gutter - 1], tables)
    if not (right and following and _runs_on(left, following[0])):
        return left + right
    high = max(p.box[3] for p in right)
    above = [p for p in left if p.box[1] > high]
    return above + right + [p for p in left if p.box[1] <= high]


def _runs_on(column: list[Piece], full: Piece) -> bool:
    """Whether a column's text goes on in the full-width line below it, as round a box it does."""
    last = column[-1] if column else None
    if last is None or SENTENCE_END.search(last.text) or abs(last.size - full.size) > 0.5:
        return False
    return abs(last.box[0] - full.box[0]) < full.size and last.box[3] - full.box[3] < 2 * full.size


def _gutter(pieces: list[Piece]) -> float | None:
    """The middle of the white strip that parts most prose into a left and a right column."""
    if len(pieces) < 2 * FEW:
        return None
    starts = sorted({round(p.box[0], 1) for p in pieces})
    best: tuple[float, float] | None = None
    for start in starts[1:]:
        left = [p for p in pieces if p.box[2] <= start - GUTTER]
        right = [p for p in pieces if p.box[0] >= start - 1]
        if min(len(left), len(right)) < FEW or not _beside(left, right):
            continue
        letters = min(_letters(left), _letters(right))
        least = FEW if letters >= LONG else COLUMN_LINES
        if letters < COLUMN_LETTERS or min(len(left), len(right)) < least:
            continue
        low, high = _band(left, right)
        beside = sum(low <= middle(p) <= high for p in pieces)
        crossing = beside - sum(low <= middle(p) <= high for p in (*left, *right))
        score = min(len(left), len(right)) - 2.0 * crossing
        if score > 0 and (best is None or score > best[0]):
            best = (score, (max(p.box[2] for p in left) + start) / 2)
    return best[1] if best else None


def _beside(left: list[Piece], right: list[Piece]) -> bool:
    """Whether two groups stand at the same height for at least half of the shorter one."""
    low, high = _band(left, right)
    heights = [max(p.box[3] for p in s) - min(p.box[1] for p in s) for s in (left, right)]
    return high - low > 0.5 * min(heights)


def _band(left: list[Piece], right: list[Piece]) -> tuple[float, float]:
    """From where to where up the page two groups stand beside each other."""
    low = max(min(p.box[1] for p in side) for side in (left, right))
    return low, min(max(p.box[3] for p in side) for side in (left, right))


def _letters(pieces: list[Piece]) -> float:
    return sum(len(p.text) for p in pieces) / len(pieces)
