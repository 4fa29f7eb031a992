"""Every key on every page: pressed there it does something one can see, or is switched off.

`PROMISED` names what must work where; whatever else answers on a page must do something too.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as Waited
from shiboken6 import getCppPointer

from db.kinds import Kind, State
from db.records import QueueFilter
from editor.commands import bulk
from editor.sample import documents, file_sample
from editor.ui.actions import all_actions
from editor.ui.ask_line import AskLine
from editor.ui.pages import PAGES
from editor.ui.palette import Palette
from editor.ui.window import MainWindow

MOVES = "J K Space Shift+Space"
STATES = " ".join(f"{n} Alt+{n}" for n in range(1, 10))
FIELDS = "L P U Shift+U D Y"
CARD = f"{FIELDS} Return Del R Shift+R T G H O V Shift+V"
PROMISED = {
    "article": f"Q C F M E B 0 {MOVES} N Shift+N W S A X Shift+A {STATES} {CARD} Ctrl+F",
    "queue": f"{MOVES} C {STATES} {CARD} Ctrl+A Ctrl+F Shift+Return",
    "sources": f"{MOVES} C {STATES} {CARD} Ctrl+A Ctrl+F Shift+Return",
    "drafts": f"{MOVES} A X Shift+A {STATES} {FIELDS} V Return Shift+Return",
    "closing": f"{MOVES} A X R 0 {STATES} {FIELDS} Return Shift+Return",
    "report": "",
}
"""The keys of PRODUCT.md's table that a page answers to, besides those of the program."""
PROGRAM = (
    "Ctrl+1 Ctrl+2 Ctrl+3 Ctrl+4 Ctrl+5 Ctrl+6 I F11 Ctrl+O Ctrl+P Ctrl+Shift+E Ctrl+Z"
    " Ctrl+Shift+Z Ctrl+K F1 ? Alt+Left"
)
SYSTEM = frozenset(
    "quit close_window window open paste export print new_draft undo redo zoom_reset rewind".split()
)
"""What opens windows of the system, or does nothing to a window that nothing was done to."""
ONCE = frozenset("settings search palette cold_read keys initial".split())
"""What does the same whatever page is shown."""


@pytest.fixture
def desk(working, qtbot):
    """A window on the bundled sample; all of it rests on one source, and `fact` is amid it."""
    QApplication.setCursorFlashTime(0)
    article = working.run(file_sample, documents()).result(30)
    everything = QueueFilter(article=article.id)
    working.run(bulk.attach_many, everything, "Bridge logbook, volume 3").result(10)
    window = MainWindow(working)
    window.resize(1280, 800)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.desk.show_article(article.id)
    qtbot.waitUntil(lambda: window.desk.reading is not None)
    qtbot.waitUntil(lambda: window.article_page.coverage.live.ready)
    reading = window.desk.reading
    quotes = [mark for mark in reading.placed if mark.kind is Kind.QUOTE]
    window.fact = next(mark for mark in quotes if reading.is_open(mark))
    yield window
    window.close()


class Seen:
    """What can be seen of a window: where one stands, what is open, how often its store changed."""

    def __init__(self, window):
        self.window, self.acts = window, 0
        window.desk.changed.connect(self._on_change)

    def _on_change(self, _change):
        self.acts += 1

    def now(self):
        window, shown = self.window, self.window.pages.currentWidget()
        over = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        visible = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
        return (
            self.acts,
            window.pages.shown,
            window.focusWidget(),
            [widget.text() for widget in visible if isinstance(widget, QLabel)],
            {getCppPointer(widget)[0] for widget in (*over, *visible)},
            [view.selectedIndexes() for view in shown.findChildren(QAbstractItemView)],
            [bar.value() for bar in shown.findChildren(QScrollBar)],
            [text.textCursor().position() for text in shown.findChildren(QTextEdit)],
            window.article_page.focused,
            window.article_page.view.zoom_factor(),
        )

    def settled(self):
        """What is seen once all that was asked of the store is there."""
        session = self.window.desk.session
        last = None
        while last != (last := self.now()):
            session.run(nothing).result(10)
            session.ask(nothing).result(10)
            QApplication.processEvents()
        return last


def nothing(_store, *_whose):
    """What is asked to know that everything before it is done."""


def stand(window, page, qtbot):
    """The keyboard in the middle of a page's rows, on something open."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if window.pages.shown != page:
        window.on_page(page)
    shown, check = window.pages.page(page), window.fact.check
    window.to_page()
    if page == "article":
        shown.focus_mark(window.fact.id)
    elif page == "queue":
        qtbot.waitUntil(lambda: shown.model.numbered and bool(shown.model.rows_of([check])))
        shown.table.go_to(*shown.model.rows_of([check]))
    elif page == "sources":
        shown.facts.setFocus()
        rows = lambda: [one.row.check.id for one in shown.facts.resting]  # noqa: E731
        qtbot.waitUntil(lambda: check in rows())
        shown.facts.go_to(rows().index(check))
    elif page == "drafts":
        rows = lambda: [r for r in shown.tray.model.rows if getattr(r, "check", None)]  # noqa: E731
        qtbot.waitUntil(lambda: bool(rows()))
        shown.tray.stand_on(rows()[len(rows()) // 2])
    elif page == "closing":
        qtbot.waitUntil(lambda: shown.list.current_point() is not None)
        points = shown.list.rows.point_rows()
        shown.list.setCurrentIndex(shown.list.rows.index(points[len(points) // 2]))


def tidy(window, seen, qtbot, acts):
    """Close what was opened, and take back what was done."""
    seen.settled()
    while popup := QApplication.activePopupWidget():
        popup.close()
    for over in (*QApplication.topLevelWidgets(), *window.findChildren(Palette)):
        if over is not window and over.isVisible():
            over.close()
    for line in window.findChildren(AskLine):
        if line.isVisible():
            line.put_away()
    if window.errands.cold:
        window.errands.on_cold_read()
    for _ in range(seen.acts - acts):
        before = seen.acts
        window.desk.undo()
        qtbot.waitUntil(lambda before=before: seen.acts > before)
    window.foot.be_quiet()
    seen.settled()


def tried(row, page):
    """Whether a key is pressed here: of the states one is enough, of what is the same, one page."""
    if row.slot in ("on_state", "on_state_other"):
        return row.value is State.CONFIRMED
    if row.slot == "on_page":
        return row.value != page and (row.value == "article" or page == "article")
    return bool(row.keys) and row.id not in SYSTEM and (row.id not in ONCE or page == "report")


@pytest.mark.parametrize("page", [row.id for row in PAGES])
def test_a_key_does_something_one_can_see(desk, page, qtbot):
    seen, silent = Seen(desk), []
    stand(desk, page, qtbot)
    before = seen.settled()
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_F12)
    assert seen.settled() == before, "a key that means nothing does nothing"
    for row in desk.table:
        stand(desk, page, qtbot)
        if not tried(row, page) or not desk.keys[row.id].isEnabled():
            continue
        acts, before = seen.acts, seen.settled()
        pressed = QKeySequence(row.keys.split()[0])[0]
        QTest.keyClick(desk.focusWidget(), pressed.key(), pressed.keyboardModifiers())
        try:
            qtbot.waitUntil(lambda before=before: seen.now() != before, timeout=1000)
        except Waited:
            silent.append(row.id)
        tidy(desk, seen, qtbot, acts)
    assert silent == []


@pytest.mark.parametrize("page", PROMISED)
def test_a_promised_key_is_switched_on(desk, page, qtbot):
    stand(desk, page, qtbot)
    by_key = {key: row.id for row in all_actions(PAGES) for key in row.keys.split()}
    keys = f"{PROMISED[page]} {PROGRAM}".split()
    assert [key for key in keys if not desk.keys[by_key[key]].isEnabled()] == []
    hints = getattr(desk.pages.currentWidget(), "HINTS", ())
    assert [id_ for id_ in hints if not desk.keys[id_].isEnabled()] == []
