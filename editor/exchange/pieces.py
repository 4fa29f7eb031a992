"""A draft's text cut at every edge of a mark or span, block by block, in one sweep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from db.kinds import SpanKind
from db.records import Block, Overlay
from editor.exchange.report import ReportArticle, ReportMark

STYLES = frozenset({SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.CODE})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks: `over` covers it, `ending` ends at its end."""

    text: str
    over: tuple[ReportMark, ...] = ()
    ending: tuple[ReportMark, ...] = ()
    styles: frozenset[SpanKind] = frozenset()


def cut(item: ReportArticle) -> Iterator[tuple[Block, list[Piece]]]:
    """Each block of the draft with its pieces, in order; together they lose no text.

    Display type that was added by hand stands among them, in empty blocks at their places. A mark
    that runs on past a block ends, for the eye, at its last character in the article.
    """
    marks = _Sweep([_Range(m.mark.start or 0, m.mark.end or 0, m) for m in item.marks if m.placed])
    styles = _Sweep(
        [_Range(s.start, s.end, s.kind) for s in item.revision.spans if s.kind in STYLES]
    )
    late = list(item.late)
    for block in item.blocks:
        yield from _added(one for one in late if one.start <= block.start)
        late = [one for one in late if one.start > block.start]
        here, spans = marks.over(block.start, block.end), styles.over(block.start, block.end)
        yield block, list(_pieces(item.revision.text, block, here, spans))
    yield from _added(late)


def _added(late: Iterable[Overlay]) -> Iterator[tuple[Block, list[Piece]]]:
    for overlay in late:
        yield Block(overlay.start, overlay.start, overlay.kind), [Piece(overlay.text)]


class _Range(NamedTuple):
    start: int
    end: int
    value: Any


class _Sweep:
    """Ranges handed out for stretches of text that only go forward."""

    def __init__(self, ranges: list[_Range]) -> None:
        self._waiting = sorted((r for r in ranges if r.start < r.end), key=lambda r: -r.start)
        self._open: list[_Range] = []

    def over(self, start: int, end: int) -> list[_Range]:
        """Those that overlap `start` to `end`, by their start."""
        while self._waiting and self._waiting[-1].start < end:
            self._open.append(self._waiting.pop())
        self._open = [r for r in self._open if r.end > start]
        return self._open


def _pieces(text: str, block: Block, marks: list[_Range], spans: list[_Range]) -> Iterator[Piece]:
    edges = {block.start, block.end}
    for found in (*marks, *spans):
        edges |= {at for at in found[:2] if block.start < at < block.end}
    over, styles = _Sweep(marks), _Sweep(spans)
    for left, right in pairwise(sorted(edges)):
        covering = over.over(left, right)
        yield Piece(
            text[left:right],
            tuple(r.value for r in covering),
            tuple(r.value for r in covering if r.end == right or _ends_after(r, right, block)),
            frozenset(r.value for r in styles.over(left, right)),
        )


def _ends_after(found: _Range, right: int, block: Block) -> bool:
    """Whether a range ends in the blank line that follows the block."""
    return right == block.end and right < found.end <= block.end + 2
