"""Fact sheets: each row a check with its state, source and note, on the passage it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from db.act import Act
from db.kinds import BlockKind, Kind, Risk, State
from db.records import Annotation, Block, Check, Evidence, Revision, new_id
from db.store import Store
from editor.commands.known import Known
from editor.text.anchor import describe
from editor.text.cited import Cited, cited
from editor.text.sentences import sentences

STATES: dict[State, str] = {
    State.CONFIRMED: "confirmed verified checked ok okay true correct yes y x done ✓ ✔ accurate",
    State.CHANGE_NEEDED: "change_needed wrong false error incorrect no fix change inaccurate",
    State.NEEDS_SECOND_SOURCE: "needs_second_source second_source 2nd_source",
    State.ASKED_SOURCE: "asked_source asked waiting pending awaiting",
    State.QUERY: "query question ?",
    State.ON_AUTHOR: "on_author author",
    State.CANNOT_CONFIRM: "cannot_confirm unverifiable unconfirmed cannot_verify not_found",
    State.NOT_A_FACT: "not_a_fact opinion n/a na",
    State.CHECKING: "checking in_progress working",
    State.UNCHECKED: "unchecked open todo to_do new",
}
"""The words a sheet's column may use for each state, with underscores for spaces."""
NEAR = 85.0
"""Likeness (0 to 100) from which on words in the text are the passage of a row."""
ALIKE = 72.0
"""Likeness from which on a sentence is what a row's statement is about."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: what it says, and the place in the text it is about, None where there is none."""

    number: int
    statement: str
    state: State = State.UNCHECKED
    source: str = ""
    note: str = ""
    checker: str = ""
    speaker: str = ""
    risk: Risk = Risk.NORMAL
    start: int | None = None
    end: int | None = None


def facts_of(
    text: str, blocks: Sequence[Block], rows: Sequence[Sequence[str]], mapping: dict[str, int]
) -> list[Fact]:
    """The facts of a sheet's rows (its heading left out), each placed in the text if it can be."""
    own = [b for b in blocks if b.kind is not BlockKind.NOT_ARTICLE]
    known = [s for block in own for s in sentences(text, block.start, block.end)]
    found = []
    for number, row in enumerate(rows, 2):
        told = {f: row[at].strip() if at < len(row) else "" for f, at in mapping.items()}
        statement = told.get("statement") or told.get("passage", "")
        if not statement:
            continue
        start, end = _place(text, known, told.get("passage", ""), statement)
        found.append(
            Fact(
                number=number,
                statement=" ".join(statement.split()),
                state=state_of(told.get("state", "")),
                source=told.get("source", ""),
                note=told.get("note", ""),
                checker=told.get("checker", ""),
                speaker=told.get("speaker", ""),
                risk=_risk(told.get("risk", "")),
                start=start,
                end=end,
            )
        )
    return found


def state_of(told: str) -> State:
    """A state by the word a sheet has for it; unknown words leave the check unchecked."""
    word = re.sub(r"[\s_]+", "_", told.strip().casefold())
    return next(
        (s for s, words in STATES.items() if word and word in words.split()), State.UNCHECKED
    )


def file_facts(
    store: Store, person: str, now: int, article_id: str, facts: Sequence[Fact]
) -> list[Check]:
    """Make a check of every fact, with a mark where it has a place; one act."""
    revision = store.revision(store.article(article_id).revision)
    with store.act(person, now, "add fact sheet") as act:
        filing = _Filing(act, revision)
        return [filing.file(fact) for fact in facts]


def _risk(told: str) -> Risk:
    word = told.strip().casefold()
    if word in ("legal", "libel", "high", "yes"):
        return Risk.LEGAL
    return Risk.SENSITIVE if word in ("sensitive", "medium") else Risk.NORMAL


def _place(
    text: str, known: list[tuple[int, int]], passage: str, statement: str
) -> tuple[int | None, int | None]:
    """The passage word for word, else nearly, else the sentence most like the statement."""
    for words in (passage, statement):
        at = text.find(words) if words else -1
        if at >= 0:
            return at, at + len(words)
    best: tuple[float, int | None, int | None] = (0.0, None, None)
    for start, end in known:
        sentence = text[start:end]
        if passage:
            hit = fuzz.partial_ratio_alignment(passage, sentence, score_cutoff=NEAR)
            if hit and hit.score > best[0] and len(passage) <= 1.5 * len(sentence):
                best = (hit.score, *_whole(text, start + hit.dest_start, start + hit.dest_end))
        else:
            score = fuzz.token_set_ratio(statement, sentence, score_cutoff=ALIKE)
            size = min(len(statement), len(sentence)) / max(len(statement), len(sentence), 1)
            if score > best[0] and size > 0.25:
                best = (score, start, end)
    return best[1], best[2]


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A range grown to whole words."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


class _Filing:
    """Writes facts within one act; sources and people already known are used again."""

    def __init__(self, act: Act, revision: Revision) -> None:
        self._act, self._revision = act, revision
        self._known = Known(act)

    def file(self, fact: Fact) -> Check:
        """One check, its mark and its evidence."""
        act = self._act
        kind = Kind.QUOTE if fact.speaker else Kind.FACT
        check = act.add(
            Check(
                id=new_id(act.now),
                article=self._revision.article,
                kind=kind,
                statement=fact.statement,
                state=fact.state,
                risk=fact.risk,
                created=act.now,
            )
        )
        if fact.start is not None and fact.end is not None:
            self._mark(fact, check, fact.start, fact.end)
        for source in cited(fact.source, (), True):
            self._evidence(fact, check, source)
        return check

    def _mark(self, fact: Fact, check: Check, start: int, end: int) -> None:
        at = describe(self._revision.text, start, end)
        self._act.add(
            Annotation(
                id=new_id(self._act.now),
                article=self._revision.article,
                kind=check.kind,
                exact=at.exact,
                prefix=at.prefix,
                suffix=at.suffix,
                note=fact.note,
                author=self._act.person,
                created=self._act.now,
                speaker=fact.speaker,
                check=check.id,
                revision=self._revision.id,
                start=start,
                end=end,
            )
        )

    def _evidence(self, fact: Fact, check: Check, found: Cited) -> None:
        """A source the row names: seen by its checker, or a pointer where it names none."""
        self._act.add(
            Evidence(
                id=new_id(self._act.now),
                check=check.id,
                source=self._known.source(found),
                method="primary" if fact.checker else "author_says",
                locator=found.place,
                excerpt="" if fact.start is not None else fact.note,
                seen_by=self._known.person(fact.checker) if fact.checker else "",
                seen_at=self._act.now if fact.checker else 0,
            )
        )
