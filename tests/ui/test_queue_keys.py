"""The queue's keys on marks and threads, its columns and order, and large selections kept."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from db.kinds import Kind, State
from db.records import Check, new_id
from editor.commands import marks
from editor.settings import PersonSettings
from editor.ui import queue_table
from editor.ui.actions import ROW_MENU
from editor.ui.desk import Desk
from editor.ui.layouts import CYRILLIC
from editor.ui.queue_facets import FACETS, read_times
from editor.ui.queue_layout import read_sort, usual, written
from editor.ui.queue_page import QueuePage
from editor.ui.theme import current
from tests.ui.hands import popup


@pytest.fixture
def page(queue_page):
    return queue_page


def ask(page, question):
    return page._session.ask(question).result(10)


def marks_of(page):
    """The marks of the page's article, in text order."""
    article = page.made[0][0].article
    return ask(page, lambda store: store.annotations(article))


def replies(page):
    article = page.made[0][0].article
    return ask(page, lambda store: store.replies(article))


def select_all(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_tags_are_typed_for_all_selected_and_taken_back(page, qtbot):
    select_all(page, qtbot)
    page.marks.on_tags()
    field = popup(qtbot).field
    qtbot.keyClicks(field, "money")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: all(mark.tags == ("money",) for mark in marks_of(page)))
    page._desk.undo()
    qtbot.waitUntil(lambda: not any(mark.tags for mark in marks_of(page)))


def test_a_thread_is_answered_and_resolved_for_all_selected(page, qtbot):
    select_all(page, qtbot)
    page.marks.on_reply()
    line = page.pane.reply.editor
    assert line.placeholderText() == "Reply to 6 checks"
    assert page.table.selected_count() == 6
    qtbot.keyClicks(line, "Who says so?")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(replies(page)) == 6)
    qtbot.waitUntil(lambda: bool(page.pane.context.replies))
    page.marks.on_resolve()
    qtbot.waitUntil(lambda: all(reply.resolved for reply in replies(page)))
    qtbot.waitUntil(lambda: all(reply.resolved for reply in page.pane.context.replies))
    page.marks.on_resolve()
    qtbot.waitUntil(lambda: not any(reply.resolved for reply in replies(page)))
    page._desk.undo()
    qtbot.waitUntil(lambda: all(reply.resolved for reply in replies(page)))


def test_selected_checks_are_removed_with_their_marks(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(page._desk.told) as told:
        page.marks.on_remove()
    assert told.args == ["2 checks were removed; Ctrl+Z takes that back."]
    qtbot.waitUntil(lambda: page.model.rowCount() == 4 and len(marks_of(page)) == 4)
    page._desk.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6 and len(marks_of(page)) == 6)


def test_a_check_is_the_same_as_another_of_its_article(page, qtbot):
    first, second = page.made[0][1], page.made[1][1]
    page.marks.on_same()
    chooser = popup(qtbot)
    assert len(chooser.choices_shown()) == 5
    chooser.chosen.emit(second)
    chooser.close()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    places = ask(page, lambda store: store.places([first.id, second.id]))
    assert len(places[second.id]) == 2 and first.id not in places
    page._desk.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)


def test_all_selected_checks_become_the_same_one(page, qtbot):
    select_all(page, qtbot)
    page.marks.on_same()
    chooser = popup(qtbot)
    into = page.made[3][1]
    chooser.chosen.emit(into)
    chooser.close()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert len(ask(page, lambda store: store.places([into.id]))[into.id]) == 6
    page._desk.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)


def test_a_check_like_one_of_another_article_is_linked(page, add_marks, session, qtbot):
    (_mark, there), *_rest = add_marks([28])
    qtbot.waitUntil(lambda: page.model.rowCount() == 7)
    page.marks.on_same()
    chooser = popup(qtbot)
    other = next(c.value for c in chooser._choices if c.value.article == there.article)
    chooser.chosen.emit(other)
    chooser.close()
    here = page.pane.context.check.id
    qtbot.waitUntil(lambda: ask(page, lambda store: store.check(here)).origin == there.id)
    page._desk.undo()
    qtbot.waitUntil(lambda: ask(page, lambda store: store.check(here)).origin == "")


def test_h_goes_to_the_history_and_back(page, qtbot):
    page.pane.body.setFixedHeight(60)
    qtbot.waitUntil(lambda: page.pane.body.verticalScrollBar().maximum() > 0)
    bar = page.pane.body.verticalScrollBar()
    page.marks.on_history()
    assert bar.value() > 0
    where = page.pane.body.cursorForPosition(QPoint(3, 59))
    assert where.blockNumber() >= page.pane._past.blockNumber()
    page.marks.on_history()
    assert bar.value() == 0


def test_the_source_of_a_row_is_pinned_and_let_go(page, qtbot):
    page.marks.on_pin()
    assert page._desk.pinned == ""
    page.acts._attach("The log book")
    qtbot.waitUntil(lambda: bool(page.pane.context.proofs))
    page.marks.on_pin()
    assert page._desk.pinned == "The log book"
    page.marks.on_pin()
    assert page._desk.pinned == ""


def test_of_several_rows_the_source_is_pinned_and_put_under_all_in_one_act(page, qtbot):
    proofs = lambda: [  # noqa: E731
        len(ask(page, lambda store, id_=check.id: store.evidence_of(id_)))
        for _mark, check in page.made
    ]
    page.acts._attach("The log book")
    qtbot.waitUntil(lambda: bool(page.pane.context.proofs))
    select_all(page, qtbot)
    with qtbot.waitSignal(page._desk.told) as told:
        page.marks.on_pin()
    assert told.args == ["The log book is pinned, and under all 6 selected checks now."]
    assert proofs() == [1] * 6 and page._desk.pinned == "The log book"
    page._desk.undo()
    qtbot.waitUntil(lambda: sum(proofs()) == 1)
    page.marks.on_pin()
    assert page._desk.pinned == "" and sum(proofs()) == 1


def test_of_several_rows_one_is_opened_edited_and_looked_back_on(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    page.acts._attach("The log book")
    page.pane.body.setFixedHeight(60)
    qtbot.waitUntil(lambda: page.pane.context.check.id == page.model.row(1).check.id)
    qtbot.waitUntil(lambda: bool(page.pane.context.proofs))
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.foot.selected.text() == "2 of 6 selected; Enter, O and H: the current one"
    page.beside.on_open_source()
    qtbot.waitUntil(page.beside.panel.isVisible)
    assert page.beside.panel.title.text() == "The log book"
    page.beside.on_open_source()
    page.marks.on_history()
    assert page.pane.body.verticalScrollBar().value() > 0
    page.marks.on_edit()
    qtbot.waitUntil(page.pane.statement.editor.hasFocus)
    assert page.pane.context.check.id == page.model.row(1).check.id
    assert page.table.selected_count() == 2
    page.table.step(-1)
    assert page.foot.selected.text() == "6 checks"


def left_edges(view, rows, tall):
    """The colour at the left edge of each row."""
    picture = view.viewport().grab().toImage()
    return [picture.pixelColor(1, row * tall + tall // 2).name() for row in range(rows)]


def test_the_current_one_of_several_rows_is_told_apart(page, qtbot):
    tall, accent = page.table.rowHeight(0), current().roles["accent"]
    assert accent not in left_edges(page.table, 6, tall)
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [edge == accent for edge in left_edges(page.table, 4, tall)] == [
        False,
        False,
        True,
        False,
    ]


def test_a_key_is_for_the_row_it_was_pressed_on_however_fast(page, qtbot):
    page.table.go_to(4)
    assert page.pane.context.check.id != page.model.row(4).check.id, "not read yet"
    page.marks.on_edit()
    qtbot.waitUntil(page.pane.statement.editor.hasFocus)
    assert page.pane.context.check.id == page.model.row(4).check.id


def test_c_asks_of_the_selected_quotes_whether_they_are_true(page, session, qtbot):
    article = page.made[0][0].article
    for place in (40, 50):
        session.run(marks.mark, article, place, place + 6, Kind.QUOTE).result(10)
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)
    select_all(page, qtbot)
    with qtbot.waitSignal(page._desk.told) as told:
        page.marks.on_claim()
    assert told.args == ["Whether they are true: 2 new checks."]
    qtbot.waitUntil(lambda: page.model.rowCount() == 10)
    with qtbot.waitSignal(page._desk.told) as told:
        page.marks.on_claim()
    assert "no quote is left" in told.args[0]
    page._desk.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)


def test_a_row_that_did_not_change_says_so(page, qtbot):
    with qtbot.waitSignal(page._desk.told) as told:
        page.acts.on_still_holds()
    assert told.args == ["The words of what is selected did not change."]


def test_a_queue_without_rows_says_what_to_do(page, qtbot):
    nothing = page.table.nothing
    assert nothing.isHidden()
    page._desk.set_state([check.id for _mark, check in page.made], State.CONFIRMED)
    qtbot.waitUntil(nothing.isVisible)
    assert nothing.text().startswith("Nothing is open.")
    page.filters.search.setText("zebra")
    qtbot.waitUntil(lambda: nothing.text().startswith("No check fits"))
    with qtbot.waitSignal(page._desk.told) as told:
        page.marks.on_tags()
    assert told.args == ["No check is selected here."]


def test_control_enter_saves_and_goes_on(page, qtbot):
    page.marks.on_edit()
    page.pane.statement.editor.setPlainText("Forty metres of pier")
    held = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.pane.statement.editor, Qt.Key.Key_Return, held)
    assert page.table.hasFocus() and page.table.current_row() == 1
    qtbot.waitUntil(lambda: page.model.row(0).check.statement == "Forty metres of pier")


def test_home_and_end_go_to_the_first_and_last_row(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.current_row() == 5
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    assert page.table.current_row() == 0


def test_space_goes_over_what_is_settled(page, qtbot):
    ids = [page.model.row(row).check.id for row in range(6)]
    page.filters.chips["open"].click()
    page._desk.set_state(ids[1:3], State.CONFIRMED)
    qtbot.waitUntil(lambda: page.model.row(1) and page.model.row(1).check.state is State.CONFIRMED)
    qtbot.waitUntil(lambda: page.model.numbered and page.table.current_row() == 0)
    page.on_step_open("next")
    qtbot.waitUntil(lambda: page.table.current_row() == 3)
    page.on_step_open("previous")
    qtbot.waitUntil(lambda: page.table.current_row() == 0)


def fill(store, person, now, count):
    with store.act(person, now, "fill") as act:
        for n in range(count):
            act.add(Check(new_id(n), "", Kind.FACT, f"fact {n:04}", close=1000 + n))


def test_a_large_selection_stays_on_its_checks_when_rows_are_numbered_again(
    page, session, qtbot, monkeypatch
):
    session.run(fill, 600).result(10)
    qtbot.waitUntil(lambda: page.model.rowCount() == 606 and not page.model._ranking.busy)
    monkeypatch.setattr(queue_table, "MANY", 10)
    page.table.select_runs([(100, 399)], 100)
    first = ask(page, lambda store: store.queue(page.filters.wanted, limit=1).checks)[0]
    page._desk.set_state([first.id], State.CONFIRMED)
    qtbot.waitUntil(lambda: page.model.rowCount() == 605)
    qtbot.waitUntil(lambda: page.table.selected_ranges() == [(99, 398)])
    page.acts.on_state_other(State.ON_AUTHOR)
    qtbot.waitUntil(lambda: page.model.row(100).check.state is State.ON_AUTHOR)
    page.model._number_again()
    qtbot.waitUntil(lambda: not page.model._ranking.busy)
    qtbot.waitUntil(lambda: page.table.selected_count() == 300)


def test_columns_and_order_are_a_persons_own(session, tmp_path, qtbot):
    def opened():
        own = PersonSettings(tmp_path / "own.toml")
        page = QueuePage(session, Desk(session, own=own))
        qtbot.addWidget(page)
        page.resize(1200, 600)
        page.show()
        page.refresh()
        return page

    first = opened()
    header = first.table.header
    assert written(header) == usual()
    menu = header.column_menu()
    next(action for action in menu.actions() if action.text() == "Kind").trigger()
    header.moveSection(0, 2)
    header.resizeSection(2, 222)
    first.sort_by("statement")
    first.sort_by("statement")
    with qtbot.waitSignal(header.arranged):
        pass
    wanted = written(header)
    assert "kind:72" in wanted and wanted[2].startswith("state") and "article:222" in wanted
    first.shut()
    again = opened()
    assert written(again.table.header) == wanted
    assert (again.model.order.sort, again.model.order.descending) == ("statement", True)
    assert again.table.header.sortIndicatorSection() == 1
    again.table.header._as_usual()
    assert written(again.table.header) == usual()
    again.shut()


def test_a_click_on_a_title_sorts(page, qtbot):
    header = page.table.header
    at = QPoint(header.sectionViewportPosition(1) + 40, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.model.order.sort == "statement" and not page.model.order.descending
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.model.order.descending
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("-close", ("close", True)), ("risk", ("risk", False)), ("nonsense", ("close", False))],
)
def test_a_kept_order_is_read(text, wanted):
    assert read_sort(text) == wanted


def press(widget, letter, place=0):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(kind, ord(letter.upper()), none, place, 0, 0, letter)
        QApplication.sendEvent(widget, event)


LETTERS = {latin: own for own, latin in CYRILLIC.items()}


@pytest.mark.parametrize("layout", ["us", "fr", "ru"])
def test_the_keys_of_the_queue_answer_in_the_window(window, mark, qtbot, layout):
    for words in ("40 metres", "Ada Lund", "Nobody", "council"):
        mark(words, Kind.FACT)
    window.on_page("queue")
    page = window.pages.page("queue")
    qtbot.waitUntil(lambda: page.model.rowCount() == 4 and page.pane.context is not None)
    page.table.setFocus()
    for key, action in (("T", "tags"), ("G", "same"), ("L", "risk"), ("P", "priority")):
        assert window.keys[action].isEnabled()
        press(page.table, LETTERS[key] if layout == "ru" else key)
        popup(qtbot).close()
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.table.current_row() == 1)
    qtbot.keyClick(page.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.table.current_row() == 0)
    assert page.table.selected_count() == 1, "Shift goes back and selects nothing more"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.pane.statement.editor.hasFocus)
    page.table.setFocus()
    press(page.table, "&" if layout == "fr" else "1", place=10)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.pages.shown == "article" and window.article_page.focused != "")


NOW = round(datetime(2026, 11, 25, 12, 0).timestamp() * 1000)


def at(*parts):
    return round(datetime(2026, 11, *parts).timestamp() * 1000)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("after 20:00", (at(25, 20), 0)),
        ("before tomorrow", (0, at(26, 23, 59))),
        ("18:00", (0, at(25, 18))),
        ("18:00 - 22:00", (at(25, 18), at(25, 22))),
        ("between 22:00 and 02:00", (at(25, 22), at(26, 2))),
        ("2026-11-26 to 2026-11-27", (at(26), at(27, 23, 59))),
        ("after", None),
        ("soon", None),
        ("", None),
    ],
)
def test_closing_times_to_filter_by_are_read(typed, wanted):
    assert read_times(typed, NOW) == wanted


def test_a_closing_time_is_filtered_from_and_until(page, qtbot):
    first, second = page.made[0][1], page.made[1][1]
    page._desk.edit_check(first, {"close": at(20, 8)})
    page._desk.edit_check(second, {"close": at(29, 8)})
    page.filters.chips["close"].click()
    field = popup(qtbot).field
    qtbot.keyClicks(field, "2026-11-19 - 2026-11-21")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.row(0).check.id == first.id
    assert " to " in page.filters.chips["close"].text()
    page.filters.ask_for(next(f for f in FACETS if f.field == "close"), (at(21), 0))
    qtbot.waitUntil(lambda: page.model.row(0) and page.model.row(0).check.id == second.id)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.filters.chips["close"].cleared.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)


def test_a_row_has_a_menu_of_what_its_keys_do(page, qtbot):
    with qtbot.waitSignal(page.menu_requested) as asked:
        page.table.customContextMenuRequested.emit(QPoint(40, 10))
    assert asked.args[1] == ROW_MENU and {"confirmed", "risk", "pin", "passage"} <= set(ROW_MENU)
