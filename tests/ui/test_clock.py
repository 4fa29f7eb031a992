"""A recording's place goes on with its sound; without any it is said why, and a transcript runs."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject

from editor.ui.clock import WHY, Clock
from tests.test_sound import tape


@pytest.fixture
def clock(qtbot):
    parent = QObject()
    made = Clock(parent)
    made.backend = "NULL"
    yield made
    made.stop()


def says(*words):
    """A player that says words and stays."""
    told = "".join(f"print({word!r}, flush=True);" for word in words)
    return (sys.executable, "-I", "-c", f"{told}import sys; sys.stdin.read()")


def test_a_recording_is_played_paused_and_gone_back_in(clock, tmp_path, qtbot):
    clock.wind(tape(tmp_path / "a.wav", 60), None)
    assert clock.wound and not clock.running
    clock.seek(20.0)
    with qtbot.waitSignal(clock.heard):
        clock.run()
    qtbot.waitUntil(lambda: clock.place() > 20.1)
    with qtbot.waitSignal(clock.heard):
        clock.seek(clock.place() - 3)
    assert clock.running and 17.0 < clock.place() < 18.0
    clock.stop()
    stood = clock.place()
    assert not clock.running and clock.place() == stood
    clock.seek(-5.0)
    assert clock.place() == 0.0 and not clock.running


def test_it_stops_at_the_end(clock, tmp_path, qtbot):
    clock.wind(tape(tmp_path / "a.wav", 0.3), None)
    clock.run()
    assert clock.running
    qtbot.waitUntil(lambda: not clock.running)
    assert clock.place() > 0.2


@pytest.mark.parametrize("word", WHY)
def test_without_sound_it_is_said_and_a_transcript_runs_on(qtbot, tmp_path, word):
    parent = QObject()
    clock = Clock(parent, says(word))
    clock.wind(tmp_path / "a.wav", 30.0)
    with qtbot.waitSignal(clock.told) as told:
        clock.run()
    assert told.args == [WHY[word]]
    qtbot.waitUntil(lambda: clock.place() > 0)
    assert clock.running
    clock.wind(tmp_path / "a.wav", None)
    with qtbot.waitSignal(clock.told):
        clock.run()
    assert not clock.running


def test_a_player_that_cannot_be_started_is_told(qtbot, tmp_path):
    parent = QObject()
    clock = Clock(parent, (str(tmp_path / "none"),))
    clock.wind(tmp_path / "a.wav", None)
    with qtbot.waitSignal(clock.told) as told:
        clock.run()
    assert told.args == [WHY["library"]] and not clock.running


def test_a_player_that_is_let_go_says_nothing_more(qtbot, tmp_path):
    parent = QObject()
    clock = Clock(parent, says("playing", "ended"))
    clock.wind(tmp_path / "a.wav", None)
    clock.run()
    clock.stop()
    assert not clock.running and clock.place() == 0.0


@pytest.mark.parametrize("line", [None, 30.0])
def test_a_player_that_ends_without_a_word_is_told(qtbot, tmp_path, line):
    parent = QObject()
    player = (sys.executable, "-I", "-c", "print('playing', flush=True)")
    clock = Clock(parent, player)
    clock.wind(tmp_path / "a.wav", line)
    with qtbot.waitSignal(clock.told) as told:
        clock.run()
    assert told.args == [WHY["library"]] and clock.running is (line is not None)
    clock.stop()
