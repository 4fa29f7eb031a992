"""What keys do to the selected checks of the queue or of a source, each time in one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QPoint, Signal

from db.kinds import State
from db.records import Check
from db.store import Store
from editor.commands import bulk
from editor.i18n import _
from editor.session import now_ms
from editor.ui.check_choices import (
    due_choices,
    person_choices,
    priority_choices,
    read_due,
    risk_choices,
    verdict_choices,
)
from editor.ui.chooser import Choice, Chooser
from editor.ui.desk import Desk, verdicts_given
from editor.ui.row_foot import Task, Underway
from editor.ui.sources_list import SIGNS

T = TypeVar("T")


class Rows(Protocol):
    """A view of rows, each a check; keys act on the selected ones."""

    def current_check(self) -> Check | None:
        """The check of the current row; None without one, and while it is being read."""

    def selected_count(self) -> int:
        """How many rows are selected."""

    def when_chosen(self, then: Callable[[bulk.Chosen], None]) -> None:
        """Hand the selected checks to `then`: their ids, or the filter that shows all of them."""

    def passages(self, article_id: str) -> list[str]:
        """The ids of marks of the selected checks that belong to an article, as far as read."""

    def step(self, by: int) -> None:
        """Go to the next or previous row."""

    def below_current(self) -> QPoint:
        """The bottom left corner of the current row, on the screen."""


class RowActs(QObject):
    """Sets fields of every selected check; offers the values where a key asks for one."""

    failed = Signal(object)

    def __init__(self, desk: Desk, rows: Rows, underway: Underway) -> None:
        """Acts on what is selected in `rows`, with its progress in `underway`."""
        super().__init__(underway)
        self.desk, self._session = desk, desk.session
        self._rows, self._underway = rows, underway

    def on_state(self, state: str) -> None:
        """Put the selected checks in a state; one alone lets the next row be current."""
        self.set_fields({"state": State(state)}, go_on=True)

    def on_state_other(self, state: str) -> None:
        """Put the selected checks in a state and stay."""
        self.set_fields({"state": State(state)})

    def on_risk(self) -> None:
        """Offer the risks; their first letters choose them."""
        self._choose(_("Risk"), risk_choices(), "risk")

    def on_priority(self) -> None:
        """Offer the priorities; their numbers choose them."""
        self._choose(_("Priority"), priority_choices(), "priority")

    def on_verdict(self) -> None:
        """Offer the house's verdicts, where they are given on our own copy."""
        if verdicts_given(self.desk):
            self._choose(_("Verdict"), verdict_choices(self.desk.verdicts), "verdict")

    def on_assign(self) -> None:
        """Offer the people who work here."""
        self.ask(
            lambda store: person_choices(store.persons()),
            lambda choices: self._choose(_("Assign to"), choices, "assignee"),
        )

    def on_assign_me(self) -> None:
        """Take the selected checks."""
        self.set_fields({"assignee": self._session.person.id})

    def on_close_time(self) -> None:
        """Offer closing times; any other can be typed."""
        self._choose(_("Close"), due_choices(now_ms()), "close", read_due)

    def on_attach(self) -> None:
        """Put the pinned source under the selected checks, else ask which one."""
        if not self.any_selected():
            return
        if self.desk.pinned:
            self._attach(self.desk.pinned)
            return

        def offer(store: Store) -> list[Choice]:
            return [
                Choice(source.name, source.name, icon=SIGNS.get(source.kind, ""))
                for source in store.sources()
            ]

        def show(choices: list[Choice]) -> None:
            self.offer(_("Attach which source?"), choices, self._attach, read=_named)

        self.ask(offer, show)

    def on_still_holds(self) -> None:
        """Say that the selected checks hold although their words changed."""

        def held(count: int) -> None:
            if not count:
                self.desk.told.emit(_("The words of what is selected did not change."))

        self.run(bulk.hold_many, done=held)

    def any_selected(self) -> bool:
        """Whether a check is selected; says so where none is."""
        if not self._rows.selected_count():
            self.desk.told.emit(_("No check is selected here."))
            return False
        return True

    def set_fields(self, fields: dict[str, Any], go_on: bool = False) -> None:
        """Set fields of every selected check in one act, which one undo takes back."""
        self.run(bulk.set_many, **fields)
        if go_on and self._rows.selected_count() == 1:
            self._rows.step(1)

    def run(
        self,
        command: Callable[..., int],
        *args: Any,
        done: Callable[[int], None] = lambda _count: None,
        refused: Callable[[], None] = lambda: None,
        **fields: Any,
    ) -> None:
        """Run a command of `editor.commands.bulk` on every selected check, with its progress.

        `done` hears what it returns; `refused` is called where it failed or was stopped. Without
        a selected row that is said.
        """
        if self.any_selected():
            count = self._rows.selected_count()
            self._rows.when_chosen(
                lambda chosen: self._run(command, chosen, count, args, fields, done, refused)
            )

    def ask(self, question: Callable[[Store], T], then: Callable[[T], None]) -> None:
        """Ask the store; a failure is told."""
        self._session.then(self._session.ask(question), then, self.failed.emit)

    def offer(
        self,
        title: str,
        choices: list[Choice],
        chosen: Callable[[Any], None],
        **how: Any,
    ) -> None:
        """Offer values below the current row; `how` is of Chooser."""
        chooser = Chooser(title, choices, self._underway, **how)
        chooser.chosen.connect(chosen)
        chooser.popup_at(self._rows.below_current())

    def _attach(self, source_name: str) -> None:
        self.run(bulk.attach_many, source_name)

    def _choose(
        self,
        title: str,
        choices: list[Choice],
        field: str,
        read: Callable[[str], Choice | None] | None = None,
    ) -> None:
        check = self._rows.current_check()
        if self.any_selected() and check is not None:
            self.offer(
                title,
                choices,
                lambda value: self.set_fields({field: value}),
                ticked=[getattr(check, field)],
                read=read,
            )

    def _run(
        self,
        command: Callable[..., int],
        chosen: bulk.Chosen,
        count: int,
        args: tuple[Any, ...],
        fields: dict[str, Any],
        done: Callable[[int], None],
        refused: Callable[[], None],
    ) -> None:
        task = self._underway.begin(count, self._session.deliver)
        future = self._session.run(command, chosen, *args, progress=task, **fields)

        def ended(changed: int) -> None:
            self._underway.end(task)
            done(changed)

        self._session.then(future, ended, self._on_failed(task, refused))

    def _on_failed(
        self, task: Task, refused: Callable[[], None]
    ) -> Callable[[BaseException], None]:
        def failed(error: BaseException) -> None:
            self._underway.end(task)
            refused()
            if not isinstance(error, bulk.Stopped):
                self.failed.emit(error)

        return failed


def _named(typed: str) -> Choice:
    """A source that is not there yet, by the name typed."""
    name = " ".join(typed.split())
    return Choice(name, _("New document “{name}”").format(name=name))
