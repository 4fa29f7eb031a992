"""Verbs about what the program proposes to mark: suggest, speakers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.errors import Refused
from db.kinds import SETTLED, Kind
from db.records import Suggestion
from db.store import Store
from editor.cli.context import Context, Verbs, note
from editor.commands.blocks import as_named
from editor.commands.marks import accept
from editor.intake import read_alone
from editor.session import now_ms
from editor.text.quotes import quotes
from editor.text.roll import Quoted, SpeakerLine, roll
from editor.text.suggest import USUAL, Taken, chosen, fresh, quoted, suggestions, taken

FIELDS = ("start", "end", "type", "speaker", "speaker_start", "speaker_end", "cue", "part_of")
"""What a line of the batch tells of a quote."""


class _Batch(argparse.Action):
    """A batch needs no store."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Have the batch run instead of the verb."""
        namespace.jsonl, namespace.needs_store, namespace.run = Path(values), False, run_batch


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    suggest = verbs.add_parser(
        "suggest", parents=[common], help="what to mark: quotes with their speakers, facts"
    )
    what = suggest.add_mutually_exclusive_group(required=True)
    what.add_argument("article", metavar="FILE|ARTICLE", nargs="?")
    what.add_argument(
        "--jsonl",
        action=_Batch,
        metavar="IN",
        help='quotes of many texts: reads {"id","text"} a line, writes {"id","quotes"} a line',
    )
    suggest.add_argument("--language", default="", metavar="CODE", help="guessed when left out")
    suggest.add_argument("--min-score", type=float, metavar="S", help="from 0 to 1")
    suggest.add_argument("--kinds", type=parse_kinds, default=(), metavar="KIND,...")
    suggest.add_argument(
        "--accept",
        action="store_true",
        help=f"keep them as marks, from score {USUAL} on unless --min-score is given",
    )
    suggest.set_defaults(run=run_suggest)
    speakers = verbs.add_parser(
        "speakers", parents=[common], help="who is quoted, how often, what is unchecked"
    )
    speakers.add_argument("article")
    speakers.set_defaults(run=run_speakers)


def run_suggest(context: Context) -> int:
    """Print suggestions for a file, an article or a batch; with --accept keep an article's."""
    options = context.options
    name = options.article
    is_file = Path(name).is_file()
    if is_file and options.accept:
        raise Refused(field="--accept", value=name)
    found = _of_file(Path(name), options) if is_file else _of_article(context.store, options)
    least = options.min_score or 0.0
    if options.accept:
        least = USUAL if options.min_score is None else least
        article = context.store.article(name)
        found = fresh(chosen(found, least, options.kinds), _taken(context.store, article.id))
        accept(context.store, context.person.id, now_ms(), article.id, found)
    found = chosen(found, least, options.kinds)
    lines = [
        f"{one.start}:{one.end}  {one.score:.2f} {one.kind:5} {one.type:8} "
        f"{one.speaker or '-':20} {' '.join(one.text.split())[:80]}"
        for one in found
    ]
    context.answer({"suggestions": [asdict(one) for one in found]}, lines)
    return 0


def run_speakers(context: Context) -> int:
    """Print a line for everybody an article quotes, in its marks and in what is suggested."""
    store, article = context.store, context.store.article(context.options.article)
    checks = {check.id: check for check in store.checks(article.id)}
    marked = [
        Quoted(
            mark.id,
            mark.speaker,
            mark.role,
            mark.exact,
            mark.check in checks and checks[mark.check].state not in SETTLED,
        )
        for mark in store.annotations(article.id)
        if mark.kind is Kind.QUOTE
    ]
    revision = store.revision(article.revision)
    found = suggestions(revision.text, as_named(store, revision), article.language)
    offered = fresh(chosen(found, USUAL, [Kind.QUOTE]), _taken(store, article.id))
    lines = roll([*marked, *(Quoted("", one.speaker, one.role, one.text, True) for one in offered)])
    values = [_speaker(line) for line in lines]
    context.answer({"speakers": values}, [_told(line) for line in lines])
    return 0


def _taken(store: Store, article_id: str) -> list[Taken]:
    return taken(store.annotations(article_id), store.decisions(article_id))


def parse_kinds(text: str) -> tuple[Kind, ...]:
    """Kinds separated by commas; argparse's error for one there is not."""
    try:
        return tuple(Kind(part.strip()) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} ({', '.join(Kind)})") from error


def _speaker(line: SpeakerLine) -> dict[str, Any]:
    values = asdict(line)
    values["annotations"] = list(values.pop("ids"))
    return values


def _told(line: SpeakerLine) -> str:
    role = f" ({line.role})" if line.role else ""
    return (
        f"{line.speaker or '-'}{role}: {line.quotes} quotes, {line.words} words, "
        f"{line.unchecked} unchecked, {line.suggested} suggested"
    )


def _of_file(path: Path, options: argparse.Namespace) -> list[Suggestion]:
    document = read_alone(path)
    language = options.language or document.language
    return suggestions(document.text, document.blocks, language)


def _of_article(store: Store, options: argparse.Namespace) -> list[Suggestion]:
    article = store.article(options.article)
    revision = store.revision(article.revision)
    language = options.language or article.language
    return suggestions(revision.text, as_named(store, revision), language)


def run_batch(options: argparse.Namespace) -> int:
    """The quotes of each line's text; a line that is none is told on stderr and makes this 1."""
    failed = 0
    for number, line in _lines(options.jsonl):
        try:
            given = json.loads(line)
            name, text = given["id"], given["text"]
            found = quoted(quotes(text, (), given.get("language", options.language)))
        except (ValueError, KeyError, TypeError, AttributeError):
            note(f'{options.jsonl}:{number}: not an object with "id" and "text"')
            failed += 1
            continue
        found = chosen(found, options.min_score or 0.0)
        values = [{field: getattr(one, field) for field in FIELDS} for one in found]
        sys.stdout.write(json.dumps({"id": name, "quotes": values}, ensure_ascii=False) + "\n")
    return 1 if failed else 0


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line
