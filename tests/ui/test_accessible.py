"""Helping programs find open choosers, menus and the palette below their window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QWidget

from editor.ui import accessible
from editor.ui.chooser import Choice, Chooser

NAME = QAccessible.Text.Name


@pytest.fixture(scope="module", autouse=True)
def installed(qapp):
    accessible.install()


@pytest.fixture
def seen(qtbot):
    """A window with a button, and what is said of it."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.button = QPushButton("Assign")
    window.setCentralWidget(window.button)
    window.show()
    return window, QAccessible.queryAccessibleInterface(window)


def names(interface):
    return [interface.child(at).text(NAME) for at in range(interface.childCount())]


def test_an_open_chooser_is_the_last_child_of_its_window(seen):
    window, said = seen
    assert said.role() == QAccessible.Role.Window and names(said) == ["Assign"]
    chooser = Chooser("Assignee", [Choice(1, "Ada Lund"), Choice(2, "Bo Lind")], window.button)
    assert names(said) == ["Assign"]
    chooser.popup_at(QPoint(10, 10))
    assert names(said) == ["Assign", "Assignee"]
    child = said.child(1)
    assert said.indexOfChild(child) == 1 and said.indexOfChild(said.child(0)) == 0
    assert [child.child(at).text(NAME) for at in range(child.childCount())][-1] == "Assignee"
    chooser.close()
    assert names(said) == ["Assign"]


def test_a_menu_is_found_and_popups_of_other_windows_are_not(seen, qtbot):
    window, said = seen
    other = QMainWindow()
    qtbot.addWidget(other)
    menu, stranger = QMenu("Mark", window.button), QMenu("Elsewhere", other)
    for one in (menu, stranger):
        one.addAction("Quote")
        one.popup(QPoint(20, 20))
    assert said.childCount() == 2 and said.child(1).role() == QAccessible.Role.PopupMenu
    assert said.indexOfChild(QAccessible.queryAccessibleInterface(stranger)) == -1
    for one in (stranger, menu):
        one.close()


def test_other_widgets_are_described_as_qt_does(qtbot):
    plain = QWidget()
    qtbot.addWidget(plain)
    assert accessible.describe("QWidget", plain) is None
