"""The queue page: Enter and double click lead to the passage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from editor.ui.queue_view import QueueView


@pytest.fixture
def queue(session, add_marks, qtbot):
    made = add_marks((28, 40))
    view = QueueView(session)
    qtbot.addWidget(view)
    view.places = {check.id: (mark.article, mark.id) for mark, check in made}
    with qtbot.waitSignal(view.model.counts_changed):
        view.refresh()
    return view


def test_the_first_row_is_selected(queue):
    assert queue.selected_ids() == [queue.model.check_at(0).id]
    assert queue.summary.text() == "2 open of 2"


def test_enter_asks_for_the_passage(queue, qtbot):
    with qtbot.waitSignal(queue.passage_requested) as signal:
        qtbot.keyClick(queue.table, Qt.Key.Key_Return)
    assert tuple(signal.args) == queue.places[queue.model.check_at(0).id]


def test_a_double_click_asks_for_the_passage(queue, qtbot):
    with qtbot.waitSignal(queue.passage_requested) as signal:
        queue.table.doubleClicked.emit(queue.model.index(1, 1))
    assert tuple(signal.args) == queue.places[queue.model.check_at(1).id]


def test_steps_stop_at_the_ends_and_survive_a_refresh(queue, qtbot):
    queue.step(1)
    queue.step(1)
    chosen = [queue.model.check_at(1).id]
    assert queue.selected_ids() == chosen
    with qtbot.waitSignal(queue.model.counts_changed):
        queue.refresh()
    assert queue.selected_ids() == chosen


def test_several_selected_rows_stay_selected(queue, qtbot):
    queue.table.selectAll()
    queue.go_on()
    chosen = queue.selected_ids()
    with qtbot.waitSignal(queue.model.counts_changed):
        queue.refresh()
    assert queue.selected_ids() == chosen and len(chosen) == 2


def test_typing_a_filter_narrows_the_queue(queue, qtbot):
    with qtbot.waitSignal(queue.model.counts_changed):
        queue.search.setText("metres")
    assert 0 <= queue.model.rowCount() < 2


def test_every_control_has_a_name(queue):
    controls = (queue.search, queue.states, queue.table, queue.summary)
    assert all(control.accessibleName() for control in controls)
