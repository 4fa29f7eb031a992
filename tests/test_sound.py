"""The program that plays: it says when there is sound, when that ends, and why there is none."""

from __future__ import annotations

import subprocess
import sys
import wave
from array import array
from pathlib import Path

import miniaudio
import pytest

from editor import sound

PLAYER = [sys.executable, "-I", str(Path(sound.__file__))]


def tape(path, seconds):
    """A file of quiet noise."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8_000)
        out.writeframes(array("h", [n % 50 for n in range(int(8_000 * seconds))]).tobytes())
    return path


def played(*arguments):
    """What is said, and the exit code; standard input stays open until it ended."""
    with subprocess.Popen(
        [*PLAYER, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        said = process.stdout.read().decode().split()
    return said, process.returncode


def test_a_recording_is_played_to_its_end(tmp_path):
    assert played(str(tape(tmp_path / "a.wav", 0.3)), "0.1", "NULL") == (["playing", "ended"], 0)


@pytest.mark.parametrize("name", ["call.m4a", "call.mp3", "none.wav"])
def test_what_cannot_be_decoded_is_said(tmp_path, name):
    if name != "none.wav":
        (tmp_path / name).write_bytes(b"\0\0\0\x20ftypM4A " * 40)
    assert played(str(tmp_path / name), "0", "NULL") == (["format"], 1)


def test_a_place_behind_the_end_ends_at_once(tmp_path):
    said, _code = played(str(tape(tmp_path / "a.wav", 0.2)), "99", "NULL")
    assert said[-1] in ("ended", "format")


def test_it_ends_with_whoever_started_it(tmp_path):
    long = str(tape(tmp_path / "a.wav", 60))
    with subprocess.Popen(
        [*PLAYER, long, "0", "NULL"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"playing\n"
        process.stdin.close()
        assert process.wait(10) == 0


def test_without_the_library_or_a_device_that_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sound, "_watch", lambda: None)
    file = str(tape(tmp_path / "a.wav", 0.2))
    monkeypatch.setattr(miniaudio, "PlaybackDevice", none_there)
    assert sound.main(file, "0") == 1
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    assert sound.main(file, "0") == 1
    assert capsys.readouterr().out == "device\nlibrary\n"


def none_there(**_how):
    raise miniaudio.MiniaudioError("no device")
