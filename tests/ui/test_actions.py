"""The table of actions: one meaning for each key, a method for each slot."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from db.kinds import BlockKind
from editor.ui.actions import GROUPS, Action, all_actions
from editor.ui.doing import build
from editor.ui.pages import PAGES

TABLE = all_actions(PAGES)
KEYS = [key for row in TABLE for key in row.keys.split()]

PRODUCT = """
Q C F M E B 0 J K Space Shift+Space N Shift+N W Alt+Left Alt+Right S A X Shift+A Y
1 2 3 4 5 6 7 8 9 Alt+1 Alt+9 Return Del R Shift+R L P U Shift+U D T G H O V Shift+V
F7 F8 F9 Shift+Return Ctrl+F Ctrl+1 I F11 Ctrl+O Ctrl+P Ctrl+Shift+E Ctrl+Z Ctrl+Shift+Z
Ctrl+K ? F1
""".split()
"""The keys a person is promised."""


class Target(QWidget):
    """Remembers what was called."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def on_mark(self, value):
        self.calls.append(value)

    def on_plain(self):
        self.calls.append("plain")


@pytest.mark.parametrize("values", [[row.id for row in TABLE], KEYS], ids=["ids", "keys"])
def test_every_id_and_key_has_one_meaning(values):
    assert [value for value, count in Counter(values).items() if count > 1] == []


def test_every_key_is_one_qt_knows():
    assert [key for key in KEYS if QKeySequence(key).toString() == ""] == []


def test_every_promised_key_is_in_the_table():
    assert [key for key in PRODUCT if key not in KEYS] == []


def test_plain_keys_are_off_while_typing_only():
    plain = [r.id for r in TABLE for k in r.keys.split() if len(k) == 1 and r.when == "always"]
    assert plain == ["keys"], "which the window tells from typed text itself"


def test_every_action_has_its_place_in_a_menu():
    assert {row.group for row in TABLE} == set(GROUPS)
    assert {row.value for row in TABLE if row.slot == "on_block_kind"} == set(BlockKind)


def test_slots_get_their_value(qtbot):
    target = Target()
    qtbot.addWidget(target)
    rows = (
        Action("a", "A", "Q", "", "on_mark", "Mark", value="quote"),
        Action("b", "B", "Ctrl+B", "", "on_plain", "Mark", "always"),
        Action("c", "C", "", "", "on_nothing", "Mark"),
    )
    made = build(target, rows, lambda slot: getattr(target, slot, None))
    for action in made.values():
        action.trigger()
    assert target.calls == ["quote", "plain"]
