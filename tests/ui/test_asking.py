"""Questions asked from the page one works on, reworded and taken back; replies too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.kinds import Kind, State
from tests.ui.hands import popup


def queries(window):
    article = window.desk.reading.article.id
    return window.desk.session.ask(lambda store: store.queries(article)).result(10)


def undo(window, qtbot, undone):
    window.desk.undo()
    qtbot.waitUntil(undone)


def put(window, asking, qtbot, text):
    """Ask Mara Ellingsen, in the line at the foot of the page."""
    window.keys["ask"].trigger()
    field = popup(qtbot).field
    qtbot.keyClicks(field, "Mara Ellingsen")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(asking.line.field.hasFocus)
    qtbot.keyClicks(asking.line.field, text)
    qtbot.keyClick(asking.line.field, Qt.Key.Key_Return)


def test_a_question_is_asked_about_the_focused_mark(window, mark, qtbot):
    made = mark("40 metres", Kind.FACT)
    put(window, window.article_page.asking, qtbot, "Who measured it?")
    qtbot.waitUntil(lambda: len(queries(window)) == 1)
    (asked,) = queries(window)
    assert (asked.number, asked.addressee, asked.question) == (
        1,
        "Mara Ellingsen",
        "Who measured it?",
    )
    assert asked.annotations == (made.id,)
    state = lambda: window.desk.reading.checks[made.check].state  # noqa: E731
    qtbot.waitUntil(lambda: state() is State.QUERY)
    assert window.article_page.asking.line.isHidden()
    undo(window, qtbot, lambda: not queries(window) and state() is State.UNCHECKED)


def test_without_a_mark_nothing_is_asked(window):
    window.keys["ask"].trigger()
    assert "Choose a mark first" in window.foot.said.text()


@pytest.fixture
def asked(window, mark, qtbot):
    """A question about both selected rows of the queue."""
    for words in ("40 metres", "council"):
        mark(words, Kind.FACT)
    window.keys["page_queue"].trigger()
    queue = window.pages.page("queue")
    qtbot.waitUntil(lambda: queue.model.rowCount() == 2 and queue.pane.context is not None)
    window.keys["all"].trigger()
    put(window, queue.asking, qtbot, "Who says so?")
    qtbot.waitUntil(lambda: len(queries(window)) == 1)
    return queries(window)[0]


def test_a_question_is_asked_about_all_selected_rows(window, asked, qtbot):
    assert set(asked.annotations) == {mark.id for mark in window.desk.reading.annotations}
    queue = window.pages.page("queue")
    qtbot.waitUntil(lambda: queue.model.row(0).check.state is State.QUERY)


def test_a_question_is_reworded_and_taken_back(window, asked, qtbot):
    window.keys["page_closing"].trigger()
    page = window.pages.page("closing")
    qtbot.waitUntil(lambda: page.queries.list.count() == 2)
    reword, back = page.queries.query_menu(asked).actions()
    reword.trigger()
    qtbot.waitUntil(page.line.field.hasFocus)
    assert page.line.field.text() == "Who says so?"
    page.line.field.setText("Who says so, and when?")
    qtbot.keyClick(page.line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: queries(window)[0].question == "Who says so, and when?")
    undo(window, qtbot, lambda: queries(window)[0].question == "Who says so?")
    back = page.queries.query_menu(queries(window)[0]).actions()[1]
    back.trigger()
    qtbot.waitUntil(lambda: queries(window) == [])
    undo(window, qtbot, lambda: len(queries(window)) == 1)


def test_ones_own_reply_is_reworded_and_taken_back(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    talk = window.article_page.card.talk
    assert talk.own.isHidden()
    window.desk.reply(window.article_page.focused, "Called her")
    texts = lambda: [reply.text for reply in window.desk.reading.replies]  # noqa: E731
    qtbot.waitUntil(lambda: texts() == ["Called her"] and not talk.own.isHidden())
    reword, _back = talk.own_menu().actions()
    reword.trigger()
    qtbot.waitUntil(talk.rewording.editor.hasFocus)
    assert talk.rewording.text() == "Called her"
    qtbot.keyClicks(talk.rewording.editor, " twice")
    qtbot.keyClick(talk.rewording.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts() == ["Called her twice"])
    assert talk.rewording.isHidden()
    undo(window, qtbot, lambda: texts() == ["Called her"])
    talk.own_menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: texts() == [] and talk.own.isHidden())
    undo(window, qtbot, lambda: texts() == ["Called her"])


def test_somebody_elses_reply_is_left_alone(window, mark, qtbot):
    mark("40 metres", Kind.FACT)
    focused = window.article_page.focused

    def reply(store, _person, now):
        from editor.commands.marks import reply
        from editor.commands.people import add_person

        return reply(store, add_person(store, "Bo Ek", now).id, now, focused, "Not so")

    window.desk.session.run(reply).result(10)
    talk = window.article_page.card.talk
    qtbot.waitUntil(lambda: "Not so" in talk.words.text())
    assert talk.own.isHidden()
