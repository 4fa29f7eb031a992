"""Reports made of records, without a store, for every written form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.kinds import BlockKind, Kind, Risk, State
from db.records import (
    Annotation,
    Article,
    Block,
    Check,
    ContactAttempt,
    Correction,
    Decision,
    Evidence,
    HistoryEntry,
    Overlay,
    Pass,
    Person,
    Query,
    Reply,
    Revision,
    Source,
)
from db.store import Store
from editor.exchange import Records, Report, ReportOptions, assemble
from editor.exchange.redact import redact
from editor.session import find_or_add_person

MADE = 1_700_000_000_000


def records_of(words: str) -> Records:
    """One article in which `words` stand everywhere a person could have written them."""
    body = f"Before {words} after.\n\nSecond."
    cut = body.index("\n\nSecond.")
    blocks = (Block(0, cut), Block(cut + 2, len(body)))
    revision = Revision("r", "a", 2, body, blocks, (), "abcdef0123456789", "md", "md", words)
    mark = Annotation(
        "m", "a", Kind.QUOTE, words, note=words, author="p", check="c", start=7, end=7 + len(words),
        speaker=words, role=words, quote_type="direct", terms="background", original=words,
        original_language=words, translator=words, verbatim=words, revision="r",
    )  # fmt: skip
    lost = Annotation("l", "a", Kind.FACT, words, check="d")
    change = Annotation("o", "a", Kind.CHANGE, words, author="p", change=words, answer="stet")
    first = Check(
        "c", "a", Kind.QUOTE, words, State.STET, words, Risk.LEGAL, assignee="p", thin=True,
        thin_reason=words, reason=words, settled_by="p", reopened=(words, words),
    )  # fmt: skip
    second = Check("d", "a", Kind.FACT, words, state=State.CONFIRMED)
    step = HistoryEntry(
        1, 5, "x", "set", "p", "check", "c", '{"state":"query"}', '{"state":"stet"}'
    )
    return Records(
        article=Article("a", words, words, (words,), language=words, revision="r", draft=2),
        revision=revision,
        marks=[lost, mark, change],
        checks=[second, first],
        replies=[Reply("y", "m", "p", words, 5)],
        persons=[Person("p", words)],
        sources=[Source("s", "document", words, words, words, words, "f" * 64, words)],
        evidence=[Evidence("e", "c", "s", locator=words, excerpt=words, seen_by="p", seen_at=1)],
        attempts=[ContactAttempt("t", "s", "a", "p", 5, words, "reached", words)],
        queries=[Query("q", "a", 1, words, words, annotations=("m",), answer=words, answered_at=9)],
        passes=[Pass("z", "a", "r", "p", "sign_off", words, 8, words)],
        corrections=[Correction("k", "a", words, words, words, words, words, at=9)],
        decisions=[Decision("n", "a", "no_facts", "", words, start=7, end=7 + len(words))],
        overlays=[Overlay("v", "a", "r", 0, 0, BlockKind.DECK, words)],
        histories={"c": [step]},
    )


@pytest.fixture
def report_of() -> Callable[..., Report]:
    """Gives the report of `records_of(words)` with some options."""

    def make(words: str = "forty bolts", options: ReportOptions | None = None) -> Report:
        options = options or ReportOptions()
        item = assemble(records_of(words), options)
        return redact(Report((item,), MADE, words, options))

    return make


@pytest.fixture
def make_records() -> Callable[[str], Records]:
    """Gives `records_of`."""
    return records_of


@pytest.fixture
def desk(file_store: Store) -> Store:
    """An empty store in a file."""
    return file_store


@pytest.fixture
def ana(desk: Store) -> str:
    """The id of somebody who works at `desk`."""
    return find_or_add_person(desk, "Ana Bell", MADE).id
