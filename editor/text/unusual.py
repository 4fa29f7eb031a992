"""Characters that mislead the eye: invisible ones, marks of direction, look-alikes of scripts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = "\u200b\u2060-\u2064\ufeff\u180e\u00ad\u034f\u115f\u1160"
JOINERS = "\u200c\u200d"
"""Invisible too, but at home in Arabic and Indic words and in emoji."""
SINGLE = re.compile(f"[{DIRECTION}{INVISIBLE}{JOINERS}]")
TURNS = re.compile(f"[{DIRECTION}]")
WORD = re.compile(r"[^\W\d_]+")
FOREIGN = re.compile("[^\\W\\d_\x00-\u024f]")
"""A letter beyond the Latin ones."""
LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Scripts whose letters pass for each other's."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """One find, in code points; `kind` is direction, invisible or mixed_scripts."""

    start: int
    end: int
    kind: str


def unusual(text: str) -> list[Unusual]:
    """Every misleading character or word of a text, in order; the text stays as it is."""
    if text.isascii():
        return []
    found = [
        Unusual(at, at + 1, "direction" if TURNS.match(text[at]) else "invisible")
        for at in (match.start() for match in SINGLE.finditer(text))
        if text[at] not in JOINERS or _between_latin(text, at)
    ]
    for match in WORD.finditer(text) if FOREIGN.search(text) else ():
        if not match[0].isascii() and len(_scripts(match[0])) > 1:
            found.append(Unusual(*match.span(), "mixed_scripts"))
    return sorted(found, key=lambda one: (one.start, one.end))


def character(letter: str) -> str:
    """What a character is called where it cannot be seen: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()


def _between_latin(text: str, at: int) -> bool:
    """Whether a joiner stands beside a Latin letter, where it has no work to do."""
    beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return any(_script(letter) == "LATIN" for letter in beside)


def _scripts(word: str) -> set[str]:
    return {script for letter in set(word) if (script := _script(letter))}


def _script(letter: str) -> str:
    """The script of a letter that has look-alikes in others, "" for any other."""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in LOOK_ALIKE else ""
