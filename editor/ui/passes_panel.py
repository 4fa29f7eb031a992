"""Who has read this draft for what, and who may say it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from db.records import Pass
from editor.commands.passes import SIGN_OFF
from editor.i18n import _, term
from editor.session import now_ms
from editor.times import moment
from editor.ui.closing_sheet import Sheet


class PassesPanel(QWidget):
    """The house's list of passes over the newest draft, older ones below."""

    initial_wanted = Signal()
    sign_off_wanted = Signal()

    def __init__(self) -> None:
        """No article."""
        super().__init__()
        self.title = QLabel()
        self.list = QListWidget()
        self.note = QLabel()
        self.initial = QPushButton(_("Initial a pass (I)"))
        self.sign_off = QPushButton(_("Sign off…"))
        self.initial.clicked.connect(self.initial_wanted)
        self.sign_off.clicked.connect(self.sign_off_wanted)
        self._lay_out()
        self.show_sheet(None, "")

    def show_sheet(self, sheet: Sheet | None, person: str) -> None:
        """Show the passes of an article to `person` (id), who may be the one to sign off."""
        self.list.clear()
        self.setEnabled(sheet is not None)
        self.title.setText(_("Passes"))
        self.note.clear()
        if sheet is None:
            return
        self.title.setText(_("Passes of draft {number}").format(number=sheet.revision.number))
        now = now_ms()
        for purpose in (*sheet.purposes, SIGN_OFF):
            done = [one for one in sheet.standing if one.purpose == purpose]
            self.list.addItems([_done(sheet, one, now) for one in done] or [_open(purpose)])
        earlier = [one for one in sheet.passes if one not in sheet.standing]
        self.list.addItems([_earlier(sheet, one, now) for one in earlier])
        self.note.setText(second_reader(sheet, person))

    def _lay_out(self) -> None:
        self.title.setProperty("heading", "true")
        self.list.setAccessibleName(_("Passes"))
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setWordWrap(True)
        self.list.setProperty("tight", "true")
        self.list.setProperty("ground", "panel")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.note.setWordWrap(True)
        self.note.setProperty("quiet", "true")
        self.sign_off.setProperty("primary", "true")
        buttons = QHBoxLayout()
        buttons.addWidget(self.initial)
        buttons.addWidget(self.sign_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(buttons)


def second_reader(sheet: Sheet, person: str) -> str:
    """Whether `person` (id) can be the one who signs off, in one sentence."""
    if sheet.alone:
        return _("You work here alone: the report will say that there was no second reader.")
    if person in sheet.checkers:
        return _("You checked this article: somebody else has to sign it off.")
    return _("You did not check this article: you can sign it off.")


def _done(sheet: Sheet, one: Pass, now: int) -> str:
    alone = one.purpose == SIGN_OFF and one.person in sheet.checkers
    parts = [one.initials, sheet.name(one.person), moment(one.at, now)]
    parts += [_("no second reader") if alone else "", one.remarks]
    return f"✓ {term(one.purpose)}: " + ", ".join(part for part in parts if part)


def _open(purpose: str) -> str:
    return _("– {purpose}: not yet").format(purpose=term(purpose))


def _earlier(sheet: Sheet, one: Pass, now: int) -> str:
    when = moment(one.at, now)
    told = _("{purpose}, earlier draft: {initials}, {when}")
    if one.withdrawn:
        told = _("{purpose}, withdrawn: {initials}, {when}")
    return told.format(purpose=term(one.purpose), initials=one.initials, when=when)
