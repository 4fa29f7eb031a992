"""The queue's column titles: moved, resized, clicked to sort, chosen from a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QStyleOptionHeader, QWidget

from editor.i18n import _
from editor.ui.icons import paint_icon
from editor.ui.queue_columns import COLUMNS
from editor.ui.queue_layout import arrange, section_of, written
from editor.ui.theme import current

ARROW = 14
"""Pixels of the arrow beside a title."""

SETTLING = 400
"""Milliseconds after a column was moved until that is told."""


class QueueHeader(QHeaderView):
    """Column titles with the arrow of the order; painted without asking what is selected.

    Qt's own painting asks the selection about every section, which takes ten seconds for a
    million selected rows.
    """

    arranged = Signal(list)
    """Somebody chose, moved or resized columns; they are as `queue_layout.written` writes them."""
    sort_chosen = Signal(str)
    """The store's name of the order somebody wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Sections can be moved, resized and clicked; a menu chooses which are shown."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(48)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortIndicatorShown(True)
        self.setAccessibleName(_("Columns"))
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLING)
        self._settled.timeout.connect(lambda: self.arranged.emit(written(self)))
        self.sectionMoved.connect(lambda *_places: self._settled.start())
        self.sectionClicked.connect(lambda section: self.sort_chosen.emit(COLUMNS[section].sort))

    def arrange(self, items: Sequence[str]) -> None:
        """Show columns as they were written down; none means the usual ones."""
        arrange(self, items)
        self._settled.stop()

    def show_sort(self, sort: str, descending: bool) -> None:
        """Say by which column the rows are ordered."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(section_of(sort), order)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A column was let go of."""
        super().mouseReleaseEvent(event)
        self._settled.start()

    def _choose(self, section: int, shown: bool) -> None:
        self.setSectionHidden(section, not shown)
        self._settled.start()

    def _as_usual(self) -> None:
        self.arrange(())
        self._settled.start()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One title, with the arrow where the order is this column's."""
        option = QStyleOptionHeader()
        option.initFrom(self)
        option.rect = rect
        option.section = section
        option.orientation = self.orientation()
        option.textAlignment = self.defaultAlignment()
        option.text = self.model().headerData(section, self.orientation())
        self.style().drawControl(QStyle.ControlElement.CE_Header, option, painter, self)
        if self.sortIndicatorSection() == section:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            words = self.fontMetrics().horizontalAdvance(option.text)
            left = min(rect.left() + words + ARROW, rect.right() - ARROW)
            box = QRectF(left, rect.center().y() - ARROW / 2, ARROW, ARROW)
            sign = "chevron-up" if up else "chevron-down"
            paint_icon(painter, box, sign, current().roles["accent"])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose which columns are shown."""
        self.column_menu().popup(event.globalPos())

    def column_menu(self) -> QMenu:
        """A menu with one tick for each column; the statement always stays."""
        menu = QMenu(_("Columns"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section, column in enumerate(COLUMNS):
            action = menu.addAction(_(column.title))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.setEnabled(column.width > 0)
            action.toggled.connect(lambda on, at=section: self._choose(at, on))
        menu.addSeparator()
        menu.addAction(_("Usual columns")).triggered.connect(self._as_usual)
        return menu
