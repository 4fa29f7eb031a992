"""Reports and the forms they are written in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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

__all__ = ["EXPORTERS", "Exporter", "Report", "ReportArticle", "assemble", "build", "write_whole"]


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a failure leaves what was there before."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
