"""What a card keeps behind *More*: risk, priority, people, times, tags, quote details, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.kinds import Kind, Risk
from db.records import NEVER, Annotation, Check, HistoryEntry
from db.store import Store
from editor.i18n import _, label, term
from editor.session import now_ms
from editor.times import moment
from editor.ui.check_choices import (
    due_choices,
    person_choices,
    priority_choices,
    read_due,
    risk_choices,
    verdict_choices,
)
from editor.ui.chip import Chip
from editor.ui.chooser import Choice, Chooser
from editor.ui.context_reading import history_lines
from editor.ui.desk import Desk
from editor.ui.fields import KeptField
from editor.ui.flow import FlowLayout
from editor.ui.opened import Reading
from editor.ui.queue_columns import USUAL, priority_words
from editor.ui.typist import Typist

TYPES = ("direct", "indirect", "mixed")
TERMS = ("on_record", "background", "not_for_attribution", "off_record")
QUOTE_FIELDS = (
    ("role", "Role"),
    ("attribution", "Attribution"),
    ("original", "Original wording"),
    ("original_language", "Original language"),
    ("translator", "Translator"),
)
PAST = 40
"""Entries of the history shown."""


class Past:
    """What happened to a mark and its check, newest first, and the names of who did it."""

    def __init__(self, history: Sequence[HistoryEntry], names: dict[str, str]) -> None:
        self.history = history
        self._names = names

    def name(self, person_id: str) -> str:
        """A person's name by id, else what was given."""
        return self._names.get(person_id, person_id)


class More(QWidget):
    """Chips that are set by a click or their key, and fields of a quote."""

    finished = Signal()

    def __init__(self, desk: Desk, typist: Typist) -> None:
        """No mark yet."""
        super().__init__()
        self._desk = desk
        self._mark: Annotation | None = None
        self._check: Check | None = None
        self.chips = {
            name: Chip(title)
            for name, title in (
                ("risk", _("Risk")),
                ("priority", _("Priority")),
                ("assignee", _("Assignee")),
                ("close", _("Close")),
                ("verdict", _("Verdict")),
                ("tags", _("Tags")),
                ("quote_type", _("Type")),
                ("terms", _("Terms")),
            )
        }
        self.fields = [
            KeptField(typist, name, _(title), one_line=True) for name, title in QUOTE_FIELDS
        ]
        self.history = QLabel()
        self.history.setWordWrap(True)
        self.history.setProperty("quiet", "true")
        self.history.setAccessibleName(_("History"))
        self.history.hide()
        flow = QWidget()
        row = FlowLayout(flow, 6)
        for name, chip in self.chips.items():
            row.addWidget(chip)
            chip.clicked.connect(lambda _on=False, name=name: self._on_chip(name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addWidget(flow)
        for field in self.fields:
            column.addWidget(field)
            field.finished.connect(self.finished)
        column.addWidget(self.history)

    def show_mark(self, reading: Reading, mark: Annotation, check: Check | None) -> None:
        """Show what a mark and its check are set to."""
        if self._mark is None or mark.id != self._mark.id:
            self.history.hide()
        elif not self.history.isHidden():
            self.show_history()
        self._mark, self._check = mark, check
        quote = mark.kind is Kind.QUOTE
        for name in ("risk", "priority", "assignee", "close"):
            self.chips[name].setVisible(check is not None)
        judged = check is not None and bool(self._desk.verdicts or check.verdict)
        self.chips["verdict"].setVisible(judged)
        for name in ("quote_type", "terms"):
            self.chips[name].setVisible(quote)
            self.chips[name].say(term(getattr(mark, name)))
        for field in self.fields:
            field.setVisible(quote)
            field.show_record(mark)
        self.chips["tags"].say(", ".join(mark.tags))
        if check is not None:
            usual = check.priority == USUAL
            who = reading.persons.get(check.assignee)
            self.chips["risk"].say("" if check.risk is Risk.NORMAL else label(check.risk))
            self.chips["priority"].say("" if usual else priority_words(check.priority))
            self.chips["assignee"].say(who.name if who else "")
            self.chips["verdict"].say(term(check.verdict))
            self.chips["close"].say("" if check.close == NEVER else moment(check.close, now_ms()))

    def commit(self) -> None:
        """Save what was typed."""
        for field in self.fields:
            field.commit()

    def show_history(self) -> None:
        """Read and show what happened to the mark and its check."""
        mark, reading = self._mark, self._desk.reading
        if mark is None or reading is None:
            return
        names = {person.id: person.name for person in reading.persons.values()}

        def question(store: Store) -> list[str]:
            entries = store.history(mark.id, PAST)
            entries += store.history(mark.check, PAST) if mark.check else []
            entries.sort(key=lambda entry: -entry.seq)
            return history_lines(Past(entries[:PAST], names), now_ms())

        self._desk.ask(question, lambda lines: self._on_history(mark.id, lines))

    def choose(self, name: str, over: QWidget) -> None:
        """Offer values for one field below `over`."""
        if self._mark is None or (self._check is None and name in CHECK_CHOICES):
            return
        record = self._check if name in CHECK_CHOICES else self._mark
        choices = CHOICES[name](self._desk)
        several = name == "tags"
        ticked = list(getattr(record, name)) if several else [getattr(record, name)]
        read: Callable[[str], Choice | None] | None = None
        if name == "close":
            read = read_due
        elif several:
            read = read_tag
        chooser = Chooser(self.chips[name].accessibleName(), choices, over, several, ticked, read)
        chooser.chosen.connect(lambda value: self.set(name, value))
        chooser.popup_at(over.mapToGlobal(QPoint(0, over.height() + 2)))

    def set(self, name: str, value: Any) -> None:
        """Set one field of the check or the mark."""
        if name in CHECK_CHOICES and self._check is not None:
            self._desk.edit_check(self._check, {name: value})
        elif self._mark is not None:
            self._desk.edit_annotation(self._mark, {name: value})

    def _on_chip(self, name: str) -> None:
        chip = self.chips[name]
        chip.setChecked(not chip.isChecked())
        self.choose(name, chip)

    def _on_history(self, mark_id: str, lines: list[str]) -> None:
        if self._mark is not None and self._mark.id == mark_id:
            self.history.setText("\n".join(lines) or _("Nothing happened to it yet."))
            self.history.show()


def _risks(desk: Desk) -> list[Choice]:
    return risk_choices()


def _priorities(desk: Desk) -> list[Choice]:
    return priority_choices()


def _persons(desk: Desk) -> list[Choice]:
    return person_choices(desk.reading.persons.values() if desk.reading else ())


def _closes(desk: Desk) -> list[Choice]:
    return due_choices(now_ms())


def _tags(desk: Desk) -> list[Choice]:
    marks = desk.reading.annotations if desk.reading else ()
    return [Choice(tag, tag) for tag in sorted({tag for mark in marks for tag in mark.tags})]


def read_tag(typed: str) -> Choice:
    """A tag as it was typed."""
    tag = " ".join(typed.split())
    return Choice(tag, tag)


def _types(desk: Desk) -> list[Choice]:
    return [Choice(key, term(key), key=str(n)) for n, key in enumerate(TYPES, 1)]


def _terms(desk: Desk) -> list[Choice]:
    return [Choice(key, term(key), key=str(n)) for n, key in enumerate(TERMS, 1)]


def _verdicts(desk: Desk) -> list[Choice]:
    return verdict_choices(desk.verdicts)


CHECK_CHOICES = {
    "risk": _risks,
    "priority": _priorities,
    "assignee": _persons,
    "close": _closes,
    "verdict": _verdicts,
}
CHOICES: dict[str, Callable[[Desk], list[Choice]]] = {
    **CHECK_CHOICES,
    "tags": _tags,
    "quote_type": _types,
    "terms": _terms,
}
