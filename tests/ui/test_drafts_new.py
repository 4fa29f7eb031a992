"""What comes in and resembles an article is offered as its next draft."""

from __future__ import annotations

from concurrent.futures import Future
from importlib import import_module

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from db.kinds import Kind
from db.store import Store
from editor.app import QtDelivery
from editor.commands import articles, marks
from editor.reading.reader import read_text
from editor.session import Session
from editor.ui import drafts_new
from editor.ui.desk import Desk
from editor.ui.drafts_new import DraftIntake

STORY = """The Weir That Failed Twice

The weir at Ostrava Mill was built between nineteen rocky outcrops for 310,000 crowns.

“We heard everything collapsing before sunrise,” said Petra Malik, who managed the sawmill.

Councillors promised compensation, according to minutes published afterwards.
"""


class Direct:
    def submit(self, function, *args):
        future = Future()
        module, name = function.split(":")
        future.set_result(getattr(import_module(module), name)(*args))
        return future

    def kill(self):
        pass

    def close(self):
        pass


@pytest.fixture
def session(tmp_path, qtbot):
    path = str(tmp_path / "desk.db")
    opened = Session(lambda: Store.open(path), "Ada Moreau", QtDelivery(), Direct())
    yield opened
    opened.close()


@pytest.fixture
def article(session):
    return session.run(articles.import_document, read_text(STORY)).result(10)[0]


@pytest.fixture
def intake(session, article, qtbot):
    desk, window, view = Desk(session), QWidget(), QWidget()
    qtbot.addWidget(window)
    view.setParent(window)
    desk.show_article(article.id)
    made = DraftIntake(desk, window, view)
    made.desk, made.view = desk, view
    window.show()
    qtbot.waitUntil(lambda: desk.reading is not None)
    yield made
    desk.close()


def counted(session, article):
    question = session.ask(lambda store: (len(store.revisions(article.id)), len(store.articles())))
    return question.result(10)


@pytest.mark.parametrize(
    ("button", "wanted"), [("New draft", (2, 1)), ("File it by itself", (1, 2)), ("Cancel", (1, 1))]
)
def test_a_text_like_an_article_is_asked_about(intake, session, article, qtbot, button, wanted):
    intake.desk.filing.open_text(STORY.replace("310,000", "340,000"))
    qtbot.waitUntil(lambda: intake.question is not None)
    box = intake.question
    qtbot.waitUntil(box.isVisible)
    assert "The Weir That Failed Twice" in box.text()
    next(b for b in box.buttons() if b.text().replace("&", "") == button).click()
    qtbot.waitUntil(lambda: counted(session, article) == wanted)


def test_another_text_is_filed_without_a_question(intake, session, article, qtbot):
    intake.desk.filing.open_text(
        "A tram story.\n\nThe tramway opened yesterday without passengers."
    )
    qtbot.waitUntil(lambda: counted(session, article) == (1, 2))
    assert intake.question is None


def drop(intake, data, kind=QEvent.Type.Drop):
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        kind,
    )
    return intake.eventFilter(intake.view, event)


def test_a_file_dropped_on_the_article_is_its_next_draft(intake, session, article, qtbot, tmp_path):
    path = tmp_path / "next.txt"
    path.write_text(STORY.replace("nineteen", "eighteen"), "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert drop(intake, data, QEvent.Type.DragMove)
    assert drop(intake, data)
    qtbot.waitUntil(lambda: counted(session, article) == (2, 1))


def test_words_dragged_about_in_the_article_are_left_alone(intake, session, article):
    data = QMimeData()
    data.setText("everything collapsing")
    assert not drop(intake, data)
    assert counted(session, article) == (1, 1)


def test_very_many_marks_are_carried_part_by_part_and_it_says_how_far(
    intake, session, article, qtbot, monkeypatch
):
    monkeypatch.setattr(drafts_new, "PART", 2)
    for start in range(0, 50, 10):
        session.run(marks.mark, article.id, start, start + 9, Kind.COMMENT).result(10)
    told = []
    intake.began.connect(told.append)
    with qtbot.waitSignal(intake.added, timeout=10_000) as added:
        intake.from_document(article.id, read_text(STORY.replace("nineteen", "twenty")))
    assert told[1:] == [f"Carrying marks over: {done} of 5" for done in (0, 2, 4)]
    assert len(added.args[0].placed) == 5
