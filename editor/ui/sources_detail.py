"""One source: what it is, its file, what rests on it, and the attempts to reach it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.records import ContactAttempt
from editor.commands.sources import KINDS, RESULTS
from editor.i18n import _, plural, term
from editor.session import now_ms
from editor.times import moment
from editor.ui.fields import KeptField
from editor.ui.flow import FlowLayout
from editor.ui.icons import icon
from editor.ui.keeper import Kept
from editor.ui.sources_facts import FactsList
from editor.ui.sources_reading import SourceView
from editor.ui.typist import Typist

FIELDS: dict[str, str] = {
    "name": "Name",
    "contact": "Telephone, mail, address",
    "locator": "Where it is found",
    "note": "Note",
}
"""The fields of a source that are typed, and what people call them."""


class SourceDetail(QWidget):
    """Everything about the current source; each field is saved when it is left."""

    changed = Signal(dict)
    """Fields of the source to change at once."""
    file_wanted = Signal()
    file_saved = Signal()
    """Somebody wants the kept file as a file of her own."""
    attempt_made = Signal(str, str, str)
    """Way, result and note."""
    sheet_wanted = Signal()
    pin_wanted = Signal()
    remove_wanted = Signal()
    left = Signal()
    """The keyboard should go back to the list."""

    def __init__(self, typist: Typist) -> None:
        """No source; `typist` keeps what is typed."""
        super().__init__()
        self.view: SourceView | None = None
        self._body = QWidget()
        self.fields = {
            name: KeptField(typist, name, _(title), one_line=name != "note")
            for name, title in FIELDS.items()
        }
        self.kind = _combo(_("Kind"), KINDS)
        self.confidential = QCheckBox(_("Confidential"))
        self.file = QPushButton()
        self.save_file = QPushButton(_("Save a copy…"))
        self.pin = QPushButton(_("Pin (Shift+V)"))
        self.sheet = QPushButton(_("Call sheet…"))
        self.remove = QPushButton(_("Remove"))
        self.facts_title, self.attempts_title = QLabel(), QLabel()
        self.facts = FactsList()
        self.work = QSplitter()
        self.attempts = QListWidget()
        self.way, self.note = QLineEdit(), QLineEdit()
        self._kept = [
            Kept(typist.keeper, line, field)
            for line, field in ((self.way, "attempt way"), (self.note, "attempt note"))
        ]
        self.result = _combo(_("Result"), RESULTS)
        self.log = QPushButton(_("Log attempt"))
        self._lay_out()
        self._connect()
        self.show_view(None, "")

    def show_view(self, view: SourceView | None, pinned: str) -> None:
        """Show a source, or none; typed text stays."""
        for kept in self._kept:
            kept.show(view.source.id if view else "")
        self.view = view
        self.setEnabled(view is not None)
        self._body.setVisible(view is not None)
        self.facts.show_view(view)
        self.attempts.clear()
        if view is None:
            for field in self.fields.values():
                field.forget_record()
            for title in (self.facts_title, self.attempts_title):
                title.clear()
            self._show_file("")
            return
        source = view.source
        for field in self.fields.values():
            field.show_record(source)
        self.kind.setCurrentIndex(self.kind.findData(source.kind))
        self.confidential.setChecked(source.confidential)
        self._show_file(source.file_name if source.file else "")
        self.pin.setText(_("Let go (Shift+V)") if source.name == pinned else _("Pin (Shift+V)"))
        self.remove.setEnabled(not view.resting)
        articles = len({one.row.check.article for one in view.resting})
        count = len(view.resting)
        told = plural("{count} fact rests on it", "{count} facts rest on it", count)
        many = plural("in {count} article", "in {count} articles", articles)
        self.facts_title.setText(f"{told}, {many}" if count else _("Nothing rests on it yet"))
        now = now_ms()
        self.attempts.addItems([attempt_line(one, view, now) for one in view.attempts])
        self.attempts_title.setText(
            plural(
                "{count} attempt to reach it", "{count} attempts to reach it", len(view.attempts)
            )
        )

    def commit(self) -> None:
        """Save what was typed."""
        for field in self.fields.values():
            field.commit()

    def _show_file(self, name: str) -> None:
        self.file.setText(name.replace("&", "&&") or _("Keep a file…"))
        self.file.setToolTip(_("Keep a file in the store as this source"))
        self.save_file.setVisible(bool(name))

    def _on_log(self) -> None:
        way, note = self.way.text().strip(), self.note.text().strip()
        self.attempt_made.emit(way, self.result.currentData(), note)

    def attempt_logged(self, source_id: str) -> None:
        """Forget the attempt typed for a source, for it is stored."""
        if self.view is not None and self.view.source.id == source_id:
            self.note.clear()
        for kept in self._kept:
            kept.forget(source_id)

    def _lay_out(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for title in (self.facts_title, self.attempts_title):
            title.setProperty("heading", "true")
        self.file.setIcon(icon("paperclip", "muted"))
        self.pin.setIcon(icon("pin", "muted"))
        self.attempts.setAccessibleName(_("Attempts to reach it"))
        self.attempts.setProperty("ground", "panel")
        self.attempts.setWordWrap(True)
        for line, name in ((self.way, _("By telephone, mail…")), (self.note, _("Note"))):
            line.setAccessibleName(name)
            line.setPlaceholderText(name)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        self.work.setChildrenCollapsible(False)
        self.work.addWidget(_column(self.facts_title, self.facts))
        parts.addWidget(self.work)
        parts.addWidget(_column(self.attempts_title, self.attempts, self._log_row()))
        parts.setSizes([800, 100])
        parts.setStretchFactor(0, 1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(self._form())
        column.addWidget(_flow(self.file, self.save_file, self.pin, self.sheet, self.remove))
        column.addWidget(parts, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        kind = QLabel(_("Kind"))
        kind.setProperty("quiet", "true")
        kind.setBuddy(self.kind)
        chosen = QVBoxLayout()
        chosen.setSpacing(2)
        chosen.addWidget(kind)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.kind, 1)
        beside.addWidget(self.confidential)
        chosen.addLayout(beside)
        chosen.addStretch(1)
        grid.addWidget(self.fields["name"], 0, 0, 1, 2)
        grid.addLayout(chosen, 0, 2, 1, 2)
        grid.addWidget(self.fields["contact"], 1, 0)
        grid.addWidget(self.fields["locator"], 1, 1)
        grid.addWidget(self.fields["note"], 1, 2, 1, 2)
        for column, stretch in enumerate((3, 3, 2, 2)):
            grid.setColumnStretch(column, stretch)
        return grid

    def _log_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.way, 2), (self.result, 0), (self.note, 3), (self.log, 0)):
            row.addWidget(widget, stretch)
        return holder

    def _connect(self) -> None:
        self.kind.activated.connect(lambda at: self.changed.emit({"kind": self.kind.itemData(at)}))
        self.confidential.clicked.connect(lambda on: self.changed.emit({"confidential": on}))
        self.file.clicked.connect(self.file_wanted)
        self.save_file.clicked.connect(self.file_saved)
        self.pin.clicked.connect(self.pin_wanted)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.log.clicked.connect(self._on_log)
        self.note.returnPressed.connect(self._on_log)
        for field in self.fields.values():
            field.finished.connect(self.left)


def attempt_line(attempt: ContactAttempt, view: SourceView, now: int) -> str:
    """When, how, what came of it, and who tried."""
    who = view.names.get(attempt.author, attempt.author)
    parts = [moment(attempt.at, now), attempt.way, term(attempt.result), attempt.note, who]
    return " · ".join(part for part in parts if part)


def _combo(name: str, keys: tuple[str, ...]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for key in keys:
        combo.addItem(term(key), key)
    return combo


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 4, 0, 4)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _flow(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder)
    for widget in widgets:
        row.addWidget(widget)
    return holder
