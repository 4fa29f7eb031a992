"""Cards: in order, never over one another, the focused one beside its passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from db.kinds import Kind, Risk, State
from db.records import Revision
from editor.reading.canonical import join_blocks
from editor.ui.article_view import ArticleView
from editor.ui.margin import GAP, Margin, place, pushed
from editor.ui.margin_handles import Handle
from editor.ui.margin_paint import CardLine

ANCHORS = st.lists(st.integers(0, 5000), min_size=1, max_size=40).map(sorted)


@given(ANCHORS, st.data())
def test_cards_never_overlap_and_the_fixed_one_stands_exactly(anchors, data):
    fixed = data.draw(st.none() | st.integers(0, len(anchors) - 1))
    tops = place(anchors, 36, fixed)
    assert len(tops) == len(anchors)
    assert all(two - one >= 36 for one, two in zip(tops, tops[1:], strict=False))
    if fixed is not None:
        assert tops[fixed] == anchors[fixed]


@given(ANCHORS, st.data())
def test_a_tall_card_pushes_only_what_is_below_it(anchors, data):
    fixed = data.draw(st.integers(0, len(anchors) - 1))
    tops = place(anchors, 36, fixed, 300)
    assert tops[fixed] == anchors[fixed]
    for at, (one, two) in enumerate(zip(tops, tops[1:], strict=False)):
        assert two - one >= (300 if at == fixed else 36)


@given(ANCHORS, st.data())
def test_a_card_that_must_stand_elsewhere_pushes_its_neighbours_and_no_others(anchors, data):
    tops = place(anchors, 36)
    at = data.draw(st.integers(0, len(tops) - 1))
    now = pushed(tops, at, tops[at] + data.draw(st.integers(-400, 400)), 36, 300)
    above, below = now[: at + 1], now[at + 1 :]
    assert all(two - one >= 36 for one, two in zip(above, above[1:], strict=False))
    assert all(two - one >= 36 for one, two in zip(below, below[1:], strict=False))
    assert not below or below[0] - now[at] >= 300
    assert all(one <= two for one, two in zip(above[:-1], tops, strict=False))
    assert all(one >= two for one, two in zip(below, tops[at + 1 :], strict=True))


def test_cards_with_room_stand_at_their_passages():
    assert place([0, 100, 200], 36) == [0, 100, 200]
    assert place([0, 10, 200], 36) == [0, 36, 200]
    assert place([], 36) == []


@pytest.fixture
def page(qtbot):
    """A page with many marks: the window, its view and margin, and the marks' places."""
    text, blocks = join_blocks(
        (f"Paragraph {n} " + "of many words " * 20, "paragraph", 0) for n in range(80)
    )
    window = QWidget()
    qtbot.addWidget(window)
    window.view = ArticleView()
    window.margin = Margin(window.view)
    window.margin.setFixedWidth(280)
    row = QHBoxLayout(window)
    row.addWidget(window.view, 1)
    row.addWidget(window.margin)
    window.resize(1000, 500)
    with qtbot.waitExposed(window):
        window.show()
    window.view.show_revision(
        Revision("r" * 32, "a" * 32, 1, text, tuple(blocks), (), "", "txt", "text")
    )
    window.starts = [block.start for block in blocks]
    window.margin.set_cards(
        CardLine(f"m{n}", start, Kind.CLAIM, State.QUERY, n + 1, "AM", f"card {n}")
        for n, start in enumerate(window.starts)
    )
    return window


def test_cards_stand_beside_their_passages_and_scroll_with_them(page):
    bar = page.view.verticalScrollBar()
    for value in (0, 1000, bar.maximum()):
        bar.setValue(value)
        shown = page.margin.places()
        assert 0 < len(shown) < 20
        for card, box in shown:
            assert abs(box.top() + 2 - page.view.top_of(card.start)) <= 1


def test_a_click_names_the_card(page, qtbot):
    card, box = page.margin.places()[1]
    with qtbot.waitSignal(page.margin.card_clicked) as told:
        QTest.mouseClick(page.margin, Qt.MouseButton.LeftButton, pos=box.center())
    assert told.args == [card[0]]
    with qtbot.waitSignals([page.margin.card_clicked, page.margin.menu_requested]):
        QTest.mouseClick(page.margin, Qt.MouseButton.RightButton, pos=box.center())
    with qtbot.assertNotEmitted(page.margin.card_clicked):
        QTest.mouseClick(page.margin, Qt.MouseButton.LeftButton, pos=box.topLeft() - QPoint(5, 5))


def crowded(start, count=6):
    return [CardLine(f"c{n}", start + n, Kind.FACT, None, n, "", "crowded") for n in range(count)]


def test_the_focused_card_keeps_its_place_among_crowded_ones(page):
    start = page.starts[2]
    page.margin.set_cards(crowded(start))
    page.margin.set_focus_card("c4")
    places = {card.id: box for card, box in page.margin.places()}
    assert abs(places["c4"].top() + 2 - page.view.top_of(start + 4)) <= 1
    assert places["c3"].bottom() < places["c4"].top()


def test_the_open_card_stands_in_its_place_and_scrolls_with_it(page):
    card = QTextEdit()
    card.sizeHint = lambda: QSize(200, 180)
    page.margin.set_open_card(card)
    page.margin.set_cards(crowded(page.starts[1]))
    card.show()
    page.margin.set_focus_card("c2")
    top = card.y()
    assert abs(top + 2 - page.view.top_of(page.starts[1] + 2)) <= 1
    below = next(box for shown, box in page.margin.places() if shown.id == "c3")
    assert below.top() >= card.geometry().bottom() + GAP - 1 and card.height() == 180
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.value() + 60)
    assert abs(top - 60 - card.y()) <= 1
    other = QTextEdit()
    page.margin.set_open_card(other)
    assert card.isHidden() and other.parent() is page.margin


def test_the_keyboard_of_a_card_put_away_goes_to_the_article(page, qtbot):
    card, between = QWidget(), QLineEdit(page)
    field = QLineEdit(card)
    page.margin.set_open_card(card)
    for widget in (between, card):
        widget.show()
    QWidget.setTabOrder(field, between)
    page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    card.hide()
    assert page.view.hasFocus()


def test_the_open_card_is_kept_whole_while_its_passage_shows(page):
    card = QTextEdit()
    card.sizeHint = lambda: QSize(200, 180)
    page.margin.set_open_card(card)
    start = page.starts[3]
    page.margin.set_cards(crowded(start, 3))
    card.show()
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.value() + page.view.top_of(start) - page.view.viewport().height() + 30)
    page.margin.set_focus_card("c1")
    places = {shown.id: box for shown, box in page.margin.places()}
    assert card.geometry().bottom() <= page.margin.height()
    assert places["c0"].bottom() < card.y() == places["c1"].top()
    assert "c2" not in places


def test_cards_follow_when_the_page_is_zoomed(page):
    page.view.zoom(1.6)
    for card, box in page.margin.places():
        assert abs(box.top() + 2 - page.view.top_of(card.start)) <= 1


def test_a_margin_without_cards_says_why(page):
    page.margin.set_cards([])
    empty = page.margin.grab().toImage()
    page.margin.set_cards([], "Nothing is marked yet.")
    assert page.margin.grab().toImage() != empty
    assert page.margin.accessibleDescription() == "Nothing is marked yet."
    page.margin.set_cards(crowded(page.starts[0]), "Nothing is marked yet.")
    assert page.margin.accessibleDescription() == ""


def test_every_kind_and_state_can_be_painted(page):
    states = [None, *State]
    page.margin.set_cards(
        [
            CardLine(
                f"k{kind}{state}",
                at,
                kind,
                state,
                at,
                "AM",
                "words\nover <b>lines</b> " * 9,
                thin=at % 2 == 0,
                risk=list(Risk)[at % 3],
                replies=at % 2,
            )
            for at, (kind, state) in enumerate((k, s) for k in Kind for s in states)
        ]
    )
    page.margin.set_focus_card("kquoteNone")
    assert not page.margin.grab().toImage().isNull()
    assert page.margin.accessibleName() == "Margin"


def handles(margin):
    return {h.id: h for h in margin.findChildren(Handle) if h.isVisible()}


def test_each_card_that_shows_is_a_child_with_a_name(page, qtbot):
    margin = page.margin
    wanted = {card.id: box for card, box in margin.places()}
    qtbot.waitUntil(lambda: set(handles(margin)) == set(wanted))
    for id_, handle in handles(margin).items():
        assert handle.geometry() == wanted[id_]
        assert handle.accessibleName() == f"{int(id_[1:]) + 1} · query · AM. card {id_[1:]}"
        role = QAccessible.queryAccessibleInterface(handle).role()
        assert role == QAccessible.Role.Button
    with qtbot.waitSignal(margin.card_clicked) as told:
        handles(margin)["m1"].click()
    assert told.args == ["m1"]


def test_the_names_follow_scrolling_and_leave_the_open_card_alone(page, qtbot):
    margin = page.margin
    page.view.verticalScrollBar().setValue(1500)
    wanted = {card.id for card, _box in margin.places()}
    assert "m0" not in wanted
    qtbot.waitUntil(lambda: set(handles(margin)) == wanted)
    focused = sorted(wanted)[0]
    margin.set_focus_card(focused)
    qtbot.waitUntil(lambda: focused not in handles(margin))
    margin.set_cards([])
    qtbot.waitUntil(lambda: handles(margin) == {})
