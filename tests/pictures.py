"""The window as it looks, drawn offscreen with the bundled type: `python3 -m tests --pictures`.

Every view is drawn in both themes on the bundled sample, with the clock standing at one morning,
so that the same code draws the same pictures. `tests/pictures/views` holds them at half their
size, for `tests/ui/test_views.py`, which holds the window to them; README shows some whole. This
file runs in the darkroom, where every machine draws alike.
"""

from __future__ import annotations

import itertools
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.kinds import Kind
from db.records import Article
from db.store import Store
from editor.app import QtDelivery
from editor.commands.annotated import file_annotated, plan
from editor.commands.articles import import_document
from editor.reading.reader import read_bytes, read_file
from editor.sample import documents, file_sample
from editor.session import Session
from editor.ui import fonts
from editor.ui.palette import Palette
from editor.ui.theme import apply
from editor.ui.window import MainWindow
from editor.work import Worker

HERE = Path(__file__).resolve().parent / "pictures"
SIZE = QSize(1280, 800)
PATIENCE, STILL, SOON = 30_000, 100, 1000
"""Milliseconds a view may take to be there, and it must not change to be taken as whole; a timer
that short is one of something still to come."""
VIEWS = ("article", "queue", "sources", "drafts", "closing", "report", "palette")
THEMES = ("light", "dark")
READY: dict[str, Callable[[Any], bool]] = {
    "article": lambda page: page.coverage.live.ready,
    "queue": lambda page: page.model.numbered and page.pane.context is not None,
    "sources": lambda page: page.detail.facts.count() > 0,
    "drafts": lambda page: page.reading is not None,
    "closing": lambda page: page.sheet is not None,
    "report": lambda page: len(page.preview.toPlainText()) > 1000,
}
"""Whether a page holds what it will show."""
ASKED: set[Future[Any]] = set()
"""What the session's threads and its worker have not answered yet."""
FOCUSED = "71 million"
ANNOTATED = HERE.parent / "data" / "reading" / "threads.docx"
FRESH = """\
The ferry that the harbour board sold twice in one week, and the town that wants it back

By Nora Lindqvist

The board sold the ferry for 1.2 million crowns on Monday, and again on Thursday.

“We were told it was another boat,” said Ada Lund, who signed both papers.
"""
WHOLE = ("article-light", "queue-light", "annotated-light")
"""What README shows."""
MORNING = 1_803_888_000_000_000_000
"""1 March 2027, 08:00 UTC in nanoseconds: what the clock says first."""


def run(folder: Path) -> None:
    """Draw every picture into `folder`."""
    for name, picture in drawn():
        save(small(picture), folder / "views" / f"{name}.png")
        if name in WHOLE:
            save(picture, folder / f"{name}.png")


def drawn() -> Iterator[tuple[str, QImage]]:
    """The name and picture of every view in both themes, and of an annotated copy."""
    app = QApplication([])
    app.setCursorFlashTime(0)
    fonts.load()
    with tempfile.TemporaryDirectory() as folder, standing_still():
        path = str(Path(folder) / "desk.db")
        worker = Worker()
        session = Session(lambda: Store.open(path), "Elif Larsen", QtDelivery(app), worker)
        for part in (session._writer, session._reader, worker):
            watch(part)
        try:
            article = session.run(file_sample, documents()).result()
            for theme in THEMES:
                apply(app, theme)
                with shown(session, article) as window:
                    for view in VIEWS:
                        yield f"{view}-{theme}", picture_of(window, view)
            apply(app, THEMES[0])
            for name, show in OTHERS.items():
                with shown(session, article) as window:
                    show(window)
                    yield f"{name}-{THEMES[0]}", whole(window)
        finally:
            session.close()


@contextmanager
def shown(session: Session, article: Article) -> Iterator[MainWindow]:
    """A window of its own on the sample, one of its marks focused."""
    marks = session.ask(lambda store: store.annotations(article.id)).result()
    fact = next(m for m in marks if m.exact == FOCUSED and m.kind is Kind.FACT)
    window = MainWindow(session)
    window.resize(SIZE)
    window.show()
    window.on_passage_requested(article.id, fact.id)
    until(lambda: window.article_page.coverage.live.ready)
    yield window
    window.close()


@contextmanager
def standing_still() -> Iterator[None]:
    """Time goes on by a microsecond each time it is asked for, and ids follow one another."""
    clock, chance = time.time_ns, secrets.randbits
    ticks, numbers = itertools.count(MORNING, 1_000), itertools.count()
    time.time_ns, secrets.randbits = lambda: next(ticks), lambda _bits: next(numbers)
    try:
        yield
    finally:
        time.time_ns, secrets.randbits = clock, chance


def picture_of(window: MainWindow, view: str) -> QImage:
    """The window with one of `VIEWS` shown."""
    if view != "palette":
        window.on_page(view)
        until(lambda: READY[view](window.pages.page(view)))
        return whole(window)
    window.on_page("article")
    window.keys["palette"].trigger()
    palette = window.findChild(Palette)
    palette.line.setText("mark")
    under, over = whole(window), whole(palette)
    place = palette.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
    painter = QPainter(under)
    painter.drawImage(place, over)
    painter.end()
    palette.close()
    return under


def show_annotated(window: MainWindow) -> None:
    """An author's Word file with 25 comments, answers and tracked changes, as it comes in."""
    session, document = window.desk.session, read_file(ANNOTATED)
    article, _revision, marks = session.run(file_annotated, document, plan(document)).result()
    answered = next(mark for mark in marks if mark.exact == "carried 408 people")
    window.on_passage_requested(article.id, answered.id)
    until(lambda: window.desk.reading is not None and window.desk.reading.article == article)
    until(lambda: window.article_page.coverage.live.ready)


def show_fresh(window: MainWindow) -> None:
    """An article as it has just been pasted: nothing is marked, the headline is long."""
    document = read_bytes(FRESH.encode(), "ferry.txt")
    article, _revision = window.desk.session.run(import_document, document).result()
    window.desk.show_article(article.id)
    until(lambda: window.desk.reading is not None and window.desk.reading.article == article)
    until(lambda: window.article_page.coverage.live.ready)


OTHERS = {"annotated": show_annotated, "fresh": show_fresh}
"""Views of their own, in the light theme."""


def whole(widget: QWidget) -> QImage:
    """A widget's picture, once nothing is under way any more and it has stopped changing."""
    patience, still, last = QDeadlineTimer(PATIENCE), QDeadlineTimer(STILL), QImage()
    while not still.hasExpired():
        if patience.hasExpired():
            raise TimeoutError(f"{widget.windowTitle()!r} did not come to rest")
        QTest.qWait(25)
        if under_way():
            still = QDeadlineTimer(STILL)
            continue
        now = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        if now != last:
            last, still = now, QDeadlineTimer(STILL)
    return last


def under_way() -> bool:
    """Whether a window still waits for the store, the worker or a timer of its own."""
    windows = QApplication.topLevelWidgets()
    timers = [timer for window in windows for timer in window.findChildren(QTimer)]
    return bool(ASKED) or any(timer.isActive() and timer.interval() <= SOON for timer in timers)


def watch(part: Any) -> None:
    """Have what is asked of a thread or worker stand in `ASKED` until it is answered."""
    submit = part.submit

    def submit_watched(*work: Any) -> Future[Any]:
        future: Future[Any] = submit(*work)
        ASKED.add(future)
        future.add_done_callback(ASKED.discard)
        return future

    part.submit = submit_watched


def until(true: Callable[[], bool]) -> None:
    """Wait until something holds."""
    patience = QDeadlineTimer(PATIENCE)
    while not true():
        if patience.hasExpired():
            raise TimeoutError("the window did not show the article")
        QTest.qWait(20)


def small(picture: QImage) -> QImage:
    """Half the size, in fewer colours than the eye needs, which is a quarter of the file."""
    half = picture.scaled(
        picture.size() / 2,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    letters = bytes(value & 0xF8 | value >> 5 for value in range(256))
    data = bytes(half.constBits()).translate(letters)
    return QImage(data, half.width(), half.height(), half.bytesPerLine(), half.format()).copy()


def save(picture: QImage, path: Path) -> None:
    """Write a picture as tightly as PNG can, and say where."""
    path.parent.mkdir(exist_ok=True, parents=True)
    if not picture.save(str(path), "PNG", 0):
        raise OSError(f"could not write {path}")
    print(path, flush=True)


if __name__ == "__main__":
    run(Path(sys.argv[1]))
