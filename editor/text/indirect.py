"""Speech that is told, not quoted: `Moreau said the pier was safe`, and who said it.

A clause lies within one sentence. Verbs take what was said in the ways their language's file
lists: after `that`, bare, after a question word, as an infinitive, or as an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.text.clause import Clause, said_by
from editor.text.credited import asked, by_source, headline, held, meant, source_before
from editor.text.cue import gerund, noun_too, speaks
from editor.text.extent import closing, comma_before, end_of, is_clause, is_loose, trimmed
from editor.text.frames import SHORTEST, frame_of
from editor.text.phrases import first_subject, subject_left, subject_right
from editor.text.speakers import Said, subject_before
from editor.text.tokens import Run, Words

LONGEST = 10
"""How many tokens a subject or an attribution in the middle has at most."""
ALIKE = 3
"""How far before its verb `as` may stand where the subject follows."""
MOST = 300
"""How many tokens of a sentence are looked at together."""
BROKEN = ("before", "source")
"""Ways in which an attribution may stand in the middle."""


class _Stretch(NamedTuple):
    """Tokens of one sentence, and whether a direct quote ends before or begins after them."""

    words: Words
    start: int
    stop: int
    follows: bool
    leads: bool


def clauses(words: Words, taken: Sequence[Run], turn: bool = False) -> list[Clause]:
    """The clauses of indirect speech in a paragraph, outside the token ranges `taken`.

    A `turn` is a paragraph of a transcript, which begins with a name and a colon.
    """
    found = headline(words, turn) if not taken else []
    if found or not words.cues:
        return found
    starts, ends = {start for start, _ in taken}, {end for _, end in taken}
    cues, at = words.cues, 0
    for start, stop in _free(words, taken):
        while cues[at] < start:
            at += 1
            if at == len(cues):
                return found
        if cues[at] < stop:
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
            clause = by_source(words, i, start, stop)
        elif low[i] in language.attributed:
            clause = source_before(words, i, start, stop)
        elif low[i] in language.verbs and _would(words, i, start):
            clause = _by_infinitive(words, i, start, stop)
        elif low[i] in language.verbs and speaks(words, i, start):
            clause = _told_before(stretch, i) if _closes(words, i, start, stop) else None
            clause = clause or _by_verb(words, i, start, stop, found[-1].said if found else None)
            clause = clause or _told_before(stretch, i)
        if clause is None and low[i] in language.held:
            clause = held(words, i, start, stop)
        if clause is None and low[i] in language.meant:
            clause = meant(words, i, start, stop)
        if clause is None and low[i] in language.asked:
            clause = asked(words, i, start, stop)
        if clause is None:
            continue
        found.append(clause)
        free = max(i + 1, clause.run[1])
        if clause.frame in BROKEN:
            rest = _rest(words, free, stop, clause)
            found += rest
            free = rest[0].run[1] if rest else free
    return found


def _rest(words: Words, i: int, stop: int, clause: Clause) -> list[Clause]:
    """What goes on after a broken clause: `The pier, Moreau said, was safe.`"""
    after = max(i, clause.said.run[1])
    inverted = clause.frame == "before" and clause.said.run[0] >= i
    near = clause.run[1] <= after <= clause.run[1] + LONGEST
    if inverted or not near or after >= stop or words.word[after] != ",":
        return []
    if words.low[after + 1 : after + 2] and words.low[after + 1] in words.language.relatives:
        return []
    run = trimmed(words, after + 1, end_of(words, after + 1, stop), 2)
    return [Clause(run, clause.said, "rest", True)] if run else []


def _by_verb(words: Words, i: int, start: int, stop: int, last: Said | None) -> Clause | None:
    """`Moreau said that the pier was safe.`; `last` spoke before in the same sentence."""
    if "inversion" in words.language.habits:
        turned = _inverted(words, i, stop)
        if turned is not None:
            return turned
    frame, first = frame_of(words, i, stop)
    if not frame:
        return None
    subject = _subject(words, i, start, frame, last)
    if subject and words.low[i] in words.language.named and subject[1] == i:
        if words.low[subject[0]] in ("a", "an"):
            return None
    least = 2 if frame in ("object", "of", "to") else SHORTEST
    run = trimmed(words, first, end_of(words, first, stop, start, frame in ("object", "of")), least)
    sure = frame
    if run and frame == "bare" and not is_clause(words, run):
        run, sure = trimmed(words, first, end_of(words, first, stop, start, True)), "object"
    if subject is None or run is None or words.low[subject[0]] in words.language.nobody:
        return None
    if _own(words, subject, frame):
        return None
    return Clause(run, said_by(words, subject, i, sure), frame)


def _subject(words: Words, i: int, start: int, frame: str, last: Said | None) -> Run | None:
    """Who the verb at token `i` tells of; before `that` the first named in the sentence will do."""
    subject = subject_before(words, i, start)
    joined = gerund(words, i) or words.low[i - 1] in words.language.joining
    if subject is None and last is not None and joined:
        return last.run
    if subject is None and i > start:
        subject = _whole(words, start, i)
    if subject is None and frame == "that" and not noun_too(words, i):
        subject = first_subject(words, start, i)
    return subject


def _own(words: Words, subject: Run, frame: str) -> bool:
    """Whether the writer or the reader is the subject of what tells no speech for sure."""
    low, language = words.low[subject[0]], words.language
    if low in language.hearers:
        return True
    return low in language.plural_pronouns - language.persons and frame in ("object", "of", "to")


def _would(words: Words, i: int, start: int) -> bool:
    return i - 2 > start and words.low[i - 1] in words.language.infinitives


def _by_infinitive(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """`Moreau refused to say whether the pier was safe.`"""
    frame, first = frame_of(words, i, stop)
    if not frame:
        return None
    subject = subject_left(words, i - 2, start) or first_subject(words, start, i)
    run = trimmed(words, first, end_of(words, first, stop, start, frame in ("object", "of")), 2)
    if subject is None or run is None or _own(words, subject, frame):
        return None
    if frame == "bare" and not is_clause(words, run):
        return None
    sure = frame if frame in ("that", "how") else "wish"
    return Clause(run, said_by(words, subject, i, sure), frame)


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
    alike = any(low in language.likewise for low in words.low[max(0, i - ALIKE) : i])
    if not that and not alike and "comma_clause" not in language.habits:
        return None
    run = trimmed(words, j + that, end_of(words, j + that, stop))
    frame = "that" if that else "bare"
    return Clause(run, said_by(words, subject, i, frame), frame) if run else None


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


def _closes(words: Words, i: int, start: int, stop: int) -> bool:
    """Whether a verb behind a comma has only a name after it: `, said Ada Moreau.`"""
    if i <= start or words.word[i - 1] != ",":
        return False
    subject = subject_right(words, i, stop)
    if subject is None or not words.capital(subject[1] - 1):
        return False
    alone = subject[1] >= stop or words.word[subject[1]] == ","
    between = words.low[i + 1 : subject[0]]
    return alone and not any(low in words.language.verbs for low in between)


def _told_before(stretch: _Stretch, i: int) -> Clause | None:
    """`The pier was safe, Moreau said.` or `..., said Moreau, who knew.`"""
    words, start, stop, follows, leads = stretch
    language = words.language
    verb = language.verbs[words.low[i]]
    turns = "inversion" in language.habits
    if verb in language.addressed or gerund(words, i):
        return None
    if verb not in language.bare and not (turns and verb in language.that):
        return None
    if follows or (leads and all(words.word[k] in ",:" for k in range(i + 1, stop))):
        return None
    lead = i
    while turns and lead > start and words.low[lead - 1] in language.auxiliaries:
        lead -= 1
    if lead > start and words.word[lead - 1] == ",":
        subject, comma = subject_right(words, i, stop), lead - 1
    elif closing(words, i + 1, stop):
        subject = subject_before(words, i, start)
        comma = comma_before(words, subject[0] - 1, max(start, i - 6)) if subject else start
    else:
        return None
    if subject is None:
        return None
    goes_on = max(i + 1, subject[1])
    led = goes_on < stop and words.word[goes_on] == ","
    run = trimmed(words, start, comma, 1) if words.word[comma] == "," else None
    if led and (words.low[start] in language.likewise or (run and is_loose(words, run))):
        run = trimmed(words, goes_on + 1, end_of(words, goes_on + 1, stop), 2)
        return Clause(run, said_by(words, subject, i, "before"), "led") if run else None
    if comma <= start or run is None or run[1] - run[0] < 2:
        return None
    broken = led and not is_loose(words, run)
    turned = turns and subject[0] > i
    if not broken and (run[1] - run[0] < SHORTEST or not (turned or is_clause(words, run))):
        return None
    return Clause(run, said_by(words, subject, i, "before"), "before")
