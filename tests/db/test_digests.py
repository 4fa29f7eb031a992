"""A store whose history was tied by the rule of earlier versions is tied anew, if it holds."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager

import pytest

from db import chain
from db.chain import CHAINED, START
from db.records import Article, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)


def add(store, slug):
    with store.act(ADA, NOW, "add") as act:
        return act.add(Article(new_id(NOW), slug, f"“{slug}” 🌉"))


@contextmanager
def writable(store):
    """A history that may be changed, as only somebody behind the program's back can."""
    engine = store.engine
    if engine.server:
        engine.run("ALTER TABLE history DISABLE TRIGGER history_append_only")
        yield engine
        engine.run("ALTER TABLE history ENABLE TRIGGER history_append_only")
    else:
        name = "history_no_UPDATE"
        rule = engine.value("SELECT sql FROM sqlite_master WHERE name = ?", (name,))
        engine.run(f"DROP TRIGGER {name}")
        yield engine
        engine.run(rule)


def age(store, first=1):
    """Make the history what version 2 of the schema had, from row `first` on tied as it did."""
    with writable(store) as engine:
        names = ", ".join(f'"{name}"' for name in CHAINED)
        previous = START
        for body in engine.rows(f"SELECT {names} FROM history ORDER BY seq"):
            told = json.dumps([previous, *body], ensure_ascii=False, separators=(",", ":"))
            own = hashlib.sha256(told.encode()).hexdigest()
            if body[0] < first:
                own = chain.follow(previous, chain.digest(body))
            engine.run(
                "UPDATE history SET previous = ?, hash = ? WHERE seq = ?", (previous, own, body[0])
            )
            previous = own
        engine.run("UPDATE anchor SET head = ?", (previous,))
    engine.run("DELETE FROM schema_migration WHERE name LIKE '0003%'")
    if not engine.server:
        engine.run("PRAGMA user_version = 2")


@pytest.fixture
def old(url):
    """The address of a store that an earlier version made and closed."""
    store = Store.open(url)
    add(store, "pier")
    add(store, "weir")
    age(store)
    store.close()
    return url


def test_a_history_that_holds_is_tied_anew(old):
    store = Store.open(old)
    assert store.verify() == []
    links = store.links(article.id for article in store.articles())
    found = store.chain(1)
    head = START
    for _seq, digest in found.digests:
        head = chain.follow(head, digest)
    assert head == found.head and len(links) == 2
    add(store, "dam")
    assert store.verify() == []
    store.close()


def test_the_history_cannot_be_changed_afterwards(old):
    store = Store.open(old)
    with pytest.raises(Exception, match="append-only"):
        store.engine.run("UPDATE history SET label = 'nothing'")
    store.close()


def test_rows_of_both_rules_are_tied_anew(url):
    store = Store.open(url)
    for slug in ("pier", "weir", "dam"):
        add(store, slug)
    age(store, first=3)
    store.close()
    store = Store.open(url)
    assert store.verify() == []
    store.close()


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        (
            "UPDATE history SET label = 'nothing happened' WHERE seq = 1",
            "history row 1 was changed",
        ),
        ("UPDATE anchor SET head = 'f'", "the last history row is not the one that was written"),
    ],
)
def test_a_history_that_does_not_hold_is_left_and_said_to_be(old, tampering, told):
    store = Store.open(old)
    age(store)
    with writable(store) as engine:
        engine.run(tampering)
    before = store.engine.rows("SELECT seq, previous, hash FROM history ORDER BY seq")
    store.close()
    store = Store.open(old)
    assert store.engine.rows("SELECT seq, previous, hash FROM history ORDER BY seq") == before
    problems = store.verify()
    assert told in problems
    assert any("tied as by earlier versions" in problem for problem in problems)
    assert not any("row 2 was changed" in problem for problem in problems)
    store.close()
