"""The window end to end over a real store: pages, the queue's passages, messages, the report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.kinds import Kind, State
from db.records import Person
from db.store import Store
from editor.app import QtDelivery, show_first
from editor.session import Session
from editor.ui.pages import PAGES
from editor.work import Worker


def test_the_queue_leads_to_the_passage(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.article_page.focus_mark("")
    window.keys["page_queue"].trigger()
    qtbot.waitUntil(lambda: window.pages.page("queue").selected_ids() != [])
    window.keys["query"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading.checks[made.check].state is State.QUERY)
    qtbot.waitUntil(lambda: window.pages.page("queue").selected_ids() != [])
    window.keys["passage"].trigger()
    qtbot.waitUntil(lambda: window.pages.shown == "article")
    qtbot.waitUntil(lambda: window.article_page.focused == made.id)


def test_letters_typed_in_the_card_are_text(window, mark, qtbot):
    made = mark("council", Kind.COMMENT)
    note = window.article_page.card.note.editor
    window.keys["edit"].trigger()
    qtbot.waitUntil(note.hasFocus)
    qtbot.keyClicks(note, "qcfm1")
    assert note.toPlainText() == "qcfm1"
    assert not window.keys["mark_quote"].isEnabled() and window.keys["open"].isEnabled()
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.desk.reading.find(made.id).note == "qcfm1")
    assert window.article_page.view.hasFocus() and window.keys["mark_quote"].isEnabled()


def test_what_is_typed_when_the_window_closes_is_saved(window, mark, qtbot):
    made = mark("council", Kind.COMMENT)
    window.article_page.card.note.editor.setPlainText("Ask the clerk")
    window.close()
    session = window.desk.session
    stored = session.run(lambda store, _person, _now: store.annotation(made.id)).result(10)
    assert stored.note == "Ask the clerk"


def test_every_page_of_the_table_can_be_shown(window):
    for page in PAGES:
        window.keys[f"page_{page.id}"].trigger()
        assert window.pages.shown == page.id
    assert len(window.pages.made()) == len(PAGES)


def test_an_action_goes_to_the_page_shown_else_to_the_window(window):
    assert window.target("on_step") == window.article_page.steps.on_step
    assert window.target("on_mark") == window.article_page.marks.on_mark
    window.on_page("queue")
    assert window.target("on_step") == window.pages.page("queue").on_step
    assert window.target("on_undo") == window.on_undo
    assert window.target("on_mark") is None and not window.keys["mark_quote"].isEnabled()


def test_a_failure_is_said_at_the_foot(window, qtbot, tmp_path):
    window.desk.filing.open_file(tmp_path / "missing.docx")
    qtbot.waitUntil(lambda: window.foot.said.text() != "")


def test_the_report_is_written_and_can_be_opened(window, mark, qtbot, tmp_path):
    mark("40 metres", Kind.FACT)
    with qtbot.waitSignal(window.desk.exported):
        window.desk.export(tmp_path / "report.html", "html")
    assert b"40 metres" in (tmp_path / "report.html").read_bytes()
    assert "report.html" in window.foot.said.text() and not window.foot.way_out.isHidden()


def test_a_search_leads_to_the_mark(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    window.article_page.focus_mark("")
    window.side.search.setText("metres")
    qtbot.waitUntil(lambda: window.side.hits.count() > 0 and window.side.hits.isVisible())
    for row in range(window.side.hits.count()):
        window.side.hits.setCurrentRow(row)
        if window.side.hits.currentItem().data(Qt.ItemDataRole.UserRole).annotation == made.id:
            break
    window.side.hits.choose_current()
    qtbot.waitUntil(lambda: window.article_page.focused == made.id)


def test_the_side_lists_the_article_with_what_is_open(window, mark, qtbot):
    mark("40 metres", Kind.FACT)

    def card():
        index = window.side.articles.currentIndex()
        return index.data(Qt.ItemDataRole.AccessibleTextRole) or ""

    qtbot.waitUntil(lambda: "1 of 1 open" in card())


def test_an_empty_store_shows_the_sample_and_a_used_one_its_newest_article(tmp_path, qtbot):
    path = str(tmp_path / "new.db")
    session = Session(lambda: Store.open(path), "Zoë", QtDelivery(), Worker())
    shown: list[str] = []
    show_first(session, shown.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=20_000)
    (sample,) = session.ask(lambda store: store.articles()).result(10)
    assert shown == [sample.id] and sample.draft == 3
    show_first(session, shown.append, lambda error: pytest.fail(str(error)))
    assert shown == [sample.id, sample.id]
    session.close()


def test_mine_is_who_works_at_the_window_now(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    sieve = window.article_page.sieve
    sieve.mine.click()
    assert len(sieve.sift(window.desk.reading)) == 1
    sieve.mine.click()
    window.desk.session.person = Person("somebody", "Bo Lind")
    sieve.mine.click()
    assert sieve.sift(window.desk.reading) == []
