"""Word: comments and changes in the author's own file, and what comes back of them."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from db.kinds import BlockKind, Kind, SpanKind, State
from db.records import Annotation, Article, Block, Check, Reply, Revision, Span
from editor.exchange import ExchangeError, Records, Report, assemble, render
from editor.exchange.docx import write
from editor.exchange.docx.ours import sent
from editor.reading.reader import read_bytes
from tests.exchange.word_files import (
    HARD,
    MADE,
    MADE_BY_PYTHON_DOCX,
    W,
    report_on,
    run,
    word,
)


def notes(data):
    document = read_bytes(data, "b.docx")
    return document, {n.text.split("\n")[-1]: n for n in document.notes}


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name) if name in package.namelist() else b""


def test_comments_stand_on_their_exact_passages_with_threads_and_resolved():
    data = MADE_BY_PYTHON_DOCX
    marks = [
        ("very dear", {"note": "how much?"}),
        ("y dear 😀 and\tlong", {"note": "over runs"}),
        ("cell 1\ncell 2", {"note": "over cells"}),
        ("paid.", {"note": "to the end"}),
    ]
    replies = [
        Reply("x", "m0", "q", "a lot", MADE + 1000),
        Reply("y", "m0", "p", "done\nthen", MADE + 2000, resolved=True),
    ]
    report = report_on(data, marks, replies)
    back, found = notes(write(report))
    assert back.text == report.articles[0].revision.text
    for passage, fields in marks:
        note = found[fields["note"]]
        assert back.text[note.start : note.end] == passage
        assert note.author == "Ada & Co" and note.at == "2023-11-14T22:13:20Z"
    assert [(r.author, r.text) for r in found["how much?"].replies] == [
        ("Ben", "a lot"),
        ("Ada & Co", "done\nthen"),
    ]
    assert found["how much?"].resolved and not found["over runs"].resolved


def test_another_program_sees_the_comments():
    report = report_on(MADE_BY_PYTHON_DOCX, [("very dear", {"note": "how much?"})])
    made = docx.Document(io.BytesIO(write(report)))
    (comment,) = made.comments
    assert (comment.author, comment.initials, comment.text) == ("Ada & Co", "AM", "how much?")


def test_everything_else_stays_byte_for_byte():
    paragraphs = [
        f"<w:p w:rsidR='00B2'  >{run('One two three.')}</w:p>",
        f'<w:p><w:bookmarkStart w:id="7" w:name="x"/>{run("Four &amp; five")}</w:p>',
    ]
    data = word(*paragraphs, extra={"docProps/app.xml": "<x/>"})
    out = write(report_on(data, [("two", {"note": "n"})]))
    body, new = part(data, "word/document.xml"), part(out, "word/document.xml")
    first = body.index(b"<w:r w:rsid")
    last = body.index(b"</w:p>")
    assert new.startswith(body[:first])
    assert body[last : body.index(b"<w:sectPr")] in new
    assert new.endswith(body[body.index(b"<w:sectPr") :])
    assert part(out, "word/theme.xml") == b"<a  b='c' />"
    assert part(out, "docProps/app.xml") == b"<x/>"
    pieces = re.findall(rb">([^<>]*)</w:t>", new[first : new.index(b"</w:p>")])
    assert pieces == [b"One ", b"two", b" three."]


TEXT = read_bytes(MADE_BY_PYTHON_DOCX, "a.docx").text
MARKERS = {TEXT.index(marker) + n for marker in ("• ", "1. ") for n in range(len(marker))}
"""Where Word itself writes list markers: nothing can be anchored in them."""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 110), st.integers(1, 40)), max_size=8))
def test_any_passages_come_back_as_they_went(places):
    data = MADE_BY_PYTHON_DOCX
    text = read_bytes(data, "a.docx").text
    ranges = []
    for start, length in places:
        end = min(start + length, len(text))
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start < end and not {start, end - 1} & MARKERS:
            ranges.append((start, end))
    marks = [(place, {"note": f"n{n}"}) for n, place in enumerate(ranges)]
    back, found = notes(write(report_on(data, marks)))
    assert back.text == text
    assert [(found[f"n{n}"].start, found[f"n{n}"].end) for n in range(len(ranges))] == ranges


def test_a_proposed_wording_is_a_tracked_change_of_its_author():
    data = word("It is 212 metres long.", "It stays.")
    marks = [
        ("212 metres", {"kind": Kind.CHANGE, "change": "221\tmetres & <more>", "note": "why"}),
        ("stays", {"kind": Kind.CHANGE, "change": "goes", "answer": "stet", "note": "kept"}),
        ("long.\n\nIt", {"kind": Kind.CHANGE, "change": "long. It"}),
    ]
    out = write(report_on(data, marks))
    back, found = notes(out)
    assert back.text == "It is 221\tmetres & <more> long.\n\nIt stays."
    changes = [s for s in back.spans if s.kind in (SpanKind.DELETED, SpanKind.INSERTED)]
    told = {(s.kind, s.text or back.text[s.start : s.end], s.author) for s in changes}
    assert told == {
        (SpanKind.INSERTED, "221\tmetres & <more>", "Ada & Co"),
        (SpanKind.DELETED, "212 metres", "Ada & Co"),
    }
    assert "why\nProposed: 221" in found["Proposed: 221\tmetres & <more>"].text
    assert back.text[found["Proposed: goes"].start :].startswith("stays")
    assert "Proposed: long. It" in found


def test_a_wording_that_stands_or_was_refused_is_no_tracked_change():
    report = report_on(word("It rained."), [("rained", {"kind": Kind.CHANGE, "change": "rained"})])
    stands = report.articles[0].marks[0]
    asked = replace(stands.mark, exact="snowed", answer="accepted")
    item = replace(report.articles[0], marks=(replace(stands, mark=asked),))
    out = write(replace(report, articles=(item,)))
    assert b"<w:del" not in part(out, "word/document.xml")
    assert b"commentReference" in part(out, "word/document.xml")


def test_a_change_inside_somebody_elses_insertion_is_well_formed():
    other = f'<w:ins w:id="4" w:author="Zoe" w:date="2024-01-01T00:00:00Z">{run("old new")}</w:ins>'
    data = word(f"<w:p>{run('An ')}{other}{run(' end')}</w:p>")
    out = write(report_on(data, [("old", {"kind": Kind.CHANGE, "change": "OLD"})]))
    back = read_bytes(out, "b.docx")
    assert back.text == "An OLD new end"
    by = {back.text[s.start : s.end]: s.author for s in back.spans if s.kind is SpanKind.INSERTED}
    assert by["OLD"] == "Ada & Co" and by[" new"] == "Zoe"
    ids = re.findall(rb'<w:(?:ins|del)[^>]*w:id="(\d+)"', part(out, "word/document.xml"))
    assert len(set(ids)) >= 3


@pytest.mark.parametrize("where", HARD)
def test_passages_in_hard_places_come_back(where):
    body, passage = HARD[where]
    data = word("First.", f"<w:p>{body}</w:p>", "Last.")
    report = report_on(data, [(passage, {"note": "here"})])
    out = write(report)
    back, found = notes(out)
    assert back.text == report.articles[0].revision.text
    words = back.text[found["here"].start : found["here"].end]
    assert words == passage.strip()
    etree.fromstring(part(out, "word/document.xml"))


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1"])
@pytest.mark.parametrize("namespace", [W, "http://purl.oclc.org/ooxml/wordprocessingml/main"])
def test_other_encodings_and_the_strict_form(encoding, namespace):
    data = word("Ein schöner Pier.", namespace=namespace, encoding=encoding)
    back, found = notes(write(report_on(data, [("schöner", {"note": "n"})])))
    assert back.text == "Ein schöner Pier."
    assert back.text[found["n"].start : found["n"].end] == "schöner"


def test_the_authors_own_comments_stay_beside_ours():
    data = word("One two three.")
    once = write(report_on(data, [("One", {"note": "first"})]))
    again = write(report_on(once, [("two", {"note": "second"})]))
    back, found = notes(again)
    assert back.text[found["first"].start : found["first"].end] == "One"
    assert back.text[found["second"].start : found["second"].end] == "two"
    assert part(again, "word/comments.xml").count(b"<w:comment ") == 2
    assert part(again, "[Content_Types].xml").count(b"/word/comments.xml") == 1


def test_a_comment_tells_state_statement_and_what_was_seen():
    data = word("It is 212 metres long.")
    check = Check("c", "a", Kind.FACT, "Length is 212 m", State.CONFIRMED)
    marks = [("212 metres", {"kind": Kind.FACT, "check": "c"})]
    out = write(report_on(data, marks, checks=[check]))
    (note,) = read_bytes(out, "b.docx").notes
    assert note.text.startswith("1 · confirmed · fact · paragraph 1\nLength is 212 m")
    assert note.resolved
    with zipfile.ZipFile(io.BytesIO(out)) as package:
        article, digest, (mark,) = sent(package.read("customXml/galley1.xml"))
    assert (article, digest, mark.state, mark.id) == ("a", "f" * 64, "confirmed", "m0")


def test_the_appendix_lists_checks_and_is_not_read_as_text():
    data = word("It is long.")
    check = Check("c", "a", Kind.FACT, "Is <it> long?", State.QUERY)
    report = report_on(data, [("long", {"kind": Kind.FACT, "check": "c"})], checks=[check])
    out = write(report)
    words = "".join(etree.fromstring(part(out, "word/document.xml")).itertext())
    for told in ("This report covers 1 fact in draft 3", "Is <it> long?", "query", "Limits"):
        assert told in words
    assert read_bytes(out, "b.docx").text == "It is long."


def test_a_second_report_replaces_the_first_ones_appendix():
    once = write(report_on(word("It is long."), [("long", {"note": "first"})]))
    again = part(write(report_on(once, [("It", {"note": "second"})])), "word/document.xml")
    assert again.count(b"galley-appendix") == again.count(b"galley_appendix") == 1


BEGIN = '<w:bookmarkStart w:id="7" w:name="galley_appendix"/>'


@pytest.mark.parametrize("end", ["", '<w:bookmarkEnd w:id="7"/>'])
@pytest.mark.parametrize("before", ["", "The end."])
def test_the_appendix_is_known_where_a_program_dropped_its_tag(before, end):
    first = f"<w:p>{run(before) if before else ''}{BEGIN}{run('Checks')}</w:p>"
    cells = f"<w:tbl><w:tr><w:tc><w:p>{run('a fact')}</w:p></w:tc></w:tr></w:tbl>"
    after = () if not end else ("Written later.",)
    data = word("It is long.", first, cells, f"<w:p>{run('Limits')}{end}</w:p>", *after)
    told = ["It is long.", f"{before}Checks" if before else "", *after]
    assert read_bytes(data, "b.docx").text == "\n\n".join(part for part in told if part)


CLEAN = "# A *fine* pier\n\nBy Mara\n\nIt **was** dear.\n\n- one\n- two\n\n> Quoted.\n"


def test_an_article_from_elsewhere_gets_a_clean_file():
    document = read_bytes(CLEAN.encode(), "a.md")
    text = document.text
    at = text.index("was")
    mark = Annotation("m", "a", Kind.COMMENT, "was", note="n", author="p", start=at, end=at + 3)
    revision = Revision("r", "a", 1, text, document.blocks, document.spans, "f" * 64, "md", "md")
    records = Records(
        Article("a", "pier", "The Pier", revision="r"), revision, [mark], original=CLEAN.encode()
    )
    back, found = notes(write(Report((assemble(records),), MADE)))
    assert back.text == text
    assert back.text[found["n"].start : found["n"].end] == "was"
    kinds = {b.kind for b in back.blocks}
    assert {BlockKind.HEADLINE, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE} <= kinds
    assert SpanKind.STRONG in {s.kind for s in back.spans}


WILD = "a\x00b\x0bc\ud800d\u202ee\ufffff <w:t> & ]]> \"'"


def test_words_xml_cannot_hold_are_written_as_marks_of_it():
    data = word("One two.")
    replies = [Reply("x", "m0", "q", WILD, MADE)]
    marks = [
        ("One", {"note": WILD, "kind": Kind.COMMENT}),
        ("two", {"kind": Kind.CHANGE, "change": WILD}),
    ]
    report = report_on(data, marks, replies)
    report = replace(report, articles=(replace(report.articles[0], names={"p": WILD}),))
    back = read_bytes(write(report), "b.docx")
    assert "[U+202E]" in back.notes[0].text and "\u202e" not in back.notes[0].text


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_makes_a_clean_file_that_opens(words):
    text = f"A{words}b".replace("\ud800", "")
    cut = len(text)
    revision = Revision("r", "a", 1, text, (Block(0, cut),), (), "f" * 64, "text", "text")
    mark = Annotation("m", "a", Kind.COMMENT, text, note=words, start=0, end=cut)
    spans = (Span(0, cut, SpanKind.STRONG),)
    records = Records(Article("a", words, words), replace(revision, spans=spans), [mark])
    out = write(Report((assemble(records),), 1))
    assert docx.Document(io.BytesIO(out)).paragraphs


def test_several_articles_are_refused_in_one_sentence():
    with pytest.raises(ExchangeError) as caught:
        write(Report((), 1))
    assert caught.value.code == "one_article"


def test_words_from_right_to_left_are_turned_and_keep_their_look(make_records):
    text = "כותרת ראשית\n\nשלום עולם, 12.\n\nAn English line."
    ends = [text.index("\n\n"), text.rindex("\n\n"), len(text)]
    blocks = (
        Block(0, ends[0], BlockKind.HEADLINE),
        Block(ends[0] + 2, ends[1]),
        Block(ends[1] + 2, ends[2]),
    )
    strong = (Span(ends[1] - 3, ends[1], SpanKind.STRONG),)
    records = replace(make_records("x"), marks=[], checks=[], decisions=[])
    draft = replace(records.revision, text=text, blocks=blocks, spans=strong)
    report = Report((assemble(replace(records, revision=draft)),), 1)
    for form in ("docx", "copy-docx"):
        file = docx.Document(io.BytesIO(render(form, report)))
        by_words = {p.text: p for p in file.paragraphs}
        for words, turned in zip(text.split("\n\n"), (True, True, False), strict=True):
            ways = by_words[words]._p.xpath("./w:pPr/w:bidi")
            assert len(ways) == turned
            for one in by_words[words].runs:
                assert bool(one._r.xpath("./w:rPr/w:rtl")) == turned
        (bold,) = [one for one in by_words["שלום עולם, 12."].runs if one.bold]
        assert bold.text == "12." and bold._r.xpath("./w:rPr/w:bCs")
