"""Records with any text, number and list in them go in and come out, and leave by undo."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import kinds, records
from db.codec import CODECS, STORED, clean
from db.errors import Refused
from db.records import Article, Block, Check, Document, Source, new_id
from db.store import Store

NOW = 1_800_000_000_000
ADA = new_id(NOW)

TEXTS = st.text(max_size=30)
"""Any code points but lone surrogates; NUL comes out as U+FFFD."""

NUMBERS = st.integers(-(2**63), 2**63 - 1)
PLACES = st.one_of(st.none(), st.integers(0, 2**31))

VALUES = {
    "str": TEXTS,
    "int": NUMBERS,
    "bool": st.booleans(),
    "int | None": PLACES,
    "tuple[str, ...]": st.lists(TEXTS, max_size=4).map(tuple),
    "tuple[tuple[str, str], ...]": st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    "tuple[Candidate, ...]": st.lists(
        st.builds(records.Candidate, PLACES, PLACES, st.floats(0, 1)), max_size=3
    ).map(tuple),
    **{
        name: st.sampled_from(list(enum))
        for name, enum in vars(kinds).items()
        if isinstance(enum, type) and issubclass(enum, kinds.StrEnum) and enum is not kinds.StrEnum
    },
}

OURS = {"version": 1, "thin": False, "updated": 0, "lease_until": 0}
"""Fields the store sets by itself."""

MADE_BY_THE_STORE = {records.Revision, records.Article}


@pytest.fixture
def known(store):
    """What records refer to: an article with a draft, a check, a mark and a source."""
    with store.act(ADA, NOW, "add") as act:
        article = act.add(Article(new_id(NOW), "pier", "The pier"))
        draft = act.add_revision(article.id, Document("hello", (Block(0, 5),)))
        check = act.add(Check(new_id(NOW), article.id, kinds.Kind.FACT, "x"))
        mark = records.Annotation(new_id(NOW), article.id, kinds.Kind.FACT, "x")
        act.add(mark)
        source = act.add(Source(new_id(NOW), "person", "Ned"))
    return {
        "article": article.id,
        "revision": draft.id,
        "check": check.id,
        "annotation": mark.id,
        "source": source.id,
    }


def a_record(kind, known):
    """A strategy for records of a kind that refer to what is known."""
    fields = {}
    for field in dataclasses.fields(kind):
        if field.name in OURS:
            fields[field.name] = st.just(OURS[field.name])
        elif field.name in known and not (kind is Article and field.name == "source"):
            fields[field.name] = st.just(known[field.name])
        elif field.name in ("id", "owner"):
            fields[field.name] = st.builds(new_id, st.just(NOW))
        else:
            fields[field.name] = VALUES[str(field.type)]
    return st.builds(kind, **fields)


def cleaned(value):
    if isinstance(value, str) and type(value) is str:
        return clean(value)
    if isinstance(value, tuple):
        return tuple(cleaned(one) for one in value)
    return value


@pytest.mark.parametrize(
    "kind", [k for k in STORED if k not in MADE_BY_THE_STORE], ids=lambda kind: kind.__name__
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_record_comes_back_as_it_went_in(store, known, kind, data):
    record = data.draw(a_record(kind, known))
    with store.act(ADA, NOW, "add") as act:
        act.add(record)
    found = read_back(store, record)
    for field in dataclasses.fields(record):
        if field.name not in OURS:
            assert getattr(found, field.name) == cleaned(getattr(record, field.name)), field.name
    store.undo(ADA, NOW)
    live = f'SELECT count(*) FROM "{CODECS[kind].kind}" WHERE id = ? AND gone = 0'
    assert store.engine.value(live, (record.id,)) == 0


def read_back(store, record):
    if isinstance(record, records.Annotation):
        return store.annotation(record.id)
    if isinstance(record, records.Decision):
        return next(d for d in store.decisions(record.article) if d.id == record.id)
    return store.get(type(record), record.id)


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, float("inf"), float("nan")])
def test_numbers_no_store_can_hold_are_refused(store: Store, known, value):
    with pytest.raises(Refused), store.act(ADA, NOW, "close") as act:
        act.change(store.check(known["check"]), close=value)
