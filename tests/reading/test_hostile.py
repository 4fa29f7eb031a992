"""Whatever the bytes are, a reader gives a tiling Document or a ReadError, nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.reading.errors import ReadError
from editor.reading.reader import READERS, read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TAGS = st.sampled_from(
    "p div b a li ul ol table tr td th br h1 blockquote pre del q aside nav span".split()
)
PIECE = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"), TAGS.map(lambda tag: f"</{tag}>"), st.text(max_size=30)
)
WORD = st.sampled_from("p r t tab br del ins delText tbl tr tc hyperlink pict txbxContent".split())
TREE = st.recursive(
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=8).map(
        lambda t: t.translate({38: None, 60: None, 0xFFFE: None, 0xFFFF: None})
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>", WORD, st.lists(inner, max_size=4)
    ),
    max_leaves=20,
)


def assert_sound(data, name):
    try:
        document = read_bytes(data, name)
    except ReadError:
        return
    assert "\n\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text
    assert all(b.start < b.end for b in document.blocks)
    assert all(0 <= s.start <= s.end <= len(document.text) for s in document.spans)
    assert document.original == data
    document.text.encode()


@pytest.mark.parametrize("suffix", sorted(READERS))
@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=40)
def test_any_bytes(suffix, data):
    assert_sound(data, f"a.{suffix}" if suffix else "a")


@given(st.lists(PIECE, max_size=30).map("".join))
@settings(deadline=None, max_examples=80)
def test_any_page(page):
    assert_sound(page.encode("utf-8", "replace"), "a.html")


@given(st.text())
@settings(deadline=None)
def test_any_markdown(text):
    assert_sound(text.encode("utf-8", "replace"), "a.md")


@given(st.lists(TREE, max_size=5).map("".join))
@settings(deadline=None)
def test_any_word_file(body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        packed.writestr("word/document.xml", xml)
    assert_sound(out.getvalue(), "a.docx")
