"""A window looks as it did when it was closed, and a broken file costs nothing but that."""

from __future__ import annotations

import pytest

from editor.settings import SETTINGS, PersonSettings, WindowState
from editor.ui.dialogs.settings import LABELS
from editor.ui.memory import Memory
from editor.ui.window import MainWindow
from editor.ui.windows import Windows

UNSHOWN = {
    "person.name",
    "language",
    "queue.columns",
    "queue.sort",
    "guide.shown",
    "report.presets",
    "suggestions.score",
    "worth.weights",
}
"""Settings set where they are used."""


@pytest.fixture
def memory(tmp_path):
    def open_():
        own = PersonSettings(tmp_path / "galley.toml")
        return Memory(own, WindowState(tmp_path / "window.json"))

    return open_


def opened(session, memory, qtbot):
    windows = Windows(session, memory)
    made = MainWindow(session, windows)
    windows.looks()[-1].give(made)
    qtbot.addWidget(made)
    made.show()
    return made


def test_place_page_and_type_come_back(session, memory, qtbot):
    first = opened(session, memory(), qtbot)
    first.resize(790, 560)
    first.splitter.setSizes([230, 560])
    first.article_page.view.zoom(1.5)
    first.on_page("queue")
    first.close()
    again = opened(session, memory(), qtbot)
    assert again.height() == first.height() == 560
    assert again.memory.looks(session.store_id)[0].side == tuple(first.splitter.sizes())
    assert again.article_page.view.zoom_factor() == 1.5 and again.pages.shown == "queue"
    again.close()


def test_the_articles_opened_last_come_back(session, memory, add_marks, qtbot):
    ids = [add_marks([28])[0][0].article for _ in range(5)]
    first = opened(session, memory(), qtbot)
    first.desk.recent = [ids[1], ids[0]]
    first.close()
    again = opened(session, memory(), qtbot)
    qtbot.waitUntil(lambda: bool(again.desk.groups))
    name, cards = again.desk.groups[0]
    assert (name, [card.id for card in cards]) == ("Recent", [ids[1], ids[0]])
    again.close()


def test_how_sure_a_suggestion_has_to_be_is_a_persons_own(session, memory, qtbot):
    first = opened(session, memory(), qtbot)
    sieve = first.article_page.offers.sieve
    assert sieve.slider.value() == 65
    sieve.slider.setValue(40)
    sieve.slider.sliderReleased.emit()
    first.close()
    again = opened(session, memory(), qtbot)
    assert again.article_page.offers.sieve.slider.value() == 40
    again.close()


def test_a_broken_file_is_as_none(session, memory, tmp_path, qtbot):
    (tmp_path / "window.json").write_text("{no json", encoding="utf-8")
    window = opened(session, memory(), qtbot)
    assert window.pages.shown == "article"
    window.close()


def test_every_setting_a_person_or_desk_has_is_shown_or_set_where_it_is_used():
    told = {name for name, setting in SETTINGS.items() if setting.scope != "window"}
    assert told - set(LABELS) - UNSHOWN == set()


def test_letters_to_a_line(session, memory, qtbot):
    window = opened(session, memory(), qtbot)
    window.resize(1600, 800)
    wide = window.article_page.view.viewport().width()
    window.memory.set_own(window, "text.measure", 40)
    assert window.article_page.view.viewport().width() < wide
    window.close()
