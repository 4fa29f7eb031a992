"""One article as other programs write it: OpenDocument, RTF, EPUB; each keeps what it can hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from db.kinds import BlockKind, SpanKind
from editor.reading.errors import ReadError
from editor.reading.reader import read_bytes, read_file

DATA = Path(__file__).parents[1] / "data" / "reading"
O = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"  # noqa: E741
NAMES = " ".join(
    f'xmlns:{short}="{O.format(long)}"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("d", "drawing"),
    )
)


@pytest.fixture(scope="module")
def word():
    return read_file(DATA / "ferry.docx")


def shape(document):
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_text_blocks_and_tracked_changes_are_those_of_the_word_file(word, suffix):
    document = read_file(DATA / f"ferry.{suffix}")
    assert shape(document) == shape(word)
    assert document.writers == word.writers and document.headline == word.headline

    def tracked(read):
        kinds = (SpanKind.INSERTED, SpanKind.DELETED)
        return [(s.kind, s.start, s.end, s.text, s.author) for s in read.spans if s.kind in kinds]

    assert tracked(document) == tracked(word)
    links = [(s.start, s.end, s.target) for s in document.spans if s.kind is SpanKind.LINK]
    assert links == [(s.start, s.end, s.target) for s in word.spans if s.kind is SpanKind.LINK]


def test_comments_and_notes_of_an_open_document_are_those_of_the_word_file(word):
    document = read_file(DATA / "ferry.odt")

    def told(read):
        return [(n.kind, n.start, n.end, n.text, n.author, n.resolved) for n in read.notes]

    assert told(document) == told(word)
    assert document.notes[0].at == "2024-05-03T09:30:00"


def test_notes_of_rich_text_hang_where_they_hang_in_the_word_file(word):
    document = read_file(DATA / "ferry.rtf")
    wanted = [(n.kind, n.start, n.text) for n in word.notes if n.kind != "comment"]
    assert [(n.kind, n.start, n.text) for n in document.notes] == wanted


def open_document(body, manifest="", styles=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr(
            "content.xml",
            f"<office:document-content {NAMES} xmlns:xlink='http://www.w3.org/1999/xlink' "
            f"xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:loext='urn:loext'>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
        packed.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return out.getvalue()


def test_lists_boxes_spaces_and_replies_of_an_open_document():
    numbered = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/>'
        "</text:list-style>"
    )
    body = (
        "<text:p>Pier</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>one</text:p></text:list-item>'
        "<text:list-item><text:p>two</text:p><text:list><text:list-item><text:p>deep</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<d:frame><d:text-box>'
        "<text:p>boxed</text:p></d:text-box></d:frame></text:p>"
        '<text:p><office:annotation office:name="c1"><dc:creator>Ada</dc:creator><text:p>Sure?'
        '</text:p></office:annotation>It opens<office:annotation-end office:name="c1"/>'
        '<office:annotation office:name="c2" loext:parent-name="c1"><dc:creator>Tom</dc:creator>'
        "<text:p>Yes.</text:p></office:annotation>.</text:p>"
    )
    document = read_bytes(open_document(body, styles=numbered), "a.odt")
    assert [text for _kind, text in shape(document)] == [
        "Pier",
        "1. one",
        "2. two",
        "• deep",
        "a   b\tc\nd",
        "boxed",
        "It opens.",
    ]
    assert document.blocks[5].kind is BlockKind.SIDEBAR
    note = document.notes[0]
    assert document.text[note.start : note.end] == "It opens"
    assert [(r.author, r.text) for r in note.replies] == [("Tom", "Yes.")]


def test_comments_lists_tables_and_glyphs_of_rich_text():
    rtf = (
        r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}"
        r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 Title;}}{\*\revtbl{Unknown;}{Ada;}}"
        r"\pard\s2 The Pier\par\pard\s1 Cost\par\pard It cost {\*\atrfstart 7}{\b 40}"
        r"{\*\atrfend 7}{\*\atnid T}{\*\atnauthor Tom}\chatn{\*\annotation{\*\atnref 7}"
        r"{\*\atndate 1743505560}Sure?} {\deleted\revauthdel1 48}{\revised\revauth1 71} million"
        r"\~kronor \emdash  caf\'e9 \u128512 ?\u-10179?\u-8704? {\f1\'cf\'e8\'f0\'f1}"
        r"{\v secret}\par\pard{\listtext\pard 1.\tab}first\par\pard{\listtext\'b7\tab}dot\par"
        r"\trowd\pard\intbl a\cell b\cell\row\trowd\pard\intbl c\cell d\cell\row"
        r"\pard{\field{\*\fldinst{HYPERLINK "
        '"https://x.org/"'
        r"}}{\fldrslt here}}{\footnote\ftnalt The log}{\pict 00ff}{\*\unknown gone}\par}"
    )
    document = read_bytes(rtf.encode("latin-1"), "a.rtf")
    assert shape(document) == [
        (BlockKind.HEADLINE, "The Pier"),
        (BlockKind.HEADING, "Cost"),
        (BlockKind.PARAGRAPH, "It cost 40 71 million\u00a0kronor — café \uf600😀 Пирс"),
        (BlockKind.LIST_ITEM, "1. first"),
        (BlockKind.LIST_ITEM, "• dot"),
        (BlockKind.TABLE, "a\tb\nc\td"),
        (BlockKind.PARAGRAPH, "here"),
    ]
    comment, note = document.notes
    assert document.text[comment.start : comment.end] == "40"
    assert (comment.text, comment.author, comment.at[:4]) == ("Sure?", "Tom", "2026")
    assert (note.kind, note.text) == ("endnote", "The log")
    told = [(s.kind, document.text[s.start : s.end] or s.text, s.author) for s in document.spans]
    assert (SpanKind.DELETED, "48", "Ada") in told and (SpanKind.INSERTED, "71", "Ada") in told
    assert document.lost == ("Pictures: 1.", "Runs of hidden text: 1.")


def test_books_of_other_programs_are_read_chapter_by_chapter():
    ferry = read_file(DATA / "ferry.epub")
    assert ferry.headline == "The Ferry That Ran on Time"
    pier = read_file(DATA / "pier.epub")
    assert shape(pier)[:3] == [
        (BlockKind.HEADLINE, "The Pier"),
        (BlockKind.BYLINE, "By Ada"),
        (BlockKind.PARAGRAPH, "Some emph and strong with a link and “quotes” 😀 é."),
    ]
    assert (BlockKind.TABLE, "a\tb\n1\t2") in shape(pier)


def book(chapters, spine, extra=(), locked="fonts/a.ttf"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
        packed.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>',
        )
        packed.writestr("META-INF/encryption.xml", f'<e><CipherReference URI="{locked}"/></e>')
        items = "".join(
            f'<item id="i{n}" href="{href}" media-type="application/xhtml+xml"/>'
            for n, href in enumerate(chapters)
        )
        refs = "".join(f'<itemref idref="i{n}"/>' for n in spine)
        packed.writestr(
            "O/c.opf",
            f"<package><metadata><title>The Book</title></metadata><manifest>{items}</manifest>"
            f"<spine>{refs}</spine></package>",
        )
        for name, content in (*chapters.items(), *extra):
            packed.writestr(f"O/{name}", content)
    return out.getvalue()


def test_chapters_come_in_the_order_of_the_spine_and_stay_inside_the_file():
    chapters = {"a%20b.xhtml": "", "two.xhtml": "<h1>Two</h1><p>second</p>"}
    made = book(chapters, (1, 0), [("a b.xhtml", "<h1>One</h1><p>first</p>")])
    document = read_bytes(made, "a.epub")
    assert document.text == "Two\n\nsecond\n\nOne\n\nfirst" and document.headline == "The Book"
    outside = book({"../../../../etc/passwd": "<p>x</p>", "b.xhtml": "<p>inside it</p>"}, (0, 1))
    found = read_bytes(outside, "a.epub")
    assert found.text == "inside it" and found.lost == ("Chapters missing from the file: 1.",)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (open_document("<text:p>x</text:p>", "<encryption-data/>"), "a.odt", "encrypted"),
        (open_document("<broken"), "a.odt", "damaged"),
        (book({"a.xhtml": ""}, (0,)), "a.epub", "empty"),
        (book({"a.xhtml": "<p>x</p>"}, (0,), locked="O/a.xhtml"), "a.epub", "encrypted"),
        (b"{\\rtf1" + b"{" * 5000, "a.rtf", "too_deep"),
        (b"{\\rtf1 }", "a.rtf", "empty"),
        (b"no rtf", "a.rtf", "damaged"),
    ],
    ids=["locked", "broken", "no text", "locked book", "deep", "empty", "not rtf"],
)
def test_what_cannot_be_read_says_why(data, name, code):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, name)
    assert refused.value.code == code
