"""What a screen reader and other helping programs see of a window beside what Qt shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QMainWindow, QWidget


class WindowAccess(QAccessibleWidget):
    """A window whose open popups are its last children.

    Qt lists a popup neither among the windows of a program nor below the widget it belongs to:
    a chooser, the palette or a menu opened by hand could be heard of, but not found.
    """

    def __init__(self, window: QMainWindow) -> None:
        """Describe `window`."""
        super().__init__(window, QAccessible.Role.Window)

    def childCount(self) -> int:
        """Its parts and its open popups."""
        return super().childCount() + len(popups_of(self.object()))

    def child(self, index: int) -> QAccessibleInterface:
        """A part, or a popup after the last part; None (as Qt has it) beyond the last."""
        at = index - super().childCount()
        if at < 0:
            return super().child(index)
        open_ = popups_of(self.object())
        if at < len(open_):
            return QAccessible.queryAccessibleInterface(open_[at])
        return super().child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Where a part or popup stands; -1 for anything else."""
        index = super().indexOfChild(child)
        if index < 0:
            for at, popup in enumerate(popups_of(self.object())):
                if popup is child.object():
                    return super().childCount() + at
        return index


def popups_of(window: QObject | None) -> list[QWidget]:
    """The open popups that belong to a part of `window`."""
    from PySide6.QtCore import Qt  # slow to load, and a start imports this before its frame

    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.windowType() == Qt.WindowType.Popup
        and widget.isVisible()
        and (owner := widget.parentWidget()) is not None
        and owner.window() is window
    ]


def describe(_class: str, thing: QObject) -> QAccessibleInterface | None:
    """How a main window is described; None where Qt's own way will do."""
    return WindowAccess(thing) if isinstance(thing, QMainWindow) else None


def install() -> None:
    """Describe every main window of this program from now on."""
    QAccessible.installFactory(describe)
