"""What undo takes back, what it leaves to others, and what it passes over."""

from __future__ import annotations

import pytest

from db.errors import NothingToUndo, StaleEdit
from db.kinds import Kind, State
from db.records import Annotation, Article, Check, new_id

NOW = 1_800_000_000_000
ADA, BEN = new_id(NOW), new_id(NOW)


@pytest.fixture
def article(store):
    with store.act(new_id(NOW), NOW, "add") as act:
        return act.add(Article(new_id(NOW), "pier", "The pier"))


def a_mark(act, article, words):
    check = act.add(Check(new_id(NOW), article.id, Kind.FACT, words))
    return act.add(Annotation(new_id(NOW), article.id, Kind.FACT, words, check=check.id))


def test_a_mark_others_worked_on_stays_with_its_check_and_the_rest_goes(store, article):
    with store.act(ADA, NOW, "accept") as act:
        first, second = a_mark(act, article, "one"), a_mark(act, article, "two")
    with store.act(BEN, NOW, "state") as act:
        act.change(store.check(first.check), state=State.CONFIRMED)
    change = store.undo(ADA, NOW)
    assert change.kept == (("check", first.check, "state"),)
    assert [m.id for m in store.annotations(article.id)] == [first.id]
    assert [c.id for c in store.checks(article.id)] == [first.check]
    store.redo(ADA, NOW)
    assert {m.id for m in store.annotations(article.id)} == {first.id, second.id}


def test_what_the_program_does_by_itself_goes_back_with_the_act_it_followed(store, article):
    with store.act(ADA, NOW, "mark") as act:
        mark = a_mark(act, article, "one")
    with store.act(ADA, NOW, "open", "auto") as act:
        act.change(store.check(mark.check), state=State.CHECKING)
    store.undo(ADA, NOW)
    assert store.annotations(article.id) == store.checks(article.id) == []
    store.redo(ADA, NOW)
    assert store.check(mark.check).state is State.CHECKING
    with store.act(ADA, NOW, "open", "auto") as act:
        act.change(store.check(mark.check), state=State.UNCHECKED)
    store.undo(ADA, NOW)
    with store.act(ADA, NOW, "open", "auto") as act:
        act.change(article, headline="By itself")
    store.redo(ADA, NOW)
    assert len(store.checks(article.id)) == 1
    store.undo(ADA, NOW)
    with pytest.raises(NothingToUndo):
        store.undo(ADA, NOW)
    assert store.article("pier").headline == "By itself"


def test_an_act_that_changes_nothing_leaves_nothing(store, article):
    heard = []
    store.listeners.append(heard.append)
    with store.act(ADA, NOW, "same") as act:
        act.change(article, headline="The pier")
    assert heard == [] and act.done.ids == ()
    with pytest.raises(NothingToUndo):
        store.undo(ADA, NOW)


def test_a_stale_edit_is_refused_with_both_texts_and_leaves_nothing(store, article):
    with store.act(BEN, NOW, "theirs") as act:
        act.change(article, headline="Theirs", desk="City")
    with pytest.raises(StaleEdit) as refused, store.act(ADA, NOW, "mine") as act:
        act.change(article, language="en")
        act.change(article, headline="Mine")
    values = refused.value.values
    assert (values["field"], values["mine"], values["theirs"]) == ("headline", "Mine", "Theirs")
    assert store.article("pier").language == ""


def test_many_are_changed_and_undone_as_one(store, article):
    made = [Check(new_id(NOW), article.id, Kind.FACT, f"Fact {n}") for n in range(1200)]
    with store.act(ADA, NOW, "add") as act:
        for check in made:
            act.add(check)
    with store.act(ADA, NOW, "set") as act:
        changed = act.change_all(made, state=State.STET, reason="late")
    assert [c.id for c in changed] == [c.id for c in made]
    assert {c.version for c in changed} == {2} == {c.version for c in store.checks(article.id)}
    store.undo(ADA, NOW)
    assert {(c.state, c.reason) for c in store.checks(article.id)} == {(State.UNCHECKED, "")}
    assert store.verify() == []


def test_an_act_inside_an_act_is_a_mistake(store):
    with pytest.raises(RuntimeError), store.act(ADA, NOW, "one"), store.act(ADA, NOW, "two"):
        pass
    with store.act(ADA, NOW, "after") as act:
        act.add(Article(new_id(NOW), "pier", "The pier"))
