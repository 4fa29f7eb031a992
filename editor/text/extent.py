"""Where what somebody said ends in our own sentence."""

from __future__ import annotations

from editor.text.cue import gerund, noun_too, speaks
from editor.text.frames import SHORTEST, frame_of
from editor.text.phrases import subject_left
from editor.text.speakers import source_after
from editor.text.tokens import DASHES, OPENERS, Run, Words

BACK = 40
"""How many tokens before what was said a `while` may stand."""
AGAIN = 12
"""How many tokens a clause beside the first takes to its own verb of speech."""
QUOTED = "\u201d\u2019\"'\u00bb"


def end_of(words: Words, first: int, stop: int, start: int = -1, phrase: bool = False) -> int:
    """Where a clause from token `first` ends: before `, adding ...`, `and said ...`, `, X said`.

    `start` is its sentence's first token, -1 when nothing of the sentence stands before; a
    `phrase` is no clause of its own: `praised the plan, which ...`.
    """
    language, low = words.language, words.low
    limit = _cut(words, first, stop)
    if phrase:
        limit = _phrase_end(words, first, limit)
    if phrase or _is_subordinate(words, start, first):
        limit = _before_main(words, first, limit, phrase)
    for k in words.cues_in(first + 1, limit):
        if low[k] not in language.verbs:
            if source_after(words, k, stop):
                return k
            continue
        if low[k - 1] == "," and gerund(words, k) and frame_of(words, k, stop)[0]:
            return k - 1
        if low[k - 1] in language.joining and not gerund(words, k) and not noun_too(words, k):
            if frame_of(words, k, stop)[0]:
                return k - 1
        if k + 1 >= stop and language.verbs[low[k]] in language.bare:
            comma = comma_before(words, k - 1, max(first + SHORTEST, k - 7))
            if words.word[comma] == "," and subject_left(words, k, comma + 1):
                return comma
    return limit


def _cut(words: Words, first: int, stop: int) -> int:
    """The first mark behind which our own words go on.

    A dash, a comma within quotation marks, a comma that a `when` or the like follows.
    """
    language, word = words.language, words.word
    for k in range(first + 3, stop):
        before = word[k - 1]
        if before == ",":
            if k < first + 5:
                continue
            if words.low[k] in language.asides:
                return k - 1
            if words.low[k] in language.joining and _told_again(words, k + 1, stop):
                return k - 1
        elif before in QUOTED and word[k - 2] == ",":
            if gerund(words, k) or OPENERS.isdisjoint(word[k : k + 4]):
                return k
        mark = word[k]
        if mark == ";" or (mark in DASHES and _sets_off(words, first, k, stop)):
            return k
    return stop


def _sets_off(words: Words, first: int, dash: int, stop: int) -> bool:
    """Whether a dash leads from what was said to our own words about it, once in the sentence."""
    after = dash + 1
    while after < stop and words.word[after] in DASHES:
        after += 1
    if words.start[dash] == words.end(dash - 1) or after >= stop:
        return False
    if any(words.word[k] in DASHES for k in (*range(first, dash), *range(after, stop))):
        return False
    if words.word[dash - 1] in QUOTED:
        return True
    low = words.low[after]
    return low in words.language.persons or low in words.language.determiners


def _told_again(words: Words, k: int, stop: int) -> bool:
    """Whether a clause that begins at token `k` tells what somebody said itself."""
    for cue in words.cues_in(k + 1, min(stop, k + AGAIN)):
        if words.low[cue] in words.language.verbs and speaks(words, cue, k):
            if frame_of(words, cue, stop)[0] in ("that", "bare", "how"):
                subject = subject_left(words, cue, k)
                return subject is not None and subject[0] == k
    return False


def _before_main(words: Words, first: int, stop: int, phrase: bool) -> int:
    """The first comma behind which another clause or, after a `phrase`, an apposition begins."""
    language = words.language
    for k in range(first + 2, stop):
        low = words.low[k]
        if words.low[k - 1] != ",":
            continue
        if low in language.persons or low in language.determiners or _acts(words, k, stop):
            return k - 1
        if phrase and (low in language.relatives or low in language.apart or gerund(words, k)):
            return k - 1
    return stop


def _is_subordinate(words: Words, start: int, first: int) -> bool:
    """Whether a main clause has to follow: `While Moreau said ...`, `years after she said ...`."""
    for k in range(first - 1, max(start, first - BACK) - 1, -1) if start >= 0 else ():
        if words.word[k] == ",":
            return False
        if words.low[k] in words.language.subordinate:
            return True
    return False


def _acts(words: Words, k: int, stop: int) -> bool:
    """Whether a name with a verb behind it begins at token `k`."""
    run = words.run_at(k) if words.capital(k) else None
    if run is None or run[0] != k or run[1] >= stop:
        return False
    language, low = words.language, words.low[run[1]]
    if low in language.verbs:
        return True
    apart = low in language.prepositions or low in language.breaks or low in language.joining
    return words.word[run[1]][0].islower() and not apart


def _phrase_end(words: Words, first: int, stop: int) -> int:
    """Where a phrase ends that time or place goes on after: `the plan during a visit`."""
    for k in range(first + 1, stop):
        if words.low[k] in words.language.times:
            return k
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
    low = words.low[i]
    loose = low in language.fillers or low in language.prepositions or low in language.leading
    return loose and "," not in words.word[i:stop]


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
        or words.low[stop - 1] in words.language.joining
    ):
        stop -= 1
    return (first, stop) if stop - first >= least else None
