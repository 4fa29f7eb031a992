"""What is typed into fields that are no record's yet outlives a dialog, a window and a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from db.kinds import Kind
from db.store import Store
from editor.app import QtDelivery
from editor.session import Session
from editor.ui.dialogs.corrections import CorrectionsDialog
from editor.ui.dialogs.details import DetailsDialog
from editor.ui.dialogs.persons import PersonsDialog
from editor.ui.keeper import Keeper, Kept
from editor.ui.window import MainWindow
from tests.workers import DirectWorker


@pytest.fixture
def keeper(session, qtbot):
    parent = QObject()
    made = Keeper(session, parent)
    yield made
    made.keep()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_each_record_has_its_own_words(keeper, qtbot, kind):
    editor = kind()
    qtbot.addWidget(editor)
    kept = Kept(keeper, editor, "note")
    set_ = editor.setText if kind is QLineEdit else editor.setPlainText
    kept.show("one")
    set_("half a")
    kept.show("two", "what the record says")
    assert kept.words() == "what the record says"
    kept.show("one")
    assert kept.words() == "half a"
    set_("")
    keeper.keep()
    assert keeper.text("one", "note") == "" == keeper.text("two", "note")


def test_typed_words_stay_when_the_record_changes_and_go_when_they_are_stored(keeper, qtbot):
    editor = QLineEdit()
    qtbot.addWidget(editor)
    kept = Kept(keeper, editor, "note")
    kept.show("one", "before")
    editor.setText("mine")
    kept.show("one", "theirs")
    assert editor.text() == "mine"
    kept.forget()
    keeper.keep()
    assert keeper.text("one", "note") == ""
    kept.show("one", "mine, tidied")
    assert editor.text() == "mine, tidied"


def test_words_given_to_an_act_that_fails_are_there_again(window, mark, qtbot):
    made, desk = mark("40 metres", Kind.FACT), window.desk
    desk.session.ask(lambda store: store.check(made.check)).result(10)
    line = window.article_page.asking.line
    line.ask("k", "Why?", lambda _text: desk.failed.emit(OSError("no")))
    line.field.setText("because")
    line.done.click()
    line.ask("k", "Why?", lambda text: desk.reply(made.id, text))
    assert line.field.text() == "because"
    line.done.click()
    qtbot.waitUntil(lambda: len(desk.reading.replies) == 1)
    line.ask("k", "Why?", lambda _text: None)
    assert line.field.text() == ""


HELD = {
    "corrections": ("what was wrong", "who noticed"),
    "details": ("Mara Ellingsen, Bo",),
    "persons": ("Noor Has", "NH"),
    "evidence": ("The harbour log", "p. 4", "forty metres"),
    "ask": ("Who measured",),
    "answers": ("1. It was",),
    "attempt": ("telephone", "rang out"),
    "address": ("pier.example/story",),
    "reply": ("I doubt",),
    "draft": ("Another headline",),
}


def fields(window, place, qtbot):
    """The fields of one place, opened as a person does."""
    page = window.article_page
    if place == "corrections":
        window.keys["corrections"].trigger()
        dialog = window.findChildren(CorrectionsDialog)[-1]
        return [dialog.lines["wrong"], dialog.lines["noticed_by"]]
    if place == "details":
        window.keys["details"].trigger()
        return [window.findChildren(DetailsDialog)[-1].writers]
    if place == "persons":
        window.keys["persons"].trigger()
        dialog = window.findChildren(PersonsDialog)[-1]
        return [dialog.name, dialog.initials]
    if place == "evidence":
        window.keys["attach"].trigger()
        form = page.card.proof.form
        return [form.source, form.locator, form.excerpt]
    if place == "ask":
        page.asking.line.ask("ask Mara", "Question?", lambda _text: None)
        return [page.asking.line.field]
    if place == "answers":
        window.on_page("closing")
        queries = window.pages.page("closing").queries
        qtbot.waitUntil(queries.isEnabled)
        return [queries.answers]
    if place == "attempt":
        window.on_page("sources")
        detail = window.pages.page("sources").detail
        qtbot.waitUntil(detail.isEnabled)
        return [detail.way, detail.note]
    if place == "address":
        window.keys["open_address"].trigger()
        return [window.intake.dialog.findChild(QLineEdit)]
    if place == "reply":
        window.keys["reply"].trigger()
        return [page.card.talk.reply.editor]
    window.on_page("drafts")
    drafts = window.pages.page("drafts")
    drafts.on_edit_draft()
    qtbot.waitUntil(lambda: drafts.editor is not None)
    return [drafts.editor.text]


def words(field):
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def desk_with_a_fact(path, unsaved):
    """A session on the store of a story with one fact that rests on a source."""
    from editor.commands import articles, checks, marks
    from tests.ui.conftest import STORY

    session = Session(
        lambda: Store.open(str(path)), "Ada Moreau", QtDelivery(), DirectWorker(), str(unsaved)
    )
    if not session.ask(lambda store: store.articles()).result(10):
        article, _revision = session.run(articles.import_document, STORY).result(10)
        _mark, check = session.run(marks.mark, article.id, 28, 36, Kind.FACT).result(10)
        session.run(checks.attach, check.id, source_name="The log").result(10)
    return session


def opened(session, qtbot):
    """A window on the article of `session`, its mark focused."""
    window = MainWindow(session)
    window.show()
    (article,) = session.ask(lambda store: store.articles()).result(10)
    (mark,) = session.ask(lambda store: store.annotations(article.id)).result(10)
    window.article_page.show_passage(article.id, mark.id)
    qtbot.waitUntil(lambda: window.article_page.card.isVisible())
    return window


@pytest.mark.parametrize("place", HELD)
def test_what_is_typed_is_there_after_a_crash(tmp_path, qtbot, place):
    """Another process types it and is killed; what it kept is found by this one."""
    told = tmp_path / "told"
    typing = subprocess.Popen(
        [sys.executable, __file__, place, str(tmp_path), str(told)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    qtbot.waitUntil(lambda: told.exists() or typing.poll() is not None, timeout=60_000)
    assert told.exists()
    typing.send_signal(signal.SIGKILL)
    assert typing.wait() == -signal.SIGKILL
    session = desk_with_a_fact(tmp_path / "desk.db", tmp_path / "unsaved.db")
    window = opened(session, qtbot)
    found = [words(field) for field in fields(window, place, qtbot)]
    window.close()
    session.close()
    assert tuple(found) == HELD[place]


def until(true):
    """Let the window work until something holds, in a process that no test watches."""
    patience = QDeadlineTimer(30_000)
    while not true() and not patience.hasExpired():
        QTest.qWait(20)


def type_and_wait(place, folder, told):
    """Type into the fields of a place, say when it is kept, and wait to be killed."""
    from types import SimpleNamespace

    app = QApplication([])
    hands = SimpleNamespace(waitUntil=until)
    session = desk_with_a_fact(folder / "desk.db", folder / "unsaved.db")
    window = opened(session, hands)
    for field, text in zip(fields(window, place, hands), HELD[place], strict=True):
        field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)
    until(lambda: len(session.unsaved_all()) >= len(HELD[place]))
    told.write_text("kept")
    app.exec()


if __name__ == "__main__":
    type_and_wait(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
