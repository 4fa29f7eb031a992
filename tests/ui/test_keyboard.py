"""Keys answer where they should: off while typing, found on every layout, Esc leaves a field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.actions import Action
from editor.ui.doing import build
from editor.ui.keyboard import Keyboard, answers_itself, is_typing

TABLE = (
    Action("one", "One", "1", "", "on_one", "Check"),
    Action("quote", "Quote", "Q", "", "on_quote", "Mark"),
    Action("open", "Open", "Ctrl+O", "", "on_open", "File", "always"),
    Action("next_open", "Next open", "Space", "", "on_next", "Go"),
    Action("keys", "Keys", "F1 ?", "", "on_keys", "Help", "always"),
    Action("nobody", "Nobody's", "Z", "", "on_nothing", "Go"),
)


class Window(QMainWindow):
    def __init__(self):
        super().__init__()
        self.calls = []
        self.field, self.button, self.page = QLineEdit(), QPushButton("b"), QPlainTextEdit()
        self.page.setReadOnly(True)
        body = QWidget()
        column = QVBoxLayout(body)
        for widget in (self.field, self.button, self.page):
            column.addWidget(widget)
        self.setCentralWidget(body)
        self.keys = build(self, TABLE, self.target)
        self.keyboard = Keyboard(self, TABLE, self.keys, self.target)

    def target(self, slot):
        return None if slot in ("on_nothing", "when_made") else lambda: self.calls.append(slot)


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def press(widget, letter, place=0, held=Qt.KeyboardModifier.NoModifier):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = ord(letter.upper())
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, place, 0, 0, letter))


def focus(window, widget, qtbot):
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_letters_are_text_in_a_field_and_actions_beside_it(window, qtbot):
    focus(window, window.field, qtbot)
    qtbot.keyClicks(window.field, "q1 ?")
    assert window.field.text() == "q1 ?" and window.calls == []
    assert window.keys["open"].isEnabled() and not window.keys["quote"].isEnabled()
    focus(window, window.page, qtbot)
    qtbot.keyClicks(window.page, "q1?")
    assert window.calls == ["on_quote", "on_one", "on_keys"]


def test_a_french_digit_and_a_russian_letter_act_once(window, qtbot):
    focus(window, window.page, qtbot)
    press(window.page, "&", 10)
    press(window.page, "й", 24)
    assert window.calls == ["on_one", "on_quote"]
    focus(window, window.field, qtbot)
    press(window.field, "й", 24)
    assert window.field.text() == "й" and len(window.calls) == 2


def test_space_belongs_to_a_button_that_has_the_keyboard(window, qtbot):
    focus(window, window.button, qtbot)
    with qtbot.waitSignal(window.button.clicked):
        qtbot.keyClick(window.button, Qt.Key.Key_Space)
    assert window.calls == [] and window.keys["quote"].isEnabled()
    focus(window, window.page, qtbot)
    qtbot.keyClick(window.page, Qt.Key.Key_Space)
    assert window.calls == ["on_next"]


def test_esc_leaves_a_field_and_keeps_its_text(window, qtbot):
    focus(window, window.field, qtbot)
    qtbot.keyClicks(window.field, "half")
    with qtbot.waitSignal(window.keyboard.left):
        qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert window.field.text() == "half"


def test_what_nobody_answers_is_switched_off(window):
    assert not window.keys["nobody"].isEnabled()


def test_a_field_that_is_deleted_is_forgotten(window, qtbot):
    focus(window, window.field, qtbot)
    with qtbot.waitSignal(window.field.destroyed):
        window.field.deleteLater()
    window.keyboard.refresh()
    assert window.keys["quote"].isEnabled()


def test_typing_is_an_editable_field(qtbot):
    line, text, button = QLineEdit(), QPlainTextEdit(), QPushButton()
    for widget in (line, text, button):
        qtbot.addWidget(widget)
    assert is_typing(line) and is_typing(text)
    text.setReadOnly(True)
    assert not is_typing(text) and not is_typing(button) and not is_typing(None)
    assert answers_itself(button) and not answers_itself(line)
