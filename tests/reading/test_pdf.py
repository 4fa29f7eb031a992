"""PDF: columns in reading order, parted words joined with a way back, marks in it, refusals."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from db.kinds import BlockKind, SpanKind
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.reader import read_bytes, read_file
from tests.reading import ledger

DATA = Path(__file__).parents[1] / "data" / "reading"
HEAD = b"%PDF-1.5\n"


def pdf(*contents, annots=(), trailer="", pages=0):
    """A PDF's bytes: one page per content stream; `annots` hang on the first."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = [4 + 2 * n for n in range(len(contents))]
    listed = " ".join(f"{k} 0 R" for k in kids)
    objects.append(f"<< /Type /Pages /Kids [{listed}] /Count {pages or len(kids)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, content in enumerate(contents):
        hung = f"/Annots [{' '.join(annots)}]" if annots and not number else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {kids[number] + 1} 0 R {hung} >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = bytearray(HEAD), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def line(x, y, text, size=10):
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def texts(document):
    return [document.text[b.start : b.end] for b in document.blocks]


def test_two_columns_of_another_program_are_read_one_after_the_other():
    document = read_file(DATA / "columns.pdf")
    expected = (DATA / "columns.txt").read_text("utf-8").strip().split("\n")
    assert texts(document) == ["Two Columns at the Pier", *expected]
    assert document.headline == "Two Columns at the Pier"
    assert document.lost == ("Running heads and page numbers: 4.",)


def test_every_line_leads_back_to_its_page_and_place():
    document = read_file(DATA / "columns.pdf")
    pages = [span for span in document.spans if span.kind is SpanKind.PAGE]
    assert [span.target for span in pages] == ["1", "2"]
    offsets = pages[0].text.split(",")
    starts = [pages[0].start + int(offset.rstrip("-")) for offset in offsets]
    assert document.text[starts[0] :].startswith("Two Columns")
    assert document.text[starts[2] :].startswith("the second pier had been")
    parted = next(n for n, offset in enumerate(offsets) if offset.endswith("-"))
    assert document.text[starts[parted + 1] - 1].isalpha()


def test_a_page_written_row_by_row_is_read_by_columns_between_full_lines():
    left = [f"Left column line {n} goes on with words" for n in range(8)]
    right = [f"right column line {n} goes on as well" for n in range(8)]
    content = line(50, 760, "A headline over both of the columns", 20)
    for number, (a, b) in enumerate(zip(left, right, strict=True)):
        y = 700 - 14 * number
        content += line(50, y, a) + line(320, y, b)
    content += line(50, 560, "A full line under both of the columns ends the page, as it should.")
    found = texts(read_bytes(pdf(content), "a.pdf"))
    assert found[0] == "A headline over both of the columns"
    assert " ".join(found[1:]) == (
        " ".join(left + right)
        + " A full line under both of the columns ends the page, as it should."
    )


def test_figures_in_columns_are_a_table():
    content = line(50, 760, "The first line of the page is a sentence.")
    for number, row in enumerate((("Year", "Boats"), ("2023", "4"), ("2024", "12"))):
        content += line(50, 700 - 14 * number, row[0]) + line(200, 700 - 14 * number, row[1])
    document = read_bytes(pdf(content), "a.pdf")
    assert document.blocks[1].kind is BlockKind.TABLE
    assert texts(document)[1] == "Year\tBoats\n2023\t4\n2024\t12"


def annot(subtype, rect, extra):
    quads = f"{rect[0]} {rect[3]} {rect[2]} {rect[3]} {rect[0]} {rect[1]} {rect[2]} {rect[1]}"
    box = " ".join(map(str, rect))
    return f"<< /Type /Annot /Subtype /{subtype} /Rect [{box}] /QuadPoints [{quads}] {extra} >>"


def test_highlights_notes_and_links_in_the_file_stand_on_their_words():
    content = line(50, 700, "The pier opened in 1931, they said.")
    marks = (
        annot(
            "Highlight",
            (94, 695, 165, 712),
            "/Contents (Sure? https://x.org) /T (Ada) /M (D:20240503100000+02'00')",
        ),
        annot("Text", (200, 690, 210, 700), "/Contents (By whom?)"),
        annot("Link", (50, 695, 90, 712), "/A << /S /URI /URI (https://pier.example/) >>"),
        annot("Link", (50, 695, 90, 712), "/A << /S /URI /URI (file:///etc/passwd) >>"),
    )
    document = read_bytes(pdf(content, annots=marks), "a.pdf")
    first, second = document.notes
    assert document.text[first.start : first.end] == "opened in 1931,"
    assert (first.text, first.author, first.at) == (
        "Sure? https://x.org",
        "Ada",
        "2024-05-03T10:00:00+02:00",
    )
    assert second.text == "By whom?" and second.start == second.end
    links = [s for s in document.spans if s.kind is SpanKind.LINK]
    assert [(document.text[s.start : s.end], s.target) for s in links] == [
        ("The pier", "https://pier.example/")
    ]


def test_a_page_without_text_is_told_and_a_file_without_any_is_a_scan():
    document = read_bytes(pdf(line(50, 700, "One page has words on it."), ""), "a.pdf")
    assert document.lost == ("Pages without text, perhaps scans: 2.",)
    with pytest.raises(ReadError) as refused:
        read_bytes(pdf("", ""), "a.pdf")
    assert refused.value.code == "scanned"


LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ({'o' * 32}) /U ({'u' * 32}) >>"
LOCKED += f" /ID [({'i' * 16}) ({'i' * 16})]"
WORDS = line(50, 700, "The pier opened in 1931.")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf(WORDS, trailer=LOCKED), "encrypted"),
        (HEAD + b"garbage " * 99, "damaged"),
        (b"no PDF at all", "damaged"),
        (HEAD, "damaged"),
        (pdf(*[WORDS] * 9), "too_large"),
    ],
    ids=["password", "garbage", "text", "cut", "pages"],
)
def test_what_cannot_be_read_says_why(data, code):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, "a.pdf", Limits(pages=8))
    assert refused.value.code == code


def test_a_cut_file_a_loop_and_a_lie_give_what_there_is_or_a_refusal():
    whole = pdf(WORDS)
    loop = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % whole.rindex(b"xref\n0"))
    for data in (whole[:-30], whole[: len(whole) // 2], loop, pdf(WORDS, pages=9_000)):
        try:
            assert "1931" in read_bytes(data, "a.pdf").text
        except ReadError as error:
            assert error.code in ("damaged", "scanned", "too_large")


def test_a_stream_that_unpacks_without_end_is_bounded():
    packed = zlib.compress(WORDS.encode() + b" " * 60_000_000, 9)
    whole = pdf("PACKED").replace(
        b"<< /Length 6 >>\nstream\nPACKED",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed,
    )
    try:
        assert "1931" in read_bytes(whole, "a.pdf").text
    except ReadError as error:
        assert error.code in ("damaged", "scanned")


def kinds(document, kind):
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


def test_another_programs_footnotes_hang_on_their_words_and_leave_the_text():
    document, told = read_file(DATA / "notes.pdf"), ledger.article()
    noted = [f"{text} It is known." for text in told["noted"]]
    assert texts(document)[1:10] == noted
    assert [n.text for n in document.notes] == [
        f"Note {n} of the ledger, page {n}." for n in range(1, 10)
    ]
    assert all(document.text[: n.start].endswith("It is known") for n in document.notes)
    assert kinds(document, BlockKind.BLOCK_QUOTE) == told["inset"]
    table = "\n".join("\t".join(row) for row in ledger.ROWS)
    assert kinds(document, BlockKind.TABLE) == [table]


def test_a_printed_page_is_read_through_its_columns_boxes_and_tables():
    document, told = read_file(DATA / "ledger.pdf"), ledger.article()
    table = "\n".join("\t".join(row) for row in ledger.ROWS)
    round_, beside = told["round"], told["side"]
    assert [text for text in texts(document) if not text.startswith(("i", "ii", "iii"))] == [
        "The Ledger of the Bridge",
        "The mayor spoke. The council voted, and left. It was May.",
        *told["first"],
        *told["quote"],
        table,
        round_[0],
        *beside,
        *round_[1:],
        "The office of the harbour in 1954. Photo: Ivo Karr",
        *told["two"],
        "“We never counted the bolts”",
        *told["three"],
    ]
    assert kinds(document, BlockKind.BLOCK_QUOTE) == told["quote"]
    assert kinds(document, BlockKind.TABLE) == [table]
    assert kinds(document, BlockKind.CAPTION) and kinds(document, BlockKind.PULL_QUOTE)
    assert [n.text for n in document.notes] == [
        "The survey of 1931.",
        "Minutes, page 4.",
        "Interview, 3 May.",
    ]


@pytest.mark.parametrize("quarters", range(4))
def test_a_page_is_read_as_its_letters_stand(quarters):
    content = "".join(line(60, 700 - 14 * n, f"Line {n} of the ledger.") for n in range(8))
    turn = ("1 0 0 1 0 0", "0 1 -1 0 600 0", "-1 0 0 -1 600 800", "0 -1 1 0 0 800")[quarters]
    plain = texts(read_bytes(pdf(content), "a.pdf"))
    assert texts(read_bytes(pdf(f"q {turn} cm\n{content}Q\n"), "a.pdf")) == plain


def test_a_page_shown_turned_is_read_the_same():
    content = line(60, 700, "The ledger of the bridge.") + line(60, 686, "It goes on here.")
    data = pdf(content)
    for turn in (90, 180, 270):
        turned = data.replace(b"/MediaBox", b"/Rotate %d /MediaBox" % turn)
        assert texts(read_bytes(turned, "a.pdf")) == texts(read_bytes(data, "a.pdf"))


def test_wide_spaces_that_only_fill_a_line_part_nothing():
    words = ("The mayor came", "of the council", "and went again")
    content = "".join(
        line(60 + 70 * n, 700 - 14 * row, word)
        for row, text in enumerate(words)
        for n, word in enumerate(text.split())
    )
    after = "".join(line(60, 640 - 14 * n, "More of it goes on below here") for n in range(4))
    found = texts(read_bytes(pdf(content + after), "a.pdf"))
    assert not any("\t" in text for text in found)


def test_what_a_browser_prints_at_the_edges_is_no_text():
    content = line(30, 780, "11/25/26, 9:08 AM", 8) + line(260, 780, "The Harbour Post", 8)
    content += line(60, 600, "The pier opened at last.")
    content += line(30, 15, "https://post.example/pier", 8) + line(560, 15, "1/1", 8)
    document = read_bytes(pdf(content), "a.pdf")
    assert texts(document) == ["The pier opened at last."]
    assert document.lost == ("Running heads and page numbers: 4.",)


def test_a_link_alone_at_the_foot_of_a_column_is_text():
    left = ["The pier was paid for", "by the town and by", "https://post.example/pier"]
    right = ["It was opened twice, and", "closed each time after", "a single winter at sea"]
    content = "".join(
        line(x, 700 - 14 * n, words)
        for x, column in ((60, left), (320, right))
        for n, words in enumerate([*["And so it went on for years"] * 43, *column])
    )
    text = read_bytes(pdf(content), "a.pdf").text
    assert "https://post.example/pier" in text and "a single winter at sea" in text


def raised(words):
    """A first page's lines: running text whose first line calls a note 1 that is not here."""
    lines = "".join(line(60, 700 - 14 * n, "The town went on as it had before") for n in range(4))
    called = "BT /F1 10 Tf 60 714 Td (It came at night.) Tj /F1 6 Tf 4 Ts (1) Tj 0 Ts ET\n"
    return called + lines + words


def test_a_numbered_list_at_the_foot_of_a_page_is_no_note():
    items = ("1. The river rose", "2. The bridge was shut", "3. Nobody was hurt")
    listed = "".join(line(60, 600 - 14 * n, item) for n, item in enumerate(items))
    document = read_bytes(pdf(raised(listed), line(60, 700, "More of it.")), "a.pdf")
    assert not document.notes
    assert all(item[3:] in document.text for item in items)


def test_a_table_at_the_foot_of_a_page_takes_nothing_of_the_next():
    rows = [("Rank", "Country", "Score"), ("1", "Norway", "8.4"), ("2", "Denmark", "8.2")]
    rows += [("3", "Iceland", "8.1"), ("4", "Sweden", "7.9")]
    table = "".join(
        line(x, 560 - 14 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((60, 100, 200), row, strict=True)
    )
    after = [f"Sentence {n} of the next page stays." for n in range(8)]
    second = "".join(line(60, 700 - 14 * n, words) for n, words in enumerate(after))
    document = read_bytes(pdf(raised(table), second), "a.pdf")
    assert [words for words in after if words not in document.text.replace("\n", " ")] == []
    assert "Norway\t8.4" in document.text and not document.notes
