"""Acts: draft numbers, places of marks, and what ends redo."""

from __future__ import annotations

import pytest

from db.errors import NothingToUndo, Refused
from db.kinds import Kind
from db.records import Annotation, Article, Block, Document, new_id

NOW = 1_800_000_000_000
ADA = new_id(NOW)


def an_article(store, slug="pier"):
    article = Article(new_id(NOW), slug, "The pier")
    with store.act(ADA, NOW, "add article") as act:
        return act.add(article)


def a_draft(store, article, text="hello world"):
    with store.act(ADA, NOW, "draft") as act:
        return act.add_revision(article.id, Document(text, (Block(0, len(text)),)))


def a_mark(store):
    article = an_article(store)
    draft = a_draft(store, article)
    mark = Annotation(
        new_id(NOW), article.id, Kind.COMMENT, "hello", revision=draft.id, start=0, end=5
    )
    with store.act(ADA, NOW, "mark") as act:
        return act.add(mark)


def test_a_draft_can_follow_one_that_was_undone(store):
    article = an_article(store)
    first = a_draft(store, article)
    a_draft(store, article, "two")
    store.undo(ADA, NOW)
    assert store.article("pier").revision == first.id
    third = a_draft(store, article, "three")
    assert store.article("pier").revision == third.id and store.verify() == []


def test_a_changed_mark_stays_where_it_is(store):
    mark = a_mark(store)
    with store.act(ADA, NOW, "edit") as act:
        changed = act.change(mark, note="ask again")
    assert (changed.revision, changed.start, changed.end) == (mark.revision, 0, 5)
    assert store.annotation(mark.id) == changed


def test_the_place_of_a_mark_is_not_a_field_to_change(store):
    mark = a_mark(store)
    with pytest.raises(Refused), store.act(ADA, NOW, "edit") as act:
        act.change(mark, start=6)


def test_a_new_act_ends_redo_also_when_it_is_undone_and_redone(store):
    an_article(store, "first")
    store.undo(ADA, NOW)
    an_article(store, "second")
    store.undo(ADA, NOW)
    store.redo(ADA, NOW)
    with pytest.raises(NothingToUndo):
        store.redo(ADA, NOW)
    assert [a.slug for a in store.articles()] == ["second"]
