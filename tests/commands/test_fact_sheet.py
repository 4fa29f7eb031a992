"""Rows of a sheet become checks on the passages they are about, in one act."""

from __future__ import annotations

import pytest

from db.kinds import Kind, Risk, State
from editor.commands.articles import import_document
from editor.commands.fact_sheet import facts_of, file_facts, state_of
from editor.commands.people import add_person
from editor.reading.reader import read_text

NOW = 1_800_000_000_000
TEXT = (
    "The pier opens\nThe pier opened in 1931. It cost 48 million kronor, of which a third was paid."
    "\nThe mayor, Ada Moreau, was absent on the day."
)
ROWS = [
    ["It opened in 1931.", "opened in 1931", "verified", "Log, p. 3", "seen", "Tom"],
    ["The cost was 48 million kronor", "", "wrong", "https://x.org/b", "", ""],
    ["Moreau was not there", "The mayor, Ada Morau, was absent", "", "", "", ""],
    ["Nothing like it", "", "?", "", "keep", ""],
    ["", "", "ok", "", "", ""],
]
MAPPING = {"statement": 0, "passage": 1, "state": 2, "source": 3, "note": 4, "checker": 5}


@pytest.fixture
def store(file_store):
    return file_store


def test_rows_are_placed_word_for_word_nearly_or_by_the_sentence():
    document = read_text(TEXT)
    facts = facts_of(document.text, document.blocks, ROWS, MAPPING)
    found = [document.text[f.start : f.end] if f.start is not None else None for f in facts]
    assert found == [
        "opened in 1931",
        "It cost 48 million kronor, of which a third was paid.",
        "The mayor, Ada Moreau, was absent",
        None,
    ]
    assert [f.number for f in facts] == [2, 3, 4, 5]
    assert [f.state for f in facts] == [
        State.CONFIRMED,
        State.CHANGE_NEEDED,
        State.UNCHECKED,
        State.QUERY,
    ]


def test_checks_marks_sources_and_people_in_one_act(store):
    ben = add_person(store, "Ben", NOW).id
    article, revision = import_document(store, ben, NOW, read_text(TEXT))
    facts = facts_of(revision.text, revision.blocks, ROWS, MAPPING)
    checks = file_facts(store, ben, NOW, article.id, facts)
    assert len(checks) == 4 and len(store.annotations(article.id)) == 3
    evidence = {e.check: e for e in store.evidence(article.id)}
    seen, pointer = evidence[checks[0].id], evidence[checks[1].id]
    assert (seen.method, seen.locator, seen.seen_at) == ("primary", "p. 3", NOW)
    assert store.person(seen.seen_by).name == "Tom"
    assert (pointer.method, pointer.seen_at) == ("author_says", 0)
    assert {s.name for s in store.sources()} == {"Log", "x.org/b"}
    assert checks[3].kind is Kind.FACT and checks[3].risk is Risk.NORMAL
    store.undo(ben, NOW)
    assert store.checks(article.id) == [] and store.sources() == []


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Verified", State.CONFIRMED),
        ("second source", State.NEEDS_SECOND_SOURCE),
        ("Cannot confirm", State.CANNOT_CONFIRM),
        ("N/A", State.NOT_A_FACT),
        ("", State.UNCHECKED),
        ("perhaps", State.UNCHECKED),
    ],
)
def test_states_by_the_words_sheets_use(word, state):
    assert state_of(word) is state
