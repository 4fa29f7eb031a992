"""Verbs about what there is to check: facts, worth, coverage."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from db.kinds import Covered
from db.records import Block
from db.store import Store
from editor.cli.context import Context, Verbs, note
from editor.commands.blocks import as_named
from editor.commands.coverage import coverage_of, keep_counts
from editor.commands.worth import forget, learn, weights_of
from editor.i18n import label, term
from editor.intake import read_alone
from editor.session import now_ms
from editor.text.facts import facts
from editor.text.facts_page import Fact
from editor.text.language import guess
from editor.text.sentences import block_sentences
from editor.text.worth import Worth, worth

Given = dict[str, Any]


class Batch(argparse.Action):
    """An option that has `run_batch` run instead of the verb, without a store."""

    def __init__(self, *args: Any, run_batch: Callable[..., int], **kwargs: Any) -> None:
        """`run_batch` is given the options."""
        super().__init__(*args, **kwargs)
        self._run_batch = run_batch

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Keep the file's name and change what runs."""
        namespace.jsonl, namespace.needs_store, namespace.run = values, False, self._run_batch


def add_verbs(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add this group's verbs to the parser."""
    found = verbs.add_parser("facts", parents=[common], help="names, numbers, dates, claims")
    what = found.add_mutually_exclusive_group(required=True)
    what.add_argument("article", metavar="FILE|ARTICLE", nargs="?")
    _add_batch(what, run_facts_batch, 'writes {"id","facts"} a line')
    found.set_defaults(run=run_facts)
    ranked = verbs.add_parser("worth", parents=[common], help="sentences most worth checking")
    what = ranked.add_mutually_exclusive_group(required=True)
    what.add_argument("article", metavar="FILE|ARTICLE", nargs="?")
    _add_batch(what, run_worth_batch, 'writes {"id","score","cues"} a line')
    what.add_argument(
        "--learn", action="store_true", help="weigh cues by what this desk marked and refused"
    )
    what.add_argument("--forget", action="store_true", help="weigh them as Galley does again")
    ranked.set_defaults(run=run_worth)
    covered = verbs.add_parser("coverage", parents=[common], help="what is still unmarked")
    covered.add_argument("article")
    covered.set_defaults(run=run_coverage)


def _add_batch(group: Any, run_batch: Callable[..., int], writes: str) -> None:
    group.add_argument(
        "--jsonl",
        action=partial(Batch, run_batch=run_batch),
        nargs="?",
        const="-",
        metavar="IN",
        help=f'many texts: reads {{"id","text"}} a line of a file or standard input, {writes}',
    )


def run_facts(context: Context) -> int:
    """Print the checkable facts of a file or an article."""
    text, blocks = _text(context)
    found = facts(text, blocks, guess(text))
    lines = [
        f"{f.start}:{f.end}  {term(f.type):12} {label(f.risk):9} "
        f"{' '.join(text[f.start : f.end].split())[:80]}"
        for f in found
    ]
    context.answer({"facts": [fact_values(text, fact) for fact in found]}, lines)
    return 0


def run_worth(context: Context) -> int:
    """Print sentences by how much they are worth checking, or learn from the desk's answers."""
    store, options = context.store, context.options
    if options.learn:
        marked, free = learn(store, context.person.id, now_ms())
        context.answer({"learnt": {"marked": marked, "free": free}}, [f"{marked} : {free}"])
        return 0
    if options.forget:
        forget(store, context.person.id, now_ms())
        context.answer({"learnt": {"marked": 0, "free": 0}}, [])
        return 0
    text, blocks = _text(context)
    weights = weights_of(store)
    spans = block_sentences(text, blocks)
    ranked = [(worth(text[a:b], weights), a, b) for a, b in spans]
    ranked.sort(key=lambda one: (-one[0].score, one[1]))
    values = [
        {"start": a, "end": b, "text": text[a:b], **worth_values(one)} for one, a, b in ranked
    ]
    lines = [f"{v['score']:.2f}  {' '.join(str(v['text']).split())[:100]}" for v in values]
    context.answer({"sentences": values}, lines)
    return 0


def run_coverage(context: Context) -> int:
    """Print every sentence with its state, and the facts nobody marked."""
    store = context.store
    article = store.article(context.options.article)
    revision = store.revision(article.revision)
    coverage = coverage_of(store, article.id)
    keep_counts(store, context.person.id, now_ms(), article.id, coverage.counts)
    text = revision.text
    values = {
        "article": article.id,
        "draft": article.draft,
        "counts": {state.value: coverage.counts[state] for state in Covered},
        "sentences": [
            {"start": a, "end": b, "state": state.value, "text": text[a:b]}
            for (a, b), state in zip(coverage.sentences, coverage.states, strict=True)
        ],
        "open": [fact_values(text, fact) for fact in coverage.open_facts()],
    }
    lines = [f"{coverage.counts[state]:5} {label(state)}" for state in Covered]
    lines += [
        f"{a}:{b}  {' '.join(text[a:b].split())[:100]}"
        for (a, b), state in zip(coverage.sentences, coverage.states, strict=True)
        if state is Covered.UNMARKED
    ]
    context.answer(values, lines)
    return 0


def run_facts_batch(options: argparse.Namespace) -> int:
    """The facts of each line's text; a line that is none is told on stderr and makes this 1."""
    return _batch(
        options,
        lambda text: {"facts": [fact_values(text, fact) for fact in facts(text, code=guess(text))]},
    )


def run_worth_batch(options: argparse.Namespace) -> int:
    """How much each line's sentence is worth checking; errors as in `run_facts_batch`."""
    return _batch(options, lambda text: worth_values(worth(text)))


def fact_values(text: str, fact: Fact) -> Given:
    """A fact as JSON; offsets in code points."""
    return {
        "start": fact.start,
        "end": fact.end,
        "type": fact.type.value,
        "text": text[fact.start : fact.end],
        "risk": fact.risk.value,
        "score": fact.score,
    }


def worth_values(one: Worth) -> Given:
    """A score with its cues as JSON."""
    cues = [{"cue": cue, "weight": added} for cue, added in one.cues]
    return {"score": round(one.score, 6), "cues": cues}


def _batch(options: argparse.Namespace, answer: Callable[[str], Given]) -> int:
    failed = 0
    for number, line in _lines(options.jsonl):
        try:
            given = json.loads(line)
            name, text = given["id"], given["text"]
            values = {"id": name, **answer(text)}
        except (ValueError, KeyError, TypeError, AttributeError):
            note(f'{options.jsonl}:{number}: not an object with "id" and "text"')
            failed += 1
            continue
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    return 1 if failed else 0


def _lines(name: str) -> Iterator[tuple[int, str]]:
    if name == "-":
        yield from ((n, line) for n, line in enumerate(sys.stdin, 1) if line.strip())
        return
    with Path(name).open(encoding="utf-8") as file:
        yield from ((n, line) for n, line in enumerate(file, 1) if line.strip())


def _text(context: Context) -> tuple[str, Sequence[Block]]:
    """The text and blocks of a file or of an article's newest draft."""
    name = context.options.article
    if Path(name).is_file():
        document = read_alone(Path(name))
        return document.text, document.blocks
    return _newest(context.store, name)


def _newest(store: Store, ref: str) -> tuple[str, Sequence[Block]]:
    revision = store.revision(store.article(ref).revision)
    return revision.text, as_named(store, revision)
