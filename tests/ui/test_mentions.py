"""People are addressed by @ in a reply, offered while typed, and find what is theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from db.kinds import Kind
from db.records import Person
from editor.commands.people import add_person
from editor.ui.mentions import addressed

ADA, BEN = Person("a", "Ada Moreau", "AM"), Person("b", "Ben O’Neil", "BO")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("@Ada Moreau please", {"a"}),
        ("ask @ben o’neil, @AM", {"a", "b"}),
        ("mail ada@moreau.org or a@BO", set()),
        ("@Ada Moreaux @BOB", set()),
        ("@@BO", set()),
    ],
)
def test_who_is_addressed(text, wanted):
    assert addressed(text, [ADA, BEN]) == wanted


@pytest.fixture
def thread(window, mark, qtbot):
    window.desk.session.run(lambda store, _person, now: add_person(store, "Ben Ortega", now))
    mark("council", Kind.COMMENT)
    mark("40 metres", Kind.FACT)
    qtbot.waitUntil(lambda: len(window.desk.reading.persons) == 2)
    talk = window.article_page.card.talk
    window.keys["reply"].trigger()
    qtbot.waitUntil(talk.reply.editor.hasFocus)
    return talk


def test_a_name_is_offered_and_enter_takes_it_before_it_sends(window, thread, qtbot):
    line, mentions = thread.reply.editor, thread.mentions
    qtbot.keyClicks(line, "Is it so, @or")
    qtbot.waitUntil(mentions.popup.isVisible)
    assert (
        mentions._names.stringList() == ["Ben Ortega"] and mentions.popup.currentIndex().row() == 0
    )
    qtbot.keyClick(mentions.popup, Qt.Key.Key_Return)
    assert line.text() == "Is it so, @Ben Ortega " and not mentions.popup.isVisible()
    assert window.desk.reading.replies == ()
    qtbot.keyClicks(line, "or not?")
    assert not mentions.popup.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.desk.reading.replies) == 1)
    assert window.desk.reading.replies[0].text == "Is it so, @Ben Ortega or not?"


def test_nobody_of_that_name_is_offered_nothing(thread, qtbot):
    qtbot.keyClicks(thread.reply.editor, "@zz")
    assert not thread.mentions.popup.isVisible()
    qtbot.keyClicks(thread.reply.editor, " mail a@b")
    assert not thread.mentions.popup.isVisible()


def test_mine_shows_the_marks_whose_open_threads_address_me(window, thread, qtbot):
    page, reading = window.article_page, lambda: window.desk.reading
    ben = next(p for p in reading().persons.values() if p.name == "Ben Ortega")
    thread.reply.editor.setText("@Ben Ortega, by phone?")
    thread.send()
    qtbot.waitUntil(lambda: len(reading().replies) == 1)
    sieve = page.sieve
    sieve.set(replace(sieve.wanted, mine=ben.id))
    assert [mark.exact for mark in sieve.sift(reading())] == ["40 metres"]
    window.keys["resolve"].trigger()
    qtbot.waitUntil(lambda: sieve.sift(reading()) == [])
    window.desk.undo()
    qtbot.waitUntil(lambda: len(sieve.sift(reading())) == 1)


def test_the_queue_offers_them_too(queue_page, qtbot):
    queue_page.marks.on_reply()
    qtbot.keyClicks(queue_page.pane.reply.editor, "@ada")
    qtbot.waitUntil(queue_page.pane.mentions.popup.isVisible)
    qtbot.keyClick(queue_page.pane.mentions.popup, Qt.Key.Key_Tab)
    assert queue_page.pane.reply.text() == "@Ada Moreau "
