"""The queue as table rows: a rank table in the store, its pages here as the view needs them."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from db.records import QueueRow
from db.store import Store
from editor.i18n import _
from editor.ranking import (
    PAGE,
    WAITING,
    Counted,
    Deliver,
    Event,
    Failed,
    First,
    Near,
    Order,
    Page,
    Ranked,
    Ranking,
)
from editor.ui.queue_columns import COLUMNS

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

KEPT = 40
"""Pages held; the one not looked at for longest goes first."""

SETTLING = 400
"""Milliseconds without another change before the order is numbered again."""


class QueueModel(QAbstractTableModel):
    """The rows of one order. A row that is not read yet is None and is asked for."""

    placed = Signal(int, bool)
    """All rows may have moved: the row now looked at, -1 where none is; whether it is the same
    order, numbered again."""
    grown = Signal()
    """The first rows stayed where they are, and the rest came after them."""
    counted = Signal(object)
    """State -> how many checks of the filter stand there."""
    failed = Signal(object)
    """The error of a question."""

    def __init__(
        self, open_store: Callable[[], Store], deliver: Deliver, parent: QObject | None = None
    ) -> None:
        """An empty queue; `show_order` fills it."""
        super().__init__(parent)
        self.order = Order()
        self.now = 0
        self._deliver = deliver
        self._ranking = Ranking(open_store, deliver, self._on_event)
        self._pages: OrderedDict[int, tuple[QueueRow, ...]] = OrderedDict()
        self._pending: OrderedDict[int, None] = OrderedDict()
        self._count = self._token = 0
        self._begun = self._fresh = False
        self._near = Near()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING)
        self._settling.timeout.connect(self._number_again)

    def show_order(self, order: Order) -> None:
        """Show another filter or order from its top: the first rows at once, then all."""
        self.order, self._near = order, Near()
        self._begun, self._fresh = True, True
        self._settling.stop()
        self._ranking.show(order)

    def refresh(self, near: Near) -> None:
        """Read the rows around `near` again now, and number the order again after a while."""
        self._near = near
        for number in {max(near.row // PAGE + by, 0) for by in (-1, 0, 1)} & set(self._pages):
            self._request(number)
        self._settling.start()

    def close(self) -> None:
        """Stop reading."""
        self._settling.stop()
        self._ranking.close()

    def row(self, number: int) -> QueueRow | None:
        """The check in a row; None while it is being read, and outside the queue."""
        if not 0 <= number < self._count:
            return None
        page = self._pages.get(number // PAGE)
        if page is None:
            self._request(number // PAGE)
            return None
        self._pages.move_to_end(number // PAGE)
        return page[number % PAGE] if number % PAGE < len(page) else None

    def ask(self, question: Callable[[Store], T]) -> Future[T]:
        """Ask the store that holds the numbers of these rows."""
        return self._ranking.ask(question)

    def ask_before(self, question: Callable[[Store], T]) -> Future[T]:
        """Ask the store that holds the numbers the rows had before, until they get others again."""
        return self._ranking.ask(question, before=True)

    def then(
        self, future: Future[T], done: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Hand what was asked to `done` on this thread, a failure to `failed`."""

        def settle(answered: Future[T]) -> None:
            error = answered.exception()
            if error is None:
                self._deliver(lambda: done(answered.result()))
            else:
                self._deliver(lambda: failed(error))

        future.add_done_callback(settle)

    def rows_of(self, ids: Collection[str]) -> list[int]:
        """The rows of checks, as far as they are read."""
        return [
            number * PAGE + at
            for number, page in sorted(self._pages.items())
            for at, row in enumerate(page)
            if row.check.id in ids
        ]

    @property
    def begun(self) -> bool:
        """Whether an order was ever asked for."""
        return self._begun

    @property
    def numbered(self) -> bool:
        """Whether all rows of the order are there, not its first ones only."""
        return self._begun and not self._fresh

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many checks the order holds, as far as it is known."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column for each that can be shown."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; assistive technology hears the column's name before it."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.row(index.row())
        column = COLUMNS[index.column()]
        text = column.text(row, self.now) if row else "…"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(column.title)}: {text}"
        return text

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows ordered by a column."""
        sort, descending = COLUMNS[column].sort, order == Qt.SortOrder.DescendingOrder
        if sort and (sort, descending) != (self.order.sort, self.order.descending):
            self.show_order(Order(self.order.wanted, sort, descending))

    def _request(self, number: int) -> None:
        if number in self._pending or self._token == 0:
            return
        self._pending[number] = None
        if len(self._pending) > WAITING // 2:
            self._pending.popitem(last=False)
        self._ranking.page(number)

    def _number_again(self) -> None:
        if self._ranking.busy:
            self._settling.start()
        else:
            self._ranking.show(self.order, self._near, first=False)

    def _on_event(self, event: Event) -> None:
        self.now = time.time_ns() // 1_000_000
        if isinstance(event, First):
            self._place(event.token, len(event.rows), {0: event.rows}, 0, same_order=False)
        elif isinstance(event, Ranked):
            self._on_ranked(event)
        elif isinstance(event, Page):
            self._on_page(event)
        elif isinstance(event, Counted):
            self.counted.emit(event.counts)
        elif isinstance(event, Failed):
            self.failed.emit(event.error)

    def _on_ranked(self, event: Ranked) -> None:
        fresh, self._fresh = self._fresh, False
        first = event.pages.get(0, ())
        if event.token == self._token and _same_rows(self._pages.get(0, ()), first):
            self._grow(event)
        else:
            self._place(event.token, event.count, event.pages, event.row, same_order=not fresh)

    def _grow(self, event: Ranked) -> None:
        """The first rows stay as they are and selected as they were; the rest follows."""
        if event.count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, event.count - 1)
            self._count = event.count
            self._pages.update(event.pages)
            self.endInsertRows()
        self.grown.emit()

    def _place(
        self,
        token: int,
        count: int,
        pages: dict[int, tuple[QueueRow, ...]],
        row: int,
        same_order: bool,
    ) -> None:
        self.beginResetModel()
        self._token, self._count = token, count
        self._pages = OrderedDict(pages)
        self._pending.clear()
        self.endResetModel()
        self.placed.emit(row if count else -1, same_order)

    def _on_page(self, event: Page) -> None:
        self._pending.pop(event.number, None)
        if event.token != self._token:
            return
        self._pages[event.number] = event.rows
        self._pages.move_to_end(event.number)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        first = event.number * PAGE
        last = min(first + PAGE, self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))


def _same_rows(shown: tuple[QueueRow, ...], numbered: tuple[QueueRow, ...]) -> bool:
    return [row.check.id for row in shown] == [row.check.id for row in numbered]
