"""Below the drafts: the list of marks and changes, and the one a person stands on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QSplitter

from db.records import Check
from editor.commands.bulk import Chosen
from editor.i18n import _
from editor.ui.drafts_detail import Detail
from editor.ui.drafts_list import DraftsDelegate, DraftsModel, Row
from editor.ui.drafts_reading import Item


class RowsView(QListView):
    """The list; letters, Space and Enter are the program's keys."""

    LEAVES_KEYS = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are never a search among the rows."""
        if event.text().strip() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Tray(QSplitter):
    """Rows that are walked through; what stands beside them is the detail of the current one."""

    moved = Signal()
    """Another row is current, or none."""

    def __init__(self) -> None:
        """No rows."""
        super().__init__()
        self.model, self.list, self.detail = DraftsModel(), RowsView(), Detail()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.list.setModel(self.model)
        self.list.setItemDelegate(DraftsDelegate(self.list))
        self.list.setAccessibleName(_("Marks and changes"))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.addWidget(self.list)
        self.addWidget(self.detail)
        self.setSizes([560, 420])
        self.setFocusProxy(self.list)
        self.list.selectionModel().currentChanged.connect(lambda *_rows: self.moved.emit())

    @property
    def row(self) -> Row | None:
        """The current row."""
        at = self._at()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @property
    def item(self) -> Item | None:
        """The mark of the current row, if it is one's."""
        row = self.row
        return row if isinstance(row, Item) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, standing on the same mark or at the same place as before."""
        at, before = self._at(), self.item
        self.model.show_rows(rows)
        ids = [row.mark.id if isinstance(row, Item) else "" for row in self.model.rows]
        if before is not None and before.mark.id in ids:
            at = ids.index(before.mark.id)
        if rows:
            self._go(min(max(at, 0), len(rows) - 1))
        else:
            self.moved.emit()

    def step(self, by: int) -> None:
        """Go one row on or back."""
        self._go(self._at() + by)

    def step_open(self, by: int) -> None:
        """Go to the next row, on or back, that needs eyes."""
        at = self._at()
        while 0 <= (at := at + by) < len(self.model.rows):
            row = self.model.rows[at]
            if isinstance(row, Item) and row.needs_eyes:
                self._go(at)
                return

    def stand_on(self, row: Row) -> bool:
        """Go to a row; False when it is not among those shown."""
        if row not in self.model.rows:
            return False
        self._go(self.model.rows.index(row))
        return True

    def stack(self, upright: bool) -> None:
        """Set the detail below the list, where there is little room, or beside it."""
        self.setOrientation(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)

    # -- what keys act on

    def current_check(self) -> Check | None:
        """The check of the current row's mark."""
        return self.item.check if self.item else None

    def selected_count(self) -> int:
        """One where the current row has a check, else none."""
        return 1 if self.current_check() else 0

    def when_chosen(self, then: Callable[[Chosen], None]) -> None:
        """Hand the id of the current row's check to `then`."""
        if check := self.current_check():
            then([check.id])

    def passages(self, article_id: str) -> list[str]:
        """The mark of the current row."""
        return [self.item.mark.id] if self.item else []

    def below_current(self) -> QPoint:
        """The bottom left corner of the current row, on the screen."""
        rect = self.list.visualRect(self.list.currentIndex())
        return self.list.viewport().mapToGlobal(rect.bottomLeft())

    def _at(self) -> int:
        return self.list.currentIndex().row()

    def _go(self, at: int) -> None:
        if 0 <= at < len(self.model.rows):
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(at), flag)
