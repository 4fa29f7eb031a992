"""Sources: entered, kept with their files, attached in one act, reached or not."""

from __future__ import annotations

import pytest

from db.errors import Refused, StaleEdit
from editor.commands.bulk import attach_many
from editor.commands.checks import see
from editor.commands.sources import (
    add_source,
    attach_source,
    edit_evidence,
    edit_source,
    keep_file,
    log_attempt,
    remove_evidence,
    remove_source,
)


@pytest.fixture
def book(store, ada):
    return add_source(store, ada, 4, "document", " The log book ", locator="harbour office")


def test_a_source_is_entered_edited_and_taken_back(store, ada, book):
    assert (book.name, book.locator) == ("The log book", "harbour office")
    edited = edit_source(store, ada, 5, book, note="Two volumes")
    with pytest.raises(StaleEdit):
        edit_source(store, ada, 6, book, note="Three")
    remove_source(store, ada, 7, edited)
    assert store.sources() == []
    for now in (8, 9):
        store.undo(ada, now)
    assert [source.note for source in store.sources()] == [""]


@pytest.mark.parametrize(("kind", "name"), [("rumour", "Somebody"), ("person", " ")])
def test_a_strange_kind_and_no_name_are_refused(store, ada, kind, name):
    with pytest.raises(Refused):
        add_source(store, ada, 4, kind, name)


def test_a_file_is_kept_with_its_name(store, ada, book):
    keep_file(store, ada, 5, book, "log.pdf", b"%PDF-1.7")
    kept = store.source(book.id)
    assert (kept.file_name, store.file(kept.file)) == ("log.pdf", b"%PDF-1.7")
    store.undo(ada, 6)
    assert store.source(book.id).file == ""


def test_a_source_goes_under_many_checks_once(store, ada, book, facts):
    ids = [check.id for _mark, check in facts]
    attach_source(store, ada, 5, ids[:2], book.id, "p. 7", "40 metres")
    attach_source(store, ada, 6, ids, book.id, "p. 7")
    resting = store.resting_on(book.id)
    assert [item.check for item in resting] == ids
    assert (resting[0].excerpt, resting[0].seen_by, resting[0].seen_at) == ("40 metres", ada, 5)
    with pytest.raises(Refused):
        remove_source(store, ada, 7, book)
    store.undo(ada, 8)
    store.undo(ada, 9)
    assert store.resting_on(book.id) == []


def test_a_source_is_attached_by_name_and_entered_where_it_is_new(store, ada, book, facts):
    ids = [check.id for _mark, check in facts]
    attach_many(store, ada, 5, ids, "The log book")
    attach_many(store, ada, 6, ids[:1], "City budget")
    assert [source.name for source in store.sources()] == ["The log book", "City budget"]
    assert [source.kind for source in store.sources()] == ["document", "document"]
    assert len(store.resting_on(book.id)) == 3 and len(store.evidence_of(ids[0])) == 2
    store.undo(ada, 7)
    assert [source.name for source in store.sources()] == ["The log book"]


def test_what_was_seen_already_is_seen_again_without_another_act(store, ada, book, facts):
    given = attach_source(store, ada, 5, [facts[0][1].id], book.id)
    with store.act(ada, 5, "unsee") as act:
        given = act.change_all(given, seen_by="", seen_at=0)
    (first,) = see(store, ada, 6, given)
    acts = len(store.history())
    assert see(store, ada, 7, given) == [] and len(store.history()) == acts
    assert store.evidence_of(facts[0][1].id) == [first]


def test_evidence_is_edited_and_removed(store, ada, book, facts):
    (item,) = attach_source(store, ada, 5, [facts[0][1].id], book.id)
    item = edit_evidence(store, ada, 6, item, locator="p. 9", stance="refutes")
    assert store.evidence_of(facts[0][1].id) == [item]
    remove_evidence(store, ada, 7, item)
    assert store.evidence_of(facts[0][1].id) == []
    pieces = attach_source(store, ada, 8, [check.id for _mark, check in facts], book.id)
    remove_evidence(store, ada, 9, *pieces)
    assert store.resting_on(book.id) == []
    store.undo(ada, 10)
    assert len(store.resting_on(book.id)) == len(pieces) > 1


def test_attempts_are_logged(store, ada, article):
    lene = add_source(store, ada, 4, "person", "Lene Brandt", contact="555 0100")
    made = log_attempt(store, ada, 5, lene.id, " phone ", "no_answer", "rang out", article.id)
    assert (made.way, made.author, made.at) == ("phone", ada, 5)
    assert store.attempts(source_id=lene.id) == [made]
    with pytest.raises(Refused):
        log_attempt(store, ada, 6, lene.id, "phone", "shouted")
    store.undo(ada, 7)
    assert store.attempts(article_id=article.id) == []
