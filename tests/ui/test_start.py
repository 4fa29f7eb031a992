"""A start: a frame at once, the store and the article after it, and no key lost on the way."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.errors import Foreign
from db.kinds import Kind
from db.store import Store
from editor.app import Start
from editor.commands import articles, marks
from editor.reading.reader import read_text
from editor.session import Session
from editor.settings import PersonSettings, WindowState
from editor.ui.memory import Memory
from tests.workers import DirectWorker

ROOT = Path(__file__).resolve().parents[2]
TEXT = "A headline\n\nThe pier is 40 metres long, the mayor said. The lock is older."


@pytest.fixture
def place(tmp_path):
    """Where a start finds its store, with one article of two marks in it."""
    session = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada")
    article = session.run(articles.import_document, read_text(TEXT)).result(10)[0]
    for start, end in ((24, 33), (64, 69)):
        session.run(marks.mark, article.id, start, end, Kind.FACT).result(10)
    session.close()
    return tmp_path


@pytest.fixture
def begin(place, qapp, collector):
    """Begins a start that opens its store once `gate` is set; it is ended after the test."""
    begun = []
    signals = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    theme = qapp.property("galley_theme"), qapp.styleSheet(), qapp.palette(), qapp.font()

    def start(store=place / "desk.db", files=(), gate=None):
        memory = Memory(PersonSettings(place / "own.toml"), WindowState(place / "window.json"))

        def opened(deliver):
            if gate is not None:
                gate.wait(10)
            return Session(lambda: Store.open(str(store)), "Ada", deliver, DirectWorker())

        begun.append(Start(qapp, memory, collector, lambda deliver: lambda: opened(deliver), files))
        return begun[-1]

    yield start
    for one in begun:
        one.window.close()
        if not one.refused:
            one.end()
    gc.unfreeze()
    for name, answer in signals.items():
        signal.signal(name, answer)
    qapp.setProperty("galley_theme", theme[0])
    qapp.setStyleSheet(theme[1])
    qapp.setPalette(theme[2])
    qapp.setFont(theme[3])


def ready(start):
    """Whether the article is shown."""
    return start.window.furnished and start.window.desk.reading is not None


def test_a_frame_is_there_before_the_store(begin, qtbot):
    gate = Event()
    start = begin(gate=gate)
    with qtbot.waitSignal(start.window.painted):
        pass
    assert start.window.isVisible() and not start.window.furnished
    gate.set()
    qtbot.waitUntil(lambda: ready(start))
    assert start.window.windowTitle() == "A headline - Galley"


def test_it_stands_where_the_last_window_stood_in_the_same_colours(begin, qapp, qtbot):
    first = begin()
    qtbot.waitUntil(lambda: ready(first))
    first.window.resize(700, 555)
    first.window.splitter.setSizes([300, 400])
    qtbot.waitUntil(lambda: first.window.size().height() == 555)
    first.window.windows.keep()
    first.window.memory.state.set("worn", "dark")
    start = begin()
    assert start.window.height() == 555
    assert qapp.property("galley_theme") == "dark"


def test_keys_pressed_before_there_is_an_article_are_pressed_when_it_is_there(begin, qtbot):
    gate = Event()
    start = begin(gate=gate)
    with qtbot.waitActive(start.window), qtbot.waitSignal(start.window.painted):
        start.window.activateWindow()
    for _ in range(2):
        QTest.keyClick(start.window, Qt.Key.Key_J)
    gate.set()
    qtbot.waitUntil(lambda: ready(start))
    second = start.window.desk.reading.annotations[1].id
    qtbot.waitUntil(lambda: start.window.article_page.focused == second)


def test_a_store_that_is_refused_ends_the_start_with_its_reason(begin, place, qtbot):
    foreign = place / "foreign.db"
    foreign.write_bytes(b"nothing of ours")
    start = begin(foreign)
    qtbot.waitUntil(lambda: not start.window.isVisible())
    with pytest.raises(Foreign):
        start.end()


def test_a_frame_may_be_closed_before_its_store_is_open(begin, qtbot):
    gate = Event()
    start = begin(gate=gate)
    with qtbot.waitSignal(start.window.painted):
        pass
    start.window.close()
    gate.set()
    start.end()
    assert not start.window.furnished


def program(folder, *arguments):
    """The program as a person starts it, with its data in `folder`."""
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WAYLAND_DISPLAY": "none"}
    settings.pop("DISPLAY", None)
    settings |= {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "own")}
    command = [sys.executable, "-m", "editor", *arguments]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)


def test_a_refusal_is_one_sentence_on_the_terminal(tmp_path):
    (tmp_path / "galley").mkdir()
    (tmp_path / "galley" / "galley.db").write_bytes(b"nothing of ours")
    done = program(tmp_path)
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert done.returncode == 1 and len(said) == 1 and said[0].startswith("galley: ")
