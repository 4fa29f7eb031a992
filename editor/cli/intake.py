"""Verbs that show articles: articles, show, text, blocks, original."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.errors import NotFound, Refused
from db.records import Annotation, Block, Reply, Revision
from editor.cli.context import Context, Verbs, checks_values, rfc3339
from editor.commands.blocks import as_named, set_apart, take_back
from editor.files import write_whole
from editor.intake import read_alone
from editor.session import now_ms


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    articles = verbs.add_parser("articles", parents=[common], help="list the articles")
    articles.set_defaults(run=run_articles)
    show = verbs.add_parser("show", parents=[common], help="an article's marks and checks")
    show.add_argument("article")
    show.set_defaults(run=run_show)
    text = verbs.add_parser("text", parents=[common], help="canonical text")
    text.add_argument("article", metavar="ARTICLE|FILE")
    text.set_defaults(run=run_text)
    blocks = verbs.add_parser("blocks", parents=[common], help="paragraphs and runs of a draft")
    blocks.add_argument("article")
    blocks.add_argument(
        "--take-back", action="append", default=[], metavar="START|all", help="into the article"
    )
    blocks.add_argument(
        "--set-apart", action="append", default=[], metavar="START", help="from the article"
    )
    blocks.set_defaults(run=run_blocks)
    original = verbs.add_parser("original", parents=[common], help="the file a draft came from")
    original.add_argument("article")
    original.add_argument("--draft", type=int, default=0, metavar="N", help="default: the newest")
    original.add_argument("-o", "--output", required=True, type=Path, metavar="FILE")
    original.set_defaults(run=run_original)


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


def run_blocks(context: Context) -> int:
    """Print a draft's blocks and spans, after taking paragraphs back or setting them apart."""
    store, options = context.store, context.options
    article = store.article(options.article)
    revision = store.revision(article.revision)
    who = (store, context.person.id, now_ms(), article.id)
    if options.take_back:
        take_back(*who, starts_of(revision, options.take_back))
    if options.set_apart:
        set_apart(*who, starts_of(revision, options.set_apart) or ())
    shown = as_named(store, revision)
    values = [
        {
            "start": block.start,
            "end": block.end,
            "kind": block.kind.value,
            "level": block.level,
            "reason": read.reason if block.kind is read.kind else "",
        }
        for block, read in zip(shown, revision.blocks, strict=True)
    ]
    spans = [asdict(span) for span in revision.spans]
    lines = [
        f"{value['start']:7} {value['kind']:14} {_opening(revision, block)!r} {value['reason']}"
        for value, block in zip(values, shown, strict=True)
    ]
    found = {
        "article": article.id,
        "draft": revision.number,
        "blocks": values,
        "spans": spans,
    }
    context.answer(found, lines)
    return 0


def _opening(revision: Revision, block: Block) -> str:
    return revision.text[block.start : min(block.end, block.start + 70)]


def starts_of(revision: Revision, wanted: list[str]) -> list[int] | None:
    """The places of the blocks that are named, None for all; Refused where no block begins."""
    if "all" in wanted:
        return None
    starts = {block.start for block in revision.blocks}
    for one in wanted:
        if not one.isdecimal() or int(one) not in starts:
            raise Refused(field="paragraph", value=one)
    return [int(one) for one in wanted]


def run_original(context: Context) -> int:
    """Save the file a draft was read from, byte for byte."""
    options, store = context.options, context.store
    article = store.article(options.article)
    drafts = {draft.number: draft for draft in store.revisions(article.id)}
    number = options.draft or max(drafts)
    if number not in drafts:
        raise NotFound(kind="draft", ref=str(number))
    data = store.original(drafts[number].id)
    write_whole(options.output, data)
    values = {"file": str(options.output), "name": drafts[number].name, "bytes": len(data)}
    context.answer(values, [str(options.output)])
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
