"""Speech that is told, not quoted: `Moreau said the pier was safe`, and who said it.

A clause lies within one sentence. Verbs take what was said in the ways their language's file
lists: after `that`, bare, after a question word, as an infinitive, or as an object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.text.phrases import subject_right
from editor.text.speakers import Said, gerund, noun_too, source_after, speaks, subject_before
from editor.text.tokens import DASHES, Run, Words

SHORTEST = 3
"""How many tokens a clause has at least."""
QUOTING = "\u201c\u201e\u00ab\"'\u2018$\u00a3\u20ac"
JOINING = ("and", "but", ",")
LONGEST = 10
MOST = 300
"""How many tokens of a sentence are looked at together."""
CUT = frozenset("when after while although though as".split())
AHEAD = 16
"""How far `that` may stand behind its verb."""


class Clause(NamedTuple):
    """What was said, as tokens of `said.words`; `frame` is how the verb took it.

    `goes_on` is whether it is the rest of the clause before, which its attribution broke.
    """

    run: Run
    said: Said
    frame: str
    goes_on: bool = False


def clauses(words: Words, taken: Sequence[Run]) -> list[Clause]:
    """The clauses of indirect speech in a paragraph, outside the token ranges `taken`."""
    found: list[Clause] = []
    ends = {end for _, end in taken}
    for start, stop in _free(words, taken):
        found += _sentence(words, start, stop, start in ends)
    return found


def _free(words: Words, taken: Sequence[Run]) -> Iterator[Run]:
    """The sentences of a paragraph less what is taken, in pieces of at most `MOST` tokens."""
    start = words.lead
    gaps = [*((stop, stop + 1) for stop in words.stops), *taken, (len(words), len(words))]
    for stop, after in sorted(gaps):
        for piece in range(start, stop, MOST):
            yield piece, min(stop, piece + MOST)
        start = max(start, after)


def _sentence(words: Words, start: int, stop: int, quoted: bool) -> list[Clause]:
    """The clauses of a stretch; `quoted` is whether a direct quote ends where it starts."""
    found: list[Clause] = []
    i = start
    low, verbs = words.low, words.language.verbs
    while i < stop:
        clause = None
        if low[i] in words.language.according:
            clause = _by_source(words, i, start, stop)
        elif low[i] in verbs and speaks(words, i, start):
            clause = _by_verb(words, i, start, stop, found[-1].said if found else None)
            if clause is None and not quoted:
                clause = _told_before(words, i, start, stop)
        if clause is None:
            i += 1
            continue
        found.append(clause)
        i = max(i + 1, clause.run[1])
        if clause.frame == "before":
            rest = _rest(words, i, stop, clause)
            found += rest
            i = rest[0].run[1] if rest else i
    return found


def _rest(words: Words, i: int, stop: int, clause: Clause) -> list[Clause]:
    """What goes on after a broken clause: `The pier, Moreau said, was safe.`"""
    after = max(i, clause.said.run[1])
    inverted = clause.said.run[0] >= i
    if inverted or after >= stop or words.word[after] != "," or after - clause.run[1] > LONGEST:
        return []
    if words.low[after + 1 : after + 2] and words.low[after + 1] in words.language.relatives:
        return []
    run = _trimmed(words, after + 1, _end(words, after + 1, stop))
    return [Clause(run, clause.said, "rest", True)] if run else []


def _by_source(words: Words, i: int, start: int, stop: int) -> Clause | None:
    said = source_after(words, i, stop)
    if said is None:
        return None
    if i - start > 2:
        run = _trimmed(words, start, i)
        return Clause(run, said, "source") if run else None
    comma = said.run[1]
    while comma < stop and words.word[comma] != ",":
        comma += 1
    run = _trimmed(words, comma + 1, stop)
    return Clause(run, said, "source") if run else None


def _by_verb(words: Words, i: int, start: int, stop: int, last: Said | None) -> Clause | None:
    if "inversion" in words.language.habits:
        turned = _inverted(words, i, start, stop)
        if turned is not None:
            return turned
    frame, first = _frame(words, i, stop)
    if not frame:
        return None
    subject = subject_before(words, i, start)
    if subject is None and last is not None and (gerund(words, i) or words.low[i - 1] in JOINING):
        subject = last.run
    if subject is None and i > start:
        subject = _whole(words, start, i)
    if subject and words.low[i] in words.language.named and words.low[subject[0]] in ("a", "an"):
        return None
    run = _trimmed(
        words, first, _end(words, first, stop), 2 if frame in ("object", "of") else SHORTEST
    )
    if subject is None or run is None:
        return None
    return Clause(run, Said(words, subject, words.word[i], 0.7), frame)


def _inverted(words: Words, i: int, start: int, stop: int) -> Clause | None:
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
    if not that and "comma_clause" not in language.habits:
        return None
    run = _trimmed(words, j + that, _end(words, j + that, stop))
    if run is None:
        return None
    return Clause(run, Said(words, subject, words.word[i], 0.7), "that" if that else "bare")


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


def _frame(words: Words, i: int, stop: int) -> tuple[str, int]:
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


def _end(words: Words, first: int, stop: int) -> int:
    """Where a clause from token `first` ends: before `, adding ...` and `and said ...`."""
    language, low = words.language, words.low
    for k in range(first + 1, stop):
        if low[k - 1] == "," and low[k] in CUT and k - first > 4:
            return k - 1
        if words.low[k] in language.according and source_after(words, k, stop):
            return k
        if low[k] not in language.verbs:
            continue
        if low[k - 1] == "," and gerund(words, k) and _frame(words, k, stop)[0]:
            return k - 1
        if low[k - 1] in JOINING and not gerund(words, k) and not noun_too(words, k):
            if _frame(words, k, stop)[0]:
                return k - 1
    return stop


def _told_before(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """`The pier was safe, Moreau said.` or `..., said Moreau, who knew.`"""
    language, verb = words.language, words.language.verbs[words.low[i]]
    if verb not in language.bare or verb in language.addressed or gerund(words, i):
        return None
    if i > start and words.word[i - 1] == ",":
        subject, comma = subject_right(words, i, stop), i - 1
    else:
        if stop - i > 1 and not _closing(words, i + 1, stop):
            return None
        subject = subject_before(words, i, start)
        comma = subject[0] - 1 if subject else start
        while comma > max(start, i - 6) and words.word[comma] != ",":
            comma -= 1
    if subject is None or comma <= start or words.word[comma] != ",":
        return None
    run = _trimmed(words, start, comma, 2)
    if run is None:
        return None
    goes_on = max(i + 1, subject[1])
    broken = goes_on < stop and words.word[goes_on] == "," and not _loose(words, run)
    if not broken and (run[1] - run[0] < SHORTEST or not _whole_clause(words, run)):
        return None
    return Clause(run, Said(words, subject, words.word[i], 0.7), "before")


def _loose(words: Words, run: Run) -> bool:
    """Whether a run begins like `On Monday` or `When asked`."""
    language, first = words.language, words.low[run[0]]
    return any(
        first in group for group in (language.prepositions, language.leading, language.questions)
    )


def _whole_clause(words: Words, run: Run) -> bool:
    """Whether a run reads as a sentence of its own, not as `On Monday`."""
    language, low = words.language, words.low
    if _loose(words, run) and "," not in words.word[run[0] : run[1]]:
        return False
    return any(
        low[k] in language.be
        or low[k] in language.auxiliaries
        or low[k] in language.verbs
        or low[k].endswith(language.past_endings)
        for k in range(*run)
    )


def _closing(words: Words, i: int, stop: int) -> bool:
    """Whether what follows a verb only says when and where."""
    language = words.language
    if words.word[i] == ",":
        return True
    return words.low[i] in language.fillers | language.prepositions | language.leading and not any(
        words.word[k] == "," for k in range(i, stop)
    )


def _trimmed(words: Words, first: int, stop: int, least: int = SHORTEST) -> Run | None:
    """A run without the marks around it; None when too little is left."""
    while (
        first < stop
        and words.word[first] in ",;:)"
        or (first < stop and words.word[first] in DASHES)
    ):
        first += 1
    while stop > first and (
        words.word[stop - 1] in ",;:.!?\u2026" or words.word[stop - 1] in DASHES
    ):
        stop -= 1
    return (first, stop) if stop - first >= least else None
