"""Every action of the window, done and, where it changes the store, undone.

`deed` names the actions a test is about; the last test fails when one has none.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from db.kinds import BlockKind, Kind, Risk, State
from db.records import Check
from editor.commands import worth
from editor.intake import limits_of, rules_of
from editor.reading.limits import Limits
from editor.settings import PersonSettings, WindowState
from editor.settings import desk as desk_setting
from editor.ui.actions import DISPLAY, STATE_KEYS, all_actions
from editor.ui.chooser import Chooser
from editor.ui.dialogs.about_file import AboutFileDialog
from editor.ui.dialogs.keys import KeySheet
from editor.ui.dialogs.persons import PersonsDialog
from editor.ui.dialogs.settings import LABELS, SettingsDialog
from editor.ui.keyboard import is_typing
from editor.ui.memory import Memory
from editor.ui.nothing import Nothing
from editor.ui.pages import PAGES
from editor.ui.palette import Palette
from editor.ui.queue_layout import written
from editor.ui.theme import CHOICE, PROPERTY, current, resolve

DONE: set[str] = set()
ELSEWHERE = "".join(
    path.read_text("utf-8")
    for path in Path(__file__).parent.glob("test_*.py")
    if path.name not in (Path(__file__).name, "test_actions.py")
)
"""The tests of the pages, which do the actions that only they have by their slots."""


def deed(*names):
    """Names the actions that the test is about."""
    DONE.update(names)
    return lambda test: test


def reading(window):
    return window.desk.reading


def undo(window, qtbot, undone):
    """Take the last act back and wait until `undone` holds."""
    window.keys["undo"].trigger()
    qtbot.waitUntil(undone)


def caret(window, words, after=0):
    window.article_page.view.select(*[reading(window).revision.text.index(words) + after] * 2)


def choose(window, value):
    """Choose from the popup that is open."""
    chooser = window.findChild(Chooser)
    chooser.chosen.emit(value)
    chooser.close()


@deed("mark_quote", "mark_claim", "mark_fact", "mark_comment", "mark_change")
@pytest.mark.parametrize("kind", Kind)
def test_a_sentence_is_marked(window, qtbot, kind):
    caret(window, "40 metres")
    window.keys[f"mark_{kind}"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == 1)
    (made,) = reading(window).annotations
    assert made.kind is kind and made.exact.strip() == "The pier is 40 metres long."
    qtbot.waitUntil(lambda: window.article_page.focused == made.id)
    assert not window.article_page.card.isHidden()
    assert is_typing(window.focusWidget()) is (kind in (Kind.COMMENT, Kind.CHANGE))
    window.to_page()
    undo(window, qtbot, lambda: not reading(window).annotations)
    assert window.article_page.card.isHidden()


@deed("mark_claim")
def test_a_claim_on_a_quote_asks_whether_it_is_true(window, mark, qtbot):
    quote = mark("“It opened three times,”", Kind.QUOTE)
    window.keys["mark_claim"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == 2)
    claim = next(m for m in reading(window).annotations if m.kind is Kind.CLAIM)
    assert (claim.start, claim.end) == (quote.start, quote.end) and claim.check != quote.check


def test_keys_typed_at_once_are_for_the_mark_they_follow(window, mark, qtbot):
    before = mark("40 metres", Kind.FACT)
    caret(window, "council")
    for key in ("mark_fact", "confirmed"):
        window.keys[key].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == 2)
    made = next(m for m in reading(window).annotations if m.id != before.id)
    qtbot.waitUntil(lambda: reading(window).checks[made.check].state is State.CONFIRMED)
    assert reading(window).checks[before.check].state is State.UNCHECKED


def test_enter_that_attaches_evidence_leaves_the_keyboard_with_the_page(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    window.keys["attach"].trigger()
    form = window.article_page.card.proof.form
    qtbot.keyClicks(form.source, "The pier's drawings")
    qtbot.keyClick(form.source, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(reading(window).evidence) == 1)
    assert window.focusWidget() is window.article_page.view


def test_esc_puts_the_find_bar_away(window, qtbot):
    window.keys["find"].trigger()
    bar = window.article_page.find_bar
    qtbot.waitUntil(bar.line.hasFocus)
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.isHidden() and window.focusWidget() is window.article_page.view


def test_behind_the_last_open_mark_it_goes_on_to_what_is_unmarked(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    page = window.article_page
    qtbot.waitUntil(lambda: page.coverage.live.ready)
    window.keys["confirmed_other"].trigger()
    assert page.focused == "" and page.view.selected_range() is not None
    text = reading(window).revision.text[slice(*page.view.selected_range())]
    assert text.startswith("“It opened three times,”")


@deed("undo", "redo")
def test_undo_and_redo(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    undo(window, qtbot, lambda: not reading(window).annotations)
    window.keys["redo"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == 1)


@deed(*STATE_KEYS)
@pytest.mark.parametrize("state", STATE_KEYS)
def test_a_digit_sets_the_state_and_stays(window, mark, qtbot, state):
    made = mark("40 metres", Kind.FACT)
    before = State.UNCHECKED if state is not State.UNCHECKED else State.QUERY
    window.desk.set_state([made.check], before)
    qtbot.waitUntil(lambda: reading(window).checks[made.check].state is before)
    window.keys[state].trigger()
    qtbot.waitUntil(lambda: reading(window).checks[made.check].state is state)
    assert window.article_page.focused == made.id
    undo(window, qtbot, lambda: reading(window).checks[made.check].state is before)


@deed(*(f"{state}_other" for state in STATE_KEYS))
@pytest.mark.parametrize("state", STATE_KEYS)
def test_with_alt_it_goes_on(window, mark, qtbot, state):
    later = mark("council", Kind.FACT)
    made = mark("40 metres", Kind.FACT)
    window.desk.set_state([made.check], State.CHECKING)
    qtbot.waitUntil(lambda: reading(window).checks[made.check].state is State.CHECKING)
    window.keys[f"{state}_other"].trigger()
    qtbot.waitUntil(lambda: reading(window).checks[made.check].state is state)
    assert window.article_page.focused == later.id
    undo(window, qtbot, lambda: reading(window).checks[made.check].state is State.CHECKING)


@deed("next", "previous")
def test_steps_go_through_the_marks_in_text_order(window, mark, qtbot):
    last, first = mark("council", Kind.COMMENT), mark("40 metres", Kind.FACT)
    page = window.article_page
    for name, wanted in (("next", last), ("next", last), ("previous", first), ("previous", first)):
        window.keys[name].trigger()
        assert page.focused == wanted.id


@deed("next_open", "previous_open")
def test_steps_over_open_marks(window, mark, qtbot):
    first, middle, last = (mark(words, Kind.FACT) for words in ("40 metres", "Ada Lund", "council"))
    window.desk.set_state([middle.check], State.CONFIRMED)
    qtbot.waitUntil(lambda: not reading(window).is_open(middle))
    window.article_page.focus_mark(first.id)
    window.keys["next_open"].trigger()
    assert window.article_page.focused == last.id
    window.keys["previous_open"].trigger()
    assert window.article_page.focused == first.id


@deed("overlap")
def test_marks_over_the_same_words_are_gone_through(window, mark, qtbot):
    whole, part = mark("The pier is 40 metres long", Kind.CLAIM), mark("40 metres", Kind.FACT)
    mark("council", Kind.COMMENT)
    window.article_page.focus_mark(whole.id)
    for wanted in (part, whole, part):
        window.keys["overlap"].trigger()
        assert window.article_page.focused == wanted.id


@deed("start_left", "start_right", "end_left", "end_right")
def test_ends_are_moved_word_by_word(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)

    def words():
        return reading(window).find(made.id).exact

    for name, wanted in (
        ("end_right", "40 metres long"),
        ("start_left", "is 40 metres long"),
        ("end_left", "is 40 metres"),
        ("start_right", "40 metres"),
    ):
        window.keys[name].trigger()
        qtbot.waitUntil(lambda wanted=wanted: words() == wanted)
    undo(window, qtbot, lambda: words() == "is 40 metres")


@deed("remove")
def test_a_mark_is_removed(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.keys["remove"].trigger()
    qtbot.waitUntil(lambda: not reading(window).annotations and not reading(window).checks)
    undo(window, qtbot, lambda: reading(window).find(made.id) is not None)


@deed("no_facts")
def test_a_sentence_without_facts_is_noted(window, qtbot):
    caret(window, "Nobody")
    window.keys["no_facts"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).decisions) == 1)
    (decision,) = reading(window).decisions
    assert decision.kind == "no_facts" and decision.exact.startswith("Nobody")
    undo(window, qtbot, lambda: not reading(window).decisions)


@deed("no_facts")
def test_the_same_key_takes_it_back(window, qtbot):
    qtbot.waitUntil(lambda: window.article_page.coverage.live.ready)
    caret(window, "Nobody")
    window.keys["no_facts"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).decisions) == 1)
    window.keys["no_facts"].trigger()
    qtbot.waitUntil(lambda: not reading(window).decisions)
    undo(window, qtbot, lambda: len(reading(window).decisions) == 1)


@deed("suggest", "accept", "dismiss", "accept_all")
def test_suggestions_are_taken_and_refused(window, qtbot):
    page = window.article_page
    window.keys["suggest"].trigger()
    qtbot.waitUntil(lambda: bool(page.offers.offers))
    assert page.offers.card.isVisible() and page.card.isHidden()
    offers = list(page.offers.offers)
    assert window.foot.hints.words()[:2] == ["A", "Yes to what is offered"]
    window.keys["suggest"].trigger()
    assert window.foot.hints.words()[:2] == ["J", "Next"]
    assert page.offers.offers == [] and page.offers.card.isHidden()
    window.keys["suggest"].trigger()
    qtbot.waitUntil(lambda: page.offers.offers == offers)
    window.keys["accept"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == 1)
    undo(window, qtbot, lambda: not reading(window).annotations)
    page.offers.show(offers)
    window.keys["dismiss"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).decisions) == 1)
    page.offers.on_suggested(offers)
    assert len(page.offers.offers) == len(offers) - 1, "what was refused stays refused"
    undo(window, qtbot, lambda: not reading(window).decisions)
    page.offers.on_suggested(offers)
    page.offers.at = 0
    same = [offer for offer in offers if offer.kind is offers[0].kind]
    window.keys["accept_all"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == len(same))
    undo(window, qtbot, lambda: not reading(window).annotations)


def test_suggestions_switched_off_while_they_are_worked_out_stay_off(window, qtbot):
    desk, page = window.desk, window.article_page
    qtbot.waitUntil(lambda: desk.suggester.whole)
    found = list(desk.suggester.found)
    desk.suggester.found, desk.suggester.whole = found[:1], False
    window.keys["suggest"].trigger()
    assert len(page.offers.offers) == 1
    window.keys["suggest"].trigger()
    desk.suggester.found, desk.suggester.whole = found, True
    desk.suggester.arrived.emit()
    assert page.offers.offers == []


@deed("learn", "forget")
def test_what_is_worth_checking_is_learnt_and_forgotten(window, qtbot, monkeypatch):
    monkeypatch.setattr(worth, "LEAST", 1)
    page, told = window.article_page, []
    live = page.coverage.live
    window.desk.told.connect(told.append)
    qtbot.waitUntil(lambda: live.ready)
    before = [live.coverage.worth(n) for n in range(4)]

    def weighed():
        return live.ready and [live.coverage.worth(n) for n in range(4)]

    caret(window, "40 metres")
    window.keys["mark_fact"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == 1)
    caret(window, "Nobody")
    window.keys["no_facts"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).decisions) == 1)
    window.keys["unmarked_list"].trigger()
    page.coverage.list.learn.click()
    qtbot.waitUntil(lambda: "Learnt from 1 sentences with marks and 1 without facts." in told)
    qtbot.waitUntil(lambda: weighed() and weighed() != before)
    learnt = weighed()
    undo(window, qtbot, lambda: weighed() == before)
    window.keys["redo"].trigger()
    qtbot.waitUntil(lambda: weighed() == learnt)
    window.keys["forget"].trigger()
    qtbot.waitUntil(lambda: "What was learnt is forgotten." in told and weighed() == before)
    window.keys["forget"].trigger()
    qtbot.waitUntil(lambda: "Nothing was learnt so far." in told)


@deed("break")
def test_a_sentence_is_broken_into_what_is_suggested_in_it(window, qtbot):
    qtbot.waitUntil(lambda: window.article_page.coverage.live.ready)
    caret(window, "It opened")
    window.keys["break"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).annotations) == 2)
    made = {mark.exact: mark.kind for mark in reading(window).annotations}
    assert made == {"three times": Kind.FACT, "Ada Lund": Kind.FACT}
    undo(window, qtbot, lambda: not reading(window).annotations)


@deed("accept", "dismiss")
@pytest.mark.parametrize(("name", "answer"), [("accept", "accepted"), ("dismiss", "stet")])
def test_a_proposed_change_is_answered(window, mark, qtbot, name, answer):
    made = mark("40 metres", Kind.CHANGE)
    window.keys[name].trigger()
    qtbot.waitUntil(lambda: reading(window).find(made.id).answer == answer)
    undo(window, qtbot, lambda: reading(window).find(made.id).answer == "")


@deed("still_holds")
def test_a_reopened_check_still_holds(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    check = reading(window).checks[made.check]
    window.keys["still_holds"].trigger()
    assert "did not change" in window.foot.said.text()
    changed = {"reopened": ("38", "40"), "earlier": State.CONFIRMED.value}
    window.desk.edit_check(check, changed)
    qtbot.waitUntil(lambda: bool(reading(window).checks[check.id].reopened))
    window.keys["still_holds"].trigger()
    qtbot.waitUntil(lambda: reading(window).checks[check.id].state is State.CONFIRMED)
    undo(window, qtbot, lambda: reading(window).checks[check.id].state is State.UNCHECKED)


@deed("risk", "priority", "assign", "close_time")
@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("risk", "risk", Risk.LEGAL),
        ("priority", "priority", 0),
        ("close_time", "close", 1_800_000_000_000),
        ("assign", "assignee", "p1"),
    ],
)
def test_a_field_of_the_check_is_chosen(window, mark, qtbot, name, field, value):
    made = mark("40 metres", Kind.FACT)
    before = getattr(reading(window).checks[made.check], field)
    window.keys[name].trigger()
    choose(window, value)
    qtbot.waitUntil(lambda: getattr(reading(window).checks[made.check], field) == value)
    undo(window, qtbot, lambda: getattr(reading(window).checks[made.check], field) == before)


@deed("assign_me")
def test_a_check_is_taken(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.keys["assign_me"].trigger()
    me = window.desk.session.person.id
    qtbot.waitUntil(lambda: reading(window).checks[made.check].assignee == me)
    undo(window, qtbot, lambda: reading(window).checks[made.check].assignee == "")


@deed("tags")
def test_tags_are_chosen(window, mark, qtbot):
    made = mark("council", Kind.COMMENT)
    window.keys["tags"].trigger()
    choose(window, ("money", "later"))
    qtbot.waitUntil(lambda: reading(window).find(made.id).tags == ("money", "later"))
    undo(window, qtbot, lambda: reading(window).find(made.id).tags == ())


@deed("same")
def test_a_mark_stands_for_another_check_too(window, mark, qtbot):
    first, second = mark("40 metres", Kind.FACT), mark("council", Kind.FACT)
    window.keys["same"].trigger()
    qtbot.waitUntil(lambda: window.findChild(Chooser) is not None)
    choose(window, reading(window).checks[first.check])
    qtbot.waitUntil(lambda: reading(window).find(second.id).check == first.check)
    assert set(reading(window).checks) == {first.check}
    undo(window, qtbot, lambda: len(reading(window).checks) == 2)


@deed("edit")
@pytest.mark.parametrize(
    ("kind", "field"),
    [(Kind.FACT, "statement"), (Kind.COMMENT, "note"), (Kind.CHANGE, "change")],
)
def test_the_card_is_written_in(window, mark, qtbot, kind, field):
    made = mark("40 metres", kind)
    window.keys["edit"].trigger()
    editor = getattr(window.article_page.card, field).editor
    qtbot.waitUntil(editor.hasFocus)
    editor.setPlainText("In other words")
    window.article_page.view.setFocus()

    def text():
        record = reading(window).find(made.id)
        record = reading(window).check_of(record) if field == "statement" else record
        return getattr(record, field)

    qtbot.waitUntil(lambda: text() == "In other words")
    undo(window, qtbot, lambda: text() != "In other words")
    qtbot.waitUntil(lambda: getattr(window.article_page.card, field).text() != "In other words")


@deed("reply", "resolve")
def test_a_thread_is_answered_and_resolved(window, mark, qtbot):
    mark("council", Kind.COMMENT)
    thread = window.article_page.card.talk
    window.keys["reply"].trigger()
    qtbot.waitUntil(thread.reply.editor.hasFocus)
    qtbot.keyClicks(thread.reply.editor, "Called her")
    thread.send()
    qtbot.waitUntil(lambda: len(reading(window).replies) == 1)
    window.keys["resolve"].trigger()
    qtbot.waitUntil(lambda: reading(window).replies[0].resolved)
    undo(window, qtbot, lambda: not reading(window).replies[0].resolved)
    undo(window, qtbot, lambda: not reading(window).replies)


@deed("history")
def test_the_history_is_shown(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    window.keys["history"].trigger()
    history = window.article_page.card.more.history
    qtbot.waitUntil(lambda: "Ada Moreau" in history.text() and history.isVisible())
    window.keys["history"].trigger()
    assert history.isHidden()


@deed("attach", "pin")
def test_a_source_is_attached_pinned_and_attached_again(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.keys["pin"].trigger()
    assert "Attach a source first" in window.foot.said.text()
    window.keys["attach"].trigger()
    form = window.article_page.card.proof.form
    qtbot.waitUntil(form.source.hasFocus)
    form.source.setText("Harbour log")
    form.save.click()
    qtbot.waitUntil(lambda: len(reading(window).evidence) == 1)
    window.keys["pin"].trigger()
    assert "Harbour log" in window.foot.said.text()
    window.keys["attach"].trigger()
    qtbot.waitUntil(lambda: len(reading(window).evidence) == 2)
    assert len(reading(window).sources) == 1
    assert isinstance(reading(window).checks[made.check], Check)
    window.keys["pin"].trigger()
    assert "No source is pinned" in window.foot.said.text()
    undo(window, qtbot, lambda: len(reading(window).evidence) == 1)


@deed("find")
def test_words_are_found(window, qtbot):
    window.keys["find"].trigger()
    bar = window.article_page.find_bar
    qtbot.waitUntil(bar.line.hasFocus)
    qtbot.keyClicks(bar.line, "open")
    assert bar.count.text() == "1 of 2"
    start, end = window.article_page.view.selected_range()
    assert reading(window).revision.text[start:end] == "open"


@deed("search")
def test_the_search_gets_the_keyboard(window, qtbot):
    window.keys["search"].trigger()
    qtbot.waitUntil(window.side.search.hasFocus)


@deed("zoom_in", "zoom_out", "zoom_reset")
def test_text_is_zoomed(window):
    view = window.article_page.view
    window.keys["zoom_in"].trigger()
    assert view.zoom_factor() == pytest.approx(1.1)
    window.keys["zoom_out"].trigger()
    window.keys["zoom_out"].trigger()
    assert view.zoom_factor() == pytest.approx(0.91)
    window.keys["zoom_reset"].trigger()
    assert view.zoom_factor() == 1.0


@deed(*(f"block_{kind}" for kind in BlockKind))
@pytest.mark.parametrize("kind", BlockKind)
def test_a_paragraphs_kind_is_named(window, qtbot, kind):
    caret(window, "Nobody")
    view = window.article_page.view
    window.keys[f"block_{kind}"].trigger()
    wanted = () if kind is BlockKind.PARAGRAPH else (kind,)
    qtbot.waitUntil(lambda: tuple(o.kind for o in reading(window).overlays) == wanted)
    assert view.piece_at_caret().kind is kind
    if wanted:
        undo(window, qtbot, lambda: not reading(window).overlays)
        assert view.piece_at_caret().kind is BlockKind.PARAGRAPH


@deed(*(f"add_{kind}" for kind in DISPLAY))
@pytest.mark.parametrize("kind", DISPLAY)
def test_display_type_is_added_late(window, qtbot, kind):
    caret(window, "Nobody")
    window.keys[f"add_{kind}"].trigger()
    editor = window.article_page.display.editor
    qtbot.waitUntil(editor.field.editor.hasFocus)
    qtbot.keyClicks(editor.field.editor, "A late line")
    qtbot.keyClick(editor.field.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(reading(window).overlays) == 1)
    (overlay,) = reading(window).overlays
    assert (overlay.kind, overlay.text) == (kind, "A late line")
    assert "A late line" in window.article_page.view.toPlainText() and editor.isHidden()
    start, end = reading(window).revision.blocks[-1].start, reading(window).revision.blocks[-1].end
    window.article_page.view.select(start, end)
    assert window.article_page.view.selected_range() == (start, end)
    undo(window, qtbot, lambda: "A late line" not in window.article_page.view.toPlainText())


@deed("cold_read")
def test_a_cold_read_shows_the_text_alone(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    window.keys["page_queue"].trigger()
    parts = (window.side, window.bar, window.foot, window.menuBar(), window.article_page.margin)
    window.keys["cold_read"].trigger()
    assert window.pages.shown == "article" and not any(part.isVisible() for part in parts)
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_Escape)
    assert all(part.isVisible() for part in parts)


@deed("palette")
def test_the_palette_does_what_is_chosen_by_name(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.keys["palette"].trigger()
    palette = window.findChild(Palette)
    qtbot.waitUntil(palette.isVisible)
    names = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert not any("Play" in name for name in names), "what cannot be done is not offered"
    palette.line.setText("zzz")
    assert palette.list.count() == 0 and palette.findChild(Nothing).isVisible()
    palette.line.clear()
    qtbot.keyClicks(palette.line, "change nee")
    assert palette.list.item(0).text().startswith("Change needed")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading(window).checks[made.check].state is State.CHANGE_NEEDED)


@deed("keys")
def test_the_key_sheet_shows_every_key(window, qtbot):
    window.keys["keys"].trigger()
    sheet = window.findChild(KeySheet)
    qtbot.waitUntil(sheet.isVisible)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for row in all_actions(PAGES):
        assert not row.keys or row.text.rstrip("…") in words, row.id
    sheet.close()


@deed("about")
def test_about_names_version_and_licences(window, qtbot):
    window.keys["about"].trigger()
    box = window.findChild(QMessageBox)
    assert "Galley 0" in box.text() and "Inter" in box.text() and "MIT" in box.text()
    box.close()


@deed("persons")
def test_another_person_sits_down(window, mark, qtbot):
    window.keys["persons"].trigger()
    dialog = window.findChild(PersonsDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.name.setText("  Bo   Lind ")
    dialog.add.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    row = next(n for n in range(2) if dialog.list.item(n).text().startswith("Bo Lind"))
    dialog.list.setCurrentRow(row)
    dialog.me.click()
    assert window.desk.session.person.name == "Bo Lind"
    made = mark("40 metres", Kind.FACT)
    assert made.author == window.desk.session.person.id


def first_ink(browser):
    """The colour of the first letters of a text that is shown, "" while it shows none."""
    first = browser.document().firstBlock().begin()
    return "" if first.atEnd() else first.fragment().charFormat().foreground().color()


@deed("theme_system", "theme_light", "theme_dark")
def test_the_theme_is_changed_while_the_window_is_open(window, qapp, qtbot):
    worn = qapp.property(CHOICE), qapp.palette(), qapp.styleSheet(), qapp.font()
    try:
        for name in ("dark", "light"):
            window.keys[f"theme_{name}"].trigger()
            assert current().name == name
            ground = window.article_page.view.viewport().grab().toImage().pixelColor(3, 3)
            assert ground.name() == current().roles["window"]
        window.on_page("report")
        preview = window.pages.page("report").preview
        for name in ("dark", "light"):
            window.keys[f"theme_{name}"].trigger()
            ink = current().roles["text"]
            qtbot.waitUntil(lambda ink=ink: first_ink(preview) == ink)
        window.keys["theme_system"].trigger()
        assert current().name == resolve(qapp, "system")
    finally:
        qapp.setProperty(CHOICE, worn[0])
        qapp.setProperty(PROPERTY, None)
        qapp.setStyleSheet(worn[2])
        qapp.setPalette(worn[1])
        qapp.setFont(worn[3])


@deed("settings")
def test_settings_of_the_desk_and_ones_own_are_set(window, qtbot, tmp_path):
    own = PersonSettings(tmp_path / "galley.toml")
    window.memory = Memory(own, WindowState(tmp_path / "window.json"))
    window.keys["settings"].trigger()
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is not None)
    dialog = window.findChild(SettingsDialog)
    assert set(dialog.rows) == set(LABELS)
    assert all(row.widget.accessibleName() for row in dialog.rows.values())
    dialog.rows["text.size"].widget.setValue(27)
    dialog.rows["passes"].widget.setText("checking, legal , ")
    dialog.accept()
    assert own.get("text.size") == 27
    assert window.article_page.view.zoom_factor() == 1.5
    store = window.desk.session

    def passes():
        return store.ask(lambda s: desk_setting(s, "passes")).result(10)

    qtbot.waitUntil(lambda: passes() == ["checking", "legal"])
    undo(window, qtbot, lambda: len(passes()) > 2)


@deed("about_file")
def test_a_file_says_what_it_lost_and_is_saved_out_unchanged(window, qtbot, tmp_path, monkeypatch):
    data = "The pier opened in 1931.\r\nIt is 40 metres long, caf\xe9 and all.\r\n".encode("cp1252")
    (tmp_path / "pier.txt").write_bytes(data)
    window.desk.filing.open_file(tmp_path / "pier.txt")
    told = "The text is not UTF-8; it was read as Windows-1252."
    qtbot.waitUntil(lambda: window.foot.said.text() == told)
    qtbot.waitUntil(lambda: reading(window).revision.text.startswith("The pier opened"))
    window.foot.way_out.click()
    qtbot.waitUntil(lambda: window.findChild(AboutFileDialog) is not None)
    dialog = window.findChild(AboutFileDialog)
    qtbot.waitUntil(lambda: dialog.warnings.text() == told)
    assert dialog.lost.text() == "Nothing was left out."
    out = tmp_path / "out.txt"
    choice = "editor.ui.dialogs.about_file.QFileDialog.getSaveFileName"
    monkeypatch.setattr(choice, lambda *_arguments: (str(out), ""))
    dialog.save.click()
    assert out.read_bytes() == data
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(AboutFileDialog) is None)
    window.keys["about_file"].trigger()
    qtbot.waitUntil(lambda: window.findChild(AboutFileDialog) is not None)


def test_limits_of_reading_and_the_proxy_are_settings(window, qtbot):
    session = window.desk.session

    def told():
        return session.ask(lambda store: (limits_of(store), rules_of(store).proxy)).result(10)

    assert told() == (Limits(), "")
    window.keys["settings"].trigger()
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is not None)
    dialog = window.findChild(SettingsDialog)
    boxes = {name: dialog.rows[f"reading.{name}"].widget for name in ("seconds", "memory", "pages")}
    assert [box.value() for box in boxes.values()] == [8, 350, 2000]
    boxes["seconds"].setValue(20)
    boxes["memory"].setValue(900)
    boxes["pages"].setValue(10**9)
    proxy = dialog.rows["reading.proxy"].widget
    proxy.setText("not a proxy")
    assert dialog.rows["reading.proxy"].read() == ""
    proxy.setText("proxy.example:3128")
    dialog.accept()
    wanted = Limits(seconds=20.0, memory=900_000_000, pages=20_000)
    qtbot.waitUntil(lambda: told() == (wanted, "proxy.example:3128"))


@deed("window")
def test_two_windows_show_the_same_work(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.keys["window"].trigger()
    (other,) = (one for one in window.windows.open if one is not window)
    qtbot.waitUntil(lambda: other.desk.reading is not None)
    window.desk.set_state([made.check], State.QUERY)
    qtbot.waitUntil(lambda: other.desk.reading.checks[made.check].state is State.QUERY)
    other.close()
    assert window.desk.session.listeners != []


@deed("back", "onward")
def test_back_and_forward(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    assert not window.keys["onward"].isEnabled()
    window.keys["page_queue"].trigger()
    window.keys["back"].trigger()
    qtbot.waitUntil(lambda: window.pages.shown == "article")
    assert window.article_page.focused == made.id
    window.keys["onward"].trigger()
    assert window.pages.shown == "queue" and not window.keys["onward"].isEnabled()


@deed("open")
def test_files_are_chosen_and_filed(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "second.txt"
    path.write_text("A second story\n\nIt is short.\n", encoding="utf-8")
    ask = "editor.ui.errands.QFileDialog.getOpenFileNames"
    monkeypatch.setattr(ask, lambda *_args: ([str(path)], ""))
    window.keys["open"].trigger()
    qtbot.waitUntil(lambda: reading(window).article.headline == "A second story")
    qtbot.waitUntil(lambda: window.side.articles.count() == 2)


@deed("paste")
def test_pasted_text_becomes_an_article(window, qtbot):
    QApplication.clipboard().setText("Pasted words\n\nStand here now.")
    window.keys["paste"].trigger()
    qtbot.waitUntil(lambda: reading(window).article.headline == "Pasted words")


@deed("export")
@pytest.mark.parametrize("typed", ["report", "report.csv", "report.v2.html"])
def test_a_report_is_exported_where_and_as_one_says(window, qtbot, tmp_path, monkeypatch, typed):
    def ask(_parent, _title, _name, filters):
        chosen = next(part for part in filters.split(";;") if "*.csv" in part)
        return str(tmp_path / typed), chosen

    monkeypatch.setattr("editor.ui.errands.QFileDialog.getSaveFileName", ask)
    with qtbot.waitSignal(window.desk.exported):
        window.keys["export"].trigger()
    (written,) = tmp_path.glob("report*")
    assert written.name == (typed if "." in typed else "report.csv")
    assert (b"<html" in written.read_bytes()) is typed.endswith(".html")


@deed("take_in")
@pytest.mark.parametrize(
    "name, told, words",
    [
        ("marks.jsonld", {"target": {"selector": {"type": "TextQuoteSelector",
         "exact": "40 metres"}}, "type": "Annotation"}, "1 added"),
        ("check.json", {"@type": "ClaimReview", "claimReviewed": "Dear."}, "1 fact-check filed"),
    ],
)  # fmt: skip
def test_marks_and_fact_checks_are_taken_in_and_undone(
    window, qtbot, tmp_path, monkeypatch, name, told, words
):
    (tmp_path / name).write_text(json.dumps(told))
    ask = lambda *_args: (str(tmp_path / name), "")  # noqa: E731
    monkeypatch.setattr("editor.ui.errands.QFileDialog.getOpenFileName", ask)
    window.keys["take_in"].trigger()
    qtbot.waitUntil(lambda: words in window.foot.said.text())
    count = lambda: window.desk.session.ask(  # noqa: E731
        lambda store: len(store.checks("")) + len(store.annotations(reading(window).article.id))
    ).result(10)
    assert count() == 1
    undo(window, qtbot, lambda: count() == 0)


@deed("print")
def test_a_draft_is_printed_page_by_page(window, tmp_path, monkeypatch):
    path = tmp_path / "draft.pdf"

    class Dialog:
        def __init__(self, printer, _parent):
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(path))

        def exec(self):
            return True

    monkeypatch.setattr("editor.ui.printing.QPrintDialog", Dialog)
    window.keys["print"].trigger()
    assert path.read_bytes().startswith(b"%PDF")


def test_a_context_menu_offers_what_fits_the_place(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    page = window.article_page
    page.focus_mark("")
    told = []
    page.menu_requested.connect(lambda _place, ids: told.append(ids))
    cursor = QTextCursor(page.view.document())
    cursor.setPosition(page.view._positions.to_qt(made.start + 2))
    page._on_menu(page.view.cursorRect(cursor).center() + page.view.viewport().pos())
    assert page.focused == made.id and {"confirmed", "mark_quote"} <= set(told[0])
    popup_ = QApplication.activePopupWidget()
    names = {action.objectName() for action in popup_.actions()}
    assert {"confirmed", "mark_quote", "find"} <= names
    popup_.close()


@deed("quit", "close_window")
@pytest.mark.parametrize("key", ["quit", "close_window"])
def test_the_window_is_closed(window, key):
    window.keys[key].trigger()
    assert not window.isVisible() and window.desk.session.listeners == []


@deed("all")
def test_everything_in_the_queue_is_selected(window, mark, qtbot):
    for words in ("40 metres", "council"):
        mark(words, Kind.FACT)
    window.keys["page_queue"].trigger()
    queue = window.pages.page("queue")
    qtbot.waitUntil(lambda: queue.model.rowCount() == 2)
    window.keys["all"].trigger()
    qtbot.waitUntil(lambda: len(queue.selected_ids()) == 2)


@deed("initial")
def test_a_pass_is_initialled_from_any_page(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    window.keys["initial"].trigger()
    closing = window.pages.page("closing")
    assert window.pages.shown == "closing"
    qtbot.waitUntil(lambda: window.findChild(Chooser) is not None)
    choose(window, "checking")
    qtbot.waitUntil(closing.line.field.hasFocus)
    qtbot.keyClick(closing.line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.purpose for one in closing.sheet.passes] == ["checking"])
    undo(window, qtbot, lambda: closing.sheet.passes == ())


@deed("columns", "sort")
def test_the_columns_and_the_order_of_the_queue_are_chosen(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    window.keys["page_queue"].trigger()
    queue = window.pages.page("queue")
    qtbot.waitUntil(lambda: queue.model.rowCount() == 1)
    window.keys["columns"].trigger()
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == "Desk").trigger()
    menu.close()
    assert "desk:100" in written(queue.table.header)
    window.keys["sort"].trigger()
    choose(window, "risk")
    assert queue.model.order.sort == "risk"


@deed("new_draft", "edit_draft")
@pytest.mark.parametrize("name", ["new_draft", "edit_draft"])
def test_the_next_draft_is_begun_on_the_page_of_drafts(window, monkeypatch, name):
    called = []
    page = window.pages.page("drafts")
    monkeypatch.setattr(page, f"on_{name}", lambda: called.append(name))
    window.keys[name].trigger()
    assert window.pages.shown == "drafts" and called == [name]


def test_a_handle_is_dragged_to_another_word(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    view, text = window.article_page.view, reading(window).revision.text
    view.ends_moved.emit(made.id, made.start, text.index(" long") + 5)
    qtbot.waitUntil(lambda: reading(window).find(made.id).exact == "40 metres long")


def test_an_action_without_a_mark_says_so(window, qtbot):
    view = window.article_page.view
    view.moveCursor(QTextCursor.MoveOperation.Start)
    for name in ("confirmed", "risk", "reply", "attach", "tags"):
        window.foot.be_quiet()
        window.keys[name].trigger()
        assert "Choose a mark first" in window.foot.said.text(), name
    assert QApplication.activePopupWidget() is None


def test_only_one_act_is_made_by_each_key(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.keys["confirmed"].trigger()
    qtbot.waitUntil(lambda: reading(window).checks[made.check].state is State.CONFIRMED)
    history = window.desk.session.ask(lambda store: store.history(made.check)).result(10)
    assert len({entry.act for entry in history}) == 2


def test_every_action_that_can_be_done_has_its_test(window):
    pages = [window.pages.page(row.id) for row in PAGES]
    owners = [owner for page in pages for owner in (page, *getattr(page, "helpers", ()))]
    owners += [window, *window.beyond]

    def possible(row):
        return any(hasattr(type(owner), row.slot) for owner in owners)

    untested = {
        row.id
        for row in all_actions(PAGES)
        if possible(row) and row.id not in DONE
        if row.slot not in ELSEWHERE and f'keys["{row.id}"]' not in ELSEWHERE
    }
    assert {id_ for id_ in untested if not id_.startswith("page_")} == set()
