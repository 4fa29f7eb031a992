"""The speaker beside a quote: verb and subject after it, before it, or in the sentence before."""

from __future__ import annotations

from typing import NamedTuple

from editor.text import cues
from editor.text.names import Run, capital_runs, stripped
from editor.text.phrases import subject_left, subject_right
from editor.text.tokens import DASHES, Words

REACH = 24
"""How many tokens after a quote its verb may stand."""
BACK = 80


class Said(NamedTuple):
    """A mention's code point offsets, the verb beside it and how sure the pattern is (0 to 1)."""

    start: int
    end: int
    cue: str
    score: float


class Place(NamedTuple):
    """A quote's surroundings: token indexes of its paragraph's words.

    The quote lies between tokens `left` (exclusive) and `right` (inclusive); nothing before
    `floor` or from `limit` on belongs to it.
    """

    words: Words
    floor: int
    left: int
    right: int
    limit: int
    ended: bool


def beside(place: Place) -> Said | None:
    """The speaker named in the quote's own sentence, by the patterns in their order."""
    close = _lead_in(place)
    if close is not None:
        return close
    if not place.ended or _attached(place) or _short_credit(place):
        after = _after(place)
        if after is not None:
            return after
    return _before(place)


def _said(words: Words, run: Run, cue: str, score: float) -> Said:
    start, end = run
    stop = words.end[end - 1]
    if words.possessive(end - 1) and end - 1 == start:
        stop -= len(words.word[start]) - len(words.word[start].rstrip("s'\u2019"))
    return Said(words.start[start], max(stop, words.start[start] + 1), cue, score)


def is_cue(words: Words, i: int, floor: int) -> bool:
    """Whether token `i` reads as a verb of speech with a subject of its own."""
    verb = cues.verb_of(words.low[i])
    if not verb:
        return False
    before = words.low[i - 1] if i > floor else ""
    needed = cues.PHRASAL.get(verb)
    if needed and words.low[i + 1 : i + 2] != [needed]:
        return False
    if before == "to":
        return words.low[max(floor, i - 3) : i - 1][-1:] == ["on"]
    if before in cues.DETERMINERS or (before in cues.PREPOSITIONS and not _gerund(words, i)):
        return before == "that" and not cues.noun_too(words.low[i])
    if before in cues.BE and not _gerund(words, i):
        return False
    return i == floor or not cues.noun_too(words.low[i]) or _finite(words, i, verb)


def _finite(words: Words, i: int, verb: str) -> bool:
    """Whether a form that may be a noun has a subject that fits it straight before it."""
    before = words.low[i - 1]
    if words.possessive(i - 1) or words.capital(i):
        return False
    if words.low[i] == verb and verb != "read":
        return before in ("i", "we", "they", "you") or (
            before.endswith("s") and not words.capital(i - 1) and words.word[i - 1][0].isalpha()
        )
    return verb == "read" or words.capital(i - 1) or before in cues.PRONOUNS | {"which", "who"}


def _gerund(words: Words, i: int) -> bool:
    return words.low[i].endswith("ing")


def _lead_in(place: Place) -> Said | None:
    """`Ada Moreau said, "..."`: a verb straight before the mark, its subject to the left."""
    words, k = place.words, place.left - 1
    while k >= place.floor and (words.word[k] in ",:" or words.low[k] in ("that", "on")):
        k -= 1
    floor = _sentence_floor(place)
    if k < floor:
        return None
    if words.word[place.left - 1] == ":" and words.capital(k):
        return _named_by_colon(place, k)
    if is_cue(words, k, place.floor):
        run = _subject_before(words, k, floor)
        if run is not None:
            return _said(words, run, words.word[k], 0.95)
    return None


def _subject_before(words: Words, cue: int, floor: int) -> Run | None:
    """The subject to the left; of ", saying" and "by saying" the sentence's first."""
    loose = cue > floor and (words.word[cue - 1] == "," or words.low[cue - 1] in cues.PREPOSITIONS)
    if loose and _gerund(words, cue):
        return first_subject(words, floor, cue)
    return subject_left(words, cue, floor)


def _named_by_colon(place: Place, k: int) -> Said | None:
    """`MOREAU: "..."`: the paragraph or sentence is a name and a colon."""
    words, floor = place.words, _sentence_floor(place)
    for dash in range(k, floor - 1, -1):
        if words.word[dash] in DASHES:
            floor = dash + 1
            break
    while floor < k and words.low[floor] in ("more", "from"):
        floor += 1
    run = stripped(words, (floor, k + 1))
    if k - floor > 6 or run != (floor, k + 1) or not words.capital(floor):
        return None
    plain = all(words.capital(i) or words.low[i] == "and" for i in range(floor, k + 1))
    return _said(words, run, ":", 0.8) if plain else None


def _sentence_floor(place: Place) -> int:
    low = max(place.floor, place.left - BACK)
    return place.words.sentence_start(place.left, low) if place.left > low else low


def _attached(place: Place) -> bool:
    """Whether what follows goes on with the quote's sentence."""
    words, i = place.words, place.right
    if i >= place.limit:
        return False
    return words.word[i] in DASHES | {","} or words.word[i][0].islower()


def _short_credit(place: Place) -> bool:
    """Whether a sentence of name and verb alone follows: `"It is." Moreau said.`"""
    words, stop = place.words, place.words.sentence_stop(place.right, place.limit)
    return 1 < stop - place.right <= 6 and is_cue(words, stop - 1, place.right)


def _after(place: Place) -> Said | None:
    words, i = place.words, place.right
    stop = words.sentence_stop(i, min(place.limit, i + REACH))
    if i < stop and words.word[i] in DASHES:
        credit = _credit(place, i + 1)
        if credit is not None:
            return credit
    while i < stop and (words.word[i] == "," or words.word[i] in DASHES):
        i += 1
    if words.low[i : i + 1] in (["and"], ["but"]) and not place.ended:
        return None
    for cue in range(i, stop):
        if words.low[cue : cue + 2] == ["according", "to"]:
            run = subject_right(words, cue + 1, stop)
            return _said(words, run, "according to", 0.95) if run else None
        if is_cue(words, cue, i):
            run = _subject_after(words, cue, i, stop)
            if run is not None:
                return _said(words, run, words.word[cue], 0.95)
    return None


def _subject_after(words: Words, cue: int, first: int, stop: int) -> Run | None:
    """The subject of a verb after the quote: to its left, or to its right when the verb leads."""
    leads = cue == first or words.word[cue - 1] == "," or words.word[cue - 1] in DASHES
    if leads and not _gerund(words, cue) and cues.verb_of(words.low[cue]) not in cues.ADDRESSED:
        run = subject_right(words, cue, stop)
        if run is not None:
            return run
    return subject_left(words, cue, first)


def _credit(place: Place, i: int) -> Said | None:
    """`"..." - Ada Moreau`: a dash and a name that begins the rest."""
    for run in capital_runs(place.words, i, place.limit):
        bare = stripped(place.words, run)
        whole = run[1] >= place.limit or place.words.word[run[1]] == ","
        if run[0] == i and bare == run and whole:
            return _said(place.words, run, "", 0.8)
        break
    return None


def _before(place: Place) -> Said | None:
    """The rightmost verb with a subject in the same sentence before the quote."""
    words, floor = place.words, _sentence_floor(place)
    for cue in range(place.left - 1, floor - 1, -1):
        if words.low[cue : cue + 2] == ["according", "to"]:
            run = subject_right(words, cue + 1, place.left)
            if run is not None:
                return _said(words, run, "according to", 0.9)
        if is_cue(words, cue, floor):
            run = _subject_before(words, cue, floor)
            if run is None and cue == floor:
                run = subject_right(words, cue, place.left)
            if run is not None:
                return _said(words, run, words.word[cue], 0.9)
    return None


def first_subject(words: Words, floor: int, stop: int) -> Run | None:
    """The first pronoun or name of a sentence that starts at token `floor`."""
    for i in range(floor, min(stop, floor + REACH)):
        if words.low[i] in ("he", "she", "they"):
            return i, i + 1
        if words.capital(i):
            run = stripped(words, next(capital_runs(words, i, stop)))
            if run[0] < run[1] and not words.possessive(run[1] - 1):
                return run
    return None


def of_sentence(words: Words, floor: int, stop: int, score: float) -> Said | None:
    """Who speaks in the sentence from token `floor` to `stop`: a verb's subject, else the first."""
    for cue in range(stop - 1, floor - 1, -1):
        if is_cue(words, cue, floor) and not cues.noun_too(words.low[cue]):
            run = _subject_before(words, cue, floor)
            if run is not None:
                return _said(words, run, words.word[cue], score)
    first = first_subject(words, floor, stop)
    return _said(words, first, "", score - 0.1) if first else None
