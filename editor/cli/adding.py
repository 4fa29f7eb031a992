"""Verbs that bring things in: add (files, folders, addresses, standard input), parts."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.errors import StoreError
from db.kinds import BlockKind
from db.records import Article, Document, Revision
from editor.address import is_address
from editor.cli.context import Context, Verbs, answer, note
from editor.cli.folders import line_of, new_files, readable, watch
from editor.cli.sheets import SUFFIXES, take_sheet
from editor.commands.annotated import file_annotated, plan
from editor.commands.articles import import_document
from editor.commands.drafts import add_draft
from editor.commands.kin import Kin, resembling
from editor.commands.receiving import RECORDINGS, earlier_version, file_recording
from editor.i18n import _, sentence
from editor.intake import Intake, limits_of, rules_of
from editor.reading.errors import ReadError
from editor.reading.parts import Part
from editor.remarks import remark
from editor.session import now_ms


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    add = verbs.add_parser("add", parents=[common], help="import files, folders, addresses")
    add.add_argument("inputs", nargs="+", metavar="FILE|FOLDER|URL|-")
    add.add_argument(
        "--annotated", action="store_true", help="make checks of comments, notes and changes"
    )
    add.add_argument(
        "--part", action="append", default=[], metavar="N|all", help="of mail, a feed, a message"
    )
    add.add_argument("--as-draft", action="store_true", help="the next draft of what it resembles")
    add.add_argument("--as-new", action="store_true", help="an article of its own all the same")
    add.add_argument("--to", default="", metavar="ARTICLE", help="what a fact sheet is about")
    add.add_argument("--map", default="", metavar="FIELD=COLUMN,...", help="default: by heading")
    add.add_argument("--watch", action="store_true", help="look into the folders until Ctrl+C")
    add.set_defaults(run=run_add)
    parts = verbs.add_parser("parts", parents=[common], help="what a mail or feed holds")
    parts.add_argument("file", type=Path, metavar="FILE")
    parts.set_defaults(run=run_parts, needs_store=False)


@dataclass
class Adding:
    """What one run of `add` made so far."""

    context: Context
    intake: Intake
    articles: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)

    def take(self, name: str, read: Callable[[], Document]) -> None:
        """Read and file one thing; what fails is noted and does not stop the others."""
        try:
            self._file(name, read())
        except (ReadError, StoreError) as error:
            self.refuse(name, error)

    def refuse(self, name: str, error: ReadError | StoreError) -> None:
        """Note what could not be taken, and say so."""
        self.errors.append({"input": name, "code": error.code, "message": sentence(error)})
        note(f"galley: {name}: {sentence(error)}")

    def take_file(self, path: Path) -> None:
        """File the wanted parts of a file, else the file."""
        wanted = self.context.options.part
        if path.suffix.lower() in SUFFIXES:
            self._take_sheet(path)
        elif not wanted:
            self.take(str(path), lambda: self.intake.read_file(path))
        else:
            self._take_parts(path, wanted)

    def _take_parts(self, path: Path, wanted: list[str]) -> None:
        try:
            parts = chosen(self.intake.parts(path), wanted, path.name)
        except ReadError as error:
            self.refuse(str(path), error)
            return
        for part in parts:
            self.take(f"{path}: {part.title}", lambda p=part: self._part(p))  # type: ignore[misc]

    def _take_sheet(self, path: Path) -> None:
        try:
            self.sheets.append(take_sheet(self.context, self.intake, path))
        except ReadError as error:
            self.refuse(str(path), error)

    def _part(self, part: Part) -> Document:
        return self.intake.read_bytes(part.data, part.name)

    def _file(self, name: str, document: Document) -> None:
        store, person, options = self.context.store, self.context.person.id, self.context.options
        if document.format in RECORDINGS:
            source = file_recording(store, person, now_ms(), document)
            self.sources.append(
                {"id": source.id, "name": source.name, "kind": source.kind, "file": document.name}
            )
            return
        lost = list(document.lost)
        wire = None if options.as_new else earlier_version(store, document)
        if wire is not None and not options.as_draft:
            raise ReadError("known_wire", name=name, slug=wire.slug)
        kin = None if options.as_new else resembling(store, document)
        if kin is not None and options.as_draft:
            known = kin.article.id
            revised = add_draft(store, person, now_ms(), known, document, anyway=wire is not None)
            article, revision, kin = store.article(known), revised.revision, None
        elif options.annotated:
            made = file_annotated(store, person, now_ms(), document, plan(document))
            article, revision = made[0], made[1]
        else:
            article, revision = import_document(store, person, now_ms(), document)
            if document.notes:
                lost.append(
                    f"Comments and notes: {len(document.notes)} (add --annotated takes them)."
                )
        self.articles.append(self._values(article, revision, document, lost))
        self._offer(name, kin)
        for warning in document.warnings:
            note(f"{name}: {remark(warning)}")
        for one in lost:
            note(f"{name}: {_('left out')}: {remark(one)}")

    def _offer(self, name: str, kin: Kin | None) -> None:
        """Say what a file filed by itself resembles, and how it becomes the next draft of that."""
        if kin is None:
            return
        self.articles[-1]["resembles"] = kin.article.slug
        words = _(
            "{name} reads like a draft of {slug}: {share} of 100 words are the same."
            " It was filed by itself; after undo, add --as-draft makes it the next draft."
        )
        note(words.format(name=name, slug=kin.article.slug, share=round(kin.share * 100)))

    def _values(
        self, article: Article, revision: Revision, document: Document, lost: list[str]
    ) -> dict[str, Any]:
        store = self.context.store
        return {
            "id": article.id,
            "slug": article.slug,
            "headline": article.headline,
            "resembles": "",
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
            "attachments": list(document.attachments),
            "checks": len(store.checks(article.id)),
            "sources": len({evidence.source for evidence in store.evidence(article.id)}),
        }


def run_add(context: Context) -> int:
    """Import every input; one that fails does not stop the others."""
    options, store = context.options, context.store
    with Intake(limits_of(store), rules_of(store)) as intake:
        adding = Adding(context, intake)
        folders = []
        for name in options.inputs:
            if name == "-":
                data = sys.stdin.buffer.read()
                adding.take(name, lambda d=data: intake.read_bytes(d, "pasted.txt"))  # type: ignore[misc]
            elif is_address(name):
                adding.take(name, lambda n=name: intake.read_address(n))  # type: ignore[misc]
            elif Path(name).is_dir():
                folders.append(Path(name))
                if not options.watch and next(readable(Path(name)), None) is None:
                    adding.refuse(name, ReadError("empty_folder", name=name))
            else:
                adding.take_file(Path(name))
        for path in new_files(context, folders):
            adding.take_file(path)
        if options.watch:
            watch(context, folders, adding.take_file, adding.articles, time.sleep)
    lines = [line_of(one) for one in adding.articles]
    lines += [_("{name}: kept as a source").format_map(one) for one in adding.sources]
    for sheet in adding.sheets:
        lines.append(_("{article}: {checks} checks from {file}").format_map(sheet))
        lines += [_("no place: row {row}: {statement}").format_map(o) for o in sheet["unmatched"]]
    values = {
        "articles": adding.articles,
        "sources": adding.sources,
        "sheets": adding.sheets,
        "errors": adding.errors,
    }
    context.answer(values, lines)
    return 1 if adding.errors else 0


def run_parts(options: argparse.Namespace) -> int:
    """List what a file holds that is read on its own."""
    with Intake() as intake:
        parts = intake.parts(options.file)
    values = [
        {"number": number, "title": part.title, "detail": part.detail, "name": part.name}
        for number, part in enumerate(parts, 1)
    ]
    lines = [f"{one['number']:4}  {one['detail']:26}  {one['title']}" for one in values]
    answer(options, {"parts": values}, lines)
    return 0


def chosen(parts: list[Part], wanted: list[str], name: str) -> list[Part]:
    """The parts with these numbers (from 1), or all; raises ReadError `no_part`."""
    if "all" in wanted:
        return parts
    numbers = [number for one in wanted for number in one.split(",")]
    for number in numbers:
        if not number.isdecimal() or not 1 <= int(number) <= len(parts):
            raise ReadError("no_part", name=name, part=number, count=len(parts))
    return [parts[int(number) - 1] for number in numbers]
