"""The queue's rows come in pages and keep their place when they are numbered again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.kinds import Kind, State
from db.records import Check, QueueFilter, new_id
from editor.commands import bulk
from editor.ranking import Near, Order
from editor.ui import queue_model
from editor.ui.queue_columns import COLUMNS
from editor.ui.queue_model import QueueModel

COUNT = 1_500
AT = {column.id: at for at, column in enumerate(COLUMNS)}


def fill(store, person, now, count):
    with store.act(person, now, "fill") as act:
        for n in range(count):
            act.add(Check(new_id(n), "", Kind.FACT, f"fact {n:04}", close=1000 + n))


@pytest.fixture
def model(session, qtbot):
    session.run(fill, COUNT).result(10)
    model = QueueModel(session.open_store, session.deliver)
    yield model
    model.close()


def show(model, qtbot, order=Order()):  # noqa: B008
    model.show_order(order)
    qtbot.waitUntil(lambda: model.rowCount() > 0 and model.numbered)


def statement(model, row):
    return model.index(row, AT["statement"]).data()


def test_all_rows_are_there_and_the_far_ones_are_read_when_asked_for(model, qtbot):
    show(model, qtbot)
    assert model.rowCount() == COUNT and statement(model, 0) == "fact 0000"
    assert statement(model, 1400) == "…"
    qtbot.waitUntil(lambda: statement(model, 1400) == "fact 1400")
    assert model.row(COUNT) is None


def test_first_rows_stay_selected_while_the_rest_arrives(model, qtbot):
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    show(model, qtbot)
    assert len(resets) == 1


def test_no_more_pages_are_kept_than_allowed(model, qtbot, monkeypatch):
    monkeypatch.setattr(queue_model, "KEPT", 2)
    show(model, qtbot)
    for row in (600, 900, 1200):
        qtbot.waitUntil(lambda row=row: model.row(row) is not None)
    assert model.row(600) is None


def test_a_header_sorts_both_ways(model, qtbot):
    show(model, qtbot)
    model.sort(AT["statement"], Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: statement(model, 0) == "fact 1499")
    model.sort(AT["statement"], Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: statement(model, 0) == "fact 0000")


def test_cells_are_heard_with_their_columns_name(model, qtbot):
    show(model, qtbot)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(3, AT["state"]).data(role) == "State: unchecked"
    assert model.headerData(AT["state"], Qt.Orientation.Horizontal) == "State"


def test_a_change_is_shown_at_once_and_the_order_follows(model, session, qtbot):
    show(model, qtbot, Order(QueueFilter(open=True)))
    gone, looked_at = model.row(4).check.id, model.row(5).check.id
    session.run(bulk.set_many, [gone], state=State.CONFIRMED).result(10)
    placed = []
    model.placed.connect(lambda row, same: placed.append((row, same)))
    model.refresh(Near(5, looked_at))
    qtbot.waitUntil(lambda: model.row(4).check.state is State.CONFIRMED)
    assert model.rowCount() == COUNT
    qtbot.waitUntil(lambda: model.rowCount() == COUNT - 1)
    assert placed == [(4, True)] and model.row(4).check.id == looked_at


def test_counts_follow_the_filter(model, qtbot):
    with qtbot.waitSignal(model.counted) as signal:
        model.show_order(Order(QueueFilter(text="fact 0007")))
    assert signal.args[0] == {State.UNCHECKED: 1}


def test_a_filter_nothing_fits_has_no_rows(model, qtbot):
    with qtbot.waitSignal(model.placed) as signal:
        model.show_order(Order(QueueFilter(text="zebra")))
    assert signal.args == [-1, False] and model.rowCount() == 0


def test_what_goes_wrong_is_told(model, qtbot):
    with qtbot.waitSignal(model.failed) as signal:
        model.show_order(Order(sort="colour"))
    assert signal.args[0].code == "refused"
