"""Every record kind goes into a store and comes back, on both engines; tables fit records."""

from __future__ import annotations

import dataclasses

import pytest

from db.codec import CODECS, STORED
from db.errors import Exists, NotFound, Refused
from db.kinds import BlockKind, Kind, PlacementStatus, Risk, State
from db.records import (
    Annotation,
    Article,
    Block,
    Candidate,
    Check,
    ContactAttempt,
    Correction,
    Decision,
    Document,
    Evidence,
    Overlay,
    Pass,
    Person,
    Placement,
    Query,
    Reply,
    Revision,
    SavedFilter,
    Setting,
    Source,
    new_id,
)
from db.store import Store
from db.tables import EXTRA

NOW = 1_800_000_000_000
ADA = new_id(NOW)


@pytest.fixture
def article(store):
    with store.act(ADA, NOW, "add") as act:
        made = act.add(Article(new_id(NOW), "pier", "The pier", ("Ada", "Łukasz"), desk="City"))
        act.add_revision(made.id, Document("hello world", (Block(0, 11),), original=b"\0raw"))
    return store.article("pier")


def everything(article, check="c" * 32, source="s" * 32, mark="m" * 32):
    """One record of every kind with every field filled, in an order that can be added."""
    draft, number = article.revision, 7
    yield Person(new_id(NOW), "Ben 😀", "B")
    yield Check(check, article.id, Kind.FACT, "He 'said' so", State.CONFIRMED, "true", Risk.LEGAL)
    yield Annotation(
        mark,
        article.id,
        Kind.QUOTE,
        "hello",
        suffix=" world",
        note="a\nb",
        speaker="Zoë",
        check=check,
        revision=draft,
        start=0,
        end=5,
        placement=PlacementStatus.MOVED,
        tags=("a", 'b"c'),
    )
    yield Decision(
        new_id(NOW), article.id, "no_facts", "", "world", revision=draft, start=6, end=11
    )
    yield Overlay(new_id(NOW), article.id, draft, 0, 11, BlockKind.DECK, "added")
    yield Reply(new_id(NOW), mark, ADA, "why?", NOW, True)
    yield Source(source, "person", "Ned", confidential=True)
    yield Evidence(new_id(NOW), check, source, seen_by=ADA, seen_at=NOW)
    yield ContactAttempt(new_id(NOW), source, article.id, ADA, NOW, "phone", "left_message")
    yield Query(new_id(NOW), article.id, number, "Ned", "Sure?", annotations=(mark,))
    yield Pass(new_id(NOW), article.id, draft, ADA, "checking", "AM", NOW, "fine", 5)
    yield Correction(new_id(NOW), article.id, "40", "41", at=NOW)
    yield Setting(new_id(NOW), "house_rule", '{"primary": 1}')
    yield SavedFilter(new_id(NOW), "legal", "{}", owner=ADA)
    yield Placement(
        new_id(NOW),
        "x" * 32,
        draft,
        None,
        None,
        PlacementStatus.REVIEW,
        40,
        (("40", "41"),),
        "reworded",
        (Candidate(0, 5, 0.5),),
    )


def read_back(store, record):
    if isinstance(record, Decision):
        return next(d for d in store.decisions(record.article) if d.id == record.id)
    if isinstance(record, Annotation):
        return store.annotation(record.id)
    found = store.get(type(record), record.id)
    return (
        dataclasses.replace(found, updated=record.updated) if "updated" in fields(found) else found
    )


def fields(record):
    return [f.name for f in dataclasses.fields(record)]


def test_every_kind_comes_back_as_it_went_in(store, article):
    records = list(everything(article))
    assert {type(r) for r in records} | {Article, Revision} == set(STORED)
    with store.act(ADA, NOW, "all") as act:
        for record in records:
            act.add(record)
    assert [read_back(store, record) for record in records] == records
    assert store.verify() == []


def test_every_kind_is_removed_and_comes_back_by_undo(store, article):
    records = [r for r in everything(article) if not isinstance(r, Annotation | Decision)]
    with store.act(ADA, NOW, "all") as act:
        for record in records:
            if not isinstance(record, Reply):
                act.add(record)
    records = [r for r in records if not isinstance(r, Reply)]
    with store.act(ADA, NOW, "none") as act:
        for record in records:
            act.remove(record)
    for record in records:
        with pytest.raises(NotFound):
            store.get(type(record), record.id)
    store.undo(ADA, NOW)
    assert [read_back(store, r).id for r in records] == [r.id for r in records]
    store.undo(ADA, NOW)
    assert store.persons() == store.sources() == store.checks(article.id) == []


def test_readers_find_what_belongs_to_whom(store, article):
    with store.act(ADA, NOW, "all") as act:
        for record in everything(article):
            act.add(record)
    check, source = "c" * 32, "s" * 32
    assert store.source("Ned").id == store.sources()[0].id == source
    assert [e.check for e in store.evidence(article.id)] == [check]
    assert store.evidence_of(check) == store.evidence(article.id)
    assert store.attempts(article.id) == store.attempts(source_id=source) == store.attempts()
    assert store.attempts("nobody") == []
    assert [q.number for q in store.queries(article.id)] == [7]
    assert [p.purpose for p in store.passes(article.id)] == ["checking"]
    assert store.corrections() == store.corrections(article.id) != []
    assert [f.name for f in store.saved_filters(ADA)] == ["legal"]
    assert store.saved_filters("somebody else") == []
    assert [r.text for r in store.replies(article.id)] == ["why?"]
    assert [m.id for m in store.places([check])[check]] == ["m" * 32]
    assert [o.text for o in store.overlays(article.revision)] == ["added"]


def test_an_id_is_taken_once(store, article):
    record = Source(new_id(NOW), "person", "Ned")
    with store.act(ADA, NOW, "add") as act:
        act.add(record)
    with pytest.raises(Exists) as refused, store.act(ADA, NOW, "again") as act:
        act.add(record)
    assert refused.value.values == {"kind": "source", "id": record.id}
    assert len(store.sources()) == 1 and store.verify() == []


def test_what_refers_to_nothing_is_refused(store):
    with pytest.raises(Refused), store.act(ADA, NOW, "add") as act:
        act.add(Reply(new_id(NOW), "nothing", ADA, "?", NOW))


def test_values_no_field_can_have_are_refused(store, article):
    with store.act(ADA, NOW, "add") as act:
        check = act.add(Check(new_id(NOW), article.id, Kind.FACT, "x"))
    for wanted in ({"state": "perhaps"}, {"nonsense": 1}, {"statement": None}, {"priority": "a"}):
        with pytest.raises(Refused), store.act(ADA, NOW, "set") as act:
            act.change(check, **wanted)


def test_nul_and_lone_surrogates_are_kept_as_replacement_characters(store, article):
    with store.act(ADA, NOW, "add") as act:
        source = act.add(Source(new_id(NOW), "person", "a\0b\ud800c"))
    assert store.source(source.id).name == "a\ufffdb\ufffdc"


def test_files_are_kept_once_by_their_hash(store):
    with store.act(ADA, NOW, "keep") as act:
        first, second = act.add_file(b"\0\1"), act.add_file(b"\0\1")
    assert first == second and store.file(first) == b"\0\1"
    with pytest.raises(NotFound):
        store.file("0" * 64)


def test_an_article_of_nothing_but_defaults_has_its_original(store, article):
    assert store.original(article.revision) == b"\0raw"
    with pytest.raises(NotFound):
        store.original("nothing")


@pytest.mark.parametrize("record", STORED, ids=lambda record: record.__name__)
def test_tables_have_a_column_for_every_field_and_none_holds_null(store, record):
    codec = CODECS[record]
    columns = store.engine.database.get_columns(codec.kind)
    fields = store.tables.of[record]._meta.sorted_field_names
    own = {*codec.columns, *EXTRA.get(codec.kind, {}), "key", "id", "version", "gone"}
    assert {column.name for column in columns} == own == {*fields, "version"}
    assert not any(column.null for column in columns if column.name != "key")


def test_the_cache_forgets_what_an_older_engine_made(store, article):
    store.keep_cached(article.revision, "facts", "1", "old")
    store.keep_cached(article.revision, "facts", "2", "new")
    assert store.cached(article.revision, "facts", "1") is None
    assert store.cached(article.revision, "facts", "2") == "new"
    assert [entry.label for entry in store.history() if entry.label != "add"] == []


def test_a_store_is_the_same_one_however_it_is_opened(store, url):
    again = Store.open(url)
    assert again.identity == store.identity and again.writer != store.writer
    again.close()
