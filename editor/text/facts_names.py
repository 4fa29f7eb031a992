"""Names of people, places and organisations, told apart by their own words and those beside them.

Every mention gathers evidence; what a name is follows from all its mentions in the text
together, and a surname follows the full name that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from db.kinds import FactType
from editor.text.facts_evidence import (
    KNOWN,
    LIKELY,
    ORGANISATION,
    PERSON,
    PLACE,
    SURE,
    NameRules,
    Surroundings,
    Weights,
)
from editor.text.facts_headlines import Headlines
from editor.text.facts_page import UPPER, Line, Page

SHORT = "(?:r|rs|s|en|ep|ov|t|ol|gt|apt|ev|rof|aj|td|nc|o|orp|ros)"
"""What follows the capital of Mr., Sen., Ltd. and the like."""
PARTICLE = "(?:van|von|der|den|de|la|le|del|della|di|da|dos|du|bin|ibn|al|el|ter|sans)"
REST = (
    rf"(?:\.(?:[{UPPER}]\.)*(?!\w)|{SHORT}\."
    rf"|\w*(?:[-'\u2019&.]\w+)*(?:(?<=s)['\u2019](?= [{UPPER}]))?)"
)
WORD = rf"(?:(?:d|l|al|el|ad|as|ar)[-'\u2019])?[{UPPER}]{REST}"
TOKEN = re.compile(WORD)
RUN = re.compile(
    rf"[{UPPER}](?<![\w$\u20ac@#-].){REST}"
    rf"(?:[ \u00a0](?:{PARTICLE} ){{0,3}}{WORD}|[ \u00a0]& {WORD}){{0,8}}"
)
POSSESSIVE = re.compile(r"['\u2019]s?$")
CONTRACTED = re.compile(
    "(?<!\\w)(?:(?:we|he|she|they|you|it|that|there|what|who|let)['\u2019]|i(?!\\w))"
)
SHOUTED = re.compile(rf"(?:[{UPPER}]{{2,}}[ -]){{2}}[{UPPER}]{{2,}}")
OWNED = re.compile("['\u2019]s ")
BY_HEAD = frozenset({" of ", " of the ", " for ", " for the "})
LINKS = BY_HEAD | {" and ", " on ", " the ", " against "}
LINKING = tuple(LINKS)
OPENINGS = frozenset("\"'\u201c\u2018\u201e\u00ab([\u2014\u2013:")
COMPANY = re.compile(r" (?:plc|ltd|inc|gmbh|llc)\b\.?")
FIGURE = re.compile(r" \d+\b")
HOUSE_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}[a-z]? $")
NEXT_WORD = re.compile(r",? ([a-z]+)")
PLAIN_ENDS = ("s", "ing", "ly", "ed", "ion", "ment", "ness", "ity", "ance", "ence", "ism", "ship")
"""Endings of common words that begin sentences."""
LONGEST = 100
"""Code points a name may run on over "of" and the like."""
ENOUGH = 3
"""After so many mentions that agree a name's next ones are not asked any more."""

Run = tuple[int, int]


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
        self._display: list[Line] = []

    def gather(self, line: Line) -> None:
        """Collect the mentions of a line with what speaks for each type."""
        if line.display:
            self._display.append(line)
            return
        game: bool | None = None
        for start, end in self._parted(line):
            opens = self._opens(start, line.start)
            if opens and self._page.low[start:end] in self._rules.only_first:
                continue
            cut = self._cut(start, end, opens)
            if cut is not None:
                game = self._game(line) if game is None else game
                self._note(*cut, line, game)

    def decide(self) -> None:
        """Add the facts: every mention by the evidence of all mentions of its name."""
        types = {key: best_of(weights) for key, weights in self._weights.items()}
        people = {
            key.rsplit(" ", 1)[-1] for key, kind in types.items() if kind is PERSON and " " in key
        }
        types |= dict.fromkeys(people - self._rules.places, PERSON)
        self._shorten(types, people)
        for mention in self._mentions:
            if mention.sure or mention.key in self._known or mention.key in people:
                self._page.claim(types[mention.key], mention.start, mention.end, 0.8)
        headlines = Headlines(self._page, self._rules, types)
        for line in self._display:
            headlines.find(line)

    def _shorten(self, types: dict[str, FactType], people: set[str]) -> None:
        """An organisation's first word stands for it: "Orbis" for "Orbis Shipping"."""
        rules = self._rules
        firms = [key for key, kind in types.items() if kind is ORGANISATION and " " in key]
        for key, kind in list(types.items()):
            if kind is PERSON and " " in key and any(f.startswith(key + " ") for f in firms):
                types[key] = ORGANISATION
            short = key.split(" ", 1)[0]
            if kind is ORGANISATION and short != key and short in types and short not in people:
                placed = self._weights[short][PLACE] >= LIKELY or short in rules.places
                if not placed and short.lower() not in rules.given:
                    types[short] = ORGANISATION

    def _opens(self, start: int, since: int) -> bool:
        """Whether a capital at `start` may be there because words begin: a sentence or speech."""
        if start - since < 2:
            return True
        before = self._page.text[start - 1]
        if before == " ":
            before = self._page.text[start - 2]
            return before in OPENINGS and before not in "\"'"
        return before in OPENINGS

    def _game(self, line: Line) -> bool:
        """Whether a line has the score of two sides; players have one for every set."""
        for fact in reversed(self._page.facts):
            if fact.end <= line.start:
                return False
            if fact.type is FactType.SCORE:
                return "," not in self._page.text[fact.start : fact.end]
        return False

    def _runs(self, since: int, until: int) -> Iterator[Run]:
        """Capitalised runs of a sentence, those joined that "of" and the like join."""
        page, never = self._page, self._rules.only_first
        held: Run | None = None
        for match in RUN.finditer(page.text, since, until):
            start, end = match.span()
            if start - since < 2 and page.low[start:end] in never:
                if not page.text.startswith(LINKING, end):
                    continue
            for run in [(start, end)] if page.free(start, end) else self._untaken(start, end):
                if held is not None and self._joined(held, run):
                    held = held[0], run[1]
                    continue
                if held is not None:
                    yield held
                held = run
        if held is not None:
            yield held

    def _untaken(self, start: int, end: int) -> list[Run]:
        """The parts of a run that no date, number or title has taken."""
        found: list[Run] = []
        for token in TOKEN.finditer(self._page.text, start, end):
            if not self._page.free(*token.span()):
                continue
            if found and self._page.free(found[-1][0], token.end()):
                found[-1] = found[-1][0], token.end()
            else:
                found.append(token.span())
        return found

    def _joined(self, left: Run, right: Run) -> bool:
        text, rules = self._page.text, self._rules
        if right[0] - left[1] > 9 or right[1] - left[0] > LONGEST:
            return False
        between = text[left[1] : right[0]]
        if between not in LINKS:
            return False
        whole = text[left[0] : right[1]]
        if whole in rules.organisations or whole in rules.places:
            return True
        if between == " and ":
            return self._one_office(left, right)
        last = self._page.low[left[0] : left[1]].rsplit(" ", 1)[-1]
        if between not in BY_HEAD:
            return False
        return last in rules.org_heads or (last in rules.place_heads and "of" in between)

    def _one_office(self, left: Run, right: Run) -> bool:
        """Whether two names are one: "the Health and Safety Executive"."""
        text, rules = self._page.text, self._rules
        first, rest = text[slice(*left)], self._page.low[slice(*right)].split()
        if " " in first or len(rest) < 2 or not text.endswith("the ", 0, left[0]):
            return False
        named = first in rules.places or first.lower() in rules.given
        return rest[-1] in rules.org_ends and not named

    def _parted(self, line: Line) -> Iterator[Run]:
        """The runs, those cut in two where one name stands before another.

        "Italy's Ada Moreau" is two, and so is "Ohio Gov. Ada Moreau".
        """
        text, low, rules = self._page.text, self._page.low, self._rules
        for start, end in self._runs(line.start, line.end):
            while "s " in text[start:end] and (owned := OWNED.search(text, start, end)):
                if self._whole(start, end) or text.startswith("St.", start):
                    break
                yield start, owned.end() - 1
                start = owned.end()
            if text.count(" ", start, end) > 1 and not self._whole(start, end):
                for token in list(TOKEN.finditer(text, start, end))[1:-1]:
                    if low[slice(*token.span())].rstrip(".") in rules.titles:
                        yield start, token.start() - 1
                        start = token.start()
                        break
            yield start, end

    def _whole(self, start: int, end: int) -> bool:
        """Whether a run's last word makes the whole of it one name: "Saint Olav's Hospital"."""
        last = self._page.low[start:end].rsplit(" ", 1)[-1]
        return last in self._rules.org_ends or last in self._rules.place_ends

    def _note(
        self, start: int, end: int, titled: bool, opens: bool, line: Line, game: bool
    ) -> None:
        """Keep a mention and what its surroundings say."""
        key = self._page.text[start:end]
        weights = self._weights.get(key)
        if weights is None:
            weights = self._weights[key] = self._rules.by_itself(key)
            self._asked[key] = 0
        sure = titled or key in self._known or not opens or " " in key
        if titled or game or not sure or self._asked[key] < ENOUGH:
            self._asked[key] += 1
            around = Surroundings(start, end, line.start, line.end, titled, game)
            told = self._rules.around(self._page, around, weights)
            sure = sure or self._stands_out(key, weights, told, end, line.end)
        self._mentions.append(Mention(start, end, key, sure))
        if sure:
            self._known.add(key)

    def _cut(self, start: int, end: int, first: bool) -> tuple[int, int, bool, bool] | None:
        """(start, end, titled, still at the sentence's beginning) of the name in a run, or None."""
        text, low, rules = self._page.text, self._page.low, self._rules
        if CONTRACTED.search(low, start, end) or SHOUTED.match(text, start, end):
            return None
        if text[end - 1] in "s'\u2019" and (owned := POSSESSIVE.search(text, start, end)):
            saint = text.startswith("St.", start) and text.count(" ", start, end) == 1
            end = end if saint or owned.start() == start else owned.start()
        name = text[start:end]
        if name in rules.places or name in rules.organisations:
            return start, end, False, False
        if " " not in name:
            word = low[start:end].rstrip(".")
            if len(word) == 1 or (word in rules.labels and FIGURE.match(text, end)):
                return None
            known = (first and word in rules.only_first) or word in rules.titles
            if known or word in rules.not_names or name in rules.not_acronyms:
                return None
            if word not in rules.numbered:
                return start, end, False, first
        tokens = [m.span() for m in TOKEN.finditer(text, start, end)]
        words = [low[a:b].strip(".") for a, b in tokens]
        skipped, titled = self._skipped(words, first)
        if skipped == len(words):
            return None
        begins, last = tokens[skipped][0], words[-1]
        if skipped == len(words) - 1 and text[begins:end] in rules.not_acronyms:
            return None
        if company := COMPANY.match(low, end):
            return begins, company.end(), titled, False
        if last in rules.numbered and (figure := FIGURE.match(text, end)):
            end = figure.end() if self._page.free(*figure.span()) else end
        elif last in rules.streets:
            house = HOUSE_NUMBER.search(text, max(0, begins - 6), begins)
            begins = house.start() if house else begins
        alone = skipped == len(words) - 1 and last in rules.place_ends
        return begins, end, titled, first and (skipped == 0 or alone)

    def _skipped(self, words: list[str], first: bool) -> tuple[int, bool]:
        """How many words at a run's front are no part of the name, and whether one is a title."""
        rules, titled = self._rules, False
        whole = words[-1] in rules.org_ends or words[-1] in rules.place_ends
        for at, word in enumerate(words):
            rest = at + 1 < len(words)
            if first and at == 0 and word in rules.common and word not in rules.given:
                continue
            belongs = whole and rest and (len(words) > 2 or words[-1] in rules.streets)
            if word in rules.titles and not belongs:
                titled = titled or rest
            elif word not in rules.not_names or (whole and rest):
                return at, titled
        return len(words), titled

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


def best_of(weights: Weights) -> FactType:
    """The type most speaks for; a name nothing tells anything of is a person's."""
    kind = max(weights, key=lambda k: weights[k])
    return kind if weights[kind] > 0 else PERSON
