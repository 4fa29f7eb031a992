"""Where a mark stands in the newest draft, settled row by row on the drafts page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from db.kinds import PlacementStatus
from editor.commands.changes import accept_change, let_stand
from editor.commands.placing import acknowledge, declare_gone, settle_place
from editor.i18n import _
from editor.session import Session
from editor.ui.desk import Desk

if TYPE_CHECKING:
    from editor.ui.drafts_page import DraftsPage


class Settling:
    """Settles what one page of drafts shows."""

    def __init__(self, page: DraftsPage, session: Session, desk: Desk) -> None:
        """Act for `page`."""
        self._page, self._session, self._desk = page, session, desk

    def can_settle(self) -> bool:
        """Whether the newest draft is shown, the only one whose places are settled."""
        return self._page.reading is not None and self._page.reading.is_newest

    def on_accept(self) -> None:
        """Yes: the mark stands where it is shown, at the chosen place if there are several."""
        item = self._page.tray.item
        if item is None or not self.can_settle():
            return
        if item.proposed:
            self._run(accept_change, item.mark)
        elif item.status is PlacementStatus.REVIEW:
            place = item.place
            chosen = place.candidates[self._page.detail.chosen] if place.candidates else None
            start, end = (chosen.start, chosen.end) if chosen else (place.start, place.end)
            if start is not None and end is not None:
                self._run(settle_place, item.mark.id, start, end)
        else:
            self._run(acknowledge, [item.mark.id])

    def on_accept_all(self) -> None:
        """Yes to every place of the same status; those up for review stay."""
        item = self._page.tray.item
        if item is not None and self.can_settle() and self._page.reading is not None:
            same = [i.mark.id for i in self._page.reading.items if i.status is item.status]
            self._run(acknowledge, same)

    def on_dismiss(self) -> None:
        """No: the passage is gone; the wording that was proposed is not agreed on."""
        item = self._page.tray.item
        if item is None or not self.can_settle():
            return
        if item.proposed:
            self._run(let_stand, None, "", item.mark)
        else:
            self._run(declare_gone, item.mark.id)

    def on_edit(self) -> None:
        """The mark stands where the selection in the newer draft is."""
        item, selected = self._page.tray.item, self._page.sides.new.selected_range()
        if selected is None:
            self._desk.told.emit(
                _("Select words in the newer draft first; Enter then lets the mark stand there.")
            )
        elif item is not None and self.can_settle():
            self._run(settle_place, item.mark.id, *selected)

    def on_passage(self) -> None:
        """Show the mark on the article's page."""
        item = self._page.tray.item
        if item is not None:
            self._page.passage_requested.emit(self._page.source.article, item.mark.id)

    def _run(self, command: Callable[..., Any], *args: Any) -> None:
        self._session.then(
            self._session.run(command, *args), lambda _done: None, self._page.failed.emit
        )
