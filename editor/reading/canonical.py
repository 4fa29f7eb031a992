"""Canonical text: one string a draft's offsets count in, built block by block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.kinds import BlockKind, SpanKind
from db.records import Block, Note, Span, Wire

BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029\x0b\x0c]")
UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
EDGE = " \t\n"
BULLET = "• "
HEADLINE_LIMIT = 200
"""Code points; a longer first line is no headline."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader of one format found: text, structure, and what the file says of itself."""

    text: str
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...] = ()
    headline: str = ""
    writers: tuple[str, ...] = ()
    published: str = ""
    source: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    wire: Wire = Wire()
    attachments: tuple[str, ...] = ()


def canonical(text: str) -> str:
    """`text` with every line break as a newline and control characters as U+FFFD, one for one.

    Nothing else is touched: glyphs, spaces and normal form are evidence.
    """
    if text.isprintable():
        return text
    return UNSTORABLE.sub("\ufffd", BREAKS.sub("\n", text))


def join_blocks(parts: Iterable[tuple[str, BlockKind, int]]) -> tuple[str, tuple[Block, ...]]:
    """Join (text, kind, level) parts by blank lines; blocks tile the result. Empty parts go."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for text, kind, level in parts:
        if not text.strip():
            continue
        texts.append(text)
        blocks.append(Block(at, at + len(text), kind, level))
        at += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)


def link_target(address: str) -> str:
    """`address` when it is one a person may follow (http, https, mailto), else empty."""
    address = canonical(address.strip())
    return address if re.match(r"(https?://|mailto:)[^\s\\]+$", address, re.IGNORECASE) else ""


def promote_headline(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first block made the headline when none is and it is short or a heading."""
    if len(blocks) < 2 or any(block.kind is BlockKind.HEADLINE for block in blocks):
        return blocks
    first = blocks[0]
    if first.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH):
        return blocks
    if first.end - first.start >= HEADLINE_LIMIT:
        return blocks
    return (replace(first, kind=BlockKind.HEADLINE, level=0), *blocks[1:])


class DocumentBuilder:
    """Writes blocks one after the other and keeps their spans, all in code points.

    Text, spans and deletions go to the block at hand until `end` closes it; a block
    without visible text is dropped, and its deletions wait for the next one.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._at = 0
        self._waiting: list[Span] = []
        self._points: list[int] = []
        self._late: list[int] = []
        self._far: list[tuple[int, int, Span]] = []
        self._hung: list[tuple[int, Note]] = []
        self._reset()

    def _reset(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._lead = ""
        self._visible = False
        self._own: list[Span] = []
        self._near: list[tuple[int, int]] = []
        self._open: list[Span] = []
        self.last = ""

    @property
    def visible(self) -> bool:
        """Whether the block at hand holds anything but white space."""
        return self._visible

    def lead(self, marker: str) -> None:
        """Put `marker` (a list item's) before the first text of the block at hand."""
        if not self._visible:
            self._lead = marker

    def write(self, text: str) -> None:
        """Add text, made canonical, to the block at hand."""
        text = canonical(text)
        if not text:
            return
        if self._lead and text.strip():
            self._lead, text = "", self._lead + text
        self._visible = self._visible or bool(text.strip())
        self._pieces.append(text)
        self._length += len(text)
        self.last = text[-1]

    def write_collapsed(self, text: str) -> None:
        """Add text as a browser shows it: white space runs are one space, none at a line's start.

        No-break spaces are no white space here and stay.
        """
        text = re.sub("[ \t\r\n\x0c]+", " ", text)
        self.write(text.lstrip(" ") if self.last in ("", " ", "\n", "\t") else text)

    def open(self, kind: SpanKind, target: str = "", author: str = "", when: str = "") -> None:
        """Begin a span here; `close` ends the one begun last. `when` is a tracked change's date."""
        start = self._length + len(self._lead)
        self._open.append(Span(start, start, kind, target, author, when=when))

    def close(self) -> None:
        """End the span begun last; an empty one, or a link to nowhere, is dropped."""
        if self._open:
            span = self._open.pop()
            if span.start < self._length and (span.target or span.kind is not SpanKind.LINK):
                end, kind, target = self._length, span.kind, span.target
                self._own.append(Span(span.start, end, kind, target, span.author, when=span.when))

    def deleted(self, text: str, author: str = "", when: str = "", target: str = "") -> None:
        """Note that `text` was deleted here; it is not in the canonical text."""
        if text := canonical(text):
            here = self._length
            self._own.append(Span(here, here, SpanKind.DELETED, target, author, text, when))

    def point(self) -> int:
        """Remember the place at hand; `place` tells where it came to stand, once finished."""
        self._points.append(0)
        number = len(self._points) - 1
        self._near.append((number, self._length + len(self._lead)))
        return number

    def place(self, point: int) -> int:
        """Where a point stands in the finished draft, in code points."""
        return self._points[point]

    def span_between(self, first: int, last: int, like: Span) -> None:
        """A span like `like` from one point to another, parted where it crosses blocks."""
        self._far.append((first, last, like))

    def hang(self, note: Note) -> None:
        """Hang a note at the place at hand; the Draft has it with where that came to stand."""
        self._hung.append((self.point(), note))

    def end(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, reason: str = "") -> None:
        """Close the block at hand as `kind`."""
        while self._open:
            self.close()
        if not self._visible:
            self._waiting += [s for s in self._own if s.kind is SpanKind.DELETED]
            self._late += [number for number, _at in self._near]
            self._reset()
            return
        whole = "".join(self._pieces)
        text = whole.strip(EDGE)
        cut = len(whole) - len(whole.lstrip(EDGE))
        start, stop = self._at, self._at + len(text)
        self._spans += [replace(s, start=start, end=start) for s in self._waiting]
        self._waiting = []
        self._settle(start)
        for number, at in self._near:
            self._points[number] = min(max(start + at - cut, start), stop)
        for span in self._own:
            left, right = (min(max(start + at - cut, start), stop) for at in (span.start, span.end))
            if left < right or span.kind is SpanKind.DELETED:
                told = (span.kind, span.target, span.author, span.text, span.when)
                self._spans.append(Span(left, right, *told))
        self._texts.append(text)
        self._blocks.append(Block(start, stop, kind, level, reason))
        self._at = stop + 2
        self._reset()

    def finish(self) -> Draft:
        """The Draft of all blocks ended so far, and of the one at hand as a paragraph."""
        self.end()
        text = "\n\n".join(self._texts)
        at = len(text)
        self._settle(at)
        spans = self._spans + [replace(s, start=at, end=at) for s in self._waiting]
        starts = [block.start for block in self._blocks]
        for first, last, like in self._far:
            start, end = self._points[first], self._points[last]
            for block in self._blocks[max(bisect_right(starts, start) - 1, 0) :]:
                if block.start >= end:
                    break
                if max(start, block.start) < min(end, block.end):
                    cut = (max(start, block.start), min(end, block.end))
                    spans.append(replace(like, start=cut[0], end=cut[1]))
        hung = ((self._points[number], note) for number, note in self._hung)
        notes = tuple(replace(note, start=place, end=place) for place, note in hung)
        return Draft(text, tuple(self._blocks), merged(spans), notes=notes)

    def _settle(self, at: int) -> None:
        """Points that waited in dropped blocks come to stand at `at`."""
        for number in self._late:
            self._points[number] = at
        self._late = []


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its edges; empty at its start when nothing is left."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, max(start, end)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in text order, neighbours of the same kind, target and author made one."""
    done: list[Span] = []
    last: dict[tuple[SpanKind, str, str], int] = {}
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        key = (span.kind, span.target, span.author)
        index = last.get(key)
        if index is not None and done[index].end == span.start:
            before = done[index]
            done[index] = replace(before, end=span.end, text=before.text + span.text)
        else:
            last[key] = len(done)
            done.append(span)
    return tuple(sorted(done, key=lambda s: (s.start, s.end)))
