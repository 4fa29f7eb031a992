"""What is not the article is set apart on the page, and taken back by a click or a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.kinds import BlockKind, Covered
from editor.i18n import _
from editor.ui import apart

STORY = (
    "The ferry stops in May\n\n"
    "The ferry will stop in May, the council said. It carried 4,000 people last year.\n\n"
    "“We have no other choice,” said Ada Lund, the mayor of the town.\n\n"
    "Most of the 4,000 passengers live on the northern shore of the fjord and work in town.\n\n"
    "Bo Berg is a reporter based in Malmö who covers harbours.\n\n"
    "You may also like\n\n"
    "“The bridge is falling down,” said Eva Holm in another article of 3 May 2019.\n\n"
    "Seven things to do on the 12 islands this summer\n\n"
    "Leave a comment\n"
)


@pytest.fixture
def page(window, qtbot, tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, "utf-8")
    window.desk.filing.open_file(path)
    qtbot.waitUntil(lambda: window.desk.reading.article.headline == "The ferry stops in May")
    window.article_page.view.setFocus()
    return window.article_page


def kinds(page):
    return {piece.text.split()[0]: piece.kind for piece in page.view._page}


def outside(page):
    return [p.text.split()[0] for p in page.view._page if p.kind is BlockKind.NOT_ARTICLE]


def stand(page, words):
    """Put the caret into a paragraph, with no mark open."""
    page.focus_mark("")
    at = page.desk.reading.revision.text.index(words)
    page.view.select(at, at)


def click(page, words, offer):
    """Click an offer beside the label of a paragraph."""
    view = page.view
    view.scroll_to(page.desk.reading.revision.text.index(words))
    number, piece = next((n, p) for n, p in enumerate(view._page) if p.text.startswith(words))
    block = view.document().findBlockByNumber(number)
    places = dict(apart.places(block, piece, view.zoom_factor()))
    at = (places[offer].center() - view._scrolled()).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_takes_a_run_back_and_undo_sets_it_apart_again(page, window, qtbot):
    assert outside(page) == ["You", "“The", "Seven", "Leave"]
    click(page, "“The bridge", apart.TAKE_BACK)
    qtbot.waitUntil(lambda: outside(page) == ["You", "Leave"])
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: outside(page) == ["You", "“The", "Seven", "Leave"])
    click(page, "You may", apart.TAKE_ALL_BACK)
    qtbot.waitUntil(lambda: outside(page) == [])


def test_a_key_takes_one_or_all_back(page, window, qtbot):
    stand(page, "Seven")
    QTest.keyClick(page.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: outside(page) == ["You", "“The", "Leave"])
    stand(page, "You may")
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: outside(page) == [])
    stand(page, "The ferry will")
    said = []
    window.desk.told.connect(said.append)
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert said == [_("Nothing is offered here; S shows suggestions.")]


def test_the_menu_takes_back_and_sets_apart(page, window, qtbot):
    stand(page, "Seven")
    window.keys["take_back"].trigger()
    qtbot.waitUntil(lambda: kinds(page)["Seven"] is BlockKind.PARAGRAPH)
    stand(page, "Seven")
    window.keys["set_apart"].trigger()
    qtbot.waitUntil(lambda: kinds(page)["Seven"] is BlockKind.NOT_ARTICLE)
    window.keys["take_all_back"].trigger()
    qtbot.waitUntil(lambda: outside(page) == [])


def test_a_box_about_the_author_is_offered_and_stays_until_somebody_agrees(page, qtbot):
    box = next(p for p in page.view._page if p.text.startswith("Bo"))
    assert (box.kind, box.label) == (BlockKind.PARAGRAPH, "Author box")
    click(page, "Bo Berg", apart.SET_APART)
    qtbot.waitUntil(lambda: kinds(page)["Bo"] is BlockKind.NOT_ARTICLE)


def test_suggestions_and_counts_follow_what_is_set_apart(page, window, qtbot):
    def proposed(words):
        return any(words in one.text for one in window.desk.suggester.found)

    def unmarked():
        return page.coverage.live.coverage.counts[Covered.UNMARKED]

    qtbot.waitUntil(lambda: window.desk.suggester.whole and unmarked() > 0)
    before = unmarked()
    assert proposed("no other choice") and not proposed("falling down")
    stand(page, "“The bridge")
    QTest.keyClick(page.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: proposed("falling down"))
    qtbot.waitUntil(lambda: unmarked() == before + 1)
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: window.desk.suggester.whole and not proposed("falling down"))
