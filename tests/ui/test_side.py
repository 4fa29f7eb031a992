"""The side: pages, articles, and a search that asks after a pause and forgets old answers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from editor.ui.article_list import CARD, ArticleCard
from editor.ui.hit_list import Found
from editor.ui.pages import PAGES
from editor.ui.side import Side

GROUPS = [
    ("City", [ArticleCard("a1", "The bridge", "Ada", close="20:15", settled=3, total=9, thin=1)]),
    ("World", [ArticleCard("a2", "A long headline " * 9, late=True, close="12:00")]),
]


@pytest.fixture
def side(qtbot):
    made = Side(QAction("Open…"))
    qtbot.addWidget(made)
    made.resize(286, 700)
    made.show()
    made.articles.show_articles(GROUPS, "a1")
    return made


def test_cards_stand_under_headings_and_a_click_names_one(side, qtbot):
    model = side.articles.model()
    assert [model.index(n, 0).data() for n in range(3)] == ["City", "The bridge", "World"]
    assert side.articles.count() == 2
    place = side.articles.visualRect(model.index(3, 0)).center()
    with qtbot.waitSignal(side.articles.article_chosen) as told:
        qtbot.mouseClick(side.articles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["a2"]
    with qtbot.assertNotEmitted(side.articles.article_chosen):
        heading = side.articles.visualRect(model.index(0, 0)).center()
        qtbot.mouseClick(side.articles.viewport(), Qt.MouseButton.LeftButton, pos=heading)


def test_the_card_of_the_article_shown_is_current_and_all_can_be_painted(side):
    assert side.articles.currentIndex().data() == "The bridge"
    spoken = side.articles.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "The bridge, Ada, closes 20:15, 6 of 9 open · 1 thin"
    assert side.articles.visualRect(side.articles.currentIndex()).height() == CARD
    assert not side.grab().toImage().isNull()


def test_a_page_is_chosen_and_told(side, qtbot):
    button = side._pages["queue"]
    with qtbot.waitSignal(side.page_chosen) as told:
        button.click()
    assert told.args == ["queue"]
    side.show_page("article")
    assert [id_ for id_, b in side._pages.items() if b.isChecked()] == ["article"]
    assert {b.accessibleName() for b in side._pages.values()} == {page.text for page in PAGES}


def test_a_search_is_asked_and_only_its_own_answer_shown(side, qtbot):
    with qtbot.waitSignal(side.searched) as told:
        qtbot.keyClicks(side.search, "har  bour ")
    assert told.args == ["har bour"]
    hit = Found(
        "a1", "m1", "The bridge · mark", "the\nharbour office \U0001f4a1 office", ((4, 11),)
    )
    side.show_hits("old", [hit])
    assert not side.hits.isVisible()
    side.show_hits("har bour", [hit])
    assert side.hits.isVisible() and not side.hits.grab().toImage().isNull()
    with qtbot.waitSignal(side.hits.chosen) as told:
        qtbot.keyClick(side.search, Qt.Key.Key_Return)
    assert told.args == ["a1", "m1"]
    side.search.clear()
    assert side.articles.isVisible()


def test_nothing_found_is_said_and_leads_nowhere(side, qtbot):
    side.search.setText("zzz")
    side.show_hits("zzz", [])
    assert side.hits.item(0).text() == "Nothing found"
    with qtbot.assertNotEmitted(side.hits.chosen):
        side.hits.choose_current()
