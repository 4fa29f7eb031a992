"""Verbs that mark and decide: annotate, set."""

from __future__ import annotations

import argparse
from datetime import datetime, time

from db.errors import Refused
from db.kinds import Kind, Risk, State
from editor.cli.context import (
    Context,
    Verbs,
    check_line,
    check_values,
    checks_values,
)
from editor.commands.checks import set_checks
from editor.commands.marks import mark
from editor.session import now_ms


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    annotate = verbs.add_parser("annotate", parents=[common], help="mark a passage")
    annotate.add_argument("article")
    annotate.add_argument("--kind", required=True, type=Kind, metavar="|".join(Kind))
    where = annotate.add_mutually_exclusive_group(required=True)
    where.add_argument("--quote", metavar="TEXT")
    where.add_argument("--range", metavar="S:E")
    annotate.add_argument("--nth", type=int, help="which of several equal passages, from 1")
    annotate.add_argument("--note", default="")
    annotate.add_argument("--speaker", default="")
    annotate.add_argument("--change", default="")
    annotate.set_defaults(run=run_annotate)
    change = verbs.add_parser("set", parents=[common], help="change checks")
    change.add_argument("checks", nargs="+", metavar="CHECK")
    change.add_argument("--state", type=State, metavar="STATE")
    change.add_argument("--verdict")
    change.add_argument("--risk", type=Risk, metavar="|".join(Risk))
    change.add_argument("--assignee", metavar="PERSON")
    change.add_argument("--close", type=parse_close, metavar="TIME")
    change.add_argument("--priority", type=int, choices=range(4))
    change.set_defaults(run=run_set)


def run_annotate(context: Context) -> int:
    """Mark one passage, given by its words or its offsets in code points."""
    options, store = context.options, context.store
    article = store.article(options.article)
    text = store.revision(article.revision).text
    start, end = (
        parse_range(options.range)
        if options.range
        else find_passage(text, options.quote, options.nth)
    )
    annotation, check = mark(
        store,
        context.person.id,
        now_ms(),
        article.id,
        start,
        end,
        options.kind,
        note=options.note,
        speaker=options.speaker,
        change=options.change,
    )
    values = {
        "annotation": {"id": annotation.id},
        "check": check_values(check, [annotation]) if check else None,
    }
    context.answer(values, [annotation.id])
    return 0


def run_set(context: Context) -> int:
    """Set the given fields on every named check, in one act."""
    options, store = context.options, context.store
    names = ("state", "verdict", "risk", "close", "priority")
    fields = {n: getattr(options, n) for n in names if getattr(options, n) is not None}
    if options.assignee is not None:
        fields["assignee"] = store.person(options.assignee).id if options.assignee else ""
    if not fields:
        raise Refused(field="set", value="nothing to set")
    ids = [store.check(ref).id for ref in options.checks]
    checks = set_checks(store, context.person.id, now_ms(), ids, **fields)
    context.answer({"checks": checks_values(store, checks)}, [check_line(c) for c in checks])
    return 0


def parse_range(text: str) -> tuple[int, int]:
    """ "S:E" as two offsets; raises Refused when it is anything else."""
    start, _, end = text.partition(":")
    if not (start.isdecimal() and end.isdecimal()):
        raise Refused(field="range", value=text)
    return int(start), int(end)


def find_passage(text: str, quote: str, nth: int | None) -> tuple[int, int]:
    """Where `quote` stands; raises Refused when absent, or several times without `nth` (from 1)."""
    starts: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        starts.append(at)
        at = text.find(quote, at + 1)
    wanted = nth or 1
    if not 1 <= wanted <= len(starts) or (nth is None and len(starts) > 1):
        raise Refused(field="quote", value=f"{quote} ({len(starts)} times)")
    start = starts[wanted - 1]
    return start, start + len(quote)


def parse_close(text: str) -> int:
    """An ISO time as ms UTC; a bare date means the end of that local day."""
    moment = datetime.fromisoformat(text)
    if len(text) <= 10:
        moment = datetime.combine(moment.date(), time(23, 59, 59))
    return int(moment.astimezone().timestamp() * 1000)
