"""Which suggestions are offered: of which kinds, of whom, and how sure they have to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from db.kinds import Kind
from db.records import Suggestion
from editor.i18n import _, label
from editor.text.suggest import USUAL
from editor.ui.chip import Chip
from editor.ui.chooser import Choice, Chooser

STEPS = 100
"""Places of the slider from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a suggestion must be to be offered; empty fields do not filter."""

    least: float = USUAL
    kinds: tuple[Kind, ...] = ()
    speaker: str = ""

    def fits(self, offer: Suggestion) -> bool:
        """Whether a suggestion is offered."""
        if self.kinds and offer.kind not in self.kinds:
            return False
        if self.speaker and offer.speaker != self.speaker:
            return False
        return offer.score >= self.least


class OfferSieve(QWidget):
    """A chip for kinds, one for speakers, and a slider that says how many would be left."""

    changed = Signal()
    """`sought` is another."""
    least_chosen = Signal(float)
    """The least score somebody let go of the slider at."""

    def __init__(self) -> None:
        """Suggestions of the usual score of every kind."""
        super().__init__()
        self.sought = Sought()
        self._wished = self.sought.least
        self._offers: list[Suggestion] = []
        self.kinds, self.speaker = Chip(_("Kinds")), Chip(_("Speaker"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(10)
        self.slider.setValue(round(self.sought.least * STEPS))
        self.slider.setAccessibleName(_("How sure a suggestion has to be"))
        self.slider.setToolTip(_("Left: more suggestions. Right: only sure ones."))
        self.count = QLabel()
        self.count.setProperty("quiet", "true")
        self._lay_out()
        self._connect()

    def set_least(self, least: float) -> None:
        """Offer what has at least this score, from 0 to 1, or the surest where nothing has."""
        self._wished = least
        self.slider.setValue(round(least * STEPS))

    def set_speaker(self, speaker: str) -> None:
        """Offer one speaker's words alone; everybody's for ""."""
        self._set(replace(self.sought, speaker=speaker))

    def sift(self, offers: Sequence[Suggestion]) -> list[Suggestion]:
        """Those that are offered; the chips, the slider and the count are of these from now on.

        The slider ends at the surest of them, so that it never leaves nothing.
        """
        self._offers = list(offers)
        asked = replace(self.sought, least=0.0)
        best = max((offer.score for offer in offers if asked.fits(offer)), default=1.0)
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(max(int(best * STEPS), 1))
            self.slider.setValue(round(self._wished * STEPS))
        self.sought = replace(self.sought, least=min(self._wished, best))
        found = [offer for offer in offers if self.sought.fits(offer)]
        said = _("{shown} of {total}").format(shown=len(found), total=len(offers))
        self.count.setText(said)
        self.slider.setAccessibleDescription(_("{said} suggestions").format(said=said))
        return found

    def clear(self) -> None:
        """Offer every kind and everybody's words again."""
        self._set(replace(self.sought, kinds=(), speaker=""))

    def _set(self, sought: Sought) -> None:
        if sought != self.sought:
            self.sought = sought
            self.kinds.say(", ".join(label(kind) for kind in sought.kinds))
            self.speaker.say(sought.speaker)
            self.changed.emit()

    def _on_kinds(self) -> None:
        self.kinds.setChecked(bool(self.sought.kinds))
        counts = Counter(offer.kind for offer in self._offers)
        choices = [Choice(kind, label(kind), hint=str(counts[kind])) for kind in counts]
        chooser = Chooser(_("Kinds"), choices, self.kinds, several=True, ticked=self.sought.kinds)
        chooser.chosen.connect(lambda kinds: self._set(replace(self.sought, kinds=kinds)))
        chooser.popup_at(self.kinds.mapToGlobal(QPoint(0, self.kinds.height() + 2)))

    def _on_speaker(self) -> None:
        self.speaker.setChecked(bool(self.sought.speaker))
        counts = Counter(offer.speaker for offer in self._offers if offer.speaker)
        choices = [Choice("", _("Everybody"))]
        choices += [Choice(name, name, hint=str(count)) for name, count in counts.most_common()]
        chooser = Chooser(_("Speaker"), choices, self.speaker)
        chooser.chosen.connect(self.set_speaker)
        chooser.popup_at(self.speaker.mapToGlobal(QPoint(0, self.speaker.height() + 2)))

    def _on_slid(self, value: int) -> None:
        self._wished = value / STEPS
        self._set(replace(self.sought, least=self._wished))

    def _lay_out(self) -> None:
        chips, row = QHBoxLayout(), QHBoxLayout()
        for chip in (self.kinds, self.speaker):
            chips.addWidget(chip)
        chips.addStretch(1)
        row.addWidget(self.slider, 1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(chips)
        column.addLayout(row)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._on_slid)
        self.slider.sliderReleased.connect(lambda: self.least_chosen.emit(self._wished))
        self.kinds.clicked.connect(self._on_kinds)
        self.kinds.cleared.connect(lambda: self._set(replace(self.sought, kinds=())))
        self.speaker.clicked.connect(self._on_speaker)
        self.speaker.cleared.connect(lambda: self.set_speaker(""))
