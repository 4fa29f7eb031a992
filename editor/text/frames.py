"""How a verb of speech takes what was said."""

from __future__ import annotations

from editor.text.cue import noun_too
from editor.text.tokens import DASHES, Words

QUOTING = "\u201c\u201e\u00ab\"'\u2018$\u00a3\u20ac"
WHEN = 6
"""How many tokens tell when or where between a verb and its comma."""
FAR = 8
"""How far behind whom it was told to somebody's words may begin."""
AHEAD = 16
"""How far `that` may stand behind its verb."""
SHORTEST = 3
"""How many tokens a clause has at least."""


def frame_of(words: Words, i: int, stop: int) -> tuple[str, int]:
    """How the verb at token `i` takes what was said, and where that starts; "" when it does not."""
    language, low = words.language, words.low
    verb = language.verbs[low[i]]
    j = i + 1
    while j < stop and (low[j] in language.fillers or low[j].endswith(language.adverb_endings)):
        j += 1
    if j + 1 < stop and low[j] == ",":
        if low[j + 1] in language.conjunctions or "comma_clause" in language.habits:
            j += 1
    if "comma_clause" in language.habits and j < stop and low[j] in language.prepositions:
        j = _over_when(words, j, stop)
    if j >= stop:
        return "", j
    if low[j] in language.conjunctions and verb in language.that:
        return "that", j + 1 + (low[j + 1 : j + 2] == [","])
    if low[j] in language.questions and verb in language.how:
        return "how", j
    if low[j] in language.infinitives and verb in language.to:
        return "to", j
    if low[j] in language.governed.get(verb, ()):
        return "of", j + 1
    begins = _begins(words, j)
    told = verb in language.addressed
    if begins and verb in language.bare and not told:
        return "bare", j
    at = _that(words, j, stop) if verb in language.that else 0
    if at:
        return "that", at + 1
    if low[j] in language.prepositions and verb in language.bare and not told:
        over = _over_place(words, j + 1, stop)
        if over and (low[over] in language.persons or low[over] in language.neuter):
            return "bare", over
    if begins and told:
        return _after_hearer(words, j, stop, verb)
    return ("object", j) if begins and verb in language.object else ("", j)


def _over_when(words: Words, j: int, stop: int) -> int:
    """Behind `am Montag,` and `in Harwick,`, where a comma leads to what was said."""
    for k in range(j + 1, min(stop - 1, j + WHEN)):
        if words.word[k] == ",":
            return k + 1
        if words.low[k] in words.language.verbs or not words.word[k][0].isalnum():
            break
    return j


def _begins(words: Words, j: int) -> bool:
    """Whether a clause or a phrase may begin at token `j`."""
    language, low = words.language, words.low[j]
    if not words.word[j][0].isalnum():
        return words.word[j] in QUOTING
    return not (
        low in language.prepositions
        or low in language.infinitives
        or low in language.conjunctions
        or low in language.leading
    )


def _after_hearer(words: Words, j: int, stop: int, verb: str) -> tuple[str, int]:
    """What comes after the one spoken to: `told reporters he would`, `urged Congress to act`."""
    language, low = words.language, words.low
    run = words.run_at(j)
    if low[j] in language.pronouns or low[j] in language.objects:
        after = j + 1
    elif run is not None:
        after = run[1]
    else:
        after = j + 1
        while after < min(stop, j + 6) and words.word[after][0].islower():
            if low[after] in language.pronouns or low[after] in language.determiners:
                break
            if low[after] in language.infinitives or low[after] in language.questions:
                break
            after += 1
    if after >= stop:
        return "", j
    if low[after] in language.prepositions or low[after - 1] in language.prepositions:
        over = _over_place(words, after, stop)
        if not over and verb not in language.object:
            return "", j
        after = over or after
    if low[after] in language.infinitives:
        return ("to", j) if verb in language.to else ("", j)
    if low[after] in language.questions:
        return "how", after
    if verb in language.bare and _begins(words, after):
        return "bare", after
    return ("object", j) if verb in language.object else ("", j)


def _over_place(words: Words, after: int, stop: int) -> int:
    """Where somebody's words begin behind `in Harwick` or `at a rally`; 0 when nobody is there."""
    language = words.language
    for k in range(after, min(stop, after + FAR)):
        low = words.low[k]
        if low in language.pronouns or low in language.infinitives:
            return k
    return 0


def _that(words: Words, j: int, stop: int) -> int:
    """Where `that` stands behind a verb, over whom it was told and when; 0 for nowhere."""
    language = words.language
    for k in range(j, min(stop - 1, j + AHEAD)):
        low = words.low[k]
        if low in language.conjunctions:
            return k if words.low[k - 1] not in language.prepositions else 0
        if k > j and low in language.verbs and not noun_too(words, k):
            return 0
        if low in ";:" or words.word[k] in DASHES:
            return 0
    return 0
