"""The top of a mark's card: number, kind, who made it, and the state as a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from db.kinds import Risk, State
from db.records import Annotation, Check
from editor.i18n import _, label
from editor.session import now_ms
from editor.times import moment
from editor.ui.actions import STATE_KEYS
from editor.ui.chooser import Choice, Chooser
from editor.ui.elided import BETWEEN, Elided
from editor.ui.fonts import sans
from editor.ui.icons import KINDS, STATES, icon
from editor.ui.opened import Reading
from editor.ui.pills import paint_state, pill_size


class StateButton(QToolButton):
    """The state as a pill; a click or Enter offers the others."""

    state_chosen = Signal(object)
    """State."""

    def __init__(self) -> None:
        """A pill that says unchecked."""
        super().__init__()
        self._state = State.UNCHECKED
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self.set_state(State.UNCHECKED)

    def set_state(self, state: State) -> None:
        """Say another state."""
        self._state = state
        self.setAccessibleName(_("State: {state}").format(state=label(state)))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as its word needs."""
        size = pill_size(label(self._state), self.font())
        return QSize(size.width() + 2, size.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its sign and the beginning of its word."""
        return QSize(min(pill_size("four", self.font()).width(), self.sizeHint().width()), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, framed while it has the keyboard."""
        painter = QPainter(self)
        paint_state(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._state, self.font())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self.palette().accent().color())
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 11, 11)
        painter.end()

    def _on_clicked(self) -> None:
        choices = [
            Choice(state, label(state), key=key, icon=STATES[state])
            for state, key in STATE_KEYS.items()
        ]
        chooser = Chooser(_("State"), choices, self, ticked=[self._state])
        chooser.chosen.connect(self.state_chosen)
        chooser.popup_at(self.mapToGlobal(QPoint(0, self.height() + 2)))


BEFORE = 160
"""Code points shown of what a passage said before."""


class CardHead(QWidget):
    """Says which mark this is; asks to be closed."""

    state_chosen = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        """No mark yet."""
        super().__init__()
        self._sign, self._words, self._flags = QLabel(), Elided(), QLabel()
        self.state = StateButton()
        self.shut = QToolButton()
        self.shut.setIcon(icon("x", "muted"))
        self.shut.setIconSize(QSize(14, 14))
        self.shut.setAccessibleName(_("Close the card"))
        self._words.setFont(sans(12, QFont.Weight.DemiBold))
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setMinimumWidth(24)
        self._flags.setProperty("quiet", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.shut)
        self.state.state_chosen.connect(self.state_chosen)
        self.shut.clicked.connect(self.closed)

    def show_mark(self, reading: Reading, mark: Annotation, check: Check | None) -> None:
        """Say the number, kind, author and time of a mark, and its check's state."""
        self._sign.setPixmap(icon(KINDS[mark.kind], "muted").pixmap(QSize(15, 15)))
        number, who = reading.numbers.get(mark.id, 0), reading.initials.get(mark.author, "")
        words = [part for part in (f"{number}", who, moment(mark.created, now_ms())) if part]
        self._words.set_parts(words)
        self._words.setToolTip(BETWEEN.join([label(mark.kind), *words]))
        self._words.setAccessibleName(self._words.toolTip())
        self.state.setVisible(check is not None)
        if check is not None:
            self.state.set_state(check.state)


def tracked_words(mark: Annotation) -> str:
    """What an author's tracked change did, in words."""
    told = _("“{before}” became “{after}”") if mark.original else _("New: “{after}”")
    words = told.format(before=mark.original, after=mark.change)
    return " ".join(words.split())


def flags(check: Check | None) -> Sequence[str]:
    """What is unusual about a check, in words: legal, thin, reopened."""
    if check is None:
        return ()
    found = []
    if check.risk is not Risk.NORMAL:
        found.append(label(check.risk))
    if check.thin:
        found.append(_("thin"))
    if check.reopened:
        words = " ".join(check.reopened[0].split())[:BEFORE]
        found.append(_("words changed, before: {words}").format(words=words))
    return found
