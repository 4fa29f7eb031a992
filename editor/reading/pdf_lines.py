"""Lines of a PDF's page put together and cut into pieces: words beside each other in one column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

HYPHENS = "-\u2010\u00ad\ufffe\x02"
"""What a line may end with where a word is parted; PDFium writes some as U+FFFE."""
GAP = 1.3
"""Times the letter height from which on a space parts two columns, not two words."""
CELL, UNLIKE = 0.6, 1.5
"""Times the letter height, and the line's smallest space, from which on a space that lines above
or below have at the same place parts two cells."""
UNEVEN = 2.2
"""Times the line's smallest space from which on a wide one was not made to fill the line."""
ALONE = 4.0
"""Times the letter height from which on the only space of a line parts it."""
SUPPORT, BESIDE = 2, 9.0
"""Lines that need to have a space at the same place, and in how many letter heights."""
TOUCH = 0.08
"""Times the letters' size up to which two words touch."""
RAISED = 0.85
"""Times the height of the letter before a note's figure is high at most."""
NUMBER = re.compile(r"\d{1,3}|[ivx]{1,5}")
MARKER = re.compile(r"(?:[•◦▪‣–*-]|\(?\d{1,3}[.)]|[a-z]\)|\(?[ivx]{1,5}[.)])$")
"""What a list item or a note begins with; a space behind it parts no cells."""
SLICE = 100.0
"""Points of a page's height in which lines are looked for beside others."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, from the page's lower left corner."""
Space = tuple[float, float]
"""Where a space begins and ends across the page, in points."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box and letters' size; `raised` for the figures of a note behind another."""

    text: str
    box: Box
    size: float = 0.0
    raised: bool = False


@dataclass(frozen=True, eq=False)
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


class Line:
    """The words of one line of a page, left to right, before it is cut."""

    def __init__(self, words: list[Word]) -> None:
        self.words, self.size, self.box = words, size_of(words), around(words)

    @cached_property
    def gaps(self) -> list[float]:
        """How far each word but the first is from the one before it."""
        return [b.box[0] - a.box[2] for a, b in zip(self.words, self.words[1:], strict=False)]

    @cached_property
    def least(self) -> float:
        """The smallest space between two words, 0 for none."""
        return min((gap for gap in self.gaps if gap > TOUCH * self.size), default=0.0)

    @cached_property
    def spaces(self) -> list[tuple[int, Space, bool]]:
        """The wide spaces, with the word behind each, and whether it is unlike the others."""
        words, found = self.words, []
        for at, gap in enumerate(self.gaps, 1):
            if gap > CELL * self.size or words[at].box[2] < words[at - 1].box[0]:
                unlike = gap > UNLIKE * self.least or len(words) == 2
                found.append((at, (words[at - 1].box[2], words[at].box[0]), unlike))
        if found and found[0][0] == 1:
            numbered = len(found) == 1 and len(words) > 3 and NUMBER.fullmatch(words[0].text)
            if numbered or MARKER.match(words[0].text):
                del found[0]
        return found

    def is_cut(self, space: Space, others: list[tuple[float, Space]]) -> bool:
        """Whether a space parts the line; `others` are such spaces above and below, by height."""
        size, wide, low = self.size, space[1] - space[0], self.words[0].box[1]
        if wide < 0 or (len(self.words) == 2 and wide > ALONE * size):
            return True
        if wide > GAP * size and wide > UNEVEN * self.least and len(self.words) > 2:
            return True
        support = (
            min(end, space[1]) - max(start, space[0]) > CELL * size
            for height, (start, end) in others
            if 0.5 * size < abs(height - low) < BESIDE * size
        )
        return sum(islice(filter(None, support), SUPPORT)) == SUPPORT

    def cuts(self, others: list[tuple[float, Space]]) -> list[int]:
        """The words before which the line is parted, by `others` as in `is_cut`."""
        sure = [at for at, space, unlike in self.spaces if unlike and self.is_cut(space, others)]
        alike = [(at, space) for at, space, unlike in self.spaces if not unlike]
        if all(self.is_cut(space, others) for _, space in alike):
            return sorted([*sure, *(at for at, _ in alike)])
        return sure


def parted(lines: list[Line], number: int) -> list[Piece]:
    """Lines cut where columns or cells part; `number` is the page's.

    A space that only fills a line is as wide as the others in it, and stands alone: no lines
    above and below have one there.
    """
    near: dict[int, list[tuple[float, Space]]] = defaultdict(list)
    for line in lines:
        low = line.words[0].box[1]
        near[int(low // SLICE)] += [(low, space) for _, space, unlike in line.spaces if unlike]
    found: list[Piece] = []
    for line in lines:
        cuts: list[int] = []
        if line.spaces:
            slice_ = int(line.words[0].box[1] // SLICE)
            cuts = line.cuts([one for by in (-1, 0, 1) for one in near[slice_ + by]])
        if not cuts:
            found.append(_with_raised(Piece(tuple(line.words), line.box, line.size, number)))
            continue
        for start, end in zip([0, *cuts], [*cuts, len(line.words)], strict=True):
            words = tuple(line.words[start:end])
            found.append(_with_raised(Piece(words, around(words), size_of(words), number)))
    return found


def size_of(words: Sequence[Word]) -> float:
    """The letters' size of most of some words."""
    if words and all(word.size == words[0].size for word in words):
        return words[0].size
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def merged(lines: Iterable[list[Word]]) -> list[Line]:
    """Lines put together that stand beside each other without a column's gap between them.

    A raised figure or a foreign letter begins a new line for PDFium.
    """
    found: list[Line] = []
    for words in lines:
        line = Line(words)
        if found and _adjoin(found[-1], line):
            both = sorted([*found[-1].words, *words], key=lambda w: w.box[0])
            found[-1] = Line(both)
        else:
            found.append(line)
    return found


def _with_raised(piece: Piece) -> Piece:
    """A piece with the figures of notes marked: words behind another, smaller and higher."""
    if all(word.size >= RAISED * piece.size for word in piece.words):
        return piece
    low = min((w.box[1] for w in piece.words if w.size > RAISED * piece.size), default=0.0)
    words = tuple(
        replace(word, raised=True)
        if at
        and NUMBER.fullmatch(word.text)
        and word.size < RAISED * piece.size
        and word.box[1] > low + 0.5
        else word
        for at, word in enumerate(piece.words)
    )
    return replace(piece, words=words)


def _adjoin(a: Line, b: Line) -> bool:
    one, other = a.box, b.box
    level = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(other[0] - one[2], one[0] - other[2])
    near = gap < GAP * max(a.size, b.size)
    return near and level > 0.4 * min(one[3] - one[1], other[3] - other[1])


def around(words: Iterable[Word]) -> Box:
    """The box around words."""
    boxes = [word.box for word in words]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
