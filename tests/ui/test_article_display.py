"""Display type is written, reworded and taken away where it stands; nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from db.kinds import BlockKind, Kind
from editor.commands import blocks
from editor.ui import apart
from editor.ui.window import MainWindow


@pytest.fixture
def page(window, qtbot):
    """The article page with a deck added above the second paragraph, and the caret in it."""
    page = window.article_page
    reading = window.desk.reading
    start = reading.revision.text.index("The pier")
    window.desk.run(blocks.add_display, reading.article.id, start, BlockKind.DECK, "A late deck")
    qtbot.waitUntil(lambda: shown(page) == ["A late deck"])
    page.view.setFocus()
    stand(page, "A late deck")
    return page


def shown(page):
    return [piece.text for piece in page.view._page if piece.added]


def stand(page, words):
    """Put the caret into words that may not be the draft's."""
    cursor = QTextCursor(page.view.document())
    cursor.setPosition(page.view.toPlainText().index(words) + 2)
    page.view.setTextCursor(cursor)


def field(page):
    return page.display.editor.field.editor


def write(page, qtbot, words, end=Qt.Key.Key_Return):
    qtbot.waitUntil(field(page).hasFocus)
    field(page).selectAll()
    qtbot.keyClicks(field(page), words)
    qtbot.keyClick(field(page), end)


def click(page, offer):
    view = page.view
    number, piece = next((n, p) for n, p in enumerate(view._page) if p.added)
    block = view.document().findBlockByNumber(number)
    places = dict(apart.places(block, piece, view.zoom_factor()))
    at = (places[offer].center() - view._scrolled()).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def by_key(page, window, offer):
    key = Qt.Key.Key_Return if offer == apart.REWORD else Qt.Key.Key_Delete
    QTest.keyClick(page.view, key)


def by_action(page, window, offer):
    action = {"reword": window.keys["reword_display"], "remove": window.keys["remove_display"]}
    action[offer].trigger()


def by_click(page, window, offer):
    click(page, offer)


WAYS = pytest.mark.parametrize("way", [by_key, by_action, by_click])


@WAYS
def test_it_is_reworded_in_its_own_type_and_undone(page, window, qtbot, way):
    way(page, window, apart.REWORD)
    assert field(page).toPlainText() == "A late deck"
    assert "Deck" in field(page).accessibleName() and field(page).font().pixelSize() > 18
    write(page, qtbot, "Another deck")
    qtbot.waitUntil(lambda: shown(page) == ["Another deck"])
    assert page.display.editor.isHidden() and window.focusWidget() is page.view
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: shown(page) == ["A late deck"])
    window.keys["redo"].trigger()
    qtbot.waitUntil(lambda: shown(page) == ["Another deck"])


@WAYS
def test_it_is_taken_away_and_undone(page, window, qtbot, way):
    way(page, window, apart.REMOVE)
    qtbot.waitUntil(lambda: shown(page) == [])
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: shown(page) == ["A late deck"])


def test_the_editor_stands_over_its_words_and_follows_the_page(page, window, qtbot):
    window.keys["reword_display"].trigger()
    editor, view = page.display.editor, page.view
    box = view.box_of(view.added(window.desk.reading.overlays[0].id))
    assert abs(editor.y() - box.top()) <= 1
    view.zoom(1.4)
    box = view.box_of(view.added(window.desk.reading.overlays[0].id))
    assert abs(editor.y() - box.top()) <= 1
    assert editor.geometry().right() <= view.viewport().width()


def test_esc_keeps_a_reworded_text_as_an_act(page, window, qtbot):
    window.keys["reword_display"].trigger()
    write(page, qtbot, "Half a thought", Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown(page) == ["Half a thought"])
    assert page.display.editor.isHidden()


def test_cancel_gives_the_words_up(page, window, qtbot):
    window.keys["reword_display"].trigger()
    qtbot.waitUntil(field(page).hasFocus)
    field(page).setPlainText("Not this")
    page.display.editor.cancel.click()
    assert page.display.editor.isHidden() and shown(page) == ["A late deck"]
    window.keys["reword_display"].trigger()
    assert field(page).toPlainText() == "A late deck"


def test_an_empty_text_is_no_display_type(page, window, qtbot):
    window.keys["reword_display"].trigger()
    qtbot.waitUntil(field(page).hasFocus)
    field(page).setPlainText("  ")
    assert not page.display.editor.done.isEnabled()
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    assert page.display.editor.isVisible()
    qtbot.keyClick(field(page), Qt.Key.Key_Escape)
    assert shown(page) == ["A late deck"]


def test_a_new_one_half_typed_is_there_again_after_esc_and_after_a_restart(
    page, window, qtbot, monkeypatch
):
    stand(page, "Nobody")
    window.keys["add_caption"].trigger()
    write(page, qtbot, "On the left, Ada L", Qt.Key.Key_Escape)
    assert shown(page) == ["A late deck"] and page.display.editor.isHidden()
    stand(page, "Nobody")
    window.keys["add_caption"].trigger()
    assert field(page).toPlainText() == "On the left, Ada L"
    window.close()
    again = MainWindow(window.desk.session)
    qtbot.addWidget(again)
    again.show()
    again.desk.show_article(window.desk.reading.article.id)
    qtbot.waitUntil(lambda: again.desk.reading is not None)
    assert shown(again.article_page) == ["A late deck"]
    stand(again.article_page, "Nobody")
    again.keys["add_caption"].trigger()
    assert field(again.article_page).toPlainText() == "On the left, Ada L"
    again.close()


def test_what_came_with_the_file_is_changed_by_editing_the_text(page, window):
    page.view.select(0, 0)
    for name in ("reword_display", "remove_display"):
        window.foot.be_quiet()
        window.keys[name].trigger()
        assert "came with the file" in window.foot.said.text()
    assert page.display.editor.isHidden()


def test_a_focused_mark_has_the_keys(page, window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    stand(page, "A late deck")
    by_key(page, window, apart.REMOVE)
    qtbot.waitUntil(lambda: window.desk.reading.find(made.id) is None)
    assert shown(page) == ["A late deck"]


def test_its_editor_goes_when_it_is_taken_away_meanwhile(page, window, qtbot):
    window.keys["reword_display"].trigger()
    window.desk.run(blocks.remove_display, window.desk.reading.overlays[0])
    qtbot.waitUntil(lambda: shown(page) == [])
    assert page.display.editor.isHidden()


def test_two_people_who_reword_it_see_both_texts(page, window, qtbot):
    window.keys["reword_display"].trigger()
    qtbot.waitUntil(field(page).hasFocus)
    field(page).setPlainText("Mine")
    (overlay,) = window.desk.reading.overlays
    window.desk.run(blocks.change_display, overlay, text="Theirs")
    qtbot.waitUntil(lambda: shown(page) == ["Theirs"])
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.typist.theirs(overlay, "text") == "Theirs")
    stand(page, "Theirs")
    window.keys["reword_display"].trigger()
    qtbot.waitUntil(page.display.editor.field.keep_mine.isVisible)
    page.display.editor.field.keep_mine.click()
    qtbot.waitUntil(lambda: shown(page) == ["Mine"])
