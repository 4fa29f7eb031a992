"""What in a capitalised run is a name, and which part of it."""

from __future__ import annotations

import re

from editor.text.language import Language
from editor.text.tokens import Run, Words

OWNER = re.compile("['\u2019]s?$")


def stripped(words: Words, run: Run) -> Run:
    """The run without what is no name at its front, and without days and months behind."""
    start, end = run
    low, language = words.low, words.language
    while start < end and low[start] in language.not_names:
        given = low[start] in language.male_names or low[start] in language.female_names
        if given and start + 1 < end and low[start + 1] not in language.not_names:
            break
        start += 1
    while end > start and low[end - 1] in language.days:
        end -= 1
    return start, end


def bare(word: str) -> str:
    """A word of a name in lower case, without possessive and outer stops."""
    return word.lower() if word.isalpha() else OWNER.sub("", word).strip(".,()").lower()


def is_title(word: str, language: Language) -> bool:
    """Whether a bare word names an office or a calling: "mayor", "spokeswoman"."""
    return word in language.titles or (
        bool(language.title_endings) and word.endswith(language.title_endings)
    )


def split(name: str, language: Language) -> tuple[list[str], list[str]]:
    """A run's words as (titles, name) without possessive; an office alone has no name."""
    parts = OWNER.sub("", name).split()
    low = [bare(word) for word in parts]
    if len(parts) == 1:
        return (parts, []) if low[0] in language.titles else ([], parts)
    size = _size(parts, low, language)
    parts, low = parts[:size], low[:size]
    if low[-1] in language.organisations:
        return [], parts
    start = 0
    for i, word in enumerate(low):
        last = i == size - 1
        title = word in language.titles or (not last and is_title(word, language))
        calling = not last and word in language.callings
        if title or calling or (i == start and word in language.joins):
            start = i + 1
    if start and all(word in language.suffixes for word in low[start:]):
        return (parts, []) if start == size else (parts[: start - 1], parts[start - 1 :])
    return parts[:start], parts[start:]


def _size(parts: list[str], low: list[str], language: Language) -> int:
    """How many of a run's words are one name: `Ada Moreau of Harwick` are two."""
    for i, word in enumerate(parts):
        if i and word in language.joins and low[i - 1] not in language.offices:
            return i
        if i > 1 and word in language.particles and _whole(low[:i], language):
            return i
    return len(parts)


def _whole(low: list[str], language: Language) -> bool:
    """Whether a name is complete before a preposition that may be a part of names, too."""
    last = low[-1]
    given = last in language.male_names or last in language.female_names
    named = any(not is_title(word, language) for word in low[:-1])
    return named and not given and last not in language.titles


def last_name(parts: list[str], language: Language) -> str:
    """The lower-case last name of a name's words; Jr., Sr. and the like are passed over."""
    for word in reversed(parts):
        low = bare(word)
        if low and low not in language.suffixes:
            return low
    return ""


def stem(word: str, language: Language, least: int = 4) -> str:
    """A word of a name without its endings of case, as long as enough letters are left."""
    for ending in language.name_endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return stem(word[: -len(ending)], language, least)
    return word
