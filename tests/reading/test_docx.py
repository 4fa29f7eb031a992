"""Word files: paragraphs, lists, tables, tracked changes, links, boxes; hostile zips refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from db.kinds import SpanKind
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.reader import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(body, extra=None, namespace=W, before=""):
    """A Word file's bytes around `body`, the XML inside w:body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml",
            f'{before}<w:document xmlns:w="{namespace}" xmlns:mc="{MC}" xmlns:r="{R}">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for name, content in (extra or {}).items():
            packed.writestr(name, content)
    return out.getvalue()


def p(*runs, properties=""):
    inner = "".join(r if r.startswith("<") else f"<w:r><w:t>{r}</w:t></w:r>" for r in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def read(body, **kw):
    return read_bytes(word(body, **kw), "a.docx")


def test_a_file_written_by_another_program():
    made = docx.Document()
    made.add_heading("The Pier Opens", 0)
    made.add_heading("Cost", 2)
    line = made.add_paragraph("It was ")
    line.add_run("dear").bold = True
    made.add_paragraph("one", style="List Bullet")
    made.add_paragraph("first", style="List Number")
    made.add_paragraph("second", style="List Number")
    made.add_paragraph("We paid.", style="Quote")
    table = made.add_table(2, 2)
    for number, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = str(number)
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "a.docx")
    assert [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks] == [
        ("headline", "The Pier Opens"),
        ("heading", "Cost"),
        ("paragraph", "It was dear"),
        ("list_item", "• one"),
        ("list_item", "1. first"),
        ("list_item", "2. second"),
        ("block_quote", "We paid."),
        ("table", "0\t1\n2\t3"),
    ]
    assert [document.text[s.start : s.end] for s in document.spans] == ["dear"]


def test_tracked_changes_read_as_accepted_and_deletions_stay_beside():
    document = read(
        p("The pier")
        + p(
            "It cost ",
            '<w:del w:author="Ada"><w:r><w:delText>48</w:delText></w:r></w:del>',
            '<w:ins w:author="Tom"><w:r><w:t>71</w:t></w:r><w:r><w:t>.5</w:t></w:r></w:ins>',
            " million",
        )
    )
    assert document.text == "The pier\n\nIt cost 71.5 million"
    found = [(s.kind, document.text[s.start : s.end], s.author, s.text) for s in document.spans]
    assert found == [
        (SpanKind.DELETED, "", "Ada", "48"),
        (SpanKind.INSERTED, "71.5", "Tom", ""),
    ]
    assert document.spans[0].start == document.text.index("71.5")
    assert document.warnings


def test_moved_text_is_once_in_the_text():
    move = "<w:r><w:t>moved</w:t></w:r>"
    document = read(
        p("Pier") + p(f"<w:moveFrom>{move}</w:moveFrom>", "a") + p(f"<w:moveTo>{move}</w:moveTo>")
    )
    assert document.text == "Pier\n\na\n\nmoved"


def test_a_deleted_paragraph_mark_joins_paragraphs():
    mark = "<w:rPr><w:del/></w:rPr>"
    assert read(p("Pier") + p("one ", properties=mark) + p("two")).text == "Pier\n\none two"


def test_links_tabs_breaks_and_special_glyphs():
    rels = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{R}/hyperlink" '
        f'Target="https://x.org/" TargetMode="External"/><Relationship Id="b" '
        f'Type="{R}/hyperlink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    run = "<w:r><w:t>here</w:t></w:r>"
    document = read(
        p("Pier")
        + p(
            f'<w:hyperlink r:id="a">{run}</w:hyperlink>',
            "<w:r><w:tab/><w:noBreakHyphen/><w:br/><w:softHyphen/></w:r>",
            f'<w:hyperlink r:id="b">{run}</w:hyperlink>',
        ),
        extra={"word/_rels/document.xml.rels": rels},
    )
    assert document.text == "Pier\n\nhere\t\u2011\n\u00adhere"
    assert [s.target for s in document.spans] == ["https://x.org/"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(p("Pier") + p("be", both, "fore") + p("after"))
    assert document.text == "Pier\n\nbefore\n\nboxed\n\nafter"
    assert document.blocks[2].kind.value == "sidebar"


def test_a_one_column_table_only_arranges_the_page():
    cell = f"<w:tbl><w:tr><w:tc>{p('one')}{p('two')}</w:tc></w:tr></w:tbl>"
    assert read(p("Pier") + cell).text == "Pier\n\none\n\ntwo"


def test_strict_files_and_field_codes():
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert read(p("Pier") + p(field, "shown"), namespace=STRICT).text == "Pier\n\nshown"


def test_what_was_left_out_is_told():
    document = read(
        p("Pier")
        + p(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
            '<w:r><w:commentReference w:id="0"/><w:footnoteReference w:id="1"/></w:r>',
            "shown",
        )
    )
    assert document.text == "Pier\n\nshown"
    assert document.lost == ("Runs of hidden text: 1.",)


DOCTYPE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word(p("&x;"), before=DOCTYPE), "unsafe"),
        (word("<w:p>"), "damaged"),
        (word(p("hello") * 50)[:-60], "damaged"),
        (word(""), "empty"),
        (word(p("a"), extra={"word/styles.xml": b" " * 30_000_000}), "too_large"),
    ],
)
def test_hostile_and_damaged_files_end_in_a_read_error(data, code):
    rels = f'<Relationships xmlns="{RELS}"><Relationship Id="s" Type="{R}/styles" '
    if code == "too_large":
        with zipfile.ZipFile(grown := io.BytesIO(data), "a") as packed:
            packed.writestr(
                "word/_rels/document.xml.rels", rels + 'Target="styles.xml"/></Relationships>'
            )
        data = grown.getvalue()
    with pytest.raises(ReadError) as refused:
        read_bytes(data, "a.docx")
    assert refused.value.code == code


def test_another_zip_is_not_a_word_file():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "x")
    with pytest.raises(ReadError) as refused:
        read_bytes(out.getvalue(), "a.zip")
    assert refused.value.code == "unknown_format"


def test_sizes_are_counted_while_unpacking():
    with pytest.raises(ReadError) as refused:
        read_bytes(word(p("word " * 400)), "a.docx", Limits(unpacked=500))
    assert refused.value.code == "too_large"
