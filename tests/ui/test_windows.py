"""Several windows: over a restart they come back, one that is closed is forgotten and freed."""

from __future__ import annotations

import gc
import os
import signal
import weakref

import pytest
from shiboken6 import isValid

from db.kinds import Kind
from db.store import Store
from editor.app import QtDelivery, follow_signals, open_windows
from editor.session import Session
from editor.settings import PersonSettings, WindowState
from editor.ui.memory import Look, Memory
from editor.ui.windows import Windows
from tests.workers import DirectWorker


@pytest.fixture
def start(tmp_path, qtbot):
    """Starts the program's windows on one store and one state file; ends what still runs."""
    running = []

    def begin(empty=False):
        session = Session(
            lambda: Store.open(str(tmp_path / "desk.db")), "Ada", QtDelivery(), DirectWorker()
        )
        own = PersonSettings(tmp_path / "galley.toml")
        memory = Memory(own, WindowState(tmp_path / "window.json"))
        windows = Windows(session, memory)
        running.append(windows)
        open_windows(windows)
        if not empty:
            qtbot.waitUntil(lambda: all(one.desk.reading is not None for one in windows.open))
        return windows

    def end(windows):
        windows.quit()
        windows.session.close()
        running.remove(windows)

    begin.end = end
    yield begin
    for windows in tuple(running):
        end(windows)


@pytest.fixture
def harbour(tmp_path):
    """A long article and another one; their ids, the long one first."""
    session = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada")
    from editor.commands import articles, marks
    from editor.reading.reader import read_text

    made = []
    for words in ("The pier is 40 metres long, the mayor said.", "A short one about a lock."):
        text = f"A headline\n\n{words}\n\n" + "\n\n".join(f"{words} {n}." for n in range(80))
        made.append(session.run(articles.import_document, read_text(text)).result(10)[0].id)
    mark, _check = session.run(marks.mark, made[0], 24, 33, Kind.FACT).result(10)
    session.close()
    return [*made, mark.id]


def shown(windows):
    """Height, page, article, focused mark and place in the text of each window, lowest first."""
    looks = ((one.height(), Look.of(one)) for one in windows.open)
    return sorted((h, a.page, a.article, a.mark, round(a.top / 400)) for h, a in looks)


def test_all_windows_come_back_as_they_were(start, harbour, qtbot):
    long, short, mark = harbour
    windows = start()
    (first,) = windows.open
    first.resize(780, 600)
    first.desk.show_article(short)
    qtbot.waitUntil(lambda: first.desk.reading.article.id == short)
    second = windows.another(first)
    second.resize(700, 500)
    second.article_page.show_passage(long, mark)
    qtbot.waitUntil(lambda: second.desk.reading is not None)
    qtbot.waitUntil(lambda: second.article_page.focused == mark)
    second.article_page.show_top(1200)
    qtbot.waitUntil(lambda: second.article_page.view.seen()[0] > 1100)
    first.on_page("queue")
    before = shown(windows)
    start.end(windows)

    again = start()
    qtbot.waitUntil(lambda: shown(again) == before)
    assert before == [(500, "article", long, mark, 3), (600, "queue", short, "", 0)]


def test_one_closed_while_others_stay_is_forgotten_and_the_last_is_not(start, harbour, qtbot):
    windows = start()
    kept = windows.open[0]
    other = windows.another(kept)
    other.desk.show_article(harbour[0])
    other.keys["close_window"].trigger()
    assert windows.open == [kept]
    kept.desk.show_article(harbour[0])
    qtbot.waitUntil(lambda: kept.desk.reading.article.id == harbour[0])
    kept.close()
    again = start()
    assert [one.desk.reading.article.id for one in again.open] == [harbour[0]]


def test_where_one_went_is_written_down_while_the_program_runs(start, harbour, qtbot):
    windows = start()
    windows._pause.setInterval(1)
    windows.open[0].on_page("closing")
    written = windows.memory.state.path
    qtbot.waitUntil(lambda: written.exists() and '"closing"' in written.read_text("utf-8"))


def used_and_closed(windows, qtbot):
    """Weak references to the parts of a window that was on every page, with dialogs, and closed."""
    window = windows.another(windows.open[0])
    qtbot.waitUntil(lambda: window.desk.reading is not None)
    for page in ("queue", "sources", "drafts", "closing", "report", "article"):
        window.on_page(page)
    for errand in ("on_corrections", "on_details", "on_settings", "on_persons", "on_keys"):
        window.target(errand)()
    window.desk.search("pier")
    window.close()
    parts = (window, window.desk, window.article_page, window.pages.page("queue"), window.keyboard)
    return [weakref.ref(part) for part in parts]


def test_a_window_that_is_closed_holds_and_hears_nothing_more(start, harbour, collector, qtbot):
    windows = start()
    session = windows.session
    heard = (list(session.listeners), list(session.troubles))
    alive = used_and_closed(windows, qtbot)
    assert (session.listeners, session.troubles) == heard
    qtbot.waitUntil(lambda: not any(isValid(one()) for one in alive if one() is not None))
    thresholds = gc.get_threshold()
    gc.set_threshold(1, 1, 1)

    def freed():
        collector.look()
        return not any(one() for one in alive)

    try:
        qtbot.waitUntil(freed)
    finally:
        gc.set_threshold(*thresholds)
    windows.open[0].desk.mark(24, 33, Kind.FACT)
    qtbot.waitUntil(lambda: len(windows.open[0].desk.reading.annotations) >= 1)


def test_the_window_of_an_article_that_is_gone_is_not_opened(start, harbour, tmp_path, qtbot):
    windows = start()
    windows.another(windows.open[0]).desk.show_article(harbour[0])
    qtbot.waitUntil(lambda: windows.open[-1].desk.reading is not None)
    qtbot.waitUntil(lambda: windows.open[-1].desk.reading.article.id == harbour[0])
    start.end(windows)
    from editor.commands import articles

    session = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada")
    gone = session.ask(lambda store: store.article(harbour[0])).result(10)
    session.run(articles.remove_article, gone).result(10)
    session.close()
    assert [one.desk.reading.article.id for one in start().open] == [harbour[1]]


def test_a_desk_left_empty_is_empty_the_next_time(start, harbour, tmp_path, qtbot):
    windows = start()
    (window,) = windows.open
    for _article in harbour[:2]:
        shown = window.desk.reading
        window.keys["remove_article"].trigger()
        qtbot.waitUntil(lambda shown=shown: window.desk.reading is not shown)
    start.end(windows)
    (again,) = start(empty=True).open
    assert again.pages.current() is again.pages.nothing
    assert again.desk.session.ask(lambda store: store.articles()).result(10) == []


@pytest.mark.parametrize(
    "written",
    [None, [], {"geometry": 3}, {"side": ["a"]}, {"top": True}, {"page": None}],
    ids=repr,
)
def test_what_no_window_wrote_is_no_look(written):
    assert Look.read(written) is None


def test_a_look_of_another_store_gives_its_size_only(tmp_path):
    memory = Memory(PersonSettings(tmp_path / "a.toml"), WindowState(tmp_path / "w.json"))
    memory.remember("one", [Look("abc", (200, 600), "queue", "x", "y", 7)], [])
    assert memory.looks("one") == [Look("abc", (200, 600), "queue", "x", "y", 7)]
    assert memory.looks("two") == [Look("abc", (200, 600))]
    for number in range(40):
        memory.remember(f"store {number}", [Look()], [])
    assert len(memory.state.get("windows")) == 20 and memory.looks("store 39") == [Look()]


def test_a_state_file_that_cannot_be_written_is_told_of(start, harbour, monkeypatch, qtbot):
    windows = start()
    (window,) = windows.open

    def full(_self, values):
        raise OSError(28, "No space left on device", "window.json")

    with monkeypatch.context() as patch:
        patch.setattr(WindowState, "set_all", full)
        windows.keep()
        assert "window.json" in window.foot.said.text()
        window.close()
    assert windows.open == []


def test_a_signal_ends_it_as_quitting_does(start, harbour, qtbot):
    windows = start()
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    follow_signals(windows.quit)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: windows.open == [])
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
