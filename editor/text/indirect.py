"""Speech that is told, not quoted: `Moreau said the pier was safe`, and who said it.

A clause lies within one sentence. Verbs take what was said in the ways their language's file
lists: after `that`, bare, after a question word, as an infinitive, or as an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.text.frames import (
    JOINING,
    SHORTEST,
    closing,
    comma_before,
    end_of,
    frame_of,
    is_clause,
    is_loose,
    trimmed,
)
from editor.text.phrases import subject_right
from editor.text.speakers import Said, first_subject, gerund, source_after, speaks, subject_before
from editor.text.tokens import DASHES, ENDS, Run, Words

LONGEST = 10
"""How many tokens a subject or an attribution in the middle has at most."""
MOST = 300
"""How many tokens of a sentence are looked at together."""
HEADLINE = 30
SCORES = {
    "that": 0.8, "bare": 0.75, "before": 0.75, "rest": 0.75, "source": 0.75, "how": 0.7,
    "to": 0.6, "of": 0.6, "object": 0.6, "headline": 0.6, "credit": 0.7,
}  # fmt: skip
"""How often each way was right on the articles the rules were made with."""

BROKEN = ("before", "source")
"""Ways in which an attribution may stand in the middle."""


class Clause(NamedTuple):
    """What was said, as tokens of `said.words`; `frame` is how the verb took it.

    `goes_on` is whether it is the rest of the clause before, which its attribution broke.
    """

    run: Run
    said: Said
    frame: str
    goes_on: bool = False


class _Stretch(NamedTuple):
    """Tokens of one sentence, and whether a direct quote ends before or begins after them."""

    words: Words
    start: int
    stop: int
    follows: bool
    leads: bool


def clauses(words: Words, taken: Sequence[Run]) -> list[Clause]:
    """The clauses of indirect speech in a paragraph, outside the token ranges `taken`."""
    found = _headline(words) if not taken else []
    if found or not words.cues:
        return found
    starts, ends = {start for start, _ in taken}, {end for _, end in taken}
    for start, stop in _free(words, taken):
        found += _sentence(_Stretch(words, start, stop, start in ends, stop in starts))
    return found


def _free(words: Words, taken: Sequence[Run]) -> Iterator[Run]:
    """The sentences of a paragraph less what is taken, in pieces of at most `MOST` tokens."""
    start = words.lead
    gaps = [(stop, stop + 1) for stop in words.stops]
    if taken:
        gaps = sorted([*gaps, *taken])
    for stop, after in [*gaps, (len(words), len(words))]:
        for piece in range(start, stop, MOST):
            yield piece, min(stop, piece + MOST)
        start = max(start, after)


def _sentence(stretch: _Stretch) -> list[Clause]:
    words, start, stop, *_ = stretch
    found: list[Clause] = []
    low, language, free = words.low, words.language, start
    for i in words.cues_in(start, stop):
        if i < free or (stretch.follows and i + 1 >= stop):
            continue
        clause = None
        if low[i] in language.according or low[i] in language.credits:
            clause = _by_source(words, i, start, stop)
        elif low[i] in language.attributed:
            clause = _by_source_before(words, i, start, stop)
        elif speaks(words, i, start):
            clause = _by_verb(words, i, start, stop, found[-1].said if found else None)
            clause = clause or _told_before(stretch, i)
        if clause is None:
            continue
        found.append(clause)
        free = max(i + 1, clause.run[1])
        if clause.frame in BROKEN:
            rest = _rest(words, free, stop, clause)
            found += rest
            free = rest[0].run[1] if rest else free
    return found


def _said(words: Words, run: Run, cue: int, frame: str) -> Said:
    return Said(words, run, words.word[cue], SCORES[frame])


def _headline(words: Words) -> list[Clause]:
    """`Moreau: Pier is safe` and `Pier is safe - Moreau`, as headlines say it."""
    last = len(words) - 1
    if last <= 3 or not words.runs:
        return []
    first, tail = words.runs[0], words.runs[-1]
    named = first[0] == 0 and first[1] < last and words.low[0] not in words.language.labels
    spoken = words.word[last] in ENDS or last >= HEADLINE
    if spoken and (first[1] < 2 or not words.capital(first[1] + 1)):
        return []
    if named and words.word[first[1]] == ":":
        run = trimmed(words, first[1] + 1, last + 1)
        return [Clause(run, _said(words, first, first[1], "headline"), "headline")] if run else []
    before = tail[0] - 1
    if not spoken and tail[1] == last + 1 and before > 3 and words.word[before] in DASHES:
        run = trimmed(words, 0, before)
        if run and is_clause(words, run):
            return [Clause(run, Said(words, tail, "", SCORES["credit"]), "headline")]
    return []


def _rest(words: Words, i: int, stop: int, clause: Clause) -> list[Clause]:
    """What goes on after a broken clause: `The pier, Moreau said, was safe.`"""
    after = max(i, clause.said.run[1])
    inverted = clause.frame == "before" and clause.said.run[0] >= i
    near = clause.run[1] <= after <= clause.run[1] + LONGEST
    if inverted or not near or after >= stop or words.word[after] != ",":
        return []
    if words.low[after + 1 : after + 2] and words.low[after + 1] in words.language.relatives:
        return []
    run = trimmed(words, after + 1, end_of(words, after + 1, stop))
    return [Clause(run, clause.said, "rest", True)] if run else []


def _by_source(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """`According to Moreau, the pier was safe.` or the other way round."""
    said = source_after(words, i, stop)
    if said is None:
        return None
    if i - start > 2:
        run = trimmed(words, start, i)
    else:
        comma = said.run[1]
        while comma < stop and words.word[comma] != ",":
            comma += 1
        run = trimmed(words, comma + 1 if comma < stop else said.run[1], stop)
    return Clause(run, said._replace(score=SCORES["source"]), "source") if run else None


def _by_source_before(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """A source that stands before the word for it, as in Azerbaijani."""
    runs = [run for run in words.runs_in(max(start, i - LONGEST), i) if run[0] < run[1]]
    run = trimmed(words, i + 1, stop)
    if not runs or run is None:
        return None
    return Clause(run, _said(words, runs[0], i, "source"), "source")


def _by_verb(words: Words, i: int, start: int, stop: int, last: Said | None) -> Clause | None:
    """`Moreau said that the pier was safe.`; `last` spoke before in the same sentence."""
    if "inversion" in words.language.habits:
        turned = _inverted(words, i, stop)
        if turned is not None:
            return turned
    frame, first = frame_of(words, i, stop)
    if not frame:
        return None
    subject = subject_before(words, i, start)
    if subject is None and last is not None and (gerund(words, i) or words.low[i - 1] in JOINING):
        subject = last.run
    if subject is None and i > start:
        joined = words.low[i - 1] in JOINING and not gerund(words, i)
        subject = first_subject(words, start, i) if joined else _whole(words, start, i)
    if subject and words.low[i] in words.language.named and words.low[subject[0]] in ("a", "an"):
        return None
    least = 2 if frame in ("object", "of", "to") else SHORTEST
    run = trimmed(words, first, end_of(words, first, stop, start, frame in ("object", "of")), least)
    if subject is None or run is None or words.low[subject[0]] in words.language.nobody:
        return None
    return Clause(run, _said(words, subject, i, frame), frame)


def _inverted(words: Words, i: int, stop: int) -> Clause | None:
    """`Am Montag sagte Moreau, der Steg sei sicher.`: the subject stands behind its verb."""
    subject = subject_right(words, i, stop)
    if subject is None or gerund(words, i):
        return None
    j, language = subject[1], words.language
    if j < stop and words.low[j] == ",":
        j += 1
    elif j >= stop or words.low[j] not in language.conjunctions:
        return None
    that = j < stop and words.low[j] in language.conjunctions
    alike = i > 0 and words.low[i - 1] in language.likewise
    if not that and not alike and "comma_clause" not in language.habits:
        return None
    run = trimmed(words, j + that, end_of(words, j + that, stop))
    frame = "that" if that else "bare"
    return Clause(run, _said(words, subject, i, frame), frame) if run else None


def _whole(words: Words, start: int, cue: int) -> Run | None:
    """The sentence's beginning as a subject: `Experts on safety and design said`."""
    language = words.language
    if cue - start > LONGEST or not words.word[start][0].isalnum():
        return None
    if words.low[start] in language.not_names or words.low[start] in language.prepositions:
        return None
    plain = all(
        words.word[i][0].isalnum() and words.low[i] not in language.be for i in range(start, cue)
    )
    return (start, cue) if plain else None


def _told_before(stretch: _Stretch, i: int) -> Clause | None:
    """`The pier was safe, Moreau said.` or `..., said Moreau, who knew.`"""
    words, start, stop, follows, leads = stretch
    language = words.language
    verb = language.verbs[words.low[i]]
    if verb not in language.bare or verb in language.addressed or gerund(words, i):
        return None
    if follows or (leads and all(words.word[k] in ",:" for k in range(i + 1, stop))):
        return None
    if i > start and words.word[i - 1] == ",":
        subject, comma = subject_right(words, i, stop), i - 1
    elif closing(words, i + 1, stop):
        subject = subject_before(words, i, start)
        comma = comma_before(words, subject[0] - 1, max(start, i - 6)) if subject else start
    else:
        return None
    if subject is None or comma <= start or words.word[comma] != ",":
        return None
    run = trimmed(words, start, comma, 2)
    if run is None:
        return None
    goes_on = max(i + 1, subject[1])
    broken = goes_on < stop and words.word[goes_on] == "," and not is_loose(words, run)
    if not broken and (run[1] - run[0] < SHORTEST or not is_clause(words, run)):
        return None
    return Clause(run, _said(words, subject, i, "before"), "before")
