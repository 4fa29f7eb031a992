"""What speaks for a name being a person, a place or an organisation."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from editor.text.facts_lists import (
    KNOWN,
    LIKELY,
    ORGANISATION,
    PERSON,
    PLACE,
    SLIGHT,
    SURE,
    THE,
    NameLists,
    Weights,
)
from editor.text.facts_page import UPPER, Page

HOUSE_NUMBER = re.compile(r"(?<!\w)\d{1,4}[a-z]? $")
MARKS = '"\u201c\u201d('
WORDS_BEFORE = re.compile(r"[^\s\"\u201c\u201d(]+")
AGE_AFTER = re.compile(r",? ?[,(] ?(?:then |now )?\d{1,2}[,.)]")
WHICH_AFTER = re.compile(r", which\b")
JOINED = frozenset("joined founded acquired bought owns owned".split())
WORKING = frozenset(
    "works worked working rides rode plays played signed drives drove flies flew".split()
)
"""What is done for an organisation."""
LYING = frozenset("lies sits borders".split())
SITES = frozenset(
    "scheme estate area district neighbourhood neighborhood region pit mine valley plain".split()
)
MADE = frozenset("made built owned published operated supplied sponsored run backed".split())
"""What an organisation did, before "by"."""
WITHIN = frozenset(
    "in into across along through near over around up down above off toward towards".split()
)
"""Before "the" and a name: it is a place."""
AT = frozenset("in near around outside across toward towards".split())
"""Before a name without "the": it is a place, hardly anything else."""
UNSURE = frozenset("to from between".split())
WHO_AFTER = re.compile(r",? (?:who|whose)\b")
COUNTRY_AFTER = re.compile(rf", ([{UPPER}][\w.]+(?: [{UPPER}]\w+){{0,2}})")
VERB_AFTER = re.compile(r"(?: also| later| once| then| has| had)? ([a-z]+)")
IS_A = re.compile(r"(?:,| is| was| are) (?:an?|the|its|his|her|their) ([a-z -]{3,40})")
FRONT, BEHIND = 5, 80
"""Code points of a sentence before a name that is its subject, and behind it where a pronoun is
looked for."""
ATTRIBUTE = 0.5
"""How much "the Orbis factory" says of Orbis: it may be anybody's."""
NAMED = frozenset({"called", "named"})
BOUND = frozenset("bound left leave leaves leaving headed heading".split())


class Surroundings(NamedTuple):
    """Where a name stands: its offsets and those of its sentence, titles cut off or not."""

    start: int
    end: int
    since: int
    until: int
    titled: bool
    game: bool
    """Whether its sentence tells the result of a game between sides."""


class NameRules(NameLists):
    """What stands beside names, in one language."""

    def around(self, page: Page, at: Surroundings, found: Weights) -> bool:
        """Add what stands beside a name; whether that tells of someone by itself."""
        before = found[PERSON]
        if at.titled:
            found[PERSON] += KNOWN
        self._by_before(page, at, found)
        self._by_after(page, at, found)
        if at.start - at.since < FRONT:
            self._by_pronoun(page.low[at.end : min(at.until, at.end + BEHIND)], found)
        return found[PERSON] - before >= LIKELY

    def _by_before(self, page: Page, at: Surroundings, found: Weights) -> None:
        low = page.low
        before = _words_before(low[max(at.since, at.start - 40) : at.start])
        if not before:
            return
        last = before[-1]
        if len(before) > 1 and last in ("of", "in", "at", "for") and before[-2] in self.of_org:
            found[ORGANISATION] += LIKELY + 1
            return
        if last in self.roles:
            found[PERSON] += SURE
        elif last in NAMED:
            found[PERSON] += LIKELY
        elif last in self.place_before:
            found[PLACE] += SLIGHT if last in UNSURE else LIKELY + (0.2, 1.0)[last in AT]
            found[PERSON] -= last in AT or last == "at"
        elif last == "for" and len(before) > 1 and before[-2] in BOUND:
            found[PLACE] += LIKELY
        elif last == "for" and len(before) > 1 and before[-2] in WORKING:
            found[ORGANISATION] += SLIGHT + 0.5
        elif last == "by" and len(before) > 1 and before[-2] in MADE:
            found[ORGANISATION] += SLIGHT + 0.5
        elif last in self.org_nouns:
            found[ORGANISATION] += SURE + 1
        elif last in self.place_nouns:
            found[PLACE] += LIKELY
        elif last in JOINED:
            found[ORGANISATION] += LIKELY
        elif last == "and" and self._among_places(before):
            found[PLACE] += LIKELY
        elif last == "the":
            self._by_the(page, at, before, found)
        elif last == "of" and len(before) > 1:
            found[PLACE] += SURE if before[-2] in self.place_nouns else 0.0
            found[PERSON if before[-2] in self.of_person else PLACE] += 1.0
        side = at.game and page.text[at.start : at.end] not in self.countries
        if side and (last in ("to", "with") or last in self.rivals):
            found[ORGANISATION] += KNOWN + 1
        if last[-1].isdigit() or last[-2:-1].isdigit():
            if HOUSE_NUMBER.search(low, max(at.since, at.start - 6), at.start):
                found[PLACE] += 1.0

    def _by_the(self, page: Page, at: Surroundings, before: list[str], found: Weights) -> None:
        if page.low[at.start : at.end] in self.bodies:
            found[ORGANISATION] += LIKELY + 1
            return
        verb = VERB_AFTER.match(page.low, at.end, at.until)
        inside = len(before) > 1 and before[-2] in WITHIN
        if inside:
            found[PLACE] += LIKELY
        if verb is not None and not self._ends_phrase(verb[1]):
            found[ORGANISATION] += ATTRIBUTE
            return
        found[PERSON] -= 1.0
        found[ORGANISATION] += 0.0 if inside else THE

    def _ends_phrase(self, word: str) -> bool:
        """Whether a word after "the X" shows that X is not said of a noun: "the X campaign"."""
        return word in self.any_verbs or word in self.breaks or word.endswith(("ed", "ly"))

    def _among_places(self, before: list[str]) -> bool:
        """Whether a place stands before "and": "in Milan and", "off Skerry and"."""
        if len(before) > 2 and before[-3] in self.place_before - {"to", "from", "between"}:
            return True
        return len(before) > 1 and before[-2].title() in self.places

    def _by_noun(self, nouns: set[str], found: Weights) -> None:
        """What a name is said to be: ", a carmaker", "is the capital"."""
        if nouns & self.roles:
            found[PERSON] += LIKELY
        elif nouns & self.org_nouns:
            found[ORGANISATION] += SURE
        elif nouns & self.place_nouns:
            found[PLACE] += SURE

    def _by_after(self, page: Page, at: Surroundings, found: Weights) -> None:
        low, end, until = page.low, at.end, at.until
        if not low.startswith((" ", ",", "("), end):
            return
        if AGE_AFTER.match(low, end, until):
            found[PERSON] += SURE
        elif WHO_AFTER.match(low, end, until):
            found[PERSON] += LIKELY
        elif WHICH_AFTER.match(low, end, until):
            found[PERSON] -= LIKELY
            found[ORGANISATION] += 1.0
        is_a = IS_A.match(page.text, end, until)
        if is_a is not None:
            nouns = is_a[1].split()
            owned = low.startswith(("'", "\u2019"), is_a.end())
            if self.sure_verbs.isdisjoint(nouns):
                self._by_noun(set(nouns[:-1] if owned else nouns), found)
        if low.startswith(",", end):
            country = COUNTRY_AFTER.match(page.text, end, until)
            if country is not None and country[1] in self.countries:
                found[PLACE] += SURE
            return
        verb = VERB_AFTER.match(low, end, until)
        if verb is not None:
            found[PLACE] += SURE if verb[1] in LYING or verb[1] in SITES else 0.0
            found[PERSON] += LIKELY if verb[1] in self.sure_verbs else 0.0
            found[PERSON] += 0.8 if verb[1] in self.verbs else 0.0
            if verb[1] in self.org_verbs:
                side = at.game and page.text[at.start : at.end] not in self.countries
                found[ORGANISATION] += KNOWN + 1 if side else 0.8

    def _by_pronoun(self, low: str, found: Weights) -> None:
        """What a subject's own pronoun tells: a firm shuts its plant, somebody lost his."""
        if " its " in low or " it " in low:
            found[ORGANISATION] += 1.0
            found[PERSON] -= 1.0
        elif " his " in low or " her " in low or " she " in low or " he " in low:
            found[PERSON] += 1.0


def _words_before(low: str) -> list[str]:
    """The last words of some small letters, without quotation marks and brackets."""
    if any(mark in low for mark in MARKS):
        return WORDS_BEFORE.findall(low)
    return low.rsplit(None, 3)


@cache
def name_rules(code: str) -> NameRules:
    """The rules of a language, made once."""
    return NameRules(code)
