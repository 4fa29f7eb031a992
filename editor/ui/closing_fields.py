"""What the keys for risk, priority, person and closing time do to a row of the closing page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from db.records import Check
from editor.commands import articles, bulk
from editor.i18n import _
from editor.session import now_ms
from editor.ui.check_choices import (
    due_choices,
    person_choices,
    priority_choices,
    read_due,
    risk_choices,
)
from editor.ui.chooser import Choice, Chooser
from editor.ui.desk import Desk

if TYPE_CHECKING:
    from editor.ui.closing_page import ClosingPage


class ClosingFields:
    """Sets one field of the current row's check, or when the article itself is due."""

    def __init__(self, page: ClosingPage, desk: Desk) -> None:
        """Act on the current row of `page`."""
        self._page, self._desk = page, desk

    def on_risk(self) -> None:
        """Offer the risks."""
        self._choose(_("Risk"), risk_choices(), "risk")

    def on_priority(self) -> None:
        """Offer the priorities."""
        self._choose(_("Priority"), priority_choices(), "priority")

    def on_assign(self) -> None:
        """Offer the people who work here."""
        persons = self._page.sheet.persons if self._page.sheet else ()
        self._choose(_("Assign to"), person_choices(persons), "assignee")

    def on_assign_me(self) -> None:
        """Take the row's check."""
        if check := self._check():
            self._desk.edit_check(check, {"assignee": self._desk.session.person.id})

    def on_close_time(self) -> None:
        """Offer closing times for the row's check; any other can be typed."""
        self._choose(_("Close"), due_choices(now_ms()), "close", read_due)

    def on_still_holds(self) -> None:
        """Say that the row's check holds although its words changed."""

        def held(count: int) -> None:
            if not count:
                self._desk.told.emit(_("The words of this check did not change."))

        if check := self._check():
            self._desk.run(bulk.hold_many, [check.id], then=held)

    def on_article_close(self) -> None:
        """Offer times at which the article is due."""
        sheet = self._page.sheet
        if sheet is not None:
            self._offer(
                _("The article is due"),
                due_choices(now_ms()),
                sheet.article.close,
                lambda at: self._desk.run(articles.edit_article, sheet.article, close=at),
                self._page.head.left,
                read_due,
            )

    def _check(self) -> Check | None:
        point = self._page.list.current_point()
        if point is not None and point.check is not None:
            return point.check
        self._desk.told.emit(_("This row is not about a check."))
        return None

    def _choose(
        self,
        title: str,
        choices: list[Choice],
        field: str,
        read: Callable[[str], Choice | None] | None = None,
    ) -> None:
        if check := self._check():
            self._offer(
                title,
                choices,
                getattr(check, field),
                lambda value: self._desk.edit_check(check, {field: value}),
                None,
                read,
            )

    def _offer(
        self,
        title: str,
        choices: list[Choice],
        now: Any,
        chosen: Callable[[Any], None],
        below: QWidget | None,
        read: Callable[[str], Choice | None] | None,
    ) -> None:
        """Offer values below a widget, else in the current row, under its first line."""
        rows = self._page.list
        chooser = Chooser(title, choices, rows, ticked=[now], read=read)
        chooser.chosen.connect(chosen)
        if below is None:
            place = rows.visualRect(rows.currentIndex()).topLeft() + QPoint(18, 38)
            chooser.popup_at(rows.viewport().mapToGlobal(place))
        else:
            chooser.popup_at(below.mapToGlobal(QPoint(0, below.height() + 2)))
