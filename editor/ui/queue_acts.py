"""What the keys of the queue do to the selected rows, each time in one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal

from db.kinds import Risk, State
from db.records import NEVER
from db.store import Store
from editor.commands import bulk, sources
from editor.commands.drafts import still_holds
from editor.i18n import _, label
from editor.session import Session, now_ms
from editor.times import HOUR, moment, parse_close
from editor.ui.chooser import Choice, Chooser
from editor.ui.queue_columns import priority_words
from editor.ui.queue_foot import QueueFoot
from editor.ui.queue_table import QueueTable
from editor.ui.sources_list import SIGNS


class QueueActs(QObject):
    """Sets fields of every selected check; offers the values where a key asks for one."""

    failed = Signal(object)

    def __init__(self, session: Session, table: QueueTable, foot: QueueFoot) -> None:
        """Acts on what is selected in `table`, with its progress in `foot`."""
        super().__init__(table)
        self._session, self._table, self._foot = session, table, foot

    def set_state(self, state: str, go_on: bool) -> None:
        """Put the selected checks in a state; one alone lets the next row be current."""
        self.set_fields({"state": State(state)}, go_on)

    def choose_risk(self) -> None:
        """Offer the risks; their first letters choose them."""
        choices = [Choice(risk, label(risk), key=label(risk)[0]) for risk in Risk]
        self._choose(_("Risk"), choices, "risk")

    def choose_priority(self) -> None:
        """Offer the priorities; their numbers choose them."""
        choices = [Choice(n, priority_words(n), key=str(n)) for n in range(4)]
        self._choose(_("Priority"), choices, "priority")

    def choose_assignee(self) -> None:
        """Offer the people who work here."""

        def offer(store: Store) -> list[Choice]:
            persons = [Choice(p.id, p.name, hint=p.initials) for p in store.persons()]
            return [*persons, Choice("", _("nobody"))]

        def show(choices: list[Choice]) -> None:
            self._choose(_("Assign to"), choices, "assignee")

        self._session.then(self._session.ask(offer), show, self.failed.emit)

    def choose_close(self) -> None:
        """Offer closing times; any other can be typed."""
        self._choose(_("Close"), due_choices(now_ms()), "close", read_due)

    def attach(self, pinned: str) -> None:
        """Put the pinned source under the selected checks, else ask which one."""
        if pinned:
            self._attach(pinned)
            return

        def offer(store: Store) -> list[Choice]:
            return [
                Choice(source.name, source.name, icon=SIGNS.get(source.kind, ""))
                for source in store.sources()
            ]

        def show(choices: list[Choice]) -> None:
            chooser = Chooser(_("Attach which source?"), choices, self._table, read=_named)
            chooser.chosen.connect(self._attach)
            chooser.popup_at(self._below_current())

        self._session.then(self._session.ask(offer), show, self.failed.emit)

    def still_holds(self) -> None:
        """Say that the selected checks hold although their words changed."""
        self._on_ids(still_holds)

    def _attach(self, source_name: str) -> None:
        self._on_ids(sources.attach_by_name, source_name)

    def _on_ids(self, command: Callable[..., Any], *args: Any) -> None:
        """Run a command on the ids of every selected check."""
        runs, model = self._table.selected_ranges(), self._table.queue
        if ids := self._table.selected_ids():
            self._run_on(command, ids, args)
        elif runs:
            future = model.ask(lambda store: ids_of(store, runs))
            self._session.then(
                future, lambda found: self._run_on(command, found, args), self.failed.emit
            )

    def _run_on(self, command: Callable[..., Any], ids: list[str], args: tuple[Any, ...]) -> None:
        future = self._session.run(command, ids, *args)
        self._session.then(future, lambda _done: None, self.failed.emit)

    def set_fields(self, fields: dict[str, Any], go_on: bool = False) -> None:
        """Set fields of every selected check in one act, which one undo takes back."""
        table, model = self._table, self._table.queue
        count = table.selected_count()
        if not count:
            return
        if count > 1 and count == model.rowCount() and model.numbered:
            self._run(bulk.set_matching, model.order.wanted, count, fields)
        elif ids := table.selected_ids():
            self._run(bulk.set_many, ids, count, fields)
        else:
            runs = table.selected_ranges()
            future = model.ask(lambda store: ids_of(store, runs))
            self._session.then(
                future, lambda ids: self._run(bulk.set_many, ids, count, fields), self.failed.emit
            )
        if go_on and count == 1:
            table.step(1)

    def _choose(
        self,
        title: str,
        choices: list[Choice],
        field: str,
        read: Callable[[str], Choice | None] | None = None,
    ) -> None:
        row = self._table.queue.row(self._table.current_row())
        if row is None or not self._table.selected_count():
            return
        ticked = [getattr(row.check, field)]
        chooser = Chooser(title, choices, self._table, ticked=ticked, read=read)
        chooser.chosen.connect(lambda value: self.set_fields({field: value}))
        chooser.popup_at(self._below_current())

    def _below_current(self) -> QPoint:
        rect = self._table.visualRect(self._table.currentIndex())
        return self._table.viewport().mapToGlobal(rect.bottomLeft())

    def _run(
        self, command: Callable[..., int], chosen: Any, count: int, fields: dict[str, Any]
    ) -> None:
        task = self._foot.begin(count, self._session.deliver)
        future = self._session.run(command, chosen, progress=task, **fields)
        self._session.then(future, lambda _done: self._foot.end(), self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self._foot.end()
        if not isinstance(error, bulk.Stopped):
            self.failed.emit(error)


def _named(typed: str) -> Choice:
    """A source that is not there yet, by the name typed."""
    name = " ".join(typed.split())
    return Choice(name, _("New document “{name}”").format(name=name))


def ids_of(store: Store, runs: list[tuple[int, int]]) -> list[str]:
    """The ids of the checks in runs of rows, first and last, of the store's numbering."""
    return [id_ for top, bottom in runs for id_ in store.rank_ids(top, bottom - top + 1)]


def due_choices(now: int) -> list[Choice]:
    """Closing times near `now` (ms UTC), and none at all."""
    today = datetime.fromtimestamp(now / 1000).replace(minute=0, second=0, microsecond=0)
    evening = round(today.replace(hour=20).timestamp() * 1000)
    times = [now + HOUR, now + 2 * HOUR, now + 4 * HOUR]
    times += [evening] if evening > now + 4 * HOUR else []
    times += [round(parse_close(words, now) or NEVER) for words in (_("tomorrow") + " 18:00",)]
    return [Choice(at, moment(at, now)) for at in times] + [Choice(NEVER, _("no time"))]


def read_due(typed: str) -> Choice | None:
    """The closing time somebody typed, said back; None while it cannot be read."""
    now = now_ms()
    at = parse_close(typed, now)
    return None if at is None else Choice(at, moment(at, now) or _("no time"))
