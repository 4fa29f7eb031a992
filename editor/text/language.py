"""What the files in `resources/languages` say about a language; a new language is a new file.

A file is TOML. Every list of words is one string, separated by white space, in lower case
unless said otherwise; the fields are those of `Language`, in any tables one likes. `forms`
and `needs` hold one verb a line.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import resources

FALLBACK = "en"
LOOK_AT = 20_000
"""How many code points of a text its language is guessed from."""
WORD = re.compile(r"[^\W\d_]+")

Words = frozenset[str]
NONE: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words of one language; see `resources/languages/en.toml` for examples of each field."""

    code: str
    name: str
    stop_words: Words = NONE
    """The commonest words, by which the language is recognised."""
    abbreviations: Words = NONE
    """Words whose full stop ends no sentence, without that stop, as they are written."""

    verbs: dict[str, str]
    """Every form of a verb of speech to the verb; `forms` in the file, the verb first."""
    noun_too: Words = NONE
    """Verbs whose plain form is as easily a noun."""
    addressed: Words = NONE
    """Verbs whose right neighbour is the one spoken to."""
    needs: dict[str, str]
    """Verbs that carry speech only with the word given: `go on`."""

    be: Words = NONE
    auxiliaries: Words = NONE
    pronouns: Words = NONE
    objects: Words = NONE
    """Words after a verb that cannot begin its subject."""
    stops: Words = NONE
    """Words a subject to the right of its verb ends before."""
    determiners: Words = NONE
    prepositions: Words = NONE
    breaks: Words = NONE
    """Words a noun phrase does not reach over, seen from its end."""
    people: Words = NONE
    """Plural nouns that stand for speakers without an article."""

    titles: Words = NONE
    male_titles: Words = NONE
    female_titles: Words = NONE
    suffixes: Words = NONE
    particles: Words = NONE
    """Small words inside a name."""
    offices: Words = NONE
    """Words a name goes on after with `of`."""
    not_names: Words = NONE
    """Words that begin a sentence with a capital and are no names."""
    organisations: Words = NONE
    """Words that tell an organisation's name."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages there is a file for."""
    return tuple(sorted(file.stem for file in resources.path("languages").glob("*.toml")))


def language(code: str = "", text: str = "") -> Language:
    """The language of a code such as `en` or `en-GB`; of an unknown one, that `text` is in."""
    short = re.split("[-_]", code.lower())[0]
    return load(short if short in languages() else guess(text))


def guess(text: str) -> str:
    """The code of the language whose commonest words `text` has most of, English without any."""
    counts = Counter(WORD.findall(text[:LOOK_AT].lower()))
    found = {code: sum(counts[word] for word in load(code).stop_words) for code in languages()}
    best = max(found, key=lambda code: (found[code], code == FALLBACK))
    return best if found[best] else FALLBACK


@cache
def load(code: str) -> Language:
    """The language in `resources/languages/CODE.toml`; FileNotFoundError when there is none."""
    raw = tomllib.loads(resources.text(f"languages/{code}.toml"))
    flat: dict[str, Any] = {}
    for key, value in raw.items():
        flat |= value if isinstance(value, dict) else {key: value}
    lines = [line.split() for line in flat.pop("forms", "").splitlines()]
    verbs = {form: line[0] for line in reversed(lines) for form in line}
    needs = dict(line.split() for line in flat.pop("needs", "").splitlines() if line)
    lists = {
        f.name: frozenset(flat[f.name].split())
        for f in fields(Language)
        if f.name in flat and f.name != "name"
    }
    return Language(code=code, name=flat["name"], verbs=verbs, needs=needs, **lists)
