"""Verbs about drafts: remap."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.kinds import PlacementStatus
from editor.cli.context import Verbs, note
from editor.text.carry import Carried, carry
from editor.text.textmap import TextMap


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    remap = verbs.add_parser("remap", parents=[common], help="passages carried to new texts")
    remap.add_argument("--jsonl", required=True, metavar="IN", help="a file, or - for stdin")
    remap.set_defaults(run=run_remap, needs_store=False)


def run_remap(options: argparse.Namespace) -> int:
    """Carry passages of other people's texts, one JSON object a line in and out.

    In: {"id","old","new","spans":[{"id","start","end"}]}; offsets are code points. Out:
    {"id","ms","spans":[{"id","status":"anchored|review|orphan","range":[s,e]|null}]}. A line that
    is not of this form is named on stderr and makes the exit code 1.
    """
    bad = 0
    for number, line in enumerate(_lines(options.jsonl), start=1):
        try:
            answer = remapped(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            note(f"galley: line {number} is not what remap reads ({error!r})")
            bad += 1
            continue
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 1 if bad else 0


def remapped(case: dict[str, Any]) -> dict[str, Any]:
    """The answer to one line; `ms` is the time taken, in milliseconds."""
    begun = time.perf_counter()
    old, new = str(case["old"]), str(case["new"])
    spans = [(int(span["start"]), int(span["end"])) for span in case["spans"]]
    if any(not 0 <= start <= end <= len(old) for start, end in spans):
        raise ValueError("a span lies outside the old text")
    found = carry(TextMap(old, new), spans)
    return {
        "id": case["id"],
        "ms": round((time.perf_counter() - begun) * 1000, 3),
        "spans": [
            {"id": span["id"], "status": status_of(one), "range": range_of(one)}
            for span, one in zip(case["spans"], found, strict=True)
        ],
    }


def status_of(one: Carried) -> str:
    """What became of a passage, in the three words of other people's data."""
    if one.status is PlacementStatus.REVIEW:
        return "review"
    return "orphan" if one.start is None else "anchored"


def range_of(one: Carried) -> list[int] | None:
    """The new place as [start, end), None without one."""
    return None if one.start is None or one.end is None else [one.start, one.end]


def _lines(name: str) -> Iterator[str]:
    """The lines of a file that hold something."""
    if name == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    with Path(name).open(encoding="utf-8") as file:
        yield from (line for line in file if line.strip())
