"""Files become Documents whose blocks tile the canonical text, or one plain refusal."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import BlockKind
from editor.reading.errors import ReadError
from editor.reading.reader import read_bytes, read_text
from editor.reading.sniff import OLE


def assert_tiles(document):
    at = 0
    for index, block in enumerate(document.blocks):
        if index:
            assert document.text[at : at + 2] == "\n\n"
            at += 2
        assert block.start == at < block.end
        at = block.end
    assert at == len(document.text)


@given(st.text())
def test_blocks_tile_any_text(text):
    try:
        document = read_text(text)
    except ReadError as error:
        assert error.code == "empty"
    else:
        assert_tiles(document)
        assert not set(document.text) & set("\x00\r\u2028\u2029\ud800")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café 😀".encode(), "Café 😀"),
        ("Café".encode("utf-8-sig"), "Café"),
        ("Café am Hafen".encode("utf-16"), "Café am Hafen"),
        ("Cafe am Hafen".encode("utf-16-le"), "Cafe am Hafen"),
        ("Café “open”".encode("cp1252"), "Café “open”"),
    ],
)
def test_encodings(data, text):
    assert read_bytes(data, "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \n ", "a.txt", "empty"),
        (bytes(range(32)) * 50, "a.txt", "binary"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (OLE + b"....", "a.doc", "old_office"),
        (b"PK\x03\x04 cut", "a.docx", "damaged"),
        (b"no zip", "a.docx", "damaged"),
        (b"hello", "a.xyz", "unknown_format"),
        (b"a" * 20_000_001, "a.txt", "too_large"),
    ],
)
def test_what_cannot_be_read_says_why(data, name, code):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, name)
    assert refused.value.code == code
    assert pickle.loads(pickle.dumps(refused.value)).values == refused.value.values


def test_a_scraped_page_keeps_its_tail_apart():
    text = (
        "The pier opens\n"
        + "A long sentence about the pier and the harbour. " * 5
        + ("\nAda Moreau\nPort Lume, North\nPolitics\n-\nAnother story altogether\nLeave a review")
    )
    document = read_text(text)
    kinds = [block.kind for block in document.blocks]
    assert kinds[0] is BlockKind.HEADLINE and document.writers == ("Ada Moreau",)
    assert kinds[2:4] == [BlockKind.BYLINE, BlockKind.DATELINE]
    assert set(kinds[4:]) == {BlockKind.NOT_ARTICLE}


def test_markdown_keeps_structure_without_its_marks():
    document = read_bytes(b"# The *pier*\n\nIt is [open](http://x.org).\n\n- one\n\n> said", "a.md")
    words = [(b.kind.value, document.text[b.start : b.end]) for b in document.blocks]
    assert words == [
        ("headline", "The pier"),
        ("paragraph", "It is open."),
        ("list_item", "• one"),
        ("block_quote", "said"),
    ]


def test_hard_wrapped_text_becomes_paragraphs():
    line = "word " * 13
    document = read_text("Title\n\n" + "\n".join([line] * 4) + "\n\n" + "\n".join([line] * 3))
    assert len(document.blocks) == 3


def test_markdown_keeps_runs_lists_and_tables():
    document = read_bytes(
        b"3. a\n4. [b](http://x.org) *c*\n   - d\n\n| h | i |\n|---|---|\n| 1 | 2 |\n", "a.md"
    )
    words = [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]
    assert words == [
        ("list_item", 0, "3. a"),
        ("list_item", 0, "4. b c"),
        ("list_item", 1, "• d"),
        ("table", 0, "h\ti\n1\t2"),
    ]
    spans = [(s.kind.value, document.text[s.start : s.end], s.target) for s in document.spans]
    assert spans == [("link", "b", "http://x.org"), ("emphasis", "c", "")]


def test_a_page_is_known_by_its_first_bytes():
    page = b"<!doctype html><title>T</title><p>Some words of a page that is short.</p>"
    assert read_bytes(page, "pasted.txt").format == "html"
    assert read_bytes(b"a < b <html>", "pasted.txt").format == "text"
