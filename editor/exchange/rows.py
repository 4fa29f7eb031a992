"""A report as plain rows, one per check: what every kind of table shows."""

from __future__ import annotations

from collections.abc import Iterator

from editor.exchange.report import ReportArticle, ReportCheck
from editor.exchange.words import (
    accepted,
    attempt_lines,
    passage,
    proof_line,
    quote_line,
    short_hash,
    spoken,
    when,
    where,
)
from editor.i18n import label, term

COLUMNS = (
    "article",
    "draft",
    "hash",
    "number",
    "where",
    "start",
    "end",
    "kind",
    "passage",
    "statement",
    "state",
    "verdict",
    "risk",
    "reason",
    "accepted",
    "thin",
    "assignee",
    "close",
    "quote",
    "evidence",
    "attempts",
    "questions",
    "said",
    "check",
)
"""Keys of the columns, the same in every language, so that programs can rely on them."""


def check_rows(item: ReportArticle) -> Iterator[list[str]]:
    """The cells of each check of an article, in text order and in the order of COLUMNS."""
    for line in item.checks:
        yield _row(item, line)


def _row(item: ReportArticle, line: ReportCheck) -> list[str]:
    check, place = line.check, line.place
    return [
        item.title,
        str(item.revision.number),
        short_hash(item),
        str(line.number),
        where(line),
        "" if place is None else str(place.start),
        "" if place is None else str(place.end),
        label(check.kind),
        passage(item, line),
        check.statement,
        label(check.state),
        term(check.verdict),
        label(check.risk),
        check.reason,
        "" if line.cleared else accepted(item, line),
        check.thin_reason or "1" if check.thin else "",
        item.name(check.assignee),
        when(check.close),
        "\n".join(text for mark in line.marks if (text := quote_line(mark))),
        "\n".join(proof_line(item, proof) for proof in line.proofs),
        "\n".join(attempt_lines(item, line)),
        ", ".join(str(number) for number in line.queries),
        "\n".join(words for mark in line.marks for words in spoken(item, mark)),
        check.id,
    ]
