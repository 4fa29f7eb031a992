"""A report as a workbook: a sheet for each kind of record, every cell plain words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from db.kinds import Kind, State
from editor.exchange.options import Paper
from editor.exchange.report import Report, ReportArticle, ReportCheck
from editor.exchange.rows import COLUMNS, check_rows
from editor.exchange.style import state_colours
from editor.exchange.words import passage, visible, when
from editor.i18n import _, label, term

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CELL = 32_767
"""Characters a cell holds; longer words end in an ellipsis."""
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {
    "number": 7, "state": 22, "kind": 8, "statement": 44, "passage": 40, "where": 14, "risk": 10,
    "evidence": 50, "said": 40, "quote": 28, "verdict": 12, "reason": 24, "accepted": 24,
    "thin": 6, "assignee": 16, "close": 20, "attempts": 40, "questions": 10, "article": 24,
    "draft": 6, "hash": 14, "start": 7, "end": 7, "check": 34,
}  # fmt: skip
"""Columns of the first sheet, what people look for first, and how wide they are."""
PRINTED = "evidence"
"""The last column of the first sheet that is put on paper; more would be too small to read."""
PAGE = 215
"""Characters that a landscape sheet of paper holds legibly, at seven points."""
MARGIN = 0.4
"""Inches."""
PAPERS = {Paper.A4: 9, Paper.LETTER: 1}
"""Sheets of paper by the numbers spreadsheets know them by."""
LINKS = 65_000
"""Rows with a link; a sheet holds hardly more links than that."""
LINE, LINES = 13.5, 14
"""Points a line takes, and the lines a row shows at most."""
CHECKS = "Checks"
"""The name of the first sheet, which links inside the workbook lead to."""


class Link(NamedTuple):
    """The number of a check, leading to its row on the first sheet (counted from 1)."""

    number: int
    row: int


Cell = str | int | State | Link


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: column titles with their widths, then rows; `printed` columns go on paper.

    0 stands for all of them.
    """

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Iterable[Sequence[Cell]]
    printed: int = 0


def write(report: Report) -> bytes:
    """The workbook: checks, quotes, sources, evidence, contact log, questions, history."""
    return workbook(sheets(report), report.title, report.options.paper)


def workbook(found: Iterable[Sheet], title: str, paper: Paper) -> bytes:
    """A workbook of some sheets: frozen titles, filters, widths; no cell can be a formula."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    book.set_properties({"title": _fit(title)[:255], "comments": "Galley"})
    pen = _Pen(book, PAPERS[paper])
    for sheet in found:
        pen.write(sheet)
    book.close()
    return out.getvalue()


class _Pen:
    """Writes sheets into one workbook in its formats."""

    def __init__(self, book: Any, paper: int) -> None:
        self._book = book
        self._paper = paper
        face = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        self._plain = book.add_format({**face, "text_wrap": True})
        self._number = book.add_format({**face, "align": "left"})
        self._head = book.add_format({**face, "bold": True, "bg_color": "#ECEBE7", "bottom": 1})
        self._link = book.add_format({**face, "font_color": "#2F4FC4"})
        self._states = {}
        for state in State:
            ink, fill = state_colours(state)
            look = {**face, "bold": True, "font_color": ink, "bg_color": fill}
            self._states[state] = book.add_format(look)

    def write(self, sheet: Sheet) -> None:
        """One sheet, row after row."""
        page = self._book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(self._paper)
        page.repeat_rows(0)
        page.repeat_columns(0, 1)
        printed = sheet.printed or len(sheet.columns)
        page.fit_to_pages(1 + sum(width for _title, width in sheet.columns[:printed]) // PAGE, 0)
        page.set_margins(MARGIN, MARGIN, MARGIN, 2 * MARGIN)
        page.set_footer("&L&A&R&P / &N")
        for column, (title, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
            page.write_string(0, column, _fit(title), self._head)
        last = 0
        for last, row in enumerate(sheet.rows, 1):
            page.set_row(last, LINE * _lines(row, sheet.columns))
            for column, cell in enumerate(row):
                self._cell(page, last, column, cell)
        page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
        page.print_area(0, 0, max(last, 1), printed - 1)

    def _cell(self, page: Worksheet, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, State):
            page.write_string(row, column, label(cell), self._states[cell])
        elif isinstance(cell, Link) and row > LINKS:
            page.write_number(row, column, cell.number, self._number)
        elif isinstance(cell, Link):
            where = f"internal:'{CHECKS}'!A{cell.row}"
            page.write_url(row, column, where, self._link, str(cell.number))
        elif isinstance(cell, int):
            page.write_number(row, column, cell, self._number)
        elif cell:
            page.write_string(row, column, _fit(cell), self._plain)


def _lines(row: Sequence[Cell], columns: Sequence[tuple[str, int]]) -> int:
    """How many lines the tallest cell of a row needs at its column's width."""
    most = 1
    for cell, (_title, width) in zip(row, columns, strict=True):
        if isinstance(cell, str) and len(cell) > width:
            parts = cell[: width * LINES].split("\n")
            most = max(most, sum(1 + len(part) // width for part in parts))
    return min(most, LINES)


def _fit(text: str) -> str:
    text = text if text.isprintable() else visible(text)
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def sheets(report: Report) -> list[Sheet]:
    """The sheets of a report; what a check is called by is its row among all articles' checks."""
    rows = _Rows(report)
    return [
        Sheet(CHECKS, tuple(WIDTHS.items()), rows.checks(), [*WIDTHS].index(PRINTED) + 1),
        Sheet(
            "Quotes",
            _columns("check 7", "passage 50", "speaker 20", "role 18", "type 10", "terms 16",
                     "original 40", "language 10", "translator 16", "verbatim 12"),
            rows.quotes(),
        ),
        Sheet(
            "Sources",
            _columns(
                "source 30", "kind 12", "where 36", "contact 30", "confidential 12", "note 40"
            ),
            rows.sources(),
        ),
        Sheet(
            "Evidence",
            _columns("check 7", "statement 44", "source 30", "where 20", "stance 10", "method 14",
                     "excerpt 50", "seen by 16", "seen 20"),
            rows.evidence(),
        ),
        Sheet(
            "Contact log",
            _columns("time 20", "source 30", "way 14", "result 14", "note 50", "person 16"),
            rows.attempts(),
        ),
        Sheet(
            "Questions",
            _columns("number 8", "to 20", "role 10", "question 50", "asked 20", "answer 50",
                     "by 16", "answered 20"),
            rows.queries(),
        ),
        Sheet("History", _columns("check 7", "time 20", "person 16", "from 22", "to 22"),
              rows.history()),
    ]  # fmt: skip


def _columns(*told: str) -> tuple[tuple[str, int], ...]:
    """Titles and widths out of `title width` words."""
    pairs = (word.rsplit(" ", 1) for word in told)
    return tuple((_(title), int(width)) for title, width in pairs)


class _Rows:
    """The rows of every sheet, in the order of the articles."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._row: dict[str, int] = {}
        lines = [line for item in report.articles for line in item.checks]
        for number, line in enumerate(lines, 2):
            self._row[line.check.id] = number

    def _items(self) -> Iterable[ReportArticle]:
        return self._report.articles

    def _link(self, line: ReportCheck) -> Link:
        return Link(line.number, self._row[line.check.id])

    def checks(self) -> Iterable[Sequence[Cell]]:
        for item in self._items():
            for line, cells in zip(item.checks, check_rows(item), strict=True):
                row: dict[str, Cell] = dict(zip(COLUMNS, cells, strict=True))
                row |= {"number": line.number, "state": line.check.state}
                yield [row[column] for column in WIDTHS]

    def quotes(self) -> Iterable[Sequence[Cell]]:
        for item in self._items():
            for line in item.checks:
                for found in (m.mark for m in line.marks if m.mark.kind is Kind.QUOTE):
                    yield (
                        self._link(line), passage(item, line), found.speaker, found.role,
                        term(found.quote_type), term(found.terms), found.original,
                        found.original_language, found.translator, term(found.verbatim),
                    )  # fmt: skip

    def sources(self) -> Iterable[Sequence[Cell]]:
        seen = {s.id: s for item in self._items() for s in item.sources}
        for source in seen.values():
            told = _("yes") if source.confidential else ""
            yield source.name, term(source.kind), source.locator, source.contact, told, source.note

    def evidence(self) -> Iterable[Sequence[Cell]]:
        for item in self._items():
            for line in item.checks:
                for proof in line.proofs:
                    own = proof.evidence
                    name = proof.source.name if proof.source else ""
                    yield (
                        self._link(line), line.check.statement, name, own.locator,
                        term(own.stance), term(own.method), own.excerpt, item.name(own.seen_by),
                        when(own.seen_at),
                    )  # fmt: skip

    def attempts(self) -> Iterable[Sequence[Cell]]:
        for item in self._items():
            names = {source.id: source.name for source in item.sources}
            for one in item.attempts:
                name = names.get(one.source, "")
                by = item.name(one.author)
                yield when(one.at), name, one.way, term(one.result), one.note, by

    def queries(self) -> Iterable[Sequence[Cell]]:
        for item in self._items():
            for query in item.queries:
                yield (
                    query.number, query.addressee, term(query.addressee_role), query.question,
                    when(query.asked_at), query.answer, item.name(query.answered_by),
                    when(query.answered_at),
                )  # fmt: skip

    def history(self) -> Iterable[Sequence[Cell]]:
        states = set(State)
        for item in self._items():
            for line in item.checks:
                for step in line.history:
                    before, after = (
                        State(key) if key in states else key for key in (step.before, step.after)
                    )
                    row = self._link(line)
                    yield row, when(step.at), item.name(step.person), before, after
