"""The words names are told by, and what a name's own words say of its type."""

from __future__ import annotations

import re

from db.kinds import FactType
from editor.text.facts_page import lexicon, lines, words
from editor.text.language import load

PERSON, PLACE, ORGANISATION = FactType.PERSON, FactType.PLACE, FactType.ORGANISATION
INITIAL = re.compile(r"(?:\w\.)+")
ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""),
    ("ed", "e"), ("ly", ""), ("er", ""), ("ally", ""), ("ity", ""), ("ism", ""), ("ness", ""),
)  # fmt: skip
"""Endings of common words, and what stands in their place without them."""
CALLING_ENDS = ("ologist", "ographer", "ician", "arian", "orian", "master", "mistress", "keeper")
PLAIN_WORD = re.compile(r"[^\W\d_]+")
OF_FOR = re.compile(" (?:of|for) ")
JOINED_UP = re.compile(r"(?!Mac|Fitz|Van|Des|Del|Von|Ben|Abu)[^\W\d_a-z][a-z]{2,}[A-Z]")
"""A firm's name: AgriWing."""
SHORTEST = 6
"""Letters more than which a word has that ends like a firm: Euronews, not News."""
MOST_JUDGED = 10_000
"""How many words are remembered as common or not."""
KNOWN, SURE, LIKELY, THE, SLIGHT = 6.0, 4.0, 2.0, 1.5, 1.2
"""How much a piece of evidence weighs."""

Weights = dict[FactType, float]


class NameLists:
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
        self.org_word_ends = tuple(words(organisation, "word_ends"))
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
        self.small = frozenset("a an and as at by for from in of on or the to with".split())
        known = load(code)
        self.breaks = known.prepositions | known.breaks | known.auxiliaries | known.conjunctions
        self.breaks |= known.stops | known.be | self.small | self.org_verbs
        self.civic = words(organisation, "civic")
        self.wholes = self.streets | self.org_heads
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
        letters = name.isupper() and 2 <= len(name) <= 6 and name.isalpha()
        ended = len(name) > SHORTEST and name.lower().endswith(self.org_word_ends)
        if letters or ended or JOINED_UP.match(name):
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
        elif head & self.org_heads or " ".join(parts[-2:]) in self.organisations:
            found[ORGANISATION] += KNOWN
        elif self._lettered(parts) or any(map(JOINED_UP.match, parts)):
            found[ORGANISATION] += SURE
        elif last in self.place_ends:
            found[PLACE] += SURE
        elif head & self.place_heads or (first in self.place_starts and not self.is_common(last)):
            found[PLACE] += LIKELY + 1
        if first in self.given:
            found[PERSON] += SURE - 0.5 if found[ORGANISATION] < SURE else LIKELY
        if INITIAL.fullmatch(parts[0]) or last in ("jr", "sr"):
            found[PERSON] += SURE
        found[PERSON] += SLIGHT if found[ORGANISATION] < SURE else 0.0
        if max(found.values()) <= SLIGHT and self._of_trade(parts, first, last):
            found[ORGANISATION] += LIKELY + 0.1

    def _of_trade(self, parts: list[str], first: str, last: str) -> bool:
        """Whether a name is half a common word, or a place, as firms' names are: "Rail Alpina"."""
        if len(parts) == 2 and parts[1] in self.places:
            return first not in self.surnames
        begins, ends = self.is_common(first), self.is_common(last)
        return begins is not ends and not {first, last} & self.surnames

    def _lettered(self, parts: list[str]) -> bool:
        """Whether a name has letters in it that name an organisation: "Malmö FF", "TV Planalto"."""
        first, last = parts[0], parts[-1]
        if first.isupper() and last.isupper():
            return False
        if last.isupper() and last.isalpha() and len(last) > 1:
            return last not in self.not_acronyms
        leads = first.isalpha() and first.isupper() and (len(first) > 2 or first == "TV")
        return leads and (first == "TV" or first not in self.not_acronyms)

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
