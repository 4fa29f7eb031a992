"""Figures read by what stands around them: ages, scores of games and votes, ranks, shares."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import NamedTuple

from db.kinds import FactType
from editor.text.facts_page import Line, Page, Pattern, Rules, either, lexicon, rules, words

AGE, SCORE, RANK, SHARE = FactType.AGE, FactType.SCORE, FactType.RANK, FactType.PERCENTAGE
PLAIN_WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"[\w-]+")
LAPSE = re.compile(r" (?:later|after|before|ago|or|and|of)\b|[.,;?!]|$")
STOP = r"(?=[.,;:!?)\u201d\u2019\"]|$"
ALONE = r"(?=[.,;:!?]|$| of\b(?! (?:a|an) (?:century|hour|mile)))"
BACK = 200
"""Code points of a line in which the word is looked for that tells what a figure is."""
REACH = 16
"""How far behind a score the word may stand that tells what it is."""


class Told(NamedTuple):
    """A pattern for what could be something else: one of the words must stand before it."""

    pattern: Pattern
    words: frozenset[str]


class FigureRules:
    """The regular expressions and words of one language's figures."""

    def __init__(self, code: str) -> None:
        table = lexicon(code)
        numbers, ages = table["numbers"], table["age"]
        values = numbers["values"].split()
        tens = either(v for v in values if v.endswith("ty"))
        small = rf"(?:{tens}-{either(values[:9])}|{either(values)}|\d{{1,3}})"
        told = _told_ages(small, words(ages, "persons"), words(ages, "verbs"))
        self._rules = Rules(
            [
                *rules(_ages(small), self._age),
                *(r for t in told for r in rules([t.pattern], partial(self._told_age, t.words))),
                *rules(_scores(small, numbers["not_score"]), self._score),
                *rules(_shares(numbers, small), self._share),
                *rules(_ranks(numbers, tens, values), self._rank),
            ]
        )
        self._not_rank = re.compile(rf"(?:{numbers['not_rank']})\b")
        self._games = words(numbers, "games")
        self.words = self._rules.words.union(self._games, *(t.words for t in told))
        self._streets = words(lexicon("names")["place"], "suffixes")

    def find(self, page: Page, line: Line) -> None:
        """Add the figures of a line that are not taken, and take their places."""
        if line.numbers:
            self._rules.run(page, line)

    def _age(self, page: Page, match: re.Match[str], line: Line) -> None:
        page.claim(AGE, match.start("age"), match.end("age"), 0.95)

    def _score(self, page: Page, match: re.Match[str], line: Line) -> None:
        if line.display or self._game(page, line, match.end() + REACH):
            page.claim(SCORE, match.start("score"), match.end("score"))

    def _share(self, page: Page, match: re.Match[str], line: Line) -> None:
        page.claim(SHARE, match.start("share"), match.end("share"))

    def _told_age(
        self, needed: frozenset[str], page: Page, match: re.Match[str], line: Line
    ) -> None:
        start = match.start("age")
        if needed and needed.isdisjoint(line.words):
            return
        if needed and needed.isdisjoint(
            PLAIN_WORD.findall(page.low, max(line.start, start - BACK), start)
        ):
            return
        for found in NUMBER.finditer(page.low, start, match.end("age")):
            if found[0] != "and":
                page.claim(AGE, found.start(), found.end(), 0.8)

    def _game(self, page: Page, line: Line, until: int) -> bool:
        """Whether a word that tells of a game or vote stands in the line, before `until`."""
        if self._games.isdisjoint(line.words):
            return False
        until = min(until, line.end)
        return not self._games.isdisjoint(
            PLAIN_WORD.findall(page.low, max(line.start, until - BACK), until)
        )

    def _rank(self, page: Page, match: re.Match[str], line: Line) -> None:
        start, stop = match.span("rank")
        if self._not_rank.match(page.low, start, line.end):
            return
        if page.low.startswith("a ", max(line.start, start - 2)) and LAPSE.match(page.low, stop):
            return
        following = PLAIN_WORD.match(page.low, stop + 1, line.end)
        street = following is not None and following[0] in self._streets
        if street and page.text[start].isupper() and page.text[stop + 1].isupper():
            return
        page.claim(RANK, start, stop, 0.85)


def _ages(small: str) -> list[Pattern]:
    unit = "(?:year|month|week|day)s?"
    decade = r"(?:\d0s|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies|teens)"
    spread = rf"{small}(?:(?:-|\u2013| to | and ){small})?(?: and (?:over|above|under))?"
    large = r"\d{1,3}(?:,\d{3})+|\d+"
    return [
        Pattern(
            rf"(?<![\d,.])\b(?P<age>(?:{small}|{large})[- ]{unit}[- ]olds?)\b", ["old", "olds"]
        ),
        Pattern(rf"(?P<age>aged (?:between )?{spread})\b", ["aged"], anchored=True),
        Pattern(rf"(?P<age>ages? (?:of )?{small})\b", ["age", "ages"], anchored=True),
        Pattern(
            rf"\bin (?:his|her|their) (?:early |late |mid-)?(?P<age>{decade})\b",
            ["his", "her", "their"],
        ),
        Pattern(
            rf"\ba (?:woman|man|boy|girl|child) of (?P<age>{small})\b",
            ["woman", "man", "boy", "girl", "child"],
        ),
    ]


def _told_ages(small: str, persons: frozenset[str], verbs: frozenset[str]) -> list[Told]:
    """Rules of ages that could be other things."""
    nobody: frozenset[str] = frozenset()
    row = rf"{small}(?:, {small})*(?:,? and {small})?"
    goes_on = rf"{STOP}| (?:when|and (?:from|has|in)\b|or (?:over|older)\b))"
    limit = "(?:over|under|past|older than|younger than)"
    be = r"\b(?:is|was|were|are|be|'s|\u2019s)"
    return [
        Told(
            Pattern(
                rf",(?<=[a-z],) (?:then |now |just |only )?(?P<age>{small})(?=[,.;](?! \d)|$)",
                numbers=True,
            ),
            nobody,
        ),
        Told(Pattern(r" \((?P<age>\d{1,2})\)", numbers=True), nobody),
        Told(
            Pattern(
                rf"{be} (?:about |only |just )?(?P<age>{row}){goes_on}",
                ["is", "was", "were", "are", "be", "s"],
                numbers=True,
            ),
            persons,
        ),
        Told(Pattern(rf"\band (?P<age>{small})(?= when (?:he|she|it|they)\b)", ["when"]), persons),
        Told(
            Pattern(
                rf"\bturn(?:s|ed|ing)? (?P<age>{small})(?! [a-z]+s\b|[\w-])",
                ["turn", "turns", "turned", "turning"],
            ),
            nobody,
        ),
        Told(
            Pattern(
                rf"\b{limit} (?P<age>{small})(?=[.,;]|$| (?!(?:\w+ )?\w+s\b)[a-z]"
                r"| (?:is|was|has|its|gets|wants|earns|works|pays|lives|stays)\b)",
                ["over", "under", "past", "older", "younger"],
                numbers=True,
            ),
            persons,
        ),
        Told(Pattern(rf"\bat (?P<age>{small}){STOP}| in\b)", ["at"], numbers=True), verbs),
    ]


def _scores(small: str, never: str) -> list[Pattern]:
    dash, ball = "[-\u2013]", r"\d{1,3}[-\u2013]\d{1,3}"
    points = r"(?: (?:votes|goals|points|games|sets|runs|members))"
    not_after = r"(?! [a-z]+s\b| per\b| o['\u2019]clock| percent|%|[\w-])"
    return [
        Pattern(
            rf"(?<![\w.,/:$-])(?P<score>{ball}(?:,? (?:and )?\d{{1,2}}{dash}\d{{1,2}})*)"
            rf"(?![\w/-]|\.\d)(?! (?:{never}))",
            numbers=True,
        ),
        Pattern(rf"(?<!from )\b(?P<score>{small}{points}? to {small}){not_after}", ["to"], True),
    ]


def _shares(numbers: dict[str, str], small: str) -> list[Pattern]:
    fractions = numbers["fractions"].split()
    part = either(fractions[1:])
    parts = [*fractions, *(f + "s" for f in fractions)]
    few = either(numbers["values"].split()[:9])
    after = either(numbers["half_after"].split())
    about = "(?:by|than|to|about|nearly|almost|over|under|roughly)"
    units = "minutes|hours|days|weeks|months|years|seconds|metres|miles"
    not_half = r"(?!(?:an?|past|hour|hours|time|day|size|dozen|mile|million)\b)"
    return [
        Pattern(
            rf"\b(?P<share>{small} (?:out of|in) (?:every )?{small})(?= [a-z])(?! (?:{units}))",
            ["in", "out"],
            True,
        ),
        Pattern(rf"\b(?P<share>(?:{few}|\d)[ -]{part}s?)\b(?! \w+s? time| time)", parts),
        Pattern(rf"\b(?P<share>an? {part}){ALONE}", parts),
        Pattern(rf"\b{about} (?P<share>an? {part})\b(?! (?:time|day|year|week)\b)", parts),
        Pattern(
            rf"(?:\b{after} |(?<=[,;] )|(?<=[.!?:] )|^|\n)(?P<share>half)"
            rf"(?=[.,;]|$| {not_half}[a-z])",
            ["half"],
        ),
        Pattern(
            rf"\b(?P<share>{small} points)(?= (?:higher|lower|above|below|ahead|behind)\b)",
            ["points"],
        ),
    ]


def _ranks(numbers: dict[str, str], tens: str, values: list[str]) -> list[Pattern]:
    names = numbers["ordinals"].split()
    figure = r"\d+(?:st|nd|rd|th)"
    ordinal = rf"(?:{figure}|{tens}-(?:first|{either(names[:8])})|{either(names)})"
    whole = rf"{ordinal}(?:-placed| place| prize)?"
    low = either(values[:10])
    behind = r"(?:ranked|at|is|was|as|are|be|to|reached|hit|world|['\u2019]s)"
    not_best = r"(?!to\b|in\b|of\b|and\b|that\b)"
    tens_words = [v for v in values if v.endswith("ty")]
    plain = rf"(?P<rank>{whole})(?![\w'\u2019]|-(?!placed|largest|biggest))"
    suffixes = ["st", "nd", "rd", "th"]
    return [
        Pattern(rf"(?P<rank>{ordinal}-[a-z]+est {not_best}[a-z]+)\b", names, anchored=True),
        Pattern(plain, [*names, *tens_words], anchored=True),
        Pattern(rf"(?P<rank>{figure}(?:-[a-z]+est {not_best}[a-z]+| place| prize)?)\b", suffixes),
        Pattern(rf"\b{behind} (?P<rank>no\. ?\d+)\b", ["no"], True),
        Pattern(r"\b(?P<rank>no\. ?\d+)(?= in\b| seed|[.,;]|$)", ["no"], True),
        Pattern(rf"(?P<rank>number {low})\b", ["number"], anchored=True),
        Pattern(rf"\b(?P<rank>top[ -](?:\d+|{low}|twenty|fifty|hundred))\b", ["top"]),
    ]


@cache
def figure_rules(code: str) -> FigureRules:
    """The rules of a language, made once."""
    return FigureRules(code)
