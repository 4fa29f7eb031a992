"""A source opened beside a check: seen when looked at, sought in, never run as a program."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from db.kinds import Kind, State
from editor.commands import sources
from editor.ui.source_beside import seconds, units
from tests.test_sound import tape as tape_of

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
    assert panel(window).link.text() == "https://example.org/pier" and not panel(window).run.wound
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
    qtbot.waitUntil(lambda: panel(window).run.wound)
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
    panel(window).run.seek(3.9)
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F8)
    assert panel(window).run.running and panel(window).play.text() == "Pause (F8)"
    qtbot.waitUntil(lambda: panel(window).text.textCursor().selectedText() == "It opened twice.")
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F8)
    assert not panel(window).run.running
    panel(window).setFocus()
    qtbot.keyClick(panel(window), Qt.Key.Key_Escape)
    assert panel(window).isHidden()


def test_a_kept_file_is_opened_unless_it_could_run(window, tape, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window.keys["open_source"].trigger()
    qtbot.waitUntil(lambda: panel(window).run.wound)
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


@pytest.fixture
def recorded(window, mark, qtbot, tmp_path):
    """A fact that rests on a recording alone, which nobody has heard yet."""
    made = mark("40 metres", Kind.FACT)
    run = window.desk.session.run
    source = run(sources.add_source, "recording", "The tape").result(10)
    data = tape_of(tmp_path / "a.wav", 60).read_bytes()
    run(sources.keep_file, source, "lund.wav", data).result(10)
    run(sources.attach_source, [made.check], "The tape", "0:12").result(10)
    qtbot.waitUntil(lambda: len(window.desk.reading.evidence) == 1)
    panel(window).run.backend = "NULL"
    return made


def test_f8_plays_a_recording_from_where_the_evidence_points(window, recorded, qtbot):
    window.keys["open_source"].trigger()
    qtbot.waitUntil(lambda: panel(window).run.sound is not None)
    assert panel(window).clock.text() == "0:00:12" and panel(window).play.text() == "Play (F8)"
    assert panel(window).text.isHidden()
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: panel(window).run.place() > 12.1)
    assert panel(window).play.text() == "Pause (F8)"
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: panel(window).run.place() > 15)
    window.on_page("queue")
    assert not panel(window).run.running, "the page that is left is quiet"


def test_a_transcript_is_heard_with_the_one_recording_beside_it(window, recorded, qtbot):
    run = window.desk.session.run
    source = run(sources.add_source, "recording", "Its transcript").result(10)
    run(sources.keep_file, source, "lund.vtt", VTT.encode()).result(10)
    run(sources.attach_source, [recorded.check], "Its transcript", "0:04").result(10)
    qtbot.waitUntil(lambda: len(window.desk.reading.evidence) == 2)
    for _ in range(2):
        window.keys["open_source"].trigger()
        if panel(window).title.text() == "Its transcript":
            break
    qtbot.waitUntil(lambda: panel(window).run.sound is not None and panel(window).run.last == 20)
    assert panel(window).clock.text() == "0:00:04"
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: panel(window).run.place() > 4.1)
    assert panel(window).text.textCursor().selectedText() == "It opened twice."


def test_without_a_device_that_is_said(window, recorded, qtbot):
    run = panel(window).run
    run.backend, run._player = "", (sys.executable, "-I", "-c", "print('device')")
    window.keys["open_source"].trigger()
    qtbot.waitUntil(lambda: run.sound is not None)
    qtbot.keyClick(window.article_page.view, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: "no device that plays it" in window.foot.said.text())
    assert not run.running
