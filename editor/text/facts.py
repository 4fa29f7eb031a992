"""Checkable facts of a text: rules over strings, standard library only.

A fact has a type, an exact span and a hint of how much a mistake in it would hurt. Blocks that
are not article are passed over; headlines and captions are read like the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from db.kinds import BlockKind, FactType, Risk
from editor.text.facts_page import Fact, Line, Page, lexicon, words
from editor.text.sentences import sentences

if TYPE_CHECKING:
    from db.records import Block
    from editor.text.facts_dates import DateRules
    from editor.text.facts_evidence import NameRules
    from editor.text.facts_figures import FigureRules
    from editor.text.facts_names import Names
    from editor.text.facts_numbers import NumberRules
    from editor.text.facts_phrases import PhraseRules
    from editor.text.facts_works import WorkRules

CODE = "en"
"""The language with rules of its own; those of others are in their files."""
WORD = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
LEAST = 4
"""Long words of a headline that ends in a stop."""
WRITTEN = re.compile(
    r"(?<![\w'\u2019-])(?!(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|vs?|with)\b)"
    r"[a-z\u00df-\u00ff\u0430-\u044f]{2}"
)
"""A small letter where a headline would have a capital."""
ADULT = 18
ENDS = frozenset('.!?:;,\u201d"')
TITLED = frozenset({BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.DECK, BlockKind.HEADING})


def facts(text: str, blocks: Sequence[Block] = (), code: str = CODE) -> list[Fact]:
    """The checkable facts of `text`, in a language called `code`; offsets are code points.

    They are in text order and may overlap, a comparison holding a date. Without `blocks` every
    line is a block.
    """
    page = Page(text)
    lines = _lines(page, blocks, code)
    if code == CODE:
        _find(page, lines)
    else:
        _find_foreign(page, lines, code)
    found = _with_risks(page, lines)
    _LAST[:] = [_Last(text, tuple(blocks), code, tuple(found))]
    return found


def facts_again(text: str, blocks: Sequence[Block] = (), code: str = CODE) -> list[Fact]:
    """The facts of a text, without looking again if it was the last one looked at.

    Suggestions and coverage of an article ask for the same facts one after the other.
    """
    for last in _LAST:
        if last[:3] == (text, tuple(blocks), code):
            return list(last.found)
    return facts(text, blocks, code)


class _Last(NamedTuple):
    """What was asked last, and the answer."""

    text: str
    blocks: tuple[Block, ...]
    code: str
    found: tuple[Fact, ...]


_LAST: list[_Last] = []


def _find(page: Page, lines: list[Line]) -> None:
    rules = _rules()
    works, dates, figures, numbers, phrases = rules[:5]
    names = rules.gathered(page, rules.names)
    for line in lines:
        works.find(page, line)
        dates.find(page, line)
        phrases.find_comparisons(page, line)
        figures.find(page, line)
        numbers.find(page, line)
        phrases.find(page, line)
        names.gather(line)
    names.decide()


def _find_foreign(page: Page, lines: list[Line], code: str) -> None:
    """By the lists and patterns of the language's own file, when there is one."""
    from editor.text.facts_foreign import decide, foreign_rules
    from editor.text.facts_patterns import pattern_rules

    patterns, names = pattern_rules(code), foreign_rules(code)
    found = []
    for number, line in enumerate(lines):
        patterns.find(page, line)
        found += names.names(page, line, number)
    decide(page, found)


class _Rules(NamedTuple):
    """The rules of every type of fact."""

    works: WorkRules
    dates: DateRules
    figures: FigureRules
    numbers: NumberRules
    phrases: PhraseRules
    names: NameRules
    gathered: type[Names]
    words: frozenset[str]
    """Those of a sentence that some rule asks for."""


@cache
def _rules() -> _Rules:
    """Loaded with the first text: importing this module costs no regular expression."""
    from editor.text.facts_dates import date_rules
    from editor.text.facts_evidence import name_rules
    from editor.text.facts_figures import figure_rules
    from editor.text.facts_names import Names
    from editor.text.facts_numbers import number_rules
    from editor.text.facts_phrases import phrase_rules
    from editor.text.facts_works import work_rules

    found = (
        work_rules(CODE),
        date_rules(CODE),
        figure_rules(CODE),
        number_rules(CODE),
        phrase_rules(CODE),
    )
    asked = _sensitive().union(_number_words(), *(one.words for one in found))
    return _Rules(*found, name_rules(CODE), Names, asked)


def _lines(page: Page, blocks: Sequence[Block], code: str) -> list[Line]:
    text, number_words, asked = page.text, _number_words(), _rules().words
    if blocks:
        kept = [(b.start, b.end, b.kind) for b in blocks if b.kind is not BlockKind.NOT_ARTICLE]
    else:
        kept = [(*m.span(), BlockKind.PARAGRAPH) for m in re.finditer(r"[^\n]+", text)]
    found: list[Line] = []
    for first, last, kind in kept:
        display = _display(text, first, last, kind in TITLED)
        for start, end in sentences(text, first, last, code):
            held = asked.intersection(WORD.findall(page.low, start, end))
            numbers = not number_words.isdisjoint(held) or bool(DIGIT.search(text, start, end))
            found.append(Line(start, end, held, numbers, display))
    return found


def _display(text: str, start: int, end: int, titled: bool) -> bool:
    """Whether a block is set like a headline: most of its long words have a capital.

    More than half must where a reader saw a headline, else six of seven, and of a block that
    ends in a stop all, at least five.
    """
    if end - start > 200:
        return False
    first = LONG_WORD.search(text, start, end)
    stopped = text[end - 1] in ENDS and not titled
    if first is None or (stopped and not first[0][0].isupper()):
        return False
    found = LONG_WORD.findall(text, start, end)
    if stopped:
        return len(found) >= LEAST and not WRITTEN.search(text, start, end)
    big = sum(word[0].isupper() for word in found)
    return len(found) > 1 and (big * 2 > len(found) if titled else big * 7 >= len(found) * 6)


def _with_risks(page: Page, lines: list[Line]) -> list[Fact]:
    """The facts in text order, each with its hint: legal words and those they may hurt."""
    starts = [line.start for line in lines]
    places = [bisect_right(starts, fact.start) for fact in page.facts]
    legal = {n for n, f in zip(places, page.facts, strict=True) if f.type is FactType.LEGAL}
    sensitive = _sensitive()
    found = []
    for number, fact in zip(places, page.facts, strict=True):
        hurts = fact.type in HURT and not sensitive.isdisjoint(lines[number - 1].words)
        risk = _risk(page, fact, number in legal, hurts)
        found.append(fact if risk is Risk.NORMAL else fact._replace(risk=risk))
    return sorted(found)


def _risk(page: Page, fact: Fact, legal: bool, hurts: bool) -> Risk:
    if fact.type is FactType.LEGAL or (legal and fact.type in HURT_BY_LAW):
        return Risk.LEGAL
    if hurts:
        return Risk.SENSITIVE
    if fact.type is FactType.AGE:
        figure = re.search(r"\d+", page.text[fact.start : fact.end])
        if figure is not None and int(figure[0][:4]) < ADULT:
            return Risk.SENSITIVE
    return Risk.NORMAL


HURT_BY_LAW = frozenset({FactType.PERSON, FactType.ORGANISATION})
HURT = frozenset({FactType.PERSON, FactType.AGE, FactType.COUNT, FactType.CAUSE})


@cache
def _sensitive() -> frozenset[str]:
    return frozenset(lexicon(CODE)["risk"]["sensitive"].split())


@cache
def _number_words() -> frozenset[str]:
    numbers = lexicon(CODE)["numbers"]
    kinds = words(numbers, "values", "scales", "vague", "ordinals", "fractions")
    return kinds | {kind + "s" for kind in kinds}
