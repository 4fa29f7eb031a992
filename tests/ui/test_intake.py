"""Things come into the window: annotated copies, drops, the clipboard, parts, fact sheets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from db.kinds import BlockKind, State
from db.store import Store
from editor.app import QtDelivery
from editor.session import Session
from editor.ui.dialogs.annotated import AnnotatedDialog
from editor.ui.dialogs.fact_sheet import FactSheetDialog
from editor.ui.dialogs.parts import PartsDialog
from editor.ui.window import MainWindow
from editor.work import Worker

DATA = Path(__file__).parents[1] / "data" / "reading"
STORY = (
    "The pier opens\n\nThe pier opened in 1931. It cost 48 million kronor in all.\n\n"
    "The mayor was absent on the day of the opening.\n"
)
WAIT = 20_000
"""Milliseconds for the worker process to start on a loaded machine."""


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


@pytest.fixture
def story(tmp_path, window, qtbot):
    """A window that shows a short story."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    window.intake.open_files([path])
    shown(window, qtbot, "The pier opens")
    return window


def shown(window, qtbot, headline):
    qtbot.waitUntil(
        lambda: (
            window.desk.reading is not None and window.desk.reading.article.headline == headline
        ),
        timeout=WAIT,
    )
    return window.desk.reading


def asked(window, qtbot, kind):
    qtbot.waitUntil(lambda: isinstance(window.intake.dialog, kind), timeout=WAIT)
    return window.intake.dialog


def dropped(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(QPoint(5, 5), *held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(5, 5), *held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, event)
    return enter.isAccepted() and event.isAccepted()


def test_an_annotated_copy_is_filed_as_decided_and_undone_at_once(window, qtbot):
    window.intake.open_files([DATA / "ferry.docx"])
    asked(window, qtbot, AnnotatedDialog).on_make()
    reading = shown(window, qtbot, "The Ferry That Ran on Time")
    assert len(reading.annotations) == 9 and len(reading.checks) == 6
    window.desk.undo()
    qtbot.waitUntil(lambda: window.side.articles.count() == 0)


def test_tracked_changes_are_painted_answered_and_put_back(window, qtbot):
    window.intake.open_files([DATA / "ferry.docx"])
    asked(window, qtbot, AnnotatedDialog).on_make()
    reading = shown(window, qtbot, "The Ferry That Ran on Time")
    page = window.article_page
    changed, added = (
        next(m for m in reading.annotations if m.exact.startswith(words))
        for words in ("2028", "The mayor declined")
    )
    assert page.view._runs[changed.id].style.fill and not page.view._runs[changed.id].style.struck
    page.focus_mark(changed.id)
    assert page.card.flags.text() == "“2027” became “2028”"
    window.keys["dismiss"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading.find(changed.id).answer == "accepted")
    assert window.desk.reading.find(changed.id).change == "2027"
    page.focus_mark(added.id)
    assert page.card.flags.text() == "New: “The mayor declined to comment.”"
    window.keys["accept"].trigger()
    qtbot.waitUntil(lambda: window.desk.reading.find(added.id).answer == "accepted")
    assert window.desk.reading.find(added.id).change == added.exact


def test_only_the_text_makes_no_mark(window, qtbot):
    window.intake.open_files([DATA / "ferry.docx"])
    asked(window, qtbot, AnnotatedDialog).on_text_only()
    assert not shown(window, qtbot, "The Ferry That Ran on Time").annotations


def test_cancel_files_nothing(window, qtbot):
    window.intake.open_files([DATA / "ferry.docx"])
    asked(window, qtbot, AnnotatedDialog).reject()
    articles = window.desk.session.ask(lambda store: store.articles()).result(10)
    assert articles == []


def test_files_and_folders_are_dropped_on_the_window(window, qtbot, tmp_path):
    folder = tmp_path / "box"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    (folder / "b.txt").write_text("Another\n\nWhat nobody had thought of happened.\n", "utf-8")
    assert dropped(window, folder)
    qtbot.waitUntil(lambda: window.side.articles.count() == 2, timeout=WAIT)


def test_words_dragged_over_the_window_are_left_alone(window):
    assert not dropped(window)


def test_the_clipboards_markup_keeps_its_structure(window, qtbot):
    data = QMimeData()
    data.setHtml("<h1>Pasted</h1><p>It is <b style='font-weight:bold'>here</b>.</p>")
    data.setText("Pasted It is here.")
    window.intake.paste(data)
    reading = shown(window, qtbot, "Pasted")
    kinds = [block.kind for block in reading.revision.blocks]
    assert kinds == [BlockKind.HEADLINE, BlockKind.PARAGRAPH] and reading.revision.spans


def test_an_address_on_the_clipboard_is_read_as_one(window, qtbot):
    data = QMimeData()
    data.setText(" http://127.0.0.1/pier ")
    with qtbot.waitSignal(window.desk.failed, timeout=WAIT) as heard:
        window.intake.paste(data)
    assert heard.args[0].code == "url_private"


def test_an_address_is_asked_for_and_stays_when_it_cannot_be_read(window, qtbot):
    window.keys["open_address"].trigger()
    window.intake.dialog.setTextValue("localhost/pier")
    with qtbot.waitSignal(window.desk.failed, timeout=WAIT) as heard:
        window.intake.dialog.accept()
    assert heard.args[0].code == "url_private"
    window.keys["open_address"].trigger()
    assert window.intake.dialog.textValue() == "localhost/pier"
    window.intake.dialog.reject()


def test_a_mails_files_are_offered(window, qtbot, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(
        b"From: a@x.example\nSubject: The mail\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=A\n\n--A\n\nSee the file, which is long.\n--A\n"
        b'Content-Disposition: attachment; filename="pier.md"\n\n# The pier\n\nIt opened.\n--A--\n'
    )
    window.intake.open_files([mail])
    dialog = asked(window, qtbot, PartsDialog)
    shown(window, qtbot, "The mail")
    assert not dialog.open_button.isEnabled()
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    shown(window, qtbot, "The pier")


def test_a_feed_asks_which_entry(window, qtbot, tmp_path):
    feed = tmp_path / "feed.xml"
    items = "".join(f"<item><title>{n}</title><description>w</description></item>" for n in "ab")
    feed.write_text(f"<rss><channel>{items}</channel></rss>", "utf-8")
    window.intake.open_files([feed])
    dialog = asked(window, qtbot, PartsDialog)
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    shown(window, qtbot, "b")


def test_a_recording_is_kept_as_a_source(window, qtbot, tmp_path):
    path = tmp_path / "brekke.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nWe paid.\n", "utf-8")
    with qtbot.waitSignal(window.desk.told, timeout=WAIT):
        window.intake.open_files([path])
    sources = window.desk.session.ask(lambda store: store.sources()).result(10)
    assert [(s.name, s.kind) for s in sources] == [("brekke", "recording")]


def test_a_fact_sheet_becomes_checks_of_the_article_shown(story, qtbot):
    story.intake.open_files([DATA / "facts.xlsx"])
    dialog = asked(story, qtbot, FactSheetDialog)
    assert dialog.mapping() == {"statement": 0, "state": 1, "source": 2, "note": 3}
    assert [fact.start is None for fact in dialog.facts] == [False, False, False, True]
    dialog.boxes["statement"].setCurrentIndex(0)
    assert not dialog.make.isEnabled()
    dialog.boxes["statement"].setCurrentIndex(1)
    dialog.accept()
    qtbot.waitUntil(lambda: len(story.desk.reading.checks) == 4)
    states = sorted(check.state for check in story.desk.reading.checks.values())
    assert states == sorted([State.CONFIRMED, State.CHANGE_NEEDED, State.UNCHECKED, State.QUERY])
    story.desk.undo()
    qtbot.waitUntil(lambda: not story.desk.reading.checks)


def test_a_fact_sheet_needs_an_article(window, qtbot):
    with qtbot.waitSignal(window.desk.failed) as heard:
        window.intake.open_files([DATA / "facts.xlsx"])
    assert heard.args[0].code == "sheet_alone"


def wire(folder, version, text, **more):
    """An agency's copy in a file, as ninjs 2."""
    item = {
        **{"uri": "urn:lume:pier", "standard": {"name": "ninjs", "version": "2.0"}},
        **{"version": version, "pubstatus": "usable"},
        "headlines": [{"role": "main", "value": "The pier at Lume"}],
        "bodies": [{"contenttype": "text/plain", "value": f"{text} " * 5}],
    }
    path = folder / f"pier-{version}.json"
    path.write_text(json.dumps(item | more), "utf-8")
    return path


def test_a_wires_correction_is_offered_as_the_next_draft_and_an_embargo_warns(
    window, qtbot, tmp_path
):
    words = "The pier opened in 1930, the harbour office of the town said on Monday morning."
    window.intake.open_files([wire(tmp_path, "1", words, embargoed="2090-01-01T00:00:00Z")])
    first = shown(window, qtbot, "The pier at Lume")
    told = []
    window.desk.told.connect(told.append)
    window.desk.export(tmp_path / "pier.html", "html")
    qtbot.waitUntil(lambda: told != [])
    assert "“The pier at Lume” is under embargo and may not run before 20" in told[0]
    window.intake.open_files([wire(tmp_path, "2", words.replace("1930", "1931"))])

    def asked_about():
        return window.findChild(QMessageBox)

    qtbot.waitUntil(lambda: asked_about() is not None, timeout=WAIT)
    assert asked_about().defaultButton().text() == "New draft"
    asked_about().defaultButton().click()
    qtbot.waitUntil(lambda: window.desk.reading.revision.number == 2, timeout=WAIT)
    assert window.desk.reading.article.id == first.article.id
    assert "1931" in window.desk.reading.revision.text
