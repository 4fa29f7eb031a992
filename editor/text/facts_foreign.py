"""Names in other languages than English, by the lists of their files.

What tells a name is a title or a first name before it, a word for an organisation in it, a list
it is in, or the preposition before it. Where every noun has a capital nothing else is a name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from db.kinds import FactType
from editor.text.facts_page import Line, Page, lexicon, lines, words
from editor.text.language import load
from editor.text.names import bare, is_title, stem, stripped
from editor.text.tokens import Run, Words

PERSON, PLACE, ORGANISATION = FactType.PERSON, FactType.PLACE, FactType.ORGANISATION
TOLD, UNTOLD = 0.8, 0.7
LONGEST = 4
"""Words of a name that a list may have."""
NOTHING: dict[str, str] = {}
LETTERS = re.compile(r"[^\W\d_]+")


class Found(NamedTuple):
    """A name in a text, its type None while nothing tells it; `last` is its last word's stem."""

    start: int
    end: int
    kind: FactType | None
    last: str
    several: bool
    opens: bool


class ForeignRules:
    """The words of one language's names."""

    def __init__(self, code: str) -> None:
        self.language = language = load(code)
        table, shared = lexicon(code).get("names", NOTHING), lexicon("names")
        self._every_noun = "capital_nouns" in language.habits
        own = words(shared["person"], "given") | frozenset(table.get("given", "").split())
        self._given = own | language.male_names | language.female_names
        self._given_stems = frozenset(map(self._stem, self._given))
        cities = [*lines(shared["place"], "cities"), *lines(shared["place"], "more_cities")]
        self._places = frozenset(map(self._key, [*_lines(table, "places"), *cities]))
        known = [*_lines(table, "organisations"), *lines(shared["organisation"], "known")]
        self._organisations = frozenset(map(self._key, known))
        self._before, self._roles = _words(table, "before"), _words(table, "roles")
        self._org_ends, self._org_starts = _words(table, "org_ends"), _words(table, "org_starts")
        self._place_nouns = _words(table, "place_nouns")
        self._place_after = _words(table, "place_after")
        self._place_starts = _words(table, "place_starts")
        self._word_ends = tuple(_words(table, "org_word_ends"))
        self._place_ends = tuple(_words(table, "place_ends"))
        self._never = language.not_names | language.days | _words(table, "not_names")
        self._speech = frozenset(language.verbs)

    def _stem(self, word: str) -> str:
        return stem(word, self.language) if self.language.name_endings else word

    def _key(self, name: str) -> str:
        """A name as it is looked up: small, its words without endings of case."""
        return " ".join(map(self._stem, name.lower().split()))

    def names(self, page: Page, line: Line, number: int) -> list[Found]:
        """The names of a line, in its order; those nothing tells have no type yet."""
        tokens = Words(page.text, line.start, line.end, self.language, number)
        found = []
        for raw in tokens.runs:
            for run in self._parts(tokens, raw):
                name = self._name(page, tokens, run)
                if name is not None:
                    found.append(name)
        return found

    def _parts(self, tokens: Words, raw: Run) -> list[Run]:
        """A run cut where a listed name begins or ends, and where "of" leads to another."""
        start, end = stripped(tokens, raw)
        if raw[0] < start < end and self._is_given(tokens.low[start - 1]):
            start -= 1
        parts: list[Run] = []
        at = start
        while at < end:
            size, low = self._listed(tokens, at, end), tokens.low[at]
            if size and self._belongs(tokens, start, at, at + size, end):
                at += size
                continue
            if size:
                parts += [(start, at), (at, at + size)]
                start = at = at + size
            elif at > start and low in self.language.particles and not self._inside(tokens, at):
                parts.append((start, at))
                while at < end and tokens.word[at][0].islower():
                    at += 1
                start = at
            else:
                at += 1
        return [part for part in [*parts, (start, end)] if part[0] < part[1]]

    def _belongs(self, tokens: Words, start: int, at: int, stop: int, end: int) -> bool:
        """Whether a listed name is only part of one: "Landgericht Bremen", "Berlin Verlag"."""
        if stop < end and bare(tokens.low[end - 1]) in self._org_ends:
            return True
        return start < at and bare(tokens.low[start]) in self._org_starts | self._place_starts

    def _inside(self, tokens: Words, at: int) -> bool:
        """Whether a small word is part of a name: only behind a first name or another such."""
        before = tokens.low[at - 1]
        return self._is_given(before) or before in self.language.particles

    def _listed(self, tokens: Words, at: int, end: int) -> int:
        """How many words from `at` on are a listed place or organisation that no person has."""
        for size in range(min(LONGEST, len(tokens) - at), 0, -1):
            if at + size > end and not tokens.word[at + size - 1][0].islower():
                continue
            key = self._key(" ".join(tokens.word[at : at + size]))
            if key in self._organisations or key in self._places:
                first = at and tokens.capital(at - 1) and self._is_given(tokens.low[at - 1])
                return 0 if first else size
        return 0

    def _is_given(self, low: str) -> bool:
        word = bare(low)
        return word in self._given or self._stem(word) in self._given_stems

    def _name(self, page: Page, tokens: Words, run: Run) -> Found | None:
        start, end = run
        text = " ".join(tokens.word[start:end])
        kind = self._of_list(text)
        if kind is None:
            start, titled = self._after_titles(tokens, start, end)
            if start < end:
                kind = self._told(tokens, start, end, titled)
            start = min(start, end - 1)
        first, last = tokens.start[start], tokens.end(end - 1)
        if not page.free(first, last):
            return None
        low = bare(tokens.low[end - 1])
        opens = start == tokens.lead or tokens.word[start - 1] in ".!?:\u201c\u201e\u00ab\"'"
        return Found(first, last, kind, self._stem(low), end - start > 1, opens)

    def _of_list(self, text: str) -> FactType | None:
        key = self._key(text)
        if key in self._organisations:
            return ORGANISATION
        return PLACE if key in self._places else None

    def _after_titles(self, tokens: Words, start: int, end: int) -> tuple[int, bool]:
        """Where a run's name begins behind its titles, and whether there are any."""
        language, titled = self.language, False
        at = start
        while at < end:
            low = bare(tokens.low[at])
            if self._is_given(low) and at + 1 < end:
                break
            if low in self._never:
                at += 1
            elif is_title(low, language) or low in self._roles:
                titled, at = True, at + 1
            else:
                break
        if self._every_noun or start == tokens.lead:
            given = [i for i in range(at, end - 1) if self._is_given(tokens.low[i])]
            at = given[0] if given else at
        before = bare(tokens.low[start - 1]) if start else ""
        if at == start and before:
            titled = (is_title(before, language) or before in self._roles) and before.isalpha()
        return at, titled

    def _told(self, tokens: Words, start: int, end: int, titled: bool) -> FactType | None:
        """The type a name's words and neighbours tell."""
        low = [bare(word) for word in tokens.low[start:end]]
        several, word = end - start > 1, tokens.word[start]
        if low[-1] in self._org_ends or (several and low[0] in self._org_starts):
            return ORGANISATION
        if several and low[0] in self._place_starts:
            return PLACE
        if self._word_ends and low[-1].endswith(self._word_ends):
            return ORGANISATION
        if titled or (several and self._is_given(low[0])):
            return PERSON
        if not several and word.isupper() and word.isalpha() and 2 <= len(word) <= 6:
            return ORGANISATION
        if not several and self._place_ends and low[0].endswith(self._place_ends):
            return PLACE
        after = tokens.low[end] if end < len(tokens) else ""
        before = tokens.low[start - 1] if start else ""
        if before in self._before and not self._every_noun:
            return PLACE
        if before in self.language.particles and start > 1:
            before = tokens.low[start - 2]
        if before in self._place_nouns or after in self._place_after:
            return PLACE
        if not self._every_noun and (after in self._speech or before in self._speech):
            return PERSON
        return PERSON if several and start and not self._every_noun else None


def decide(page: Page, found: list[Found]) -> None:
    """Add the names: a last word alone follows the name that has it, the rest what tells them."""
    people = {n.last for n in found if n.kind is PERSON and n.several}
    kinds = {n.last: n.kind for n in found if n.kind is not None and not n.several}
    small = frozenset(LETTERS.findall(page.text))
    for name in found:
        kind = name.kind
        if not name.several and name.last in people:
            kind = PERSON
        elif kind is None:
            kind = kinds.get(name.last)
        word = page.text[name.start : name.end].lower()
        if kind is None or (not name.several and kind is PERSON and word in small):
            continue
        page.claim(kind, name.start, name.end, TOLD if name.kind else UNTOLD)


def _words(table: dict[str, str], key: str) -> frozenset[str]:
    return frozenset(table.get(key, "").split())


def _lines(table: dict[str, str], key: str) -> list[str]:
    return [line for line in table.get(key, "").splitlines() if line]


@cache
def foreign_rules(code: str) -> ForeignRules:
    """The rules of a language, made once."""
    return ForeignRules(code)
