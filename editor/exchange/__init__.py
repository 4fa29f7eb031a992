"""Reports and the forms they are written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.exchange import csv, html, json, markdown
from editor.exchange.report import Report, ReportArticle, assemble, build


@dataclass(frozen=True, slots=True)
class Exporter:
    """One written form: `suffix` with its dot, `write` gives the whole file's bytes."""

    name: str
    label: str
    suffix: str
    write: Callable[[Report], bytes]


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("html", "Web page", ".html", html.write),
        Exporter("csv", "Spreadsheet (CSV)", ".csv", csv.write),
        Exporter("markdown", "Markdown", ".md", markdown.write),
        Exporter("json", "JSON", ".json", json.write),
    )
}

__all__ = ["EXPORTERS", "Exporter", "Report", "ReportArticle", "assemble", "build"]
