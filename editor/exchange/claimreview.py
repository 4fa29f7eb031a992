"""Checks with a verdict as schema.org ClaimReview (JSON-LD), and published ones read.

Only what has a verdict and a public address can be one. The house's scale is mapped to numbers
from 1 (worst) to 5 (best); a verdict without a number travels by its name alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editor.exchange.errors import ExchangeError, json_of
from editor.exchange.report import Report, ReportArticle, ReportCheck
from editor.exchange.words import rfc3339
from editor.i18n import term

WORST, BEST = 1, 5
RATINGS = {"true": 5, "mostly_true": 4, "misleading": 2, "false": 1}
"""The default scale; `unverifiable` and `opinion` say nothing about truth and have no number."""
INERT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A published fact-check as read: for finding what was checked before."""

    claim: str
    verdict: str
    rating: float | None = None
    url: str = ""
    author: str = ""
    published: str = ""
    claimant: str = ""


def write(report: Report) -> bytes:
    """A list of ClaimReview objects, one for each check that can be one."""
    found = [_review(item, line) for item in report.articles for line in _reviewable(item)]
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def snippet(report: Report) -> bytes:
    """The same inside a script element of data, to be pasted into the published page."""
    found = [_review(item, line) for item in report.articles for line in _reviewable(item)]
    inside = json.dumps(found, ensure_ascii=False, indent=1).translate(INERT)
    page = f'<script type="application/ld+json">\n{inside}\n</script>\n'
    return page.encode("utf-8", "backslashreplace")


def _reviewable(item: ReportArticle) -> Iterator[ReportCheck]:
    if _address(item):
        yield from (line for line in item.checks if line.check.verdict)


def _address(item: ReportArticle) -> str:
    """Where the article is published, empty when nowhere."""
    for address in (item.article.origin, item.article.source):
        if address.startswith(("https://", "http://")):
            return address
    return ""


def _review(item: ReportArticle, line: ReportCheck) -> dict[str, Any]:
    verdict = line.check.verdict
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": term(verdict)}
    if verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[verdict], "worstRating": WORST, "bestRating": BEST}
    claim: dict[str, Any] = {"@type": "Claim", "text": line.check.statement}
    speaker = next((m.mark.speaker for m in line.marks if m.mark.speaker), "")
    if speaker:
        claim["author"] = {"@type": "Person", "name": speaker}
    claim["appearance"] = [
        {"@type": "CreativeWork", "url": proof.source.locator}
        for proof in line.proofs
        if proof.source and proof.source.locator.startswith(("https://", "http://"))
    ]
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{_address(item)}#check-{line.number}",
        "claimReviewed": line.check.statement,
        "author": {"@type": "Organization", "name": item.article.desk or "Galley"},
        "itemReviewed": {key: value for key, value in claim.items() if value},
        "reviewRating": rating,
    }
    published = item.article.published[:10] or (rfc3339(item.article.created) or "")[:10]
    return told | ({"datePublished": published} if published else {})


def read(data: bytes) -> list[Reviewed]:
    """The fact-checks in a JSON-LD file: one, a list, or a graph; ExchangeError when none."""
    told = json_of(data)
    found = [_reviewed(one) for one in _found(told)]
    if not found:
        raise ExchangeError("not_annotations")
    return found


def _found(told: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(told, list):
        for part in told:
            yield from _found(part, depth + 1)
    elif isinstance(told, dict):
        kind = told.get("@type")
        if "ClaimReview" in (kind if isinstance(kind, list) else [kind]):
            yield told
        else:
            for name in ("@graph", "itemListElement", "item", "claimReview", "claims"):
                yield from _found(told.get(name), depth + 1)


def _reviewed(told: dict[str, Any]) -> Reviewed:
    rating = _inner(told, "reviewRating")
    value = rating.get("ratingValue")
    try:
        number = float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        number = None
    item = _inner(told, "itemReviewed")
    return Reviewed(
        claim=_word(told, "claimReviewed") or _word(item, "text") or _word(item, "name"),
        verdict=_word(rating, "alternateName") or _word(rating, "name"),
        rating=number,
        url=_word(told, "url"),
        author=_word(_inner(told, "author"), "name"),
        published=_word(told, "datePublished"),
        claimant=_word(_inner(item, "author"), "name"),
    )


def _inner(told: dict[str, Any], name: str) -> dict[str, Any]:
    value = told.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _word(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""
