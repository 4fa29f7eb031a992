"""A session: acts and questions off the caller's thread, Changes announced."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import apsw
import pytest

from db import backup
from db.errors import DiskFull, NothingToUndo
from db.kinds import Kind
from db.store import Store
from editor.commands.articles import import_document
from editor.commands.marks import mark
from editor.commands.passages import move_passage
from editor.reading.reader import read_text
from editor.session import Session, now_ms

STORY = "A headline for the harbour\n\nThe pier is 40 metres long, the mayor said."


@pytest.fixture
def open_session(url):
    """Opens sessions on one store, as several windows, programs or people do."""
    opened = []

    def open_one(person="Ada Moreau", **more):
        opened.append(Session(lambda: Store.open(url), person, **more))
        return opened[-1]

    yield open_one
    for session in opened:
        session.close()


@pytest.fixture
def session(open_session):
    return open_session()


class Heard(list):
    """A listener that can be waited for."""

    def __init__(self):
        super().__init__()
        self._changed = threading.Condition()

    def __call__(self, value):
        with self._changed:
            self.append(value)
            self._changed.notify_all()

    def wait(self, count):
        with self._changed:
            assert self._changed.wait_for(lambda: len(self) >= count, 20), list(self)


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


def test_others_hear_the_same_change_as_oneself(open_session):
    ada, ben = open_session(), open_session("Ben Ortega")
    mine, theirs = Heard(), Heard()
    ada.ask(lambda store: ada._pass_on()).result(10)  # Ben's arrival
    ada.listeners.append(mine)
    ben.listeners.append(theirs)
    article, draft = ada.run(import_document, read_text(STORY)).result(10)
    ada.run(mark, article.id, 0, 10, Kind.FACT).result(10)
    ada.undo().result(10)
    theirs.wait(3)
    told = [(c.act, c.seq, c.label, c.person, set(c.ids)) for c in mine]
    assert [(c.act, c.seq, c.label, c.person, set(c.ids)) for c in theirs] == told
    assert len(mine) == 3 and told[0][3] == ada.person.id
    ben.run(mark, article.id, 0, 10, Kind.FACT).result(10)
    mine.wait(4)
    assert mine[3].person == ben.person.id and len(theirs) == 4


def test_a_place_is_told_by_the_mark_it_belongs_to(open_session):
    ada, ben = open_session(), open_session("Ben Ortega")
    article, draft = ada.run(import_document, read_text(STORY)).result(10)
    made, check = ada.run(mark, article.id, 0, 10, Kind.FACT).result(10)
    heard = Heard()
    ben.listeners.append(heard)
    ada.run(move_passage, made, 0, 12).result(10)
    heard.wait(1)
    assert ("placement", made.id) in heard[-1].ids


def test_text_that_cannot_be_kept_is_a_trouble_and_typing_goes_on(tmp_path):
    def open_store():
        return Store.open(str(tmp_path / "desk.db"))

    session = Session(open_store, "Ada", unsaved=str(tmp_path / "unsaved.db"))
    heard = Heard()
    session.troubles.append(heard)
    holder = apsw.Connection(str(tmp_path / "unsaved.db"))
    holder.execute("BEGIN IMMEDIATE")
    session._unsaved._database.timeout = 0.1
    session.unsaved_keep("m1", "note", 1, "text")
    assert [error.code for error in heard] == ["locked"]
    holder.execute("ROLLBACK")
    holder.close()
    session.unsaved_keep("m1", "note", 1, "text")
    assert session.unsaved_get("m1", "note") == ("text", 1)
    session.close()


def test_nothing_is_missed_over_a_lost_connection(server):
    url = server.new_url()
    session = Session(lambda: Store.open(url), "Ada")
    other = Store.open(url)
    heard, changes = Heard(), Heard()
    session.troubles.append(heard)
    session.listeners.append(changes)
    server.end_connections()
    import_document(other, session.person.id, 1, read_text(STORY))
    changes.wait(1)
    assert [c.label for c in changes] == ["add article"] and heard == []
    other.close()
    session.close()


def test_damage_left_by_a_crash_is_told(tmp_path):
    path = tmp_path / "desk.db"
    store = Store.open(str(path))
    import_document(store, "p", 1, read_text("x " * 50_000))
    store.close()
    data = bytearray(path.read_bytes())
    data[-4096:] = b"y" * 4096
    path.write_bytes(bytes(data))
    (tmp_path / "desk.db-wal").write_bytes(b"left behind")
    session = Session(lambda: Store.open(str(path)), "Ada")
    heard = Heard()
    session.troubles.append(heard)
    heard.wait(1)
    assert heard[0].code == "damaged"
    session.close()


def test_a_store_is_backed_up_when_a_session_ends_and_a_failure_is_told(tmp_path):
    def fail():
        raise DiskFull(path="somewhere")

    path = tmp_path / "desk.db"
    session = Session(
        lambda: Store.open(str(path)), "Ada", back_up=lambda: backup.back_up(path, now_ms())
    )
    session.run(import_document, read_text(STORY)).result(10)
    session.close()
    (made,) = backup.backups(backup.folder_of(path))
    assert made.seq > 1
    session = Session(lambda: Store.open(str(path)), "Ada", back_up=fail)
    heard = Heard()
    session.troubles.append(heard)
    session.close()
    assert [error.code for error in heard] == ["disk_full"]


@pytest.mark.parametrize("outcome", ["a result", OSError("it went wrong")])
def test_nobody_is_told_after_the_session_has_closed(open_session, outcome):
    waiting, told = [], []
    session = open_session(deliver=waiting.append)
    future = Future()
    session.then(future, told.append, told.append)
    if isinstance(outcome, OSError):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
    session.close()
    assert len(waiting) == 1
    waiting[0]()
    assert told == []
