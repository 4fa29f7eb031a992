"""What a report holds and for whom: one frozen value that window and command line share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

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
"""Ready choices by name; a desk adds its own under the setting `report.presets`."""

SETTING = "report.presets"
"""The desk's setting: a list of what `written` gives."""
MEMBERS: dict[str, type[StrEnum]] = {
    "kinds": Kind,
    "states": State,
    "risks": Risk,
    "comments": Comments,
    "redaction": Redaction,
    "paper": Paper,
}


def written(options: ReportOptions) -> str:
    """Options as a line of JSON; what is as by default is left out, and so is the draft."""
    plain = asdict(_DESK)
    told = {n: v for n, v in asdict(options).items() if v != plain[n] and n != "draft"}
    return json.dumps(told | {"preset": options.preset}, sort_keys=True)


def presets(saved: Iterable[object]) -> dict[str, ReportOptions]:
    """Every preset by name: the ready ones, then the desk's; a line that is none is left out."""
    found = dict(PRESETS)
    for line in saved:
        options = _read(line)
        if options is not None:
            found.setdefault(options.preset, options)
    return found


def _read(line: object) -> ReportOptions | None:
    try:
        told = json.loads(line) if isinstance(line, str) else None
    except ValueError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("preset"), str) or not told["preset"]:
        return None
    plain = asdict(_DESK)
    given = {n: _value(n, v, plain[n]) for n, v in told.items() if n in plain and n != "draft"}
    return replace(_DESK, **given)


def _value(name: str, value: Any, default: Any) -> Any:
    """A field's value out of JSON, the default where it is none of its values."""
    members = MEMBERS.get(name)
    if members is None:
        return value if type(value) is type(default) else default
    known = set(members)
    if isinstance(default, tuple):
        return tuple(members(v) for v in value if v in known) if isinstance(value, list) else ()
    return members(value) if value in known else default
