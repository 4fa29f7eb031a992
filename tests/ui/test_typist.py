"""Nothing typed is lost: kept, saved once, tried again, found after a crash, compared."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QObject

from db.errors import Locked
from db.kinds import Kind
from db.store import Store
from editor.app import QtDelivery
from editor.commands import articles, checks, marks
from editor.session import Session
from editor.ui import typist as module
from editor.ui.typist import Typist


@pytest.fixture
def open_session(tmp_path, qtbot):
    opened = []

    def open_(name="Ada"):
        made = Session(
            lambda: Store.open(str(tmp_path / "desk.db")),
            name,
            QtDelivery(),
            unsaved=str(tmp_path / "unsaved.db"),
        )
        opened.append(made)
        return made

    yield open_
    for session in opened:
        session.close()


@pytest.fixture
def new_typist(qapp):
    """Makes typists that end with the test, on this thread."""
    keeper = QObject()

    def make(session):
        return Typist(session, keeper)

    yield make
    for made in keeper.findChildren(Typist):
        made.shut()
    shiboken6.delete(keeper)


@pytest.fixture
def check(open_session, story):
    session = open_session()
    article, _revision = session.run(articles.import_document, story).result(10)
    return session.run(marks.mark, article.id, 28, 36, Kind.FACT).result(10)[1]


def stored(session, check):
    return session.ask(lambda store: store.check(check.id).statement).result(10)


def test_a_text_is_kept_shortly_after_a_key_and_saved_once(open_session, new_typist, check, qtbot):
    session = open_session()
    typist = new_typist(session)
    typist.type(check, "statement", "Half a thou")
    assert session.unsaved_get(check.id, "statement") is None
    qtbot.waitUntil(lambda: session.unsaved_get(check.id, "statement") is not None)
    typist.type(check, "statement", "Half a thought")
    with qtbot.waitSignal(typist.saved):
        typist.commit(check.id, "statement")
    assert stored(session, check) == "Half a thought"
    assert session.unsaved_get(check.id, "statement") is None
    acts = [
        e for e in session.ask(lambda s: s.history(check.id)).result(10) if e.label == "edit check"
    ]
    typist.commit(check.id, "statement")
    assert len(acts) == 1 and not typist.is_typed(check.id, "statement")


def test_typing_back_what_stood_there_is_no_act(open_session, new_typist, check):
    typist = new_typist(open_session())
    typist.type(check, "statement", "other")
    typist.type(check, "statement", check.statement)
    typist.commit(check.id, "statement")
    assert not typist.is_typed(check.id, "statement")


def test_a_text_of_a_program_that_died_is_found_again(open_session, new_typist, check, qtbot):
    first = new_typist(open_session())
    first.type(check, "statement", "typed and not saved")
    first.keep()
    again = open_session()
    typist = new_typist(again)
    assert typist.text_of(check, "statement") == "typed and not saved"
    assert typist.theirs(check, "statement") is None
    with qtbot.waitSignal(typist.saved):
        typist.commit(check.id, "statement")
    assert stored(again, check) == "typed and not saved"


def test_a_text_that_was_saved_as_the_program_ended_is_forgotten(open_session, new_typist, check):
    first = new_typist(open_session())
    first.type(check, "statement", "now in the store")
    first.keep()
    again = open_session()
    now = again.run(checks.edit_check, check, statement="now in the store").result(10)
    typist = new_typist(again)
    assert typist.text_of(now, "statement") == "now in the store"
    assert again.unsaved_all() == []


def test_found_again_over_somebody_elses_words_both_are_there(open_session, new_typist, check):
    first = new_typist(open_session())
    first.type(check, "statement", "mine")
    first.keep()
    again = open_session("Bo")
    now = again.run(checks.edit_check, check, statement="theirs").result(10)
    typist = new_typist(again)
    assert (typist.text_of(now, "statement"), typist.theirs(now, "statement")) == ("mine", "theirs")


@pytest.mark.parametrize("mine", [True, False])
def test_a_field_two_people_changed_is_decided(open_session, new_typist, check, qtbot, mine):
    session, other = open_session(), open_session("Bo")
    typist = new_typist(session)
    typist.type(check, "statement", "mine")
    now = other.run(checks.edit_check, check, statement="theirs").result(10)
    with qtbot.waitSignal(typist.conflicted) as told:
        typist.commit(check.id, "statement")
    assert told.args == [check.id, "statement"] and typist.theirs(check, "statement") == "theirs"
    assert stored(session, check) == "theirs"
    if mine:
        with qtbot.waitSignal(typist.saved):
            typist.decide(now, "statement", mine=True)
        assert stored(session, check) == "mine"
    else:
        typist.decide(now, "statement", mine=False)
        assert typist.text_of(now, "statement") == "theirs"
    assert session.unsaved_all() == []


def test_what_a_locked_store_refuses_is_tried_again(
    open_session, new_typist, check, qtbot, monkeypatch
):
    calls = []

    def command(store, person, now, record, **fields):
        calls.append(fields)
        if len(calls) == 1:
            raise Locked(path="desk.db")
        return checks.edit_check(store, person, now, record, **fields)

    monkeypatch.setitem(module.COMMANDS, type(check), command)
    monkeypatch.setattr(module, "AGAIN", 20)
    session = open_session()
    typist = new_typist(session)
    typist.type(check, "statement", "kept meanwhile")
    with qtbot.waitSignals([typist.waiting, typist.saved]):
        typist.commit(check.id, "statement")
        assert session.unsaved_get(check.id, "statement")[0] == "kept meanwhile"
    assert stored(session, check) == "kept meanwhile" and len(calls) == 2


def test_what_is_typed_while_saving_stays_typed(open_session, new_typist, check, qtbot):
    session = open_session()
    typist = new_typist(session)
    typist.type(check, "statement", "one")
    with qtbot.waitSignal(typist.saved):
        typist.commit(check.id, "statement")
        typist.type(check, "statement", "one two")
    assert typist.is_typed(check.id, "statement")
    with qtbot.waitSignal(typist.saved):
        typist.commit(check.id, "statement")
    assert stored(session, check) == "one two"


def test_a_field_no_record_has_is_kept_and_never_saved(open_session, new_typist, check):
    session = open_session()
    typist = new_typist(session)
    typist.type(check, "reply", "not yet")
    typist.keep()
    typist.commit(check.id, "reply")
    assert new_typist(open_session()).text_of(check, "reply") == "not yet"
    typist.forget(check.id, "reply")
    assert session.unsaved_all() == []


def test_words_saved_as_a_window_closes_are_not_typed_again(open_session, new_typist, check):
    session = open_session()
    typist = new_typist(session)
    typist.type(check, "statement", "The pier is shorter")
    typist.commit(check.id, "statement")
    typist.shut()
    session.close()
    again = open_session()
    assert stored(again, check) == "The pier is shorter" and again.unsaved_all() == []
