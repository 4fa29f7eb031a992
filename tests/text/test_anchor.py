"""A passage described and found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.anchor import CONTEXT, describe, locate

LETTERS = st.text(alphabet="ab \n😀é", max_size=60)


def test_a_description_holds_the_passage_and_its_surroundings():
    text = "x" * 40 + "the pier" + "y" * 40
    selector = describe(text, 40, 48)
    assert selector == ("the pier", "x" * CONTEXT, "y" * CONTEXT, 40)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 99)])
def test_an_empty_or_outlying_passage_is_refused(start, end):
    with pytest.raises(ValueError):
        describe("the pier", start, end)


def test_of_two_copies_the_one_with_the_old_surroundings_wins():
    old = "Moreau said the pier is safe. Ortega wrote that the pier is closed."
    start = old.rindex("the pier")
    new = "A new opening paragraph. " + old.replace("is closed", "stays closed")
    found = locate(new, describe(old, start, start + 8))
    assert found == (new.rindex("the pier"), new.rindex("the pier") + 8)


def test_a_copy_that_nothing_tells_apart_is_ambiguous():
    line = "The pier stands on forty oak piles driven into the bed of the river.\n"
    selector = describe(line * 9, len(line) * 4 + 4, len(line) * 4 + 8)
    assert locate(line * 9, selector) is None


def test_a_deleted_passage_is_not_found_and_gone_surroundings_do_not_matter():
    old = "Moreau said the pier is safe."
    selector = describe(old, 12, 20)
    assert locate("Nothing of it is left.", selector) is None
    assert locate("Behold the pier", selector) == (7, 15)


def test_a_passage_without_surroundings_is_found():
    assert locate("the pier", describe("the pier", 0, 8)) == (0, 8)


def test_a_long_text_of_one_letter_ends_soon():
    text = "a" * 100_000
    assert locate(text, describe("b" + "a" * 50_000, 1, 40_000)) is None


@given(LETTERS, st.text(alphabet="xyzש", min_size=1), LETTERS)
def test_a_passage_found_nowhere_else_is_found_in_an_unchanged_text(before, passage, after):
    text = before + passage + after
    start, end = len(before), len(before) + len(passage)
    assert locate(text, describe(text, start, end)) == (start, end)


@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_what_is_added_far_away_moves_the_passage_along(front, before, after, back):
    text = before + "XYZ" + after
    selector = describe(text, len(before), len(before) + 3)
    start = len(front) + len(before)
    assert locate(front + text + back, selector) == (start, start + 3)


@given(st.text(alphabet="ab", min_size=1, max_size=40), st.text(alphabet="ab"), st.data())
def test_what_is_found_holds_exactly_the_words_described(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    selector = describe(old, start, end)
    for text in (old, new):
        found = locate(text, selector)
        assert found is None or text[slice(*found)] == selector.exact
    assert locate(old, selector) in (None, (start, end))
