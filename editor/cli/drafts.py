"""Verbs about drafts: revise, compare, remap."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.errors import NotFound, Refused
from db.kinds import PlacementStatus
from db.records import Revision
from editor.cli.context import Context, Verbs, note
from editor.commands.draft_outcome import Placed
from editor.commands.drafts import Revised, add_draft
from editor.exchange.change_log import ChangeLog, change_log
from editor.exchange.comparison import log_cells, to_html, to_json
from editor.files import write_whole
from editor.i18n import _, label
from editor.intake import read_alone
from editor.session import now_ms
from editor.text.carry import Carried, carry
from editor.text.compare_drafts import compare_drafts
from editor.text.textmap import TextMap


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    revise = verbs.add_parser("revise", parents=[common], help="the next draft of an article")
    revise.add_argument("article")
    revise.add_argument("file", metavar="FILE", type=Path)
    revise.add_argument("--anyway", action="store_true", help="even if it seems another article")
    revise.set_defaults(run=run_revise)
    compare = verbs.add_parser("compare", parents=[common], help="what changed between drafts")
    compare.add_argument("article")
    compare.add_argument("drafts", nargs="*", type=int, metavar="DRAFT", help="default: last two")
    compare.add_argument("--format", choices=("text", "html", "json"), default="text")
    compare.add_argument("-o", "--output", type=Path, metavar="FILE")
    compare.set_defaults(run=run_compare)
    remap = verbs.add_parser("remap", parents=[common], help="passages carried to new texts")
    remap.add_argument("--jsonl", required=True, metavar="IN", help="a file, or - for stdin")
    remap.set_defaults(run=run_remap, needs_store=False)


def run_revise(context: Context) -> int:
    """Read a file as the next draft of an article and say what became of each mark."""
    options, store = context.options, context.store
    article = store.article(options.article)
    document = read_alone(options.file)
    revised = add_draft(
        store, context.person.id, now_ms(), article.id, document, anyway=options.anyway
    )
    placed = [_placed_values(revised, one) for one in revised.placed]
    lines = [_told(values) for values in placed]
    lines.append(
        _("Draft {number}: {counts}").format(
            number=revised.revision.number, counts=_counts(revised)
        )
    )
    context.answer({"draft": revised.revision.number, "placements": placed}, lines)
    return 0


def run_compare(context: Context) -> int:
    """Print, or write to a file, what changed between two drafts of an article."""
    options, store = context.options, context.store
    article = store.article(options.article)
    old, new = _two_drafts(store.revisions(article.id), options.drafts)
    comparison = compare_drafts(old.text, old.blocks, new.text, new.blocks)
    log = change_log(store, old, new, comparison)
    form = "json" if options.json else options.format
    if form == "text":
        data = "".join(f"{line}\n" for line in _log_lines(log)).encode()
    else:
        data = to_html(log) if form == "html" else to_json(log) + b"\n"
    if options.output:
        write_whole(options.output, data)
    else:
        sys.stdout.write(data.decode())
    return 0


def _two_drafts(drafts: list[Revision], numbers: list[int]) -> tuple[Revision, Revision]:
    """The drafts with these numbers; the last two when none are given, the last one for one."""
    wanted = numbers or [draft.number for draft in drafts[-2:]]
    by_number = {draft.number: draft for draft in drafts}
    for number in wanted:
        if number not in by_number:
            raise NotFound(kind="draft", ref=str(number))
    if len(wanted) == 1:
        wanted = [wanted[0], drafts[-1].number]
    if len(wanted) != 2:
        raise Refused(field="drafts", value=" ".join(map(str, wanted)))
    return by_number[wanted[0]], by_number[wanted[1]]


def _placed_values(revised: Revised, placed: Placed) -> dict[str, Any]:
    one = placed.carried
    return {
        "annotation": placed.mark.id,
        "status": one.status.value,
        "start": one.start,
        "end": one.end,
        "confidence": one.confidence,
        "before": placed.before,
        "after": placed.after,
        "reopened": revised.reopened(placed),
        "reason": one.reason,
        "candidates": [asdict(candidate) for candidate in one.candidates],
    }


def _told(values: dict[str, Any]) -> str:
    again = _("to be checked again") if values["reopened"] else ""
    words = values["before"]
    if values["status"] == PlacementStatus.CHANGED:
        words += f" → {values['after']}"
    return f"{values['annotation'][-8:]}  {values['status']:8} {words[:100]}  {again}".rstrip()


def _counts(revised: Revised) -> str:
    found = Counter(one.carried.status for one in revised.placed)
    return ", ".join(f"{label(status)} {found[status]}" for status in PlacementStatus)


def _log_lines(log: ChangeLog) -> list[str]:
    lines = []
    for entry in log.entries:
        what, before, after, because, who = log_cells(entry)
        lines.append(f"{what}: {before!r} → {after!r}  {because}  {who}".rstrip())
    return lines or [_("Nothing changed in words.")]


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
