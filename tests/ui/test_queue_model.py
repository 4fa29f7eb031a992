"""The queue's rows come page by page and in the store's order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from db.records import Block, BlockKind, Document, Kind, QueueFilter, State
from db.store import Store
from editor.app import QtDelivery
from editor.commands import articles, checks, marks
from editor.session import Session
from editor.ui import queue_model
from editor.ui.queue_model import QueueModel, first_place, open_count

TEXT = "A headline for the harbour\n\nThe pier is 40 metres long, the mayor said."
STORY = Document(
    TEXT,
    (Block(0, 26, BlockKind.HEADLINE), Block(28, len(TEXT))),
    headline="A headline for the harbour",
    format="text",
    reader="text",
    original=TEXT.encode(),
)


@pytest.fixture
def session(tmp_path, qtbot):
    opened = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada Moreau", QtDelivery())
    yield opened
    opened.close()


def add_marks(session, count):
    """Ids of `count` new checks, each one letter further into a new article."""
    article, _revision = session.run(articles.import_document, STORY).result(10)
    made = [
        session.run(marks.mark, article.id, at, at + 8, Kind.FACT).result(10)
        for at in range(28, 28 + count)
    ]
    return [check.id for _annotation, check in made]


def read(model, qtbot):
    with qtbot.waitSignal(model.counts_changed) as signal:
        model.show()
    return signal.args[0]


def test_rows_carry_state_statement_and_article(session, qtbot):
    add_marks(session, 1)
    model = QueueModel(session)
    counts = read(model, qtbot)
    cells = [model.index(0, column).data() for column in range(model.columnCount())]
    assert cells[0] == "unchecked" and cells[1] == model.check_at(0).statement
    assert cells[4] == "a-headline-for-the-harbour"
    assert open_count(counts) == 1
    assert model.headerData(0, Qt.Orientation.Horizontal) == "State"


def test_further_pages_follow_without_gap_or_double(session, qtbot, monkeypatch):
    monkeypatch.setattr(queue_model, "PAGE", 2)
    ids = add_marks(session, 5)
    model = QueueModel(session)
    read(model, qtbot)
    sizes = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        with qtbot.waitSignal(model.counts_changed):
            model.fetchMore(QModelIndex())
        sizes.append(model.rowCount())
    assert sizes == [2, 4, 5]
    assert sorted(model.check_at(row).id for row in range(5)) == sorted(ids)


def test_a_filter_shows_only_its_states(session, qtbot):
    ids = add_marks(session, 3)
    session.run(checks.set_checks, ids[:1], state=State.CONFIRMED).result(10)
    model = QueueModel(session)
    with qtbot.waitSignal(model.counts_changed):
        model.show(QueueFilter(states=(State.CONFIRMED,)))
    assert [model.check_at(row).id for row in range(model.rowCount())] == ids[:1]


def test_the_first_place_of_a_check_is_its_mark(session):
    (check_id,) = add_marks(session, 1)
    place = session.ask(lambda store: first_place(store, check_id)).result(10)
    assert place.check == check_id and place.start == 28
