"""What a person's hands and eyes do on any page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.chooser import Chooser


def undone(page: Any, qtbot: Any, holds: Callable[[], bool]) -> None:
    """Take back the newest act and wait until `holds` is true."""
    page.desk.undo()
    qtbot.waitUntil(holds)


def type_line(page: Any, qtbot: Any, text: str) -> None:
    """Type into the page's line once it has the keyboard, and press Return."""
    qtbot.waitUntil(page.line.field.hasFocus)
    qtbot.keyClicks(page.line.field, text)
    qtbot.keyClick(page.line.field, Qt.Key.Key_Return)


def popup(qtbot: Any) -> Chooser:
    """The chooser that comes up."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Chooser))
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, Chooser)
    return chooser


def all_named(page: QWidget) -> bool:
    """Whether what takes the keyboard on a page has a name or words, and there is any."""
    taking = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    return bool(taking) and all(w.accessibleName() or getattr(w, "text", str)() for w in taking)
