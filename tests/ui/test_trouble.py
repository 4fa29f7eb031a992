"""What is typed stays, and is saved when it can be: two windows, a locked store, a full disk."""

from __future__ import annotations

import apsw
import pytest

from db.kinds import Kind
from db.store import Store
from editor.app import QtDelivery
from editor.commands import articles, marks
from editor.session import Session
from editor.ui.window import MainWindow
from tests.ui.conftest import STORY
from tests.workers import DirectWorker


@pytest.fixture
def typed(window, mark, qtbot):
    """The statement of a mark's check, with the keyboard in it."""
    mark("40 metres", Kind.FACT)
    field = window.article_page.card.statement
    window.keys["edit"].trigger()
    qtbot.waitUntil(field.editor.hasFocus)
    return field


def statement(window):
    (check,) = window.desk.reading.checks.values()
    return check.statement


def test_a_locked_store_is_waited_for(window, typed, tmp_path, qtbot):
    desk = window.desk
    qtbot.waitUntil(lambda: statement(window) == "40 metres")
    desk.typist._again.setInterval(50)

    def impatient(store, _person, _now):
        store.engine.run("PRAGMA busy_timeout = 20")

    desk.session.run(impatient).result(10)
    other = apsw.Connection(str(tmp_path / "desk.db"))
    other.execute("BEGIN IMMEDIATE")
    with qtbot.waitSignal(desk.typist.waiting):
        typed.editor.setPlainText("Forty metres, measured twice")
        window.article_page.view.setFocus()
    qtbot.waitUntil(lambda: window.foot.said.text() != "")
    (mark,) = desk.reading.annotations
    kept = desk.session.unsaved_get(mark.check, "statement")
    assert kept is not None and kept[0] == "Forty metres, measured twice"
    assert typed.text() == "Forty metres, measured twice"
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: statement(window) == "Forty metres, measured twice")
    assert desk.session.unsaved_all() == []


def test_a_full_disk_is_waited_for(window, typed, qtbot):
    desk, long = window.desk, "The pier is forty metres long. " * 20_000
    desk.typist._again.setInterval(50)

    def fill(store, _person, _now):
        store.engine.run(f"PRAGMA max_page_count = {store.engine.value('PRAGMA page_count')}")

    def make_room(store, _person, _now):
        store.engine.run("PRAGMA max_page_count = 1000000")

    desk.session.run(fill).result(10)
    with qtbot.waitSignal(desk.typist.waiting):
        typed.editor.setPlainText(long)
        window.article_page.view.setFocus()
    assert typed.text() == long and "40 metres" in statement(window)
    desk.session.run(make_room).result(10)
    qtbot.waitUntil(lambda: statement(window) == long)


def test_a_store_that_is_gone_is_waited_for(window, typed, tmp_path, qtbot):
    desk, path = window.desk, tmp_path / "desk.db"
    qtbot.waitUntil(lambda: desk.reading.checks and "40 metres" in statement(window))
    desk.typist._again.setInterval(50)
    away = path.rename(tmp_path / "away.db")
    with qtbot.waitSignal(desk.typist.waiting):
        typed.editor.setPlainText("Forty metres, they say")
        window.article_page.view.setFocus()
    qtbot.waitUntil(lambda: "was moved" in window.foot.said.text())
    assert typed.text() == "Forty metres, they say" and "40 metres" in statement(window)
    away.rename(path)
    qtbot.waitUntil(lambda: statement(window) == "Forty metres, they say")


def test_two_windows_write_in_the_same_card(window, typed, qtbot):
    desk, other = window.desk, MainWindow(window.desk.session, window.windows)
    qtbot.addWidget(other)
    other.desk.show_article(desk.reading.article.id)
    other.show()
    qtbot.waitUntil(lambda: other.desk.reading is not None)
    (mark,) = other.desk.reading.annotations
    other.article_page.focus_mark(mark.id)
    typed.editor.setPlainText("Mine")
    other.article_page.card.statement.editor.setPlainText("Theirs")
    other.article_page.card.commit()
    qtbot.waitUntil(lambda: statement(window) == "Theirs")
    assert typed.text() == "Mine", "what is being typed stays"
    window.article_page.card.commit()
    qtbot.waitUntil(typed.keep_mine.isVisible)
    assert "Theirs" in typed.theirs.text()
    typed.keep_mine.click()
    qtbot.waitUntil(lambda: statement(window) == "Mine")
    qtbot.waitUntil(lambda: other.article_page.card.statement.text() == "Mine")
    other.close()


@pytest.fixture
def office(server, qtbot):
    """A window on a PostgreSQL store with one fact, with the keyboard in its statement."""
    url = server.new_url()
    session = Session(lambda: Store.open(url), "Ada Moreau", QtDelivery(), DirectWorker())
    article, _revision = session.run(articles.import_document, STORY).result(20)
    made, _check = session.run(marks.mark, article.id, 40, 49, Kind.FACT).result(20)
    window = MainWindow(session)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.article_page.show_passage(article.id, made.id)
    qtbot.waitUntil(lambda: window.article_page.card.isVisible())
    window.keys["edit"].trigger()
    qtbot.waitUntil(window.article_page.card.statement.editor.hasFocus)
    yield window
    window.close()
    session.close()


def test_an_office_that_restarts_is_not_noticed(office, server, qtbot):
    field = office.article_page.card.statement
    server.end_connections()
    field.editor.setPlainText("Forty metres")
    office.article_page.view.setFocus()
    qtbot.waitUntil(lambda: statement(office) == "Forty metres", timeout=20_000)


def test_an_office_out_of_reach_is_waited_for(office, server, qtbot):
    desk, field = office.desk, office.article_page.card.statement
    desk.typist._again.setInterval(100)
    allow = "UPDATE pg_database SET datallowconn = {} WHERE datname = current_database()"
    server.run(allow.format("false"))
    try:
        server.end_connections()
        with qtbot.waitSignal(desk.typist.waiting, timeout=20_000):
            field.editor.setPlainText("Forty metres, they say")
            office.article_page.view.setFocus()
        (mark,) = desk.reading.annotations
        kept = desk.session.unsaved_get(mark.check, "statement")
        assert kept is not None and kept[0] == field.text() == "Forty metres, they say"
        qtbot.waitUntil(lambda: office.foot.said.text() != "")
        for page in ("queue", "sources", "closing", "report", "article"):
            office.on_page(page)
    finally:
        server.run(allow.format("true"))
    qtbot.waitUntil(lambda: statement(office) == "Forty metres, they say", timeout=30_000)
    qtbot.waitUntil(lambda: desk.session.unsaved_all() == [], timeout=20_000)
