"""Comments on their exact passages with threads and dates; footnotes; moves; rows; fields."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from db.kinds import SpanKind
from editor.reading.reader import read_bytes, read_file

FERRY = Path(__file__).parents[1] / "data" / "reading" / "ferry.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16 = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(body, **parts):
    """A Word file's bytes: the XML inside w:body, and the parts beside it by name."""
    names = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}" xmlns:w16cid="{W16}"'
    names += f' xmlns:w16cex="{CEX}" xmlns:r="{R}"'
    links = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in parts
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>"
        )
        packed.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELS}">{links}</Relationships>',
        )
        for name, content in parts.items():
            packed.writestr(f"word/{name}.xml", f"<w:part {names}>{content}</w:part>")
    return out.getvalue()


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner):
    return "<w:p>" + "".join(i if i.startswith("<") else run(i) for i in inner) + "</w:p>"


def on(id_, *inner):
    """`inner` with comment `id_` on it."""
    words = "".join(i if i.startswith("<") else run(i) for i in inner)
    return (
        f'<w:commentRangeStart w:id="{id_}"/>{words}<w:commentRangeEnd w:id="{id_}"/>'
        f'<w:r><w:commentReference w:id="{id_}"/></w:r>'
    )


def comment(id_, text, author="Ada", date="2024-05-03T10:00:00Z", para=""):
    key = f' w14:paraId="{para}"' if para else ""
    return (
        f'<w:comment w:id="{id_}" w:author="{author}" w:date="{date}">'
        f"<w:p{key}>{run(text)}</w:p></w:comment>"
    )


def test_a_file_of_another_program_keeps_every_comment_on_its_words():
    document = read_file(FERRY)
    found = [
        (note.kind, document.text[note.start : note.end], note.author, note.at, note.resolved)
        for note in document.notes
    ]
    nora, day = "Nora Lindqvist", "2024-05-0{}T09:30:00Z"
    assert found == [
        ("comment", "412 passengers", nora, day.format(3), False),
        ("comment", "promised for 2019", nora, day.format(3), False),
        ("comment", "48 million kronor", "Sam Osei", day.format(4), True),
        ("footnote", "", "", "", False),
        ("endnote", "", "", "", False),
        ("comment", "museum 😀 today", nora, day.format(5), False),
    ]
    hung = {note.text: document.text[: note.start] for note in document.notes}
    assert hung["Council minutes 2018, p. 44"].endswith("of which the town paid a third")
    assert hung["Yard book, https://yard.example/1931"].endswith("sailed for ninety years")
    tracked = [
        (s.kind, document.text[s.start : s.end] or s.text)
        for s in document.spans
        if s.kind in (SpanKind.INSERTED, SpanKind.DELETED)
    ]
    assert tracked == [
        (SpanKind.DELETED, " on its first day"),
        (SpanKind.DELETED, "2027"),
        (SpanKind.INSERTED, "2028"),
        (SpanKind.INSERTED, " The mayor declined to comment."),
    ]


def test_twenty_five_comments_with_threads_times_and_resolved():
    """The shape Word writes: replies and flags in a second part, true times in a third."""
    body = "".join(
        p("Before ", on(n, on(n + 100, f"passage {n} 😀")), " after.") for n in range(25)
    )
    comments = "".join(
        comment(n, f"note {n}", para=f"{n:08X}")
        + comment(n + 100, f"answer {n}", "Tom", "2024-05-04T11:00:00Z", f"{n + 100:08X}")
        for n in range(25)
    )
    extended = "".join(
        f'<w15:commentEx w15:paraId="{n:08X}" w15:done="{n % 2}"/>'
        f'<w15:commentEx w15:paraId="{n + 100:08X}" w15:paraIdParent="{n:08X}" w15:done="0"/>'
        for n in range(25)
    )
    ids = "".join(
        f'<w16cid:commentId w16cid:paraId="{n:08X}" w16cid:durableId="D{n}"/>' for n in range(25)
    )
    times = "".join(
        f'<w16cex:commentExtensible w16cex:durableId="D{n}" w16cex:dateUtc="2024-05-03T08:00:00Z"/>'
        for n in range(25)
    )
    document = read_bytes(
        word(
            p("Pier") + body,
            comments=comments,
            commentsExtended=extended,
            commentsIds=ids,
            commentsExtensible=times,
        ),
        "a.docx",
    )
    assert len(document.notes) == 25
    for n, note in enumerate(document.notes):
        assert document.text[note.start : note.end] == f"passage {n} 😀"
        assert (note.text, note.author, note.resolved) == (f"note {n}", "Ada", n % 2 == 1)
        assert note.at == "2024-05-03T08:00:00Z"
        assert [(r.author, r.text, r.at) for r in note.replies] == [
            ("Tom", f"answer {n}", "2024-05-04T11:00:00Z")
        ]


def test_threads_of_a_browsers_word_processor():
    """No second part: a resolved thread says so in a comment of its own on the same passage."""
    document = read_bytes(
        word(
            p("Pier") + p(on(1, on(2, "the pier")), " opens"),
            comments=comment(1, "When?") + comment(2, "_Marked as resolved_", "Tom"),
        ),
        "a.docx",
    )
    assert [(n.text, n.resolved, n.replies) for n in document.notes] == [("When?", True, ())]


@pytest.mark.parametrize(
    ("body", "passage"),
    [
        (p(on(1, "one")) + p("two"), "one"),
        ('<w:commentRangeStart w:id="1"/>' + p("one") + p("two", on(2)), "one\n\ntwo"),
        (p("one", '<w:r><w:commentReference w:id="1"/></w:r>', " two"), ""),
        (p("one ", f"<w:del>{on(1)}<w:r><w:delText>x</w:delText></w:r></w:del>", "two"), ""),
        (p("one ", on(1, "<w:ins>" + run("two ") + "</w:ins>"), "three"), "two"),
        (
            f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p(on(1, 'b'))}</w:tc></w:tr></w:tbl>",
            "b",
        ),
    ],
    ids=["paragraph", "over two", "point", "on a deletion", "on an insertion", "in a table"],
)
def test_where_a_comment_stands(body, passage):
    closing = "" if "RangeEnd" in body else '<w:commentRangeEnd w:id="1"/>'
    if 'RangeStart w:id="1"/><w:p>' in body:
        closing = '<w:commentRangeEnd w:id="1"/>'
    document = read_bytes(word(p("Pier") + body + closing, comments=comment(1, "?")), "a.docx")
    note = next(n for n in document.notes if n.text == "?")
    assert document.text[note.start : note.end] == passage
    if not passage:
        assert document.text[: note.start].endswith(("one", "one "))


def test_a_comment_with_no_place_is_kept_and_one_on_a_footnote_hangs_where_it_does():
    foot = '<w:footnote w:id="7">' + p("See ", on(3, "the log")) + "</w:footnote>"
    document = read_bytes(
        word(
            p("Pier") + p("It opens", '<w:r><w:footnoteReference w:id="7"/></w:r>', "."),
            comments=comment(3, "Which log?") + comment(4, "lost"),
            footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>' + foot,
        ),
        "a.docx",
    )
    at = document.text.index("opens") + 5
    assert [(n.kind, n.start, n.text) for n in document.notes] == [
        ("footnote", at, "See the log"),
        ("comment", at, "Which log?"),
        ("comment", None, "lost"),
    ]


def test_a_move_is_once_in_the_text_and_both_ends_bear_its_name():
    moved = '<w:moveFrom w:author="Ada">' + run("It opens. ") + "</w:moveFrom>"
    here = '<w:moveTo w:author="Ada" w:date="2024-05-03T10:00:00Z">' + run("It opens. ")
    body = (
        p('<w:moveFromRangeStart w:id="1" w:name="move7"/>', moved, "First.")
        + p('<w:moveFromRangeEnd w:id="1"/>', '<w:moveToRangeStart w:id="2" w:name="move7"/>')
        + p(here + "</w:moveTo>", '<w:moveToRangeEnd w:id="2"/>', "Last.")
    )
    document = read_bytes(word(p("Pier") + body), "a.docx")
    assert document.text == "Pier\n\nFirst.\n\nIt opens. Last."
    found = [(s.kind, s.target, s.text, s.author) for s in document.spans]
    assert found == [
        (SpanKind.DELETED, "move7", "It opens. ", "Ada"),
        (SpanKind.MOVED, "move7", "", "Ada"),
    ]


def test_table_rows_inserted_and_deleted():
    def row(word_, change=""):
        inner = f"<w:trPr>{change}</w:trPr>" if change else ""
        return f"<w:tr>{inner}<w:tc>{p(word_)}</w:tc><w:tc>{p(word_)}</w:tc></w:tr>"

    table = row("a", '<w:del w:author="Ada"/>') + row("b") + row("c", '<w:ins w:author="Tom"/>')
    document = read_bytes(word(p("Pier") + f"<w:tbl>{table}</w:tbl>"), "a.docx")
    assert document.text == "Pier\n\nb\tb\nc\tc"
    found = [(s.kind, document.text[s.start : s.end] or s.text) for s in document.spans]
    assert found == [(SpanKind.DELETED, "a a"), (SpanKind.INSERTED, "c\tc")]


def test_links_written_as_fields_keep_their_address():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> HYPERLINK "https://x.org/" </w:instrText></w:r>'
    simple = "<w:fldSimple w:instr='HYPERLINK \"https://y.org\"'>" + run("there")
    document = read_bytes(
        word(
            p("Pier")
            + p("see ", mark("begin"), code, mark("separate"), "here", mark("end"), " and ")
            + p(simple + "</w:fldSimple>")
        ),
        "a.docx",
    )
    assert [(document.text[s.start : s.end], s.target) for s in document.spans] == [
        ("here", "https://x.org/"),
        ("there", "https://y.org"),
    ]
