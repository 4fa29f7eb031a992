"""What the files in `resources/languages` say about a language; a new language is a new file.

A file is TOML. Every list of words is one string, separated by white space, in lower case
unless said otherwise; the fields are those of `Language`, in any tables one likes. `forms`
and `needs` hold one verb a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

import resources

FALLBACK = "en"
LOOK_AT = 1_500
"""How many code points of a text its language is guessed from."""
WORD = re.compile(r"[^\W\d_]+")

Words = frozenset[str]
SMALL_WORDS = "prepositions determiners breaks auxiliaries be pronouns stops".split()
NONE: Words = frozenset()


class Language:
    """The words of one language, never changed; `resources/languages/en.toml` has examples of each.

    No dataclass, since nothing but this module makes one and importing has to be quick.
    """

    code: str
    name: str
    stop_words: Words = NONE
    """The commonest words, by which the language is recognised."""
    abbreviations: Words = NONE
    """Words whose full stop ends no sentence, without that stop, as they are written."""

    habits: Words = NONE
    """`inversion`: a verb may stand before its subject; `comma_clause`: what was said may follow
    a comma alone; `verb_last`: the verb ends the sentence; `dash_dialogue`: speech begins a
    paragraph with a dash; `ordinal_stops`: a stop makes a number an ordinal."""
    elisions: Words = NONE
    """Words that lose their vowel before another: `qu'`, without the apostrophe."""
    clitics: Words = NONE
    """Pronouns joined to a verb with a hyphen: `-t-il`."""

    verbs: dict[str, str]
    """Every form of a verb of speech to the verb; `forms` in the file, the verb first."""
    quoting: Words = NONE
    """Verbs that stand beside words in quotation marks."""
    that: Words = NONE
    """Verbs before `that` and what was said."""
    bare: Words = NONE
    """Verbs before what was said without `that`."""
    how: Words = NONE
    """Verbs before `how`, `why`, `whether`."""
    to: Words = NONE
    """Verbs before `to do`."""
    object: Words = NONE
    """Verbs whose object is what was said: `criticised the plan`."""
    governed: dict[str, Words]
    """Verbs to the prepositions before what was said: `warn of`; one verb a line in the file."""
    held: Words = NONE
    """Nouns and adjectives before `that` and what somebody thinks: `claim`, `confident`."""
    asked: Words = NONE
    topics: Words = NONE
    """Before one of `asked`, what is spoken about: `about how`."""
    meant: dict[str, Words]
    """Nouns to what leads from them to what somebody says: `criticism of`; one noun a line."""
    questions: Words = NONE
    fillers: Words = NONE
    """Adverbs and days between a verb and what was said."""
    labels: Words = NONE
    """Words before a colon in a headline that name no source: `Review`."""
    leading: Words = NONE
    """Words no clause of indirect speech begins with: `during`, `as`."""
    nouns: Words = NONE
    """Forms of verbs that are as easily nouns: "claims", "report"."""
    addressed: Words = NONE
    """Verbs whose right neighbour is the one spoken to."""
    needs: dict[str, Words]
    """Verbs that carry speech only with one of the words given: `go on`; one verb a line."""
    according: dict[str, tuple[tuple[str, ...], ...]]
    """Phrases a source follows, `according to`, by their first word; one a line in the file."""
    credits: Words = NONE
    """Words that name a source after a comma only: German `so`."""
    likewise: Words = NONE
    """What stands before a verb whose words follow a comma: Russian `как`."""
    asides: Words = NONE
    """What leads, behind a comma, from what was said to our own words: `although`."""
    subordinate: Words = NONE
    """What begins a clause a main clause follows: `While she said ...`."""
    times: Words = NONE
    """What leads from a phrase to when or why: `during`."""
    apart: Words = NONE
    """What leads, behind a comma, from a phrase to an example of it: `including`."""
    attributed: Words = NONE
    """Words a source stands before: Azerbaijani `görə`."""

    be: Words = NONE
    reflexives: Words = NONE
    """Pronouns that make a past with `be` one of speech: French `s'est réjoui`."""
    auxiliaries: Words = NONE
    pronouns: Words = NONE
    owners: Words = NONE
    """Pronouns before what belongs to somebody: `his`."""
    nobody: Words = NONE
    """Words for nobody, who says nothing."""
    persons: Words = NONE
    """Pronouns of the third person that may begin a sentence as its subject."""
    neuter: Words = NONE
    hearers: Words = NONE
    """Pronouns for a firm, `it`, and for the reader, who says nothing."""
    plural_pronouns: Words = NONE
    """Pronouns with which a verb stands in its plain form."""
    male_pronouns: Words = NONE
    female_pronouns: Words = NONE
    objects: Words = NONE
    """Words after a verb that cannot begin its subject."""
    stops: Words = NONE
    """Words a subject to the right of its verb ends before."""
    determiners: Words = NONE
    definite: Words = NONE
    """Determiners of somebody spoken of before: `the`, `his`."""
    the: Words = NONE
    prepositions: Words = NONE
    links: Words = NONE
    """Prepositions inside a noun phrase: `a spokesman for the town`."""
    conjunctions: Words = NONE
    """What leads from a verb of speech to what was said: `that`."""
    infinitives: Words = NONE
    named: Words = NONE
    """What leads from somebody to the name: `a boy called Edward`."""
    relatives: Words = NONE
    of_persons: Words = NONE
    """Relatives that only persons are spoken of with: `who`."""
    joining: Words = NONE
    """What joins a verb to one before it that has the subject: `and`, and the comma."""
    breaks: Words = NONE
    """Words a noun phrase does not reach over, seen from its end."""
    people: Words = NONE
    """Plural nouns that stand for speakers without an article."""
    adverb_endings: tuple[str, ...] = ()
    gerund_endings: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()

    titles: Words = NONE
    courtesies: Words = NONE
    """Titles that tell no office: `Mr`."""
    callings: Words = NONE
    """Nouns that stand for a person and are no titles: "colleague"."""
    title_endings: tuple[str, ...] = ()
    agent_endings: tuple[str, ...] = ()
    """Endings of nouns that stand for a person spoken of before: "the grower"."""
    male_titles: Words = NONE
    female_titles: Words = NONE
    male_names: Words = NONE
    female_names: Words = NONE
    genitive_endings: tuple[str, ...] = ()
    """Endings of a name that the next noun belongs to."""
    name_endings: tuple[str, ...] = ()
    """Endings of case that a name takes."""
    suffixes: Words = NONE
    particles: Words = NONE
    """Small words inside a name."""
    more_particles: Words = NONE
    """Small words inside a name behind another: `von der`."""
    offices: Words = NONE
    """Words a name goes on after with one of `joins`: `Secretary of State`."""
    joins: Words = NONE
    not_names: Words = NONE
    """Words that begin a sentence with a capital and are no names."""
    days: Words = NONE
    """Days and months, which are no part of a name they stand behind."""
    organisations: Words = NONE
    """Words that tell an organisation's name."""

    token: re.Pattern[str]
    no_callings: Words
    """Words of other trades than a calling beside a name."""
    cues: Words
    """Everything that may lead to speech: forms of verbs, what names a source."""

    def __init__(self, **fields: Any) -> None:
        """Take the fields as given."""
        vars(self).update(fields)


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
    common = _common()
    told = [common[word] for word in WORD.findall(text[:LOOK_AT].lower()) if word in common]
    found = Counter(chain.from_iterable(told))
    if not found:
        return FALLBACK
    return max(languages(), key=lambda code: (found[code], code == FALLBACK))


@cache
def _common() -> dict[str, tuple[str, ...]]:
    """The commonest words of all languages to the codes of those that have them."""
    found: dict[str, tuple[str, ...]] = {}
    for code in languages():
        for word in load(code).stop_words:
            found[word] = (*found.get(word, ()), code)
    return found


@cache
def load(code: str) -> Language:
    """The language in `resources/languages/CODE.toml`; FileNotFoundError when there is none."""
    import tomllib  # with the first text

    raw = tomllib.loads(resources.text(f"languages/{code}.toml"))
    flat: dict[str, Any] = {}
    for key, value in raw.items():
        flat |= value if isinstance(value, dict) else {key: value}
    lines = {
        key: [line.split() for line in flat.pop(key, "").splitlines() if line]
        for key in ("forms", "needs", "according", "governed", "meant")
    }
    according: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(map(tuple, lines["according"]), key=len, reverse=True):
        according[phrase[0]] = (*according.get(phrase[0], ()), phrase)
    name = flat.pop("name")
    lists: dict[str, Any] = {key: _list(key, value) for key, value in flat.items()}
    verbs = {form: line[0] for line in reversed(lines["forms"]) for form in line}
    meant = {line[0]: frozenset(line[1:]) for line in lines["meant"]}
    sources = lists.get("credits", NONE) | lists.get("attributed", NONE)
    trades = (lists.get(key, NONE) for key in SMALL_WORDS)
    return Language(
        code=code,
        name=name,
        verbs=verbs,
        cues=sources.union(
            verbs, according, meant, lists.get("held", NONE), lists.get("asked", NONE)
        ),
        no_callings=(frozenset(verbs) - lists.get("nouns", NONE)).union(*trades),
        needs={line[0]: frozenset(line[1:]) for line in lines["needs"]},
        according=according,
        meant=meant,
        governed={line[0]: frozenset(line[1:]) for line in lines["governed"]},
        token=pattern(*(flat.get(k, "").split() for k in ("abbreviations", "elisions", "clitics"))),
        **lists,
    )


def _list(key: str, value: str) -> Words | tuple[str, ...]:
    words = value.split()
    if key.endswith("_endings"):
        return tuple(sorted(words, key=len, reverse=True))
    return frozenset([*words, *(word.replace("'", "\u2019") for word in words)])


def pattern(
    abbreviations: Sequence[str], elisions: Sequence[str] = (), clitics: Sequence[str] = ()
) -> re.Pattern[str]:
    """A token with the space after it: an abbreviation and its stop, a word, or a mark.

    A word of letters alone, which most are, is tried first: nothing else could match it.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(abbreviations, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    short = "|".join(f"{re.escape(k)}(?:{'|'.join(rest)})" for k, rest in sorted(by_first.items()))
    joined = "|".join(map(re.escape, sorted(clitics, key=len, reverse=True)))
    parts = [
        rf"(?:{short})\." if short else "",
        r"(?:[^\W\d_]-)?(?:[^\W\d_]\.){2,}|[^\W\d_a-z]\.(?=\s)",
        rf"(?i:{'|'.join(elisions)})['\u2019](?=\w)" if elisions else "",
        rf"(?:{joined})\b" if joined else "",
        rf"\w+(?:['\u2019&-]{f'(?!(?<=-)(?:{_bare(joined)}))' if joined else ''}\w+)*['\u2019]?",
        r"[^\w\s]",
    ]
    plain = r"[^\W\d_]++(?![\w.'\u2019&-])\s*+"
    return re.compile(f"{plain}|(?:{'|'.join(filter(None, parts))})\\s*")


def _bare(joined: str) -> str:
    """The clitics without their hyphens, as whole words."""
    return "|".join(
        rf"{word.removeprefix('-')}\b" for word in joined.replace("\\-", "-").split("|")
    )
