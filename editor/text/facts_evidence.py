"""What speaks for a name being a person, a place or an organisation."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from db.kinds import FactType
from editor.text.facts_page import UPPER, Page, lexicon, lines, words
from editor.text.language import load

PERSON, PLACE, ORGANISATION = FactType.PERSON, FactType.PLACE, FactType.ORGANISATION
HOUSE_NUMBER = re.compile(r"(?<!\w)\d{1,4}[a-z]? $")
MARKS = '"\u201c\u201d('
WORDS_BEFORE = re.compile(r"[^\s\"\u201c\u201d(]+")
AGE_AFTER = re.compile(r",? ?[,(] ?(?:then |now )?\d{1,2}[,.)]")
WHICH_AFTER = re.compile(r", which\b")
JOINED = frozenset("joined founded acquired".split())
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
INITIAL = re.compile(r"(?:\w\.)+")
ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""),
    ("ed", "e"), ("ly", ""), ("er", ""), ("ally", ""), ("ity", ""), ("ism", ""), ("ness", ""),
)  # fmt: skip
"""Endings of common words, and what stands in their place without them."""
CALLING_ENDS = ("ologist", "ographer", "ician", "arian", "orian", "master", "mistress", "keeper")
PLAIN_WORD = re.compile(r"[^\W\d_]+")
OF_FOR = re.compile(" (?:of|for) ")
NAMED = frozenset({"called", "named"})
MOST_JUDGED = 10_000
"""How many words are remembered as common or not."""
BOUND = frozenset("bound left leave leaves leaving headed heading".split())
KNOWN, SURE, LIKELY, THE, SLIGHT = 6.0, 4.0, 2.0, 1.5, 1.2
"""How much a piece of evidence weighs."""

Weights = dict[FactType, float]


class Surroundings(NamedTuple):
    """Where a name stands: its offsets and those of its sentence, titles cut off or not."""

    start: int
    end: int
    since: int
    until: int
    titled: bool
    game: bool
    """Whether its sentence tells the result of a game between sides."""


class NameRules:
    """The words of one language's names."""

    def __init__(self, code: str) -> None:
        table = lexicon("names")
        person, place, organisation = table["person"], table["place"], table["organisation"]
        self.titles, self.roles = words(person, "titles"), words(person, "roles")
        self.verbs, self.sure_verbs = words(person, "verbs"), words(person, "sure_verbs")
        self.given = words(person, "given")
        self.countries = frozenset(lines(place, "countries") + lines(place, "regions"))
        self.places = self.countries.union(lines(place, "cities"), lines(place, "more_cities"))
        self.place_ends, self.place_starts = words(place, "suffixes"), words(place, "prefixes")
        self.place_before, self.place_nouns = words(place, "before"), words(place, "nouns")
        self.place_heads = words(place, "heads")
        self.organisations = frozenset(lines(organisation, "known"))
        self.org_ends, self.org_heads = (
            words(organisation, "suffixes"),
            words(organisation, "heads"),
        )
        self.org_starts, self.org_nouns = (
            words(organisation, "prefixes"),
            words(organisation, "nouns"),
        )
        self.org_verbs, self.not_acronyms = (
            words(organisation, "verbs"),
            words(organisation, "not_acronyms"),
        )
        self.rivals, self.of_person = words(organisation, "rivals"), words(person, "with_of")
        self.of_org = words(organisation, "with_of")
        self.streets, self.numbered = words(place, "streets"), words(place, "numbered")
        self.any_verbs = self.verbs | self.org_verbs | words(person, "more_verbs")
        self.plain = words(table["not_names"], "plain")
        dates, numbers = lexicon(code)["dates"], lexicon(code)["numbers"]
        calendar = words(dates, "months", "weekdays") - self.given
        self.not_names = words(table["not_names"], "words") | calendar
        self.labels = words(numbers, "labels")
        self.common = load(code).not_names | words(table["not_names"], "first")
        self.common |= words(numbers, "values", "scales", "vague", "ordinals")
        self.common |= frozenset(w for w in load(code).verbs if w.endswith("ed"))
        self.only_first = self.common - self.given
        self.shared = self.common | self.plain | words(table["not_names"], "common")
        self._judged: dict[str, bool] = {}
        self.surnames = words(person, "surnames")
        self.callings = self.roles | load(code).titles | load(code).callings
        self.wholes = self.streets | self.org_heads
        self.small = frozenset("a an and as at by for from in of on or the to with".split())
        self.bodies = self.org_heads | self.org_ends

    def by_itself(self, name: str) -> Weights:
        """How much a name's own words speak for each type."""
        found: Weights = {PERSON: 0.0, PLACE: 0.0, ORGANISATION: 0.0}
        parts = name.split()
        if name in self.organisations:
            found[ORGANISATION] += KNOWN
        elif name in self.places or (name.isupper() and name.title() in self.places):
            found[PLACE] += KNOWN
        if len(parts) > 1:
            self._by_parts(name.lower(), parts, found)
            return found
        if name.isupper() and 2 <= len(name) <= 6 and name.isalpha():
            found[ORGANISATION] += SURE
        found[PERSON] += LIKELY if name.lower() in self.given else 0.0
        return found

    def _by_parts(self, low: str, parts: list[str], found: Weights) -> None:
        first, last = parts[0].lower(), parts[-1].lower().strip(".")
        head = frozenset(OF_FOR.split(low, maxsplit=1)[0].split() if OF_FOR.search(low) else ())
        if last.isdigit() and first in self.org_starts:
            found[ORGANISATION] += SURE
        elif first in self.place_ends and last.isdigit():
            found[PLACE] += SURE
        elif last in self.org_ends or first in self.org_starts or "&" in parts:
            found[ORGANISATION] += SURE
        elif head & self.org_heads:
            found[ORGANISATION] += KNOWN
        elif last in self.place_ends:
            found[PLACE] += SURE
        elif head & self.place_heads or (first in self.place_starts and not self.is_common(last)):
            found[PLACE] += LIKELY + 1
        if first in self.given:
            found[PERSON] += SURE - 0.5 if found[ORGANISATION] < SURE else LIKELY
        if INITIAL.fullmatch(parts[0]) or last in ("jr", "sr"):
            found[PERSON] += SURE
        found[PERSON] += SLIGHT if found[ORGANISATION] < SURE else 0.0
        if max(found.values()) <= SLIGHT and last not in self.surnames:
            if self.is_common(last) and not self.is_common(first):
                found[ORGANISATION] += LIKELY

    def is_common(self, word: str) -> bool:
        """Whether a small word, or what is left without its ending, is no name by itself."""
        known = self._judged.get(word)
        if known is None:
            known = self._judged[word] = word in self.shared or any(
                len(word) > len(ending) + 2 and word[: -len(ending)] + rest in self.shared
                for ending, rest in ENDINGS
                if word.endswith(ending)
            )
            if len(self._judged) > MOST_JUDGED:
                self._judged.clear()
        return known

    def is_calling(self, word: str) -> bool:
        """Whether a word with a capital before a name tells what somebody does."""
        if word in self.given:
            return False
        return word in self.callings or word.endswith(CALLING_ENDS)

    def is_plain(self, key: str) -> bool:
        """Whether every word of a name is a common one."""
        return all(
            word in self.small or self.is_common(word) for word in PLAIN_WORD.findall(key.lower())
        )

    def around(self, page: Page, at: Surroundings, found: Weights) -> bool:
        """Add what stands beside a name; whether that tells of someone by itself."""
        before = found[PERSON]
        if at.titled:
            found[PERSON] += KNOWN
        self._by_before(page, at, found)
        self._by_after(page, at, found)
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
            found[PLACE] += SLIGHT if last in UNSURE else LIKELY + (last in AT)
            found[PERSON] -= last in AT or last == "at"
        elif last == "for" and len(before) > 1 and before[-2] in BOUND:
            found[PLACE] += LIKELY
        elif last == "by" and len(before) > 1 and before[-2] in MADE:
            found[ORGANISATION] += SLIGHT + 0.5
        elif last in self.org_nouns:
            found[ORGANISATION] += LIKELY + 1
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
        found[PERSON] -= 1.0
        if page.low[at.start : at.end] in self.bodies:
            found[ORGANISATION] += LIKELY + 1
        elif len(before) > 1 and before[-2] in WITHIN:
            found[PLACE] += LIKELY
        else:
            found[ORGANISATION] += THE

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


def _words_before(low: str) -> list[str]:
    """The last words of some small letters, without quotation marks and brackets."""
    if any(mark in low for mark in MARKS):
        return WORDS_BEFORE.findall(low)
    return low.rsplit(None, 3)


@cache
def name_rules(code: str) -> NameRules:
    """The rules of a language, made once."""
    return NameRules(code)
