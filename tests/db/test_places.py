"""Places of marks and decisions in one draft after the other, and their undo."""

from __future__ import annotations

import pytest

from db.kinds import Kind, PlacementStatus
from db.records import Annotation, Article, Block, Candidate, Document, new_id

NOW = 1_800_000_000_000
ADA = new_id(NOW)


def a_draft(store, text):
    with store.act(ADA, NOW, "draft") as act:
        return act.add_revision(store.article("pier").id, Document(text, (Block(0, len(text)),)))


@pytest.fixture
def mark(store):
    with store.act(ADA, NOW, "add") as act:
        article = act.add(Article(new_id(NOW), "pier", "The pier"))
    draft = a_draft(store, "hello world")
    with store.act(ADA, NOW, "mark") as act:
        return act.add(
            Annotation(
                new_id(NOW), article.id, Kind.FACT, "hello", revision=draft.id, start=0, end=5
            )
        )


def test_each_draft_has_its_own_place(store, mark):
    second = a_draft(store, "well, hello world")
    assert store.annotation(mark.id).placement is PlacementStatus.LOST
    with store.act(ADA, NOW, "place") as act:
        placed = act.place(mark.id, second.id, 6, 11, PlacementStatus.MOVED, 90, [("", "well,")])
    assert act.done.ids == (("placement", mark.id),)
    now = store.annotation(mark.id)
    assert (now.revision, now.start, now.end, now.placement) == (second.id, 6, 11, "moved")
    assert store.placements(mark.article) == {mark.id: placed}
    old = store.placements(mark.article, mark.revision)[mark.id]
    assert (old.start, old.end, old.status) == (0, 5, PlacementStatus.KEPT)


def test_a_place_is_replaced_and_undone(store, mark):
    second = a_draft(store, "world")
    for candidates in ((), (Candidate(0, 5, 0.25),)):
        with store.act(ADA, NOW, "place") as act:
            act.place(
                mark.id,
                second.id,
                None,
                None,
                PlacementStatus.REVIEW,
                reason="gone",
                candidates=candidates,
            )
    assert store.placements(mark.article)[mark.id].candidates == (Candidate(0, 5, 0.25),)
    store.undo(ADA, NOW)
    assert store.placements(mark.article)[mark.id].candidates == ()
    store.undo(ADA, NOW)
    assert store.placements(mark.article) == {}
    with store.act(ADA, NOW, "place again") as act:
        act.place(mark.id, second.id, 0, 5)
    assert store.annotation(mark.id).start == 0
    store.undo(ADA, NOW)
    assert store.annotation(mark.id).start is None
    store.redo(ADA, NOW)
    assert store.annotation(mark.id).start == 0


def test_undoing_a_draft_brings_the_old_places_back(store, mark):
    second = a_draft(store, "hello")
    with store.act(ADA, NOW, "place") as act:
        act.place(mark.id, second.id, 0, 5)
    store.undo(ADA, NOW)
    store.undo(ADA, NOW)
    assert [r.number for r in store.revisions(mark.article)] == [1]
    assert store.annotation(mark.id).revision == mark.revision
    store.redo(ADA, NOW)
    store.redo(ADA, NOW)
    assert [r.number for r in store.revisions(mark.article)] == [1, 2]
    assert store.annotation(mark.id).revision == second.id and store.verify() == []
