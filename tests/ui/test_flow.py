"""Widgets flow into rows as words do."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from db.kinds import State
from editor.ui.chip import Chip
from editor.ui.flow import FlowLayout
from editor.ui.pills import StatePill


def test_a_full_row_begins_another_and_hidden_ones_take_no_room(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, gap=10)
    buttons = [QPushButton("x") for _ in range(4)]
    for button in buttons:
        button.setFixedSize(100, 30)
        flow.addWidget(button)
    buttons[1].hide()
    holder.resize(215, 200)
    holder.show()
    assert [(b.x(), b.y()) for b in (buttons[0], *buttons[2:])] == [(0, 0), (110, 0), (0, 40)]
    assert flow.heightForWidth(215) == 70 and flow.heightForWidth(1000) == 30
    assert flow.count() == 4 and flow.itemAt(9) is None
    flow.takeAt(0)
    assert flow.count() == 3 and flow.takeAt(7) is None


def test_a_chip_says_what_it_is_set_to(qtbot):
    chip = Chip("State")
    qtbot.addWidget(chip)
    chip.say("query, " * 20)
    assert chip.isChecked() and len(chip.text()) == 44 and chip.accessibleName() == "State"
    chip.say("")
    assert chip.text() == "State" and not chip.isChecked()


def test_a_pill_is_as_wide_as_its_word_and_has_its_name(qtbot):
    pill = StatePill(State.CUT)
    qtbot.addWidget(pill)
    small = pill.sizeHint().width()
    pill.set_state(State.CONFIRMED_WITH_CHANGE)
    assert pill.sizeHint().width() > small
    assert pill.accessibleName() == "confirmed with change"
    picture = pill.grab().toImage()
    colours = {picture.pixelColor(x, 10).name() for x in range(picture.width())}
    assert len(colours) > 2
