"""The bundled sample: what a first start shows."""

from __future__ import annotations

from db.kinds import Kind, PlacementStatus, State
from db.store import Store
from editor.commands.people import add_person
from editor.sample import documents, file_sample

NOW = 1_800_000_000_000


def test_it_has_three_drafts_with_work_in_them(store: Store) -> None:
    me = add_person(store, "Zoë Lind", NOW).id
    article = file_sample(store, me, NOW, documents())
    assert article.draft == 3 and article.close > NOW
    marks = store.annotations(article.id)
    assert {mark.kind for mark in marks} >= {Kind.QUOTE, Kind.CLAIM, Kind.FACT, Kind.CHANGE}
    statuses = {mark.placement for mark in marks}
    assert statuses >= {PlacementStatus.KEPT, PlacementStatus.CHANGED}
    second = store.revisions(article.id)[1].id
    cut = [m for m in store.annotations(article.id, second) if m.placement is PlacementStatus.CUT]
    assert [mark.exact[:18] for mark in cut] == ["rose by 12 percent"]
    states = {check.state for check in store.checks(article.id)}
    assert states >= {State.CONFIRMED, State.CONFIRMED_WITH_CHANGE, State.UNCHECKED, State.QUERY}
    assert len(store.attempts(article.id)) == 5
    assert store.queries(article.id) and store.passes(article.id)


def test_its_people_do_not_stand_between_a_person_alone_and_her_sign_off(store: Store) -> None:
    me = add_person(store, "Zoë Lind", NOW)
    file_sample(store, me.id, NOW, documents())
    assert store.workers() == [me]
    assert store.history(limit=1)[0].person != me.id
