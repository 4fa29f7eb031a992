"""Who is quoted in an article: how often, in how many words, and what of it is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Quoted(NamedTuple):
    """One marked or suggested quote; `id` is the mark's, empty for a suggestion."""

    id: str
    speaker: str
    role: str
    text: str
    open: bool


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """What one speaker says: marks, words in them, marks still open, suggestions not yet taken.

    `ids` are the marks', in text order.
    """

    speaker: str
    role: str
    quotes: int
    words: int
    unchecked: int
    suggested: int
    ids: tuple[str, ...]


def roll(quotes: Iterable[Quoted]) -> list[SpeakerLine]:
    """A line for each speaker, who says most words first; quotes without one come last."""
    lines: dict[str, list[Quoted]] = {}
    for quote in quotes:
        lines.setdefault(" ".join(quote.speaker.split()).casefold(), []).append(quote)
    found = [_line(group) for group in lines.values()]
    return sorted(found, key=lambda line: (not line.speaker, -line.words, -line.suggested))


def _line(group: list[Quoted]) -> SpeakerLine:
    marked = [quote for quote in group if quote.id]
    return SpeakerLine(
        speaker=group[0].speaker,
        role=next((quote.role for quote in group if quote.role), ""),
        quotes=len(marked),
        words=sum(len(quote.text.split()) for quote in marked),
        unchecked=sum(quote.open for quote in marked),
        suggested=len(group) - len(marked),
        ids=tuple(quote.id for quote in marked),
    )
