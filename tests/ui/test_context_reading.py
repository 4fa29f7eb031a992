"""What stands beside a check: its sentence, its proofs, its thread, its history in words."""

from __future__ import annotations

import pytest

from db.errors import NotFound
from db.kinds import BlockKind, Kind, State
from db.records import Block, Document
from editor.commands import checks, marks
from editor.commands.articles import import_document
from editor.commands.people import add_person
from editor.ui.context_reading import ContextReader, history_lines, surroundings

TEXT = "A bridge\n\nIt opened in 1931. The span turns “twice a day,” said Ada Lund. Nobody minds."
STORY = Document(
    TEXT,
    (Block(0, 8, BlockKind.HEADLINE), Block(10, len(TEXT))),
    headline="A bridge",
    format="text",
    reader="text",
    original=TEXT.encode(),
)


@pytest.fixture
def store(file_store):
    return file_store


@pytest.fixture
def person(store):
    return add_person(store, "Ada Moreau", 1).id


@pytest.fixture
def made(store, person):
    article, _revision = import_document(store, person, 2, STORY)
    at = TEXT.index("“twice")
    return marks.mark(store, person, 3, article.id, at, at + 14, Kind.QUOTE, speaker="Ada Lund")


def test_the_whole_sentence_stands_around_the_passage(store, made):
    context = ContextReader().read(store, made[1].id)
    assert (context.before, context.passage, context.after) == (
        "The span turns ",
        "“twice a day,”",
        " said Ada Lund.",
    )
    assert (context.paragraph, context.places) == (2, 1)
    assert context.mark.speaker == "Ada Lund"


def test_evidence_thread_and_history_are_read(store, person, made):
    mark, check = made
    checks.attach(store, person, 4, check.id, "The log book", locator="p. 7")
    marks.reply(store, person, 5, mark.id, "Seen it.")
    checks.set_checks(store, person, 6, [check.id], state=State.CONFIRMED, assignee=person)
    context = ContextReader().read(store, check.id)
    (evidence, source), *rest = context.proofs
    assert (source.name, evidence.locator, rest) == ("The log book", "p. 7", [])
    assert [reply.text for reply in context.replies] == ["Seen it."]
    newest = history_lines(context, 10)[0]
    assert newest.endswith("Ada Moreau: state unchecked → confirmed, assignee nobody → Ada Moreau")


def test_what_was_taken_back_says_so(store, person, made):
    check = made[1]
    checks.set_checks(store, person, 6, [check.id], state=State.CONFIRMED)
    store.undo(person, 7)
    lines = history_lines(ContextReader().read(store, check.id), 10)
    assert lines[0].endswith("taken back: state confirmed → unchecked")


def test_a_check_without_a_mark_has_no_passage(store, person, made):
    mark, check = made
    with store.act(person, 5, "unlink") as act:
        act.change(mark, check="")
    context = ContextReader().read(store, check.id)
    assert (context.mark, context.passage, context.places) == (None, "", 0)


def test_a_mark_without_a_place_shows_its_old_words(store, made):
    draft = store.revision(made[0].revision)
    lost = made[0].__class__(**{**values(made[0]), "start": None, "end": None})
    assert surroundings(draft, lost) == ("", "“twice a day,”", "")


def values(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_long_surroundings_are_cut(store, person):
    text = "word " * 2_000
    story = Document(text, (Block(0, len(text)),), original=b"x", format="text", reader="text")
    article, revision = import_document(store, person, 2, story)
    mark, _check = marks.mark(store, person, 3, article.id, 5_000, 5_004, Kind.FACT)
    before, passage, after = surroundings(revision, mark)
    assert passage == "word" and 300 < len(before) <= 400 and 300 < len(after) <= 400


def test_a_check_that_is_gone_is_not_found(store):
    with pytest.raises(NotFound):
        ContextReader().read(store, "0" * 32)
