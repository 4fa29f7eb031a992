"""Many checks in one act: all or none, with progress, taken back by one undo."""

from __future__ import annotations

import pytest

from db.kinds import Kind, Risk, State
from db.records import Check, QueueFilter, new_id
from editor.commands import bulk
from editor.commands.people import add_person

COUNT = 1_203


@pytest.fixture
def store(file_store):
    return file_store


@pytest.fixture
def person(store):
    return add_person(store, "Ada Moreau", 1).id


@pytest.fixture
def ids(store, person):
    with store.act(person, 2, "fill") as act:
        made = [act.add(Check(new_id(n), "", Kind.FACT, f"fact {n}")) for n in range(COUNT)]
    return [check.id for check in made]


def states(store):
    return dict(store.queue(QueueFilter(), limit=1).counts)


def test_every_check_a_filter_shows_is_set_and_one_undo_takes_it_back(store, person, ids):
    told = []
    wanted = QueueFilter(states=(State.UNCHECKED,))
    done = bulk.set_many(store, person, 9, wanted, told.append, state=State.CONFIRMED)
    assert (done, told) == (COUNT, [500, 1000, COUNT])
    assert states(store) == {State.CONFIRMED: COUNT}
    store.undo(person, 10)
    assert states(store) == {State.UNCHECKED: COUNT}
    store.redo(person, 11)
    assert states(store) == {State.CONFIRMED: COUNT}


def test_named_checks_are_set_and_one_that_is_gone_is_passed_over(store, person, ids):
    with store.act(person, 5, "remove") as act:
        act.remove(store.check(ids[1]))
    bulk.set_many(store, person, 9, ids[:3], risk=Risk.LEGAL, assignee=person)
    assert [c.id for c in store.checks_of(ids) if c.risk is Risk.LEGAL] == [ids[0], ids[2]]


def test_a_stopped_act_leaves_everything_as_it_was(store, person, ids):
    def stop(done):
        if done > 500:
            raise bulk.Stopped

    with pytest.raises(bulk.Stopped):
        bulk.set_many(store, person, 9, QueueFilter(), stop, state=State.CONFIRMED)
    assert states(store) == {State.UNCHECKED: COUNT}
    assert store.history(ids[0])[0].label == "fill"
