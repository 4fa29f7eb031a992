"""Suggestions are worked out as an article opens, what is seen first, and kept for next time."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from db.kinds import BlockKind
from db.records import Block, Change, Document
from db.store import Store
from editor.app import QtDelivery
from editor.commands import articles, offered, sources
from editor.session import Session
from editor.text.suggest import suggestions
from editor.ui.opened import read_article
from editor.ui.suggester import LONG, Suggester, blocks_between

PARAGRAPH = "“The pier is safe,” said Ada Lund, the mayor of Harwick."


class Worker:
    """Keeps what it is asked, to be answered by hand."""

    def __init__(self):
        self.asked = []

    def submit(self, function, *args):
        future = Future()
        self.asked.append((args, future))
        return future

    def close(self):
        pass


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def session(tmp_path, qtbot, worker):
    made = Session(lambda: Store.open(str(tmp_path / "d.db")), "Ada", QtDelivery(), worker)
    yield made
    made.close()


def filed(session, paragraphs):
    """A new article of so many paragraphs, as read."""
    text = "\n\n".join([PARAGRAPH] * paragraphs)
    step = len(PARAGRAPH) + 2
    blocks = tuple(Block(i * step, i * step + len(PARAGRAPH)) for i in range(paragraphs))
    document = Document(text, blocks, headline="A pier", format="text", reader="text")
    article, _ = session.run(articles.import_document, document).result(10)
    return session.ask(lambda store: read_article(store, article.id)).result(10)


def answer(worker, number):
    (text, blocks, *rest), future = worker.asked[number]
    future.set_result(suggestions(text, blocks, *rest))


def test_a_short_article_is_worked_out_once_and_kept(session, worker, qtbot):
    reading, suggester = filed(session, 1), Suggester(session)
    suggester.open(reading)
    qtbot.waitUntil(lambda: len(worker.asked) == 1)
    assert not suggester.whole
    with qtbot.waitSignal(suggester.arrived):
        answer(worker, 0)
    assert suggester.whole and suggester.found[0].speaker == "Ada Lund"
    suggester.open(reading)
    kept = lambda: session.ask(lambda s: offered.kept(s, reading.revision.id, ())).result(10)  # noqa: E731
    qtbot.waitUntil(lambda: kept() == suggester.found)
    again = Suggester(session)
    with qtbot.waitSignal(again.arrived):
        again.open(reading)
    assert again.found == suggester.found and again.whole
    assert len(worker.asked) == 1


def test_of_a_long_article_the_part_that_is_seen_comes_first(session, worker, qtbot):
    reading, suggester = filed(session, LONG // len(PARAGRAPH) + 2), Suggester(session)
    suggester.open(reading, (100, 200))
    qtbot.waitUntil(lambda: len(worker.asked) == 2)
    assert len(worker.asked[0][0][1]) < 5 < len(worker.asked[1][0][1])
    with qtbot.waitSignal(suggester.arrived):
        answer(worker, 0)
    assert suggester.found and not suggester.whole
    with qtbot.waitSignal(suggester.arrived):
        answer(worker, 1)
    assert suggester.whole and len(suggester.found) > 100


def test_what_comes_late_for_another_draft_is_not_shown(session, worker, qtbot):
    first, second, suggester = filed(session, 1), filed(session, 1), Suggester(session)
    suggester.open(first)
    qtbot.waitUntil(lambda: len(worker.asked) == 1)
    suggester.open(second)
    qtbot.waitUntil(lambda: len(worker.asked) == 2)
    answer(worker, 0)
    with qtbot.waitSignal(suggester.arrived):
        answer(worker, 1)
    assert suggester.whole


def test_a_failure_is_told(session, worker, qtbot):
    suggester = Suggester(session)
    suggester.open(filed(session, 1))
    qtbot.waitUntil(lambda: len(worker.asked) == 1)
    with qtbot.waitSignal(suggester.failed) as told:
        worker.asked[0][1].set_exception(RuntimeError("gone"))
    assert isinstance(told.args[0], RuntimeError)


def test_only_blocks_of_the_article_are_looked_at_first():
    blocks = (Block(0, 10), Block(12, 20), Block(22, 30, BlockKind.NOT_ARTICLE), Block(32, 40))
    assert blocks_between(blocks, 15, 35) == (blocks[1], blocks[3])


def test_a_person_the_desk_gets_to_know_is_found_at_once(session, worker, qtbot):
    reading, suggester = filed(session, 1), Suggester(session)
    suggester.open(reading)
    qtbot.waitUntil(lambda: len(worker.asked) == 1)
    session.run(sources.add_source, offered.PERSON, "Ada Lund-Moreau").result(10)
    suggester.on_change(Change("", 0, "", "", (("source", "1"),)))
    suggester.open(reading)
    qtbot.waitUntil(lambda: len(worker.asked) == 2)
    assert worker.asked[1][0][3] == ("Ada Lund-Moreau",)
    answer(worker, 0)
    with qtbot.waitSignal(suggester.arrived):
        answer(worker, 1)
    assert suggester.whole
