"""The report page: choices change the preview, and what is exported is what is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea

from db.kinds import Risk, State
from db.records import QueueFilter
from db.store import Store
from editor.app import QtDelivery
from editor.commands import checks, marks
from editor.commands.filters import save_filter
from editor.exchange.options import Comments
from editor.session import Session
from editor.ui.chooser import Chooser
from editor.ui.desk import Desk
from editor.ui.report_page import ReportPage
from tests.ui.hands import all_named, popup


@pytest.fixture
def session(working):
    return working


@pytest.fixture
def page(session, add_marks, qtbot):
    made = add_marks((28, 40))
    session.run(checks.set_checks, [made[0][1].id], state=State.CONFIRMED, risk=Risk.LEGAL)
    session.run(marks.reply, made[1][0].id, "The log says otherwise").result(10)
    page = ReportPage(session, Desk(session))
    page.made = made
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    with qtbot.waitSignal(page.preview.written):
        page.show_article(made[0][0].article)
    return page


def text(page):
    return page.preview.toPlainText()


def chosen(page, qtbot, act):
    """Do something and wait for the report that follows."""
    with qtbot.waitSignal(page.preview.written):
        act()
    return text(page)


def test_page_one_says_what_was_checked_and_what_is_not_confirmed(page):
    told = text(page)
    assert told.startswith("A headline for the harbour")
    assert "This report covers 2 facts in draft 1" in told and "Ada Moreau" in told
    assert told.index("Not confirmed") < told.index("Every check, in text order")
    assert "The log says otherwise" in told and "[1]" in told
    assert page.panel.articles.text() == "A headline for the harbour"


def test_a_change_in_the_store_is_shown(page, session, qtbot):
    ids = [check.id for _mark, check in page.made]
    session.run(checks.set_checks, ids, state=State.CONFIRMED).result(10)
    assert "Everything in this report is confirmed." in chosen(page, qtbot, page.refresh)


def test_choices_change_what_is_shown(page, qtbot):
    told = chosen(page, qtbot, lambda: page.panel.ticks["text"].click())
    assert "Draft 1" not in told.splitlines()
    page.panel.comments.setCurrentIndex(page.panel.comments.findData(Comments.NONE))
    told = chosen(page, qtbot, lambda: page.panel.comments.activated.emit(0))
    assert "The log says otherwise" not in told


def test_a_chip_keeps_only_some_states(page, qtbot):
    page.panel.chips["states"].click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Chooser))
    chooser = QApplication.activePopupWidget()
    qtbot.keyClicks(chooser.field, "confirmed")
    told = chosen(page, qtbot, lambda: qtbot.keyClick(chooser.field, Qt.Key.Key_Return))
    assert "This report covers 1 fact in" in told and "1 check was left out by choice." in told
    assert page.panel.chips["states"].text() == "States: confirmed"
    clear = lambda: qtbot.keyClick(page.panel.chips["states"], Qt.Key.Key_Delete)  # noqa: E731
    assert "2 facts" in chosen(page, qtbot, clear)


def test_a_preset_sets_the_options(page, qtbot):
    page.panel.preset.setCurrentIndex(page.panel.preset.findData("public"))
    told = chosen(page, qtbot, lambda: page.panel.preset.activated.emit(0))
    assert "1 check was left out" in told and not page.panel.ticks["history"].isChecked()


def names(page):
    combo = page.panel.preset
    return [combo.itemData(row) for row in range(combo.count())]


def keep(page, qtbot, name):
    page.presets.on_save_preset()
    chooser = popup(qtbot)
    qtbot.keyClicks(chooser.field, name)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)


def test_the_desks_own_preset_is_kept_chosen_and_forgotten(page, session, qtbot):
    page.panel.ticks["text"].click()
    keep(page, qtbot, "Night desk")
    qtbot.waitUntil(lambda: "Kept as “Night desk”" in page.panel.said.text())
    qtbot.waitUntil(lambda: names(page)[-1] == "Night desk")
    assert page.panel.preset.currentText() == "Night desk"
    told = chosen(page, qtbot, lambda: page.panel.ticks["text"].click())
    assert "Draft 1" in told.splitlines()
    page.panel.preset.setCurrentIndex(page.panel.preset.findData("Night desk"))
    told = chosen(page, qtbot, lambda: page.panel.preset.activated.emit(0))
    assert "Draft 1" not in told.splitlines() and not page.panel.ticks["text"].isChecked()
    page.presets.on_remove_preset()
    qtbot.keyClick(popup(qtbot).field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Night desk" not in names(page))
    session.undo().result(10)
    page.refresh()
    qtbot.waitUntil(lambda: "Night desk" in names(page))
    session.undo().result(10)
    page.refresh()
    qtbot.waitUntil(lambda: "Night desk" not in names(page))


def test_a_kept_preset_is_there_after_a_restart_and_is_replaced_by_its_name(
    page, session, qtbot, tmp_path
):
    keep(page, qtbot, "Night desk")
    qtbot.waitUntil(lambda: "Night desk" in names(page))
    page.panel.ticks["history"].click()
    keep(page, qtbot, "Night desk")
    qtbot.waitUntil(lambda: not page.panel.presets["Night desk"].history)
    again = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Bo Lind", QtDelivery())
    try:
        other = ReportPage(again, Desk(again))
        qtbot.addWidget(other)
        other.refresh()
        qtbot.waitUntil(lambda: "Night desk" in names(other))
        assert other.panel.presets == page.panel.presets
    finally:
        again.close()


def test_a_ready_preset_is_not_replaced_and_there_may_be_none_to_forget(page, qtbot):
    page.presets.on_remove_preset()
    assert "no preset of its own" in page.panel.said.text()
    with qtbot.waitSignal(page.failed) as signal:
        keep(page, qtbot, "public")
    assert signal.args[0].code == "preset_is_ready"


def test_the_button_beside_the_presets_offers_both(page, session, qtbot):
    page.panel.own.click()
    menu = QApplication.activePopupWidget()
    assert [action.isEnabled() for action in menu.actions()] == [True, False]
    menu.close()


def test_articles_are_chosen(page, add_marks, qtbot):
    add_marks((28,))
    page.panel.articles.click()
    chooser = popup(qtbot)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Space)
    chosen(page, qtbot, lambda: qtbot.keyClick(chooser.field, Qt.Key.Key_Return))
    assert page.panel.articles.text() == "2 articles"
    page.show_article("another")
    assert len(page.articles) == 2


def test_a_saved_filter_chooses_articles_and_checks(page, session, qtbot):
    page.panel.saved.click()
    qtbot.waitUntil(lambda: "No filter is saved yet" in page.panel.said.text())
    wanted = QueueFilter(risks=(Risk.LEGAL,))
    saved = session.run(save_filter, "Legal", wanted).result(10)
    told = chosen(page, qtbot, lambda: page.use_filter(saved))
    assert "This report covers 1 fact in" in told and page.panel.options.risks == (Risk.LEGAL,)


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_what_is_shown_is_written(page, qtbot, tmp_path, form):
    with qtbot.waitSignal(page.exported) as signal:
        page.export(tmp_path / "out", form)
    (path,) = tmp_path.glob("out.*")
    assert signal.args == [str(path)] and b"pier" in path.read_bytes()
    assert path.name in page.panel.said.text() and page.panel.export.isVisible()


def test_letters_that_no_font_could_print_are_named(page, session, qtbot, tmp_path):
    reply = session.run(marks.reply, page.made[1][0].id, "Seen as \u0378 there")
    reply.result(10)
    with qtbot.waitSignal(page.exported, timeout=20_000):
        page.export(tmp_path / "out", "pdf")
    said = page.panel.said.text()
    assert "no font on this computer has" in said and "U+0378" in said
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_the_dialog_names_the_file(page, qtbot, tmp_path, monkeypatch):
    path = str(tmp_path / "chosen.html")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (path, ""))
    with qtbot.waitSignal(page.exported):
        page.panel.export.click()
    assert b"<html" in (tmp_path / "chosen.html").read_bytes()


def test_an_export_is_cancelled(page, qtbot, tmp_path, worker):
    worker.patient = True
    page.export(tmp_path / "out.html", "html")
    qtbot.waitUntil(lambda: worker.jobs != [])
    assert page.panel.bar.isVisible() and not page.panel.export.isVisible()
    page.panel.cancel.click()
    assert list(tmp_path.glob("out*")) == [] and page.panel.export.isVisible()
    assert "nothing was written" in page.panel.said.text()


def test_a_folder_that_is_not_there_is_said(page, qtbot, tmp_path):
    with qtbot.waitSignal(page.failed):
        page.export(tmp_path / "nowhere" / "out.html", "html")
    assert page.panel.export.isVisible()


def test_a_long_report_leaves_the_window_its_turns(page, session, qtbot, monkeypatch):
    monkeypatch.setattr("editor.ui.report_preview.SLICE", 0)
    turns = []
    page.preview._turn.timeout.connect(lambda: turns.append(1))
    chosen(page, qtbot, page.refresh)
    assert len(turns) > 10


def test_without_an_article_there_is_nothing_to_export(session, qtbot):
    page = ReportPage(session, Desk(session))
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.articles.text() == "Choose articles…")
    assert not page.panel.export.isEnabled() and text(page) == ""


def test_a_long_headline_makes_no_choice_wider_than_the_panel(page):
    page.panel.say_articles(["W&W WHO WON WHAT WHEN WE WENT WEST WITH WILLOW WOMEN" * 2])
    told = page.panel.articles.text()
    assert told.endswith("…") and "&&" in told
    scrolled = page.panel.findChild(QScrollArea)
    assert scrolled.widget().minimumSizeHint().width() <= scrolled.viewport().width()


def test_everything_that_takes_the_keyboard_has_a_name(page):
    assert all_named(page)
