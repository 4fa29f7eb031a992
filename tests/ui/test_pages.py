"""Pages: made when first shown, told the article, brought up to date, and asked first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.ui import pages
from editor.ui.pages import Page, Pages


class Note(QWidget):
    """A page that writes down what it is told."""

    failed = Signal(object)
    passage_requested = Signal(str, str)

    def __init__(self, session, desk):
        super().__init__()
        self.told = [(session, desk)]

    def show_article(self, article_id):
        self.told.append(article_id)

    def refresh(self):
        self.told.append("refresh")


class Bare(QWidget):
    """A page that has nothing but its widget."""

    def __init__(self, session, desk):
        super().__init__()


@pytest.fixture
def shelf(qtbot, monkeypatch):
    rows = (
        Page("note", "Note", "Ctrl+1", "", f"{__name__}:Note"),
        Page("bare", "Bare", "Ctrl+2", "", f"{__name__}:Bare"),
    )
    monkeypatch.setattr(pages, "PAGES", rows)
    monkeypatch.setattr(pages, "import_module", lambda name: __import__("sys").modules[name])
    made = Pages("session", "desk")
    qtbot.addWidget(made)
    return made


def test_a_page_is_made_when_it_is_first_shown(shelf):
    assert shelf.made() == []
    note = shelf.show_page("note")
    assert shelf.made() == [note] and shelf.shown == "note"
    assert note.told == [("session", "desk"), "refresh"]
    shelf.show_page("note")
    assert len(note.told) == 2


def test_a_hidden_page_hears_of_article_and_change_when_it_is_shown(shelf):
    note = shelf.show_page("note")
    shelf.show_page("bare")
    shelf.show_article("a1")
    shelf.refresh()
    assert len(note.told) == 2
    shelf.show_page("note")
    assert note.told[2:] == ["a1", "refresh"]
    shelf.show_article("a2")
    shelf.refresh()
    assert note.told[4:] == ["a2", "refresh"]


def test_what_a_page_says_is_passed_on(shelf, qtbot):
    note = shelf.show_page("note")
    with qtbot.waitSignals([shelf.failed, shelf.passage_requested]):
        note.failed.emit(ValueError("no"))
        note.passage_requested.emit("a1", "m1")
