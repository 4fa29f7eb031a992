"""What a report holds and for whom: one frozen value that window and command line share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from db.kinds import Kind, Risk, State


class Comments(StrEnum):
    """Which comments and threads leave the desk, by the tags of their marks."""

    NONE = "none"
    SHARED = "shared"
    INTERNAL = "internal"
    PRIVILEGED = "privileged"


class Redaction(StrEnum):
    """Which sources are hidden; `confidential` hides those a desk marked so."""

    NONE = "none"
    CONFIDENTIAL = "confidential"
    SOURCES = "sources"


class Paper(StrEnum):
    """The sheet a printed form is laid out for."""

    A4 = "a4"
    LETTER = "us-letter"


INTERNAL_TAG = "internal"
PRIVILEGED_TAG = "privileged"
"""Tags that keep a mark's words, not its check, inside the desk or with counsel."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What to put in a report; empty tuples choose everything.

    `draft` is the number of the draft reported on, 0 the newest. `history` adds the states each
    check went through, `text` the article itself. `preset` is the name shown to people.
    """

    draft: int = 0
    kinds: tuple[Kind, ...] = ()
    states: tuple[State, ...] = ()
    risks: tuple[Risk, ...] = ()
    comments: Comments = Comments.SHARED
    redaction: Redaction = Redaction.CONFIDENTIAL
    evidence: bool = True
    history: bool = True
    text: bool = True
    paper: Paper = Paper.A4
    language: str = ""
    preset: str = "desk"


_DESK = ReportOptions()
PRESETS: dict[str, ReportOptions] = {
    options.preset: options
    for options in (
        _DESK,
        replace(_DESK, comments=Comments.INTERNAL, redaction=Redaction.NONE, preset="archive"),
        replace(_DESK, comments=Comments.PRIVILEGED, redaction=Redaction.NONE, preset="counsel"),
        replace(_DESK, redaction=Redaction.CONFIDENTIAL, history=False, preset="author"),
        replace(
            _DESK,
            states=(State.CONFIRMED, State.CONFIRMED_WITH_CHANGE),
            comments=Comments.NONE,
            history=False,
            preset="public",
        ),
    )
}
"""Ready choices by name; a desk adds its own under the setting `report_presets`."""
