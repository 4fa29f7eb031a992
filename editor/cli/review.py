"""Verbs that look over the work: queue, next, report, formats."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from db.kinds import Kind, Risk, State
from db.records import QueueFilter
from editor.cli.context import (
    Context,
    Verbs,
    answer,
    check_line,
    checks_values,
)
from editor.exchange import EXPORTERS, PRESETS, build, render, write_whole
from editor.i18n import _
from editor.reading.formats import FORMATS
from editor.session import now_ms


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    queue = verbs.add_parser("queue", parents=[common], help="open checks of the whole desk")
    queue.add_argument("--state", type=State, action="append", default=[], metavar="STATE")
    queue.add_argument("--kind", type=Kind, action="append", default=[], metavar="KIND")
    queue.add_argument("--risk", type=Risk, action="append", default=[], metavar="RISK")
    queue.add_argument("--assignee", metavar="PERSON")
    queue.add_argument("--article")
    queue.add_argument("--text", default="")
    queue.add_argument(
        "--sort", default="close", choices=("close", "priority", "updated", "article")
    )
    queue.add_argument("--limit", type=int, default=100)
    queue.add_argument("--after", default="", metavar="CURSOR")
    queue.set_defaults(run=run_queue)
    following = verbs.add_parser("next", parents=[common], help="take the next open check")
    following.set_defaults(run=run_next)
    report = verbs.add_parser("report", parents=[common], help="write a report")
    report.add_argument("articles", nargs="+", metavar="ARTICLE")
    report.add_argument("--format", default="html", choices=sorted(EXPORTERS))
    report.add_argument("--preset", default="desk", choices=sorted(PRESETS))
    report.add_argument("--draft", type=int, default=0, metavar="N", help="default: the newest")
    report.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    report.set_defaults(run=run_report)
    formats = verbs.add_parser("formats", parents=[common], help="what is read and written")
    formats.set_defaults(run=run_formats, needs_store=False)


def run_queue(context: Context) -> int:
    """Print one page of the queue."""
    options, store = context.options, context.store
    wanted = QueueFilter(
        states=tuple(options.state),
        kinds=tuple(options.kind),
        risks=tuple(options.risk),
        article=store.article(options.article).id if options.article else "",
        assignee=store.person(options.assignee).id if options.assignee else "",
        text=options.text,
    )
    page = store.queue(wanted, options.sort, options.limit, options.after)
    values = {
        "checks": checks_values(store, list(page.checks)),
        "next": page.next or None,
        "counts": {state.value: count for state, count in page.counts},
    }
    context.answer(values, [check_line(check) for check in page.checks])
    return 0


def run_next(context: Context) -> int:
    """Take the next open check for the person who asks."""
    check = context.store.next_check(context.person.id, now_ms())
    context.answer({"checks": checks_values(context.store, [check])}, [check_line(check)])
    return 0


def run_report(context: Context) -> int:
    """Write a report; the old file stays whole until the new one is complete."""
    store, output = context.store, context.options.output
    ids = [store.article(ref).id for ref in context.options.articles]
    exporter = EXPORTERS[context.options.format]
    choice = replace(PRESETS[context.options.preset], draft=context.options.draft)
    report = build(store, ids, now_ms(), choice, context.person.name, exporter.whole)
    write_whole(output, render(exporter.name, report))
    values = {"file": str(output), "format": exporter.name, "articles": len(ids)}
    context.answer(values, [str(output)])
    return 0


def run_formats(options: argparse.Namespace) -> int:
    """List the report formats, and what is read with what each loses."""
    values = [{"name": e.name, "label": e.label, "suffix": e.suffix} for e in EXPORTERS.values()]
    readers = [
        {"name": f.name, "label": f.label, "suffixes": list(f.suffixes), "loses": f.loses}
        for f in FORMATS
    ]
    lines = [_("Reports:"), *(f"  {e['name']:10} {e['label']}" for e in values), _("Read:")]
    lines += [f"  {f.name:10} {f.label}; {_('left out')}: {f.loses}" for f in FORMATS]
    answer(options, {"formats": values, "readers": readers}, lines)
    return 0
