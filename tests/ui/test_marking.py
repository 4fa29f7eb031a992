"""A block's marks: lanes keep overlaps apart, and what is painted is what was worked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QTextDocument

from editor.ui import marking
from editor.ui.highlights import Run, Style
from editor.ui.marking import LANES

LINE = Style("#ff0000")
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=40)


@pytest.fixture(scope="module")
def block(qapp):
    document = QTextDocument()
    document.setPlainText("many words stand here on this line " * 12)
    document.setTextWidth(400)
    document.documentLayout().documentSize()
    made = document.begin()
    made.keep = document
    return made


@given(SPANS)
def test_marks_in_one_lane_never_overlap_but_in_the_last(spans):
    runs = [Run(start, start + length, str(n), LINE) for n, (start, length) in enumerate(spans)]
    lanes = marking._lanes(runs)
    for lane in range(LANES - 1):
        row = sorted((r for r in runs if lanes[r] == lane), key=lambda r: r.start)
        assert all(a.end <= b.start for a, b in zip(row, row[1:], strict=False))


def test_overlapping_marks_have_lines_at_different_heights(block):
    runs = [Run(0, 20, "long", LINE), Run(5, 10, "short", LINE)]
    made = marking.work_out(block, runs)
    ((_pen, lines),) = made.lines
    assert len({line.y1() for line in lines}) == 2
    point = made.boxes_of("short")[0].center()
    assert made.at(point) == ["short", "long"]


def test_ten_thousand_marks_on_one_sentence_are_a_handful_of_lines(block):
    runs = [Run(n % 200, n % 200 + 1 + n % 90, str(n), LINE) for n in range(10_000)]
    made = marking.work_out(block, sorted(runs, key=lambda r: r.start - r.end))
    assert sum(len(lines) for _pen, lines in made.lines) < 600
    assert len(made.spots) == 10_000


def painted(made):
    picture = QImage(400, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    marking.paint(painter, made)
    painter.end()
    return picture


def test_fill_line_and_tick_are_painted(block):
    style = Style("#ff0000", fill="#00ff00", tick=True, struck=True)
    made = marking.work_out(block, [Run(0, 9, "m", style)])
    picture = painted(made)
    box = made.boxes_of("m")[0]
    assert (
        picture.pixelColor(QPointF(box.center().x(), box.top() + 2).toPoint()).name() == "#00ff00"
    )
    for height in (box.center().y(), box.bottom() + 0.5):
        rows = range(int(height) - 1, int(height) + 2)
        assert any(picture.pixelColor(round(box.center().x()), y).red() > 150 for y in rows)
    ((_colour, corner),) = made.ticks
    assert corner == box.topRight()


def test_a_mark_that_goes_on_below_has_no_tick_yet(block):
    made = marking.work_out(block, [Run(0, block.length() + 5, "m", Style("#ff0000", tick=True))])
    assert made.ticks == []
