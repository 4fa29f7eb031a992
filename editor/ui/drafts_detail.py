"""The row a person stands on: both wordings, why it needs eyes, and what can be said of it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.kinds import PlacementStatus
from editor.commands.draft_outcome import same_words
from editor.exchange.change_log import LogEntry
from editor.exchange.comparison import because
from editor.i18n import _, term
from editor.text.compare import drift
from editor.text.substance import substance
from editor.ui.drafts_list import Row
from editor.ui.drafts_looks import FILLS
from editor.ui.drafts_reading import Item
from editor.ui.flow import FlowLayout
from editor.ui.pills import StatePill
from editor.ui.theme import current

LONGEST = 1200
"""Code points of a passage shown."""
AROUND = 28
"""Code points shown on either side of a candidate."""


class Detail(QScrollArea):
    """Shows one row; its buttons say what the keys say."""

    accepted = Signal()
    gone = Signal()
    held = Signal()
    placed = Signal()
    """The selection in the newer draft is to be the mark's place."""
    opened = Signal()
    candidate_chosen = Signal(int)

    def __init__(self) -> None:
        """Nothing to say yet."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.row: Row | None = None
        self.chosen = 0
        self.pill = StatePill()
        self.statement, self.why = QLabel(), QLabel()
        self.before, self.after = QLabel(), QLabel()
        self.candidates = QWidget()
        self._group, self._places = QButtonGroup(self), QVBoxLayout(self.candidates)
        self.accept_button = self._button(_("Accept"), "A", self.accepted)
        self.gone_button = self._button(_("Gone"), "X", self.gone)
        self.holds_button = self._button(_("Still holds"), "Y", self.held)
        self.place_button = self._button(_("Re-mark"), "Enter", self.placed)
        self.place_button.setToolTip(_("The mark stands where the newer draft is selected (Enter)"))
        self.open_button = self._button(_("To the article"), "Shift+Enter", self.opened)
        self._group.idClicked.connect(self._on_candidate)
        self._lay_out()
        self.show_row(None, "", False)

    def show_row(self, row: Row | None, text: str, can_settle: bool) -> None:
        """Show a row; `text` is the newer draft's, `can_settle` whether its places may change."""
        self.row, self.chosen = row, 0
        item = row if isinstance(row, Item) else None
        for button in (self.accept_button, self.gone_button, self.place_button):
            button.setVisible(item is not None and can_settle)
        self.open_button.setVisible(item is not None)
        self.holds_button.setVisible(item is not None and item.reopened)
        self.pill.setVisible(item is not None and item.check is not None)
        if item is not None and item.check is not None:
            self.pill.set_state(item.check.state)
        self.statement.setText(_statement(row))
        self.statement.setVisible(bool(self.statement.text()))
        old, new = both_sides(row) if row is not None else ("", "")
        self.before.setText(old)
        self.after.setText(new)
        self.before.setVisible(bool(old))
        self.after.setVisible(bool(new))
        self.why.setText(why(row) if row is not None else _("Nothing needs eyes here."))
        self._show_candidates(item if can_settle else None, text)

    def _show_candidates(self, item: Item | None, text: str) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        offered = item.place.candidates if item is not None else ()
        self.candidates.setVisible(bool(offered))
        for number, candidate in enumerate(offered):
            left = text[max(0, candidate.start - AROUND) : candidate.start]
            right = text[candidate.end : candidate.end + AROUND]
            words = " ".join(f"{left}[{text[candidate.start : candidate.end]}]{right}".split())
            button = QPushButton(f"{number + 1}  …{words[:110]}…")
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setProperty("small", "true")
            self._group.addButton(button, number)
            self._places.addWidget(button)

    def _on_candidate(self, number: int) -> None:
        self.chosen = number
        self.candidate_chosen.emit(number)

    def _button(self, text: str, key: str, signal: object) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(f"{text} ({key})")
        button.setProperty("small", "true")
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("ground", "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        for words in (self.statement, self.why, self.before, self.after):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for plain in (self.statement, self.why):
            plain.setTextFormat(Qt.TextFormat.PlainText)
        for rich in (self.before, self.after):
            rich.setTextFormat(Qt.TextFormat.RichText)
        self.statement.setProperty("quiet", "true")
        self.before.setAccessibleName(_("Before"))
        self.after.setAccessibleName(_("After"))
        self._places.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(self.pill)
        top.addWidget(self.why, 1)
        buttons = FlowLayout()
        for button in (
            self.accept_button,
            self.gone_button,
            self.holds_button,
            self.place_button,
            self.open_button,
        ):
            buttons.addWidget(button)
        column.addLayout(top)
        column.addLayout(buttons)
        column.addWidget(self.candidates)
        column.addWidget(self.statement)
        column.addWidget(self.before)
        column.addWidget(self.after)
        column.addStretch(1)
        self.setWidget(body)


def _statement(row: Row | None) -> str:
    """What is checked, unless it is what the passage said all the same, or why words changed."""
    if isinstance(row, Item) and row.check is not None:
        statement = row.check.statement
        said = (row.before, row.after, *row.check.reopened)
        if any(same_words(statement, words) for words in said):
            return ""
        return _("Check: {statement}").format(statement=statement[:LONGEST])
    return because(row) if isinstance(row, LogEntry) else ""


def why(row: Row) -> str:
    """What a person should know of a row, in one line."""
    if isinstance(row, LogEntry):
        kinds = ", ".join(term(kind) for kind in row.difference.substance)
        what = term(row.difference.kind)
        told = f"{what}: {kinds}" if kinds else what
        return f"{told} · {row.who}" if row.who else told
    if row.reopened:
        same = row.place.reason == "attribution"
        kinds = ", ".join(map(term, ["attribution"] if same else substance(*_words(row))))
        words = _("To be checked again: {what} changed").format(what=kinds or _("the words"))
        return words
    if row.place.reason == "person":
        return _("Looked at.")
    if row.place.reason == "attribution":
        return _("Changed: somebody else says it now.")
    if row.place.reason in ("rival", "thin", "likeness", "proposal", "proposed", "beside"):
        return f"{_(_SAID[row.status])} {term(row.place.reason).capitalize()}."
    if row.status is PlacementStatus.CHANGED and not row.changed:
        return _("Changed in form only: what was checked stands.")
    return _(_SAID[row.status])


_SAID = {
    PlacementStatus.KEPT: "Kept: the same words in the same place.",
    PlacementStatus.MOVED: "Moved: the same words in another place.",
    PlacementStatus.CHANGED: "Changed.",
    PlacementStatus.REVIEW: "Where does it stand?",
    PlacementStatus.CUT: "Cut: the text around it is there, the passage is not.",
    PlacementStatus.LOST: "Lost: neither the passage nor the text around it was found.",
}


def _words(item: Item) -> tuple[str, str]:
    reopened = item.check.reopened if item.check else ()
    return (reopened[0], reopened[-1]) if len(reopened) > 1 else (item.before, item.after)


def both_sides(row: Row) -> tuple[str, str]:
    """Both wordings as inert rich text, what differs on its colours; the second may be empty."""
    before, after = row.before[:LONGEST], row.after[:LONGEST]
    if isinstance(row, Item) and row.reopened:
        before, after = (words[:LONGEST] for words in _words(row))
    if before == after or not after:
        return _plain(before), ""
    pairs = drift(before, after)
    old = _coloured(before, [b for b, _a in pairs], FILLS["deleted"])
    new = _coloured(after, [a for _b, a in pairs], FILLS["inserted"])
    return _led(_("Before"), old) if before else "", _led(_("After"), new)


def _led(word: str, words: str) -> str:
    """Words with what they are before them, in a quiet colour."""
    return f'<span style="color:{current().roles["muted"]}">{escape(word)}</span>&nbsp; {words}'


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _coloured(text: str, stretches: list[str], state: object) -> str:
    """`text` with these stretches, which come in its order, on a state's colour."""
    fill, at, found = current().states[str(state)].fill, 0, ""
    for stretch in stretches:
        there = text.find(stretch, at) if stretch else -1
        if there < 0:
            continue
        found += _plain(text[at:there])
        found += f'<span style="background-color:{fill}">{_plain(stretch)}</span>'
        at = there + len(stretch)
    return found + _plain(text[at:])
