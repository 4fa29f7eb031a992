"""A session of Qt's own delivery on a fresh store, and marks in a short story."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind, Kind
from db.records import Block, Document
from db.store import Store
from editor.app import QtDelivery
from editor.commands import articles, marks
from editor.session import Session
from editor.ui.desk import Desk
from editor.ui.queue_page import QueuePage
from editor.ui.rubbish import Collector
from editor.ui.window import MainWindow
from tests.workers import DirectWorker

TEXT = "A headline for the harbour\n\nThe pier is 40 metres long, the mayor said."
STORY = Document(
    TEXT,
    (Block(0, 26, BlockKind.HEADLINE), Block(28, len(TEXT))),
    headline="A headline for the harbour",
    format="text",
    reader="text",
    original=TEXT.encode(),
)


@pytest.fixture(scope="package", autouse=True)
def collector(qapp):
    """Rubbish is collected as in the program: never on a store's thread."""
    made = Collector(share=1)
    yield made
    made.stop()


@pytest.fixture
def session(tmp_path, qtbot):
    opened = Session(lambda: Store.open(str(tmp_path / "desk.db")), "Ada Moreau", QtDelivery())
    yield opened
    opened.close()


@pytest.fixture
def worker():
    """The worker of `working`: at once, or when it is told to."""
    return DirectWorker()


@pytest.fixture
def working(tmp_path, qtbot, worker):
    """A session that can read and write files: its worker is `worker`."""
    path = str(tmp_path / "desk.db")
    opened = Session(lambda: Store.open(path), "Ada Moreau", QtDelivery(), worker)
    yield opened
    opened.close()


@pytest.fixture
def shown(session, qtbot):
    """Shows a page of a class on a desk of its own, active, and refreshed with every change."""
    desks = []

    def show(page_class, width, height):
        desk = Desk(session)
        desks.append(desk)
        page = page_class(session, desk)
        page.desk = desk
        desk.changed.connect(lambda _change: page.refresh())
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield show
    for desk in desks:
        desk.close()


@pytest.fixture
def add_marks(session):
    """Make a new article and a fact mark of 8 letters at each place; (mark, check) of each."""

    def add(places):
        article, _revision = session.run(articles.import_document, STORY).result(10)
        return [
            session.run(marks.mark, article.id, at, at + 8, Kind.FACT).result(10) for at in places
        ]

    return add


@pytest.fixture
def story():
    """The document that `add_marks` files."""
    return STORY


@pytest.fixture
def queue_page(shown, add_marks, qtbot):
    """A page over six facts of one article, in text order and all open."""
    made = add_marks(range(28, 34))
    page = shown(QueuePage, 1200, 700)
    page.made = made
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6 and page.model.numbered)
    qtbot.waitUntil(lambda: page.pane.context is not None)
    page.table.setFocus()
    yield page
    page.shut()


HARBOUR = (
    "A headline for the harbour\n\n"
    "The pier is 40 metres long. “It opened three times,” said Ada Lund.\n\n"
    "Nobody at the council would say when it will open again.\n"
)


@pytest.fixture
def window(working, tmp_path, qtbot):
    file = tmp_path / "harbour.txt"
    file.write_text(HARBOUR, encoding="utf-8")
    made = MainWindow(working)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.desk.filing.open_file(file)
    qtbot.waitUntil(lambda: made.desk.reading is not None and made.side.articles.count() == 1)
    yield made
    made.close()


@pytest.fixture
def mark(window, qtbot):
    """Marks words of the window's article, and waits until the mark is read back and focused."""

    def make(words, kind):
        start = window.desk.reading.revision.text.index(words)
        known = set(window.desk.reading.by_id)
        window.desk.mark(start, start + len(words), kind)
        qtbot.waitUntil(lambda: set(window.desk.reading.by_id) > known)
        (new,) = set(window.desk.reading.by_id) - known
        qtbot.waitUntil(lambda: window.article_page.focused == new)
        return window.desk.reading.find(new)

    return make
