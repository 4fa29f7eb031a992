"""Names in display type, where every word has a capital and only known names stand out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from db.kinds import FactType
from editor.text.facts_evidence import NameRules
from editor.text.facts_lists import ORGANISATION, PERSON, PLACE
from editor.text.facts_page import Line, Page

WORD = re.compile(r"(?:\w\.)+|[\w'\u2019&-]+")
POSSESSIVE = re.compile(r"['\u2019]s?$")
MOST_WORDS = 5


class Headlines:
    """Finds the names of the text below, of the lists, and those a title or given name tells."""

    def __init__(self, page: Page, rules: NameRules, types: Mapping[str, FactType]) -> None:
        self._page, self._rules, self._types = page, rules, types

    def find(self, line: Line) -> None:
        """Add the names of a line of display type."""
        tokens = [m.span() for m in WORD.finditer(self._page.text, line.start, line.end)]
        shouted = self._page.text[line.start : line.end].isupper()
        at = 0
        while at < len(tokens):
            length, kind = self._known(tokens, at) or self._told(tokens, at, shouted) or (1, None)
            if kind is not None:
                start, end = tokens[at][0], tokens[at + length - 1][1]
                owned = POSSESSIVE.search(self._page.text, start, end)
                self._page.claim(kind, start, owned.start() if owned else end, 0.7)
            at += length

    def _known(self, tokens: list[tuple[int, int]], at: int) -> tuple[int, FactType] | None:
        """How many words from `at` on are a name known otherwise, and its type."""
        for length in range(min(MOST_WORDS, len(tokens) - at), 0, -1):
            name = self._page.text[tokens[at][0] : tokens[at + length - 1][1]]
            name = POSSESSIVE.sub("", name).rstrip(".")
            if name in self._rules.places:
                return length, self._types.get(name, PLACE)
            if name in self._rules.organisations:
                return length, ORGANISATION
            if name in self._types:
                return length, self._types[name]
        return None

    def _told(
        self, tokens: list[tuple[int, int]], at: int, shouted: bool
    ) -> tuple[int, FactType] | None:
        """A person after a title or by the given name; an organisation by its letters."""
        text, rules = self._page.text, self._rules
        word = text[slice(*tokens[at])]
        low = word.lower()
        if not word[0].isupper() or low in rules.common or low in rules.titles:
            return None
        before = text[slice(*tokens[at - 1])].lower().strip(".") if at else ""
        if before.removeprefix("ex-") in rules.titles:
            return 1, PERSON
        if low in rules.given and not (rules.is_common(low) and self._is_plain(tokens, at + 1)):
            return 1, PERSON
        letters = word.isupper() and word.isalpha() and 2 <= len(word) <= 5
        if rules.is_common(low) or shouted:
            return None
        if letters and word not in rules.not_acronyms:
            return 1, ORGANISATION
        return None

    def _is_plain(self, tokens: list[tuple[int, int]], at: int) -> bool:
        """Whether the word at `at` is a common one or there is none."""
        if at >= len(tokens):
            return True
        word = self._page.text[slice(*tokens[at])]
        return not word[0].isupper() or self._rules.is_common(word.lower())
