"""What the fact rules work on: one text, its small letters, and what is found in it so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import resources
from db.kinds import FactType, Risk

UPPER = "".join(c for c in map(chr, range(0x41, 0x0530)) if c.isupper())
"""Capital letters of the Latin, Greek, Cyrillic and Armenian scripts."""


LONGEST_WORD = 24


class Fact(NamedTuple):
    """A checkable passage: code points of the text, end exclusive; `score` is 0 to 1."""

    start: int
    end: int
    type: FactType
    score: float = 0.9
    risk: Risk = Risk.NORMAL


class Page:
    """A text being read for facts.

    `low` is the text in small letters, as long as the text. `taken` is 1 where a number, date or
    title has been found, so that no other rule finds it again.
    """

    __slots__ = ("text", "low", "taken", "facts")

    def __init__(self, text: str) -> None:
        self.text = text
        low = text.lower()
        if len(low) != len(text):
            low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
        self.low = low
        self.taken = bytearray(len(text))
        self.facts: list[Fact] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing is taken from `start` to `end`."""
        return self.taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Let no later rule find numbers or names here."""
        self.taken[start:end] = b"\x01" * (end - start)

    def add(self, kind: FactType, start: int, end: int, score: float = 0.9) -> None:
        """Note a fact without outer spaces; its place stays open to other rules."""
        while start < end and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        if start == end:
            return
        self.facts.append(Fact(start, end, kind, score))

    def claim(self, kind: FactType, start: int, end: int, score: float = 0.9) -> None:
        """Note a fact and take its place, unless some of it is taken."""
        if self.free(start, end):
            self.take(start, end)
            self.add(kind, start, end, score)


class Line(NamedTuple):
    """One sentence of a page: its code point offsets, those of its words that rules ask for.

    `display` tells that it is set like a headline, `numbers` that it has a digit or number word.
    """

    start: int
    end: int
    words: frozenset[str]
    numbers: bool
    display: bool


Handle = Callable[[Page, re.Match[str], Line], None]


class Pattern(NamedTuple):
    """The text of a regular expression, and the words without one of which it cannot match.

    `numbers` asks for a digit or number word besides; without a gate it is tried on lines with
    numbers only. An `anchored` pattern begins with one of its words.
    """

    text: str
    gate: Iterable[str] = ()
    numbers: bool = False
    anchored: bool = False


class Rule:
    """A pattern, what to do with a match, and the words without one of which it cannot match.

    The pattern is compiled when a line first may match it: most texts ask for half of them.
    """

    __slots__ = ("handle", "gate", "numbers", "written", "anchored", "_text", "_compiled")

    def __init__(self, pattern: Pattern, handle: Handle, written: bool) -> None:
        self.handle, self.written = handle, written
        self.gate, self.numbers = frozenset(pattern.gate), pattern.numbers
        self.anchored, self._text = pattern.anchored, pattern.text
        self._compiled: re.Pattern[str] | None = None

    def run(self, page: Page, line: Line, found: frozenset[str]) -> None:
        """Handle the matches in a line that has the words `found`."""
        if self.numbers and not line.numbers:
            return
        pattern = self._compiled
        if pattern is None:
            pattern = self._compiled = re.compile(self._text)
        text = page.text if self.written else page.low
        if not self.anchored:
            for hit in pattern.finditer(text, line.start, line.end):
                self.handle(page, hit, line)
            return
        reached = line.start
        for at in sorted(_places(text, line, found & self.gate)):
            if at >= reached and (match := pattern.match(text, at, line.end)):
                self.handle(page, match, line)
                reached = match.end()


def rules(patterns: Iterable[Pattern], handle: Handle, written: bool = False) -> list[Rule]:
    """Rules with one way to handle their matches.

    With `written` they read the text as it is written instead of small letters.
    """
    return [Rule(pattern, handle, written) for pattern in patterns]


class Rules:
    """Rules in their order; a line is shown only to those that may match it, which are few.

    That, and patterns that begin with a letter or digit, is what makes many rules fast. `words`
    are those that may show a line to a rule.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = list(rules)
        self._by_word: dict[str, list[int]] = {}
        self._counting = [n for n, rule in enumerate(self._rules) if not rule.gate]
        for number, rule in enumerate(self._rules):
            for word in rule.gate:
                self._by_word.setdefault(word, []).append(number)
        self.words = frozenset(self._by_word)

    def run(self, page: Page, line: Line) -> None:
        """Hand every match in a line to its rule, rule by rule."""
        found = self.words & line.words
        if not found and not line.numbers:
            return
        numbers = set(self._counting if line.numbers else ())
        for word in found:
            numbers.update(self._by_word[word])
        for number in sorted(numbers):
            self._rules[number].run(page, line, found)


def _places(text: str, line: Line, found: Iterable[str]) -> Iterator[int]:
    """Where words of a line begin."""
    for word in found:
        at = text.find(word, line.start, line.end)
        while at >= 0:
            before = text[at - 1] if at else " "
            if not (before.isalnum() or before in "-'\u2019_"):
                yield at
            at = text.find(word, at + len(word), line.end)


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `resources/facts/NAME.toml`."""
    import tomllib  # with the first text

    return tomllib.loads(resources.text(f"facts/{name}.toml"))


def word_before(page: Page, at: int, since: int) -> str:
    """The word that ends right before the space before `at`, in small letters, or ""."""
    if at - 1 <= since or page.low[at - 1] != " ":
        return ""
    return page.low[max(since, at - LONGEST_WORD) : at - 1].rpartition(" ")[2]


def words(table: Mapping[str, str], *keys: str) -> frozenset[str]:
    """The words of some lists of a table."""
    return frozenset(word for key in keys for word in table[key].split())


def lines(table: Mapping[str, str], key: str) -> list[str]:
    """The phrases of a list, one a line."""
    return [line for line in table[key].splitlines() if line]


def either(options: Iterable[str]) -> str:
    """A regular expression for any of these literal words, the longest first, sorted by letter.

    Options that begin with the same letter share a branch, so that a mismatch costs little.
    """
    by_first: dict[str, list[str]] = {}
    for option in sorted(set(options), key=lambda o: (-len(o), o)):
        by_first.setdefault(option[0], []).append(re.escape(option[1:]))
    branches = (f"{re.escape(k)}(?:{'|'.join(rest)})" for k, rest in sorted(by_first.items()))
    return f"(?:{'|'.join(branches)})"
