"""What of a draft is marked: every sentence's state, kept up to date mark by mark.

A sentence is marked when every suggested fact in it is under a mark, partly marked when a mark
touches it and a fact is left, free of facts when a person said so, and unmarked else. A sentence
of a block nobody has to mark is not article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from db.kinds import Covered, FactType, Kind
from db.records import Annotation, Block, Decision
from editor.text.facts_page import Fact
from editor.text.sentences import Sentence
from editor.text.survey import Survey, survey

ENGINE = "7"
"""Rises whenever the same draft and marks may be counted otherwise."""
CHECKED = frozenset({Kind.QUOTE, Kind.CLAIM, Kind.FACT})
"""Kinds of marks that make a check and so cover what stands under them."""
FREE, DISMISSED = "no_facts", "dismissed"
"""Kinds of decisions; of the latter those on a fact or claim take the fact away."""
SHARE = 2
"""One part in so many of a fact must be under marks for it to be covered."""
SLICE = 64
"""Sentences worked out between two pauses of `Coverage.spread`."""


class Owner(NamedTuple):
    """A mark or decision where it stands: `role` is mark, no_facts or dismissed."""

    id: str
    role: str
    start: int
    end: int


def owners(marks: Iterable[Annotation], decisions: Iterable[Decision]) -> Iterator[Owner]:
    """What covers something in a draft, of its marks and of what persons decided."""
    every: list[Annotation | Decision] = [*marks, *decisions]
    for one in every:
        owner = owner_of(one)
        if owner is not None:
            yield owner


def owner_of(one: Annotation | Decision) -> Owner | None:
    """A mark or decision as what it covers; None when it has no place or covers nothing."""
    if one.start is None or one.end is None:
        return None
    if isinstance(one, Annotation):
        return Owner(one.id, "mark", one.start, one.end) if one.kind in CHECKED else None
    about_fact = one.kind == DISMISSED and one.detail.split("/")[0] in (Kind.FACT, Kind.CLAIM)
    if one.kind == FREE or about_fact:
        return Owner(one.id, one.kind, one.start, one.end)
    return None


class Coverage:
    """The states of a draft's sentences; a change of one mark costs the sentences under it."""

    def __init__(self, surveyed: Survey, owned: Iterable[Owner] | None = ()) -> None:
        """Work everything out at once; with None nothing before `spread` is run through."""
        self.sentences = surveyed.sentences
        self.states = [Covered.UNMARKED] * len(self.sentences)
        self.counts: Counter[Covered] = Counter()
        self._survey = surveyed
        self._ends = [end for _start, end in self.sentences]
        self._owners: dict[str, Owner] = {}
        self._over: dict[int, set[str]] = {}
        self._open: dict[int, list[Fact]] = {}
        for _pause in self.spread(owned) if owned is not None else ():
            pass

    @classmethod
    def empty(cls) -> Coverage:
        """The coverage of no text."""
        return cls(Survey([], b"", [], [0], []))

    def spread(self, owned: Iterable[Owner]) -> Iterator[None]:
        """Start anew with these owners; pauses often, so that a window stays quick meanwhile."""
        self._owners, self._over, self._open = {}, {}, {}
        self.states = [Covered.UNMARKED] * len(self.sentences)
        self.counts = Counter({Covered.UNMARKED: len(self.sentences)} if self.sentences else {})
        waiting = iter(owned)
        while batch := list(islice(waiting, SLICE)):
            for owner in batch:
                self._hold(owner)
            yield
        for number in range(len(self.sentences)):
            self._work_out(number)
            if number % SLICE == SLICE - 1:
                yield

    def put(self, owner: Owner) -> range:
        """Add a mark or decision, or move it; the numbers of the sentences that may be new."""
        before = self.drop(owner.id) if owner.id in self._owners else range(0)
        after = self._hold(owner)
        for number in after:
            self._work_out(number)
        if not before or not after:
            return before or after
        return range(min(before[0], after[0]), max(before[-1], after[-1]) + 1)

    def drop(self, id_: str) -> range:
        """Take a mark or decision away; the numbers of the sentences that may be new."""
        owner = self._owners.pop(id_, None)
        if owner is None:
            return range(0)
        touched = self._under(owner.start, owner.end)
        for number in touched:
            self._over[number].discard(id_)
            self._work_out(number)
        return touched

    def open_facts(self) -> Iterator[Fact]:
        """The suggested facts nobody marked, dismissed or declared none, in text order."""
        for number in sorted(self._open):
            yield from self._open[number]

    def open_in(self, number: int) -> list[Fact]:
        """Those of one sentence."""
        return list(self._open.get(number, ()))

    def at(self, place: int) -> int | None:
        """The number of the sentence that holds code point `place`, or else of the one before."""
        if not self.sentences:
            return None
        return max(bisect_right(self.sentences, place, key=lambda s: s[0]) - 1, 0)

    def step(self, place: int, by: int) -> int | None:
        """The number of the next (`by` 1) or previous (-1) unmarked sentence from `place` on.

        It goes on from the other end of the text; None when no sentence is unmarked.
        """
        if not self.counts[Covered.UNMARKED]:
            return None
        count = len(self.sentences)
        here = bisect_right(self.sentences, place, key=lambda s: s[0])
        if by > 0:
            order = [*range(here, count), *range(here)]
        else:
            start = here - 1
            order = [*range(start - 1, -1, -1), *range(count - 1, start - 1, -1)]
        return next((n for n in order if self.states[n] is Covered.UNMARKED), None)

    def declared(self, number: int) -> list[str]:
        """The ids of the decisions that say a sentence has no facts."""
        held = self._over.get(number, ())
        return [id_ for id_ in held if self._owners[id_].role == FREE]

    def facts_in(self, number: int) -> list[Fact]:
        """Every suggested fact of a sentence, marked or not."""
        return self._survey.facts[slice(*self._survey.first[number : number + 2])]

    def worth(self, number: int) -> float:
        """How much a sentence is worth checking, from 0 to 1."""
        return self._survey.worth[number] if self._survey.worth else 0.0

    def refused(self, number: int) -> bool:
        """Whether a sentence has suggested facts and all of them were dismissed."""
        first, last = self._survey.first[number : number + 2]
        return first < last and number not in self._open

    def _hold(self, owner: Owner) -> range:
        self._owners[owner.id] = owner
        touched = self._under(owner.start, owner.end)
        for number in touched:
            self._over.setdefault(number, set()).add(owner.id)
        return touched

    def _under(self, start: int, end: int) -> range:
        """Numbers of the sentences that `start` to `end` touches."""
        first = bisect_right(self._ends, start)
        return range(first, max(first, bisect_left(self.sentences, end, key=lambda s: s[0])))

    def _work_out(self, number: int) -> None:
        held = [self._owners[id_] for id_ in self._over.get(number, ())]
        marks = sorted((o.start, o.end) for o in held if o.role == "mark")
        left = self._left(number, held, marks)
        if self._survey.outside[number]:
            state = Covered.NOT_ARTICLE
        elif marks:
            state = Covered.PARTLY_MARKED if left else Covered.MARKED
        elif any(o.role == FREE for o in held):
            state = Covered.NO_FACTS
        else:
            state = Covered.UNMARKED
        if left and state in (Covered.UNMARKED, Covered.PARTLY_MARKED):
            self._open[number] = left
        else:
            self._open.pop(number, None)
        if state is not self.states[number]:
            self.counts[self.states[number]] -= 1
            self.counts[state] += 1
            self.states[number] = state

    def _left(self, number: int, held: list[Owner], marks: list[Sentence]) -> list[Fact]:
        """The facts of a sentence that are neither under a mark nor dismissed."""
        known, first = self._survey.facts, self._survey.first
        gone = sorted((o.start, o.end) for o in held if o.role == DISMISSED)
        return [
            fact
            for fact in known[first[number] : first[number + 1]]
            if not _covers(marks, fact) and not _covers(gone, fact)
        ]


def _covers(spans: Sequence[Sentence], fact: Fact) -> bool:
    """Whether at least one part in SHARE of a fact lies under spans, which are in order."""
    under = reached = 0
    for start, end in spans:
        left, right = max(start, fact.start, reached), min(end, fact.end)
        if left < right:
            under += right - left
            reached = right
    return under * SHARE >= fact.end - fact.start


NUMBERS = frozenset(
    {
        FactType.MEASURE,
        FactType.MONEY,
        FactType.PERCENTAGE,
        FactType.COUNT,
        FactType.RANK,
        FactType.SCORE,
        FactType.AGE,
        FactType.DURATION,
    }
)
DATES = frozenset({FactType.DATE, FactType.TIME})
NAMES = frozenset({FactType.PERSON, FactType.PLACE, FactType.ORGANISATION, FactType.WORK})


def count_unmarked(
    text: str, blocks: Sequence[Block], owned: Iterable[Owner]
) -> tuple[int, list[Sentence]]:
    """How many sentences have to be marked, and those nobody marked or declared free of facts.

    Needs no facts and so costs little: what a list, a closing page or a report wants to know.
    """
    coverage = Coverage(survey(text, blocks, with_facts=False), owned)
    unmarked = [
        sentence
        for sentence, state in zip(coverage.sentences, coverage.states, strict=True)
        if state is Covered.UNMARKED
    ]
    return len(coverage.sentences) - coverage.counts[Covered.NOT_ARTICLE], unmarked
