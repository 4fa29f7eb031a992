"""Checks with a verdict as schema.org ClaimReview (JSON-LD), and published ones read.

Only what has a verdict and a public address can be one. The house's scale says which number a
verdict is; one without a number travels by its name alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from editor.exchange.errors import ExchangeError, json_of
from editor.exchange.report import Report, ReportArticle, ReportCheck
from editor.exchange.words import quoted, rfc3339
from editor.i18n import _, term
from editor.scale import Rating, Scale
from editor.text.incoming import Published, milliseconds

SCRIPT = re.compile(
    rb"<script\b[^>]{0,500}application/ld\+json[^>]{0,500}>(.*?)</script",
    re.DOTALL | re.IGNORECASE,
)
INERT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A published fact-check as read: for finding what was checked before."""

    claim: str
    verdict: str
    rating: Rating | None = None
    url: str = ""
    author: str = ""
    published: str = ""
    claimant: str = ""


def write(report: Report) -> bytes:
    """A list of ClaimReview objects, one for each check that can be one."""
    found = _reviews(report)
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def snippet(report: Report) -> bytes:
    """The same inside a script element of data, to be pasted into the published page."""
    found = _reviews(report)
    inside = json.dumps(found, ensure_ascii=False, indent=1).translate(INERT)
    page = f'<script type="application/ld+json">\n{inside}\n</script>\n'
    return page.encode("utf-8", "backslashreplace")


def _reviews(report: Report) -> list[dict[str, Any]]:
    return [
        _review(item, line, report.ratings)
        for item in report.articles
        for line in _reviewable(item)
    ]


def _reviewable(item: ReportArticle) -> Iterator[ReportCheck]:
    if _address(item):
        yield from (line for line in item.checks if line.check.verdict)


def _address(item: ReportArticle) -> str:
    """Where the article is published, empty when nowhere."""
    for address in (item.article.origin, item.article.source):
        if address.startswith(("https://", "http://")):
            return address
    return ""


def _review(item: ReportArticle, line: ReportCheck, ratings: Scale) -> dict[str, Any]:
    verdict = line.check.verdict
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": term(verdict)}
    if number := ratings.rating(verdict):
        value, worst, best = (int(n) if n.is_integer() else n for n in number)
        rating |= {"ratingValue": value, "worstRating": worst, "bestRating": best}
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
    """The fact-checks in a JSON-LD file (one, a list, a graph) or in a page that holds some.

    ExchangeError `not_fact_checks` when there is none.
    """
    scripts = SCRIPT.findall(data)
    told = [_json(script) for script in scripts] if scripts else json_of(data)
    found = [reviewed for one in _found(told) if (reviewed := _reviewed(one)).claim]
    if not found:
        raise ExchangeError("not_fact_checks")
    return found


def _json(script: bytes) -> Any:
    """What a script of data holds; None for a broken one, which others of a page outlive."""
    try:
        return json_of(script)
    except ExchangeError:
        return None


def published(found: Iterable[Reviewed], ours: Scale, verdicts: Iterable[str]) -> list[Published]:
    """Fact-checks in this house's words; what they said themselves is told beside."""
    known = list(verdicts)
    return [
        Published(
            one.claim,
            ours.verdict(one.verdict, one.rating, known),
            _told(one),
            one.author,
            one.url,
            milliseconds(one.published),
        )
        for one in found
    ]


def _told(one: Reviewed) -> str:
    rating = one.rating
    parts = (
        quoted(one.verdict) if one.verdict else "",
        f"{rating.value:g} ({rating.worst:g}–{rating.best:g})" if rating else "",
        _("said by {who}").format(who=one.claimant) if one.claimant else "",
        one.published[:10],
    )
    return " · ".join(part for part in parts if part)


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
    item = _inner(told, "itemReviewed")
    return Reviewed(
        claim=_word(told, "claimReviewed") or _word(item, "text") or _word(item, "name"),
        verdict=_word(rating, "alternateName") or _word(rating, "name"),
        rating=_rating(rating),
        url=_word(told, "url"),
        author=_word(_inner(told, "author"), "name"),
        published=_word(told, "datePublished"),
        claimant=_word(_inner(item, "author"), "name"),
    )


def _rating(told: dict[str, Any]) -> Rating | None:
    """The numbers of a rating that has all it needs; schema.org's scale is 1 to 5 by default."""
    names = (("ratingValue", None), ("worstRating", 1), ("bestRating", 5))
    numbers = [_number(told.get(name), default) for name, default in names]
    value, worst, best = numbers
    return None if value is None or worst is None or best is None else Rating(value, worst, best)


def _number(value: Any, default: float | None) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return default
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return default
    return number if isfinite(number) else default


def _inner(told: dict[str, Any], name: str) -> dict[str, Any]:
    value = told.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _word(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""
