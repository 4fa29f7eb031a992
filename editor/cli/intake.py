"""Verbs that bring articles in and show them: add, articles, show, text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from db.kinds import BlockKind
from db.records import Annotation, Document, Reply
from editor.cli.context import Context, Verbs, checks_values, note, rfc3339
from editor.commands.annotated import file_annotated, plan
from editor.commands.articles import import_document
from editor.i18n import _, sentence
from editor.intake import Intake, limits_of, read_alone
from editor.reading.errors import ReadError
from editor.session import now_ms


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    add = verbs.add_parser("add", parents=[common], help="import files")
    add.add_argument("inputs", nargs="+", metavar="FILE|-")
    add.add_argument(
        "--annotated", action="store_true", help="make checks of comments, notes and changes"
    )
    add.set_defaults(run=run_add)
    articles = verbs.add_parser("articles", parents=[common], help="list the articles")
    articles.set_defaults(run=run_articles)
    show = verbs.add_parser("show", parents=[common], help="an article's marks and checks")
    show.add_argument("article")
    show.set_defaults(run=run_show)
    text = verbs.add_parser("text", parents=[common], help="canonical text")
    text.add_argument("article", metavar="ARTICLE|FILE")
    text.set_defaults(run=run_text)


def run_add(context: Context) -> int:
    """Import every input; one that fails does not stop the others."""
    added: list[dict[str, Any]] = []
    errors: list[dict[str, str]] = []
    with Intake(limits_of(context.store)) as intake:
        for name in context.options.inputs:
            try:
                added.append(file_input(context, read_input(intake, name)))
            except ReadError as error:
                errors.append({"input": name, "code": error.code, "message": sentence(error)})
                note(f"galley: {name}: {sentence(error)}")
            else:
                say_remarks(name, added[-1])
    context.answer({"articles": added, "errors": errors}, [added_line(one) for one in added])
    return 1 if errors else 0


def say_remarks(name: str, values: dict[str, Any]) -> None:
    """Say beside the answer what reading assumed and what it left out."""
    for warning in values["warnings"]:
        note(f"{name}: {_(warning)}")
    for lost in values["lost"]:
        note(f"{name}: {_('left out')}: {lost}")


def added_line(values: dict[str, Any]) -> str:
    """An article just filed, on one line."""
    made = _("{checks} checks, {sources} sources").format_map(values)
    return f"{values['slug']}: {values['headline']} ({made})"


def file_input(context: Context, document: Document) -> dict[str, Any]:
    """File one document, with its notes as marks where wanted, and say what became of it."""
    store, person = context.store, context.person.id
    lost = list(document.lost)
    if context.options.annotated:
        article, revision, _marks = file_annotated(
            store, person, now_ms(), document, plan(document)
        )
    else:
        article, revision = import_document(store, person, now_ms(), document)
        if document.notes:
            lost.append(f"Comments and notes: {len(document.notes)} (add --annotated takes them).")
    return {
        "id": article.id,
        "slug": article.slug,
        "headline": article.headline,
        "draft": revision.number,
        "chars": len(revision.text),
        "format": revision.format,
        "warnings": list(document.warnings),
        "lost": lost,
        "not_article": [
            {"start": block.start, "end": block.end, "reason": block.reason}
            for block in revision.blocks
            if block.kind is BlockKind.NOT_ARTICLE
        ],
        "checks": len(store.checks(article.id)),
        "sources": len({evidence.source for evidence in store.evidence(article.id)}),
    }


def read_input(intake: Intake, name: str) -> Document:
    """The Document in file `name`, or on standard input for "-"; raises ReadError."""
    if name == "-":
        return intake.read_bytes(sys.stdin.buffer.read(), "pasted.txt")
    return intake.read_file(Path(name))


def run_articles(context: Context) -> int:
    """List the articles, newest last."""
    articles = context.store.articles()
    values = [
        {
            "id": a.id,
            "slug": a.slug,
            "headline": a.headline,
            "draft": a.draft,
            "stage": a.stage,
            "close": rfc3339(a.close),
        }
        for a in articles
    ]
    context.answer({"articles": values}, [f"{a.slug}: {a.headline}" for a in articles])
    return 0


def run_show(context: Context) -> int:
    """Show one article with its marks, threads and checks."""
    store = context.store
    article = store.article(context.options.article)
    revision = store.revision(article.revision)
    threads: dict[str, list[Reply]] = {}
    for reply in store.replies(article.id):
        threads.setdefault(reply.annotation, []).append(reply)
    marks = store.annotations(article.id)
    checks = store.checks(article.id)
    values = {
        "article": {"id": article.id, "slug": article.slug, "headline": article.headline},
        "draft": {"number": revision.number, "sha256": revision.sha256},
        "annotations": [_mark_values(mark, threads.get(mark.id, [])) for mark in marks],
        "checks": checks_values(store, checks),
    }
    lines = [f"{article.headline} (draft {revision.number})"]
    lines += [f"{m.id[-8:]}  {m.kind.value:8} {m.speaker:20} {m.exact[:90]}" for m in marks]
    context.answer(values, lines)
    return 0


def run_text(context: Context) -> int:
    """Print the canonical text of an article or file."""
    name = context.options.article
    if Path(name).is_file():
        text = read_alone(Path(name)).text
    else:
        text = context.store.revision(context.store.article(name).revision).text
    context.answer({"text": text}, [text])
    return 0


def _mark_values(mark: Annotation, thread: list[Reply]) -> dict[str, Any]:
    return {
        "id": mark.id,
        "kind": mark.kind.value,
        "start": mark.start,
        "end": mark.end,
        "text": mark.exact,
        "note": mark.note,
        "speaker": mark.speaker,
        "placement": mark.placement.value,
        "check": mark.check or None,
        "thread": [
            {"author": r.author, "text": r.text, "at": rfc3339(r.at), "resolved": r.resolved}
            for r in thread
        ],
    }
