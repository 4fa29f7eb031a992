"""The store on a real SQLite file: round trips, undo over restarts, refusals."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import Foreign, NewerSchema, NotFound, NothingToUndo, Refused
from db.kinds import BlockKind, Kind, State
from db.records import Article, Block, Check, Document, QueueFilter, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)


def an_article(store, slug="pier"):
    article = Article(new_id(NOW), slug, "The pier")
    with store.act(ADA, NOW, "add article") as act:
        act.add(article)
    return article


def some_checks(store, article, count):
    made = [
        Check(new_id(NOW), article.id, Kind.FACT, f"Fact {n}", close=NOW + n % 3)
        for n in range(count)
    ]
    with store.act(ADA, NOW, "add checks") as act:
        for check in made:
            act.add(check)
    return made


def test_a_draft_comes_back_as_it_went_in(store):
    article = an_article(store)
    text = "Café 😀\n\nשלום"
    blocks = (Block(0, 6, BlockKind.HEADLINE), Block(8, 12))
    with store.act(ADA, NOW, "draft") as act:
        made = act.add_revision(article.id, Document(text, blocks, original=b"\x00raw"))
    again = store.revision(store.article("pier").revision)
    assert again == made and (again.text, again.blocks) == (text, blocks)
    assert store.original(made.id) == b"\x00raw"


def test_a_failed_act_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.act(ADA, NOW, "broken") as act:
        act.add(Article(new_id(NOW), "pier", "The pier"))
        raise ZeroDivisionError
    assert store.articles() == [] and store.history() == []


def test_undo_and_redo_survive_closing_the_store(url):
    store = Store.open(url)
    an_article(store)
    store.close()
    store = Store.open(url)
    store.undo(ADA, NOW)
    assert store.articles() == []
    store.close()
    store = Store.open(url)
    store.redo(ADA, NOW)
    assert [a.slug for a in store.articles()] == ["pier"]
    store.close()


def test_undo_keeps_what_somebody_changed_since(store):
    article = an_article(store)
    check = some_checks(store, article, 1)[0]
    with store.act(ADA, NOW, "both") as act:
        act.change(check, state=State.CONFIRMED, statement="By Ada")
    with store.act(new_id(NOW), NOW, "theirs") as act:
        act.change(store.check(check.id), statement="By Ben")
    change = store.undo(ADA, NOW)
    now = store.check(check.id)
    assert (now.state, now.statement) == (State.UNCHECKED, "By Ben")
    assert change.kept == (("check", check.id, "statement"),)


def test_a_new_act_ends_redo(store):
    an_article(store)
    store.undo(ADA, NOW)
    an_article(store, "bridge")
    with pytest.raises(NothingToUndo):
        store.redo(ADA, NOW)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(list(State))), max_size=12))
def test_undo_all_gives_the_start_and_redo_all_the_end(new_url, acts):
    store = Store.open(new_url())
    article = an_article(store)
    checks = some_checks(store, article, 3)
    person = new_id(NOW)
    states = lambda: [c.state for c in store.checks(article.id)]  # noqa: E731
    start = states()
    done = 0
    for index, state in acts:
        with store.act(person, NOW, "set") as act:
            act.change(store.check(checks[index].id), state=state)
        done += bool(act.done.ids)
    end = states()
    for _ in range(done):
        store.undo(person, NOW)
    assert states() == start
    for _ in range(done):
        store.redo(person, NOW)
    assert states() == end
    store.close()


@pytest.mark.parametrize("sort", ["close", "priority", "updated", "article"])
def test_pages_show_every_check_once(store, sort):
    made = some_checks(store, an_article(store), 23)
    seen, after = [], ""
    while True:
        page = store.queue(QueueFilter(), sort, 5, after)
        seen += [check.id for check in page.checks]
        after = page.next
        if not after:
            break
    assert sorted(seen) == sorted(check.id for check in made)
    assert page.counts == ((State.UNCHECKED, 23),)


def test_a_broken_cursor_is_refused(store):
    for after in ("x", "[1]", "{}"):
        with pytest.raises(Refused):
            store.queue(QueueFilter(), after=after)


def test_next_goes_to_each_person_once(store):
    some_checks(store, an_article(store), 2)
    first, second = (store.next_check(new_id(NOW), NOW) for _ in range(2))
    assert first.id != second.id and first.state is State.CHECKING
    with pytest.raises(NotFound):
        store.next_check(ADA, NOW)


def test_foreign_and_newer_files_are_refused_untouched(tmp_path):
    foreign = tmp_path / "foreign.db"
    other = sqlite3.connect(foreign)
    other.execute("CREATE TABLE recipe (name)")
    other.commit()
    other.close()
    before = foreign.read_bytes()
    with pytest.raises(Foreign):
        Store.open(str(foreign))
    assert foreign.read_bytes() == before
    newer = tmp_path / "newer.db"
    Store.open(str(newer)).close()
    raw = sqlite3.connect(newer)
    raw.execute("PRAGMA user_version = 99")
    raw.commit()
    raw.close()
    with pytest.raises(NewerSchema):
        Store.open(str(newer))


def test_a_snapshot_is_of_one_moment(store, url):
    an_article(store)
    other = Store.open(url)
    with store.snapshot():
        assert len(store.articles()) == 1
        an_article(other, "two")
        assert len(store.articles()) == 1 and len(store.history()) == 1
    assert len(store.articles()) == 2
    other.close()
