"""`galley demo`: the main job without a screen, on the bundled sample."""

from __future__ import annotations

import argparse
from pathlib import Path

import resources
from db.kinds import State
from db.records import QueueFilter
from db.store import Store
from editor.cli.context import Verbs, answer
from editor.commands.articles import import_document
from editor.commands.checks import set_checks
from editor.commands.marks import accept
from editor.exchange import EXPORTERS, build, write_whole
from editor.reading.reader import read_file
from editor.session import find_or_add_person, now_ms
from editor.text.suggest import suggestions

FORMS = ("html", "pdf", "docx", "xlsx", "csv", "markdown", "text", "json")
"""What the demonstration writes: the forms people read."""
SAMPLE = "samples/bridge-1.md"


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add the demo to the parser."""
    demo = verbs.add_parser("demo", parents=[common], help="the main job on the bundled sample")
    demo.add_argument("-o", "--output", type=Path, default=Path("galley-demo"), metavar="DIR")
    demo.set_defaults(run=run_demo, needs_store=False)


def run_demo(options: argparse.Namespace) -> int:
    """Import, suggest, accept, queue, report; everything written goes into one folder."""
    folder: Path = options.output
    folder.mkdir(parents=True, exist_ok=True)
    store = Store.open(str(folder / "demo.db"))
    try:
        lines, files = _walk(store, folder, options.person or "Ada Moreau")
    finally:
        store.close()
    answer(options, {"files": files}, lines + [f"Written: {name}" for name in files])
    return 0


def _walk(store: Store, folder: Path, name: str) -> tuple[list[str], list[str]]:
    person = find_or_add_person(store, name, now_ms()).id
    document = read_file(resources.path(SAMPLE))
    article, revision = import_document(store, person, now_ms(), document)
    found = suggestions(revision.text, revision.blocks, article.language)
    marks = accept(store, person, now_ms(), article.id, found)
    first = [mark.check for mark in marks[:1]]
    set_checks(store, person, now_ms(), first, state=State.CONFIRMED)
    page = store.queue(QueueFilter(article=article.id, states=(State.UNCHECKED,)))
    report = build(store, [article.id], now_ms(), maker=name)
    files = [str(folder / "demo.db")]
    for exporter in (EXPORTERS[name] for name in FORMS):
        target = folder / f"report{exporter.suffix}"
        write_whole(target, exporter.write(report))
        files.append(str(target))
    lines = [
        f"Imported: {article.headline} ({len(revision.text)} characters)",
        f"Suggested and accepted: {len(marks)} quotes",
        *(f"  {mark.speaker or 'no speaker found'}: {mark.exact[:70]}" for mark in marks),
        f"In the queue: {len(page.checks)} unchecked",
    ]
    return lines, files
