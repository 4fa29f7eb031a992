"""The card: typed text is never lost, and every control has a name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from db.kinds import Kind, State
from db.records import Annotation, Check, Reply
from editor.ui.card import Card

CHECK = Check("c1", "a1", Kind.QUOTE, "The pier is 40 metres long")
QUOTE = Annotation("n1", "a1", Kind.QUOTE, "“40 metres”", note="ask", speaker="Mayor", check="c1")
COMMENT = Annotation("n2", "a1", Kind.COMMENT, "pier")


@pytest.fixture
def card(qtbot):
    made = Card()
    qtbot.addWidget(made)
    made.edits = []
    made.annotation_edited.connect(lambda mark, fields: made.edits.append((mark.id, fields)))
    made.check_edited.connect(lambda check, fields: made.edits.append((check.id, fields)))
    made.reply_sent.connect(lambda mark, text: made.edits.append((mark, text)))
    made.show_mark(QUOTE, CHECK)
    made.show()
    return made


def test_every_control_has_a_name(card):
    kinds = (QLineEdit, QPlainTextEdit, QComboBox)
    controls = [w for kind in kinds for w in card.findChildren(kind)]
    assert len(controls) == 6
    assert all(control.accessibleName() for control in controls)


def test_a_comment_has_no_check_fields(card):
    card.show_mark(COMMENT, None)
    hidden = (card.statement, card.state, card.risk, card.speaker)
    assert all(widget.isHidden() for widget in hidden)
    assert not card.note.isHidden()


def test_showing_a_mark_edits_nothing(card):
    card.show_mark(COMMENT, None)
    card.clear()
    assert card.edits == []


def test_esc_keeps_the_text_and_goes_back(card, qtbot):
    qtbot.keyClicks(card.speaker, "!")
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(card.speaker, Qt.Key.Key_Escape)
    assert card.speaker.text() == "Mayor!"
    assert card.edits == [("n1", {"speaker": "Mayor!"})]


def test_ctrl_enter_commits_once(card, qtbot):
    card.statement.setPlainText("The pier is 41 metres long")
    qtbot.keyClick(card.statement, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    card.commit()
    assert card.edits == [("c1", {"statement": "The pier is 41 metres long"})]


def test_going_to_another_mark_commits(card):
    card.note.setPlainText("asked twice")
    card.show_mark(COMMENT, None)
    assert card.edits == [("n1", {"note": "asked twice"})]
    assert card.note.toPlainText() == ""


def test_news_of_the_same_mark_leaves_typed_text(card):
    card.note.setPlainText("half a thou")
    card.show_mark(replace(QUOTE, note="theirs", speaker="The mayor", version=2), CHECK)
    assert card.note.toPlainText() == "half a thou"
    assert card.speaker.text() == "The mayor"
    assert card.edits == []


def test_an_edit_carries_the_record_it_started_from(card):
    seen = []
    card.annotation_edited.connect(lambda mark, fields: seen.append(mark.version))
    card.note.setPlainText("mine")
    card.show_mark(replace(QUOTE, note="theirs", version=2), CHECK)
    card.commit()
    assert seen == [1]


def test_choosing_a_state_is_an_edit(card):
    card.state.setCurrentIndex(card.state.findData(State.QUERY))
    card.state.activated.emit(card.state.currentIndex())
    assert card.edits == [("c1", {"state": State.QUERY})]


def test_a_reply_is_sent_by_enter_and_kept_for_its_mark_otherwise(card, qtbot):
    qtbot.keyClicks(card.reply, "not yet")
    card.show_mark(COMMENT, None)
    assert card.reply.text() == "" and card.edits == []
    card.show_mark(QUOTE, CHECK, [Reply("r1", "n1", "p1", "an earlier one", 5)])
    assert card.reply.text() == "not yet"
    assert card.replies.text() == "an earlier one"
    qtbot.keyClick(card.reply, Qt.Key.Key_Return)
    assert card.edits == [("n1", "not yet")]
    assert card.reply.text() == ""
