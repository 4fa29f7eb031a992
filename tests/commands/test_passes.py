"""Passes and the sign-off: who read which draft for what, and who may say it is done."""

from __future__ import annotations

import json

import pytest

from db.errors import NoSecondReader, ReasonsMissing, Refused
from db.kinds import State
from db.records import Setting, new_id
from editor.commands.changes import let_stand
from editor.commands.checks import attach
from editor.commands.passes import (
    PURPOSES,
    SIGN_OFF,
    checkers,
    initial,
    purposes,
    set_stage,
    sign_off,
    thin_checks,
    withdraw,
)


def thin(store, ada, check):
    """Confirm a check on nothing, which is less than the house asks for."""
    with store.act(ada, 4, "confirm") as act:
        act.change(check, state=State.CONFIRMED, thin=True)
    return store.check(check.id)


def test_a_pass_carries_initials_and_the_draft(store, ada, article):
    done = initial(store, ada, 5, article.id, "copy", " Two commas. ")
    assert store.passes(article.id) == [done]
    assert (done.initials, done.revision, done.remarks) == ("AM", article.revision, "Two commas.")
    store.undo(ada, 6)
    assert store.passes(article.id) == []


def test_the_house_has_a_list_of_its_own(store, ada, article):
    assert purposes(store) == PURPOSES
    with store.act(ada, 4, "set") as act:
        act.add(Setting(new_id(4), "passes", json.dumps(["desk", SIGN_OFF, "night"])))
    assert purposes(store) == ("desk", "night")
    with pytest.raises(Refused):
        initial(store, ada, 5, article.id, "copy")
    assert initial(store, ada, 5, article.id, "night").purpose == "night"


def test_who_checked_does_not_sign_off(store, ada, ben, article, facts):
    attach(store, ada, 4, facts[0][1].id, "The log book")
    initial(store, ben, 5, article.id, "copy")
    assert checkers(store, article.id) == {ada}
    with pytest.raises(NoSecondReader) as caught:
        sign_off(store, ada, 6, article.id)
    assert caught.value.values == {"person": "Ada Moreau"}
    assert sign_off(store, ben, 7, article.id, "Read it twice").purpose == SIGN_OFF


def test_a_reader_who_let_something_stand_is_no_checker(store, ada, ben, article, facts):
    let_stand(store, ben, 4, facts[0][1], "The writer insists")
    initial(store, ada, 5, article.id, "checking")
    assert checkers(store, article.id) == {ada}


def test_one_person_alone_signs_for_herself(store, ada, article, facts):
    attach(store, ada, 4, facts[0][1].id, "The log book")
    assert sign_off(store, ada, 5, article.id).person == ada


def test_thin_checks_want_reasons_at_sign_off(store, ada, article, facts):
    check = thin(store, ada, facts[0][1])
    assert thin_checks(store.checks(article.id)) == [check]
    with pytest.raises(ReasonsMissing) as caught:
        sign_off(store, ada, 5, article.id, reasons={check.id: "  "})
    assert caught.value.values == {"count": 1, "first": check.id}
    sign_off(store, ada, 6, article.id, reasons={check.id: "She was there"})
    assert store.check(check.id).thin_reason == "She was there"
    store.undo(ada, 7)
    assert store.passes(article.id) == [] and store.check(check.id).thin_reason == ""


def test_a_stage_is_set_and_taken_back(store, ada, article):
    article = store.article(article.id)
    set_stage(store, ada, 5, article, " copy ")
    assert store.article(article.id).stage == "copy"
    store.undo(ada, 6)
    assert store.article(article.id).stage == "checking"
    with pytest.raises(Refused):
        set_stage(store, ada, 7, article, " ")


def test_a_withdrawn_pass_says_since_when(store, ada, article):
    done = initial(store, ada, 5, article.id, "copy")
    withdraw(store, ada, 6, [done])
    assert store.passes(article.id)[0].withdrawn == 6
    withdraw(store, ada, 7, store.passes(article.id))
    assert store.passes(article.id)[0].withdrawn == 6
