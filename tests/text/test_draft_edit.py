"""A draft edited in place keeps its blocks and inline spans around the new words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.kinds import BlockKind, SpanKind
from db.records import Block, Revision, Span
from editor.text.draft_edit import Edit, edited, edits_between

TEXT = "A headline\n\nThe weir was built in 1921. It failed.\n\nThe end."


def revision() -> Revision:
    blocks = (
        Block(0, 10, BlockKind.HEADLINE),
        Block(12, 50, BlockKind.PARAGRAPH),
        Block(52, 60, BlockKind.PARAGRAPH),
    )
    year = TEXT.index("1921")
    spans = (Span(16, 20, SpanKind.EMPHASIS), Span(year, year + 4, SpanKind.LINK, "https://a.b"))
    return Revision("r", "a", 1, TEXT, blocks, spans, "", "html", "html", "story.html")


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def texts(document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def test_nothing_edited_is_the_same_text_with_the_same_blocks_and_spans():
    document = edited(revision(), [])
    assert document.text == TEXT
    assert (document.blocks, document.spans) == (revision().blocks, revision().spans)


def test_words_are_replaced_and_what_follows_moves():
    document = edited(revision(), [Edit(*at("built"), "finished"), Edit(*at("The end."), "Done.")])
    assert texts(document) == [
        "A headline",
        "The weir was finished in 1921. It failed.",
        "Done.",
    ]
    assert [document.text[s.start : s.end] for s in document.spans] == ["weir", "1921"]
    assert document.blocks[0].kind is BlockKind.HEADLINE


def test_a_blank_line_parts_a_block_and_an_emptied_one_goes():
    document = edited(
        revision(), [Edit(*at(" It failed."), "\n\nIt failed."), Edit(*at("The end."), "")]
    )
    assert texts(document) == ["A headline", "The weir was built in 1921.", "It failed."]
    assert "\n\n".join(texts(document)) == document.text


def test_an_insertion_at_the_edge_of_a_span_stays_outside_it():
    start, end = at("1921")
    document = edited(revision(), [Edit(start, start, "May "), Edit(end, end, " or 1922")])
    assert "in May 1921 or 1922." in document.text
    assert [document.text[s.start : s.end] for s in document.spans] == ["weir", "1921"]


def test_a_span_whose_words_are_gone_goes():
    document = edited(revision(), [Edit(*at("built in 1921"), "old")])
    assert [document.text[s.start : s.end] for s in document.spans] == ["weir"]


@pytest.mark.parametrize(
    "edits", [[Edit(5, 9, ""), Edit(8, 10, "")], [Edit(58, 99, "")], [Edit(5, 3, "")]]
)
def test_overlapping_or_outlying_edits_are_refused(edits):
    with pytest.raises(ValueError):
        edited(revision(), edits)


WORDS = st.lists(st.sampled_from("the weir fell. 12 \n\n  “no” A\u00a0b".split(" ")), max_size=25)


@settings(max_examples=200, deadline=None)
@given(WORDS, WORDS)
def test_the_edits_between_two_texts_make_one_of_the_other(old, new):
    a, b = " ".join(old), " ".join(new)
    text, at = "", 0
    for edit in edits_between(a, b):
        text += a[at : edit.start] + edit.text
        at = edit.end
    assert text + a[at:] == b


def test_edits_between_are_small():
    assert edits_between(TEXT, TEXT.replace("1921", "1922")) == [Edit(*at("1921"), "1922")]
