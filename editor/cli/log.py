"""Verbs about what was done and about this program: history, undo, redo, doctor."""

from __future__ import annotations

import argparse
import platform
from importlib import metadata

from db.records import Change
from editor import __version__, wiring
from editor.cli.context import Context, Verbs, answer, rfc3339
from editor.session import now_ms

LIBRARIES = ("PySide6-Essentials", "peewee", "apsw", "psycopg", "lxml", "trafilatura")


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    history = verbs.add_parser("history", parents=[common], help="who did what, newest first")
    history.add_argument("ref", nargs="?", default="", metavar="ID")
    history.add_argument("--limit", type=int, default=200)
    history.set_defaults(run=run_history)
    undo = verbs.add_parser("undo", parents=[common], help="take back your newest act")
    undo.set_defaults(run=run_undo)
    redo = verbs.add_parser("redo", parents=[common], help="do again what you undid")
    redo.set_defaults(run=run_redo)
    doctor = verbs.add_parser("doctor", parents=[common], help="versions, libraries, paths")
    doctor.set_defaults(run=run_doctor, needs_store=False)


def run_history(context: Context) -> int:
    """Print the history, of one record or of everything."""
    entries = context.store.history(context.options.ref, context.options.limit)
    values = [
        {
            "seq": e.seq,
            "at": rfc3339(e.at),
            "act": e.act,
            "label": e.label,
            "person": e.person,
            "kind": e.kind,
            "id": e.id,
            "before": e.before,
            "after": e.after,
        }
        for e in entries
    ]
    lines = [f"{rfc3339(e.at)}  {e.label:24} {e.kind} {e.id[-8:]}" for e in entries]
    context.answer({"history": values}, lines)
    return 0


def run_undo(context: Context) -> int:
    """Take back the newest live act of the person."""
    return _say_change(context, context.store.undo(context.person.id, now_ms()))


def run_redo(context: Context) -> int:
    """Do again what the person undid last."""
    return _say_change(context, context.store.redo(context.person.id, now_ms()))


def run_doctor(options: argparse.Namespace) -> int:
    """Print what this installation consists of."""
    libraries = {name: metadata.version(name) for name in LIBRARIES}
    values = {
        "galley": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "store": options.db or wiring.default_store_url(),
        "templates": str(wiring.templates_folder()),
        "libraries": libraries,
    }
    lines = [f"{key}: {value}" for key, value in values.items() if key != "libraries"]
    lines += [f"{name}: {version}" for name, version in libraries.items()]
    answer(options, values, lines)
    return 0


def _say_change(context: Context, change: Change) -> int:
    values = {
        "label": change.label,
        "changed": [{"kind": kind, "id": record} for kind, record in change.ids],
        "kept": [{"kind": k, "id": i, "field": f} for k, i, f in change.kept],
    }
    context.answer(values, [f"{change.label} ({len(change.ids)} records)"])
    return 0
