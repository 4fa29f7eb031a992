"""A session: acts and questions off the caller's thread, Changes announced."""

from __future__ import annotations

import threading

import pytest

from db.errors import NothingToUndo
from db.store import Store
from editor.commands.articles import import_document
from editor.reading import read_text
from editor.session import Session

STORY = "A headline for the harbour\n\nThe pier is 40 metres long, the mayor said."


@pytest.fixture
def session(tmp_path):
    opened = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada Moreau")
    yield opened
    opened.close()


def test_acts_and_questions_leave_the_callers_thread(session):
    names = []
    session.ask(lambda store: names.append(threading.current_thread().name)).result(10)
    assert names == ["galley-reader"]


def test_a_change_reaches_every_listener_once(session):
    heard = []
    session.listeners.append(heard.append)
    session.run(import_document, read_text(STORY)).result(10)
    assert [change.label for change in heard] == ["add article"]


def test_the_reader_sees_what_was_written_and_undo_takes_it_back(session):
    session.run(import_document, read_text(STORY)).result(10)
    assert len(session.ask(lambda store: store.articles()).result(10)) == 1
    session.undo().result(10)
    assert session.ask(lambda store: store.articles()).result(10) == []
    session.redo().result(10)
    assert len(session.ask(lambda store: store.articles()).result(10)) == 1


def test_a_failure_reaches_the_one_who_asked(session):
    failures = []
    done = threading.Event()

    def failed(error):
        failures.append(error)
        done.set()

    session.then(session.redo(), lambda change: done.set(), failed)
    assert done.wait(10)
    assert isinstance(failures[0], NothingToUndo)


def test_the_same_name_is_the_same_person_next_time(tmp_path):
    people = []
    for _ in range(2):
        again = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada Moreau")
        people.append(again.person.id)
        again.close()
    assert people[0] == people[1]


def test_what_was_typed_survives_the_session_and_belongs_to_its_store(tmp_path):
    unsaved = str(tmp_path / "unsaved.db")

    def open_on(name):
        url = str(tmp_path / name)
        return Session(lambda: Store.open(url), "Ada Moreau", unsaved=unsaved)

    first = open_on("desk.db")
    first.unsaved_keep("m1", "note", 3, "half a senten")
    first.unsaved_keep("m1", "speaker", 3, "A")
    first.unsaved_drop("m1", "speaker")
    first.close()
    other, again = open_on("other.db"), open_on("desk.db")
    assert other.unsaved_get("m1", "note") is None
    assert again.unsaved_get("m1", "note") == ("half a senten", 3)
    assert [kept.text for kept in again.unsaved_all()] == ["half a senten"]
    other.close()
    again.close()
