"""The table of every form a report can be written in: one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.exchange.report import Report
from editor.late import late


@dataclass(frozen=True, slots=True)
class Exporter:
    """One written form: `suffix` with its dot, `write` gives the whole file's bytes.

    `single` forms hold one article; a form holds at most `most` checks, if that is not 0. `whole`
    forms carry the articles away and need a report built with `whole=True`. `foreign` is the code
    of failures of forms that are not ours: they run in a process of their own, which ends when
    they take too long.
    """

    name: str
    label: str
    suffix: str
    write: Callable[[Report], bytes]
    single: bool = False
    whole: bool = False
    foreign: str = ""
    most: int = 0


PRINTED = 100_000
"""Checks and remarks that are typeset; so many take some minutes and a file of 400 MB."""

ROWS = (
    Exporter("html", "Web page", ".html", late("editor.exchange.html:write")),
    Exporter("pdf", "PDF", ".pdf", late("editor.exchange.pdf:write"), most=PRINTED),
    Exporter(
        "marked-pdf",
        "The author's PDF, marked",
        ".marked.pdf",
        late("editor.exchange.marked_pdf:write"),
        single=True,
    ),
    Exporter(
        "docx",
        "Word, in the author's file",
        ".docx",
        late("editor.exchange.docx:write"),
        single=True,
    ),
    Exporter("xlsx", "Workbook (Excel)", ".xlsx", late("editor.exchange.xlsx:write")),
    Exporter("csv", "Table (CSV)", ".csv", late("editor.exchange.csv:write")),
    Exporter("tsv", "Table (tabs)", ".tsv", late("editor.exchange.csv:write_tabs")),
    Exporter("markdown", "Markdown", ".md", late("editor.exchange.markdown:write")),
    Exporter("text", "Plain text", ".txt", late("editor.exchange.plain:write")),
    Exporter("json", "JSON", ".json", late("editor.exchange.json:write")),
    Exporter(
        "copy-pdf",
        "Checking copy (PDF)",
        ".copy.pdf",
        late("editor.exchange.pdf:write_checking_copy"),
        most=PRINTED,
    ),
    Exporter(
        "copy-docx",
        "Checking copy (Word)",
        ".copy.docx",
        late("editor.exchange.docx.sheets:write_copy"),
        single=True,
    ),
    Exporter(
        "calls-html",
        "Call sheets (web page)",
        ".calls.html",
        late("editor.exchange.sheets:calls_html"),
    ),
    Exporter(
        "calls-docx", "Call sheets (Word)", ".calls.docx", late("editor.exchange.sheets:calls_docx")
    ),
    Exporter(
        "calls-xlsx",
        "Call sheets (Excel)",
        ".calls.xlsx",
        late("editor.exchange.sheets:calls_xlsx"),
    ),
    Exporter(
        "queries-html",
        "Questions (web page)",
        ".queries.html",
        late("editor.exchange.sheets:queries_html"),
    ),
    Exporter(
        "queries-docx",
        "Questions (Word)",
        ".queries.docx",
        late("editor.exchange.sheets:queries_docx"),
    ),
    Exporter(
        "queries-xlsx",
        "Questions (Excel)",
        ".queries.xlsx",
        late("editor.exchange.sheets:queries_xlsx"),
    ),
    Exporter(
        "corrections-html",
        "Corrections (web page)",
        ".errata.html",
        late("editor.exchange.sheets:errata_html"),
    ),
    Exporter(
        "corrections-docx",
        "Corrections (Word)",
        ".errata.docx",
        late("editor.exchange.sheets:errata_docx"),
    ),
    Exporter(
        "corrections-xlsx",
        "Corrections (Excel)",
        ".errata.xlsx",
        late("editor.exchange.sheets:errata_xlsx"),
    ),
    Exporter(
        "defence", "Defence pack", ".defence.zip", late("editor.exchange.defence:write"), whole=True
    ),
    Exporter(
        "galley", "Galley package", ".galley", late("editor.exchange.carry:write"), whole=True
    ),
    Exporter("w3c", "Web Annotation (JSON-LD)", ".jsonld", late("editor.exchange.w3c:write")),
    Exporter(
        "hypothesis", "Hypothesis", ".hypothesis.json", late("editor.exchange.hypothesis:write")
    ),
    Exporter(
        "claimreview",
        "ClaimReview (JSON-LD)",
        ".claims.jsonld",
        late("editor.exchange.claimreview:write"),
    ),
    Exporter(
        "claimreview-page",
        "ClaimReview for a page",
        ".claims.html",
        late("editor.exchange.claimreview:snippet"),
    ),
    Exporter("qdpx", "REFI-QDA project", ".qdpx", late("editor.exchange.qdpx:write")),
    Exporter(
        "label-studio",
        "Label Studio",
        ".tasks.json",
        late("editor.exchange.training:write_label_studio"),
    ),
    Exporter(
        "doccano", "doccano", ".doccano.jsonl", late("editor.exchange.training:write_doccano")
    ),
    Exporter("jsonl", "Training examples", ".jsonl", late("editor.exchange.training:write_jsonl")),
    Exporter("conll", "CoNLL", ".conll", late("editor.exchange.training:write_conll")),
)

EXPORTERS: dict[str, Exporter] = {exporter.name: exporter for exporter in ROWS}
