"""A long report is typeset in parts: nothing is lost, the file is one, tagged and bookmarked."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from editor.exchange import ReportOptions, parts, unprinted
from editor.exchange.errors import ExchangeError
from editor.exchange.pdf import write, write_checking_copy
from editor.exchange.pdf_join import join
from editor.i18n import speaking
from tests.exchange.test_pdf import many_checks, words

CHECKS = 40


@pytest.fixture
def short_parts(monkeypatch):
    """Parts of so few rows that a short report has several."""
    monkeypatch.setattr(parts, "LONG", 50)
    monkeypatch.setattr(parts.cut_up, "__defaults__", (30,))


def article(*pieces):
    title = {"text": "The pier", "rtl": False}
    flow = [{"name": str(n), "intro": "i", "items": rows} for n, rows in enumerate(pieces)]
    return {"title": title, "headed": True, "by": "b", "lead": ["l"], "flow": flow}


def test_rows_are_cut_in_order_and_none_is_lost():
    rows = [list(range(7)), [], list(range(7, 20)), [20]]
    made = list(parts.cut_up([article(*rows), article([21], [22, 23])], most=5))
    cut = [piece for part in made for found in part for piece in found["flow"]]
    assert [row for piece in cut for row in piece["items"]] == list(range(24))
    assert max(sum(len(p["items"]) for f in part for p in f["flow"]) for part in made) <= 5
    assert {piece["name"] for piece in cut} == {"0", "1", "2", "3"}


def test_what_goes_on_says_so_and_repeats_nothing_else():
    first, second = parts.cut_up([article(list(range(8)))], most=5)
    assert first[0]["title"]["text"] == "The pier" and first[0]["lead"] == ["l"]
    assert second[0]["title"]["text"] == "The pier (continued)"
    assert (second[0]["lead"], second[0]["by"], second[0]["headed"]) == ([], "", False)
    assert [f[0]["flow"][0]["intro"] for f in (first, second)] == ["i", ""]


def test_an_article_begins_with_its_rows():
    first, second = parts.cut_up([article(list(range(5))), article([5])], most=5)
    assert len(first) == 1 and second[0]["title"]["text"] == "The pier"


@pytest.mark.usefixtures("short_parts")
def test_a_part_that_cannot_be_made_is_one_sentence(make_records, monkeypatch):
    monkeypatch.setattr(parts, "APART", "raise SystemExit(1)")
    with pytest.raises(ExchangeError) as refused:
        write(many_checks(make_records, CHECKS))
    assert refused.value.code == "form_ended"


@pytest.mark.usefixtures("short_parts")
@pytest.mark.parametrize("form", [write, write_checking_copy])
def test_a_long_report_is_one_file_with_every_check_once(make_records, form):
    document = pypdfium2.PdfDocument(form(many_checks(make_records, CHECKS)))
    shown = " ".join(words(document).split())
    for number in range(CHECKS):
        assert f"Statement {number} begins here" in shown
        assert shown.count(f"Passage {number} of the pier.") >= 1
    assert shown.count("forty bolts (continued)") >= 2
    labels = [document.get_page_label(n) for n in range(len(document))]
    assert labels[0] == "1-1" and len(set(labels)) == len(labels)
    last = int(labels[-1].partition("-")[0])
    for label, page in zip(labels, document, strict=True):
        part, _, own = label.partition("-")
        count = sum(other.startswith(f"{part}-") for other in labels)
        told = " ".join(page.get_textpage().get_text_bounded().split())
        assert f"part {part} of {last}, page {own} of {count}" in told


@pytest.mark.usefixtures("short_parts")
def test_parts_speak_the_language_of_the_report(make_records):
    report = many_checks(make_records, CHECKS)
    german = type(report)(report.articles, 1, options=ReportOptions(language="de"))
    with speaking("de"):
        shown = words(pypdfium2.PdfDocument(write(german)))
    assert "Teil 2 von" in shown and "(Fortsetzung)" in shown


def objects(data):
    return dict(re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", data, re.DOTALL))


def test_a_joined_file_keeps_tags_bookmarks_and_titles(report_of):
    odd = report_of("a (b) 5 0 R ) ( \\ [1 0 R]")
    whole = join([write(report_of("forty bolts")), write(odd), write(report_of("漢字 — ü"))])
    document = pypdfium2.PdfDocument(whole)
    tops = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    assert tops == ["forty bolts", "a (b) 5 0 R ) ( \\ [1 0 R]", "漢字 — ü"]
    places = [mark.get_dest().get_index() for mark in document.get_toc()]
    assert places == sorted(places) and places[-1] > places[0]
    assert document.get_metadata_dict()["Title"] == "forty bolts"
    found = objects(whole)
    named = {int(n) for body in found.values() for n in re.findall(rb"[\[ ](\d+) 0 R", body)}
    assert {n for n in named if str(n).encode() not in found} <= {1, 5}
    pages = [body for body in found.values() if b"/Type/Page/" in body]
    keys = [int(n) for body in pages for n in re.findall(rb"/StructParents (\d+)", body)]
    assert len(pages) == len(document) and sorted(keys) == list(range(len(pages)))
    (tree,) = [body for body in found.values() if b"/Type/StructTreeRoot" in body]
    assert len(re.findall(rb" 0 R", tree.partition(b"/Nums")[2])) == len(pages)
    assert b"NPages>%d<" % len(pages) in whole


def test_what_a_later_part_could_not_print_is_told_of_the_whole(report_of):
    parts_ = [write(report_of(text)) for text in ("forty bolts", "bolts \u0378", "bolts \u0379")]
    assert unprinted(join(parts_)) == unprinted(parts_[1]) != ""
    assert unprinted(join(parts_[:1])) == ""


def test_a_place_in_the_table_is_where_its_object_is(report_of):
    data = join([write(report_of("forty bolts"))] * 2)
    table = int(data.split()[-2])
    rows = data[table:].split(b"\n")[3:]
    for number, row in enumerate(rows, 1):
        if row.startswith(b"trailer"):
            break
        place, _, used = row.partition(b" 00000 ")
        if used.strip() == b"n":
            assert data[int(place) :].startswith(b"%d 0 obj\n" % number)
    assert number > 100
