"""A small popup in which one key, or a few letters and Enter, choose a value."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.i18n import _
from editor.ui.icons import icon

LISTED = 200
"""Choices listed at once; letters find the others."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose; `key` chooses it at once, `hint` stands behind its name."""

    value: Any
    text: str
    key: str = ""
    hint: str = ""
    icon: str = ""


class Chooser(QFrame):
    """Offers choices below a place; Esc or a click beside it leaves things as they are.

    `several` lets Space and clicks tick more than one. `read` makes a choice of what is typed
    (a time, a new name); without letters to type, that is when every choice has a key, there is
    no field.
    """

    chosen = Signal(object)
    """The value chosen; a tuple of values where several can be."""

    def __init__(
        self,
        title: str,
        choices: Iterable[Choice],
        parent: QWidget,
        several: bool = False,
        ticked: Sequence[Any] = (),
        read: Callable[[str], Choice | None] | None = None,
    ) -> None:
        """A popup of `parent`; `popup_at` shows it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(title)
        self._choices, self._several, self._read = list(choices), several, read
        self._ticked = set(ticked)
        self._shown: list[Choice] = []
        self._title = QLabel(title)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Type to find"))
        self.field.setAccessibleName(title)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._by_key = bool(self._choices) and all(c.key for c in self._choices) and read is None
        self._lay_out()
        self._connect()
        self._fill("")

    def popup_at(self, place: QPoint) -> None:
        """Show it with its top left corner at `place` (of the screen), kept on the screen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(place.x(), screen.right() - self.width())
        y = min(place.y(), screen.bottom() - self.height())
        self.move(max(x, screen.left()), max(y, screen.top()))
        self.show()
        (self.list if self._by_key else self.field).setFocus()

    def choices_shown(self) -> list[str]:
        """The names listed now."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter chooses, Space ticks, a choice's key chooses it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_current()
            return True
        if key == Qt.Key.Key_Space and self._several and not self.field.text():
            self._tick(self.list.currentRow())
            return True
        if watched is self.field and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            row = self.list.currentRow() + step
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
            return True
        if self._by_key:
            return self._on_choice_key(event.text())
        return False

    def _on_choice_key(self, typed: str) -> bool:
        for choice in self._choices:
            if typed and typed.casefold() == choice.key.casefold():
                self._finish(choice.value)
                return True
        return False

    def _fill(self, typed: str) -> None:
        self.list.clear()
        own = self._read(typed) if self._read and typed.strip() else None
        wanted = folded(typed)
        found = [c for c in self._choices if wanted in folded(c.text + " " + c.hint)]
        known = any(folded(choice.text).startswith(wanted) for choice in found)
        new = [own] if own else []
        self._shown = found[:LISTED] + new if known else new + found[:LISTED]
        for choice in self._shown:
            self.list.addItem(self._item(choice))
        self.list.setVisible(bool(self._shown))
        ticks = [row for row in range(self.list.count()) if self._is_ticked(row)]
        self.list.setCurrentRow(ticks[0] if ticks and not typed else 0)

    def _item(self, choice: Choice) -> QListWidgetItem:
        words = f"{choice.text}   {choice.hint}" if choice.hint else choice.text
        item = QListWidgetItem(icon(choice.icon), f"{choice.key.upper()}   {words}".strip())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setSizeHint(QSize(0, self._tall()))
        if self._several:
            ticked = choice.value in self._ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        elif choice.value in self._ticked:
            font = item.font()
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        return item

    def _tall(self) -> int:
        """Pixels of a row, said for each: a list asked before it is polished knows no padding."""
        return self.list.fontMetrics().height() + 12

    def _is_ticked(self, row: int) -> bool:
        return self._shown[row].value in self._ticked

    def _tick(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self._ticked ^= {self._shown[row].value}
            ticked = Qt.CheckState.Checked if self._is_ticked(row) else Qt.CheckState.Unchecked
            self.list.item(row).setCheckState(ticked)

    def _choose_current(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        if self._several and (self.field.text().strip() or not self._ticked):
            one = self._shown[row]
            self._ticked.add(one.value)
            self._choices += [] if one in self._choices else [one]
        self._finish(self._shown[row].value)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        row = self.list.row(item)
        if self._several:
            self._tick(row)
        else:
            self._finish(self._shown[row].value)

    def _finish(self, value: Any) -> None:
        if self._several:
            value = tuple(c.value for c in self._choices if c.value in self._ticked)
        self.close()
        self.chosen.emit(value)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._title)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.setVisible(not self._by_key)
        longest = max((len(c.text) + len(c.hint) for c in self._choices), default=20)
        self.list.setFixedHeight(self._tall() * min(max(len(self._choices), 2), 12) + 8)
        width = self.list.fontMetrics().averageCharWidth() * min(longest + 10, 60)
        self.setFixedWidth(max(width, 220))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._on_clicked)


def folded(text: str) -> str:
    """Without case and accents, so that `lund` finds `LÛND`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))
