"""What a verb is given, and how it answers."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from db.records import NEVER, Annotation, Check, Person
from db.store import Store

Verbs = Any
"""argparse's own type of a set of sub-parsers, which it does not make public."""


@dataclass(frozen=True)
class Context:
    """The open store, who acts, and the parsed options."""

    store: Store
    person: Person
    options: argparse.Namespace

    def answer(self, values: dict[str, Any], lines: list[str]) -> None:
        """Print `values` as one JSON object, or `lines` for a person to read."""
        answer(self.options, values, lines)


def answer(options: argparse.Namespace, values: dict[str, Any], lines: list[str]) -> None:
    """Print `values` with --json, else `lines`."""
    if options.json:
        print(json.dumps(values, ensure_ascii=False))
    else:
        for line in lines:
            print(line)


def note(text: str) -> None:
    """Say something beside the answer, on stderr."""
    print(text, file=sys.stderr)


def rfc3339(at: int) -> str | None:
    """`at` (ms UTC) as RFC 3339, or None for never."""
    if at in (0, NEVER):
        return None
    return (
        datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    )


def check_values(check: Check, places: list[Annotation]) -> dict[str, Any]:
    """A check in the shape every verb shares; offsets are code points."""
    placed = [
        {"annotation": a.id, "start": a.start, "end": a.end} for a in places if a.start is not None
    ]
    first = placed[0] if placed else {"start": None, "end": None}
    return {
        "id": check.id,
        "article": check.article,
        "kind": check.kind.value,
        "statement": check.statement,
        "state": check.state.value,
        "verdict": check.verdict,
        "risk": check.risk.value,
        "priority": check.priority,
        "assignee": check.assignee,
        "close": rfc3339(check.close),
        "thin": check.thin,
        "places": placed,
        "start": first["start"],
        "end": first["end"],
    }


def checks_values(store: Store, checks: list[Check]) -> list[dict[str, Any]]:
    """Several checks with their places, asked for once."""
    places = store.places([check.id for check in checks])
    return [check_values(check, places.get(check.id, [])) for check in checks]


def check_line(check: Check) -> str:
    """A check on one line, for reading."""
    return f"{check.id[-8:]}  {check.state.value:22} {check.risk.value:9} {check.statement[:90]}"
