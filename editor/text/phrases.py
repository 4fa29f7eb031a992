"""The noun phrase that is the subject of a verb, to its left or to its right."""

from __future__ import annotations

from editor.text.names import is_title, stripped
from editor.text.tokens import DASHES, Run, Words

APPOSITIVE = 40
LONGEST = 12
DESCRIBED = 3
"""How many words at most describe a plural without an article."""
FIRST = 24
"""Within how many tokens of a sentence its first subject stands."""


def subject_left(words: Words, cue: int, floor: int) -> Run | None:
    """Token range of the subject that stands before the verb at `cue`, none before `floor`."""
    k = over_adverbs(words, cue - 1, floor)
    if k < floor:
        return None
    owner = words.run_at(k - 1) if k > floor and words.word[k][0].islower() else None
    if owner is not None and words.low[owner[1] - 1].endswith(words.language.genitive_endings):
        return max(owner[0], floor), k + 1
    mark = words.word[k]
    if mark == "," or mark in DASHES:
        return _before_appositive(words, k, floor)
    if mark in ")]":
        k = _matching(words, k, floor, "([") - 1
    return phrase_ending(words, k, floor) if k >= floor else None


def over_adverbs(words: Words, k: int, floor: int) -> int:
    """The last token, from `k` back and not below `floor`, that is no auxiliary and no adverb."""
    language = words.language
    while k >= floor and (
        words.low[k] in language.auxiliaries
        or words.low[k] in language.fillers
        or words.low[k] in language.be
        or (words.low[k].endswith(language.adverb_endings) and not words.capital(k))
    ):
        k -= 1
    return k


def _matching(words: Words, k: int, floor: int, opening: str) -> int:
    """Index of the nearest of the marks `opening` before token `k`, or `floor`."""
    low = max(floor, k - APPOSITIVE)
    while k > low and words.word[k] not in opening:
        k -= 1
    return k


def _before_appositive(words: Words, k: int, floor: int) -> Run | None:
    """Over `, the mayor,` to the phrase before; each comma on the way is tried, nearest first."""
    same = DASHES if words.word[k] in DASHES else frozenset({","})
    low = max(floor, k - APPOSITIVE)
    found = _bare_name(words, k, floor)
    if found is not None:
        return found
    for i in range(k - 1, low, -1):
        if words.ends_sentence(i):
            break
        if words.word[i] in same:
            run = phrase_ending(words, i - 1, floor)
            if run is not None:
                found = run
                if words.capital(run[0]) or words.low[run[0]] in words.language.pronouns:
                    break
    return found


def _bare_name(words: Words, k: int, floor: int) -> Run | None:
    """The name between two commas, where a role or a place stands before: `aide, Ada Moreau,`."""
    run = phrase_ending(words, k - 1, floor) if k > floor else None
    if run is None or run[0] - 2 < floor or words.word[run[0] - 1] != ",":
        return None
    before = words.word[run[0] - 2]
    return run if words.capital(run[0]) and before[0].islower() else None


def phrase_ending(words: Words, k: int, floor: int) -> Run | None:
    """The pronoun, name or noun phrase whose last token is `k`."""
    word = words.low[k]
    if word in words.language.relatives and k - 1 >= floor:
        aside = words.word[k - 1] == "," or words.word[k - 1] in DASHES
        return phrase_ending(words, k - 1 - (aside and k - 2 >= floor), floor)
    if word in words.language.pronouns:
        return k, k + 1
    if words.word[k] in ")]":
        k = _matching(words, k, floor, "([") - 1
        return phrase_ending(words, k, floor) if k >= floor else None
    if not words.word[k][0].isalnum():
        return None
    return _name_ending(words, k, floor) if words.capital(k) else _noun_ending(words, k, floor)


def _name_ending(words: Words, k: int, floor: int) -> Run | None:
    raw = words.run_at(k)
    assert raw is not None
    run = stripped(words, (max(raw[0], floor, k - LONGEST), k + 1))
    if run[0] >= run[1]:
        return (k, k + 1) if words.low[k] in words.language.people else None
    head = _head_before(words, run[0], floor)
    start = run[0] if head is None else head
    title = start > floor and is_title(words.low[start], words.language)
    if title and words.low[start - 1] in words.language.determiners:
        start -= 1
    return start, k + 1


def _head_before(words: Words, start: int, floor: int) -> int | None:
    """Where `a spokesman for` or `Ada Moreau of` before a name starts, when there is one."""
    if start - 2 < floor or words.low[start - 1] not in words.language.links:
        return None
    if words.capital(start - 2):
        head = _name_ending(words, start - 2, floor)
    else:
        head = _noun_ending(words, start - 2, floor)
    return head[0] if head else None


def _noun_ending(words: Words, k: int, floor: int) -> Run | None:
    """A determiner's phrase, a name with its role behind, or a bare plural, ending at token `k`."""
    language = words.language
    start: int | None = None
    i = k
    while i >= max(floor, k - LONGEST) and words.word[i][0].isalnum():
        low = words.low[i]
        if low in language.breaks and low not in language.determiners:
            break
        if start is not None and (low in language.people or low in language.nobody):
            start = i - (i > floor and words.low[i - 1] in language.determiners)
            break
        if low in language.determiners or words.possessive(i):
            start = i
            if i == floor or words.low[i - 1] not in language.prepositions:
                break
        i -= 1
    if start is not None:
        return (start, k + 1) if start < k else None
    if k > floor and words.capital(k - 1):
        run = stripped(words, (k - 1, k + 1))
        if run[0] < k:
            return run
    plural = words.low[k].endswith(language.plural_endings) and len(words.low[k]) > 4
    shared = k > floor + 1 and words.low[k - 1] == "in" and words.low[k] in language.determiners
    if shared or words.low[k].isdigit() or words.low[k] == "percent":
        start = k - 1 - (k > floor + 1 and words.low[k - 1] == "in")
        return max(start, floor), k + 1
    if not plural and words.low[k] not in language.people:
        return None
    start = k
    while start > max(floor, k - DESCRIBED) and _describes(words, start - 1):
        start -= 1
    return start, k + 1


def _describes(words: Words, i: int) -> bool:
    """Whether a token may describe the plural behind it: `senior town officials`."""
    language, low = words.language, words.low[i]
    small = low in language.no_callings or low in language.fillers or low in language.days
    return not small and low not in language.not_names and words.word[i][0].isalpha()


def over_days(words: Words, i: int, limit: int) -> int:
    """The first token from `i` on that tells no day: `afirmó el lunes Ana`, `a dit lundi Anne`."""
    language = words.language
    if "inversion" not in language.habits:
        return i
    while i + 1 < limit:
        low = words.low[i]
        named = low in language.determiners and words.low[i + 1] in language.days
        day = low in language.days or (low in language.fillers and low not in language.determiners)
        if not day and not named:
            return i
        i += 1 + named
    return i


def subject_right(words: Words, cue: int, limit: int) -> Run | None:
    """Token range of the subject that stands straight after the verb at `cue`."""
    language, i = words.language, over_days(words, cue + 1, limit)
    if i >= limit:
        return None
    if words.low[i] in language.pronouns:
        return i, i + 1
    if words.low[i] in language.objects or not words.word[i][0].isalnum():
        return None
    stop = i
    while stop < min(limit, i + LONGEST) and words.word[stop][0].isalnum():
        if words.low[stop] in language.stops:
            break
        stop += 1
    for run in (stripped(words, run) for run in words.runs_in(i, stop)):
        free = run[0] == i or words.low[run[0] - 1] not in language.links
        if free and run[0] < run[1] and not words.possessive(run[1] - 1):
            noun = run == (i + 1, i + 2) and "capital_nouns" in language.habits
            return (i, run[1]) if noun and words.low[i] in language.determiners else run
    if any(low in language.days for low in words.low[i:stop]):
        return None
    named = words.low[i] in language.determiners or words.low[i].endswith(language.plural_endings)
    linked = stop > i + 1 and words.low[i + 1] in language.links
    return (i, stop) if stop > i and (named or linked) else None


def first_subject(words: Words, floor: int, stop: int) -> Run | None:
    """The first pronoun or name of a sentence that starts at token `floor`."""
    if floor + 1 < stop and words.low[floor] in words.language.definite:
        low = words.low[floor + 1]
        if is_title(low, words.language) or low in words.language.callings:
            if not words.capital(floor + 2):
                return floor, floor + 2
    for i in range(floor, min(stop, floor + FIRST)):
        if words.low[i] in words.language.persons:
            return i, i + 1
        if words.capital(i):
            run = words.run_at(i)
            assert run is not None
            run = stripped(words, (i, min(run[1], stop)))
            owner = words.possessive(run[1] - 1) or (
                words.low[run[1] - 1].endswith(words.language.genitive_endings)
            )
            if run[0] < run[1] and not owner:
                return run
    return None
