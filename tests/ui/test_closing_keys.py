"""The keys of the closing page's rows at the window, on US, French and Russian keyboards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from db.kinds import Kind, State
from editor.ui.chooser import Chooser

RUSSIAN = dict(zip("LPUDAXR", "дзгвфчк", strict=True))
"""What the keys of those names type on a Russian keyboard."""
PLACES = {"L": 46, "P": 33, "U": 30, "D": 40, "A": 38, "X": 53, "R": 27}
"""Their scan codes under X11 on a US keyboard; AZERTY has its A where the US has Q."""
FRENCH = {**PLACES, "A": 24}


@pytest.fixture
def closing(window, mark, qtbot):
    """The closing page with one check that cannot be confirmed."""
    made = mark("40 metres", Kind.FACT)
    window.desk.set_state([made.check], State.CANNOT_CONFIRM)
    checks = lambda: window.desk.reading.checks  # noqa: E731
    qtbot.waitUntil(lambda: checks()[made.check].state is State.CANNOT_CONFIRM)
    window.keys["page_closing"].trigger()
    page = window.pages.page("closing")
    qtbot.waitUntil(lambda: page.list.current_point() is not None and page.list.hasFocus())
    return page


def press(widget, key, layout):
    letter = RUSSIAN[key] if layout == "ru" else key.casefold()
    code = (FRENCH if layout == "fr" else PLACES)[key]
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        held = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(kind, ord(letter.upper()), held, code, 0, 0, letter)
        QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("layout", ["us", "fr", "ru"])
@pytest.mark.parametrize("key", "LPUD")
def test_a_field_is_offered(closing, qtbot, key, layout):
    press(closing.list, key, layout)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Chooser))
    QApplication.activePopupWidget().close()


@pytest.mark.parametrize("layout", ["us", "fr", "ru"])
@pytest.mark.parametrize(
    ("key", "words"), [("X", "Stet: why does this stand?"), ("R", "Reply:"), ("A", "")]
)
def test_a_row_is_answered(window, closing, qtbot, key, words, layout):
    press(closing.list, key, layout)
    if words:
        qtbot.waitUntil(lambda: closing.line.question.text() == words)
    else:
        qtbot.waitUntil(lambda: "proposes nothing" in window.foot.said.text())
