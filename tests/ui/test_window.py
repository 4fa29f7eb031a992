"""The window end to end over a real store: open, mark, set states, undo, go to a passage."""

from __future__ import annotations

from concurrent.futures import Future
from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from db.kinds import Kind, State
from db.store import Store
from editor.app import QtDelivery, first_files
from editor.commands.articles import import_document
from editor.reading import read_file
from editor.session import Session
from editor.ui.pages import PAGES
from editor.ui.window import MainWindow

STORY = (
    "A headline for the harbour\n\n"
    "The pier is 40 metres long. “It opened three times,” said Ada Lund.\n\n"
    "Nobody at the council would say when it will open again.\n"
)


class DirectWorker:
    """Works at once, in the calling thread."""

    def submit(self, function, *args):
        module, name = function.split(":")
        future = Future()
        try:
            future.set_result(getattr(import_module(module), name)(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self):
        pass


@pytest.fixture
def window(tmp_path, qtbot):
    session = Session(
        lambda: Store.open(str(tmp_path / "desk.db")), "Ada Moreau", QtDelivery(), DirectWorker()
    )
    story = tmp_path / "harbour.txt"
    story.write_text(STORY, encoding="utf-8")
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.desk.open_file(story)
    qtbot.waitUntil(lambda: made.desk.reading is not None and made.side.articles.count() == 1)
    yield made
    made.close()
    session.close()


def marks(window):
    return window.desk.reading.annotations


def mark(window, qtbot, words, kind):
    """Mark `words` and wait until the mark is read back and focused."""
    start = window.desk.reading.revision.text.index(words)
    before = len(marks(window))
    window.desk.mark(start, start + len(words), kind)
    qtbot.waitUntil(lambda: len(marks(window)) == before + 1)
    qtbot.waitUntil(window.article_page.card.isEnabled)
    qtbot.waitUntil(lambda: window.desk.reading.find(window.article_page.focused).exact == words)


def state_of(window, row=0):
    return window.desk.reading.state_of(marks(window)[row])


def test_a_mark_is_focused_and_a_digit_sets_its_state(window, qtbot):
    mark(window, qtbot, "40 metres", Kind.FACT)
    assert "40 metres" in window.article_page.card.heading.text()
    window.keys["confirmed"].trigger()
    qtbot.waitUntil(lambda: state_of(window) is State.CONFIRMED)
    assert window.article_page.card.state.currentData() == State.CONFIRMED


def test_without_a_selection_the_sentence_is_marked(window, qtbot):
    for _ in range(30):
        window.article_page.view.moveCursor(QTextCursor.MoveOperation.Right)
    window.keys["mark_claim"].trigger()
    qtbot.waitUntil(lambda: len(marks(window)) == 1)
    assert marks(window)[0].exact.strip() == "The pier is 40 metres long."


def test_undo_and_redo(window, qtbot):
    mark(window, qtbot, "40 metres", Kind.FACT)
    window.keys["undo"].trigger()
    qtbot.waitUntil(lambda: not marks(window))
    assert not window.article_page.card.isEnabled()
    window.keys["redo"].trigger()
    qtbot.waitUntil(lambda: len(marks(window)) == 1)


def test_steps_go_through_the_marks_in_text_order(window, qtbot):
    mark(window, qtbot, "council", Kind.COMMENT)
    mark(window, qtbot, "40 metres", Kind.FACT)
    window.keys["next"].trigger()
    assert window.article_page.focused == marks(window)[1].id
    window.keys["next"].trigger()
    assert window.article_page.focused == marks(window)[1].id
    window.keys["previous"].trigger()
    assert window.article_page.focused == marks(window)[0].id


def test_a_note_typed_in_the_card_is_stored(window, qtbot):
    mark(window, qtbot, "council", Kind.COMMENT)
    window.article_page.card.note.setPlainText("Ask the clerk")
    window.article_page.card.commit()
    qtbot.waitUntil(lambda: marks(window)[0].note == "Ask the clerk")


def test_a_reply_is_stored(window, qtbot):
    mark(window, qtbot, "council", Kind.COMMENT)
    window.article_page.card.reply_sent.emit(window.article_page.focused, "Called her")
    qtbot.waitUntil(lambda: window.article_page.card.replies.text() == "Called her")


def test_suggestions_are_shown_accepted_and_dismissed(window, qtbot):
    window.keys["suggest"].trigger()
    qtbot.waitUntil(lambda: bool(window.article_page.suggestions))
    count = len(window.article_page.suggestions)
    window.keys["accept"].trigger()
    qtbot.waitUntil(lambda: len(marks(window)) == 1)
    assert marks(window)[0].kind is Kind.QUOTE
    assert len(window.article_page.suggestions) == count - 1


def test_the_queue_leads_to_the_passage(window, qtbot):
    mark(window, qtbot, "40 metres", Kind.FACT)
    made = window.article_page.focused
    window.article_page.focused = ""
    window.keys["page_queue"].trigger()
    qtbot.waitUntil(lambda: window.pages.page("queue").selected_ids() != [])
    window.keys["query"].trigger()
    qtbot.waitUntil(lambda: state_of(window) is State.QUERY)
    qtbot.waitUntil(lambda: window.pages.page("queue").selected_ids() != [])
    window.keys["passage"].trigger()
    qtbot.waitUntil(lambda: window.pages.shown == "article" and window.article_page.focused == made)


def test_letters_typed_in_the_card_are_text(window, qtbot):
    mark(window, qtbot, "council", Kind.COMMENT)
    window.article_page.card.note.setFocus()
    qtbot.waitUntil(window.article_page.card.note.hasFocus)
    qtbot.keyClicks(window.article_page.card.note, "qcfm1")
    assert window.article_page.card.note.toPlainText() == "qcfm1"
    assert not window.keys["mark_quote"].isEnabled() and window.keys["open"].isEnabled()
    qtbot.keyClick(window.article_page.card.note, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: marks(window)[0].note == "qcfm1")
    assert window.keys["mark_quote"].isEnabled()


def test_every_page_of_the_table_can_be_shown(window):
    for page in PAGES:
        window.keys[f"page_{page.id}"].trigger()
        assert window.pages.shown == page.id
    assert len(window.pages.made()) == len(PAGES)


def test_an_action_goes_to_the_page_shown_else_to_the_window(window):
    assert window.target("on_step") == window.article_page.on_step
    window.on_page("queue")
    assert window.target("on_step") == window.pages.page("queue").on_step
    assert window.target("on_undo") == window.on_undo
    assert window.target("on_mark") is None and not window.keys["mark_quote"].isEnabled()


def test_a_failure_is_said_in_the_status_bar(window, qtbot, tmp_path):
    window.desk.open_file(tmp_path / "missing.docx")
    qtbot.waitUntil(lambda: window.foot.said.text() != "")


def test_the_report_is_written(window, qtbot, tmp_path):
    mark(window, qtbot, "40 metres", Kind.FACT)
    with qtbot.waitSignal(window.desk.exported):
        window.desk.export(tmp_path / "report.html", "html")
    assert b"40 metres" in (tmp_path / "report.html").read_bytes()


def test_an_empty_store_opens_the_sample_and_a_used_one_does_not(tmp_path, qtbot):
    session = Session(lambda: Store.open(str(tmp_path / "new.db")), "Ada")
    (sample,) = first_files(session)
    assert sample.is_file()
    session.run(import_document, read_file(sample)).result(10)
    assert first_files(session) == []
    session.close()
