"""The text changed in place: everything typed becomes one draft, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from db.kinds import Kind
from editor.commands import articles, marks
from editor.reading.reader import read_text
from editor.ui.drafts_edit import FIELD, DraftEditor, units

STORY = "A weir 😀 story\n\nThe weir\u00a0was built in 1921 for 310,000 crowns. It failed.\n"


@pytest.fixture
def made(session, qtbot):
    """Make an editor over the story's newest draft; a proposal is open on the price."""
    article, revision = session.run(articles.import_document, read_text(STORY)).result(10)
    at = revision.text.index("310,000")
    session.run(marks.mark, article.id, at, at + 7, Kind.CHANGE, change="340,000").result(10)
    parent = QWidget()
    qtbot.addWidget(parent)

    def make():
        found = session.ask(lambda store: store.annotations(article.id)).result(10)
        return DraftEditor(session, revision, found, parent)

    return make


def typed(editor, before, after):
    words = editor.words()
    at = words.index(before)
    cursor = editor.text.textCursor()
    cursor.setPosition(units(words, at))
    cursor.setPosition(units(words, at + len(before)), cursor.MoveMode.KeepAnchor)
    cursor.insertText(after)


def test_what_is_typed_is_told_and_all_other_letters_stay(made, qtbot):
    editor = made()
    assert editor.words() == editor._revision.text
    assert not editor.save.isEnabled()
    typed(editor, "1921", "1922")
    assert editor.save.isEnabled()
    with qtbot.waitSignal(editor.edited) as heard:
        editor.on_save()
    assert heard.args == [editor._revision, editor._revision.text.replace("1921", "1922")]


def test_proposed_wordings_are_put_in(made):
    editor = made()
    assert editor.apply.text() == "Put in 1 proposed wording"
    typed(editor, "A weir", "An old weir")
    editor.on_apply()
    assert "for 340,000 crowns" in editor.words()
    assert editor.apply.isHidden()


def test_what_was_typed_and_not_saved_is_there_again(made, session, qtbot):
    editor = made()
    typed(editor, "1921", "1922")
    article = editor._revision.article
    qtbot.waitUntil(lambda: session.unsaved_get(article, FIELD) is not None)
    editor.on_later()
    again = made()
    assert "1922" in again.words() and "not saved yet" in again.said.text()
    again.on_discard()
    assert session.unsaved_get(article, FIELD) is None
    assert "1921" in made().words()


def test_closing_at_once_keeps_the_last_keys(made, session):
    editor = made()
    typed(editor, "failed", "held")
    editor.reject()
    kept, _base = session.unsaved_get(editor._revision.article, FIELD)
    assert "It held." in kept


def test_nothing_changed_makes_no_draft(made, qtbot):
    editor = made()
    with qtbot.assertNotEmitted(editor.edited):
        editor.on_save()
