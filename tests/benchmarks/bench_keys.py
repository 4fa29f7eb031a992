"""From a key to its work painted: 400 facts in 6,000 words, on the article page and the queue."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from bench_article import draft, program
from harness import Figure, median, percentile
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.kinds import Kind, State
from db.records import Document
from editor import wiring
from editor.app import QtDelivery
from editor.commands import articles, marks
from editor.ui.queue_page import QueuePage
from editor.ui.window import MainWindow

FACTS, LETTERS = 400, 36_000
ROUNDS, KEYS = 3, 30
REST, PATIENCE = 0.2, 10.0
"""Seconds between two keys, as fast as somebody can look at a fact; and until a key is lost."""
BUSY, QUIET = 0.5, 20.0
"""The load above which a machine is not asked how long something takes by the clock on the wall,
and the seconds that are waited for it to calm down."""


class Taken(NamedTuple):
    """Milliseconds from a key to its work painted: by the clock, and of all threads together."""

    wall: float
    work: float


def bench_keys() -> list[Figure]:
    """Steps and states; the clock counts only where nothing else runs, so the load is told."""
    with tempfile.TemporaryDirectory() as folder, four_hundred(folder) as window:
        figures = told("the open card", [step(window) for _ in rounds()])
        figures += told("the state of a fact", [states(window) for _ in rounds()])
        window.on_page("queue")
        queue = window.pages.page("queue")
        assert isinstance(queue, QueuePage)
        serve(lambda: queue.model.numbered and queue.table.current_row() >= 0)
        figures += told("the next row of the queue", [rows(window, queue) for _ in rounds()])
        figures += told("the state of a row", [row_states(window, queue) for _ in rounds()])
    return figures


def rounds() -> Iterator[int]:
    """As many as are measured, each once the machine is quiet or does not get quiet."""
    for number in range(ROUNDS):
        waited = time.monotonic() + (QUIET if not number else 0)
        while os.getloadavg()[0] > BUSY and time.monotonic() < waited:
            time.sleep(1)
        yield number


def told(what: str, measured: list[list[Taken]]) -> list[Figure]:
    """The median of the rounds' 95th percentiles, by the clock and in work."""
    load = f"load {os.getloadavg()[0]:.1f}, {ROUNDS} rounds of {KEYS}"

    def high(side: int) -> float:
        return median([percentile([one[side] for one in taken], 0.95) for taken in measured])

    usual = median([one.wall for taken in measured for one in taken])
    return [
        Figure(f"key to {what}, p95 by the clock", high(0), 50, "ms", detail=load),
        Figure(f"key to {what}, p95 of work", high(1), 50, "ms", detail=f"median {usual:.1f} ms"),
    ]


def step(window: MainWindow) -> list[Taken]:
    """J: the next mark's card is open."""
    page = window.article_page
    shown = (page.view.viewport(), page.margin, page.card)
    return [pressed(window, "next", lambda: True, shown) for _ in range(KEYS)]


def states(window: MainWindow) -> list[Taken]:
    """1 and 5: the card, the margin and the text say the state that the store has."""
    page = window.article_page
    shown = (page.view.viewport(), page.margin, page.card)

    def set_to(state: State) -> Taken:
        def there() -> bool:
            return page.card.check is not None and page.card.check.state is state

        return pressed(window, state, there, shown)

    return [set_to((State.CONFIRMED, State.QUERY)[number % 2]) for number in range(KEYS)]


def rows(window: MainWindow, queue: QueuePage) -> list[Taken]:
    """Down: the next row is the current one, with its context beside it."""

    def down() -> Taken:
        before = queue.pane.context
        return pressed(window, "next", lambda: queue.pane.context is not before, _parts(queue))

    return [down() for _ in range(KEYS)]


def row_states(window: MainWindow, queue: QueuePage) -> list[Taken]:
    """1: the row has left the queue of what is open, or says its state."""

    def settle() -> Taken:
        (check,) = queue.selected_ids()

        def there() -> bool:
            found = [queue.model.row(number) for number in queue.model.rows_of([check])]
            return not found or any(row and row.check.state is State.CONFIRMED for row in found)

        return pressed(window, "confirmed", there, _parts(queue))

    return [settle() for _ in range(KEYS)]


def _parts(queue: QueuePage) -> tuple[QWidget, ...]:
    return (queue.table.viewport(), queue.pane)


def pressed(
    window: MainWindow, key: str, there: Callable[[], bool], shown: tuple[QWidget, ...]
) -> Taken:
    """One key, some time after the one before, until its work is `there` and `shown` painted."""
    rested = time.perf_counter() + REST
    serve(lambda: time.perf_counter() > rested)
    wall, work = time.perf_counter(), time.process_time()
    window.keys[key].trigger()
    serve(there)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for widget in shown:
        widget.repaint()
    return Taken((time.perf_counter() - wall) * 1000, (time.process_time() - work) * 1000)


def serve(there: Callable[[], bool]) -> None:
    """Serve the window until something holds."""
    beat, last = QTimer(), time.perf_counter() + PATIENCE
    beat.start(1)
    while not there():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > last:
            raise TimeoutError


@contextmanager
def four_hundred(folder: str) -> Iterator[MainWindow]:
    """A window on an article with 400 facts, all of them read."""
    program()
    session = wiring.open_session(f"{folder}/desk.db", "Ada", QtDelivery())
    text = draft(LETTERS)
    document = Document(
        text.text,
        text.blocks,
        headline="Four hundred facts",
        format="text",
        reader="text",
        original=text.text.encode(),
    )
    article, _made = session.run(articles.import_document, document).result()
    for number in range(FACTS):
        at = number * (len(text.text) // FACTS)
        session.run(marks.mark, article.id, at, at + 12, Kind.FACT).result()
    window = MainWindow(session)
    window.resize(1280, 800)
    window.show()
    window.desk.show_article(article.id)
    serve(lambda: window.desk.reading is not None)
    yield window
    window.close()
    session.close()
