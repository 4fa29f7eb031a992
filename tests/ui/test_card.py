"""The open card: every control named, fields by kind, acts done at once, text saved on leaving."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from db.kinds import Kind, Risk, State
from editor.commands import articles, marks, sources
from editor.ui.card import Card
from editor.ui.chooser import Chooser
from editor.ui.desk import Desk
from editor.ui.pinning import pin_source
from editor.ui.typist import Typist


@pytest.fixture
def desk(session, story, qtbot):
    article, _revision = session.run(articles.import_document, story).result(10)
    made = Desk(session)
    made.show_article(article.id)
    qtbot.waitUntil(lambda: made.reading is not None)
    yield made
    made.close()


@pytest.fixture
def card(desk, qtbot):
    typist = Typist(desk.session)
    made = Card(desk, typist)
    qtbot.addWidget(made)
    made.resize(300, 600)

    def show(reading):
        if made.mark is not None and reading.find(made.mark.id):
            made.show_mark(reading, reading.find(made.mark.id))

    desk.article_read.connect(show)
    yield made
    typist.shut()


def mark(desk, card, qtbot, kind, **fields):
    made, check = desk.session.run(
        marks.mark, desk.reading.article.id, 28, 36, kind, **fields
    ).result(10)
    qtbot.waitUntil(lambda: desk.reading.find(made.id) is not None)
    card.show_mark(desk.reading, made)
    return made, check


def check_now(desk, check):
    return desk.reading.checks[check.id]


def test_every_control_has_a_name(desk, card, qtbot):
    mark(desk, card, qtbot, Kind.QUOTE)
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    controls = [w for w in card.findChildren(QWidget) if isinstance(w, kinds)]
    controls = [w for w in controls if w.objectName() not in ("qt_spinbox_lineedit",)]
    assert len(controls) > 15
    assert [w for w in controls if not (w.accessibleName() or getattr(w, "text", str)())] == []


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (Kind.QUOTE, {"statement", "speaker"}),
        (Kind.CLAIM, {"statement"}),
        (Kind.COMMENT, {"note"}),
        (Kind.CHANGE, {"change", "note"}),
    ],
)
def test_a_kind_has_its_own_fields(desk, card, qtbot, kind, shown):
    mark(desk, card, qtbot, kind)
    fields = {name: getattr(card, name) for name in ("statement", "speaker", "change", "note")}
    assert {name for name, field in fields.items() if not field.isHidden()} == shown
    assert card.head.state.isHidden() == (kind in (Kind.COMMENT, Kind.CHANGE))


def test_a_statement_is_saved_when_the_field_is_left(desk, card, qtbot):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    card.edit()
    card.statement.editor.setPlainText("The pier is 41 metres long")
    assert check_now(desk, check).statement != "The pier is 41 metres long"
    card.commit()
    qtbot.waitUntil(lambda: check_now(desk, check).statement == "The pier is 41 metres long")


def test_going_to_another_mark_saves(desk, card, qtbot):
    made, _check = mark(desk, card, qtbot, Kind.QUOTE)
    card.speaker.editor.setText("The mayor")
    mark(desk, card, qtbot, Kind.COMMENT)
    qtbot.waitUntil(lambda: desk.reading.find(made.id).speaker == "The mayor")


def test_control_enter_saves_and_goes_on(desk, card, qtbot):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    card.statement.editor.setPlainText("In other words")
    with qtbot.waitSignal(card.finished):
        qtbot.keyClick(
            card.statement.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    qtbot.waitUntil(lambda: check_now(desk, check).statement == "In other words")


def test_known_speakers_are_offered(desk, card, qtbot):
    desk.session.run(
        marks.mark, desk.reading.article.id, 0, 5, Kind.QUOTE, speaker="Ada Lund"
    ).result(10)
    qtbot.waitUntil(lambda: len(desk.reading.annotations) == 1)
    mark(desk, card, qtbot, Kind.QUOTE)
    completer = card.speaker.editor.completer()
    completer.setCompletionPrefix("lund")
    assert completer.currentCompletion() == "Ada Lund"


def test_the_state_is_chosen_from_its_pill(desk, card, qtbot):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    card.head.state.click()
    chooser = card.findChild(Chooser)
    chooser.chosen.emit(State.QUERY)
    chooser.close()
    qtbot.waitUntil(lambda: check_now(desk, check).state is State.QUERY)
    assert "query" in card.head.state.accessibleName()


def test_evidence_is_attached_by_the_form_and_removed(desk, card, qtbot):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    card.proof.open_form()
    form = card.proof.form
    assert not form.isHidden()
    form.save.click()
    assert not form.isHidden(), "a source without a name is asked for"
    form.source.setText("  Budget   2022 ")
    form.locator.setText("p. 31")
    form.excerpt.setPlainText("71 million")
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(form.source, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.reading.evidence) == 1)
    (piece,) = desk.reading.proof(check)
    source = desk.reading.sources[piece.source]
    assert (source.name, piece.locator, piece.excerpt) == ("Budget 2022", "p. 31", "71 million")
    desk.session.run(sources.remove_evidence, piece).result(10)
    qtbot.waitUntil(lambda: not desk.reading.evidence)


def test_a_pinned_source_is_attached_at_once(desk, card, qtbot):
    mark(desk, card, qtbot, Kind.FACT)
    pin_source(desk, "Harbour log")
    card.proof.open_form()
    qtbot.waitUntil(lambda: len(desk.reading.evidence) == 1)
    assert card.proof.form.isHidden()


def test_a_reply_is_sent_by_enter_and_the_thread_resolved(desk, card, qtbot):
    mark(desk, card, qtbot, Kind.COMMENT)
    assert card.talk.resolve.isHidden()
    qtbot.keyClicks(card.talk.reply.editor, "Called her")
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(card.talk.reply.editor, Qt.Key.Key_Return)
    assert card.talk.reply.text() == ""
    qtbot.waitUntil(lambda: "Called her" in card.talk.words.text())
    card.talk.resolve.click()
    qtbot.waitUntil(lambda: desk.reading.replies[0].resolved)
    assert card.talk.resolve.text() == "Reopen"
    card.talk.resolve.click()
    qtbot.waitUntil(lambda: not desk.reading.replies[0].resolved)


def test_an_unsent_reply_stays_with_its_mark(desk, card, qtbot):
    made, _check = mark(desk, card, qtbot, Kind.COMMENT)
    qtbot.keyClicks(card.talk.reply.editor, "not yet")
    mark(desk, card, qtbot, Kind.FACT)
    assert card.talk.reply.text() == "" and not desk.reading.replies
    card.show_mark(desk.reading, made)
    assert card.talk.reply.text() == "not yet"


def test_a_change_is_accepted_or_left(desk, card, qtbot):
    made, _check = mark(desk, card, qtbot, Kind.CHANGE, change="one vote")
    assert card.change.text() == "one vote"
    card.accept.click()
    qtbot.waitUntil(lambda: desk.reading.find(made.id).answer == "accepted")
    assert card._answers.isHidden()


@pytest.mark.parametrize(
    ("name", "value"),
    [("risk", Risk.LEGAL), ("priority", 0), ("close", 1_800_000_000_000), ("assignee", "me")],
)
def test_a_field_of_the_check_is_chosen(desk, card, qtbot, name, value):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    value = desk.session.person.id if value == "me" else value
    card.choose(name)
    chooser = card.findChild(Chooser)
    assert chooser.choices_shown()
    chooser.chosen.emit(value)
    chooser.close()
    qtbot.waitUntil(lambda: getattr(check_now(desk, check), name) == value)
    assert card.more.chips[name].isChecked()


def test_tags_and_quote_details_are_chosen_and_typed(desk, card, qtbot):
    made, _check = mark(desk, card, qtbot, Kind.QUOTE)
    card.more_button.click()
    for name, value in (("tags", ("money",)), ("terms", "background"), ("quote_type", "direct")):
        card.choose(name)
        chooser = card.findChild(Chooser)
        chooser.chosen.emit(value)
        chooser.close()
        chooser.deleteLater()
        qtbot.waitUntil(lambda n=name, v=value: getattr(desk.reading.find(made.id), n) == v)
    role = next(field for field in card.more.fields if field.field == "role")
    role.editor.setText("mayor")
    card.commit()
    qtbot.waitUntil(lambda: desk.reading.find(made.id).role == "mayor")
    assert "money" in card.more.chips["tags"].text()


def test_the_history_is_shown_and_hidden(desk, card, qtbot):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    card.show()
    desk.set_state([check.id], State.QUERY)
    qtbot.waitUntil(lambda: check_now(desk, check).state is State.QUERY)
    card.toggle_history()
    qtbot.waitUntil(lambda: "unchecked" in card.more.history.text())
    assert "Ada Moreau" in card.more.history.text()
    card.toggle_history()
    assert card.more.history.isHidden()


def test_flags_say_what_is_unusual(desk, card, qtbot):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    assert card.flags.isHidden()
    desk.edit_check(check, {"risk": Risk.LEGAL, "thin": True})
    qtbot.waitUntil(lambda: card.flags.text() == "legal · thin")


def test_a_cleared_card_is_hidden_and_empty_handed(desk, card, qtbot):
    mark(desk, card, qtbot, Kind.FACT)
    card.clear()
    assert card.isHidden() and card.mark is None and card.check is None


def test_a_bar_is_shown_only_where_there_is_too_little_room(desk, card, qtbot):
    _made, check = mark(desk, card, qtbot, Kind.FACT)
    card.proof.open_form()
    form = card.proof.form
    form.source.setText("The harbour's drawings")
    form.locator.setText("sheet 3")
    form.excerpt.setPlainText("Length over all 40.0 m, without the steps.")
    qtbot.keyClick(form.source, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.reading.evidence) == 1)
    card.show()
    bar = card.findChild(QScrollArea).verticalScrollBar()
    for width in range(280, 400, 4):
        card.resize(width, 90)
        qtbot.waitUntil(bar.isVisible)
        card.resize(width, card.sizeHint().height())
        qtbot.waitUntil(lambda: not bar.isVisible())
        last = card.more_button
        assert last.mapTo(card, last.rect().bottomLeft()).y() < card.height()
