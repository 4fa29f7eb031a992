"""The table of actions: unique keys, switched off while typing."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from editor.ui.actions import ACTIONS, Action, build, is_typing, set_typing


class Target(QWidget):
    """Remembers what was called."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def on_mark(self, value):
        self.calls.append(value)

    def on_plain(self):
        self.calls.append("plain")


def test_every_id_and_key_has_one_meaning():
    for values in ([a.id for a in ACTIONS], [a.shortcut for a in ACTIONS]):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_every_key_is_one_qt_knows():
    assert [a.id for a in ACTIONS if QKeySequence(a.shortcut).toString() == ""] == []


def test_plain_keys_are_off_while_typing_only():
    assert [a.id for a in ACTIONS if "+" not in a.shortcut and a.when != "not_typing"] == []


def test_slots_get_their_value(qtbot):
    target = Target()
    qtbot.addWidget(target)
    rows = (
        Action("a", "A", "Q", "", "on_mark", value="quote"),
        Action("b", "B", "Ctrl+B", "", "on_plain", "always"),
    )
    made = build(target, rows)
    for action in made.values():
        action.trigger()
    assert target.calls == ["quote", "plain"]
    set_typing(made.values(), True)
    assert [made["a"].isEnabled(), made["b"].isEnabled()] == [False, True]
    set_typing(made.values(), False)
    assert made["a"].isEnabled()


def test_typing_is_an_editable_field(qtbot):
    line, text, button = QLineEdit(), QPlainTextEdit(), QPushButton()
    for widget in (line, text, button):
        qtbot.addWidget(widget)
    assert is_typing(line) and is_typing(text)
    text.setReadOnly(True)
    assert not is_typing(text) and not is_typing(button) and not is_typing(None)
