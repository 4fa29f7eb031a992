"""Reports and the forms they are written in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editor.exchange import (
    claimreview,
    csv,
    docx,
    html,
    hypothesis,
    json,
    markdown,
    pdf,
    plain,
    plugins,
    qdpx,
    templates,
    training,
    w3c,
    xlsx,
)
from editor.exchange.build import Records, assemble, build
from editor.exchange.errors import ExchangeError
from editor.exchange.leaks import leaks
from editor.exchange.options import PRESETS, ReportOptions
from editor.exchange.report import Report, ReportArticle


@dataclass(frozen=True, slots=True)
class Exporter:
    """One written form: `suffix` with its dot, `write` gives the whole file's bytes.

    `single` forms hold one article. `whole` forms carry the articles away and need a report
    built with `whole=True`. `foreign` forms are not ours: they run in a process of their own.
    """

    name: str
    label: str
    suffix: str
    write: Callable[[Report], bytes]
    single: bool = False
    whole: bool = False
    foreign: bool = False


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("html", "Web page", ".html", html.write),
        Exporter("pdf", "PDF", ".pdf", pdf.write),
        Exporter("docx", "Word, in the author's file", ".docx", docx.write, single=True),
        Exporter("xlsx", "Workbook (Excel)", ".xlsx", xlsx.write),
        Exporter("csv", "Table (CSV)", ".csv", csv.write),
        Exporter("tsv", "Table (tabs)", ".tsv", csv.write_tabs),
        Exporter("markdown", "Markdown", ".md", markdown.write),
        Exporter("text", "Plain text", ".txt", plain.write),
        Exporter("json", "JSON", ".json", json.write),
        Exporter("w3c", "Web Annotation (JSON-LD)", ".jsonld", w3c.write),
        Exporter("hypothesis", "Hypothesis", ".hypothesis.json", hypothesis.write),
        Exporter("claimreview", "ClaimReview (JSON-LD)", ".claims.jsonld", claimreview.write),
        Exporter("claimreview-page", "ClaimReview for a page", ".claims.html", claimreview.snippet),
        Exporter("qdpx", "REFI-QDA project", ".qdpx", qdpx.write),
        Exporter("label-studio", "Label Studio", ".tasks.json", training.write_label_studio),
        Exporter("doccano", "doccano", ".doccano.jsonl", training.write_doccano),
        Exporter("jsonl", "Training examples", ".jsonl", training.write_jsonl),
        Exporter("conll", "CoNLL", ".conll", training.write_conll),
    )
}

__all__ = [
    "EXPORTERS",
    "PRESETS",
    "ExchangeError",
    "Exporter",
    "Records",
    "Report",
    "ReportArticle",
    "ReportOptions",
    "assemble",
    "build",
    "exporters",
    "render",
    "write_whole",
]


def exporters(templates_folder: Path | None = None) -> dict[str, Exporter]:
    """Every form by name: ours, then what packages and the desk's templates add under other names.

    Raises nothing; a form that cannot be made says so when it is asked for.
    """
    added = plugins.found()
    added += templates.found(templates_folder) if templates_folder is not None else []
    forms = dict(EXPORTERS)
    for name, label, suffix, write in added:
        forms.setdefault(name, Exporter(name, label, suffix, write, foreign=True))
    return forms


def render(name: str, report: Report, templates_folder: Path | None = None) -> bytes:
    """The bytes of `report` in the form `name`, proven to hold nothing redaction took out.

    Raises ExchangeError `unknown_report_format`, `would_reveal`, `template_failed` or
    `plugin_failed`.
    """
    exporter = EXPORTERS.get(name) or exporters(templates_folder).get(name)
    if exporter is None:
        raise ExchangeError("unknown_report_format", name=name)
    data = exporter.write(report)
    if leaks(data, report.secrets):
        raise ExchangeError("would_reveal")
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a failure leaves what was there before."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
