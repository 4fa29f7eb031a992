"""The speaker beside a quote: verb and subject after it, before it, or in the sentence before."""

from __future__ import annotations

from typing import NamedTuple

from editor.text.cue import gerund, is_cue, noun_too
from editor.text.names import stripped
from editor.text.phrases import first_subject, over_adverbs, subject_left, subject_right
from editor.text.tokens import DASHES, ENDS, OPENERS, Run, Words

REACH = 24
"""How many tokens after a quote its verb may stand."""
BACK = 80
SOURCE = 20
"""How many tokens a source without an article has at most."""


class Said(NamedTuple):
    """Who speaks: the mention's tokens, the verb beside it and how sure the pattern is (0 to 1)."""

    words: Words
    run: Run
    cue: str
    score: float

    @property
    def start(self) -> int:
        """Code point offset of the mention."""
        return self.words.start[self.run[0]]

    @property
    def end(self) -> int:
        """Code point offset after the mention; of "she's" only the pronoun counts."""
        first, stop = self.run
        end = self.words.end(stop - 1)
        if stop - first == 1 and self.words.possessive(first):
            word = self.words.word[first]
            end -= len(word) - len(word.rstrip("s'\u2019"))
        return max(end, self.start + 1)


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


def inserted(place: Place) -> Said | None:
    """`« L'eau monte, explique Ada Moreau, et vite. »`: the attribution within the marks."""
    words = place.words
    if "inserted" not in words.language.habits:
        return None
    for cue in words.cues_in(place.left, place.right):
        start = cue
        while start > place.left and words.low[start - 1] in words.language.auxiliaries:
            start -= 1
        if words.word[start - 1] == "," and is_cue(words, cue, start):
            run = subject_right(words, cue, place.right)
            if run is not None and words.word[run[1]] in ",.":
                return Said(words, run, words.word[cue], 0.9)
    return None


def _lead_in(place: Place) -> Said | None:
    """`Ada Moreau said, "..."`: a verb straight before the mark, its subject to the left."""
    words, k = place.words, place.left - 1
    language = words.language
    while k >= place.floor and (
        words.word[k] in ",:" or words.low[k] in language.conjunctions or words.low[k] == "on"
    ):
        k -= 1
    floor = _sentence_floor(place)
    if k < floor:
        return None
    if words.low[k] in language.attributed:
        runs = words.runs_in(floor, k)
        return Said(words, stripped(words, runs[0]), words.word[k], 0.9) if runs else None
    if words.word[place.left - 1] == ":" and words.capital(k):
        named = _named_by_colon(place, k)
        if named is not None:
            return named
    if is_cue(words, k, place.floor):
        run = subject_before(words, k, floor)
        if run is not None:
            return Said(words, run, words.word[k], 0.92)
    return None


def subject_before(words: Words, cue: int, floor: int) -> Run | None:
    """The subject to the left; of ", saying" and "by saying" the sentence's first."""
    if "verb_last" in words.language.habits:
        near = subject_left(words, cue, floor)
        named = near is not None and _is_name(words, near)
        first = first_subject(words, floor, cue)
        return near if named or first is None or (near and near[0] == first[0]) else first
    if cue > floor and gerund(words, cue):
        before = words.low[cue - 1]
        language = words.language
        if before == "," or before in language.prepositions or before in language.breaks:
            return first_subject(words, floor, cue)
        if words.low[cue] == "reading":
            return first_subject(words, floor, cue) or subject_left(words, cue, floor)
    near = subject_left(words, cue, floor)
    if near is None and not gerund(words, cue):
        k = over_adverbs(words, cue - 1, floor)
        joined = k > floor and words.low[k] in words.language.joining
        if joined and OPENERS.isdisjoint(words.word[floor:cue]):
            return first_subject(words, floor, cue)
    return near


def _is_name(words: Words, run: Run) -> bool:
    """Whether a run is a pronoun or ends in a name that owns nothing."""
    language, last = words.language, words.low[run[1] - 1]
    if words.low[run[0]] in language.pronouns:
        return True
    return words.capital(run[1] - 1) and not last.endswith(language.genitive_endings)


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
    return Said(words, run, ":", 0.8) if plain else None


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
    for cue in words.cues_in(i, stop):
        source = source_after(words, cue, stop)
        if source is not None:
            return source
        if is_cue(words, cue, i):
            run = _subject_after(words, cue, i, stop)
            if run is not None:
                return Said(words, run, words.word[cue], 0.92)
    return None


def source_after(words: Words, i: int, limit: int) -> Said | None:
    """`according to Ada Moreau`, when the phrase starts at token `i`."""
    if words.low[i] in words.language.credits and i and words.word[i - 1] == ",":
        run = subject_right(words, i, limit)
        return Said(words, run, words.word[i], 0.85) if run else None
    for phrase in words.language.according.get(words.low[i], ()):
        if words.low[i : i + len(phrase)] == list(phrase):
            first = i + len(phrase)
            run = subject_right(words, first - 1, limit) or _plain_source(words, first, limit)
            if run is not None:
                return Said(words, run, " ".join(phrase), 0.92)
    return None


def _plain_source(words: Words, first: int, limit: int) -> Run | None:
    """What no article stands before: `state law`, `early results of the count`."""
    stop = first
    while stop < min(limit, first + SOURCE) and words.word[stop][0].isalnum():
        stop += 1
    return (first, stop) if stop > first and words.word[first][0].islower() else None


def _subject_after(words: Words, cue: int, first: int, stop: int) -> Run | None:
    """The subject of a verb after the quote: to its left, or to its right when the verb leads."""
    start = cue
    language = words.language
    while start > first and (
        words.low[start - 1] in language.auxiliaries or words.low[start - 1] in language.be
    ):
        start -= 1
    leads = start == first or words.word[start - 1] == "," or words.word[start - 1] in DASHES
    addressed = words.language.verbs[words.low[cue]] in words.language.addressed
    if leads and not gerund(words, cue):
        run = subject_right(words, cue, stop)
        ends = run is not None and (run[1] >= stop or words.word[run[1]] == ",")
        if run is not None and (not addressed or (ends and start == first)):
            return run
    near = subject_left(words, cue, first)
    if "verb_last" in words.language.habits and not (near and _is_name(words, near)):
        return first_subject(words, first, cue) or near
    return near


def _credit(place: Place, i: int) -> Said | None:
    """`"..." - Ada Moreau`: a dash and a name that begins the rest."""
    words, limit = place.words, place.limit
    run = words.run_at(i) if i < limit else None
    if run is None or run[0] != i or stripped(words, run) != run:
        return None
    whole = run[1] >= limit or words.word[run[1]] == "," or words.word[run[1]] in ENDS
    return Said(words, run, "", 0.8) if whole else None


def _before(place: Place) -> Said | None:
    """The rightmost verb with a subject in the same sentence before the quote."""
    words, floor = place.words, _sentence_floor(place)
    for cue in reversed(words.cues_in(floor, place.left)):
        source = source_after(words, cue, place.left)
        if source is not None:
            return source._replace(score=0.85)
        if is_cue(words, cue, floor):
            run = _turned(place, cue) or subject_before(words, cue, floor)
            if run is None and cue == floor:
                run = subject_right(words, cue, place.left)
            if run is not None:
                return Said(words, run, words.word[cue], 0.85)
    return None


def _turned(place: Place, cue: int) -> Run | None:
    """The subject between a verb and the mark: `Darauf antwortete Moreau: "..."`."""
    words, stop = place.words, place.left - 1
    if words.word[stop] not in ",:" or "inversion" not in words.language.habits:
        return None
    run = subject_right(words, cue, stop)
    return run if run is not None and run[1] == stop else None


def of_sentence(words: Words, floor: int, stop: int, score: float) -> Said | None:
    """Who speaks in the sentence from token `floor` to `stop`: a verb's subject, else the first."""
    for cue in reversed(words.cues_in(floor, stop)):
        if is_cue(words, cue, floor) and not noun_too(words, cue):
            run = subject_before(words, cue, floor)
            if run is not None:
                return Said(words, run, words.word[cue], score)
    first = first_subject(words, floor, stop)
    return Said(words, first, "", score - 0.1) if first else None
