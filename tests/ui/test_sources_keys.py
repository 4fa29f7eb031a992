"""The keys of checking act on what rests on a source as they do in the queue; each is undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from db.kinds import Kind, Risk, State
from db.records import Query
from editor.commands import marks, sources
from editor.ui.actions import ROW_MENU
from editor.ui.sources_page import SourcesPage
from tests.ui.hands import popup, type_line, undone

HELD = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(shown, session, add_marks, qtbot):
    """Three facts of one article rest on the log book, the first on a page of the web too."""
    made = add_marks((28, 44, 52))
    ids = [check.id for _mark, check in made]
    session.run(sources.add_source, "document", "The log book").result(10)
    session.run(sources.add_source, "web_page", "City page", locator="https://x.org").result(10)
    session.run(sources.attach_source, ids[:1], "City page").result(10)
    session.run(sources.attach_source, ids, "The log book", "p. 7").result(10)
    page = shown(SourcesPage, 1200, 800)
    page.made = made
    page.refresh()
    qtbot.waitUntil(lambda: len(page.facts.resting) == 3 and page.pane.context is not None)
    page.facts.setFocus()
    return page


def stored(page, question):
    return page._session.ask(question).result(10)


def checks(page):
    article = page.made[0][1].article
    ids = [check.id for _mark, check in page.made]
    by_id = {check.id: check for check in stored(page, lambda store: store.checks(article))}
    return [by_id[id_] for id_ in ids]


def select_two(page, qtbot):
    """The first two, the second of them current."""
    qtbot.keyClick(page.facts, Qt.Key.Key_Down, HELD)
    assert page.facts.selected_count() == 2 and page.facts.currentRow() == 1


@pytest.mark.parametrize(
    ("slot", "value", "field", "wanted"),
    [
        ("on_risk", Risk.LEGAL, "risk", Risk.LEGAL),
        ("on_priority", 0, "priority", 0),
        ("on_close_time", 1_800_000_000_000, "close", 1_800_000_000_000),
        ("on_assign", "me", "assignee", "me"),
    ],
)
def test_a_value_is_chosen_for_all_that_is_selected(page, qtbot, slot, value, field, wanted):
    me = page._session.person.id
    value, wanted = (me if one == "me" else one for one in (value, wanted))
    before = getattr(checks(page)[0], field)
    select_two(page, qtbot)
    getattr(page.checks, slot)()
    chooser = popup(qtbot)
    chooser.chosen.emit(value)
    chooser.close()
    rest = [wanted, wanted, before]
    qtbot.waitUntil(lambda: [getattr(one, field) for one in checks(page)] == rest)
    undone(page, qtbot, lambda: all(getattr(one, field) == before for one in checks(page)))


def test_selected_facts_are_taken(page, qtbot):
    me = page._session.person.id
    select_two(page, qtbot)
    page.checks.on_assign_me()
    qtbot.waitUntil(lambda: [one.assignee for one in checks(page)] == [me, me, ""])
    undone(page, qtbot, lambda: not any(one.assignee for one in checks(page)))


def test_a_state_of_several_stays_on_them(page, qtbot):
    page.on_all()
    page.checks.on_state(State.ON_AUTHOR)
    qtbot.waitUntil(lambda: all(one.state is State.ON_AUTHOR for one in checks(page)))
    qtbot.waitUntil(lambda: "3 on author" in page.foot.counts.text())
    assert page.facts.selected_count() == 3
    undone(page, qtbot, lambda: all(one.state is State.UNCHECKED for one in checks(page)))


def test_facts_are_tagged(page, qtbot):
    article = page.made[0][1].article
    tags = lambda: [  # noqa: E731
        mark.tags for mark in stored(page, lambda store: store.annotations(article))
    ]
    select_two(page, qtbot)
    page.marks.on_tags()
    field = popup(qtbot).field
    qtbot.keyClicks(field, "money")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tags() == [("money",), ("money",), ()])
    undone(page, qtbot, lambda: not any(tags()))


def test_a_fact_is_the_same_check_as_another(page, qtbot):
    page.marks.on_same()
    chooser = popup(qtbot)
    chooser.chosen.emit(page.made[1][1])
    chooser.close()
    resting = lambda: len({one.row.check.id for one in page.facts.resting})  # noqa: E731
    qtbot.waitUntil(lambda: resting() == 2)
    undone(page, qtbot, lambda: resting() == 3)


def test_threads_are_answered_and_resolved(page, qtbot):
    article = page.made[0][1].article
    replies = lambda: stored(page, lambda store: store.replies(article))  # noqa: E731
    select_two(page, qtbot)
    page.marks.on_reply()
    line = page.pane.reply.editor
    qtbot.waitUntil(line.hasFocus)
    assert line.placeholderText() == "Reply to 2 checks"
    qtbot.keyClicks(line, "Who says so?")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(replies()) == 2)
    assert page.facts.hasFocus(), "the next key is for the facts"
    qtbot.waitUntil(lambda: bool(page.pane.context.replies))
    page.marks.on_resolve()
    qtbot.waitUntil(lambda: all(reply.resolved for reply in replies()))
    undone(page, qtbot, lambda: not any(reply.resolved for reply in replies()))
    undone(page, qtbot, lambda: replies() == [])


def test_the_history_of_the_current_one_is_gone_to(page, qtbot):
    page.pane.body.setFixedHeight(60)
    qtbot.waitUntil(lambda: page.pane.body.verticalScrollBar().maximum() > 0)
    page.marks.on_history()
    assert page.pane.body.verticalScrollBar().value() > 0


def test_a_source_is_put_under_what_is_selected(page, qtbot):
    proofs = lambda: [  # noqa: E731
        len(stored(page, lambda store, id_=check.id: store.evidence_of(id_)))
        for _mark, check in page.made
    ]
    assert proofs() == [2, 1, 1]
    select_two(page, qtbot)
    page.desk.pinned = "Town accounts"
    page.checks.on_attach()
    qtbot.waitUntil(lambda: proofs() == [3, 2, 1])
    undone(page, qtbot, lambda: proofs() == [2, 1, 1])


def test_o_opens_the_source_that_is_shown_before_the_others(page, qtbot):
    panel = page.beside.panel
    page.beside.on_open_source()
    qtbot.waitUntil(panel.isVisible)
    assert panel.title.text() == "The log book" and page.list.isVisible()
    page.resize(900, 800)
    qtbot.waitUntil(lambda: not page.list.isVisible())
    page.beside.on_open_source()
    assert panel.title.text() == "City page"
    page.beside.on_open_source()
    assert panel.isHidden() and page.list.isVisible() and page.facts.hasFocus()


def test_a_quote_is_asked_whether_it_is_true(page, session, qtbot):
    article = page.made[0][1].article
    with qtbot.waitSignal(page.desk.told) as told:
        page.marks.on_claim()
    assert "no quote" in told.args[0]
    _mark, check = session.run(marks.mark, article, 30, 40, Kind.QUOTE).result(10)
    session.run(sources.attach_source, [check.id], "The log book").result(10)
    qtbot.waitUntil(lambda: len(page.facts.resting) == 4)
    page.on_all()
    with qtbot.waitSignal(page.desk.told) as told:
        page.marks.on_claim()
    assert told.args == ["Whether it is true is a check of its own now."]
    kinds = lambda: [  # noqa: E731
        one.kind for one in stored(page, lambda store: store.checks(article))
    ]
    assert kinds().count(Kind.CLAIM) == 1
    undone(page, qtbot, lambda: Kind.CLAIM not in kinds())


def test_a_question_is_asked_about_what_is_selected(page, qtbot):
    article = page.made[0][1].article
    select_two(page, qtbot)
    page.asking.on_ask()
    chooser = popup(qtbot)
    qtbot.keyClick(chooser.field if chooser.field.isVisible() else chooser.list, Qt.Key.Key_Return)
    page.line, line = page.asking.line, page.line
    type_line(page, qtbot, "Is that so?")
    page.line = line
    asked = lambda: stored(page, lambda store: store.queries(article))  # noqa: E731
    qtbot.waitUntil(lambda: len(asked()) == 1)
    assert isinstance(asked()[0], Query) and len(asked()[0].annotations) == 2
    undone(page, qtbot, lambda: asked() == [])


def test_del_lets_all_that_is_selected_rest_on_the_source_no_more(page, qtbot):
    select_two(page, qtbot)
    page.on_remove()
    qtbot.waitUntil(lambda: len(page.facts.resting) == 1)
    undone(page, qtbot, lambda: len(page.facts.resting) == 3)


def test_space_goes_to_the_next_open_fact_from_the_sources_too(page, qtbot):
    page.desk.set_state([page.facts.resting[0].row.check.id], State.CONFIRMED)
    qtbot.waitUntil(lambda: page.facts.resting[0].row.check.state is State.CONFIRMED)
    page.list.setFocus()
    page.on_step_open("next")
    assert page.facts.hasFocus() and page.facts.currentRow() == 1
    page.on_step_open("next")
    page.on_step_open("next")
    assert page.facts.currentRow() == 2
    page.on_step_open("previous")
    page.on_step_open("previous")
    assert page.facts.currentRow() == 1, "what is settled is passed over"


def test_arrows_to_the_side_go_from_list_to_list(page, qtbot):
    qtbot.keyClick(page.facts, Qt.Key.Key_Left)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert page.facts.hasFocus()


def test_what_is_selected_stays_so_when_something_changed(page, session, qtbot):
    select_two(page, qtbot)
    session.run(sources.add_source, "data", "A table").result(10)
    qtbot.waitUntil(lambda: page.list.count() == 3)
    qtbot.waitUntil(lambda: page.facts.selected_count() == 2)
    page.on_step("next")
    assert page.facts.selected_count() == 1


def test_enter_goes_back_to_the_fact_it_was_pressed_on(page, qtbot):
    page.on_edit()
    type_line(page, qtbot, "p. 9")
    assert page.facts.hasFocus()


def test_without_a_source_it_says_how_one_comes(shown, session, qtbot):
    page = shown(SourcesPage, 1200, 700)
    page.refresh()
    qtbot.waitUntil(page.list.nothing.isVisible)
    assert page.list.nothing.text().startswith("No sources yet. V on a mark")
    page.checks.on_state(State.CONFIRMED)
    session.run(sources.add_source, "data", "A table").result(10)
    qtbot.waitUntil(lambda: page.source is not None)
    assert page.list.nothing.isHidden()
    assert page.facts.nothing.isVisible() and "Shift+V pins it" in page.facts.nothing.text()
    page.search.setText("zebra")
    qtbot.waitUntil(page.list.nothing.isVisible)
    assert page.list.nothing.text() == "No source holds “zebra”. Ctrl+F goes back to the words."
    assert page.facts.nothing.isHidden()


@pytest.mark.parametrize("slot", ["on_state", "on_risk", "on_attach", "on_tags", "on_history"])
def test_a_key_without_a_fact_says_so(shown, qtbot, slot):
    page = shown(SourcesPage, 1200, 700)
    page.refresh()
    owner = page.checks if hasattr(page.checks, slot) else page.marks
    with qtbot.waitSignal(page.desk.told) as told:
        getattr(owner, slot)(*([State.CONFIRMED] if slot == "on_state" else []))
    assert told.args == ["No check is selected here."]


def test_a_row_has_a_menu_of_what_its_keys_do(page, qtbot):
    with qtbot.waitSignal(page.menu_requested) as asked:
        page.facts.customContextMenuRequested.emit(QPoint(40, 10))
    assert asked.args[1] == ROW_MENU and {"confirmed", "risk", "pin", "passage"} <= set(ROW_MENU)
