"""Names of people, places and organisations, told apart by their own words and those beside them.

Every mention gathers evidence; what a name is follows from all its mentions in the text
together, and a surname follows the full name that has it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from db.kinds import FactType
from editor.text.facts_evidence import ATTRIBUTE, NameRules, Surroundings
from editor.text.facts_headlines import Headlines
from editor.text.facts_lists import (
    KNOWN,
    LIKELY,
    ORGANISATION,
    PERSON,
    PLACE,
    SLIGHT,
    SURE,
    THE,
    Weights,
)
from editor.text.facts_page import Line, Page
from editor.text.facts_runs import Cut, found

NEXT_WORD = re.compile(r",? ([a-z]+)")
PLAIN_ENDS = ("s", "ing", "ly", "ed", "ion", "ment", "ness", "ity", "ance", "ence", "ism", "ship")
"""Endings of common words that begin sentences."""
LETTERS = re.compile(r"[^\W\d_]+")
JOINING = frozenset({" and ", ", and ", " or ", " & "})
FARTHEST = max(map(len, JOINING))
BRIEF = 20_000
"""Code points up to which a word is looked for sooner than all words are listed."""
ENOUGH = 3
"""After so many mentions that agree a name's next ones are not asked any more."""


class Mention(NamedTuple):
    """A name where it stands; `sure` when its capital says that it is a name."""

    start: int
    end: int
    key: str
    sure: bool


class Names:
    """The names of one page: first gathered line by line, then decided together."""

    def __init__(self, page: Page, rules: NameRules) -> None:
        self._page, self._rules = page, rules
        self._mentions: list[Mention] = []
        self._weights: dict[str, Weights] = {}
        self._asked: dict[str, int] = {}
        self._known: set[str] = set()
        self._titled: set[str] = set()
        self._own: dict[str, float] = {}
        self._display: list[Line] = []
        self._small: frozenset[str] | None = None

    def gather(self, line: Line) -> None:
        """Collect the mentions of a line with what speaks for each type."""
        if line.display:
            self._display.append(line)
            return
        game: bool | None = None
        for cut in found(self._page, self._rules, line):
            game = self._game(line) if game is None else game
            self._note(cut, line, game)

    def decide(self) -> None:
        """Add the facts: every mention by the evidence of all mentions of its name."""
        self._share()
        kept = {key for key in self._weights if self._supported(key)}
        types = {key: best_of(weights) for key, weights in self._weights.items() if key in kept}
        people = {
            key.rsplit(" ", 1)[-1] for key, kind in types.items() if kind is PERSON and " " in key
        }
        people -= self._rules.organisations
        placed = {
            key for key in people & types.keys() if self._weights[key][PLACE] > KNOWN + SLIGHT
        }
        people -= placed
        types |= dict.fromkeys(people, PERSON)
        self._shorten(types, people)
        for mention in self._mentions:
            kind = types.get(mention.key)
            if kind and (mention.sure or mention.key in self._known or mention.key in people):
                self._page.claim(kind, mention.start, mention.end, 0.8)
        headlines = Headlines(self._page, self._rules, types)
        for line in self._display:
            headlines.find(line)

    def _share(self) -> None:
        """Names nothing is told of are what the names are that "and" joins them to."""
        text = self._page.text
        for left, right in pairwise(self._mentions):
            apart = right.start - left.end
            if apart > FARTHEST or text[left.end : right.start] not in JOINING:
                continue
            told, other = self._weights[left.key], self._weights[right.key]
            if max(told.values()) < max(other.values()):
                told, other = other, told
            kind = best_of(told)
            if told[kind] >= LIKELY and max(other.values()) <= SLIGHT:
                other[kind] += SLIGHT + 0.1

    def _supported(self, key: str) -> bool:
        """Whether something else than its capital says that common words are a name."""
        weights, rules = self._weights[key], self._rules
        own = self._own[key] if not key.isupper() else 0.0
        if own >= LIKELY or key in self._titled:
            return True
        if key in rules.organisations or key in rules.places:
            return True
        if not rules.is_plain(key):
            return " " in key or max(weights.values()) > SLIGHT or not self._is_small(key)
        if " " not in key and key.lower() in rules.bodies and not key.isupper():
            return weights[ORGANISATION] >= LIKELY
        if weights[PERSON] >= SURE:
            return True
        words = key.count(" ") + 1
        return words > 1 and weights[ORGANISATION] >= (THE if words > 2 else LIKELY)

    def _is_small(self, key: str) -> bool:
        """Whether a word stands in the text with a small letter, too."""
        text, low = self._page.text, key.lower()
        if len(text) <= BRIEF:
            return _stands_in(text, low)
        if self._small is None:
            self._small = frozenset(LETTERS.findall(text))
        return low in self._small

    def _shorten(self, types: dict[str, FactType], people: set[str]) -> None:
        """An organisation's first word stands for it: "Orbis" for "Orbis Shipping"."""
        rules = self._rules
        firms = [key for key, kind in types.items() if kind is ORGANISATION and " " in key]
        for key, kind in list(types.items()):
            if kind is PERSON and " " in key and any(f.startswith(key + " ") for f in firms):
                types[key] = ORGANISATION
            short = key.split(" ", 1)[0]
            if self._stands_for(key, short, types):
                types[key] = ORGANISATION
            elif kind is not ORGANISATION or self._weights[key][ORGANISATION] < LIKELY:
                continue
            if short != key and short in types and short not in people:
                weights = self._weights[short]
                placed = weights[PLACE] >= LIKELY or short in rules.places
                placed = placed or weights[PERSON] >= SURE
                if placed or short.lower() in rules.given:
                    continue
                civic = key.rsplit(" ", 1)[-1].lower() in rules.civic
                types[short] = PLACE if civic else ORGANISATION

    def _stands_for(self, key: str, short: str, types: dict[str, FactType]) -> bool:
        """Whether a name is later called by its first word, as firms are and persons are not."""
        if types[key] is PLACE or short == key or short not in types:
            return False
        if self._weights[key][PERSON] >= LIKELY or short.lower() in self._rules.given:
            return False
        last = key.rsplit(" ", 1)[-1]
        return last not in types and not self._rules.is_common(last.lower())

    def _game(self, line: Line) -> bool:
        """Whether a line has the score of two sides; players have one for every set."""
        for fact in reversed(self._page.facts):
            if fact.end <= line.start:
                return False
            if fact.type is FactType.SCORE:
                return "," not in self._page.text[fact.start : fact.end]
        return False

    def _note(self, cut: Cut, line: Line, game: bool) -> None:
        """Keep a mention and what its surroundings say."""
        start, end, titled, opens = cut
        key = self._page.text[start:end]
        weights = self._weights.get(key)
        if weights is None:
            weights = self._weights[key] = self._rules.by_itself(key)
            self._asked[key], self._own[key] = 0, max(weights.values())
        sure = titled or key in self._known or not opens or " " in key
        if titled or game or not sure or self._asked[key] < ENOUGH:
            self._asked[key] += 1
            around = Surroundings(start, end, line.start, line.end, titled, game)
            told = self._rules.around(self._page, around, weights)
            sure = sure or self._stands_out(key, weights, told, end, line.end)
        self._mentions.append(Mention(start, end, key, sure))
        if titled:
            self._titled.add(key)
        if sure:
            self._known.add(key)

    def _stands_out(self, key: str, weights: Weights, told: bool, end: int, until: int) -> bool:
        """Whether a single word at a sentence's beginning is a name for all that."""
        rules, text = self._rules, self._page.text
        low = key.lower()
        given = low in rules.given and low not in rules.plain
        if weights[PLACE] >= KNOWN or weights[ORGANISATION] >= SURE or given or told:
            return True
        if text.startswith(("'s ", "\u2019s "), end):
            return low not in rules.plain and not key.endswith("s")
        following = NEXT_WORD.match(self._page.low, end, until)
        if following is None or low in rules.plain or low.endswith(PLAIN_ENDS):
            return False
        return following[1] in rules.any_verbs or following[1].endswith("ed")


def _stands_in(text: str, word: str) -> bool:
    """Whether a text has a word, by itself."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
            return True
        at = text.find(word, at + 1)
    return False


def best_of(weights: Weights) -> FactType:
    """The type most speaks for; a name nothing tells anything of is a person's."""
    kind = max(weights, key=lambda k: weights[k])
    return kind if weights[kind] > ATTRIBUTE else PERSON
