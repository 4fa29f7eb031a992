"""Finding: typographic sisters, any white space, a count, and round and round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from editor.ui.find_bar import FindBar, places

TEXT = "The pier. “The” pier\nis the mayor’s – the end."


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("the", 4),
        ("THE  ", 4),
        ('"the"', 1),
        ("mayor's - the", 1),
        ("pier is", 1),
        ("a.b", 0),
        (" ", 0),
    ],
)
def test_places(words, count):
    found = places(TEXT, words)
    assert len(found) == count
    assert all(TEXT[start:end] for start, end in found)


@pytest.fixture
def bar(qtbot):
    made = FindBar()
    qtbot.addWidget(made)
    made.text = TEXT
    made.reached_places = []
    made.reached.connect(lambda *place: made.reached_places.append(place))
    made.open("", 12)
    return made


def test_the_place_nearest_after_the_caret_comes_first_and_it_goes_round(bar, qtbot):
    with qtbot.waitSignal(bar.found) as told:
        bar.line.setText("the")
    assert len(told.args[0]) == 4 and bar.count.text() == "3 of 4"
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 4" and bar.reached_places[-1] == (0, 3)
    qtbot.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "4 of 4"


def test_nothing_found_is_said(bar):
    bar.line.setText("zebra")
    assert bar.count.text() == "nothing found"
    bar.line.setText("")
    assert bar.count.text() == ""


def test_esc_closes_and_shows_no_places(bar, qtbot):
    bar.line.setText("the")
    with qtbot.waitSignals([bar.found, bar.closed]):
        qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_every_control_has_a_name(bar):
    from PySide6.QtWidgets import QToolButton

    assert all(button.accessibleName() for button in bar.findChildren(QToolButton))
