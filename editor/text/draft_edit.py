"""A draft's text changed in place: the same document with new words, its blocks kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from db.records import Block, Document, Revision, Span
from editor.text.compare import hunks
from editor.text.textmap import TextMap

JOIN = "\n\n"


class Edit(NamedTuple):
    """Code points `start` to `end` of a draft become `text`."""

    start: int
    end: int
    text: str


def edited(revision: Revision, edits: Iterable[Edit]) -> Document:
    """The document of a draft with passages replaced, blocks and inline spans moved along.

    A blank line in new text parts a block in two; a block left empty goes. Edits may touch but
    not overlap, nor reach outside the text: ValueError.
    """
    ordered = sorted(edits)
    ends = [0, *(edit.end for edit in ordered)]
    if any(e.start < before or e.end < e.start for e, before in zip(ordered, ends, strict=False)):
        raise ValueError("edits must not overlap")
    if ordered and ordered[-1].end > len(revision.text):
        raise ValueError("an edit lies outside the text")
    pieces: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    at = 0
    for block in revision.blocks:
        mine = list(_local(ordered, block))
        inside = [_moved(span, block, mine) for span in revision.spans if _is_in(span, block)]
        for part, since in _parts(_replaced(revision.text[block.start : block.end], mine)):
            start = at + len(JOIN) * bool(pieces)
            at = start + len(part)
            pieces.append(part)
            blocks.append(replace(block, start=start, end=at))
            spans += _clipped(inside, since, since + len(part), start)
    text = JOIN.join(pieces)
    return Document(
        text=text,
        blocks=tuple(blocks),
        spans=tuple(spans),
        format=revision.format,
        reader="edited",
        name=revision.name,
        original=text.encode(),
    )


def edits_between(old: str, new: str) -> list[Edit]:
    """The edits that make `new` of `old`, as small as whole words allow."""
    return [
        Edit(start, end, new[there:stop])
        for start, end, there, stop in hunks(TextMap(old, new))
        if old[start:end] != new[there:stop]
    ]


def rewritten(revision: Revision, text: str) -> Document:
    """The document of a draft whose text a person rewrote as `text`."""
    return edited(revision, edits_between(revision.text, text))


def _local(edits: list[Edit], block: Block) -> Iterator[Edit]:
    """The edits of one block, counted from its start; new text stays with the block it begins in.

    An insertion between two blocks belongs to the first.
    """
    for edit in edits:
        inserts = edit.start == edit.end and block.start <= edit.start <= block.end
        if inserts or (edit.start < block.end and edit.end > block.start):
            start, end = max(edit.start, block.start), min(edit.end, block.end)
            text = edit.text if edit.start >= block.start else ""
            yield Edit(start - block.start, end - block.start, text)


def _replaced(text: str, edits: list[Edit]) -> str:
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _parts(text: str) -> list[tuple[str, int]]:
    """The blocks a block's text makes, with where each begins in it."""
    found: list[tuple[str, int]] = []
    at = 0
    for part in text.split(JOIN):
        bare = part.strip("\n")
        if bare.strip():
            found.append((bare, at + part.index(bare)))
        at += len(part) + len(JOIN)
    return found


def _is_in(span: Span, block: Block) -> bool:
    return block.start <= span.start and span.end <= block.end


def _moved(span: Span, block: Block, edits: list[Edit]) -> Span:
    """An inline span of a block, counted from the block's start in its new text."""
    start, end = span.start - block.start, span.end - block.start
    return replace(span, start=_offset(start, edits, False), end=_offset(end, edits, True))


def _offset(place: int, edits: list[Edit], at_end: bool) -> int:
    """Where a place of the old text is in the new one; inside an edit, at its nearer end."""
    shift = 0
    for edit in edits:
        if edit.start >= place and not (edit.start == edit.end == place and not at_end):
            break
        if edit.end > place:
            return edit.start + shift + (0 if at_end else len(edit.text))
        shift += len(edit.text) - (edit.end - edit.start)
    return place + shift


def _clipped(spans: list[Span], since: int, until: int, start: int) -> list[Span]:
    """The spans of a stretch of a block, as they stand in the whole text from `start` on."""
    return [
        replace(
            span,
            start=max(span.start, since) - since + start,
            end=min(span.end, until) - since + start,
        )
        for span in spans
        if max(span.start, since) < min(span.end, until)
    ]
