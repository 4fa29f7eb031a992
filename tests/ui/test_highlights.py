"""The index finds what a plain look at every run finds; rectangles cover the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from db.kinds import Kind, State
from editor.ui.highlights import (
    BUCKET,
    PENS,
    PROBLEMS,
    TICKED,
    Mark,
    Run,
    SpanIndex,
    Style,
    blocks_between,
    boxes,
    focus_style,
    mark_style,
    suggestion_style,
)
from editor.ui.theme import theme

PLAIN = Style("#000000")
PLACES = st.integers(0, BUCKET * 4)


def run(start, end, id_="a"):
    return Run(start, end, id_, PLAIN)


@given(st.lists(st.tuples(PLACES, PLACES), max_size=40), PLACES, PLACES)
def test_the_index_finds_just_the_overlapping_runs(pairs, one, other):
    runs = [run(min(p), max(p), str(n)) for n, p in enumerate(pairs)]
    start, end = sorted((one, other))
    found = SpanIndex(runs).overlapping(start, end)
    wanted = {r for r in runs if r.start < r.end and r.start < end and r.end > start}
    assert set(found) == (wanted if start < end else set())
    assert len(found) == len(set(found))


def test_touching_is_not_overlapping_also_at_the_edge_of_a_bucket():
    index = SpanIndex([run(0, BUCKET), run(BUCKET, BUCKET + 1, "b")])
    assert [r.id for r in index.overlapping(BUCKET, BUCKET + 9)] == ["b"]
    assert [r.id for r in index.overlapping(BUCKET - 1, BUCKET)] == ["a"]


def test_short_runs_lie_on_top_of_long_ones():
    found = SpanIndex([run(4, 6, "short"), run(0, 90, "long")]).overlapping(0, 90)
    assert [r.id for r in found] == ["long", "short"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_only_open_problems_are_filled(name):
    look = theme(name)
    assert len(set(PENS.values())) == len(Kind)
    for state in State:
        style = mark_style(look, Mark("m", 0, 9, Kind.FACT, state))
        assert style.pen == PENS[Kind.FACT] and bool(style.fill) == (state in PROBLEMS)
        assert style.tick == (state in TICKED)
    assert mark_style(look, Mark("m", 0, 9, Kind.COMMENT)).fill == ""
    proposed = mark_style(look, Mark("m", 0, 9, Kind.CHANGE, open_=True))
    assert proposed.fill and proposed.struck


def test_a_thin_confirmation_is_not_ticked():
    look = theme("light")
    sure, thin = (Mark("m", 0, 9, Kind.FACT, State.CONFIRMED, thin=t) for t in (False, True))
    assert mark_style(look, sure).tick and not mark_style(look, thin).tick
    assert mark_style(look, sure).line != mark_style(look, thin).line


def test_the_focused_mark_is_filled_and_a_suggestion_only_while_it_is_asked_about():
    look = theme("light")
    mark = Mark("m", 0, 9, Kind.CLAIM, State.STET)
    assert focus_style(look, mark).fill and not mark_style(look, mark).fill
    assert focus_style(look, mark).width > mark_style(look, mark).width
    assert suggestion_style(look).fill == "" and suggestion_style(look, True).fill


def laid_out(text, width=200):
    document = QTextDocument()
    document.setPlainText(text)
    document.setTextWidth(width)
    document.documentLayout().documentSize()
    return document


def test_a_run_over_lines_has_one_box_on_each(qapp):
    document = laid_out("many words that do not fit on one line of this narrow page " * 3)
    block = document.begin()
    found = boxes(block, 2, block.length() - 1)
    assert len(found) == block.layout().lineCount() > 2
    assert all(one.bottom() <= two.top() + 1 for one, two in zip(found, found[1:], strict=False))


def test_boxes_of_a_second_block_stand_below_the_first(qapp):
    document = laid_out("one\ntwo")
    second = document.begin().next()
    assert boxes(document.begin(), 4, 7) == []
    assert boxes(second, 4, 7)[0].top() > boxes(document.begin(), 0, 3)[0].top()


def test_mixed_directions_are_covered_in_their_own_places(qapp):
    text = "abc \u05e9\u05dc\u05d5\u05dd def"
    document = laid_out(text, 600)
    block = document.begin()
    whole, hebrew = boxes(block, 0, len(text)), boxes(block, 4, 6)
    assert len(hebrew) == 1 and hebrew[0].width() > 0
    end = boxes(block, 6, 8)[0]
    assert end.left() < hebrew[0].left(), "later Hebrew letters stand further left"
    assert whole[0].left() <= end.left() and whole[-1].right() >= hebrew[0].right()
    across = boxes(block, 2, 6)
    assert len(across) == 2, "a run into the middle of right-to-left words is in two parts"


def test_only_blocks_that_show_are_given(qapp):
    document = laid_out("\n".join(f"line {n}" for n in range(500)))
    shown = blocks_between(document, 1000, 1200)
    layout = document.documentLayout()
    assert 1 < len(shown) < 30
    assert layout.blockBoundingRect(shown[0]).top() <= 1000
    assert layout.blockBoundingRect(shown[-1]).bottom() >= 1200 - 20


@pytest.mark.parametrize("text", ["a fox 🦊 and 🦊🦊  ", "🇳🇴 מגדל 🦊 האור"])
def test_letters_that_qt_counts_twice_are_boxed_to_their_end(qtbot, text):
    document = QTextDocument(text)
    document.setTextWidth(400)
    document.documentLayout().documentSize()
    block = document.firstBlock()
    whole = boxes(block, 0, block.length() - 1)
    words = boxes(block, 0, len(text.rstrip().encode("utf-16-le")) // 2)
    assert whole and whole == words
