"""Checks as table rows, read page by page as the view comes to need them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db.kinds import SETTLED, State
from db.records import Annotation, Check, QueueFilter, QueuePage
from db.store import Store
from editor.i18n import _, label
from editor.session import Session

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
"""Rows asked for at a time."""


class QueueModel(QAbstractTableModel):
    """The queue of one filter and order."""

    counts_changed = Signal(dict)
    """State -> how many checks of the filter stand there."""
    failed = Signal(object)
    """The error of a question."""

    HEADERS = ("State", "Statement", "Kind", "Risk", "Article")

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """An empty queue; `show` fills it."""
        super().__init__(parent)
        self._session = session
        self._filter = QueueFilter()
        self._sort = "close"
        self._checks: list[Check] = []
        self._slugs: dict[str, str] = {}
        self._next = ""
        self._asked = 0
        self._waiting = False

    def show(self, queue_filter: QueueFilter | None = None, sort: str = "") -> None:
        """Read the first page, of another filter or order when given."""
        self._filter = queue_filter or self._filter
        self._sort = sort or self._sort
        self._ask("", max(PAGE, len(self._checks) if queue_filter is None else 0))

    def check_at(self, row: int) -> Check:
        """The check in `row`."""
        return self._checks[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows read so far."""
        return 0 if parent.isValid() else len(self._checks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column for each header."""
        return 0 if parent.isValid() else len(self.HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.HEADERS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; the whole statement as its tool tip."""
        if not index.isValid():
            return None
        check = self._checks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(check)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return check.statement
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(self.HEADERS[index.column()])}: {self._cells(check)[index.column()]}"
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether another page waits in the store."""
        return not parent.isValid() and bool(self._next) and not self._waiting

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._ask(self._next, PAGE)

    def _cells(self, check: Check) -> tuple[str, ...]:
        slug = self._slugs.get(check.article, "")
        return (label(check.state), check.statement, label(check.kind), label(check.risk), slug)

    def _ask(self, after: str, limit: int) -> None:
        self._asked += 1
        self._waiting = True
        asked, queue_filter, sort = self._asked, self._filter, self._sort

        def question(store: Store) -> tuple[QueuePage, dict[str, str]]:
            page = store.queue(queue_filter, sort=sort, limit=limit, after=after)
            return page, {article.id: article.slug for article in store.articles()}

        self._session.then(
            self._session.ask(question),
            lambda answer: self._on_page(asked, bool(after), *answer),
            self._on_failed,
        )

    def _on_page(self, asked: int, more: bool, page: QueuePage, slugs: dict[str, str]) -> None:
        if asked != self._asked:
            return
        self._waiting = False
        self._next = page.next
        self._slugs = slugs
        if more:
            first = len(self._checks)
            if page.checks:
                self.beginInsertRows(QModelIndex(), first, first + len(page.checks) - 1)
                self._checks.extend(page.checks)
                self.endInsertRows()
        else:
            self.beginResetModel()
            self._checks = list(page.checks)
            self.endResetModel()
        self.counts_changed.emit(dict(page.counts))

    def _on_failed(self, error: BaseException) -> None:
        self._waiting = False
        self.failed.emit(error)


def open_count(counts: dict[State, int]) -> int:
    """How many checks still need somebody."""
    return sum(count for state, count in counts.items() if state not in SETTLED)


def first_place(store: Store, check_id: str) -> Annotation | None:
    """The first mark in the text that stands for a check."""
    return next(iter(store.places([check_id]).get(check_id, [])), None)
