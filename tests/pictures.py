"""The pictures of the README, made from the bundled sample: `python3 -m tests --pictures`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.store import Store
from editor.app import QtDelivery
from editor.commands.annotated import file_annotated, plan
from editor.reading import read_file
from editor.sample import documents, file_sample
from editor.session import Session
from editor.ui import fonts
from editor.ui.theme import apply
from editor.ui.window import MainWindow
from editor.work import Worker

HERE = Path(__file__).resolve().parent / "pictures"
SIZE = (1280, 800)
PATIENCE = 20_000
"""Milliseconds until something that should appear must have appeared."""
SHOTS = (("article", "light"), ("queue", "light"), ("article", "dark"), ("closing", "dark"))
FOCUSED = "71 million"
ANNOTATED = HERE.parent / "data" / "reading" / "threads.docx"


def run() -> int:
    """Draw every picture anew, offscreen; returns 0."""
    app = QApplication([])
    fonts.load()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "desk.db")
        session = Session(lambda: Store.open(path), "Elif Larsen", QtDelivery(app), Worker())
        try:
            _draw(app, session)
            _draw_annotated(app, session)
        finally:
            session.close()
    return 0


def _draw(app: QApplication, session: Session) -> None:
    article = session.run(file_sample, documents()).result()
    mark = next(
        one
        for one in session.ask(lambda store: store.annotations(article.id)).result()
        if one.exact == FOCUSED
    )
    for page, theme in SHOTS:
        apply(app, theme)
        window = MainWindow(session)
        window.resize(*SIZE)
        window.show()
        window.on_passage_requested(article.id, mark.id)
        _until(lambda window=window: window.desk.reading is not None)
        window.on_page(page)
        QTest.qWait(1500)
        _save(window.grab(), HERE / f"{page}-{theme}.png")
        window.close()


def _draw_annotated(app: QApplication, session: Session) -> None:
    """An author's Word file with 25 comments, answers and tracked changes, as it comes in."""
    document = read_file(ANNOTATED)
    article, _revision, marks = session.run(file_annotated, document, plan(document)).result()
    apply(app, "light")
    window = MainWindow(session)
    window.resize(*SIZE)
    window.show()
    answered = next(mark for mark in marks if mark.exact == "carried 408 people")
    window.on_passage_requested(article.id, answered.id)
    _until(lambda: window.desk.reading is not None)
    QTest.qWait(1500)
    _save(window.grab(), HERE / "annotated-light.png")
    window.close()


def _save(picture: QPixmap, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    if not picture.save(str(path)):
        raise OSError(f"could not write {path}")
    print(path)


def _until(true: Callable[[], bool]) -> None:
    patience = QDeadlineTimer(PATIENCE)
    while not true():
        if patience.hasExpired():
            raise TimeoutError("the window did not show the article")
        QTest.qWait(20)
