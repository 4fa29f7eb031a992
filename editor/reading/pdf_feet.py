"""The notes at the foot of a PDF's page, taken out of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from editor.reading.pdf_lines import NUMBER, Piece

OPENING = re.compile(rf"({NUMBER.pattern})[.)]?$")


def without_feet(
    pieces: Sequence[Piece], body: float, tabled: Set[Piece] = frozenset()
) -> tuple[list[Piece], list[list[Piece]]]:
    """One page's pieces in reading order without the notes at their end, and the lines of each.

    Notes begin with the numbers that stand raised in the text above, in their order, in letters
    no larger than the text's (`body`). What is `tabled` belongs to a table, and ends the search.
    """
    called = [w.text for p in pieces for w in p.words if w.raised]
    starts: list[int] = []
    at, wanted = len(pieces), list(called)
    while at and wanted and pieces[at - 1].size <= body * 1.02 and pieces[at - 1] not in tabled:
        at -= 1
        number = _opening(pieces[at])
        if number and number in wanted:
            starts.insert(0, at)
            wanted = wanted[: wanted.index(number)]
        elif number in called or any(word.raised for word in pieces[at].words):
            break
    if not starts or wanted:
        return list(pieces), []
    ends = [*starts[1:], len(pieces)]
    notes = [list(pieces[start:end]) for start, end in zip(starts, ends, strict=True)]
    if any(map(_is_listed, notes)):
        return list(pieces), []
    return list(pieces[: starts[0]]), notes


def _is_listed(note: Sequence[Piece]) -> bool:
    """Whether it is an item of a list: the next number follows, which the text does not call."""
    number = _opening(note[0])
    return number.isdecimal() and str(int(number) + 1) in map(_opening, note[1:])


def number_of(note: Sequence[Piece]) -> tuple[str, str]:
    """A note's number and its words."""
    text = " ".join(piece.text for piece in note)
    number = _opening(note[0])
    return number, text[len(note[0].words[0].text) :].strip()


def _opening(piece: Piece) -> str:
    """The number a line begins with as notes do, or ""."""
    match = OPENING.match(piece.words[0].text)
    return match[1] if match and len(piece.words) > 1 else ""
