"""The older and the newer draft side by side, at the same passage."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter

from db.records import Candidate
from editor.exchange.change_log import LogEntry
from editor.i18n import _
from editor.ui.drafts_list import Row
from editor.ui.drafts_reading import DraftsReading, Item
from editor.ui.drafts_view import Abreast, DraftView


class Sides(QSplitter):
    """Two views; what a person stands on is shown in both."""

    mark_clicked = Signal(str)

    def __init__(self) -> None:
        """Two empty pages."""
        super().__init__()
        self.old, self.new = DraftView(_("Older draft")), DraftView(_("Newer draft"))
        self._abreast = Abreast(self.old, self.new)
        self._shown = ("", "")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for view in (self.old, self.new):
            self.addWidget(view)
            view.mark_clicked.connect(self.mark_clicked)

    def show_reading(self, reading: DraftsReading) -> None:
        """Show two drafts with their marks and what differs; the same two keep their place."""
        pair = reading.old.id, reading.new.id
        if pair != self._shown:
            self._shown = pair
            self.old.show_revision(reading.old, reading.overlays[0])
            self.new.show_revision(reading.new, reading.overlays[1])
        olds, news = reading.marks()
        self.old.set_marks(olds)
        self.new.set_marks(news)
        self._abreast.align(reading.anchors)
        found = [entry.difference for entry in reading.entries]
        self.old.set_differences([(d.start, d.end, d.kind) for d in found])
        self.new.set_differences([(d.new_start, d.new_end, d.kind) for d in found])

    def stand_on(self, row: Row | None) -> None:
        """Fill a row's mark, or line its change, and bring it into view in both drafts."""
        mark = row.mark.id if isinstance(row, Item) else ""
        self.old.set_focus_mark(mark)
        self.new.set_focus_mark(mark)
        d = row.difference if isinstance(row, LogEntry) else None
        self.old.choose((d.start, d.end, d.kind) if d else None)
        self.new.choose((d.new_start, d.new_end, d.kind) if d else None)
        if isinstance(row, Item):
            self._scroll(row.old[0] if row.old else None, row.place.start)
        elif row is not None:
            self._scroll(row.difference.start, row.difference.new_start)

    def show_start(self) -> None:
        """Show both drafts from their beginning."""
        with self._abreast.still():
            for view in (self.old, self.new):
                view.verticalScrollBar().setValue(0)

    def offer(self, candidate: Candidate) -> None:
        """Show and select a place a mark could have in the newer draft."""
        self.new.scroll_to(candidate.start)
        self.new.select(candidate.start, candidate.end)

    def show_one(self, only_new: bool) -> None:
        """Show only the newer draft, where there is little room, or both."""
        self.old.setVisible(not only_new)

    def zoom_by(self, step: float | None) -> None:
        """Larger or smaller text in both drafts; None is the usual size."""
        factor = self.new.zoom_factor() * step if step else 1.0
        for view in (self.old, self.new):
            view.zoom(factor)

    def _scroll(self, old: int | None, new: int | None) -> None:
        """Bring a passage into view in each draft that has it; the other draft follows."""
        if old is not None and new is not None:
            with self._abreast.still():
                self.old.scroll_to(old)
                self.new.scroll_to(new)
        elif old is not None:
            self.old.scroll_to(old)
        elif new is not None:
            self.new.scroll_to(new)
