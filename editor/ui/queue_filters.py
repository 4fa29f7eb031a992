"""What a queue can be narrowed by, declared once, and the bar of chips that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from db.kinds import Kind, Risk, State
from db.records import QueueFilter
from db.store import Store
from editor.i18n import _, label
from editor.session import Session, now_ms
from editor.times import HOUR, moment
from editor.ui.chip import Chip
from editor.ui.chooser import Choice, Chooser
from editor.ui.flow import FlowLayout
from editor.ui.icons import KINDS, STATES

PAUSE = 120
"""Milliseconds after a typed letter before the queue is filtered."""

CHECKED = (Kind.QUOTE, Kind.CLAIM, Kind.FACT)
"""Kinds of marks that make checks."""

NOBODY = "-"
"""The assignee facet's value for checks without one."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by. `field` is of QueueFilter; `offer` gives the values there are.

    `several` values can be wanted at once; a `switch` is on or off and offers nothing; `free`
    takes what is typed as a value too.
    """

    field: str
    title: str
    offer: Callable[[Store], list[Choice]] = lambda store: []
    several: bool = False
    switch: bool = False
    free: bool = False


def _enum(members: Iterable[StrEnum], icons: dict[Any, str]) -> list[Choice]:
    return [Choice(member, label(member), icon=icons.get(member, "")) for member in members]


def _articles(store: Store) -> list[Choice]:
    return [Choice(a.id, a.headline or a.slug, hint=a.slug) for a in store.articles()]


def _desks(store: Store) -> list[Choice]:
    names = sorted({article.desk for article in store.articles() if article.desk})
    return [Choice(name, name) for name in names]


def _persons(store: Store) -> list[Choice]:
    return [Choice(NOBODY, _("nobody"))] + [Choice(p.id, p.name) for p in store.persons()]


def close_choices(now: int) -> list[Choice]:
    """Closing times to filter by: the value is the latest time wanted, in ms."""
    midnight = datetime.fromtimestamp(now / 1000).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [round((midnight + timedelta(days=n)).timestamp() * 1000) for n in (1, 2, 7)]
    names = (_("over already"), _("within two hours"), _("today"), _("by tomorrow"))
    times = (now, now + 2 * HOUR, days[0], days[1])
    offered = [Choice(time, name) for time, name in zip(times, names, strict=True)]
    return [*offered, Choice(days[2], _("within seven days"))]


FACETS: tuple[Facet, ...] = (
    Facet("open", "Open only", switch=True),
    Facet("states", "State", lambda store: _enum(State, STATES), several=True),
    Facet("kinds", "Kind", lambda store: _enum(CHECKED, KINDS), several=True),
    Facet("risks", "Risk", lambda store: _enum(Risk, {}), several=True),
    Facet("assignee", "Assignee", _persons),
    Facet("close_before", "Close", lambda store: close_choices(now_ms())),
    Facet("thin", "Thin", switch=True),
    Facet("article", "Article", _articles),
    Facet("desk", "Desk", _desks),
    Facet("speaker", "Speaker", free=True),
)


def value_of(wanted: QueueFilter, facet: Facet) -> Any:
    """What a filter wants of a facet; something false where it wants nothing."""
    if facet.field == "assignee" and wanted.unassigned:
        return NOBODY
    return getattr(wanted, facet.field)


def with_value(wanted: QueueFilter, facet: Facet, value: Any) -> QueueFilter:
    """The same filter with another value of one facet; None for no matter what."""
    if facet.field == "assignee":
        nobody = value == NOBODY
        return replace(wanted, unassigned=nobody, assignee="" if nobody else value or "")
    if value is None:
        value = getattr(QueueFilter(), facet.field)
    return replace(wanted, **{facet.field: value})


class FilterBar(QWidget):
    """The text field and the chips; `wanted` is what they ask for together."""

    changed = Signal(object)
    """The QueueFilter now wanted."""
    failed = Signal(object)
    left = Signal()
    """The keyboard should go to the rows."""

    def __init__(self, session: Session) -> None:
        """Chips over what the store of `session` holds."""
        super().__init__()
        self._session = session
        self.wanted = QueueFilter()
        self._names: dict[tuple[str, Any], str] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Words in statements, notes and articles (Ctrl+F)"))
        self.search.setAccessibleName(_("Filter by words"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.chips = {f.field: Chip(_(f.title), f.switch) for f in FACETS}
        self.clear_button = QToolButton()
        self.clear_button.setText(_("Clear filters"))
        self.clear_button.setProperty("quiet", "true")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self.tools = QHBoxLayout()
        self._lay_out()
        self._connect()
        self.set_wanted(QueueFilter())

    def set_wanted(self, wanted: QueueFilter) -> None:
        """Show a filter; nothing is announced."""
        self.wanted = wanted
        if self.search.text().strip() != wanted.text:
            self.search.setText(wanted.text)
            self._pause.stop()
        for facet in FACETS:
            self.chips[facet.field].say(self._words(facet))
        self.clear_button.setVisible(wanted != QueueFilter())

    def ask_for(self, facet: Facet, value: Any) -> None:
        """Want a value of a facet, None for no matter what, and announce it."""
        self._announce(with_value(self.wanted, facet, value))

    def open_chooser(self, facet: Facet) -> None:
        """Offer the values of a facet below its chip; a switch is turned."""
        if facet.switch:
            self.ask_for(facet, not value_of(self.wanted, facet))
            return
        self.chips[facet.field].say(self._words(facet))
        future = self._session.ask(facet.offer)
        self._session.then(future, lambda offered: self._offer(facet, offered), self.failed.emit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and Down leave the field for the rows; what was typed stays."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _offer(self, facet: Facet, offered: list[Choice]) -> None:
        chip, value = self.chips[facet.field], value_of(self.wanted, facet)
        self._names.update({(facet.field, one.value): one.text for one in offered})
        any_one = [] if facet.several else [Choice(None, _("any"))]
        chooser = Chooser(
            _(facet.title),
            any_one + offered,
            self,
            several=facet.several,
            ticked=value if facet.several else [value],
            read=(lambda typed: Choice(typed.strip(), typed.strip())) if facet.free else None,
        )
        chooser.chosen.connect(lambda chosen: self.ask_for(facet, chosen))
        chooser.popup_at(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _words(self, facet: Facet) -> str:
        value = value_of(self.wanted, facet)
        if not value:
            return ""
        if facet.switch:
            return _("on")
        if facet.several:
            return ", ".join(label(one) for one in value)
        if facet.field == "close_before":
            return _("before {when}").format(when=moment(value, now_ms()))
        known = self._names.get((facet.field, value))
        if known is None and not facet.free:
            self._learn(facet)
        return known or str(value)

    def _learn(self, facet: Facet) -> None:
        """Read the names of a facet's values, because a filter came that was not chosen here."""

        def learnt(offered: list[Choice]) -> None:
            self._names.update({(facet.field, one.value): one.text for one in offered})
            value = value_of(self.wanted, facet)
            self._names.setdefault((facet.field, value), str(value))
            self.chips[facet.field].say(self._words(facet))

        self._session.then(self._session.ask(facet.offer), learnt, self.failed.emit)

    def _announce(self, wanted: QueueFilter) -> None:
        changed = wanted != self.wanted
        self.set_wanted(wanted)
        if changed:
            self.changed.emit(wanted)

    def _on_typed(self) -> None:
        self._announce(replace(self.wanted, text=self.search.text().strip()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addLayout(self.tools)
        holder = QWidget()
        flow = FlowLayout(holder)
        for chip in self.chips.values():
            flow.addWidget(chip)
        flow.addWidget(self.clear_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(holder)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.left)
        self._pause.timeout.connect(self._on_typed)
        self.clear_button.clicked.connect(lambda: self._announce(QueueFilter()))
        for facet in FACETS:
            chip = self.chips[facet.field]
            chip.clicked.connect(lambda _on, one=facet: self.open_chooser(one))
            chip.cleared.connect(lambda one=facet: self.ask_for(one, None))
