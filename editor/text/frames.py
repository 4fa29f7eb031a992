"""How a verb of speech takes what was said, and where that ends."""

from __future__ import annotations

from editor.text.phrases import subject_left
from editor.text.speakers import gerund, noun_too, source_after
from editor.text.tokens import DASHES, Run, Words

QUOTING = "\u201c\u201e\u00ab\"'\u2018$\u00a3\u20ac"
JOINING = ("and", "but", ",")
CUT = frozenset("when after while although though as".split())
SUBORDINATE = frozenset(
    "if while although though when as after before since because considering".split()
)
APART = frozenset("even another including".split())
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
    if begins and told:
        return _after_hearer(words, j, stop, verb)
    return ("object", j) if begins and verb in language.object else ("", j)


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
    if low[after] in language.infinitives:
        return ("to", j) if verb in language.to else ("", j)
    if low[after] in language.questions:
        return "how", after
    if verb in language.bare and _begins(words, after):
        return "bare", after
    return ("object", j) if verb in language.object else ("", j)


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


def end_of(words: Words, first: int, stop: int, start: int = -1, phrase: bool = False) -> int:
    """Where a clause from token `first` ends: before `, adding ...`, `and said ...`, `, X said`.

    `start` is its sentence's first token, -1 when nothing of the sentence stands before; a
    `phrase` is no clause of its own: `praised the plan, which ...`.
    """
    language, low = words.language, words.low
    limit = _cut(words, first, stop)
    if phrase or (start >= 0 and low[start] in SUBORDINATE):
        limit = _before_main(words, first, limit, phrase)
    for k in words.cues_in(first + 1, limit):
        if low[k] not in language.verbs:
            if source_after(words, k, stop):
                return k
            continue
        if low[k - 1] == "," and gerund(words, k) and frame_of(words, k, stop)[0]:
            return k - 1
        if low[k - 1] in JOINING and not gerund(words, k) and not noun_too(words, k):
            if frame_of(words, k, stop)[0]:
                return k - 1
        if k + 1 >= stop and language.verbs[low[k]] in language.bare:
            comma = comma_before(words, k - 1, max(first + SHORTEST, k - 7))
            if words.word[comma] == "," and subject_left(words, k, comma + 1):
                return comma
    return limit


def _cut(words: Words, first: int, stop: int) -> int:
    """The first comma, a few words on, that a `when` or the like follows."""
    for k in range(first + 5, stop):
        if words.low[k] in CUT and words.low[k - 1] == ",":
            return k - 1
    return stop


def _before_main(words: Words, first: int, stop: int, phrase: bool) -> int:
    """The first comma behind which another clause or, after a `phrase`, an apposition begins."""
    language = words.language
    for k in range(first + 2, stop):
        low = words.low[k]
        if words.low[k - 1] != ",":
            continue
        main = low in language.persons or low in language.determiners
        if main or (phrase and (low in language.relatives or low in APART or gerund(words, k))):
            return k - 1
    return stop


def is_loose(words: Words, run: Run) -> bool:
    """Whether a run begins like `On Monday` or `When asked`."""
    language, first = words.language, words.low[run[0]]
    return any(
        first in group for group in (language.prepositions, language.leading, language.questions)
    )


def is_clause(words: Words, run: Run) -> bool:
    """Whether a run reads as a sentence of its own, not as `On Monday`."""
    language, low = words.language, words.low
    if is_loose(words, run) and "," not in words.word[run[0] : run[1]]:
        return False
    return any(
        low[k] in language.be
        or low[k] in language.auxiliaries
        or low[k] in language.verbs
        or low[k].endswith(language.past_endings)
        for k in range(*run)
    )


def closing(words: Words, i: int, stop: int) -> bool:
    """Whether what follows a verb only says when and where."""
    language = words.language
    if i >= stop or words.word[i] == ",":
        return True
    return words.low[i] in language.fillers | language.prepositions | language.leading and not any(
        words.word[k] == "," for k in range(i, stop)
    )


def comma_before(words: Words, i: int, floor: int) -> int:
    """Index of the nearest comma from token `i` back, at least `floor`."""
    while i > floor and words.word[i] != ",":
        i -= 1
    return i


def trimmed(words: Words, first: int, stop: int, least: int = SHORTEST) -> Run | None:
    """A run without the marks around it; None when too little is left."""
    word = words.word
    while first < stop and (word[first] in ",;:)" or word[first] in DASHES):
        first += 1
    while stop > first and (
        word[stop - 1] in ",;:.!?\u2026"
        or word[stop - 1] in DASHES
        or words.low[stop - 1] in JOINING
    ):
        stop -= 1
    return (first, stop) if stop - first >= least else None
