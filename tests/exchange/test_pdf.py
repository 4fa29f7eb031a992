"""PDF: every check is in its text, bookmarks and tags are there, no content is code."""

from dataclasses import replace
from functools import partial

import pypdfium2
import pytest
import typst

from db.kinds import Kind
from db.records import Annotation, Block, Check, Evidence
from editor.exchange import ExchangeError, Report, ReportOptions, assemble
from editor.exchange.options import Paper
from editor.exchange.pdf import (
    breakable,
    language,
    worded,
    write,
    write_checking_copy,
)
from editor.exchange.typeset import typeset, unprinted
from editor.exchange.words import right_to_left
from editor.i18n import sentence

SCRIPTS = (
    (0x4E00, 0x9FA5), (0xAC00, 0xD7A3), (0x3041, 0x3094), (0x30A1, 0x30FA), (0x0621, 0x064A),
    (0x05D0, 0x05EA), (0x0905, 0x0939), (0x0E01, 0x0E3A), (0x0561, 0x0586), (0x10D0, 0x10F0),
)  # fmt: skip
"""First and last letters: Han, Hangul, kana, Arabic, Hebrew, Devanagari, Thai, Armenian,

Georgian."""

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
    data = write(report)
    assert b"/StructTreeRoot" in data and b"pdfuaid:part" in data
    assert b"/Lang" in data and b"/MarkInfo" in data


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


@pytest.fixture
def bare(monkeypatch):
    """A computer that has no fonts of its own."""
    monkeypatch.setattr("typst.compile", partial(typst.compile, ignore_system_fonts=True))


@pytest.mark.parametrize("form", [write, write_checking_copy])
def test_what_no_font_has_is_a_box_and_said_on_every_page(bare, report_of, form):
    data = form(report_of("bolts ꀀꀁ 🜚"))
    document = pypdfium2.PdfDocument(data)
    told = "□ stands for 3 characters that no font on this computer has: U+A000, U+A001, U+1F71A."
    for page in document:
        assert told in " ".join(page.get_textpage().get_text_bounded().split())
    assert "bolts □□ □" in words(document)
    assert unprinted(data) == told


def test_nothing_is_said_where_every_character_has_its_shape(bare, report_of):
    text = "Straße, Ёлка, Ωμέγα, “naïve” — 3 × 4 漢字かな交じり文 한국어 繁體 مرحبا שלום "
    text += "हिन्दी বাংলা ไทย Հայերեն ქართული"
    data = write(report_of(text))
    shown = words(pypdfium2.PdfDocument(data))
    assert "stands for" not in shown and unprinted(data) == ""
    for part in ("Ёлка, Ωμέγα", "漢字かな交じり文", "한국어", "繁體", "Հայերեն", "ქართული", "ไทย"):
        assert part in shown


def test_the_fonts_it_brings_have_the_letters_of_the_worlds_press(bare):
    letters = "".join(chr(n) for first, last in SCRIPTS for n in range(first, last + 1))
    fact = {"number": 1, "tag": "", "title": worded(letters)}
    article = {"title": worded("t"), "headed": False, "stamp": "", "language": "en", "faces": []}
    data = {"title": "t", "authors": [], "language": "en", "paper": "a4", "notice": ""}
    article["flow"] = [{"facts": [fact]}]
    data |= {"words": {"page": "", "facts": "f"}, "articles": [article]}
    assert unprinted(typeset("copy", data)) == ""


def test_nothing_is_said_of_what_others_wrote():
    assert unprinted(b"<html>") == unprinted(b"%PDF-1.7 without") == ""


def test_right_to_left_words_are_in_reading_order_and_on_the_right(make_records):
    records = replace(make_records("x"), marks=[], checks=[], decisions=[])
    words_ = "שלום עולם 12"
    draft = replace(records.revision, text=words_, blocks=(Block(0, len(words_)),))
    page = opened(Report((assemble(replace(records, revision=draft)),), 1))[1].get_textpage()
    assert words_ in page.get_text_bounded()
    left = [page.get_charbox(page.search(word).get_next()[0])[0] for word in ("שלום", "עולם", "12")]
    assert left == sorted(left, reverse=True) and min(left) > 595 / 2


def many_checks(make_records, count):
    records = make_records("forty bolts")
    texts = [f"Passage {n} of the pier." for n in range(count)]
    text = "\n\n".join(texts)
    blocks, marks, checks, evidence, at = [], [], [], [], 0
    for number, words_ in enumerate(texts):
        place = {"start": at, "end": at + len(words_), "revision": "r"}
        blocks.append(Block(at, at + len(words_)))
        marks.append(Annotation(f"m{number}", "a", Kind.FACT, words_, check=f"c{number}", **place))
        checks.append(Check(f"c{number}", "a", Kind.FACT, f"Statement {number} begins here"))
        seen = {"locator": f"locator {number}", "excerpt": f"End of {number}. " * (number % 9 + 1)}
        evidence.append(Evidence(f"e{number}", f"c{number}", "s", **seen))
        at += len(words_) + 2
    draft = replace(records.revision, text=text, blocks=tuple(blocks))
    records = replace(
        records, revision=draft, marks=marks, checks=checks, evidence=evidence, decisions=[]
    )
    return Report((assemble(records),), 1)


def test_no_heading_is_stranded_and_no_check_is_split(make_records):
    pages = [
        page.get_textpage().get_text_bounded().splitlines()
        for page in opened(many_checks(make_records, 60))
    ]
    titles = {
        "Every check, in text order",
        "Not confirmed",
        "Limits",
        "Method",
        "Sources",
        "Passes",
    }
    for page in pages:
        foot = next(n for n, line in enumerate(page) if "abcdef012345" in line)
        assert page[foot - 1].strip() not in titles
    found = [" ".join(" ".join(page).split()) for page in pages]
    own = [page for page in found if "locator" in page]
    assert len(own) > 5
    for number in range(60):
        (page,) = [page for page in own if f"Statement {number} begins" in page]
        assert f"locator {number} " in page
        assert page.count(f"End of {number}.") == number % 9 + 1


@pytest.mark.parametrize("form", [write, write_checking_copy])
def test_too_much_to_print_is_one_sentence(report_of, monkeypatch, form):
    monkeypatch.setattr("editor.exchange.pdf.PRINTED", 2)
    with pytest.raises(ExchangeError) as caught:
        form(report_of())
    assert sentence(caught.value).startswith("More than 2 checks and remarks are too much")


@pytest.mark.parametrize("form", [write, write_checking_copy])
def test_a_word_longer_than_a_line_is_broken_and_not_cut(report_of, form):
    word = "Donaudampfschifffahrtsgesellschaftsversammlungsprotokolle" * 3
    document = pypdfium2.PdfDocument(form(report_of(word)))
    rights = []
    for page in document:
        text = page.get_textpage()
        rights += [text.get_charbox(n)[2] for n in range(text.count_chars())]
    assert max(rights) < 595 - 2 * 28
    assert word in words(document).replace("\u200b", "").replace("\r\n", "")


def test_only_long_words_of_scripts_with_spaces_get_places_to_break():
    kept = ("short words stay", "桥" * 50, "ก" * 50, "https://example.org/" + "a/" * 40, "")
    assert [breakable(text) for text in kept] == list(kept)
    assert breakable("é" * 30).count("\u200b") == 29
    assert breakable("e\u0301" * 20).replace("\u200b", "|") == "|".join(["e\u0301"] * 20)


def test_joiners_of_what_no_font_has_are_not_boxes(bare, report_of):
    data = write(report_of("a 👩\u200d👩 b"))
    assert unprinted(data).endswith("has: U+1F469.")
    assert "a □□ b" in words(pypdfium2.PdfDocument(data))
