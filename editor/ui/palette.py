"""Every action by name: type a few letters, Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.i18n import _
from editor.ui.actions import Action
from editor.ui.fonts import sans
from editor.ui.icons import icon, paint_icon
from editor.ui.nothing import Nothing
from editor.ui.theme import current

WIDTH, ROWS, ROW, EMPTY = 560, 12, 32, 3
KEYS = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


def fits(words: str, typed: str) -> bool:
    """Whether every word typed begins a word of an action's name."""
    names = words.casefold().replace("…", "").split()
    return all(any(name.startswith(part) for name in names) for part in typed.casefold().split())


class RowPainter(QStyledItemDelegate):
    """An action's sign and name, and its keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        look = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.toRectF()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.roles["selected"]))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        sign = index.data(Qt.ItemDataRole.UserRole).icon
        if sign:
            square = QRectF(box.left() + 10, box.center().y() - 8, 16, 16)
            paint_icon(painter, square, sign, look.roles["muted"])
        painter.setFont(sans(13))
        painter.setPen(QColor(look.roles["text"]))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(38, 0, -10, 0), middle, index.data())
        painter.setFont(sans(12))
        painter.setPen(QColor(look.roles["muted"]))
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(38, 0, -12, 0), right, index.data(KEYS))
        painter.restore()


class Palette(QDialog):
    """Lists the actions that can be done now; the one chosen is done after it closed."""

    def __init__(
        self,
        window: QWidget,
        rows: Sequence[tuple[Action, QAction]],
        choose: Callable[[Action], None],
    ) -> None:
        """Offer `rows` over `window`."""
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("All actions"))
        self.setAccessibleName(_("All actions"))
        self._rows, self._choose = list(rows), choose
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(_("What do you want to do?"))
        self.line.setAccessibleName(_("What do you want to do?"))
        self.list.setAccessibleName(_("Actions"))
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(RowPainter(self.list))
        Nothing(self.list).say(_("No action has these words."))
        self.setProperty("popup", "true")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFixedWidth(WIDTH)
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._take())
        self._fill("")

    def open_over(self, window: QWidget) -> None:
        """Show it in the upper middle of `window`."""
        self.adjustSize()
        place = QPoint((window.width() - self.width()) // 2, min(90, window.height() // 8))
        self.move(window.mapToGlobal(place))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter takes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                count = max(self.list.count(), 1)
                self.list.setCurrentRow((self.list.currentRow() + step) % count)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for row, action in self._rows:
            if fits(f"{row.group} {action.text()}", typed):
                keys = ", ".join(key.toString() for key in action.shortcuts())
                item = QListWidgetItem(icon(row.icon), action.text(), self.list)
                item.setData(Qt.ItemDataRole.UserRole, row)
                item.setData(KEYS, keys)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text()} {keys}".strip())
        self.list.setFixedHeight(min(self.list.count() or EMPTY, ROWS) * ROW + 4)
        self.adjustSize()
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self._choose(item.data(Qt.ItemDataRole.UserRole))
