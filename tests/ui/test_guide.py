"""The guided first check: followed by real keys, skipped, remembered, called again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.kinds import Kind
from editor.commands import articles
from editor.settings import PersonSettings, WindowState
from editor.ui.guide_steps import END, STEPS
from editor.ui.memory import Memory
from editor.ui.window import MainWindow

RUSSIAN = {"V": "м", "F": "а"}
PLACES = {"V": 55, "F": 41, "1": 10}
"""Scan codes under X11."""


@pytest.fixture
def sample(window, qtbot):
    """The window's article under the name of the sample, with one open fact."""
    reading = window.desk.reading
    start = reading.revision.text.index("40 metres")
    window.desk.run(articles.edit_article, reading.article, slug="bridge")
    window.desk.mark(start, start + 9, Kind.FACT)
    qtbot.waitUntil(lambda: window.desk.reading.article.slug == "bridge")
    qtbot.waitUntil(lambda: window.article_page.focused != "")
    window.article_page.focus_mark("")
    window.article_page.view.setFocus()
    return window


def begun(window, qtbot):
    window.keys["guide"].trigger()
    qtbot.waitUntil(lambda: window.guide.course is not None)
    return window.guide.strip


def press(widget, key, layout):
    """A letter or digit as a layout types it."""
    letter = {"us": key.casefold(), "fr": "&" if key == "1" else key.casefold()}.get(layout)
    letter = letter or RUSSIAN.get(key, key)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        held = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(kind, ord(letter.upper()), held, PLACES[key], 0, 0, letter)
        QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("layout", ["us", "fr", "ru"])
def test_a_whole_check_is_done_key_by_key(sample, qtbot, layout):
    strip, page, course = begun(sample, qtbot), sample.article_page, sample.guide.course
    assert strip.isVisible() and sample.focusWidget() is page.view
    assert (strip.number.text(), strip.cap.text()) == ("First check, 1 of 7", "Space")
    page.view.select(0, 0)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: strip.cap.text() == "V")
    press(page.view, "V", layout)
    form = page.card.proof.form
    qtbot.waitUntil(form.source.hasFocus)
    qtbot.keyClicks(form.source, "The harbour log")
    qtbot.keyClick(form.source, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: strip.cap.text() == "1")
    press(page.view, "1", layout)
    qtbot.waitUntil(lambda: strip.cap.text() == "F")
    at = sample.desk.reading.revision.text.index("council")
    page.view.select(at, at)
    press(page.view, "F", layout)
    qtbot.waitUntil(lambda: strip.cap.text() == "Ctrl+Z")
    qtbot.waitUntil(lambda: page.focused != "")
    sample.keys["undo"].trigger()
    qtbot.waitUntil(lambda: strip.cap.text() == "Ctrl+2")
    sample.keys["page_queue"].trigger()
    assert strip.cap.text() == "Ctrl+5" and course.at == 6
    sample.keys["page_closing"].trigger()
    assert course.step is END and "F1" in strip.accessibleName()
    assert sample.desk.own.get("guide.shown")
    strip.leave.click()
    assert strip.isHidden() and sample.guide.course is None


def test_what_is_done_out_of_turn_is_not_in_the_way(sample, qtbot):
    strip = begun(sample, qtbot)
    sample.keys["page_queue"].trigger()
    assert strip.isVisible() and sample.guide.course.at == 0
    sample.keys["page_article"].trigger()
    sample.keys["mark_comment"].trigger()
    qtbot.waitUntil(lambda: len(sample.desk.reading.annotations) == 2)
    assert sample.guide.course.at == 0


def test_it_is_skipped_and_not_offered_again(sample, qtbot):
    strip = begun(sample, qtbot)
    strip.leave.click()
    assert strip.isHidden() and sample.desk.own.get("guide.shown")
    sample.guide.greet()
    sample.desk.show_article(sample.desk.reading.article.id)
    with qtbot.waitSignal(sample.desk.article_read):
        sample.desk.show_article(sample.desk.reading.article.id)
    assert sample.guide.course is None
    sample.keys["guide_end"].trigger()
    assert "No guide is shown" in sample.foot.said.text()
    assert begun(sample, qtbot).isVisible()
    sample.keys["guide_end"].trigger()
    assert strip.isHidden()


def test_a_first_start_begins_it_and_a_second_remembers(sample, qtbot, tmp_path):
    def opened():
        own, state = PersonSettings(tmp_path / "own.toml"), WindowState(tmp_path / "window.json")
        made = MainWindow(sample.desk.session, memory=Memory(own, state))
        qtbot.addWidget(made)
        made.show()
        made.guide.greet()
        made.desk.show_article(sample.desk.reading.article.id)
        qtbot.waitUntil(lambda: made.desk.reading is not None)
        return made

    first = opened()
    assert first.guide.strip.isVisible()
    first.guide.strip.leave.click()
    first.close()
    again = opened()
    assert again.guide.course is None and again.guide.strip is None
    again.close()


def test_without_the_sample_it_goes_by_the_article_shown(window, qtbot):
    window.guide.greet()
    with qtbot.waitSignal(window.desk.article_read):
        window.desk.show_article(window.desk.reading.article.id)
    assert window.guide.course is None, "no first start in another article"
    assert begun(window, qtbot).isVisible()


def test_a_cold_read_puts_it_away_meanwhile(sample, qtbot):
    strip = begun(sample, qtbot)
    sample.keys["cold_read"].trigger()
    assert strip.isHidden()
    QTest.keyClick(sample.article_page.view, Qt.Key.Key_Escape)
    assert strip.isVisible()
    sample.keys["guide_end"].trigger()
    sample.keys["cold_read"].trigger()
    sample.keys["cold_read"].trigger()
    assert strip.isHidden()


def test_the_steps_are_few():
    assert len(STEPS) <= 7
