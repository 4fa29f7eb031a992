"""Marks in the shape of the Hypothesis API, and rows of its exports read.

Its client counts UTF-16 units, as JavaScript does, so offsets are turned on the way out and in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from db.kinds import Kind, State
from editor.exchange.errors import ExchangeError, json_of
from editor.exchange.report import Report, ReportArticle, ReportMark
from editor.exchange.w3c import plain_id, urn
from editor.exchange.words import rfc3339
from editor.text.anchor import CONTEXT
from editor.text.incoming import (
    Incoming,
    IncomingReply,
    code_points_to_utf16,
    milliseconds,
    utf16_to_code_points,
)

OURS = "galley:"
"""What our own tags begin with."""
ACCOUNT = "acct:{}@galley.invalid"
"""A person as the API names one; the last part says that there is no such account."""


PROPOSED = "\n\n→ "
"""Stands between a note and the wording it proposes."""
RESOLVED = ["galley:resolved"]
"""The tags of an answer that settles its thread."""


def write(report: Report) -> bytes:
    """An object of `total` and `rows`, as a search of the API answers; replies are rows too."""
    rows = [row for item in report.articles for row in _rows(item)]
    text = json.dumps({"total": len(rows), "rows": rows}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _rows(item: ReportArticle) -> Iterator[dict[str, Any]]:
    units = _Units(item.revision.text)
    states = {line.number: line.check.state.value for line in item.checks}
    for found in item.marks:
        mark = found.mark
        tags = [f"galley:{mark.kind.value}", *mark.tags]
        if found.check in states:
            tags.append(f"galley:{states[found.check]}")
        text = mark.note
        if mark.change:
            text = f"{text}{PROPOSED}{mark.change}"
        target = {"source": _uri(item), "selector": _selectors(item, found, units)}
        yield _row(item, mark.id, mark.created, mark.author, text, tags) | {"target": [target]}
        for reply in found.thread:
            row = _row(
                item, reply.id, reply.at, reply.author, reply.text, RESOLVED * reply.resolved
            )
            yield row | {"target": [{"source": _uri(item)}], "references": [urn(mark.id)]}


def _uri(item: ReportArticle) -> str:
    address = item.article.origin or item.article.source
    return address if address.startswith(("https://", "http://")) else urn(item.revision.id)


def _row(
    item: ReportArticle, id_: str, at: int, author: str, text: str, tags: list[str]
) -> dict[str, Any]:
    made = rfc3339(at)
    name = item.name(author)
    return {
        "id": urn(id_),
        "created": made,
        "updated": made,
        "user": ACCOUNT.format("".join(c if c.isalnum() else "_" for c in name) or "nobody"),
        "user_info": {"display_name": name},
        "uri": _uri(item),
        "text": text,
        "tags": tags,
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "document": {"title": [item.title]},
        "links": {},
    }


class _Units:
    """Offsets of one text in UTF-16 units, quickly where the text has no astral characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = not any(c > "\uffff" for c in text)

    def of(self, offset: int) -> int:
        return offset if self._plain else code_points_to_utf16(self._text, offset)


def _selectors(item: ReportArticle, found: ReportMark, units: _Units) -> list[dict[str, Any]]:
    mark, text = found.mark, item.revision.text
    quote = {"exact": mark.exact, "prefix": mark.prefix, "suffix": mark.suffix}
    selectors: list[dict[str, Any]] = []
    if mark.start is not None and mark.end is not None:
        quote = {
            "exact": text[mark.start : mark.end],
            "prefix": text[max(0, mark.start - CONTEXT) : mark.start],
            "suffix": text[mark.end : mark.end + CONTEXT],
        }
        position = {"start": units.of(mark.start), "end": units.of(mark.end)}
        selectors.append({"type": "TextPositionSelector", **position})
    return [*selectors, {"type": "TextQuoteSelector", **quote}]


def read(data: bytes, text: str = "") -> list[Incoming]:
    """The marks of an export: rows, a list of them, or one; page notes have no words to stand at.

    `text` is the draft they are for, in whose UTF-16 units their offsets are taken. Raises
    ExchangeError `not_annotations`.
    """
    told = json_of(data)
    rows = told.get("rows", told.get("annotations", [told])) if isinstance(told, dict) else told
    rows = [r for r in rows if _is_row(r)] if isinstance(rows, list) else []
    if not rows:
        raise ExchangeError("not_annotations")
    answers: dict[str, list[IncomingReply]] = {}
    settled: set[str] = set()
    for row in rows:
        if above := _references(row):
            answers.setdefault(above[0], []).append(
                IncomingReply(
                    _author(row),
                    _text(row, "text"),
                    milliseconds(row.get("created")),
                    plain_id(row.get("id")),
                )
            )
            if RESOLVED[0] in _tags(row):
                settled.add(above[0])
    return [_incoming(row, answers, settled, text) for row in rows if not _references(row)]


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and ("target" in row or "uri" in row)


def _references(row: dict[str, Any]) -> list[str]:
    found = row.get("references")
    return [r for r in found if isinstance(r, str)] if isinstance(found, list) else []


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _author(row: dict[str, Any]) -> str:
    shown = row.get("user_info")
    name = shown.get("display_name") if isinstance(shown, dict) else None
    account = _text(row, "user").removeprefix("acct:").partition("@")[0]
    return name if isinstance(name, str) and name else account


def _tags(row: dict[str, Any]) -> list[str]:
    told = row.get("tags")
    return [t for t in told if isinstance(t, str)] if isinstance(told, list) else []


def _incoming(
    row: dict[str, Any], answers: dict[str, list[IncomingReply]], settled: set[str], text: str
) -> Incoming:
    targets = row.get("target")
    first = targets[0] if isinstance(targets, list) and targets else {}
    selectors = first.get("selector") if isinstance(first, dict) else None
    by_type = {
        s.get("type"): s
        for s in (selectors if isinstance(selectors, list) else [])
        if isinstance(s, dict)
    }
    quote = by_type.get("TextQuoteSelector", {})
    position = by_type.get("TextPositionSelector", {})
    start, end = position.get("start"), position.get("end")
    first_unit, last_unit = (at if isinstance(at, int) and text else None for at in (start, end))
    tags = _tags(row)
    own = [t.removeprefix(OURS) for t in tags if t.startswith(OURS)]
    kind = next((Kind(t) for t in own if t in set(Kind)), Kind.COMMENT)
    note, change = _text(row, "text"), ""
    if kind is Kind.CHANGE:
        note, _sign, change = note.partition(PROPOSED)
    return Incoming(
        exact=_text(quote, "exact"),
        prefix=_text(quote, "prefix"),
        suffix=_text(quote, "suffix"),
        start=None if first_unit is None else utf16_to_code_points(text, first_unit),
        end=None if last_unit is None else utf16_to_code_points(text, last_unit),
        kind=kind,
        note=note,
        change=change,
        state=next((State(t) for t in own if t in set(State)), State.UNCHECKED),
        author=_author(row),
        at=milliseconds(row.get("created")),
        tags=tuple(t for t in tags if not t.startswith(OURS)),
        replies=tuple(answers.get(_text(row, "id"), ())),
        resolved=_text(row, "id") in settled,
        id=plain_id(row.get("id")),
    )
