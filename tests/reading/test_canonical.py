"""The builder's blocks tile, and its spans stay on the text they were opened around."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.kinds import BlockKind, SpanKind
from editor.reading.canonical import DocumentBuilder, canonical, link_target

STEP = st.one_of(
    st.tuples(st.just("write"), st.text(max_size=8)),
    st.tuples(st.just("deleted"), st.text(max_size=4)),
    st.tuples(st.just("lead"), st.just("• ")),
    st.tuples(st.sampled_from(["open", "close", "end"]), st.just("")),
)


@given(st.lists(STEP, max_size=40))
def test_any_order_of_calls_gives_blocks_that_tile_and_spans_inside(steps):
    builder = DocumentBuilder()
    for name, text in steps:
        if name in ("write", "deleted", "lead"):
            getattr(builder, name)(text)
        elif name == "open":
            builder.open(SpanKind.EMPHASIS)
        else:
            getattr(builder, name)()
    draft = builder.finish()
    assert "\n\n".join(draft.text[b.start : b.end] for b in draft.blocks) == draft.text
    assert all(a.end + 2 == b.start for a, b in zip(draft.blocks, draft.blocks[1:], strict=False))
    for span in draft.spans:
        assert 0 <= span.start <= span.end <= len(draft.text)
        if span.kind is SpanKind.DELETED:
            assert span.start == span.end
        else:
            assert any(b.start <= span.start < span.end <= b.end for b in draft.blocks)
    deleted = "".join(s.text for s in draft.spans if s.kind is SpanKind.DELETED)
    assert sorted(deleted) == sorted("".join(canonical(t) for n, t in steps if n == "deleted"))


def test_spans_count_code_points_behind_markers_and_trimmed_space():
    builder = DocumentBuilder()
    builder.write("😀 first")
    builder.end()
    builder.lead("• ")
    builder.open(SpanKind.STRONG)
    builder.write("bold")
    builder.close()
    builder.end(BlockKind.LIST_ITEM)
    builder.write("  ")
    builder.open(SpanKind.EMPHASIS)
    builder.write("x ")
    builder.end()
    draft = builder.finish()
    assert draft.text == "😀 first\n\n• bold\n\nx"
    assert [draft.text[s.start : s.end] for s in draft.spans] == ["bold", "x"]


def test_a_deletion_in_an_empty_block_waits_for_the_next():
    builder = DocumentBuilder()
    builder.deleted("gone")
    builder.end()
    builder.write("here")
    draft = builder.finish()
    assert draft.text == "here" and draft.spans[0].text == "gone"


def test_only_addresses_a_person_may_follow_are_kept():
    assert link_target(" https://x.org/a ") == "https://x.org/a"
    for address in ("javascript:x", "file:///etc", "//host/x", "\\\\host\\x", "http://a\\b", "/a"):
        assert link_target(address) == ""


def test_glyphs_are_evidence():
    kept = "\u00a0\u00ad\u200b\u202e“e\u0301”…\ufb01"
    assert canonical(kept) == kept
    assert canonical("a\r\nb\x85c\u2028d\x00\ud800") == "a\nb\nc\nd\ufffd\ufffd"
