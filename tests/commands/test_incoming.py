"""Marks taken in: new ones, doubtful ones, and what a file that went out brings back."""

from dataclasses import replace

import pytest

from db.kinds import Kind, PlacementStatus, State
from db.store import Store
from editor.commands.articles import import_document
from editor.commands.incoming import take_in
from editor.commands.marks import mark, reply
from editor.exchange import build, render
from editor.exchange.importers import incoming
from editor.reading.reader import read_text
from editor.session import find_or_add_person
from editor.text.incoming import Incoming, IncomingReply

NOW = 1_700_000_000_000


@pytest.fixture
def desk(tmp_path):
    store = Store.open(str(tmp_path / "desk.db"))
    yield store
    store.close()


@pytest.fixture
def ana(desk):
    return find_or_add_person(desk, "Ana Bell", NOW).id


@pytest.fixture
def article(desk, ana):
    document = read_text("The pier\n\nIt opened in 1931. It is long. It is long.", "pier.txt")
    return import_document(desk, ana, NOW, document)[0]


def test_marks_are_placed_by_their_words_and_one_undo_takes_them_back(desk, article, ana):
    marks = [
        Incoming("opened in 1931", kind=Kind.FACT, note="sure?", author="Zoe", at=5,
                 state=State.QUERY, statement="Opened 1931", tags=("x",),
                 replies=(IncomingReply("Ana Bell", "yes", 6),), resolved=True),
        Incoming("It is long."),
        Incoming("not in it at all, nowhere", note="lost"),
    ]  # fmt: skip
    taken = take_in(desk, ana, NOW, article.id, marks)
    assert (len(taken.added), len(taken.doubtful)) == (1, 2)
    found = {m.id: m for m in desk.annotations(article.id)}
    first = found[taken.added[0]]
    assert (first.exact, first.author, first.created) == ("opened in 1931", "Zoe", 5)
    check = desk.check(first.check)
    assert (check.state, check.statement) == (State.QUERY, "Opened 1931")
    (answer,) = desk.replies(article.id)
    assert answer.author == ana and answer.resolved
    places = desk.placements(article.id)
    assert places[taken.doubtful[0]].status is PlacementStatus.REVIEW
    assert len(places[taken.doubtful[0]].candidates) == 2
    desk.undo(ana, NOW + 1)
    assert desk.annotations(article.id) == [] and desk.checks(article.id) == []


def test_the_same_file_twice_adds_nothing(desk, article, ana):
    marks = [Incoming("1931", note="n", author="Zoe", at=5, replies=(IncomingReply("Y", "z"),))]
    take_in(desk, ana, NOW, article.id, marks)
    again = take_in(desk, ana, NOW + 1, article.id, marks)
    assert (again.added, again.changed, again.same) == ((), (), 1)
    assert len(desk.annotations(article.id)) == 1 and len(desk.replies(article.id)) == 1


@pytest.mark.parametrize("form", ["docx", "w3c", "hypothesis", "qdpx"])
def test_what_went_out_comes_back_to_the_same_marks(desk, article, ana, form):
    text = desk.revision(article.revision).text
    for words, kind in (("opened", Kind.FACT), ("1931", Kind.COMMENT)):
        at = text.index(words)
        made, _check = mark(desk, ana, NOW, article.id, at, at + len(words), kind, note="n")
        reply(desk, ana, NOW + 1, made.id, "first")
    data = render(form, build(desk, [article.id], NOW))
    before = desk.annotations(article.id)
    marks = incoming(data, f"a.{form}", text, form)
    taken = take_in(desk, ana, NOW + 2, article.id, marks)
    assert taken.added == taken.doubtful == taken.changed == () and taken.same == 2
    assert desk.annotations(article.id) == before


def test_an_answer_given_in_word_joins_the_thread(desk, article, ana):
    text = desk.revision(article.revision).text
    at = text.index("1931")
    made, _check = mark(desk, ana, NOW, article.id, at, at + 4, Kind.COMMENT, note="n")
    reply(desk, ana, NOW + 1, made.id, "first")
    marks = incoming(render("docx", build(desk, [article.id], NOW)), "a.docx", text)
    answers = (*marks[0].replies, IncomingReply("Mara", "from Word", NOW + 5))
    back = [replace(marks[0], replies=answers, resolved=True)]
    taken = take_in(desk, ana, NOW + 9, article.id, back)
    assert taken.changed == (made.id,)
    thread = desk.replies(article.id)
    assert [(r.author, r.text, r.resolved) for r in thread][-1] == ("Mara", "from Word", True)


def test_a_comment_that_lost_its_id_is_the_mark_made_on_these_words_in_that_second(
    desk, article, ana
):
    start = desk.revision(article.revision).text.index("1931")
    made, _check = mark(desk, ana, NOW + 250, article.id, start, start + 4, Kind.FACT)
    second = NOW // 1000 * 1000
    back = Incoming("1931", note="1 · unchecked", author="Ana Bell", at=second)
    taken = take_in(desk, ana, NOW + 9, article.id, [back, replace(back, at=second + 2000)])
    assert taken.same == 1 and len(taken.added) == 1
    assert taken.added[0] != made.id
