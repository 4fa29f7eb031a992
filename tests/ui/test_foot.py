"""The foot: hints of the page, one sentence at a time, a way out that is taken once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from editor.ui.foot import Foot


@pytest.fixture
def foot(qtbot):
    made = Foot()
    qtbot.addWidget(made)
    made.show()
    return made


def test_hints_are_replaced(foot):
    first, second, bare = QAction("Next"), QAction("Previous…"), QAction("Nothing")
    first.setShortcut("J")
    second.setShortcut("K")
    foot.show_hints([first, bare])
    foot.show_hints([second, bare])
    assert foot.hints.words() == ["K", "Previous"]


def test_only_hints_that_fit_are_shown(foot):
    actions = [QAction(f"A rather long name {n}") for n in range(9)]
    for number, action in enumerate(actions):
        action.setShortcut(f"F{number + 1}")
    foot.show_hints(actions)
    foot.resize(420, 36)
    shown = [label for label in foot.hints.findChildren(QLabel) if label.isVisible()]
    assert 0 < len(shown) < 18
    assert all(label.geometry().right() <= foot.hints.width() for label in shown)


def test_a_sentence_takes_the_hints_place_until_it_is_closed(foot, qtbot):
    foot.say("The store is locked.")
    assert foot.said.text() == "The store is locked." and foot.hints.isHidden()
    assert foot.way_out.isHidden()
    foot.close_message.click()
    assert foot.said.text() == "" and not foot.hints.isHidden()


def test_a_way_out_is_taken_once(foot):
    taken = []
    foot.say("It is written.", "Open", lambda: taken.append(1))
    foot.way_out.click()
    assert taken == [1] and foot.way_out.isHidden() and foot.said.text() == ""
