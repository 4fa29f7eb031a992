"""Speech with no verb of its own: headlines, transcripts, `according to`, `the claim that`."""

from __future__ import annotations

from collections.abc import Sequence

from editor.text.clause import SCORES, Clause, said_by
from editor.text.extent import end_of, is_clause, trimmed
from editor.text.phrases import first_subject, over_adverbs, subject_left
from editor.text.speakers import Said, source_after
from editor.text.tokens import DASHES, ENDS, Run, Words

SHORT, TURNS = 3, 3
"""From more tokens a paragraph, and from how many paragraphs on, a talk is one."""
HEADLINE = 30
HELD = 4
"""How many tokens a noun's owner stands before it at most."""
ROLE = 7
"""How many tokens a headline's speaker has at most: `Former mayor Moreau in Harwick`."""
LONGEST = 10
"""How many tokens a source that stands first has at most."""


def turns(paragraphs: Sequence[Words]) -> frozenset[int]:
    """The numbers of the paragraphs that are turns in a talk: `Moreau: It is.`, name after name."""
    names: dict[int, str] = {}
    for words in paragraphs:
        if words.word[1:2] == [":"] and words.capital(0) and len(words) > SHORT:
            language, low = words.language, words.low[0]
            if low not in language.labels and low not in language.not_names:
                names[words.number] = low
    talk = len(names) >= TURNS and len(set(names.values())) < len(names)
    return frozenset(names) if talk else frozenset()


def headline(words: Words, turn: bool = False) -> list[Clause]:
    """`Moreau: Pier is safe` and `Pier is safe - Moreau`, as headlines say it; `MOREAU: Yes.`"""
    last = len(words) - 1
    if last <= 3 or not words.runs:
        return []
    colon = _named_first(words, turn) if ":" in words.word else 0
    if colon:
        run = trimmed(words, colon + 1, last + 1)
        said = said_by(words, (0, colon), colon, "headline")
        return [Clause(run, said, "headline")] if run else []
    tail = words.runs[-1]
    before = tail[0] - 1
    spoken = words.word[last] in ENDS or last >= HEADLINE
    if not spoken and tail[1] == last + 1 and before > 3 and words.word[before] in DASHES:
        run = trimmed(words, 0, before)
        if run and is_clause(words, run):
            return [Clause(run, Said(words, tail, "", SCORES["credit"]), "headline")]
    return []


def _named_first(words: Words, turn: bool) -> int:
    """The colon after the name of whoever says the rest of a paragraph; 0 for none."""
    language, first, last = words.language, words.runs[0], len(words) - 1
    if first[0] or words.low[0] in language.labels or words.low[0] in language.not_names:
        return 0
    colon = first[1]
    title = words.number == 0 and len(words.stops) < 2 and last < HEADLINE
    while title and colon < min(last, ROLE) and words.word[colon][0].isalnum():
        colon += 1
    if colon >= last or words.word[colon] != ":":
        return 0
    if title or (last < HEADLINE and words.word[last] not in ENDS):
        return colon
    named = turn or first[1] > 1 or (words.word[0].isupper() and len(words.word[0]) > 2)
    return colon if named and words.capital(colon + 1) else 0


def by_source(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """`According to Moreau, the pier was safe.` or the other way round."""
    said = source_after(words, i, stop)
    if said is None:
        return None
    if i - start > 2:
        run = trimmed(words, start, i, 2)
    else:
        comma = said.run[1]
        while comma < stop and words.word[comma] != ",":
            comma += 1
        run = trimmed(words, comma + 1 if comma < stop else said.run[1], stop)
    return Clause(run, said._replace(score=SCORES["source"]), "source") if run else None


def source_before(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """A source that stands before the word for it, as in Azerbaijani."""
    runs = [run for run in words.runs_in(max(start, i - LONGEST), i) if run[0] < run[1]]
    run = trimmed(words, i + 1, stop)
    if not runs or run is None:
        return None
    return Clause(run, said_by(words, runs[0], i, "source"), "source")


def held(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """`Moreau's claim that the pier was safe`, `Moreau was confident that it was`."""
    language, low = words.language, words.low
    j = i + 1
    while j < stop and low[j] in language.be:
        j += 1
    joint = j + 1 < stop and (low[j] == "," or low[j] in language.prepositions)
    if joint and "inversion" in language.habits and low[j + 1] in language.conjunctions:
        j += 1
    if j + 1 >= stop or low[j] not in language.conjunctions or low[j + 1] in language.be:
        return None
    if low[j + 1] in language.auxiliaries or low[j + 1] in language.verbs:
        return None
    subject = _holder(words, i, start)
    run = trimmed(words, j + 1, end_of(words, j + 1, stop, start))
    if subject is None or run is None:
        return None
    return Clause(run, said_by(words, subject, i, "held"), "held")


def meant(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """`Moreau's criticism of the plan`, `her promise to shut the pier`."""
    language, low = words.language, words.low
    if i + 2 >= stop or low[i + 1] not in language.meant[low[i]]:
        return None
    to = low[i + 1] in language.infinitives
    first = i + 1 if to else i + 2
    subject = _holder(words, i, start)
    run = trimmed(words, first, end_of(words, first, stop, start, True), 2 if to else 1)
    if subject is None or run is None:
        return None
    return Clause(run, said_by(words, subject, i, "meant"), "meant")


def asked(words: Words, i: int, start: int, stop: int) -> Clause | None:
    """`Moreau spoke at length about how the pier was built.`"""
    if i <= start or words.low[i - 1] not in words.language.topics:
        return None
    subject = first_subject(words, start, i)
    run = trimmed(words, i, end_of(words, i, stop, start))
    if subject is None or run is None:
        return None
    return Clause(run, Said(words, subject, "", SCORES["how"]), "how")


def _holder(words: Words, i: int, start: int) -> Run | None:
    """Whose claim it is: the owner before the noun, who is confident, else the first named."""
    for k in range(i - 1, max(start, i - HELD) - 1, -1):
        if words.possessive(k) or words.low[k] in words.language.owners:
            run = words.run_at(k)
            return (max(run[0], start), k + 1) if run else (k, k + 1)
        if words.low[k] in words.language.prepositions or not words.word[k][0].isalnum():
            break
    if i > start and words.low[over_adverbs(words, i - 1, start)] != words.low[i - 1]:
        subject = subject_left(words, i, start)
        if subject is not None:
            return subject
    return first_subject(words, start, i)
