"""Named filters: written down, read back, replaced by name, taken back."""

from __future__ import annotations

import pytest

from db.kinds import Kind, Risk, State
from db.records import QueueFilter
from editor.commands.filters import read_back, remove_filter, save_filter, written
from editor.commands.people import add_person

LEGAL = QueueFilter(
    states=(State.QUERY, State.CHANGE_NEEDED),
    kinds=(Kind.FACT,),
    risks=(Risk.LEGAL,),
    thin=True,
    close_after=9,
    close_before=99,
    tags=("later",),
    text="pier",
)


@pytest.fixture
def store(file_store):
    return file_store


@pytest.mark.parametrize("wanted", [QueueFilter(), LEGAL, QueueFilter(open=True, article="a1")])
def test_a_filter_is_read_back_as_it_was_written(wanted):
    assert read_back(written(wanted)) == wanted


@pytest.mark.parametrize("text", ["", "[]", "{", '{"states": "query", "thin": "yes", "new": 1}'])
def test_what_is_not_known_is_left_out(text):
    assert read_back(text) == QueueFilter()


def test_values_that_are_gone_are_left_out():
    assert read_back('{"states": ["query", "on_fire"]}') == QueueFilter(states=(State.QUERY,))


def test_a_filter_is_saved_replaced_and_taken_back(store):
    ada, ben = add_person(store, "Ada", 1).id, add_person(store, "Ben", 1).id
    save_filter(store, ada, 2, "Mine", QueueFilter(text="pier"))
    save_filter(store, ada, 3, "Mine", LEGAL, "priority")
    save_filter(store, ben, 4, "Legal", LEGAL, for_all=True)
    assert [(f.name, f.sort) for f in store.saved_filters(ada)] == [
        ("Mine", "priority"),
        ("Legal", "close"),
    ]
    assert [f.name for f in store.saved_filters(ben)] == ["Legal"]
    store.undo(ada, 5)
    assert read_back(store.saved_filters(ada)[0].wanted) == QueueFilter(text="pier")
    remove_filter(store, ada, 6, store.saved_filters(ada)[0])
    assert [f.name for f in store.saved_filters(ada)] == ["Legal"]
    store.undo(ada, 7)
    assert len(store.saved_filters(ada)) == 2
