"""PDF: every check is in its text, bookmarks and tags are there, no content is code."""

import pypdfium2
import pytest

from editor.exchange import Report, ReportOptions
from editor.exchange.options import Paper
from editor.exchange.pdf import language, right_to_left, write

HOSTILE = (
    '#import "x": y', "$x^2$ *b* _i_ `c`", "#read(\"/etc/passwd\")", "]#panic()[", "\\u{41}",
    "= heading\n- list", "a\x00b\ud800c\u202ed", "שלום עולם", "漢字かな交じり文", "مرحبا", "😀",
)  # fmt: skip


def opened(report):
    return pypdfium2.PdfDocument(write(report))


def words(document):
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("text", HOSTILE)
def test_content_is_never_code(report_of, text):
    document = opened(report_of(text))
    assert len(document) >= 2
    assert "Every check, in text order" in words(document)


def test_the_text_holds_every_check_and_each_page_its_stamp(report_of):
    document = opened(report_of("forty bolts"))
    shown = " ".join(words(document).split())
    for told in (
        "This report covers 1 quote and 1 fact in draft 2",
        "accepted by forty bolts",
        "on background",
        "seen by forty bolts",
        "query → stet",
        "sign-off",
        "Limits",
        "Method",
    ):
        assert told in shown
    pages = len(document)
    for number, page in enumerate(document, 1):
        text = page.get_textpage().get_text_bounded()
        assert "abcdef012345" in text and f"page {number} of {pages}" in text


def test_bookmarks_title_and_tags(report_of):
    report = report_of("forty bolts")
    document = opened(report)
    titles = [mark.get_title() for mark in document.get_toc()]
    assert titles[0] == "forty bolts" and "Limits" in titles
    assert document.get_metadata_dict()["Title"] == "forty bolts"
    assert b"/StructTreeRoot" in write(report)


@pytest.mark.parametrize(("paper", "width"), [(Paper.A4, 595), (Paper.LETTER, 612)])
def test_paper(report_of, paper, width):
    document = opened(report_of(options=ReportOptions(paper=paper)))
    assert int(document[0].get_width()) == width


def test_several_articles_begin_on_their_own_pages(report_of):
    one = report_of("forty bolts")
    assert len(opened(Report(one.articles * 2, 1))) == 2 * len(opened(one))


def test_directions_and_language_codes():
    assert right_to_left("«שלום") and not right_to_left("12 Pier שלום") and not right_to_left("12")
    assert [language(c) for c in ("de-AT", "x" * 9, "", "1")] == ["de", "en", "en", "en"]
