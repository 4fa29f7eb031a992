"""Marks from files of others find their passage by its words and surroundings alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.kinds import PlacementStatus
from editor.text.anchor import Selector, describe
from editor.text.carry_selector import from_selector

TEXT = (
    "The mill closed in 1948. Its owner, Joan Marr, sold the looms to a dealer in Ghent.\n\n"
    "“It was the end of a trade,” she said. The town voted to keep the chimney, which still "
    "stands.\n\nIn 1966 the river rose by two metres. The chimney stood."
)


def selector(passage: str) -> Selector:
    start = TEXT.index(passage)
    return describe(TEXT, start, start + len(passage))


@pytest.mark.parametrize("passage", ["1948", "Joan Marr", "“It was the end of a trade,”"])
def test_it_is_found_in_a_text_with_more_before_it(passage):
    text = "A new opening.\n\n" + TEXT
    found = from_selector(text, selector(passage))
    assert found.status is PlacementStatus.KEPT
    assert text[found.start : found.end] == passage


def test_other_glyphs_do_not_matter():
    text = TEXT.replace("“", '"').replace("”", '"').upper()
    found = from_selector(text, selector("“It was the end of a trade,”"))
    assert found.status is PlacementStatus.KEPT
    assert text[found.start : found.end] == '"IT WAS THE END OF A TRADE,"'


def test_a_changed_word_is_changed_with_before_and_after():
    text = TEXT.replace("two metres", "three metres")
    found = from_selector(text, selector("the river rose by two metres"))
    assert found.status is PlacementStatus.CHANGED and found.drift == (("two", "three"),)


def test_copies_are_told_apart_by_their_surroundings():
    found = from_selector(TEXT, describe(TEXT, TEXT.rindex("chimney"), TEXT.rindex("chimney") + 7))
    assert found.start == TEXT.rindex("chimney")


def test_copies_that_nothing_tells_apart_are_candidates():
    found = from_selector("one. two. one. two.", Selector("one", "", "", 0))
    assert found.status is PlacementStatus.REVIEW and len(found.candidates) == 2


def test_a_word_is_not_found_inside_another():
    found = from_selector("The Chinese crew left.", Selector("chin", "a ", " was", 4))
    assert found.status is not PlacementStatus.KEPT


def test_a_passage_in_other_surroundings_is_for_review():
    found = from_selector("Nothing here is old but 1948 itself, it seems.", selector("1948"))
    assert (found.status, found.reason) == (PlacementStatus.REVIEW, "surroundings")


@pytest.mark.parametrize("exact", ["", "  ", "the emperor of the north wind"])
def test_nothing_like_it_is_lost(exact):
    found = from_selector(TEXT, Selector(exact, "before it ", " after it", 3))
    assert (found.status, found.start) == (PlacementStatus.LOST, None)


def test_the_old_offset_decides_nothing():
    passage = selector("Joan Marr")
    assert from_selector(TEXT, passage._replace(start=0)) == from_selector(TEXT, passage)


def test_a_copy_deep_in_equal_lines_is_for_review():
    line = "The pier stands on forty oak piles driven into the bed of the river.\n"
    found = from_selector(line * 9, describe(line * 9, len(line) * 4 + 4, len(line) * 4 + 8))
    assert found.status is PlacementStatus.REVIEW


def test_words_alone_that_are_not_there_are_never_placed():
    found = from_selector(TEXT, Selector("Its owner, Jane Marr", "", "", 0))
    assert (found.status, found.reason) == (PlacementStatus.REVIEW, "likeness")
    assert "Joan Marr" in TEXT[found.candidates[0].start : found.candidates[0].end]


def test_a_long_text_of_one_letter_ends_soon():
    text = "a" * 100_000
    found = from_selector(text, describe("b" + "a" * 50_000, 1, 40_000))
    assert found.status is not PlacementStatus.CHANGED


LETTERS = st.text(alphabet="ab \n😀é", max_size=60)


@settings(deadline=None)
@given(LETTERS, st.text(alphabet="xyzש", min_size=1), LETTERS)
def test_a_passage_found_nowhere_else_is_found_in_an_unchanged_text(before, passage, after):
    text = before + passage + after
    start, end = len(before), len(before) + len(passage)
    found = from_selector(text, describe(text, start, end))
    assert (found.status, found.start, found.end) == (PlacementStatus.KEPT, start, end)


@settings(deadline=None)
@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_what_is_added_far_away_moves_the_passage_along(front, before, after, back):
    text = f"{before} XYZ {after}"
    start = len(before) + 1
    found = from_selector(f"{front} {text} {back}", describe(text, start, start + 3))
    assert found.start is None or found.start == len(front) + 1 + start
