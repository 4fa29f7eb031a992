"""Checks that are confirmed on less than the house asks for say so, always."""

from __future__ import annotations

import json

import pytest

from db.house import PRIMARY, SECONDARY
from db.kinds import Kind, State
from db.records import Article, Check, Evidence, QueueFilter, Setting, Source, new_id

NOW = 1_800_000_000_000
ADA, BEN = new_id(NOW), new_id(NOW)


@pytest.fixture
def check(store):
    with store.act(BEN, NOW, "add") as act:
        article = act.add(Article(new_id(NOW), "pier", "The pier"))
        return act.add(Check(new_id(NOW), article.id, Kind.FACT, "x"))


@pytest.fixture
def sources(store):
    with store.act(BEN, NOW, "add") as act:
        return [act.add(Source(new_id(NOW), "document", f"Source {n}")) for n in range(3)]


def confirm(store, check, state=State.CONFIRMED):
    with store.act(ADA, NOW, "state") as act:
        act.change(store.check(check.id), state=state)


def attach(store, check, source, method="primary", seen=NOW, stance="supports", who=ADA):
    with store.act(who, NOW, "attach") as act:
        made = Evidence(new_id(NOW), check.id, source.id, stance, method, seen_at=seen)
        return act.add(made)


def is_thin(store, check):
    flag = store.check(check.id).thin
    assert len(store.queue(QueueFilter(thin=True)).checks) == flag
    assert store.summaries()[0].thin == flag and store.verify() == []
    return flag


def test_a_check_is_thin_from_the_moment_it_is_confirmed(store, check, sources):
    assert not is_thin(store, check)
    confirm(store, check)
    assert is_thin(store, check)
    attach(store, check, sources[0])
    assert not is_thin(store, check)
    store.undo(ADA, NOW)
    assert is_thin(store, check)
    store.undo(ADA, NOW)
    assert not is_thin(store, check)
    store.redo(ADA, NOW)
    confirm(store, check, State.CONFIRMED_WITH_CHANGE)
    assert is_thin(store, check)
    confirm(store, check, State.STET)
    assert not is_thin(store, check)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([], True),
        ([(0, "secondary", NOW, "supports")], True),
        ([(0, "secondary", NOW, "supports"), (1, "secondary", NOW, "supports")], False),
        ([(0, "secondary", NOW, "supports"), (0, "secondary", NOW, "supports")], True),
        ([(0, "primary", 0, "supports")], True),
        ([(0, "primary", NOW, "refutes"), (1, "primary", NOW, "context")], True),
        ([(0, "author_says", NOW, "supports"), (1, "author_says", NOW, "supports")], True),
        ([(0, "primary", NOW, "supports")], False),
    ],
)
def test_what_counts_as_enough(store, check, sources, pieces, expected):
    confirm(store, check)
    for number, method, seen, stance in pieces:
        attach(store, check, sources[number], method, seen, stance)
    assert is_thin(store, check) == expected


def test_evidence_that_is_seen_later_or_taken_away_counts_at_once(store, check, sources):
    confirm(store, check)
    piece = attach(store, check, sources[0], seen=0)
    with store.act(ADA, NOW, "see") as act:
        piece = act.change(piece, seen_at=NOW, seen_by=ADA)
    assert ("check", check.id) in act.done.ids and not is_thin(store, check)
    with store.act(ADA, NOW, "remove") as act:
        act.remove(piece)
    assert is_thin(store, check)


def test_undo_does_not_bring_back_a_flag_others_have_settled(store, check, sources):
    confirm(store, check)
    attach(store, check, sources[0])
    attach(store, check, sources[1], who=BEN)
    store.undo(ADA, NOW)
    assert not is_thin(store, check)


def test_another_rule_of_the_house_counts_for_every_check_at_once(store, check, sources):
    confirm(store, check)
    attach(store, check, sources[0])
    for primary, secondary, expected in ((2, 2, True), (2, 1, False), (0, 9, False), (3, 3, True)):
        with store.act(ADA, NOW, "rule") as act:
            for name, value in ((PRIMARY, primary), (SECONDARY, secondary)):
                known = [s for s in store.settings() if s.name == name]
                text = json.dumps(value)
                if known:
                    act.change(known[0], value=text)
                else:
                    act.add(Setting(new_id(NOW), name, text))
        assert is_thin(store, check) == expected
    store.undo(ADA, NOW)
    assert not is_thin(store, check)
