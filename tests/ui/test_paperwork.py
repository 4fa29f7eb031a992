"""An article's details, corrections and removal, verdicts, and who works here: done and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from db.kinds import Kind
from db.records import NEVER, QueueFilter
from editor.commands.articles import import_document
from editor.commands.people import add_person
from editor.commands.settings import set_desk
from editor.ui.chooser import Chooser
from editor.ui.dialogs.corrections import CorrectionsDialog
from editor.ui.dialogs.details import DetailsDialog
from editor.ui.dialogs.persons import PersonsDialog
from tests.ui.hands import popup


def article(window):
    return window.desk.reading.article


def undo(window, qtbot, undone):
    window.desk.undo()
    qtbot.waitUntil(undone)


@pytest.fixture
def details(window, qtbot):
    window.keys["details"].trigger()
    dialog = window.findChild(DetailsDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


@pytest.mark.parametrize(
    ("field", "text"),
    [("headline", "Ünder the bridge 🌉"), ("slug", "pier-2"), ("desk", "City"), ("language", "en")],
)
def test_a_field_is_saved_when_it_is_left(window, details, qtbot, field, text):
    before = getattr(article(window), field)
    details.fields[field].editor.setFocus()
    details.fields[field].editor.setText(text)
    details.writers.setFocus()
    qtbot.waitUntil(lambda: getattr(article(window), field) == text)
    details.done(0)
    undo(window, qtbot, lambda: getattr(article(window), field) == before)


def test_a_desk_is_offered_and_reaches_the_list_and_the_queue(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    window.desk.session.run(set_desk, "names.desks", ["City", "World"]).result(10)
    window.keys["details"].trigger()
    dialog = window.findChild(DetailsDialog)
    editor = dialog.fields["desk"].editor
    qtbot.waitUntil(lambda: editor.completer() is not None)
    names = editor.completer().model()
    assert [names.index(row, 0).data() for row in range(names.rowCount())] == ["City", "World"]
    editor.setText("City")
    dialog.done(0)
    qtbot.waitUntil(lambda: window.desk.groups[0][0].startswith("City"))
    wanted = QueueFilter(desk="City")
    asked = window.desk.session.ask(lambda store: store.queue(wanted).checks).result(10)
    assert len(asked) == 1


def test_writers_stage_and_times(window, details, qtbot):
    details.writers.setText("Mara Ellingsen,  Bo  Ek,")
    details.writers.editingFinished.emit()
    qtbot.waitUntil(lambda: article(window).writers == ("Mara Ellingsen", "Bo Ek"))
    details.stage.click()
    chooser = popup(qtbot)
    chooser.chosen.emit("copy")
    chooser.close()
    qtbot.waitUntil(lambda: article(window).stage == "copy")
    for chip, field, none in (
        (details.close_at, "close", NEVER),
        (details.embargo, "embargo", 0),
    ):
        qtbot.waitUntil(lambda: not isinstance(QApplication.activePopupWidget(), Chooser))
        chip.click()
        line = popup(qtbot).field
        qtbot.keyClicks(line, "2031-05-04 20:15")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda field=field, none=none: getattr(article(window), field) != none)
        assert "4 May 2031" in chip.text()
        undo(window, qtbot, lambda field=field, none=none: getattr(article(window), field) == none)
    details.done(0)


def test_no_slug_is_refused(window, details, qtbot):
    details.fields["slug"].editor.setFocus()
    details.fields["slug"].editor.setText("")
    with qtbot.waitSignal(window.desk.failed):
        details.writers.setFocus()
    assert article(window).slug != ""
    details.done(0)


@pytest.fixture
def corrections(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.keys["corrections"].trigger()
    dialog = window.findChild(CorrectionsDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.made = made
    return dialog


def logged(window):
    asked = window.desk.session.ask(lambda store: store.corrections(article(window).id))
    return asked.result(10)


def test_a_correction_is_logged_reworded_and_taken_back(window, corrections, qtbot):
    lines = corrections.lines
    lines["wrong"].setText("40 metres")
    assert not corrections.save.isEnabled(), "it needs what is right too"
    lines["right"].setText("38 metres")
    lines["noticed_by"].setText("a reader")
    corrections.save.click()
    qtbot.waitUntil(lambda: corrections.list.count() == 1)
    (one,) = logged(window)
    assert (one.wrong, one.right, one.noticed_by) == ("40 metres", "38 metres", "a reader")
    assert one.check == corrections.made.check
    qtbot.waitUntil(lambda: lines["wrong"].text() == "")
    corrections.list.itemClicked.emit(corrections.list.item(0))
    assert lines["right"].text() == "38 metres" and corrections.save.text() == "Save"
    lines["ran"].setText("p. 2")
    corrections.save.click()
    qtbot.waitUntil(lambda: logged(window)[0].ran == "p. 2")
    undo(window, qtbot, lambda: logged(window)[0].ran == "")
    qtbot.waitUntil(lambda: lines["ran"].text() == "")
    corrections.remove.click()
    qtbot.waitUntil(lambda: corrections.list.count() == 0)
    undo(window, qtbot, lambda: len(logged(window)) == 1)


def test_what_is_typed_into_a_correction_stays_when_it_is_closed(window, corrections, qtbot):
    corrections.lines["wrong"].setText("half a")
    corrections.reject()
    window.keys["corrections"].trigger()
    again = window.findChildren(CorrectionsDialog)[-1]
    qtbot.waitUntil(again.isVisible)
    assert again.lines["wrong"].text() == "half a"
    again.reject()


def test_an_article_is_removed_and_taken_back(window, mark, add_marks_here, qtbot):
    mark("40 metres", Kind.FACT)
    mine = article(window)
    other = add_marks_here()
    qtbot.waitUntil(lambda: window.side.articles.count() == 2)
    window.keys["remove_article"].trigger()
    qtbot.waitUntil(lambda: article(window).id == other)
    qtbot.waitUntil(lambda: window.side.articles.count() == 1)
    assert mine.headline in window.foot.said.text()
    window.foot.way_out.click()
    qtbot.waitUntil(lambda: article(window).id == mine.id)
    assert len(window.desk.reading.annotations) == 1


def test_the_last_article_leaves_an_empty_desk_and_comes_back(window, mark, qtbot, monkeypatch):
    made, mine = mark("40 metres", Kind.FACT), article(window)
    window.keys["remove_article"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading is None)
    nothing = window.pages.nothing
    assert window.pages.current() is nothing and window.windowTitle() == "Galley"
    qtbot.waitUntil(nothing.buttons["open"].hasFocus)
    assert not window.keys["mark_fact"].isEnabled() and window.keys["open"].isEnabled()
    qtbot.waitUntil(lambda: window.side.articles.count() == 0)
    for page in ("queue", "sources"):
        window.keys[f"page_{page}"].trigger()
        assert window.pages.current() is window.pages.page(page)
    for page in ("drafts", "closing", "report", "article"):
        window.keys[f"page_{page}"].trigger()
        assert window.pages.current() is nothing
    for key in ("details", "corrections", "print", "about_file", "cold_read", "cold_read"):
        window.keys[key].trigger()
    window.leave_pages()
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading is not None)
    assert article(window).id == mine.id and window.pages.current() is window.article_page
    assert window.article_page.view.hasFocus() and mine.headline in window.windowTitle()
    window.article_page.focus_mark(made.id)
    assert not window.article_page.card.isHidden()
    window.keys["redo"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading is None)


def test_an_empty_desk_offers_ways_to_an_article(window, qtbot):
    window.keys["remove_article"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading is None)
    qtbot.waitUntil(lambda: window.pages.current() is window.pages.nothing)
    window.pages.nothing.buttons["sample"].click()
    qtbot.waitUntil(lambda: window.desk.reading is not None, timeout=20_000)
    assert article(window).slug == "bridge"
    window.keys["sample"].trigger()
    qtbot.waitUntil(lambda: window.side.articles.count() == 1)


def test_taking_back_how_an_article_came_leaves_an_empty_desk(window, qtbot):
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading is None)
    window.keys["redo"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading is not None)


@pytest.fixture
def add_marks_here(window, story):
    return lambda: window.desk.session.run(import_document, story).result(10)[0].id


def test_a_verdict_is_chosen_where_the_house_gives_them(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    verdict = lambda: window.desk.reading.checks[made.check].verdict  # noqa: E731
    chip = window.article_page.card.more.chips["verdict"]
    window.keys["verdict"].trigger()
    assert "settings switch them on" in window.foot.said.text()
    assert chip.isHidden()
    window.desk.run(set_desk, "verdicts.shown", True)
    qtbot.waitUntil(lambda: bool(window.desk.verdicts))
    window.keys["verdict"].trigger()
    qtbot.keyClick(popup(qtbot).list, "3")
    qtbot.waitUntil(lambda: verdict() == "misleading")
    qtbot.waitUntil(lambda: chip.text() == "Verdict: misleading" and not chip.isHidden())
    undo(window, qtbot, lambda: verdict() == "")
    window.keys["page_queue"].trigger()
    queue = window.pages.page("queue")
    qtbot.waitUntil(lambda: queue.model.rowCount() == 1 and queue.table.selected_count() == 1)
    window.keys["verdict"].trigger()
    qtbot.keyClick(popup(qtbot).list, "1")
    qtbot.waitUntil(lambda: queue.model.row(0).check.verdict == "true")


def test_a_person_is_renamed_and_leaves(window, qtbot):
    session = window.desk.session
    session.run(lambda store, _person, now: add_person(store, "Ben Ortega", now)).result(10)
    window.keys["persons"].trigger()
    dialog = window.findChild(PersonsDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert not dialog.leave.isEnabled(), "who sits here does not leave"
    dialog.list.setCurrentRow(1)
    dialog.name.setText("Benjamin Ortega")
    dialog.rename.click()
    people = lambda: {p.name: p for p in session.ask(lambda s: s.persons()).result(10)}  # noqa: E731
    qtbot.waitUntil(lambda: "Benjamin Ortega" in people())
    assert people()["Benjamin Ortega"].initials == "BO"
    qtbot.waitUntil(lambda: "Benjamin" in dialog.list.item(1).text())
    undo(window, qtbot, lambda: "Ben Ortega" in people())
    dialog.list.setCurrentRow(1)
    dialog.leave.click()
    qtbot.waitUntil(lambda: "left" in dialog.list.item(1).text())
    assert people()["Ben Ortega"].departed
    undo(window, qtbot, lambda: not people()["Ben Ortega"].departed)
    dialog.reject()


@pytest.mark.parametrize("key", ["persons", "corrections", "details"])
def test_a_dialog_closed_at_once_is_not_filled_any_more(window, qtbot, key):
    window.keys[key].trigger()
    kind = {"persons": PersonsDialog, "corrections": CorrectionsDialog, "details": DetailsDialog}
    dialog = window.findChild(kind[key])
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog))
    window.desk.session.ask(lambda store: store.persons()).result(10)
    with qtbot.waitSignal(window.desk.articles_read):
        window.desk.read_articles()
