"""The queue by keyboard alone: every key on one row and on all, each with its undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from db.kinds import Kind, Risk, State
from db.records import NEVER, Check, QueueFilter, new_id
from editor.commands import bulk
from editor.ui import queue_table
from editor.ui.pinning import pin_source
from tests.ui.hands import all_named, popup

FACTS = 6


@pytest.fixture
def page(queue_page):
    return queue_page


def rows(page):
    return page.model.rowCount()


def check(page, row):
    return page.model.row(row).check


def stored(page, **fields):
    """How many stored checks hold these values."""
    ids = [check.id for _mark, check in page.made]
    found = page._session.ask(lambda store: store.checks_of(ids)).result(10)
    return sum(all(getattr(one, n) == v for n, v in fields.items()) for one in found)


def undo(page, qtbot, **fields):
    page._desk.undo()
    qtbot.waitUntil(lambda: stored(page, **fields) == 0)


def test_the_first_row_is_selected_and_shown_beside(page):
    assert page.selected_ids() == [check(page, 0).id]
    assert page.pane.context.check.id == check(page, 0).id
    assert "The pier is" in page.pane.body.toPlainText()
    assert page.foot.selected.text() == "6 checks"
    assert page.foot.counts.accessibleName() == "6 open of 6 · 6 unchecked"


def test_a_state_is_set_and_the_next_row_is_current(page, qtbot):
    first, second = check(page, 0).id, check(page, 1).id
    page.acts.on_state(State.CONFIRMED)
    assert page.selected_ids() == [second]
    qtbot.waitUntil(lambda: rows(page) == FACTS - 1)
    assert page.selected_ids() == [second] and page.table.current_row() == 0
    undo(page, qtbot, state=State.CONFIRMED)
    qtbot.waitUntil(lambda: rows(page) == FACTS)
    assert first in {check(page, row).id for row in range(FACTS)}


def test_the_other_way_stays(page, qtbot):
    page.acts.on_state_other(State.QUERY)
    qtbot.waitUntil(lambda: check(page, 0).state is State.QUERY)
    assert page.table.current_row() == 0
    qtbot.waitUntil(lambda: page.pane.context.check.state is State.QUERY)
    assert page.pane.pill.accessibleName() == "query"


def test_shift_down_selects_and_a_key_works_on_all_of_them(page, qtbot):
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.foot.selected.text().startswith("3 of 6 selected; ")
    page.acts.on_state(State.ASKED_SOURCE)
    qtbot.waitUntil(lambda: stored(page, state=State.ASKED_SOURCE) == 3)
    qtbot.waitUntil(lambda: check(page, 2).state is State.ASKED_SOURCE)
    assert page.table.selected_count() == 3
    undo(page, qtbot, state=State.ASKED_SOURCE)


def test_control_a_selects_all_that_match_and_stays_so(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.acts.on_assign_me()
    me = page._session.person.id
    qtbot.waitUntil(lambda: stored(page, assignee=me) == FACTS)
    page.model._number_again()
    with qtbot.waitSignal(page.model.placed):
        pass
    assert page.table.selected_count() == FACTS
    undo(page, qtbot, assignee=me)


def test_letters_choose_a_risk(page, qtbot):
    page.acts.on_risk()
    qtbot.keyClick(popup(qtbot).list, "l")
    qtbot.waitUntil(lambda: stored(page, risk=Risk.LEGAL) == 1)
    undo(page, qtbot, risk=Risk.LEGAL)


def test_numbers_choose_a_priority(page, qtbot):
    page.acts.on_priority()
    qtbot.keyClick(popup(qtbot).list, "0")
    qtbot.waitUntil(lambda: stored(page, priority=0) == 1)
    undo(page, qtbot, priority=0)


def test_a_person_is_found_by_letters(page, qtbot):
    page.acts.on_assign()
    field = popup(qtbot).field
    qtbot.keyClicks(field, "mor")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    me = page._session.person.id
    qtbot.waitUntil(lambda: stored(page, assignee=me) == 1)
    undo(page, qtbot, assignee=me)


def test_a_closing_time_is_typed(page, qtbot):
    page.acts.on_close_time()
    field = popup(qtbot).field
    qtbot.keyClicks(field, "2031-05-04")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, close=NEVER) == FACTS - 1)
    page._desk.undo()
    qtbot.waitUntil(lambda: stored(page, close=NEVER) == FACTS)


def proofs(page):
    ids = [check.id for _mark, check in page.made]
    ask = page._session.ask
    return ask(lambda store: [len(store.evidence_of(id_)) for id_ in ids]).result(10)


def test_v_attaches_the_pinned_source_to_all_selected(page, session, qtbot):
    pin_source(page._desk, "The log book")
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.acts.on_attach()
    qtbot.waitUntil(lambda: proofs(page) == [1] * FACTS)
    page._desk.undo()
    qtbot.waitUntil(lambda: proofs(page) == [0] * FACTS)
    assert session.ask(lambda store: store.sources()).result(10) == []


def test_v_without_a_pin_asks_which_source(page, qtbot):
    page.acts.on_attach()
    field = popup(qtbot).field
    qtbot.keyClicks(field, "City budget")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: proofs(page)[0] == 1)
    qtbot.waitUntil(lambda: "City budget" in page.pane.body.toPlainText())


def test_y_says_that_a_check_holds(page, session, qtbot):
    def reopen(store, person, now):
        with store.act(person, now, "reopen") as act:
            check = store.check(page.made[0][1].id)
            act.change(check, reopened=("40", "41"), earlier="confirmed")

    session.run(reopen).result(10)
    page.acts.on_still_holds()
    qtbot.waitUntil(lambda: stored(page, state=State.CONFIRMED) == 1)
    undo(page, qtbot, state=State.CONFIRMED)


def test_escape_in_a_chooser_changes_nothing(page, qtbot):
    page.acts.on_risk()
    chooser = popup(qtbot)
    qtbot.keyClick(chooser, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert stored(page, risk=Risk.NORMAL) == FACTS


def test_the_passage_is_asked_for(page, qtbot):
    mark, first = page.made[0]
    with qtbot.waitSignal(page.passage_requested) as signal:
        page.on_passage()
    assert (check(page, 0).id, signal.args) == (first.id, [mark.article, mark.id])
    with qtbot.waitSignal(page.passage_requested) as signal:
        page.table.doubleClicked.emit(page.model.index(1, 1))
    assert signal.args[1] == page.made[1][0].id


def test_steps_stop_at_the_ends(page, qtbot):
    page.on_step("previous")
    assert page.table.current_row() == 0
    for _ in range(FACTS + 2):
        page.on_step("next")
    assert page.table.current_row() == FACTS - 1
    qtbot.waitUntil(lambda: page.pane.context.check.id == check(page, FACTS - 1).id)


def test_the_statement_is_reworded_and_kept_by_escape(page, qtbot):
    page.marks.on_edit()
    page.pane.statement.editor.setPlainText("Forty metres of pier")
    qtbot.keyClick(page.pane.statement.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: check(page, 0).statement == "Forty metres of pier")
    assert page.table.hasFocus()
    qtbot.waitUntil(lambda: "statement reworded" in page.pane.body.toPlainText())
    undo(page, qtbot, statement="Forty metres of pier")


def test_typed_words_stay_when_something_else_changes(page, session, qtbot):
    page.pane.statement.editor.setPlainText("Half a sen")
    ids = [check(page, 0).id]
    session.run(bulk.set_many, ids, risk=Risk.LEGAL).result(10)
    qtbot.waitUntil(lambda: "legal" in page.pane.facts.text())
    assert page.pane.statement.text() == "Half a sen"
    page.leave()
    qtbot.waitUntil(lambda: check(page, 0).statement == "Half a sen")


def test_a_reply_is_sent(page, qtbot):
    page.marks.on_reply()
    qtbot.keyClicks(page.pane.reply.editor, "Ask the harbour office")
    qtbot.keyClick(page.pane.reply.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ask the harbour office" in page.pane.body.toPlainText())


def test_words_filter_the_rows_and_escape_leaves_the_field(page, qtbot):
    page.on_find()
    qtbot.keyClicks(page.filters.search, "zebra")
    qtbot.waitUntil(lambda: rows(page) == 0)
    assert not page.pane.isEnabled()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.table.hasFocus() and page.filters.search.text() == "zebra"
    page.filters.clear_button.click()
    qtbot.waitUntil(lambda: rows(page) == FACTS)


def test_a_chip_filters_by_several_states(page, qtbot):
    page.acts.on_state_other(State.QUERY)
    qtbot.waitUntil(lambda: stored(page, state=State.QUERY) == 1)
    page.filters.chips["states"].click()
    chooser = popup(qtbot)
    qtbot.keyClicks(chooser.field, "query")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(page) == 1)
    assert page.filters.chips["states"].text() == "State: query"
    qtbot.keyClick(page.filters.chips["states"], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows(page) == FACTS)


def test_a_chip_filters_by_article(page, add_marks, qtbot):
    add_marks([28, 40])
    qtbot.waitUntil(lambda: rows(page) == FACTS + 2)
    page.filters.chips["article"].click()
    chooser = popup(qtbot)
    qtbot.keyClicks(chooser.field, "harbour-2")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(page) == 2)
    assert "harbour" in page.filters.chips["article"].text()


def test_a_switch_turns_on_and_off(page, qtbot):
    page.acts.on_state(State.CONFIRMED)
    qtbot.waitUntil(lambda: rows(page) == FACTS - 1)
    page.filters.chips["open"].click()
    qtbot.waitUntil(lambda: rows(page) == FACTS)
    assert not page.filters.chips["open"].isChecked()


@pytest.mark.parametrize("field", ["assignee", "close", "kinds", "risks", "desk", "speaker"])
def test_every_chip_offers_something(page, field, qtbot):
    page.filters.chips[field].click()
    chooser = popup(qtbot)
    assert chooser.choices_shown() and chooser.accessibleName()
    chooser.close()


def test_a_filter_from_elsewhere_is_named(page, qtbot):
    mine = QueueFilter(assignee=page._session.person.id)
    page.filters.set_wanted(mine)
    qtbot.waitUntil(lambda: page.filters.chips["assignee"].text() == "Assignee: Ada Moreau")


def test_letters_are_no_search_among_the_rows(page, qtbot):
    qtbot.keyClick(page.table, "z")
    assert page.table.current_row() == 0


def test_columns_are_chosen_and_moved(page, qtbot):
    menu = page.table.header.column_menu()
    kind = next(action for action in menu.actions() if action.text() == "Kind")
    assert not kind.isChecked()
    kind.trigger()
    assert not page.table.isColumnHidden(8)
    page.table.header.moveSection(0, 3)
    assert page.table.header.visualIndex(0) == 3


def test_everything_that_takes_the_keyboard_has_a_name(page):
    assert all_named(page)


def many(store, person, now, count):
    with store.act(person, now, "fill") as act:
        for n in range(count):
            act.add(Check(new_id(n), "", Kind.FACT, f"fact {n:04}", close=1000 + n))


def test_rows_that_are_not_read_are_set_too(page, session, qtbot, monkeypatch):
    session.run(many, 2_000).result(10)
    qtbot.waitUntil(lambda: rows(page) == 2_000 + FACTS)
    monkeypatch.setattr(queue_table, "MANY", 10)
    page.table.select_rows(list(range(0, 1_900)), 0)
    page.acts.on_state_other(State.ON_AUTHOR)
    wanted = QueueFilter(states=(State.ON_AUTHOR,))
    count = lambda: session.ask(lambda s: len(s.queue(wanted, limit=3000).checks)).result(10)  # noqa: E731
    qtbot.waitUntil(lambda: count() == 1_900)
    page._desk.undo()
    qtbot.waitUntil(lambda: count() == 0)


def test_a_long_act_shows_its_progress_and_can_be_cancelled(page, session, qtbot):
    session.run(many, 3_000).result(10)
    qtbot.waitUntil(lambda: rows(page) == 3_000 + FACTS)
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.foot.underway._late.setInterval(0)
    page.acts.on_state(State.CONFIRMED)
    page.foot.underway._show(True)
    assert isinstance(page.foot.underway.cancel, QPushButton) and page.foot.underway.bar.isVisible()
    qtbot.mouseClick(page.foot.underway.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.foot.underway.bar.isVisible())
    wanted = QueueFilter(states=(State.CONFIRMED,))
    assert session.ask(lambda store: store.queue(wanted).checks).result(10) == ()


def test_a_filter_is_saved_used_and_removed(page, session, qtbot):
    page.filters.search.setText("pier")
    qtbot.waitUntil(lambda: page.filters.wanted.text == "pier")
    page.saved._ask_name(False)
    field = popup(qtbot).field
    qtbot.keyClicks(field, "Piers")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    mine = lambda: session.ask(lambda s: s.saved_filters(session.person.id)).result(10)  # noqa: E731
    qtbot.waitUntil(lambda: [one.name for one in mine()] == ["Piers"])
    page.filters.clear_button.click()
    menu = page.saved.filters_menu(mine())
    menu.actions()[0].trigger()
    assert page.filters.search.text() == "pier"
    remove = menu.actions()[-1].menu()
    remove.actions()[0].trigger()
    qtbot.waitUntil(lambda: mine() == [])
    page._desk.undo()
    qtbot.waitUntil(lambda: len(mine()) == 1)
