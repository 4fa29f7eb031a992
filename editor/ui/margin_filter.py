"""Which cards the margin shows: open ones, mine, of chosen kinds, states, risks and people."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from db.kinds import Kind, Risk, State
from db.records import Annotation
from editor.i18n import _, label
from editor.session import Session
from editor.ui.chip import Chip
from editor.ui.chooser import Choice, Chooser
from editor.ui.icons import KINDS, STATES
from editor.ui.margin import HEAD, Margin
from editor.ui.opened import Reading

NO_MARKS = (
    "Nothing is marked yet. F marks a fact, Q a quote, C a claim: the words selected, or the"
    " sentence. S shows suggestions."
)
NO_FIT = "No mark fits the filter."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a card must be to show; empty fields do not filter. `chosen` mixes kinds, states,
    risks and ids of persons: one of each sort that occurs must fit.
    """

    open: bool = False
    mine: str = ""
    speaker: str = ""
    chosen: tuple[object, ...] = ()

    def fits(self, reading: Reading, mark: Annotation) -> bool:
        """Whether a mark shows."""
        check = reading.check_of(mark)
        if self.open and not reading.is_open(mark):
            return False
        if self.speaker and mark.speaker != self.speaker:
            return False
        people: set[object] = {mark.author, check.assignee if check else ""}
        people |= reading.addressed.get(mark.id, frozenset())
        if self.mine and self.mine not in people:
            return False
        have: dict[type, set[object]] = {
            Kind: {mark.kind},
            State: {check.state} if check else set(),
            Risk: {check.risk} if check else set(),
            str: people,
        }
        for sort, values in have.items():
            asked = {value for value in self.chosen if type(value) is sort}
            if asked and not asked & values:
                return False
        return True


class MarginFilter(QFrame):
    """Three chips and how many cards show."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        """Everything shows; `session` knows who works here."""
        super().__init__()
        self.wanted = Wanted()
        self.nothing = ""
        """Why the last sifting left no mark, in words."""
        self._session, self._reading = session, None
        self.setProperty("ground", "window")
        self.open = Chip(_("Open"), switch=True)
        self.mine = Chip(_("Mine"), switch=True)
        self.more = Chip(_("Filter"))
        self.speaker = Chip(_("Speaker"))
        self.speaker.hide()
        self.count = QLabel()
        self.count.setProperty("quiet", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(6)
        for chip in (self.open, self.mine, self.more, self.speaker):
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.count)
        self.open.clicked.connect(lambda: self.set(replace(self.wanted, open=not self.wanted.open)))
        self.mine.clicked.connect(self._on_mine)
        self.more.clicked.connect(self._on_more)
        self.speaker.clicked.connect(lambda: self.set(replace(self.wanted, speaker="")))
        self.speaker.cleared.connect(lambda: self.set(replace(self.wanted, speaker="")))
        self.more.cleared.connect(lambda: self.set(replace(self.wanted, chosen=())))

    _reading: Reading | None

    def set(self, wanted: Wanted) -> None:
        """Show what fits `wanted`."""
        self.wanted = wanted
        self.open.say(_("on") if wanted.open else "")
        self.mine.say(_("on") if wanted.mine else "")
        self.more.say(str(len(wanted.chosen)) if wanted.chosen else "")
        self.speaker.say(wanted.speaker)
        self.speaker.setVisible(bool(wanted.speaker))
        self.changed.emit()

    def sift(self, reading: Reading) -> list[Annotation]:
        """The marks that stand in the draft and show."""
        self._reading = reading
        if self.wanted == Wanted():
            shown = reading.placed
        else:
            shown = [mark for mark in reading.placed if self.wanted.fits(reading, mark)]
        total = len(reading.placed)
        self.nothing = _(NO_FIT) if total else _(NO_MARKS)
        words = f"{total}" if len(shown) == total else f"{len(shown)} / {total}"
        self.count.setText(words)
        self.count.setAccessibleName(
            _("{shown} of {total} marks").format(shown=len(shown), total=total)
        )
        return shown

    def _on_mine(self) -> None:
        self.set(replace(self.wanted, mine="" if self.wanted.mine else self._session.person.id))

    def _on_more(self) -> None:
        self.more.setChecked(bool(self.wanted.chosen))
        persons = self._reading.persons.values() if self._reading else ()
        choices = [Choice(kind, label(kind), icon=KINDS[kind]) for kind in Kind]
        choices += [Choice(state, label(state), icon=STATES[state]) for state in State]
        choices += [Choice(risk, label(risk), hint=_("risk"), icon="scale") for risk in Risk]
        choices += [Choice(p.id, p.name, icon="user") for p in persons]
        chooser = Chooser(
            _("Show"), choices, self.more, several=True, ticked=list(self.wanted.chosen)
        )
        chooser.chosen.connect(lambda chosen: self.set(replace(self.wanted, chosen=chosen)))
        chooser.popup_at(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))


class Aside(QWidget):
    """The margin with its filter lying over the top."""

    def __init__(self, margin: Margin, sieve: MarginFilter) -> None:
        """Hold both."""
        super().__init__()
        self._margin, self._sieve = margin, sieve
        margin.setParent(self)
        sieve.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin has all the room."""
        self._margin.setGeometry(self.rect())
        self._sieve.setGeometry(0, 0, self.width(), HEAD)
        self._sieve.raise_()
