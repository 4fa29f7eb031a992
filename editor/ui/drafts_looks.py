"""How what became of a mark, and what changed in a text, look: sign, colours and words."""

from __future__ import annotations

from PySide6.QtCore import Qt

from db.kinds import PlacementStatus, State
from editor.ui.highlights import Style
from editor.ui.theme import Theme, Tint

SIGNS: dict[PlacementStatus, str] = {
    PlacementStatus.KEPT: "check",
    PlacementStatus.MOVED: "arrow-right",
    PlacementStatus.CHANGED: "replace",
    PlacementStatus.REVIEW: "circle-question-mark",
    PlacementStatus.CUT: "scissors",
    PlacementStatus.LOST: "circle-alert",
}
"""Icons, so that colour is never the only sign."""

TINTS: dict[PlacementStatus, State] = {
    PlacementStatus.KEPT: State.CONFIRMED,
    PlacementStatus.MOVED: State.CHECKING,
    PlacementStatus.CHANGED: State.QUERY,
    PlacementStatus.REVIEW: State.NEEDS_SECOND_SOURCE,
    PlacementStatus.CUT: State.CUT,
    PlacementStatus.LOST: State.CANNOT_CONFIRM,
}
"""The state whose colours a status wears."""

FILLS: dict[str, State] = {
    "deleted": State.CHANGE_NEEDED,
    "inserted": State.CONFIRMED,
    "changed": State.QUERY,
    "moved": State.CHECKING,
}
"""The state whose colours a difference wears; what is only form wears none."""


def tint_of(look: Theme, status: PlacementStatus) -> Tint:
    """The colours of a status."""
    return look.states[TINTS[status]]


def difference_style(look: Theme, kind: str, focused: bool = False) -> Style:
    """How a stretch that differs is painted under its words."""
    if kind == "form":
        return Style(look.roles["faint"], Qt.PenStyle.DotLine, 1.0)
    tint = look.states[FILLS[kind]]
    pen = Qt.PenStyle.DashLine if kind == "moved" else Qt.PenStyle.SolidLine
    return Style(tint.ink, pen, 1.6 if focused else 0.0, tint.fill, struck=kind == "deleted")
