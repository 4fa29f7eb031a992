"""Workbooks: opened again by another library; no cell is a formula."""

import io
import zipfile

import openpyxl
import pytest

from db.kinds import State
from editor.exchange import Report
from editor.exchange.rows import COLUMNS
from editor.exchange.xlsx import CELL, PAGE, WIDTHS, write
from editor.i18n import label

TITLES = list(WIDTHS)
INJECTIONS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\uff1d1+1", "{=1}", "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil.example")', "http://evil.example", "mailto:a@b.example",
    "internal:Checks!A1", "1e9", "0012",
)  # fmt: skip


def opened(report):
    return openpyxl.load_workbook(io.BytesIO(write(report)))


def test_a_sheet_for_each_kind_of_record(report_of):
    book = opened(report_of("forty bolts"))
    assert book.sheetnames == [
        "Checks", "Quotes", "Sources", "Evidence", "Contact log", "Questions", "History",
    ]  # fmt: skip
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
        assert sheet.max_row > 1
    row = dict(zip(TITLES, [c.value for c in book["Checks"][2]], strict=True))
    assert row["number"] == 1 and row["state"] == "stet" and row["statement"] == "forty bolts"
    assert "seen by forty bolts" in row["evidence"]


@pytest.mark.parametrize("words", INJECTIONS)
def test_no_formula_link_or_number_is_made_of_content(report_of, words):
    data = write(report_of(words))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {n: package.read(n).decode() for n in package.namelist() if n.endswith(".xml")}
        assert not any("rels" in n and "hyperlink" in package.read(n).decode() for n in parts)
    assert not any("<f>" in text or "<f " in text for text in parts.values())
    cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(data)) for r in sheet for c in r]
    assert all(c.data_type in ("s", "n", "inlineStr") for c in cells)
    kept = [c.value for c in cells if isinstance(c.value, str)]
    assert any(words.strip() in value for value in kept)


def test_no_column_is_lost():
    assert sorted(TITLES) == sorted(COLUMNS)


def test_states_have_their_colour_and_their_word(report_of):
    sheet = opened(report_of())["Checks"]
    cell = sheet.cell(2, TITLES.index("state") + 1)
    assert cell.value == label(State.STET) and cell.fill.fgColor.rgb == "FFE9EED8"


def test_a_number_leads_to_the_row_of_its_check(report_of):
    one = report_of()
    sheet = opened(Report(one.articles * 2, 1))["Evidence"]
    targets = [sheet.cell(row, 1).hyperlink.location for row in (2, 3)]
    assert all(target.startswith("'Checks'!A") for target in targets)


def test_very_long_and_unstorable_words(report_of):
    book = opened(report_of("x" * (CELL + 10) + "\x0b\ud800"))
    value = book["Checks"].cell(2, TITLES.index("statement") + 1).value
    assert len(value) == CELL and value.endswith("…")
    assert "\x0b" not in str(
        opened(report_of("a\x0bb"))["Checks"].cell(2, TITLES.index("statement") + 1).value
    )


def test_rows_behind_the_last_link_a_sheet_may_have_keep_their_numbers(report_of, monkeypatch):
    monkeypatch.setattr("editor.exchange.xlsx.LINKS", 1)
    one = report_of()
    sheet = opened(Report(one.articles * 2, 1))["Evidence"]
    assert [sheet.cell(row, 1).hyperlink is None for row in (2, 3)] == [False, True]
    assert [str(sheet.cell(row, 1).value) for row in (2, 3)] == ["1", "1"]


def test_what_goes_on_paper_is_wide_enough_to_read(report_of):
    book = openpyxl.load_workbook(io.BytesIO(write(report_of("forty bolts"))))
    page = book["Checks"]
    assert page.print_area == f"'Checks'!$A$1:$H${page.max_row}"
    assert page["H1"].value == "evidence" and page.page_setup.fitToWidth in (None, 1)
    assert sum(list(WIDTHS.values())[:8]) < PAGE
    assert book["Evidence"].print_area.startswith("'Evidence'!$A$1:$I$")
