"""What stands on the closing sheet, and in which part of it."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind, Kind, Risk, SpanKind, State
from db.records import Block, Document, Span
from editor.commands import checks, marks, passes, queries
from editor.commands.annotated import file_annotated, plan
from editor.commands.articles import import_document
from editor.commands.people import add_person
from editor.ui.closing_paint import lines_of
from editor.ui.closing_sheet import Part, read_sheet

TEXT = (
    "A bridge\n\nIt opened in 1931. It is 40 metres long. It cost 48 crowns. "
    "Ada Lund paid. Nobody knows why. It leaks."
)
SENTENCES = [
    "It opened in 1931.",
    "It is 40 metres long.",
    "It cost 48 crowns.",
    "Ada Lund paid.",
    "Nobody knows why.",
    "It leaks.",
]
PLACES = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in SENTENCES]


@pytest.fixture
def store(file_store):
    return file_store


@pytest.fixture
def ada(store):
    return add_person(store, "Ada Moreau", 1).id


@pytest.fixture
def ben(store):
    return add_person(store, "Ben Okafor", 1).id


@pytest.fixture
def article(store, ada):
    blocks = (Block(0, 8, BlockKind.HEADLINE), Block(10, len(TEXT)))
    story = Document(TEXT, blocks, format="text", reader="text", original=b"x")
    return import_document(store, ada, 2, story)[0]


@pytest.fixture
def fact(store, ada, article):
    """Mark the sentence of a number as a fact, with fields of its check set."""

    def make(number, **fields):
        mark, check = marks.mark(store, ada, 3, article.id, *PLACES[number], Kind.FACT)
        checks.set_checks(store, ada, 4, [check.id], **fields)
        return mark, store.check(check.id)

    return make


def parts(sheet):
    return [(point.part, point.words or point.passage) for point in sheet.points]


def test_every_check_stands_once_in_the_first_part_it_belongs_in(store, ada, article, fact):
    fact(0, state=State.ON_AUTHOR)
    fact(1, state=State.CANNOT_CONFIRM)
    fact(2, state=State.CHECKING, risk=Risk.LEGAL)
    fact(3, state=State.CHANGE_NEEDED, risk=Risk.LEGAL)
    fact(4, state=State.CONFIRMED, thin=True)
    sheet = read_sheet(store, article.id, ada, 0)
    assert parts(sheet) == [
        (Part.CHANGE_NEEDED, "Ada Lund paid."),
        (Part.LEGAL, "It cost 48 crowns."),
        (Part.CANNOT_CONFIRM, "It is 40 metres long."),
        (Part.ON_AUTHOR, "It opened in 1931."),
        (Part.THIN, "Nobody knows why."),
        (Part.UNMARKED, "A bridge"),
        (Part.UNMARKED, "It leaks."),
    ]
    assert len(sheet.open_checks) == 4 and len(sheet.thin) == 1


def test_what_is_settled_or_has_a_reason_is_not_on_it(store, ada, article, fact):
    fact(0, state=State.NOT_A_FACT, risk=Risk.LEGAL)
    fact(1, state=State.CONFIRMED, thin=True, thin_reason="She was there")
    fact(2, state=State.UNCHECKED)
    assert {part for part, _words in parts(read_sheet(store, article.id, ada, 0))} == {
        Part.UNMARKED
    }


def test_a_proposed_wording_stands_with_the_check_it_is_for(store, ada, article, fact):
    mark, _check = fact(1, state=State.CHANGE_NEEDED)
    proposal, _none = marks.mark(
        store, ada, 5, article.id, mark.start + 6, mark.start + 8, Kind.CHANGE, change="41"
    )
    loose, _none = marks.mark(
        store, ada, 5, article.id, *PLACES[5], Kind.CHANGE, note="Sure?", change="It drips."
    )
    points = [p for p in read_sheet(store, article.id, ada, 0).points if p.proposal]
    assert [(p.proposal.id, p.check is None) for p in points] == [
        (proposal.id, False),
        (loose.id, True),
    ]


def test_answered_wordings_are_not_on_it(store, ada, article):
    mark, _none = marks.mark(store, ada, 5, article.id, *PLACES[5], Kind.CHANGE, change="It drips.")
    marks.edit_annotation(store, ada, 6, mark, answer="accepted")
    assert Part.CHANGE_NEEDED not in dict(parts(read_sheet(store, article.id, ada, 0)))


def test_a_comment_leaves_its_sentence_unmarked_and_no_facts_does_not(store, ada, article):
    marks.mark(store, ada, 3, article.id, *PLACES[0], Kind.COMMENT, note="Nice")
    marks.no_facts(store, ada, 3, article.id, *PLACES[4])
    unmarked = [w for p, w in parts(read_sheet(store, article.id, ada, 0)) if p is Part.UNMARKED]
    assert "It opened in 1931." in unmarked and "Nobody knows why." not in unmarked


def test_a_mark_over_two_sentences_covers_both(store, ada, article):
    marks.mark(store, ada, 3, article.id, PLACES[0][0] + 4, PLACES[1][0] + 3, Kind.FACT)
    unmarked = [w for p, w in parts(read_sheet(store, article.id, ada, 0)) if p is Part.UNMARKED]
    assert unmarked[:2] == ["A bridge", "It cost 48 crowns."]


def test_open_queries_and_new_answers_are_on_it(store, ada, ben, article, fact):
    mark, _check = fact(0, state=State.CHECKING)
    queries.ask(store, ada, 5, article.id, "Mara", "Which year?", annotations=[mark.id])
    queries.ask(store, ada, 6, article.id, "Mara", "Who paid?")
    queries.answer(store, ben, 7, article.id, [queries.Answer(2, "Lund")])
    points = {p.query.number: p for p in read_sheet(store, article.id, ada, 0).points if p.query}
    assert points[1].part is Part.QUERIES and points[1].passage == "It opened in 1931."
    assert points[2].part is Part.CHANGED and points[2].fresh
    again = read_sheet(store, article.id, ada, 7)
    assert [p.query.number for p in again.points if p.query] == [1]
    mine = read_sheet(store, article.id, ben, 0)
    assert [p.query.number for p in mine.points if p.query] == [1]


def test_what_others_touched_since_the_last_look_is_on_it(store, ada, ben, article, fact):
    _mark, first = fact(0)
    _mark, second = fact(1)
    checks.set_checks(store, ben, 20, [first.id], state=State.NOT_A_FACT)
    checks.set_checks(store, ada, 21, [second.id], state=State.NOT_A_FACT)
    changed = [p for p in read_sheet(store, article.id, ada, 10).points if p.part is Part.CHANGED]
    assert [p.check.id for p in changed] == [first.id]
    never = read_sheet(store, article.id, ada, 0)
    assert Part.CHANGED not in dict(parts(never))


def test_passes_and_checkers_come_along(store, ada, ben, article, fact):
    _mark, check = fact(0)
    checks.attach(store, ada, 5, check.id, "The log book")
    done = passes.initial(store, ben, 6, article.id, "copy")
    sheet = read_sheet(store, article.id, ada, 0)
    assert sheet.standing == [done] and sheet.checkers == {ada}
    assert (sheet.name(ben), sheet.name("Mara")) == ("Ben Okafor", "Mara")
    assert "copy" in sheet.purposes


def test_what_a_writer_left_in_the_text_of_any_article_is_listed(store, ada):
    text = "A pier\n\nIt cost TK crowns, Jon Szymanowska [CQ] said.\n\nIt is XX metres.\n\nTK tail"
    blocks = (
        Block(0, 6, BlockKind.HEADLINE),
        Block(8, 53),
        Block(55, 70),
        Block(72, 79, BlockKind.NOT_ARTICLE),
    )
    story = Document(text, blocks, format="text", reader="text", original=b"x")
    pier = import_document(store, ada, 2, story)[0]

    def left():
        points = read_sheet(store, pier.id, ada, 0).points
        return [(p.words, p.passage) for p in points if p.part is Part.LEFT_IN]

    sentence = text[8:53]
    assert left() == [("TK", sentence), ("[CQ]", sentence), ("XX", "It is XX metres.")]
    at = text.index("XX")
    _mark, check = marks.mark(store, ada, 3, pier.id, at, at + 2, Kind.FACT)
    checks.set_checks(store, ada, 4, [check.id], state=State.CHANGE_NEEDED)
    assert left() == [("TK", sentence), ("[CQ]", sentence)]


def test_a_change_the_author_tracked_is_shown_with_what_it_replaced(store, ada):
    text = "A pier\n\nIt cost 71 crowns. It is new."
    spans = (
        Span(16, 16, SpanKind.DELETED, author="Tom", text="48"),
        Span(16, 18, SpanKind.INSERTED, author="Tom"),
        Span(27, 37, SpanKind.INSERTED, author="Tom"),
    )
    blocks = (Block(0, 6, BlockKind.HEADLINE), Block(8, 37))
    story = Document(text, blocks, spans, format="docx", reader="docx", original=b"x")
    pier = file_annotated(store, ada, 2, story, plan(story))[0]
    points = [p for p in read_sheet(store, pier.id, ada, 0).points if p.proposal is not None]
    assert [(p.part, [words for words, _serif in lines_of(p)]) for p in points] == [
        (Part.CHANGE_NEEDED, ["48", "→ 71"]),
        (Part.CHANGE_NEEDED, ["It is new."]),
    ]
