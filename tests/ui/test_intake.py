"""Files come into the window: an annotated copy asks first and goes to the queue as decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.store import Store
from editor.app import QtDelivery
from editor.session import Session
from editor.ui.window import MainWindow
from editor.work import Worker

FERRY = Path(__file__).parents[1] / "data" / "reading" / "ferry.docx"


@pytest.fixture
def window(tmp_path, qtbot):
    session = Session(
        lambda: Store.open(str(tmp_path / "desk.db")), "Ada Moreau", QtDelivery(), Worker()
    )
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    session.close()


def open_ferry(window, qtbot):
    window.desk.open_file(FERRY)
    qtbot.waitUntil(lambda: window.intake.dialog is not None, timeout=20_000)
    return window.intake.dialog


def test_an_annotated_copy_is_filed_as_decided_and_undone_at_once(window, qtbot):
    open_ferry(window, qtbot).on_make()
    qtbot.waitUntil(lambda: window.desk.reading is not None)
    reading = window.desk.reading
    assert len(reading.annotations) == 9 and len(reading.checks) == 6
    window.desk.undo()
    qtbot.waitUntil(lambda: window.side.articles.count() == 0)


def test_only_the_text_makes_no_mark(window, qtbot):
    open_ferry(window, qtbot).on_text_only()
    qtbot.waitUntil(lambda: window.desk.reading is not None)
    assert window.desk.reading.annotations == ()


def test_cancel_files_nothing(window, qtbot):
    open_ferry(window, qtbot).reject()
    articles = window.desk.session.ask(lambda store: store.articles()).result(10)
    assert articles == []
