"""Verbs for what leaves and what comes back: report, formats, take-in, merge."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from db.kinds import Kind, Risk, State
from db.records import QueueFilter
from db.store import Store
from editor import wiring
from editor.catalogue import languages
from editor.cli.context import Context, Verbs, answer, note
from editor.commands.filters import read_back
from editor.commands.incoming import take_in
from editor.commands.merge import merge
from editor.commands.receiving import embargoes
from editor.exchange import (
    PRESETS,
    ExchangeError,
    Exporter,
    ReportOptions,
    build,
    carry,
    claimreview,
    ended,
    exporters,
    render,
    unprinted,
    write_whole,
)
from editor.exchange.importers import IMPORTERS, incoming
from editor.exchange.options import Comments, Paper, Redaction
from editor.i18n import _, sentence
from editor.presets import known_presets, save_preset
from editor.reading.formats import TABLE
from editor.session import now_ms
from editor.taking import archive, filed, told
from editor.work import Worker, WorkerDied

PAGE = 500
"""Checks asked for at a time where a saved filter chooses the articles."""


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    report = verbs.add_parser("report", parents=[common], help="write a report")
    report.add_argument("articles", nargs="*", metavar="ARTICLE")
    report.add_argument("--filter", default="", metavar="NAME", help="articles of a saved filter")
    report.add_argument("--all", action="store_true", help="every article of the store")
    report.add_argument("--format", action="append", default=[], metavar="F", help="see formats")
    report.add_argument("-o", "--output", required=True, metavar="FILE|DIR")
    _add_choices(report)
    report.set_defaults(run=run_report)
    formats = verbs.add_parser("formats", parents=[common], help="what is read and written")
    formats.set_defaults(run=run_formats, needs_store=False)
    archive = verbs.add_parser("archive", parents=[common], help="published fact-checks")
    archive.add_argument("files", nargs="+", type=Path, metavar="FILE")
    archive.set_defaults(run=run_archive)
    taking = verbs.add_parser("take-in", parents=[common], help="marks of another program's file")
    taking.add_argument("article", metavar="ARTICLE")
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("--format", default="", choices=["", *sorted(IMPORTERS)])
    taking.set_defaults(run=run_take_in)
    merging = verbs.add_parser("merge", parents=[common], help="articles another desk sent")
    merging.add_argument("file", type=Path, metavar="FILE")
    merging.set_defaults(run=run_merge)


def _add_choices(report: argparse.ArgumentParser) -> None:
    """The options of a report, each over what the preset says."""
    report.add_argument("--preset", default="desk", metavar="NAME", help=", ".join(PRESETS))
    report.add_argument("--save-preset", default="", metavar="NAME", help="keep this choice")
    report.add_argument("--draft", type=int, default=0, metavar="N", help="default: the newest")
    report.add_argument("--kind", type=Kind, action="append", metavar="KIND")
    report.add_argument("--state", type=State, action="append", metavar="STATE")
    report.add_argument("--risk", type=Risk, action="append", metavar="RISK")
    report.add_argument("--comments", type=Comments, choices=list(Comments))
    report.add_argument("--redact", type=Redaction, choices=list(Redaction))
    report.add_argument("--language", choices=languages(), help="of the report's own words")
    report.add_argument("--paper", type=Paper, choices=list(Paper))
    report.add_argument("--no-text", dest="text", action="store_false", default=None)
    report.add_argument("--no-history", dest="history", action="store_false", default=None)
    report.add_argument("--no-evidence", dest="evidence", action="store_false", default=None)


def _choice(store: Store, options: argparse.Namespace) -> ReportOptions:
    known = known_presets(store)
    if options.preset not in known:
        raise ExchangeError("no_such_preset", name=options.preset)
    told = {
        "draft": options.draft,
        "kinds": tuple(options.kind) if options.kind else None,
        "states": tuple(options.state) if options.state else None,
        "risks": tuple(options.risk) if options.risk else None,
        "comments": options.comments,
        "redaction": options.redact,
        "paper": options.paper,
        "language": options.language,
        "text": options.text,
        "history": options.history,
        "evidence": options.evidence,
    }
    given = {name: value for name, value in told.items() if value is not None}
    return replace(known[options.preset], **given)


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to write: some articles (ids) in one form."""

    path: Path
    exporter: Exporter
    articles: tuple[str, ...]


def run_report(context: Context) -> int:
    """Write reports; an old file stays whole until its new one is complete."""
    options, store = context.options, context.store
    forms = exporters(wiring.templates_folder())
    chosen = []
    for name in options.format or ["html"]:
        if name not in forms:
            raise ExchangeError("unknown_report_format", name=name)
        chosen.append(forms[name])
    if options.save_preset:
        kept = _choice(store, options)
        save_preset(store, context.person.id, now_ms(), options.save_preset, kept)
    articles = _articles(store, options, context.person.id)
    for warning in embargoes(store, articles, now_ms()):
        note(f"galley: {warning}")
    tasks = _tasks(store, options.output, chosen, articles)
    failed, written = [], []
    for number, task in enumerate(tasks, 1):
        if len(tasks) > 1:
            note(f"{number}/{len(tasks)} {task.path.name}")
        try:
            data = _made(context, task)
            write_whole(task.path, data)
            written.append(task)
            if missing := unprinted(data):
                note(f"galley: {task.path.name}: {missing}")
        except ExchangeError as error:
            if len(tasks) == 1:
                raise
            failed.append({"input": str(task.path), "code": error.code, "message": sentence(error)})
            note(f"galley: {task.path.name}: {sentence(error)}")
    files = [{"file": str(t.path), "format": t.exporter.name} for t in written]
    first = files[0] if files else {"file": "", "format": chosen[0].name}
    values = {**first, "articles": len(articles), "files": files, "errors": failed}
    context.answer(values, [str(task.path) for task in written])
    return 1 if failed else 0


def _made(context: Context, task: _Task) -> bytes:
    """The bytes of one file; a form that is not ours is made in a process that can be ended."""
    exporter, person = task.exporter, context.person.name
    report = build(
        context.store,
        task.articles,
        now_ms(),
        _choice(context.store, context.options),
        person,
        exporter.whole,
        exporter.most,
    )
    if not exporter.foreign:
        return render(exporter.name, report)
    folder, worker = wiring.templates_folder(), Worker()
    try:
        work = worker.submit("editor.exchange:render", exporter.name, report, folder)
        return bytes(work.result())
    except WorkerDied:
        raise ended(exporter) from None
    finally:
        worker.close()


def _articles(store: Store, options: argparse.Namespace, person: str) -> tuple[str, ...]:
    """Ids of the articles named, of a saved filter's checks, or of all; each once."""
    found = [store.article(ref).id for ref in options.articles]
    if options.all:
        found += [article.id for article in store.articles()]
    if options.filter:
        named = [f for f in store.saved_filters(person) if f.name == options.filter]
        if not named:
            raise ExchangeError("no_such_filter", name=options.filter)
        found += _filtered(store, read_back(named[0].wanted))
    if not found:
        raise ExchangeError("no_articles")
    return tuple(dict.fromkeys(found))


def _filtered(store: Store, wanted: QueueFilter) -> Iterable[str]:
    after = ""
    while True:
        page = store.queue(wanted, "article", PAGE, after)
        yield from (check.article for check in page.checks if check.article)
        after = page.next
        if not after:
            return


def _tasks(
    store: Store, target: str, chosen: list[Exporter], articles: tuple[str, ...]
) -> list[_Task]:
    """One file, or one a form and article in a folder where that is asked for or needed."""
    output = Path(target)
    several = len(chosen) > 1 or (len(articles) > 1 and chosen[0].single)
    if not several and not output.is_dir() and not target.endswith(("/", "\\")):
        return [_Task(output, chosen[0], articles)]
    if output.is_file():
        raise ExchangeError("not_a_folder", name=str(output))
    output.mkdir(parents=True, exist_ok=True)
    return [
        _Task(output / f"{store.article(id_).slug}{exporter.suffix}", exporter, (id_,))
        for id_ in articles
        for exporter in chosen
    ]


def run_formats(options: argparse.Namespace) -> int:
    """List the report formats, what is read with what each loses, and whose marks are taken in."""
    forms = exporters(wiring.templates_folder()).values()
    values = [{"name": e.name, "label": e.label, "suffix": e.suffix} for e in forms]
    readers = [
        {"name": f.name, "label": f.label, "suffixes": list(f.suffixes), "loses": f.loses}
        for f in TABLE
    ]
    marks = [{"name": i.name, "label": i.label} for i in IMPORTERS.values()]
    lines = [_("Reports:"), *(f"  {e['name']:16} {e['label']}" for e in values), _("Read:")]
    lines += [f"  {f.name:16} {f.label}; {_('left out')}: {f.loses}" for f in TABLE]
    lines += [_("Marks taken in:"), *(f"  {i['name']:16} {i['label']}" for i in marks)]
    answer(options, {"formats": values, "readers": readers, "marks": marks}, lines)
    return 0


def run_take_in(context: Context) -> int:
    """File the marks of another program's file; what is doubtful waits for review."""
    store, options = context.store, context.options
    article = store.article(options.article)
    text = store.revision(article.revision).text
    marks = incoming(options.file.read_bytes(), options.file.name, text, options.format)
    taken = take_in(store, context.person.id, now_ms(), article.id, marks)
    values = {
        "added": list(taken.added),
        "doubtful": list(taken.doubtful),
        "changed": list(taken.changed),
        "same": taken.same,
    }
    context.answer(values, [told(taken)])
    return 0


def run_archive(context: Context) -> int:
    """File published fact-checks (ClaimReview files and pages); what is there already stays."""
    added: list[dict[str, str]] = []
    failed = []
    same = 0
    for path in context.options.files:
        try:
            found = tuple(claimreview.read(path.read_bytes()))
        except ExchangeError as error:
            failed.append({"input": str(path), "code": error.code, "message": sentence(error)})
            note(f"galley: {path.name}: {sentence(error)}")
            continue
        done = archive(context.store, context.person.id, now_ms(), found)
        same += done.same
        added += [{"id": c.id, "statement": c.statement, "verdict": c.verdict} for c in done.checks]
    context.answer({"checks": added, "same": same, "errors": failed}, [filed(len(added), same)])
    return 1 if failed else 0


def run_merge(context: Context) -> int:
    """Merge a Galley package; what is here already stays as it is."""
    file = context.options.file
    carried = carry.read(file.read_bytes(), file.name)
    done = merge(
        context.store,
        context.person.id,
        now_ms(),
        carried.records,
        carried.originals,
        carried.files,
    )
    slugs = [context.store.article(id_).slug for id_ in done.articles]
    values = {
        "articles": slugs,
        "added": dict(done.added),
        "kept": [{"kind": kind, "id": id_} for kind, id_ in done.kept],
        "same": done.same,
    }
    context.answer(values, [*slugs, told(done)])
    return 0
