"""What is unmarked in the window: the strip, the keys that find it, the list, the counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from db.kinds import Covered, Kind
from editor.commands.coverage import kept_counts
from editor.ui.coverage_strip import LEVEL, looks_of
from editor.ui.theme import current
from editor.ui.unmarked_list import Sort


@pytest.fixture
def page(window, qtbot):
    made = window.article_page
    qtbot.waitUntil(lambda: made.coverage.live.ready)
    return made


def words(page):
    return [page.view.words(a, b) for a, b in page.coverage.live.coverage.sentences]


def state(page, start):
    number = next(n for n, text in enumerate(words(page)) if text.startswith(start))
    return page.coverage.live.coverage.states[number]


def selected(page):
    return page.view.words(*page.view.selected_range())


def test_the_keys_walk_the_unmarked_sentences_round(window, page, mark, qtbot):
    mark("40 metres", Kind.FACT)
    qtbot.waitUntil(lambda: state(page, "The pier") is Covered.MARKED)
    page.view.select(0, 0)
    found = []
    for _ in range(3):
        window.keys["next_unmarked"].trigger()
        found.append(selected(page))
    assert found == [
        "“It opened three times,” said Ada Lund.",
        "Nobody at the council would say when it will open again.",
        "A headline for the harbour",
    ]
    window.keys["previous_unmarked"].trigger()
    assert selected(page) == found[1]


def test_walking_to_zero_by_marking_and_declaring(window, page, qtbot):
    page.view.select(0, 0)
    for key in ("mark_fact", "break", "no_facts", "no_facts"):
        left = page.coverage.live.coverage.counts[Covered.UNMARKED]
        window.keys["next_unmarked"].trigger()
        window.keys[key].trigger()
        qtbot.waitUntil(
            lambda left=left: page.coverage.live.coverage.counts[Covered.UNMARKED] == left - 1
        )
    window.keys["next_unmarked"].trigger()
    assert "Every sentence is marked" in window.foot.said.text()


def test_undo_and_a_change_from_elsewhere_are_seen(window, page, mark, qtbot):
    mark("40 metres", Kind.FACT)
    qtbot.waitUntil(lambda: state(page, "The pier") is Covered.MARKED)
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: state(page, "The pier") is Covered.UNMARKED)
    mark("40", Kind.COMMENT)
    assert state(page, "The pier") is Covered.UNMARKED


def test_the_strip_shows_states_by_width_and_colour_and_leads_there(page, mark, qtbot):
    strip = page.coverage.strip
    mark("The pier is 40 metres long.", Kind.FACT)
    qtbot.waitUntil(lambda: state(page, "The pier") is Covered.MARKED)
    image = strip.grab().toImage()
    looks = looks_of(current())
    seen = {image.pixelColor(2, y).name() for y in range(strip.height())}
    for level in (LEVEL[Covered.UNMARKED], LEVEL[Covered.MARKED]):
        assert QColor(looks[level].colour).name() in seen
    assert looks[LEVEL[Covered.UNMARKED]].width > looks[LEVEL[Covered.PARTLY_MARKED]].width
    number = words(page).index("Nobody at the council would say when it will open again.")
    y = next(y for y in range(strip.height()) if number in strip.states_at(y))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(3, y))
    assert selected(page).startswith("Nobody")


def test_the_strip_tells_counts_and_words(page):
    strip = page.coverage.strip
    number = words(page).index("The pier is 40 metres long.")
    y = next(y for y in range(strip.height()) if strip.states_at(y) == [number])
    said = strip.told(y)
    assert "4 of 4 sentences unmarked" in said and "The pier is 40 metres long." in said
    assert strip.accessibleDescription() == page.coverage.live.counts() != ""


def test_a_cold_read_has_neither_strip_nor_list(window, page):
    window.keys["unmarked_list"].trigger()
    window.keys["cold_read"].trigger()
    assert page.coverage.strip.isHidden() and page.coverage.list.isHidden()
    window.keys["cold_read"].trigger()
    assert not page.coverage.strip.isHidden()


def test_the_list_names_what_is_open_and_leads_there(window, page, mark, qtbot):
    window.keys["unmarked_list"].trigger()
    unmarked = page.coverage.list
    assert unmarked.isVisible()

    def texts():
        return [unmarked.model.index(n).data() for n in range(unmarked.model.rowCount())]

    assert len(texts()) == 4 and "4 of 4" in unmarked.title.text()
    unmarked.show_sort(Sort.NUMBERS)
    assert texts() == ["40 metres · measure", "three times · count"]
    assert unmarked.chips[Sort.NAMES].text() == "Names 1"
    unmarked.list.clicked.emit(unmarked.model.index(0))
    assert selected(page) == "40 metres"
    mark("40 metres", Kind.FACT)
    qtbot.waitUntil(lambda: texts() == ["three times · count"])
    qtbot.keyClick(unmarked, Qt.Key.Key_Escape)
    assert unmarked.isHidden()


def test_the_list_puts_what_is_most_worth_checking_first_and_says_why(window, page):
    window.keys["unmarked_list"].trigger()
    unmarked = page.coverage.list
    unmarked.ranked.setChecked(True)
    values = [page.coverage.live.coverage.worth(row.number) for row in unmarked.model.rows]
    assert values == sorted(values, reverse=True) and len(set(values)) > 1
    told = unmarked.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Worth checking" in told and "figure" in told


def test_the_counts_are_kept_and_stand_in_the_list_of_articles(window, page, qtbot):
    def card():
        return window.desk.groups[0][1][0]

    qtbot.waitUntil(lambda: card().unmarked == 4)
    assert "4 unmarked" in card().counts()
    session = window.desk.session
    (summary,) = session.ask(lambda store: store.summaries()).result(10)
    kept = session.ask(lambda store: kept_counts(store, summary)).result(10)
    assert kept[Covered.UNMARKED] == 4
