"""A report as a table: one row per check, UTF-8 with a mark so that spreadsheets read it."""

from __future__ import annotations

import csv
import io

from editor.exchange.report import Report, ReportArticle, ReportCheck
from editor.exchange.words import passage, proof_line, short_hash, when, where
from editor.i18n import label

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
    "assignee",
    "close",
    "evidence",
    "check",
)

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula when it leads."""


def safe(value: object) -> str:
    """A cell no spreadsheet runs: a leading formula sign, also after blanks, gets an apostrophe."""
    text = str(value).replace("\0", "\N{REPLACEMENT CHARACTER}")
    risky = text.startswith(DANGEROUS) or text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋"))
    risky = risky or text.startswith(("－", "＠", "\n"))
    return "'" + text if risky else text


def write(report: Report) -> bytes:
    """The table of every check of every article, in text order."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for item in report.articles:
        for check in item.checks:
            rows.writerow([safe(cell) for cell in _row(item, check)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _row(item: ReportArticle, line: ReportCheck) -> list[object]:
    check = line.check
    place = line.place
    return [
        item.article.headline or item.article.slug,
        item.revision.number,
        short_hash(item),
        line.number,
        where(item, line),
        "" if place is None else place.start,
        "" if place is None else place.end,
        label(check.kind),
        passage(item, line),
        check.statement,
        label(check.state),
        check.verdict,
        label(check.risk),
        check.reason,
        item.name(check.assignee),
        when(check.close),
        "\n".join(proof_line(item, proof) for proof in line.proofs),
        check.id,
    ]
