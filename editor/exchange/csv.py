"""A report as a table: one row per check, UTF-8 with a mark so that spreadsheets read it."""

from __future__ import annotations

import csv
import io
import re

from editor.exchange.report import Report
from editor.exchange.rows import COLUMNS, check_rows

DANGEROUS = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What makes a spreadsheet take a cell for a formula when it leads, also after blanks."""


def safe(value: str) -> str:
    """A cell no spreadsheet runs: one that begins like a formula gets an apostrophe before it."""
    text = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return "'" + text if DANGEROUS.match(text) else text


def write(report: Report) -> bytes:
    """The table of every check of every article, in text order, every cell in quotation marks."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for item in report.articles:
        for row in check_rows(item):
            rows.writerow([safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def write_tabs(report: Report) -> bytes:
    """The same table with tabs between cells; a tab or line break in a cell becomes a blank."""
    lines = ["\t".join(COLUMNS)]
    for item in report.articles:
        for row in check_rows(item):
            lines.append("\t".join(safe(" ".join(cell.split())) for cell in row))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
