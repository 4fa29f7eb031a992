"""Verbs that look over the work: queue, next."""

from __future__ import annotations

import argparse

from db.kinds import Kind, Risk, State
from db.records import QueueFilter
from editor.cli.context import (
    Context,
    Verbs,
    check_line,
    checks_values,
)
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
