"""The closing page by keyboard: every row settled, every act taken back, passes and sign-off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from db.kinds import Kind, Risk, State
from db.records import NEVER
from editor.commands import changes, checks, marks, passes, queries
from editor.commands.people import add_person
from editor.session import now_ms
from editor.ui.closing_page import ClosingPage
from editor.ui.closing_sheet import Part
from tests.ui.hands import all_named, popup, type_line, undone


@pytest.fixture
def made(session, add_marks):
    """Five facts of one article: to change with a wording, legal, doubtful, author's, thin."""
    made = add_marks((28, 36, 44, 52, 60))
    states = (
        {"state": State.CHANGE_NEEDED},
        {"state": State.CHECKING, "risk": Risk.LEGAL},
        {"state": State.CANNOT_CONFIRM},
        {"state": State.ON_AUTHOR},
        {"state": State.CONFIRMED, "thin": True},
    )
    for (_mark, check), fields in zip(made, states, strict=True):
        session.run(checks.set_checks, [check.id], **fields).result(10)
    article = made[0][0].article
    proposal = session.run(marks.mark, article, 28, 32, Kind.CHANGE, change="That").result(10)[0]
    asked = session.run(queries.ask, article, "Mara", "How long?", annotations=[made[1][0].id])
    asked.result(10)
    return {"article": article, "checks": [c for _m, c in made], "proposal": proposal.id}


@pytest.fixture
def page(shown, made, qtbot):
    page = shown(ClosingPage, 1100, 700)
    page.show_article(made["article"])
    qtbot.waitUntil(lambda: page.sheet is not None)
    page.list.setFocus()
    return page


def stored(session, check):
    return session.ask(lambda store: store.check(check.id)).result(10)


def proposal(session, made):
    return session.ask(lambda store: store.annotation(made["proposal"])).result(10)


def go_to(page, part):
    while page.list.current_point().part is not part:
        page.on_step("next")


def test_the_sheet_is_in_its_order_and_the_first_row_is_current(page):
    rows = page.list.rows
    titles = [rows.title(row) for row in range(rows.rowCount()) if rows.title(row)]
    assert titles == [
        "Change needed   1",
        "Unanswered queries   1",
        "Legal, still open   1",
        "Cannot confirm   1",
        "On author   1",
        "Thin: confirmed on less than the house asks for   1",
        "Unmarked sentences   1",
    ]
    assert page.list.current_point().part is Part.CHANGE_NEEDED
    assert page.head.headline.text() == "A headline for the harbour"
    assert "4 of 5 left, 1 legal" in page.head.counts.text()


def test_rows_are_spoken_whole(page):
    told = page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "change needed" in told and "proposed: That" in told


def test_steps_skip_titles_and_stop_at_the_ends(page, qtbot):
    parts = [page.list.current_point().part]
    for _ in range(9):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        parts.append(page.list.current_point().part)
    assert parts[:7] == [part for part in Part if part not in (Part.LEFT_IN, Part.CHANGED)]
    assert set(parts[7:]) == {Part.UNMARKED}
    qtbot.keyClick(page.list, Qt.Key.Key_Up)
    assert page.list.current_point().part is Part.THIN


def test_a_accepts_the_proposed_wording(page, session, made, qtbot):
    page.on_accept()
    qtbot.waitUntil(lambda: proposal(session, made).answer == "accepted")
    qtbot.waitUntil(lambda: page.list.current_point().proposal is None)
    undone(page, qtbot, lambda: proposal(session, made).answer == "")


def test_x_asks_for_a_reason_and_lets_both_stand(page, session, made, qtbot):
    page.on_dismiss()
    type_line(page, qtbot, "The writer saw it")
    first = made["checks"][0]
    qtbot.waitUntil(lambda: stored(session, first).state is State.STET)
    assert stored(session, first).reason == "The writer saw it"
    assert proposal(session, made).answer == "stet" and page.list.hasFocus()
    undone(page, qtbot, lambda: stored(session, first).state is State.CHANGE_NEEDED)


def test_escape_keeps_what_was_typed_for_the_next_time(page, session, made, qtbot):
    page.on_dismiss()
    qtbot.keyClicks(page.line.field, "Half a rea")
    qtbot.keyClick(page.line.field, Qt.Key.Key_Escape)
    assert not page.line.isVisible() and page.list.hasFocus()
    page.on_dismiss()
    assert page.line.field.text() == "Half a rea"
    page.line.cancel.click()
    assert stored(session, made["checks"][0]).state is State.CHANGE_NEEDED


def test_a_reason_is_needed(page, session, made, qtbot):
    page.on_dismiss()
    qtbot.keyClick(page.line.field, Qt.Key.Key_Return)
    assert page.line.isVisible() and not page.line.done.isEnabled()


def test_r_answers_the_query(page, session, made, qtbot):
    go_to(page, Part.QUERIES)
    page.on_reply()
    type_line(page, qtbot, "Forty metres")
    qtbot.waitUntil(lambda: page.sheet.queries[0].answer == "Forty metres")
    qtbot.waitUntil(lambda: "1. How long?\n    Forty metres" in texts(page.queries.list))
    undone(page, qtbot, lambda: page.sheet.queries[0].answered_at == 0)


def texts(widget):
    return [widget.item(row).text() for row in range(widget.count())]


def test_r_writes_in_the_thread_elsewhere(page, session, made, qtbot):
    page.on_reply()
    type_line(page, qtbot, "Ask again")
    replies = lambda: session.ask(lambda s: s.replies(made["article"])).result(10)  # noqa: E731
    qtbot.waitUntil(lambda: [reply.text for reply in replies()] == ["Ask again"])


def test_a_says_why_a_thin_check_is_enough(page, session, made, qtbot):
    go_to(page, Part.THIN)
    page.on_accept()
    type_line(page, qtbot, "She was there")
    thin = made["checks"][4]
    qtbot.waitUntil(lambda: stored(session, thin).thin_reason == "She was there")
    undone(page, qtbot, lambda: stored(session, thin).thin_reason == "")


@pytest.mark.parametrize(
    ("part", "key", "words"),
    [
        (Part.ON_AUTHOR, "on_accept", "proposes nothing"),
        (Part.UNMARKED, "on_dismiss", "can be stetted"),
        (Part.UNMARKED, "on_reply", "Nothing is asked here"),
    ],
)
def test_a_key_that_means_nothing_to_a_row_says_so(page, qtbot, part, key, words):
    go_to(page, part)
    with qtbot.waitSignal(page.desk.told) as told:
        getattr(page, key)()
    assert words in told.args[0] and not page.line.isVisible()


FIELDS = [
    ("on_risk", "l", "risk", Risk.LEGAL, "legal"),
    ("on_priority", "0", "priority", 0, "urgent"),
    ("on_assign", "Ada", "assignee", "me", "Ada Moreau"),
    ("on_assign_me", "", "assignee", "me", "Ada Moreau"),
    ("on_close_time", "2099-03-01 20:15", "close", None, "1 Mar 2099"),
]


@pytest.mark.parametrize(("key", "typed", "field", "wanted", "words"), FIELDS)
def test_fields_of_a_rows_check_are_set_and_shown(
    page, session, made, qtbot, key, typed, field, wanted, words
):
    go_to(page, Part.ON_AUTHOR)
    check = made["checks"][3]
    before = getattr(stored(session, check), field)
    getattr(page.fields, key)()
    if typed:
        chooser = popup(qtbot)
        keyed = chooser.field.isHidden()
        qtbot.keyClicks(chooser.list if keyed else chooser.field, typed)
        if not keyed:
            qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: getattr(stored(session, check), field) != before)
    if wanted is not None:
        assert getattr(stored(session, check), field) in (wanted, session.person.id)
    told = lambda: page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)  # noqa: E731
    qtbot.waitUntil(lambda: words in told())
    undone(page, qtbot, lambda: getattr(stored(session, check), field) == before)


def test_a_row_without_a_check_has_no_fields(page, qtbot):
    go_to(page, Part.UNMARKED)
    for name in ("on_risk", "on_priority", "on_assign", "on_close_time", "on_assign_me"):
        with qtbot.waitSignal(page.desk.told):
            getattr(page.fields, name)()
    assert QApplication.activePopupWidget() is None


def test_a_reopened_check_still_holds(page, session, made, qtbot):
    go_to(page, Part.ON_AUTHOR)
    check = made["checks"][3]
    fields = {"reopened": ("38", "40"), "earlier": State.CONFIRMED.value}
    session.run(checks.edit_check, stored(session, check), **fields).result(10)
    page.fields.on_still_holds()
    qtbot.waitUntil(lambda: stored(session, check).state is State.CONFIRMED)
    undone(page, qtbot, lambda: stored(session, check).state is State.ON_AUTHOR)


def test_the_article_gets_its_closing_time_from_the_head_by_on_article_close(page, qtbot):
    page.head.left.click()
    chooser = popup(qtbot)
    qtbot.keyClicks(chooser.field, "2099-03-01 20:15")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.head.left.text().endswith("1 Mar 2099"))
    assert page.head.left.accessibleName().startswith("Closing time: ")
    undone(page, qtbot, lambda: page.sheet.article.close == NEVER)


def test_digits_set_states_and_go_on(page, session, made, qtbot):
    go_to(page, Part.CANNOT_CONFIRM)
    page.on_state(State.CONFIRMED)
    qtbot.waitUntil(lambda: stored(session, made["checks"][2]).state is State.CONFIRMED)
    assert page.list.current_point().part is Part.ON_AUTHOR
    page.on_state_other(State.CONFIRMED)
    qtbot.waitUntil(lambda: stored(session, made["checks"][3]).state is State.CONFIRMED)
    undone(page, qtbot, lambda: stored(session, made["checks"][3]).state is State.ON_AUTHOR)


def test_an_unmarked_sentence_is_declared_free_of_facts(page, qtbot):
    go_to(page, Part.UNMARKED)
    page.on_no_facts()
    qtbot.waitUntil(lambda: all(p.part is not Part.UNMARKED for p in page.sheet.points))
    undone(page, qtbot, lambda: any(p.part is Part.UNMARKED for p in page.sheet.points))


def test_a_sentence_without_a_mark_is_gone_to_by_its_place(page, qtbot):
    go_to(page, Part.UNMARKED)
    with qtbot.waitSignal(page.place_requested) as signal:
        page.on_passage()
    assert signal.args == [page.list.current_point().start]


def test_a_key_of_checks_and_sentences_says_where_it_means_nothing(page, qtbot):
    go_to(page, Part.ON_AUTHOR)
    for key in (page.on_no_facts, page.fields.on_still_holds):
        with qtbot.waitSignal(page.desk.told):
            key()
    go_to(page, Part.UNMARKED)
    with qtbot.waitSignal(page.desk.told):
        page.on_state_other(State.CONFIRMED)


def test_the_passage_is_asked_for(page, made, qtbot):
    with qtbot.waitSignal(page.passage_requested) as signal:
        page.on_passage()
    assert signal.args[0] == made["article"]
    with qtbot.waitSignal(page.passage_requested):
        page.list.doubleClicked.emit(page.list.currentIndex())


def test_the_time_left_is_told_and_late_is_marked(page, session, made, qtbot):
    assert page.head.left.text() == "no closing time"
    set_close = lambda store, person, now, at: close(store, person, now, made["article"], at)  # noqa: E731
    session.run(set_close, now_ms() + 7_500_000).result(10)
    page.refresh()
    qtbot.waitUntil(lambda: page.head.left.text().startswith("2 h 04 min left"))
    session.run(set_close, now_ms() - 60_000).result(10)
    page.refresh()
    qtbot.waitUntil(lambda: "over" in page.head.left.text())
    assert page.head.left.property("late") == "true"
    session.run(set_close, NEVER).result(10)


def close(store, person, now, article, at):
    with store.act(person, now, "close") as act:
        act.change(store.article(article), close=at)


def test_the_stage_is_set(page, session, made, qtbot):
    page.head.stage.setCurrentIndex(page.head.stage.findData("copy"))
    page.head.stage.activated.emit(page.head.stage.currentIndex())
    qtbot.waitUntil(lambda: page.sheet.article.stage == "copy")
    undone(page, qtbot, lambda: page.sheet.article.stage == "checking")


def test_i_initials_a_pass_with_remarks_or_none(page, qtbot):
    page.on_initial()
    qtbot.keyClick(popup(qtbot).list, "4")
    qtbot.waitUntil(page.line.field.hasFocus)
    qtbot.keyClick(page.line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.sheet.standing) == 1)
    assert page.sheet.standing[0].purpose == "copy"
    assert any(text.startswith("✓ copy: AM") for text in texts(page.passes.list))
    assert "– legal: not yet" in texts(page.passes.list)
    undone(page, qtbot, lambda: page.sheet.standing == [])


@pytest.mark.parametrize("begin", ["click", "on_sign_off"])
def test_sign_off_asks_for_reasons_and_remarks(page, session, made, qtbot, begin):
    assert "no second reader" in page.passes.note.text()
    page.passes.sign_off.click() if begin == "click" else page.on_sign_off()
    type_line(page, qtbot, "She was there")
    qtbot.waitUntil(lambda: "Remarks on signing off" in page.line.question.text())
    assert "Still open: 4 checks, 1 query" in page.line.question.text()
    type_line(page, qtbot, "Watch the caption")
    qtbot.waitUntil(lambda: [p.purpose for p in page.sheet.standing] == ["sign_off"])
    assert page.sheet.standing[0].remarks == "Watch the caption"
    assert stored(session, made["checks"][4]).thin_reason == "She was there"
    undone(page, qtbot, lambda: page.sheet.standing == [])
    assert stored(session, made["checks"][4]).thin_reason == ""


def test_who_checked_alone_signs_with_no_second_reader(page, session, made, qtbot):
    session.run(passes.initial, made["article"], "checking").result(10)
    session.run(changes.accept_thin, stored(session, made["checks"][4]), "Seen").result(10)
    qtbot.waitUntil(lambda: page.sheet.thin == [] and bool(page.sheet.checkers))
    page.on_sign_off()
    qtbot.waitUntil(page.line.field.hasFocus)
    qtbot.keyClick(page.line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.sheet.standing) == 2)
    assert any("no second reader" in text for text in texts(page.passes.list))


def test_who_checked_has_somebody_else_sign(page, session, made, qtbot):
    ben = session.run(lambda store, person, now: add_person(store, "Ben", now)).result(10)
    session.run(passes.initial, made["article"], "checking").result(10)
    session.run(changes.accept_thin, stored(session, made["checks"][4]), "Seen").result(10)
    qtbot.waitUntil(lambda: "somebody else" in page.passes.note.text())
    with qtbot.waitSignal(page.failed) as signal:
        page.passes.sign_off.click()
    assert signal.args[0].code == "no_second_reader" and not page.line.isVisible()
    session.person = ben
    page.refresh()
    qtbot.waitUntil(lambda: "you can sign it off" in page.passes.note.text())
    page.passes.sign_off.click()
    qtbot.waitUntil(page.line.field.hasFocus)
    qtbot.keyClick(page.line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.sheet.standing) == 2)
    assert not any("no second reader" in text for text in texts(page.passes.list))


def test_answers_are_entered_by_number(page, session, made, qtbot):
    session.run(queries.ask, made["article"], "Mara", "Who paid?").result(10)
    field = page.queries.answers
    field.setFocus()
    qtbot.keyClicks(field, "1. Forty metres")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "2: Lund")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [q.answer for q in page.sheet.queries] == ["Forty metres", "Lund"])
    assert field.toPlainText() == "" and page.queries.title.text() == "Queries: 0 of 2 open"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_an_answer_to_no_question_is_said_and_stays_typed(page, qtbot):
    page.queries.answers.setPlainText("9. Yes")
    with qtbot.waitSignal(page.failed):
        page.queries.enter.click()
    assert page.queries.answers.toPlainText() == "9. Yes"


@pytest.mark.parametrize("begin", ["click", "on_ask"])
def test_a_new_query_is_about_the_current_row(page, made, qtbot, begin):
    page.queries.ask.click() if begin == "click" else page.on_ask()
    chooser = popup(qtbot)
    assert chooser.choices_shown()[0].startswith("Mara")
    qtbot.keyClicks(chooser.field, "lawyer")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    type_line(page, qtbot, "May we say so?")
    qtbot.waitUntil(lambda: len(page.sheet.queries) == 2)
    new = page.sheet.queries[1]
    assert (new.number, new.addressee_role, len(new.annotations)) == (2, "lawyer", 1)
    assert "lawyer" in texts(page.queries.list)


@pytest.mark.parametrize(
    ("ending", "words"), [(".html", b"<h1>Mara"), (".md", b"# Mara"), (".docx", b"PK")]
)
def test_a_sheet_goes_to_each_addressee(page, qtbot, tmp_path, monkeypatch, ending, words):
    path = tmp_path / f"mara{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    page.queries.sheet.click()
    with qtbot.waitSignal(page.questions.written):
        qtbot.keyClick(popup(qtbot).field, Qt.Key.Key_Return)
    data = Path(path).read_bytes()
    assert words in data and (ending == ".docx" or b"How long?" in data)


def test_what_is_new_since_the_last_look_is_told(page, session, made, qtbot):
    page.leave()
    person = session.person.id
    looked = lambda: session.ask(  # noqa: E731
        lambda store: store.cached(made["article"], f"looked {person}", "1")
    ).result(10)
    qtbot.waitUntil(lambda: looked() is not None)
    ben = session.run(lambda store, _p, now: add_person(store, "Ben", now)).result(10)
    settled = made["checks"][3].id

    def settle(store, _person, now):
        checks.set_checks(store, ben.id, now + 60_000, [settled], state=State.NOT_A_FACT)

    session.run(settle).result(10)
    page.show_article(made["article"])
    qtbot.waitUntil(lambda: (settled, Part.CHANGED) in {(p.id, p.part) for p in page.sheet.points})


def test_without_an_article_there_is_nothing(page, qtbot):
    page.show_article("")
    assert page.head.headline.text() == "No article is open"
    for act in (page.on_accept, page.on_dismiss, page.on_reply, page.on_passage, page.on_initial):
        act()
    assert not page.line.isVisible() and not page.passes.isEnabled()


def test_a_narrow_page_puts_the_side_below(page):
    page.resize(700, 700)
    assert page.splitter.orientation() == Qt.Orientation.Vertical


def test_everything_that_takes_the_keyboard_has_a_name(page):
    assert all_named(page)
