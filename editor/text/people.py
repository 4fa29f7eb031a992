"""Somebody a text speaks of, and the names it does it by."""

from __future__ import annotations

from typing import NamedTuple

from editor.text.language import Language
from editor.text.names import bare, last_name, split, stem

SHORTEST = 4
"""How many letters of a name are left at least without an ending."""


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
        titles, parts = split(text, language)
        if len(parts) > 2 and _called(parts, language):
            titles, parts = [*titles, parts[0]], parts[1:]
        self.titles, self.parts = titles, parts
        self.last = self.first = stem(last_name(parts, language), language)
        self.alone = len(parts) < 2
        if not self.alone:
            self.first = stem(bare(parts[0]), language)
            self.alone = all(part.lower() in language.particles for part in parts[:-1])
        self.office, self.male, self.female, self.entered = "", False, False, False
        if self.titles:
            low = [bare(title) for title in self.titles]
            courtesies = zip(self.titles, low, strict=True)
            self.office = " ".join(t for t, word in courtesies if word not in language.courtesies)
            self.male = not language.male_titles.isdisjoint(low)
            self.female = not language.female_titles.isdisjoint(low)


def _called(parts: list[str], language: Language) -> bool:
    """Whether a name of three words begins with a calling: `Lobsterman Peter Oake`."""
    if _given(parts[0], language):
        return False
    noun = "capital_nouns" in language.habits
    called = noun and bare(parts[0]).endswith(language.agent_endings)
    return called or _given(parts[1], language)


def whole(name: str, language: Language) -> str:
    """A full name without the ending by which the next noun belongs to it."""
    for ending in language.genitive_endings:
        if name.endswith(ending) and len(name.split()[-1]) > len(ending) + SHORTEST:
            return name[: -len(ending)]
    return name


def _given(word: str, language: Language) -> bool:
    """Whether a word is a known first name."""
    low = bare(word)
    return low in language.male_names or low in language.female_names
