"""An annotated copy becomes marks, checks with sources, threads and people, in one act."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.kinds import BlockKind, Kind, PlacementStatus, SpanKind, State
from db.records import Block, Document, Note, NoteReply, Source, Span
from editor.commands.annotated import file_annotated, plan
from editor.commands.people import add_person
from editor.reading.reader import read_file

FERRY = Path(__file__).parents[1] / "data" / "reading" / "ferry.docx"
NOW = 1_800_000_000_000


@pytest.fixture
def store(file_store):
    return file_store


@pytest.fixture
def ben(store):
    return add_person(store, "Ben", NOW).id


def document(*parts, notes=(), spans=(), writers=()):
    blocks, at = [], 0
    for part in parts:
        kind = BlockKind.NOT_ARTICLE if part.startswith("Related") else BlockKind.PARAGRAPH
        blocks.append(Block(at, at + len(part), kind))
        at += len(part) + 2
    return Document("\n\n".join(parts), tuple(blocks), spans=spans, notes=notes, writers=writers)


def file(store, person, document):
    return file_annotated(store, person, NOW, document, plan(document))


def test_a_word_file_of_another_program_goes_to_the_queue_with_sources(store, ben):
    article, revision, marks = file(store, ben, read_file(FERRY))
    names = {person.id: person.name for person in store.persons()}
    checks = {check.id: check for check in store.checks(article.id)}
    assert len(checks) == 6 and {c.state for c in checks.values()} == {State.UNCHECKED}
    found = {revision.text[m.start : m.end]: m for m in marks}
    comment = found["412 passengers"]
    assert names[comment.author] == "Nora Lindqvist" and comment.created == 1714728600000
    assert checks[comment.check].statement == (
        "The ferry Havsörn carried 412 passengers, the harbour office said."
    )
    sources = {source.id: source for source in store.sources()}
    rests = [e for e in store.evidence(article.id) if e.check == comment.check]
    assert [(e.method, e.seen_at, e.locator) for e in rests] == [("author_says", 0, "p. 12")]
    assert sources[rests[0].source].locator == "https://harbour.example/log?day=1"
    foot = found["The boat cost 48 million kronor, of which the town paid a third"]
    assert foot.note == "Council minutes 2018, p. 44"
    replies = [
        r for r in store.replies(article.id) if r.annotation == found["48 million kronor"].id
    ]
    assert [(names[r.author], r.resolved) for r in replies] == [("Sam Osei", True)]
    changes = {(m.original, m.change) for m in marks if m.kind is Kind.CHANGE}
    assert changes == {
        ("passengers on its first day", "passengers"),
        ("2027", "2028"),
        ("", "The mayor declined to comment."),
    }


def test_one_undo_takes_all_of_it_back(store, ben):
    file(store, ben, read_file(FERRY))
    store.undo(ben, NOW)
    assert store.articles() == [] and store.sources() == []
    assert [person.name for person in store.persons()] == ["Ben"]


def test_a_thread_keeps_its_authors_times_and_end(store, ben):
    replies = (NoteReply("Tom", "Yes.", "2024-05-04T10:00:00Z"), NoteReply("Ada", "Good."))
    note = Note(0, 8, "comment", "Sure?", "Ada", "2024-05-03T10:00:00Z", True, replies)
    article, _revision, marks = file(store, ben, document("The pier opens.", notes=(note,)))
    thread = store.replies(article.id)
    names = {person.id: person.name for person in store.persons()}
    assert [(names[r.author], r.text, r.resolved) for r in thread] == [
        ("Tom", "Yes.", True),
        ("Ada", "Good.", True),
    ]
    assert thread[0].at == 1714816800000 and marks[0].note == "Sure?"


def test_sources_people_and_ibid_are_used_again(store, ben):
    with store.act(ben, NOW, "known") as act:
        act.add(Source("f" * 32, "web_page", "The log", "https://x.org/log"))
    notes = (
        Note(10, 10, "footnote", "The log, p. 2, https://x.org/log"),
        Note(20, 20, "footnote", "Ibid."),
        Note(0, 3, "comment", "https://x.org/log", "Ben"),
    )
    text = "The pier is long. It is old. It is wet."
    article, _revision, _marks = file(store, ben, document(text, notes=notes))
    assert [source.id for source in store.sources()] == ["f" * 32]
    assert len(store.evidence(article.id)) == 3 and len(store.persons()) == 1


def test_two_footnotes_in_a_sentence_part_it():
    text = "It opened in 1931, closed in 1960 and burned in 1975."
    notes = tuple(Note(at, at, "footnote", "Log") for at in (17, 33, 52))
    found = [text[p.start : p.end] for p in plan(document(text, notes=notes))]
    assert found == ["It opened in 1931", "closed in 1960", "and burned in 1975"]


def test_placeholders_and_vouched_names_are_found_outside_the_furniture(store, ben):
    made = document(
        "It cost TK million, said Jon Szymanowska [CQ].",
        "Related: TK reasons",
        writers=("Ada Moreau",),
    )
    article, _revision, marks = file(store, ben, made)
    checks = {check.id: check for check in store.checks(article.id)}
    found = {m.exact: checks[m.check] for m in marks}
    assert set(found) == {"TK", "Jon Szymanowska"}
    assert found["TK"].state is State.CHANGE_NEEDED
    assert found["TK"].statement.startswith("It cost TK million")
    vouched = found["Jon Szymanowska"]
    assert vouched.state is State.UNCHECKED and vouched.statement == "Jon Szymanowska"
    evidence = store.evidence_of(vouched.id)
    assert [(e.method, e.excerpt) for e in evidence] == [("author_says", "[CQ]")]


def test_a_note_without_a_place_is_kept_as_lost(store, ben):
    note = Note(None, None, "comment", "Where was this?")
    article, _revision, _marks = file(store, ben, document("The pier.", notes=(note,)))
    marks = store.annotations(article.id)
    assert [(m.start, m.placement, m.note) for m in marks] == [
        (None, PlacementStatus.LOST, "Where was this?")
    ]
    assert store.checks(article.id)[0].statement == "Where was this?"


def test_a_plan_writes_nothing_and_part_of_it_can_be_filed(store, ben):
    spans = (Span(4, 8, SpanKind.INSERTED, author="Ada"),)
    made = document("The pier opens.", spans=spans, notes=(Note(0, 3, "comment", "?"),))
    wanted = plan(made)
    assert [p.origin for p in wanted] == ["comment", "change"] and store.articles() == []
    _article, _revision, marks = file_annotated(store, ben, NOW, made, wanted[1:])
    assert [m.kind for m in marks] == [Kind.CHANGE]
