"""The bar of the drafts page: which two drafts, how many marks of each kind, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from db.kinds import PlacementStatus
from db.records import Revision
from editor.i18n import _, label
from editor.ui.chip import Chip
from editor.ui.drafts_list import Row
from editor.ui.drafts_reading import ORDER, DraftsReading, needing_eyes
from editor.ui.flow import FlowLayout

EYES, CHANGES = "eyes", "changes"
"""What the list shows besides one status: what needs eyes, and every change of the text."""


class DraftsBar(QFrame):
    """Chooses the drafts and the rows; its buttons do what the menus do."""

    drafts_chosen = Signal(str, str)
    """Ids of the older and the newer draft."""
    shown = Signal(str)
    """`EYES`, `CHANGES`, or the value of a PlacementStatus."""
    file_wanted = Signal()
    paste_wanted = Signal()
    edit_wanted = Signal()
    export_wanted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        """No drafts yet."""
        super().__init__()
        self.setProperty("ground", "panel")
        self.setProperty("rule", "below")
        self.old, self.new = QComboBox(), QComboBox()
        self.old.setAccessibleName(_("Older draft"))
        self.new.setAccessibleName(_("Newer draft"))
        for box in (self.old, self.new):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.said = QLabel()
        self.said.setProperty("quiet", "true")
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setProperty("small", "true")
        self.export = QPushButton(_("Export comparison"))
        self.add = QPushButton(_("New draft"))
        self.add.setProperty("primary", "true")
        self.arrow, self._chips = QLabel("→"), QWidget()
        self.showing = EYES
        self.chips: dict[str, Chip] = {
            EYES: Chip(_("Needs eyes")),
            **{status.value: Chip(label(status).capitalize()) for status in ORDER},
            CHANGES: Chip(_("All changes")),
        }
        self._lay_out()
        self._connect()
        self.be_idle()

    def show_reading(self, reading: DraftsReading) -> None:
        """Say which drafts are compared, and the counts."""
        for widget in (self.old, self.arrow, self.new, self.export, self._chips, self.add):
            widget.show()
        self._fill(self.old, reading.drafts, reading.old)
        self._fill(self.new, reading.drafts, reading.new)
        counts = {EYES: len(needing_eyes(reading.items)), CHANGES: len(reading.entries)}
        counts |= {status.value: count for status, count in reading.counts.items()}
        for name, chip in self.chips.items():
            chip.say(str(counts[name]))
            chip.setChecked(name == self.showing)

    def show_none(self, has_article: bool) -> None:
        """Offer only the next draft, while there are no two to compare."""
        for widget in (self.old, self.arrow, self.new, self.export, self._chips):
            widget.hide()
        self.add.setVisible(has_article)

    def show_rows(self, name: str) -> None:
        """Choose what the list shows."""
        self.showing = name
        for other, chip in self.chips.items():
            chip.setChecked(other == name)
        self.shown.emit(name)

    def be_busy(self, words: str) -> None:
        """Say what is being done; it can be cancelled."""
        self.said.setText(words)
        self.said.show()
        self.cancel.show()
        self.add.setEnabled(False)

    def be_idle(self) -> None:
        """Nothing is being done."""
        self.said.hide()
        self.cancel.hide()
        self.add.setEnabled(True)

    def _fill(self, box: QComboBox, drafts: Sequence[Revision], chosen: Revision) -> None:
        with QSignalBlocker(box):
            box.clear()
            for draft in drafts:
                box.addItem(name_of(draft), draft.id)
            box.setCurrentIndex(box.findData(chosen.id))

    def _on_drafts(self) -> None:
        self.drafts_chosen.emit(self.old.currentData() or "", self.new.currentData() or "")

    def _lay_out(self) -> None:
        menu = QMenu(self)
        menu.addAction(_("From a file…")).triggered.connect(self.file_wanted)
        menu.addAction(_("From the clipboard")).triggered.connect(self.paste_wanted)
        menu.addAction(_("Edit the text here…")).triggered.connect(self.edit_wanted)
        self.add.setMenu(menu)
        self.arrow.setProperty("quiet", "true")
        self.arrow.setMinimumHeight(self.old.sizeHint().height())
        first = QWidget()
        top, chips = FlowLayout(first, 8), FlowLayout(self._chips, 6)
        for widget in (
            self.old,
            self.arrow,
            self.new,
            self.add,
            self.export,
            self.said,
            self.cancel,
        ):
            top.addWidget(widget)
        for chip in self.chips.values():
            chips.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(7)
        column.addWidget(first)
        column.addWidget(self._chips)

    def _connect(self) -> None:
        self.old.activated.connect(self._on_drafts)
        self.new.activated.connect(self._on_drafts)
        self.export.clicked.connect(self.export_wanted)
        self.cancel.clicked.connect(self.cancelled)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, name=name: self.show_rows(name))
            chip.cleared.connect(lambda: self.show_rows(EYES))


def name_of(draft: Revision) -> str:
    """A draft as it is chosen: its number and when it came, in local time."""
    when = datetime.fromtimestamp(draft.created / 1000).strftime("%d %b %H:%M")
    return _("Draft {number}, {when}").format(number=draft.number, when=when)


def rows_for(reading: DraftsReading, name: str) -> Sequence[Row]:
    """The rows of the list for what the bar shows."""
    if name == CHANGES:
        return reading.entries
    if name == EYES:
        return needing_eyes(reading.items)
    return [item for item in reading.items if item.status is PlacementStatus(name)]
