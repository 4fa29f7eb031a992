"""Somebody a text speaks of, and the names it does it by."""

from __future__ import annotations

from typing import NamedTuple

from editor.text.language import Language
from editor.text.names import bare, last_name, split, stem


class Person:
    """Somebody of the text: `male` and `female` are votes, `sure` whether surely a person.

    `alone` is whether the last name has stood for this person by itself.
    """

    __slots__ = (
        "name",
        "last",
        "first",
        "male",
        "female",
        "sure",
        "group",
        "alone",
        "seen",
        "role",
    )

    def __init__(self, name: str, last: str = "", first: str = "", group: bool = False) -> None:
        self.name, self.last, self.first, self.group = name, last, first, group
        self.role = ""
        self.male = self.female = 0
        self.sure = False
        self.alone = False
        self.seen = -1

    def fits(self, male: bool) -> bool:
        """Whether he (or she, when not `male`) may be this person."""
        return not self.group and (self.male >= self.female if male else self.female >= self.male)

    def told(self) -> bool:
        """Whether the text says or the name tells if this is a man or a woman."""
        return self.male != self.female


class Who(NamedTuple):
    """A resolved speaker: name, role, and the share of its score the suggestion keeps."""

    name: str
    role: str
    share: float


class Name:
    """A capitalised run taken apart, once for all its places."""

    __slots__ = ("titles", "parts", "last", "first", "male", "female", "office", "entered", "alone")

    def __init__(self, text: str, language: Language) -> None:
        self.titles, self.parts = split(text, language)
        if len(self.parts) > 2 and not _given(self.parts[0], language):
            noun = "capital_nouns" in language.habits
            called = noun and bare(self.parts[0]).endswith(language.agent_endings)
            if called or _given(self.parts[1], language):
                self.titles, self.parts = [*self.titles, self.parts[0]], self.parts[1:]
        self.last = stem(last_name(self.parts, language), language)
        self.first = stem(bare(self.parts[0]), language) if self.parts else ""
        small = [part.lower() in language.particles for part in self.parts]
        self.alone = len(self.parts) == 1 or all(small[:-1])
        self.office, self.male, self.female, self.entered = "", False, False, False
        if self.titles:
            low = [bare(title) for title in self.titles]
            courtesies = zip(self.titles, low, strict=True)
            self.office = " ".join(t for t, word in courtesies if word not in language.courtesies)
            self.male = not language.male_titles.isdisjoint(low)
            self.female = not language.female_titles.isdisjoint(low)


def _given(word: str, language: Language) -> bool:
    """Whether a word is a known first name."""
    low = bare(word)
    return low in language.male_names or low in language.female_names
