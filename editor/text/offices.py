"""Who holds which office or calling in a text, and since which place of it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container

from editor.text.language import Language
from editor.text.names import is_title, stem
from editor.text.people import Person
from editor.text.tokens import Words

SUBJECT = 4
"""How many words of a sentence name its subject's office."""


class Offices:
    """The holders of offices, in the order of their mentions."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._held: dict[str, list[tuple[int, Person]]] = {}

    def key(self, role: str) -> str:
        """A role as it is looked up, without an ending of case."""
        return stem(role, self.language, 3)

    def note(self, role: str, person: Person, offset: int) -> None:
        """Take down that `person` is called by a role at `offset`, and what it tells of them."""
        language = self.language
        person.male += role in language.male_titles
        person.female += role in language.female_titles
        person.sure = person.sure or is_title(role, language)
        self._hold(self.key(role), person, offset)
        if role.endswith(language.title_endings):
            whole = next(end for end in language.title_endings if role.endswith(end))
            if whole != role:
                self._hold(self.key(whole), person, offset)

    def _hold(self, key: str, person: Person, offset: int) -> None:
        held = self._held.setdefault(key, [])
        if held and held[-1][0] > offset:
            insort(held, (offset, person), key=_offset)
        else:
            held.append((offset, person))

    def holder(self, role: str, offset: int) -> Person | None:
        """The last one called by a role before `offset`, else the first."""
        holders = self._held.get(self.key(role))
        if not holders:
            return None
        return holders[max(0, bisect_left(holders, offset, key=_offset) - 1)][1]

    def subject(
        self, words: Words, token: int, offset: int, named: Container[int]
    ) -> Person | None:
        """The holder of the office that is the subject of a sentence before: `The mayor smiled.`

        Up to two sentences back; `named` holds the offsets of names, which come first.
        """
        sentence = words.sentence(token)
        for back in range(sentence - 1, max(-1, sentence - 3), -1):
            start = words.stops[back - 1] + 1 if back else words.lead
            for k in range(start, min(start + SUBJECT, token)):
                low = words.low[k]
                if words.start[k] in named:
                    return None
                if low in self.language.verbs or not low[0].isalnum():
                    break
                if k > start or not self.language.the:
                    holder = self.holder(low, offset)
                    if holder is None and words.low[start] in self.language.the:
                        holder = self._nameless(words, start, k)
                    if holder is not None:
                        return holder
        return None

    def _nameless(self, words: Words, start: int, noun: int) -> Person | None:
        """`The mayor`, when a title says that somebody is meant whom no name is known for."""
        behind = words.low[noun + 1] if noun + 1 < len(words) else ""
        ends = not behind[:1].isalnum() or behind in self.language.no_callings
        if not ends or not is_title(words.low[noun], self.language):
            return None
        return Person(" ".join(words.word[start : noun + 1]))


def _offset(holder: tuple[int, Person]) -> int:
    return holder[0]
