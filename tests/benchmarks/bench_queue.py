"""The queue page in the real window, offscreen, beside bare SQL on its file and a bare QTableView.

`GALLEY_BENCH_CHECKS` says how many checks there are. Times are of the wall: what a person waits.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import apsw
from bench_article import program
from bench_store import PAGE, page_by_hand
from filled import CHECKS, filled
from harness import Figure, median, percentile, ratio
from PySide6.QtCore import QAbstractTableModel, QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from db.kinds import State
from db.records import QueueFilter
from editor import wiring
from editor.app import QtDelivery
from editor.ranking import Order
from editor.session import Session
from editor.ui.queue_filters import PAUSE
from editor.ui.queue_model import QueueModel
from editor.ui.queue_page import QueuePage
from editor.ui.window import MainWindow

PATIENCE = 300.0
"""Seconds until something that should happen must have happened."""
SEED, JUMPS = 7, 30
BULK = 10_000
HAND = (
    'INSERT INTO hand (key) SELECT c.key FROM "check" c WHERE c.gone = 0 AND c.key IN'
    " (SELECT rowid FROM check_words WHERE check_words MATCH ?) ORDER BY close, priority, key"
)
"""The numbering of what is typed, written by hand."""
TICK = 5
"""Milliseconds between two ticks that tell how long the window stood still."""
TYPED = "bab"


class BareModel(QAbstractTableModel):
    """As many rows and columns as the queue has, with the same short text in each."""

    def rowCount(self, parent: Any = None) -> int:
        return CHECKS

    def columnCount(self, parent: Any = None) -> int:
        return 8

    def data(self, index: Any, role: int = 0) -> Any:
        return "the pier is forty metres long" if role == 0 else None


@dataclass
class Gaps:
    """How long the interface did not answer, ms, while something went on."""

    found: list[float] = field(default_factory=list)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch while the block runs."""
        timer, clock = QTimer(), QElapsedTimer()

        def tick() -> None:
            self.found.append(clock.nsecsElapsed() / 1e6 - TICK)
            clock.restart()

        timer.setInterval(TICK)
        timer.timeout.connect(tick)
        clock.start()
        timer.start()
        yield
        timer.stop()


@contextmanager
def queue_page() -> Iterator[tuple[QueuePage, Session, apsw.Connection]]:
    """The page on a copy of the filled store, numbered, and a bare connection to the copy."""
    app = program()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "desk.db")
        shutil.copy(filled(), path)
        session = wiring.open_session(path, "Person 7", QtDelivery(app))
        window = MainWindow(session)
        window.resize(1280, 800)
        window.show()
        window.on_page("queue")
        page = window.pages.page("queue")
        assert isinstance(page, QueuePage)
        show(page, QueueFilter())
        bare = apsw.Connection(path)
        try:
            yield page, session, bare
        finally:
            bare.close()
            window.close()
            session.close()


def until(true: Callable[[], bool]) -> float:
    """Serve the window until something holds; how many ms it took.

    Between events it sleeps, as a window does, so that other threads have Python to themselves.
    """
    begun, beat = time.perf_counter(), QTimer()
    beat.start(1)
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError
    return (time.perf_counter() - begun) * 1000


def show(page: QueuePage, wanted: QueueFilter, sort: str = "close") -> float:
    """Show an order until it is numbered; ms until its first rows were painted."""
    return first_painted(page, lambda: page.model.show_order(Order(wanted, sort)))


def first_painted(page: QueuePage, begin: Callable[[], Any]) -> float:
    """Begin something that shows another order; ms until its first rows were painted."""
    model, told = page.model, list[float]()

    def painted() -> None:
        page.table.viewport().repaint()
        told.append((time.perf_counter() - begun) * 1000)

    model.modelReset.connect(painted)
    begun = time.perf_counter()
    begin()
    until(lambda: bool(told) and model.numbered)
    model.modelReset.disconnect(painted)
    return told[0]


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds of some work."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def bare_view() -> QTableView:
    """A QTableView of as many rows; its header is hidden, for Qt's own asks about every row."""
    view = QTableView()
    view.setModel(BareModel(view))
    view.horizontalHeader().hide()
    view.verticalHeader().hide()
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.resize(1000, 600)
    view.show()
    QApplication.processEvents()
    return view


def bench_queue_window() -> list[Figure]:
    """Everything a person waits for at the queue, and how long the window does not answer."""
    figures: list[Figure] = []
    with queue_page() as (page, session, bare):
        view = bare_view()
        paint = median([timed(view.viewport().repaint) for _ in range(9)])
        sql = median([timed(lambda: page_by_hand(bare)) for _ in range(9)])
        figures += first_rows(page, sql + paint)
        figures += anywhere(page, sql + paint, view)
        figures += typing(page, bare, sql + paint)
        figures += selecting(page, view)
        figures += bulk(page, session, bare)
        view.close()
    return figures


def first_rows(page: QueuePage, control: float) -> list[Figure]:
    """From choosing a filter to its first rows, against their SQL and a bare view's frame."""
    states = (State.UNCHECKED, State.CONFIRMED, State.QUERY)
    taken = [show(page, QueueFilter(states=(states[n % 3],))) for n in range(9)]
    show(page, QueueFilter())
    name = f"first rows of {CHECKS:,} on the screen"
    return [ratio(name, median(taken), control, 2, f"(a page is {PAGE} rows)")]


def anywhere(page: QueuePage, control: float, view: QTableView) -> list[Figure]:
    """A jump to any row until the rows there are painted, against a page's SQL and a frame."""
    chance, taken, ours, bare = random.Random(SEED), list[float](), Gaps(), Gaps()
    table, model = page.table, page.model
    for _ in range(JUMPS):
        row = chance.randrange(model.rowCount() - 100)
        begun = time.perf_counter()
        table.verticalScrollBar().setValue(table.verticalHeader().sectionPosition(row))
        until(partial(known, model, row))
        table.viewport().repaint()
        taken.append((time.perf_counter() - begun) * 1000)
    for gaps, shown in ((ours, table), (bare, view)):
        with gaps.watched():
            for _ in range(JUMPS):
                bar = shown.verticalScrollBar()
                bar.setValue(chance.randrange(bar.maximum()))
                wait(50)
    return [
        ratio("rows anywhere on the screen, p50", median(taken), control, 10),
        ratio("rows anywhere on the screen, p95", percentile(taken, 0.95), control, 10),
        *gap_figures("jumping about", ours, bare),
    ]


def known(model: QueueModel, row: int) -> bool:
    """Whether a row is read; asks for it if not."""
    return model.row(row) is not None


def typing(page: QueuePage, bare: apsw.Connection, control: float) -> list[Figure]:
    """From the last key in the text filter to the rows, without the pause waited on purpose."""
    taken, gaps, line = list[float](), Gaps(), page.filters.search
    for _ in range(5):
        for at in range(1, len(TYPED)):
            line.setText(TYPED[:at])
            wait(40)
        with gaps.watched():
            taken.append(first_painted(page, partial(line.setText, TYPED)) - PAUSE)
        first_painted(page, line.clear)
    control += median([timed(partial(found_by_hand, bare)) for _ in range(5)])
    return [
        ratio(
            "last key to rows",
            median(taken),
            control,
            2,
            "(finding them by bare SQL, a page, a frame)",
        ),
        *gap_figures("typing", gaps, idle()),
    ]


def found_by_hand(bare: apsw.Connection) -> None:
    """The same words looked for and numbered in the same order."""
    bare.execute("DROP TABLE IF EXISTS temp.hand")
    bare.execute("CREATE TEMP TABLE hand (n INTEGER PRIMARY KEY, key INTEGER)")
    bare.execute(HAND, (f'"{TYPED}"*',))


def selecting(page: QueuePage, view: QTableView) -> list[Figure]:
    """Everything selected and painted, against a bare view of as many rows."""

    def ours() -> None:
        page.table.clearSelection()
        page.on_all()
        page.table.viewport().repaint()
        QApplication.processEvents()

    def control() -> None:
        view.clearSelection()
        view.selectAll()
        view.viewport().repaint()
        QApplication.processEvents()

    pairs = [(timed(ours), timed(control)) for _ in range(7)]
    mine, bare = median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])
    return [ratio(f"select all {CHECKS:,} and paint", mine, bare, 3)]


def bulk(page: QueuePage, session: Session, bare: apsw.Connection) -> list[Figure]:
    """Ten thousand rows set in one act, seen in the window, against a bare UPDATE of as many."""
    table, model, gaps = page.table, page.model, Gaps()
    table.select_rows([0], 0)
    last = model.columnCount() - 1
    chosen = table.selectionModel().selection()
    chosen.select(model.index(0, 0), model.index(BULK - 1, last))
    table.selectionModel().select(chosen, table.selectionModel().SelectionFlag.ClearAndSelect)
    heard: list[Any] = []
    session.listeners.append(heard.append)
    with gaps.watched():
        page.acts.set_fields({"priority": 1})
        taken = until(lambda: bool(heard))
    session.listeners.remove(heard.append)
    wait(2000)
    keys = [row[0] for row in bare.execute(f'SELECT key FROM "check" ORDER BY key LIMIT {BULK}')]

    def by_hand() -> None:
        with bare:
            bare.executemany('UPDATE "check" SET priority = 2 WHERE key = ?', ((k,) for k in keys))

    return [
        ratio(f"set {BULK:,} in one act with its history", taken, timed(by_hand), 10),
        *gap_figures("setting them", gaps, idle()),
    ]


def wait(ms: float) -> None:
    """Serve the window for a while."""
    end = time.perf_counter() + ms / 1000
    until(lambda: time.perf_counter() > end)


def idle() -> Gaps:
    """The gaps while nothing is done."""
    gaps = Gaps()
    with gaps.watched():
        wait(1000)
    return gaps


def gap_figures(what: str, ours: Gaps, control: Gaps) -> list[Figure]:
    """How much longer than the control's the gaps were."""
    found = []
    for share, limit in ((0.95, 16), (0.99, 50)):
        mine, bare = percentile(ours.found, share), percentile(control.found, share)
        name = f"interface gap, {what}, p{share * 100:.0f}"
        told = f"{mine:.1f} ms against {bare:.1f} ms"
        found.append(Figure(name, max(mine - bare, 0), limit, "ms above", detail=told))
    return found
