"""The page: holds the draft's words exactly, paints marks, tells selections and clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from db.kinds import BlockKind, Kind, SpanKind, State
from db.records import Overlay, Revision, Span, Suggestion
from editor.reading.canonical import join_blocks
from editor.ui.article_view import ArticleView
from editor.ui.highlights import Mark
from editor.ui.measure import MEASURE
from editor.ui.paper import EDGE, SIDE
from editor.ui.theme import theme

WORDS = [
    ("The quiet cost \U0001f4a1 of lights", "headline", 1),
    ("Fish \U0001f41f &\u00a0chips <b>cost</b> 40 euros,   the pier said.", "paragraph", 0),
    ("A last paragraph \u201cwith a quote\u201d.", "paragraph", 0),
]


def draft(words=WORDS, spans=()):
    text, blocks = join_blocks(words)
    return Revision("r" * 32, "a" * 32, 1, text, tuple(blocks), tuple(spans), "", "txt", "text")


@pytest.fixture
def view(qtbot):
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(900, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.show_revision(draft())
    return made


def select(view, words):
    text = draft().text
    start = text.index(words)
    cursor = view.textCursor()
    cursor.setPosition(view._positions.to_qt(start))
    cursor.setPosition(view._positions.to_qt(start + len(words)), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    return start, start + len(words)


def point_in(view, place):
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._positions.to_qt(place))
    return view.cursorRect(cursor).center() + QPoint(3, 0)


def test_the_page_holds_the_words_exactly_and_shows_no_markup(view):
    revision = draft()
    wanted = "\u2029".join(revision.text[b.start : b.end] for b in revision.blocks)
    assert view.document().toRawText() == wanted
    assert view.isReadOnly() and not view.isUndoRedoEnabled()
    assert view.accessibleName() == "Article text"


def test_letters_qt_would_end_a_block_at_do_not_shift_what_follows(view):
    odd = draft([("one\u2029two\ufdd0three", "paragraph", 0), ("four", "paragraph", 0)])
    view.show_revision(odd)
    assert view.document().blockCount() == len(odd.blocks)
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._positions.to_qt(odd.text.index("four")))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "four"


def test_a_selection_is_told_in_code_points(view, qtbot):
    with qtbot.waitSignal(view.selection_changed) as told:
        wanted = select(view, "chips <b>cost")
    assert view.selected_range() == wanted and told.args == list(wanted)


def test_no_selection_is_none_and_told_as_an_empty_one(view, qtbot):
    _start, end = select(view, "quote")
    with qtbot.waitSignal(view.selection_changed) as told:
        view.moveCursor(QTextCursor.MoveOperation.Right)
    assert view.selected_range() is None and told.args == [end, end]


def test_dragging_the_mouse_selects(view):
    text = draft().text
    first, last = text.index("chips"), text.index("euros")
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=point_in(view, first) - QPoint(3, 0))
    QTest.mouseMove(port, point_in(view, last) - QPoint(3, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=point_in(view, last) - QPoint(3, 0))
    assert view.selected_range() == (first, last)


def test_copying_gives_the_words_of_the_draft(view):
    select(view, "&\u00a0chips <b>cost</b>")
    data = view.createMimeDataFromSelection()
    assert data.text() == "&\u00a0chips <b>cost</b>" and not data.hasHtml()


def test_a_click_names_the_shortest_mark_under_it(view, qtbot):
    text = draft().text
    at = text.index("40 euros")
    view.set_marks(
        [
            Mark("whole", text.index("Fish"), text.index("said"), Kind.CLAIM, State.QUERY),
            Mark("number", at, at + 2, Kind.FACT, State.UNCHECKED),
        ]
    )
    with qtbot.waitSignal(view.mark_clicked) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, at))
    assert told.args == ["number"]
    with qtbot.waitSignal(view.mark_clicked) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, at + 4))
    assert told.args == ["whole"]


def test_a_click_beside_the_words_or_on_a_suggestion_names_none(view, qtbot):
    text = draft().text
    last = text.index("A last")
    view.set_marks([Mark("m", last, len(text), Kind.QUOTE, None)])
    view.set_suggestions([Suggestion(Kind.FACT, "number", 0, 9, text[:9])])
    with qtbot.assertNotEmitted(view.mark_clicked):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, 2))
        end = QPoint(view.viewport().width() - 4, point_in(view, last).y())
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=end)


def shows(view, colour):
    picture = view.viewport().grab().toImage()
    wanted = QColor(colour).rgb()
    return any(
        picture.pixel(x, y) == wanted
        for y in range(picture.height())
        for x in range(0, picture.width(), 2)
    )


def test_a_mark_is_painted_in_its_states_tint_and_never_written_into_the_page(view):
    before = view.document().toHtml()
    fills = {state: theme("light").states[state].fill for state in (State.QUERY, State.CONFIRMED)}
    assert not shows(view, fills[State.QUERY])
    view.set_marks([Mark("m", 4, 9, Kind.FACT, State.QUERY)])
    assert shows(view, fills[State.QUERY])
    view.set_plain(True)
    assert not shows(view, fills[State.QUERY])
    view.set_plain(False)
    view.set_marks([Mark("m", 4, 9, Kind.FACT, State.CONFIRMED)])
    assert not shows(view, fills[State.CONFIRMED]) and not shows(view, fills[State.QUERY])
    view.set_focus_mark("m")
    assert shows(view, theme("light").roles["focus"])
    assert view.document().toHtml() == before


def test_a_new_draft_has_no_marks_of_the_old_one(view):
    view.set_marks([Mark("m", 4, 9, Kind.FACT, State.QUERY)])
    other = draft([("Other words stand here", "paragraph", 0)])
    view.show_revision(replace(other, id="s" * 32))
    assert not shows(view, theme("light").states["query"].fill)


def test_inline_runs_are_dressed_where_they_stand(view):
    text = draft().text
    at = text.index("chips")
    view.show_revision(draft(spans=[Span(at, at + 5, SpanKind.STRONG)]))
    cursor = QTextCursor(view.document())
    weights = {}
    for place in (at - 1, at, at + 4, at + 5):
        cursor.setPosition(view._positions.to_qt(place) + 1)
        weights[place - at] = cursor.charFormat().fontWeight() >= 700
    assert weights == {-1: False, 0: True, 4: True, 5: False}


def test_a_persons_word_on_a_block_is_followed(view):
    revision = draft()
    last = revision.blocks[-1]
    overlay = Overlay("o", "a", revision.id, last.start, last.end, BlockKind.HEADING)
    view.show_revision(revision, [overlay])
    cursor = QTextCursor(view.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().font().bold()


def test_the_column_keeps_its_measure(view):
    for width in (900, 1400):
        view.resize(width, 500)
        assert abs(view.viewport().width() - MEASURE - 2 * (SIDE + EDGE)) <= 20
    view.resize(300, 500)
    assert view.viewport().width() <= 300


@pytest.mark.parametrize(
    ("width", "paper", "aside"),
    [(1020, 640, 340), (1400, 748, 360), (800, 420, 290), (400, 200, 150)],
)
def test_the_margin_gets_its_share_before_lines_get_long(view, width, paper, aside):
    margin = QWidget()
    view.show_revision(long_draft())
    view.set_aside(margin)
    view.resize(width, 500)
    assert margin.width() >= aside and view.viewport().width() >= paper
    assert margin.geometry().left() >= view.viewport().geometry().right()


def long_draft():
    return draft([(f"Paragraph {n} " + "of many words " * 20, "paragraph", 0) for n in range(80)])


def test_scrolling_brings_a_passage_into_view(view):
    revision = long_draft()
    view.show_revision(revision)
    start = revision.text.index("Paragraph 70 ")
    assert view.top_of(start) > view.viewport().height()
    view.scroll_to(start)
    assert 0 <= view.top_of(start) <= view.viewport().height() // 2
    before = view.verticalScrollBar().value()
    view.scroll_to(start)
    assert view.verticalScrollBar().value() == before


def test_zoom_keeps_the_place_and_the_selection(view, qtbot):
    revision = long_draft()
    view.show_revision(revision)
    start = revision.text.index("Paragraph 40 ")
    cursor = view.textCursor()
    cursor.setPosition(view._positions.to_qt(start))
    cursor.setPosition(view._positions.to_qt(start + 12), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + view.top_of(start) - 10)
    height = view.document().size().height()
    with qtbot.waitSignal(view.laid_out):
        view.zoom(1.5)
    assert view.zoom_factor() == 1.5 and view.document().size().height() > height * 1.2
    assert abs(view.top_of(start)) < 80
    assert view.selected_range() == (start, start + 12)
    view.zoom(99)
    assert view.zoom_factor() == 3.0
