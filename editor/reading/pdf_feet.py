"""The notes at the foot of a PDF's page, taken out of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.reading.pdf_lines import NUMBER, Piece

OPENING = re.compile(rf"({NUMBER.pattern})[.)]?$")


def without_feet(pieces: Sequence[Piece], body: float) -> tuple[list[Piece], list[list[Piece]]]:
    """One page's pieces in reading order without the notes at their end, and the lines of each.

    Notes begin with the numbers that stand raised in the text above, in their order, in letters
    no larger than the text's (`body`).
    """
    called = [w.text for p in pieces for w in p.words if w.raised]
    starts: list[int] = []
    at, wanted = len(pieces), list(called)
    while at and wanted and pieces[at - 1].size <= body * 1.02:
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
    return list(pieces[: starts[0]]), [
        list(pieces[start:end]) for start, end in zip(starts, ends, strict=True)
    ]


def number_of(note: Sequence[Piece]) -> tuple[str, str]:
    """A note's number and its words."""
    text = " ".join(piece.text for piece in note)
    number = _opening(note[0])
    return number, text[len(note[0].words[0].text) :].strip()


def _opening(piece: Piece) -> str:
    """The number a line begins with as notes do, or ""."""
    match = OPENING.match(piece.words[0].text)
    return match[1] if match and len(piece.words) > 1 else ""
