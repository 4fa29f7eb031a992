"""A source opened beside a check: seen when looked at, sought in, never run as a program."""

from __future__ import annotations

from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from db.kinds import Kind, State
from editor.commands import sources
from editor.ui.source_beside import seconds, units

VTT = (
    "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ada Lund>It opened once.\n\n"
    "00:00:04.000 --> 00:00:06.000\n<v Ada Lund>It opened twice.\n\n"
    "00:00:20.000 --> 00:00:22.000\n<v Ada Lund>It opened three times 🌉.\n"
)


@pytest.fixture
def tape(window, mark, qtbot):
    """A fact that rests on a recording's transcript, pointed to by the writer, and on a page."""
    made = mark("40 metres", Kind.FACT)
    run = window.desk.session.run
    tape = run(sources.add_source, "recording", "Interview").result(10)
    run(sources.keep_file, tape, "lund.vtt", VTT.encode()).result(10)
    run(sources.attach_source, [made.check], "Interview", "0:04", "", "supports", "author_says")
    page = {"locator": "https://example.org/pier"}
    run(sources.add_source, "web_page", "City page", **page).result(10)
    run(sources.attach_source, [made.check], "City page").result(10)
    reading = lambda: window.desk.reading  # noqa: E731
    qtbot.waitUntil(lambda: len(reading().evidence) == 2)

    def unsee(store, person, now):
        with store.act(person, now, "unsee") as act:
            act.change_all(store.evidence_of(made.check), seen_by="", seen_at=0)

    run(unsee).result(10)
    qtbot.waitUntil(lambda: not any(piece.seen_at for piece in reading().evidence))
    return made


def check(window, made):
    return window.desk.reading.checks[made.check]


def panel(window):
    return window.article_page.beside.panel


def unseen(window):
    sources_ = window.desk.reading.sources
    return {sources_[p.source].name for p in window.desk.reading.evidence if not p.seen_at}


def test_o_opens_each_source_in_turn_and_says_it_was_seen(window, tape, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    assert check(window, tape).state is State.UNCHECKED
    window.keys["open_source"].trigger()
    qtbot.waitUntil(lambda: "opened twice" in panel(window).text.toPlainText())
    assert panel(window).title.text() == "Interview"
    qtbot.waitUntil(lambda: check(window, tape).state is State.CHECKING)
    qtbot.waitUntil(lambda: unseen(window) == {"City page"})
    window.keys["open_source"].trigger()
    assert panel(window).link.text() == "https://example.org/pier" and not panel(window).timed
    panel(window).link.click()
    assert opened == ["https://example.org/pier"]
    qtbot.waitUntil(lambda: unseen(window) == set())
    window.keys["open_source"].trigger()
    assert panel(window).isHidden()
    window.desk.undo()
    qtbot.waitUntil(lambda: unseen(window) == {"City page"})


def test_f7_f8_and_f9_run_and_seek_in_a_transcript(window, tape, qtbot):
    keys = window.keys["play"], window.keys["rewind"], window.keys["forward"]
    assert not any(key.isEnabled() for key in keys)
    window.keys["open_source"].trigger()
    qtbot.waitUntil(lambda: panel(window).timed)
    assert panel(window).clock.text() == "0:00:04", "it opens where the evidence points"
    assert panel(window).text.textCursor().selectedText() == "It opened twice."
    assert all(key.isEnabled() for key in keys)
    window.article_page.view.setFocus()
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F7)
    assert panel(window).clock.text() == "0:00:01"
    assert panel(window).text.textCursor().selectedText() == "It opened once."
    for _ in range(9):
        qtbot.keyClick(window.article_page.view, Qt.Key.Key_F9)
    assert panel(window).clock.text() == "0:00:20", "never beyond the last words"
    assert panel(window).text.textCursor().selectedText() == "It opened three times 🌉."
    panel(window).seek_to(3.9)
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F8)
    assert panel(window).running and panel(window).play.text() == "Pause (F8)"
    qtbot.waitUntil(lambda: panel(window).text.textCursor().selectedText() == "It opened twice.")
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F8)
    assert not panel(window).running
    panel(window).setFocus()
    qtbot.keyClick(panel(window), Qt.Key.Key_Escape)
    assert panel(window).isHidden()


def test_a_kept_file_is_opened_unless_it_could_run(window, tape, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window.keys["open_source"].trigger()
    qtbot.waitUntil(lambda: panel(window).timed)
    panel(window).file.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    with open(opened[0], encoding="utf-8") as copy:
        assert copy.read() == VTT
    source = panel(window).shown.source
    acts = import_module("editor.ui.source_acts")
    monkeypatch.setattr(acts, "HARMLESS", frozenset())
    panel(window).file_wanted.emit(source)
    assert "could run as a program" in window.foot.said.text() and len(opened) == 1


def test_a_writers_pointer_is_seen_by_its_button(window, tape, qtbot):
    proof = window.article_page.card.proof
    seen = [b for b in proof.findChildren(QPushButton) if b.text() == "Seen"]
    assert len(seen) == 2
    seen[0].click()
    qtbot.waitUntil(lambda: len(unseen(window)) == 1)
    qtbot.waitUntil(lambda: check(window, tape).state is State.CHECKING)


def test_without_evidence_it_says_so(window, mark):
    mark("40 metres", Kind.FACT)
    window.keys["open_source"].trigger()
    assert "Nothing is attached" in window.foot.said.text() and panel(window).isHidden()


@pytest.mark.parametrize("how", ["edit", "attach"])
def test_work_on_a_check_sets_it_checking_by_itself(window, mark, qtbot, how):
    made = mark("40 metres", Kind.FACT)
    window.keys["next"].trigger()
    assert check(window, made).state is State.UNCHECKED, "looking at it is no work"
    window.keys[how].trigger()
    qtbot.waitUntil(lambda: check(window, made).state is State.CHECKING)
    window.article_page.view.setFocus()
    window.keys["confirmed"].trigger()
    qtbot.waitUntil(lambda: check(window, made).state is State.CONFIRMED)
    window.keys[how].trigger()
    window.article_page.view.setFocus()
    window.keys["risk"].trigger()
    assert check(window, made).state is State.CONFIRMED


def test_work_in_the_queue_sets_it_checking_too(queue_page, qtbot):
    page = queue_page
    page.marks.on_edit()
    qtbot.waitUntil(lambda: page.model.row(0).check.state is State.CHECKING)


@pytest.mark.parametrize(
    ("code", "wanted"), [("0:04:12.5", 252.5), ("at 4:12", 252), ("1:00:00", 3600), ("p. 7", 0)]
)
def test_time_codes_are_read(code, wanted):
    assert seconds(code) == wanted


def test_places_count_as_qt_counts():
    assert units("a🌉b", 2) == 3
