"""Two drafts side by side: every change in words, none in spaces, blocks beside each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Block
from editor.text.compare import Difference, compare, drift, kinship
from editor.text.compare_drafts import compare_drafts
from editor.text.textmap import TextMap

OLD = (
    "The weir was built in 1921 for 310,000 crowns.\n\n“We heard it go,” said Petra Malik.\n\n"
    "The town paid for both repairs. It took eleven months.\n\nThe mill closed in 1936."
)


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [
        (d.kind, old[d.start : d.end], new[d.new_start : d.new_end])
        for d in compare(TextMap(old, new))
    ]


def test_the_same_words_differ_in_nothing_whatever_the_spaces():
    assert told(OLD, OLD) == []
    assert told(OLD, OLD.replace(" ", "  ").replace("\n\n", "\n")) == []


def test_a_number_is_told_whole():
    assert told(OLD, OLD.replace("310,000", "340,000")) == [("changed", "310,000", "340,000")]
    assert told("It is 3.5 km.", "It is 3.7 km.") == [("changed", "3.5", "3.7")]


def test_words_are_told_whole():
    assert told("They met on Tuesday.", "They met on Thursday.") == [
        ("changed", "Tuesday", "Thursday")
    ]


def test_what_came_and_what_went():
    new = OLD.replace(" It took eleven months.", "").replace("The mill", "Then the old mill")
    assert told(OLD, new) == [
        ("deleted", "It took eleven months.", ""),
        ("changed", "The", "Then the old"),
    ]


def test_form_is_told_apart_from_substance():
    new = OLD.replace("“", '"').replace("”", '"').replace("paid for", "paid, for")
    found = compare(TextMap(OLD, new))
    assert {d.kind for d in found} == {"form"} and not any(d.substance for d in found)


def test_a_moved_paragraph_is_one_difference_with_both_places():
    parts = OLD.split("\n\n")
    new = "\n\n".join([parts[0], parts[2], parts[1], parts[3]])
    (only,) = compare(TextMap(OLD, new))
    assert (only.kind, only.substance) == ("moved", ())
    assert OLD[only.start : only.end] == new[only.new_start : only.new_end]


def test_what_changed_in_a_moved_paragraph_is_told():
    parts = OLD.split("\n\n")
    moved = parts[2].replace("eleven", "twelve")
    (only,) = compare(TextMap(OLD, "\n\n".join([moved, *parts[:2], parts[3]])))
    assert (only.kind, only.substance) == ("moved", ("numbers",))


def test_kinship_tells_a_draft_from_another_article():
    other = "A tram line opens in spring. Its depot stands where the old brewery stood for years."
    assert kinship(TextMap(OLD, OLD)) == 1.0
    assert kinship(TextMap(OLD, "Before. " + OLD * 5)) == 1.0
    assert kinship(TextMap(OLD, other)) < 0.1
    assert kinship(TextMap(OLD, "")) == 0.0


def test_drift_pairs_the_words_that_differ():
    pairs = drift("built in 1921 for 310,000", "built in 1922 for 340,000")
    assert pairs == (("1921", "1922"), ("310,000", "340,000"))
    assert drift("a  b", "a\nb") == ()


def blocks(text: str) -> list[Block]:
    found, at = [], 0
    for part in text.split("\n\n"):
        found.append(Block(at, at + len(part)))
        at += len(part) + 2
    return found


def test_blocks_stand_beside_their_counterparts():
    parts = OLD.split("\n\n")
    new = "\n\n".join([parts[0], "A new paragraph here.", parts[2].replace("both", "all")])
    compared = compare_drafts(OLD, blocks(OLD), new, blocks(new))
    assert compared.rows == ((0, 0), (1, None), (None, 1), (2, 2), (3, None))


def test_a_moved_block_stands_where_it_is_in_each_draft():
    parts = OLD.split("\n\n")
    new = "\n\n".join([parts[1], parts[0], parts[2], parts[3]])
    compared = compare_drafts(OLD, blocks(OLD), new, blocks(new))
    sides = [row[0] for row in compared.rows if row[0] is not None]
    assert sides == [0, 1, 2, 3]
    assert (None, 0) in compared.rows or (None, 1) in compared.rows


WORDS = st.lists(st.sampled_from("the weir fell. 12 “no” it\n\n 3.5 not".split(" ")), max_size=30)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_every_difference_lies_in_both_texts(old, new):
    a, b = " ".join(old), " ".join(new)
    for d in compare(TextMap(a, b)):
        assert isinstance(d, Difference)
        assert 0 <= d.start <= d.end <= len(a) and 0 <= d.new_start <= d.new_end <= len(b)
        assert d.start < d.end or d.new_start < d.new_end
    for x, y in compare_drafts(a, blocks(a), b, blocks(b)).rows:
        assert x is not None or y is not None


def test_a_word_parted_by_a_hyphen_is_one_difference_of_form():
    m = TextMap("Forty years of timetables ended.", "Forty years of time-tables ended.")
    (only,) = compare(m)
    assert (only.kind, m.old[only.start : only.end]) == ("form", "timetables")
    assert m.new[only.new_start : only.new_end] == "time-tables"
