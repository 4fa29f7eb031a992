"""The bar of chips that narrows the queue."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from db.records import QueueFilter
from editor.i18n import _, label
from editor.session import Session, now_ms
from editor.ui.chip import Chip
from editor.ui.chooser import Choice, Chooser
from editor.ui.flow import FlowLayout
from editor.ui.queue_facets import FACETS, Facet, times_words, value_of, with_value

PAUSE = 120
"""Milliseconds after a typed letter before the queue is filtered."""


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
            read=facet.read,
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
        if facet.field == "close":
            return times_words(value, now_ms())
        known = self._names.get((facet.field, value))
        if known is None and facet.read is None:
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
