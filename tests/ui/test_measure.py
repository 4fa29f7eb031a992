"""The room of the article page: lines get shorter before the margin gets narrow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.measure import ASIDE, MEASURE, NARROW, SHORT, WIDE, divide, sheet


@given(st.integers(0, 4000), st.floats(0.4, 2), st.floats(0.5, 3), st.booleans())
def test_nothing_is_wider_than_the_room(room, measure, zoom, beside):
    left, right, aside = divide(room, measure, zoom, beside)
    assert min(left, right, aside) >= 0 and left + right <= room
    assert room - left - right <= sheet(MEASURE * measure, zoom)
    assert aside <= min(right, WIDE) and (not beside or aside >= min(NARROW, 0.44 * room) - 1)


@pytest.mark.parametrize(
    ("room", "line", "aside"), [(1030, SHORT, ASIDE), (960, SHORT, 298), (1500, MEASURE, ASIDE)]
)
def test_at_usual_widths_both_can_be_read(room, line, aside):
    left, right, margin = divide(room, 1, 1, True)
    assert room - left - right >= sheet(line, 1) and margin >= aside


def test_without_a_margin_the_sheet_stands_in_the_middle():
    left, right, _aside = divide(1600, 1, 1, False)
    assert abs(left - right) <= 1 and 1600 - left - right == sheet(MEASURE, 1)
