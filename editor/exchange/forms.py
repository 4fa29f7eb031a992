"""The table of every form a report can be written in: one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.exchange import (
    carry,
    claimreview,
    csv,
    defence,
    docx,
    html,
    hypothesis,
    json,
    markdown,
    marked_pdf,
    pdf,
    plain,
    qdpx,
    sheets,
    training,
    w3c,
    xlsx,
)
from editor.exchange.docx import sheets as word
from editor.exchange.report import Report


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


ROWS = (
    Exporter("html", "Web page", ".html", html.write),
    Exporter("pdf", "PDF", ".pdf", pdf.write),
    Exporter(
        "marked-pdf", "The author's PDF, marked", ".marked.pdf", marked_pdf.write, single=True
    ),
    Exporter("docx", "Word, in the author's file", ".docx", docx.write, single=True),
    Exporter("xlsx", "Workbook (Excel)", ".xlsx", xlsx.write),
    Exporter("csv", "Table (CSV)", ".csv", csv.write),
    Exporter("tsv", "Table (tabs)", ".tsv", csv.write_tabs),
    Exporter("markdown", "Markdown", ".md", markdown.write),
    Exporter("text", "Plain text", ".txt", plain.write),
    Exporter("json", "JSON", ".json", json.write),
    Exporter("copy-pdf", "Checking copy (PDF)", ".copy.pdf", pdf.write_checking_copy),
    Exporter("copy-docx", "Checking copy (Word)", ".copy.docx", word.write_copy, single=True),
    Exporter("calls-html", "Call sheets (web page)", ".calls.html", sheets.calls_html),
    Exporter("calls-docx", "Call sheets (Word)", ".calls.docx", sheets.calls_docx),
    Exporter("calls-xlsx", "Call sheets (Excel)", ".calls.xlsx", sheets.calls_xlsx),
    Exporter("queries-html", "Questions (web page)", ".queries.html", sheets.queries_html),
    Exporter("queries-docx", "Questions (Word)", ".queries.docx", sheets.queries_docx),
    Exporter("queries-xlsx", "Questions (Excel)", ".queries.xlsx", sheets.queries_xlsx),
    Exporter("corrections-html", "Corrections (web page)", ".errata.html", sheets.errata_html),
    Exporter("corrections-docx", "Corrections (Word)", ".errata.docx", sheets.errata_docx),
    Exporter("corrections-xlsx", "Corrections (Excel)", ".errata.xlsx", sheets.errata_xlsx),
    Exporter("defence", "Defence pack", ".defence.zip", defence.write, whole=True),
    Exporter("galley", "Galley package", ".galley", carry.write, whole=True),
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

EXPORTERS: dict[str, Exporter] = {exporter.name: exporter for exporter in ROWS}
