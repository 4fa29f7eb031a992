"""Where sentences begin and end: one splitter for the whole program, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from db.kinds import BlockKind
from editor.text.language import FALLBACK, load

if TYPE_CHECKING:
    from db.records import Block

STOPS = ".!?\u2026\u3002\uff01\uff1f\uff61"
CLOSING = f"[{STOPS}]*[\"'\u201d\u2019\u00bb\u203a)\\]\u300d\u300f\uff09]*"
END = re.compile(rf"\n|[\u3002\uff01\uff1f\uff61]{CLOSING}|[.!?\u2026]{CLOSING}(?=\s|\Z)")
CLOSING_ALWAYS = frozenset("\n\u3002\uff01\uff1f\uff61")
WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W_]|\.(?=[^\W\d_]))*$")
WORD_AFTER = re.compile(r"[\s\"'\u201c\u2018\u201e\u00ab(\[\u2014\u2013-]*([^\W_]+)")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
NOT_FIRST = frozenset(",;:")
ORDINAL = 2
"""Digits of a day or rank that a stop may follow: `3. März`."""
REACH = 24
"""Code points looked at on either side of a stop."""

Sentence = tuple[int, int]


def sentences(
    text: str, start: int = 0, end: int | None = None, code: str = FALLBACK
) -> list[Sentence]:
    """(start, end) of each sentence between two offsets (code points), without outer spaces.

    A line break ends a sentence. So does a run of stops with its closing marks when a space and
    anything but a small letter follow, unless the word before it is an abbreviation of the
    language called `code`. Ideographic stops always end one.
    """
    stop = len(text) if end is None else end
    found: list[Sentence] = []
    since = start
    for match in END.finditer(text, start, stop):
        at, after = match.span()
        if text[at] in CLOSING_ALWAYS or after >= stop or _ends(text, at, after, since, stop, code):
            _keep(text, since, after, found)
            since = after
    _keep(text, since, stop, found)
    return found


def block_sentences(text: str, blocks: Sequence[Block], code: str = FALLBACK) -> list[Sentence]:
    """The sentences of every block that is article, in text order; none reaches over its block."""
    return [
        sentence
        for block in blocks
        if block.kind is not BlockKind.NOT_ARTICLE
        for sentence in sentences(text, block.start, block.end, code)
    ]


def sentence_around(found: Sequence[Sentence], place: int) -> Sentence | None:
    """The sentence of `found` (in text order) that holds code point `place`, else the one before.

    None when there is none.
    """
    at = bisect_right(found, place, key=lambda sentence: sentence[0]) - 1
    return found[max(at, 0)] if found else None


def _ends(text: str, at: int, after: int, since: int, stop: int, code: str) -> bool:
    """Whether the stop from `at` to `after`, with a space behind it, ends a sentence."""
    following = WORD_AFTER.match(text, after, min(stop, after + REACH))
    if following is None:
        return text[after : after + REACH].lstrip()[:1] not in NOT_FIRST
    word = following[1]
    if word[0].islower():
        return False
    return after - at > 1 or text[at] != "." or not _abbreviated(text, since, at, word, code)


def _abbreviated(text: str, since: int, dot: int, following: str, code: str) -> bool:
    """Whether the full stop at `dot` belongs to the word before it and ends nothing.

    Other abbreviations than titles end a sentence before a word that begins one.
    """
    word, words = text[max(since, dot - REACH) : dot].rpartition(" ")[2], load(code)
    if word.isdecimal() and len(word) <= ORDINAL and "ordinal_stops" in words.habits:
        return following.lower() not in _starters(code)
    if not word.isalpha():
        found = WORD_BEFORE.search(word)
        if found is None:
            return False
        word = found[0]
    initial = len(word) == 1 and word.isupper()
    if not (initial or word in words.abbreviations or DOTTED.fullmatch(word)):
        return False
    return word.lower() in words.titles or following.lower() not in _starters(code)


@cache
def _starters(code: str) -> frozenset[str]:
    """Small words of a language that, with a capital, begin a sentence."""
    words = load(code)
    return words.pronouns | words.determiners | words.prepositions | words.breaks


def _keep(text: str, start: int, end: int, found: list[Sentence]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
