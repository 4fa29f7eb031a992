"""A report as JSON: every record as stored, offsets in code points, times in ms UTC."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from editor.exchange.report import Report, ReportArticle

FORMAT = "galley-report"
VERSION = 1


def write(report: Report) -> bytes:
    """One UTF-8 JSON object; a lone surrogate, which UTF-8 cannot hold, is escaped."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "made": report.made,
        "articles": [_article(item) for item in report.articles],
    }
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _article(item: ReportArticle) -> dict[str, Any]:
    checks = [
        asdict(line.check)
        | {
            "number": line.number,
            "settled": line.settled,
            "places": [{"annotation": p.id, "start": p.start, "end": p.end} for p in line.places],
            "evidence": [asdict(proof) for proof in line.proofs],
        }
        for line in item.checks
    ]
    return {
        "article": asdict(item.article),
        "draft": asdict(item.revision),
        "annotations": [asdict(m) | {"thread": _thread(item, m.id)} for m in item.marks],
        "checks": checks,
        "persons": [asdict(person) for person in item.persons],
    }


def _thread(item: ReportArticle, annotation: str) -> list[dict[str, Any]]:
    return [asdict(reply) for reply in item.thread(annotation)]
