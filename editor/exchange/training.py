"""Marks as training data: Label Studio, doccano, CoNLL and plain JSON lines.

What a person marked is an example; a suggestion that was dismissed is one of what not to mark.
Offsets count code points, end exclusive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from unicodedata import category

from db.kinds import BlockKind, Kind
from editor.exchange.report import Report, ReportArticle

LABELLED = (Kind.QUOTE, Kind.CLAIM, Kind.FACT)
WORD = re.compile(r"\w+|[^\w\s]")
JOINING = {"Mn", "Mc", "Me", "Cf"}
"""Categories of what belongs to the letters around it, though it is no letter."""


def _spans(item: ReportArticle) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, label, wanted) of each example: marks, then dismissed suggestions."""
    for found in item.marks:
        mark = found.mark
        if mark.kind in LABELLED and mark.start is not None and mark.end is not None:
            yield mark.start, mark.end, mark.kind.value, True
    for decision in item.decisions:
        if decision.kind == "dismissed" and decision.start is not None and decision.end is not None:
            yield decision.start, decision.end, decision.detail.partition("/")[0], False


def _lines(values: Iterator[dict[str, Any]]) -> bytes:
    rows = [json.dumps(value, ensure_ascii=False) + "\n" for value in values]
    return "".join(rows).encode("utf-8", "backslashreplace")


def write_label_studio(report: Report) -> bytes:
    """Tasks with finished annotations, for a project whose labels are named as our kinds."""
    tasks = []
    for item in report.articles:
        text = item.revision.text
        result = [
            {
                "id": f"{number}",
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {"start": a, "end": b, "text": text[a:b], "labels": [name]},
            }
            for number, (a, b, name, wanted) in enumerate(_spans(item))
            if wanted
        ]
        meta = {"article": item.article.slug, "draft": item.revision.number}
        data = {"text": text, **meta}
        tasks.append({"data": data, "annotations": [{"result": result}]})
    text = json.dumps(tasks, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def write_doccano(report: Report) -> bytes:
    """One JSON object a line: `text` and `label` as [start, end, name]."""
    return _lines(
        {
            "text": item.revision.text,
            "label": [[a, b, name] for a, b, name, wanted in _spans(item) if wanted],
        }
        for item in report.articles
    )


def write_jsonl(report: Report) -> bytes:
    """One example a line, accepted (`wanted` true) and dismissed, with its block around it."""
    return _lines(value for item in report.articles for value in _examples(item))


def _examples(item: ReportArticle) -> Iterator[dict[str, Any]]:
    text = item.revision.text
    blocks = sorted((b.start, b.end, b.kind.value) for b in item.blocks)
    for start, end, name, wanted in sorted(_spans(item)):
        block = next((b for b in blocks if b[0] <= start < b[1]), (start, end, "paragraph"))
        yield {
            "article": item.article.slug,
            "language": item.article.language,
            "text": text[block[0] : max(block[1], end)],
            "start": start - block[0],
            "end": end - block[0],
            "label": name,
            "block": block[2],
            "wanted": wanted,
        }


def write_conll(report: Report) -> bytes:
    """Two columns, word and tag (B-, I-, O), a blank line between blocks; where marks overlap the
    one that begins first, then the longer one, has the word."""
    lines: list[str] = []
    for item in report.articles:
        spans = sorted(((a, -b, n) for a, b, n, wanted in _spans(item) if wanted))
        free = _without_overlaps([(a, -b, name) for a, b, name in spans])
        at, begun = 0, -1
        for block in item.blocks:
            if block.kind is BlockKind.NOT_ARTICLE:
                continue
            for start, end in words(item.revision.text, block.start, block.end):
                while at < len(free) and free[at][1] <= start:
                    at += 1
                tag = "O"
                if at < len(free) and free[at][0] < end:
                    tag = f"{'I' if begun == at else 'B'}-{free[at][2]}"
                    begun = at
                lines.append(f"{item.revision.text[start:end]}\t{tag}")
            lines.append("")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words and signs between two places stand; vowel signs and joiners are in a word."""
    begun = at = start
    for match in WORD.finditer(text, start, end):
        if match.start() != at or not _joined(text, at):
            if begun < at:
                yield begun, at
            begun = match.start()
        at = match.end()
    if begun < at:
        yield begun, at


def _joined(text: str, at: int) -> bool:
    """Whether a word goes on at a place where a letter would else begin another."""
    if category(text[at]) in JOINING:
        return True
    before = category(text[at - 1]) if at else ""
    return before == "Cf" or (before in JOINING and text[at].isalnum())


def _without_overlaps(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
