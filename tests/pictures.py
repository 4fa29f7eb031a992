"""The window as it looks, drawn offscreen with the bundled type: `python3 -m tests --pictures`.

Every view is drawn in both themes on the bundled sample, with the clock standing at one morning,
so that the same code draws the same pictures. `tests/pictures/views` holds them at half their
size, for `tests/ui/views.py`, which holds the window to them; README shows some whole.
"""

from __future__ import annotations

import itertools
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.kinds import Kind
from db.records import Article
from db.store import Store
from editor.app import QtDelivery
from editor.commands.annotated import file_annotated, plan
from editor.reading.reader import read_file
from editor.sample import documents, file_sample
from editor.session import Session
from editor.ui import fonts
from editor.ui.palette import Palette
from editor.ui.theme import apply
from editor.ui.window import MainWindow
from editor.work import Worker

HERE = Path(__file__).resolve().parent / "pictures"
SIZE = QSize(1280, 800)
PATIENCE, STILL = 20_000, 400
"""Milliseconds a view may take to be there, and it must not change to be taken as whole."""
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
FOCUSED = "71 million"
ANNOTATED = HERE.parent / "data" / "reading" / "threads.docx"
WHOLE = ("article-light", "queue-light", "annotated-light")
"""What README shows."""
MORNING = 1_803_888_000_000_000_000
"""1 March 2027, 08:00 UTC in nanoseconds: what the clock says first."""


def run(folder: Path = HERE) -> int:
    """Draw every picture into `folder`; returns 0."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1", TZ="UTC", LC_ALL="C.UTF-8")
    time.tzset()
    for name, picture in drawn():
        save(small(picture), folder / "views" / f"{name}.png")
        if name in WHOLE:
            save(picture, folder / f"{name}.png")
    return 0


def drawn() -> Iterator[tuple[str, QImage]]:
    """The name and picture of every view in both themes, and of an annotated copy."""
    app = QApplication([])
    app.setCursorFlashTime(0)
    fonts.load()
    with tempfile.TemporaryDirectory() as folder, standing_still():
        path = str(Path(folder) / "desk.db")
        session = Session(lambda: Store.open(path), "Elif Larsen", QtDelivery(app), Worker())
        try:
            article = session.run(file_sample, documents()).result()
            for theme in THEMES:
                apply(app, theme)
                with shown(session, article) as window:
                    for view in VIEWS:
                        yield f"{view}-{theme}", picture_of(window, view)
            apply(app, THEMES[0])
            with shown(session, article) as window:
                show_annotated(window)
                yield f"annotated-{THEMES[0]}", whole(window)
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


def whole(widget: QWidget) -> QImage:
    """A widget's picture, once it has stopped changing."""
    patience, still, last = QDeadlineTimer(PATIENCE), QDeadlineTimer(STILL), QImage()
    while not still.hasExpired():
        if patience.hasExpired():
            raise TimeoutError(f"{widget.windowTitle()!r} did not come to rest")
        QTest.qWait(50)
        now = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        if now != last:
            last, still = now, QDeadlineTimer(STILL)
    return last


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
