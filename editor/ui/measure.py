"""How the room of the article page is divided between the sheet of paper and the margin."""

from __future__ import annotations

from typing import NamedTuple

from editor.ui.paper import EDGE, SIDE

MEASURE, SHORT = 640, 530
"""Pixels of a line of text at zoom 1: as wanted, and where what stands beside needs room."""
ASIDE, NARROW, WIDE, SHARE = 360, 290, 400, 0.44
"""Pixels of what stands beside the sheet: as wanted, where there is little room, and at most; of
all the room it takes no more than its share.
"""


class Division(NamedTuple):
    """Pixels left free on either side of the sheet, and of what stands right of it."""

    left: int
    right: int
    aside: int


def divide(room: int, measure: float, zoom: float, beside: bool) -> Division:
    """Divide `room` pixels: lines get shorter, down to SHORT, before the margin gets narrow.

    `measure` is the length of a line that a person wants, 1 being usual; without `beside` the
    sheet has all the room.
    """
    wanted, least = (
        sheet(line, zoom) for line in (MEASURE * measure, min(MEASURE * measure, SHORT))
    )
    aside = min(ASIDE, max(NARROW, room - least), round(room * SHARE)) if beside else 0
    wanted = min(wanted, room - aside)
    left = max(0, (room - wanted - aside) // 2)
    right = max(aside, room - wanted - left)
    return Division(left, right, min(right, WIDE))


def sheet(line: float, zoom: float) -> int:
    """Pixels of a sheet of paper whose lines have `line` pixels at zoom 1."""
    return round((line + 2 * SIDE) * zoom) + 2 * EDGE
