"""Call sheets, questions, corrections and the checking copy, in every form they come in."""

import io
import zipfile

import docx
import openpyxl
import pypdfium2
import pytest

from editor.exchange import EXPORTERS, Report, assemble, render
from editor.exchange.sheets import (
    SHEET_FORMS,
    call_sheets,
    calls,
    correction_log,
    query_sheets,
    sheet_for_source,
    sheets_for,
)
from editor.reading.reader import read_bytes

SHEETS = [n for n in EXPORTERS if n.split("-")[0] in ("calls", "queries", "corrections")]


def words_of(name, data):
    if name.endswith("xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        return " ".join(str(c.value) for sheet in book for row in sheet for c in row)
    if name.endswith("docx"):
        found = docx.Document(io.BytesIO(data))
        cells = [c.text for t in found.tables for row in t.rows for c in row.cells]
        return " ".join([p.text for p in found.paragraphs] + cells)
    return data.decode()


@pytest.mark.parametrize("name", SHEETS)
def test_every_form_of_every_sheet_is_written(report_of, name):
    words = words_of(name, render(name, report_of("forty bolts")))
    assert "forty bolts" in words
    assert render(name, Report((), 1))


def test_a_call_says_whom_why_and_what_was_tried(report_of):
    report = report_of("forty bolts")
    (call,) = calls(report)
    assert call.source.name == "forty bolts" and len(call.lines) == len(call.attempts) == 1
    (page,) = call_sheets(report)
    names = [section.name for section in page.sections]
    assert names == ["reach", "tried", "ask"]
    assert page.sections[2].entries[0].title == "forty bolts"


def test_what_is_confirmed_and_was_never_tried_needs_no_call(make_records):
    records = make_records("x")
    kept = [c for c in records.checks if c.id == "d"]
    item = assemble(type(records)(records.article, records.revision, checks=kept))
    assert calls(Report((item,), 1)) == []


def test_one_source_or_addressee_has_a_sheet_of_her_own(report_of):
    report = report_of("forty bolts")
    source = report.articles[0].sources[0]
    page = sheet_for_source(report, source)
    assert page.title == "forty bolts" and "ask" in {section.name for section in page.sections}
    unknown = sheet_for_source(Report((), 1), source)
    assert [section.name for section in unknown.sections] == ["reach", "tried"]
    assert sheets_for(report, "nobody") == [] and len(sheets_for(report, "forty bolts")) == 1
    for form in SHEET_FORMS.values():
        assert form([page], "Call sheet", report)
    text = SHEET_FORMS[".md"]([page, page], "Call sheet", report).decode()
    assert text.count("# forty bolts") >= 2 and "\n---\n" in text


def test_questions_stand_under_their_addressee_with_passage_and_answer(report_of):
    (page,) = query_sheets(report_of("forty bolts"))
    (entry,) = page.sections[0].entries
    assert (page.title, page.by, entry.number) == ("forty bolts", "writer", 1)
    assert entry.quote == "forty bolts" and entry.groups[0].items[0].text.startswith("forty bolts")


def test_corrections_tell_wrong_and_right(report_of):
    (page,) = correction_log(report_of("forty bolts"))
    assert (page.sections[0].entries[0].quote, page.sections[0].entries[0].change) == (
        "forty bolts",
        "forty bolts",
    )


def test_the_checking_copy_on_paper_has_lines_and_facts(report_of):
    document = pypdfium2.PdfDocument(EXPORTERS["copy-pdf"].write(report_of("forty bolts")))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert "forty bolts" in pages[0] and "Facts" in pages[-1] and "stet" in pages[-1]
    assert any(line.strip() == "2" for line in pages[0].splitlines())


def test_the_checking_copy_in_word_numbers_its_lines(report_of):
    data = EXPORTERS["copy-docx"].write(report_of("forty bolts"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<w:lnNumType" in package.read("word/document.xml")
    assert "Before forty bolts" in read_bytes(data, "a.docx").text


def test_there_is_a_ruled_line_to_write_each_answer_on(report_of):
    report = report_of("forty bolts")
    page = render("calls-html", report).decode()
    assert page.count('<li class="room">') >= 1 and "<li>\u2007" not in page
    with zipfile.ZipFile(io.BytesIO(render("calls-docx", report))) as package:
        assert "<w:pBdr><w:bottom" in package.read("word/document.xml").decode()
