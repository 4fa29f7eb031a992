"""A report as JSON, complete: every record by its field names, described by a schema.

Offsets are code points in the draft's text, end exclusive; times are RFC 3339 in UTC, null
for never. The shape is `resources/schemas/report-file.json`; VERSION rises when a field goes or
changes its meaning.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from editor.exchange.account import lead, limits, method
from editor.exchange.report import Proof, Report, ReportArticle, ReportCheck, ReportMark
from editor.exchange.words import rfc3339

FORMAT = "galley-report"
VERSION = 2
TIMES = frozenset(
    "made at created close embargo seen_at asked_at answered_at withdrawn lease_until "
    "updated departed".split()
)


def write(report: Report) -> bytes:
    """One UTF-8 JSON object; a lone surrogate, which UTF-8 cannot hold, is escaped."""
    text = json.dumps(values(report), ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def values(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": rfc3339(report.made),
        "maker": report.maker,
        "options": plain(report.options),
        "redacted": bool(report.secrets),
        "articles": [_article(item, report) for item in report.articles],
    }


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def plain(value: Any) -> Any:
    """A record as JSON knows it, by field name, times as RFC 3339."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    kind: Any = type(value)
    found = {name: getattr(value, name) for name in _names(kind)}
    return {n: rfc3339(v) if n in TIMES else plain(v) for n, v in found.items()}


def _fields(record: Any) -> dict[str, Any]:
    found: dict[str, Any] = plain(record)
    return found


def _article(item: ReportArticle, report: Report) -> dict[str, Any]:
    drafts = [
        {"id": d.id, "number": d.number, "sha256": d.sha256, "name": d.name}
        for d in (draft.revision for draft in item.drafts)
    ]
    return {
        "article": plain(item.article),
        "draft": plain(item.revision) | {"blocks": plain(item.blocks)},
        "drafts": drafts,
        "newer_draft": item.newer or None,
        "summary": lead(item, report),
        "coverage": plain(item.coverage) | {"unmarked": item.coverage.unmarked},
        "annotations": [_mark(mark) for mark in item.marks],
        "checks": [_check(line) for line in item.checks],
        "left_out": item.left_out,
        "sources": plain(item.sources),
        "attempts": plain(item.attempts),
        "queries": plain(item.queries),
        "passes": plain(item.passes),
        "corrections": plain(item.corrections),
        "decisions": plain(item.decisions),
        "persons": plain(item.persons),
        "limits": limits(item),
        "method": method(),
    }


def _mark(found: ReportMark) -> dict[str, Any]:
    return _fields(found.mark) | {
        "number": found.check or None,
        "thread": plain(found.thread),
        "resolved": found.resolved,
        "drift": plain(found.place.drift) if found.place else [],
    }


def _check(line: ReportCheck) -> dict[str, Any]:
    return _fields(line.check) | {
        "number": line.number,
        "settled": line.settled,
        "not_confirmed": not line.cleared,
        "accepted_by": line.accepted_by,
        "paragraph": line.paragraph,
        "places": [
            {"annotation": m.mark.id, "start": m.mark.start, "end": m.mark.end} for m in line.marks
        ],
        "evidence": [_proof(proof) for proof in line.proofs],
        "attempts": [attempt.id for attempt in line.attempts],
        "queries": list(line.queries),
        "history": plain(line.history),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return _fields(proof.evidence) | {
        "source_name": proof.source.name if proof.source else None,
        "independent": proof.independent,
        "seen": proof.seen,
    }
