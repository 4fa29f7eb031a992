"""The queue's rows come page by page and in the store's order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt

from db.kinds import State
from db.records import QueueFilter
from editor.commands import checks
from editor.ui import queue_model
from editor.ui.queue_model import QueueModel, first_place, open_count


def ids_of(made):
    return [check.id for _annotation, check in made]


def read(model, qtbot):
    with qtbot.waitSignal(model.counts_changed) as signal:
        model.show()
    return signal.args[0]


def test_rows_carry_state_statement_and_article(session, add_marks, qtbot):
    add_marks([28])
    model = QueueModel(session)
    counts = read(model, qtbot)
    cells = [model.index(0, column).data() for column in range(model.columnCount())]
    assert cells[0] == "unchecked" and cells[1] == model.check_at(0).statement
    assert cells[4] == "a-headline-for-the-harbour"
    assert open_count(counts) == 1
    assert model.headerData(0, Qt.Orientation.Horizontal) == "State"


def test_further_pages_follow_without_gap_or_double(session, add_marks, qtbot, monkeypatch):
    monkeypatch.setattr(queue_model, "PAGE", 2)
    ids = ids_of(add_marks(range(28, 33)))
    model = QueueModel(session)
    read(model, qtbot)
    sizes = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        with qtbot.waitSignal(model.counts_changed):
            model.fetchMore(QModelIndex())
        sizes.append(model.rowCount())
    assert sizes == [2, 4, 5]
    assert sorted(model.check_at(row).id for row in range(5)) == sorted(ids)


def test_a_filter_shows_only_its_states(session, add_marks, qtbot):
    ids = ids_of(add_marks(range(28, 31)))
    session.run(checks.set_checks, ids[:1], state=State.CONFIRMED).result(10)
    model = QueueModel(session)
    with qtbot.waitSignal(model.counts_changed):
        model.show(QueueFilter(states=(State.CONFIRMED,)))
    assert [model.check_at(row).id for row in range(model.rowCount())] == ids[:1]


def test_the_first_place_of_a_check_is_its_mark(session, add_marks):
    (check_id,) = ids_of(add_marks([28]))
    place = session.ask(lambda store: first_place(store, check_id)).result(10)
    assert place.check == check_id and place.start == 28
