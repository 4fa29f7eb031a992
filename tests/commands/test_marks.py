"""Marks make their checks, and undo takes both back."""

from __future__ import annotations

import pytest

from db.errors import NothingToUndo, Refused, StaleEdit
from db.kinds import Kind, State
from db.records import QueueFilter
from editor.commands.articles import free_slug, import_document
from editor.commands.bulk import truth_many
from editor.commands.checks import attach, edit_check, set_checks
from editor.commands.marks import (
    check_truth,
    dismiss,
    edit_annotation,
    mark,
    no_facts,
    remove_annotation,
    reply,
)
from editor.commands.people import add_person
from editor.reading.reader import read_text
from editor.text.suggest import suggestions

NOW = 1_800_000_000_000
STORY = (
    "A headline for the harbour 😀\n\n"
    "“The pier is 40 metres long,” said Ada Moreau, the mayor. It opened in 1931.\n"
)


@pytest.fixture
def person(store):
    return add_person(store, "Ben Ortega", NOW).id


@pytest.fixture
def article(store, person):
    return import_document(store, person, NOW, read_text(STORY))[0]


def passage(store, article, words):
    text = store.revision(article.revision).text
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("kind", [Kind.QUOTE, Kind.CLAIM, Kind.FACT])
def test_a_checkable_mark_makes_one_check(store, person, article, kind):
    start, end = passage(store, article, "40 metres long")
    annotation, check = mark(store, person, NOW, article.id, start, end, kind)
    assert check is not None and check.statement == "40 metres long"
    assert store.annotations(article.id)[0].check == check.id
    assert (annotation.start, annotation.end) == (start, end)


@pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.CHANGE])
def test_other_marks_make_none(store, person, article, kind):
    start, end = passage(store, article, "1931")
    assert mark(store, person, NOW, article.id, start, end, kind)[1] is None
    assert store.checks(article.id) == []


@pytest.mark.parametrize("range_", [(0, 0), (5, 4), (-1, 3), (0, 10_000)])
def test_a_range_outside_the_text_is_refused_and_changes_nothing(store, person, article, range_):
    with pytest.raises(Refused):
        mark(store, person, NOW, article.id, *range_, Kind.FACT)
    assert store.annotations(article.id) == []


def test_undo_takes_mark_and_check_back_and_redo_restores_them(store, person, article):
    start, end = passage(store, article, "1931")
    mark(store, person, NOW, article.id, start, end, Kind.FACT)
    before = (store.annotations(article.id), store.checks(article.id))
    store.undo(person, NOW)
    assert store.annotations(article.id) == [] and store.checks(article.id) == []
    store.redo(person, NOW)
    after = (store.annotations(article.id), store.checks(article.id))
    assert [a.id for a in after[0]] == [a.id for a in before[0]]
    assert [c.id for c in after[1]] == [c.id for c in before[1]]


def test_one_undo_takes_a_bulk_change_back(store, person, article):
    checks = []
    for words in ("40 metres", "1931"):
        start, end = passage(store, article, words)
        checks.append(mark(store, person, NOW, article.id, start, end, Kind.FACT)[1])
    set_checks(store, person, NOW, [c.id for c in checks], state=State.CONFIRMED)
    assert {c.state for c in store.checks(article.id)} == {State.CONFIRMED}
    store.undo(person, NOW)
    assert {c.state for c in store.checks(article.id)} == {State.UNCHECKED}


def test_removing_the_only_mark_removes_its_check(store, person, article):
    start, end = passage(store, article, "1931")
    annotation, _ = mark(store, person, NOW, article.id, start, end, Kind.FACT)
    remove_annotation(store, person, NOW, annotation)
    assert store.checks(article.id) == []
    store.undo(person, NOW)
    assert len(store.checks(article.id)) == 1


def test_a_stale_edit_is_refused_with_both_texts(store, person, article):
    start, end = passage(store, article, "1931")
    annotation, check = mark(store, person, NOW, article.id, start, end, Kind.FACT)
    edit_annotation(store, person, NOW, annotation, note="theirs")
    with pytest.raises(StaleEdit) as refused:
        edit_annotation(store, person, NOW, annotation, note="mine")
    assert (refused.value.values["mine"], refused.value.values["theirs"]) == ("mine", "theirs")
    edit_check(store, person, NOW, check, statement="The pier opened in 1931")
    assert store.checks(article.id)[0].statement == "The pier opened in 1931"


def test_replies_evidence_and_decisions_are_kept_and_undone(store, person, article):
    start, end = passage(store, article, "1931")
    annotation, check = mark(store, person, NOW, article.id, start, end, Kind.FACT)
    reply(store, person, NOW, annotation.id, "Is this the pier or the bridge?")
    attach(store, person, NOW, check.id, "Harbour register", locator="p. 12")
    no_facts(store, person, NOW, article.id, 0, 10)
    document = store.revision(article.revision)
    dismiss(store, person, NOW, article.id, suggestions(document.text, document.blocks)[0])
    assert len(store.replies(article.id)) == len(store.evidence(article.id)) == 1
    assert {d.kind for d in store.decisions(article.id)} == {"no_facts", "dismissed"}
    with pytest.raises(NothingToUndo):
        for _ in range(20):
            store.undo(person, NOW)
    assert store.articles() == []


def test_slugs_are_free_and_plain():
    assert free_slug("Über die Brücke!", set()) == "uber-die-brucke"
    assert free_slug("Pier", {"pier", "pier-2"}) == "pier-3"
    assert free_slug("😀", set()) == "article"


def test_a_quote_is_asked_once_whether_it_is_true(store, person, article):
    place = passage(store, article, "“The pier is 40 metres long,”")
    quote, said = mark(store, person, NOW, article.id, *place, Kind.QUOTE, speaker="Ada Moreau")
    claim, check = check_truth(store, person, NOW + 1, quote)
    assert (claim.kind, claim.start, claim.end, claim.speaker) == (Kind.CLAIM, *place, "Ada Moreau")
    assert check.statement == "The pier is 40 metres long," and check.id != said.id
    assert check_truth(store, person, NOW + 2, quote)[1].id == check.id
    with pytest.raises(Refused):
        check_truth(store, person, NOW + 3, claim)
    assert truth_many(store, person, NOW + 4, [said.id, check.id]) == 0
    store.undo(person, NOW + 6)
    other, _check = mark(
        store, person, NOW + 7, article.id, *passage(store, article, "1931"), Kind.QUOTE
    )
    told = []
    assert truth_many(store, person, NOW + 8, QueueFilter(), told.append) == 2
    claims = [one for one in store.annotations(article.id) if one.kind is Kind.CLAIM]
    assert {(one.start, one.end) for one in claims} == {place, (other.start, other.end)}
    store.undo(person, NOW + 9)
    assert len(store.annotations(article.id)) == 2 and told == [2]
