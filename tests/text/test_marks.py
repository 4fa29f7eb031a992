"""Where quotation marks open and close."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.marks import segments


def lines(text):
    return [m.span() for m in re.finditer(r"[^\n]+", text)]


def found(text):
    return [text[s.start : s.end] for s in segments(text, lines(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('He said "it is open" today.', ['"it is open"']),
        ("He said “it is open” today.", ["“it is open”"]),
        ("Er sagte „es ist offen“ heute.", ["„es ist offen“"]),
        ("Er sagte »es ist offen« heute.", ["»es ist offen«"]),
        ("Il dit «c’est ouvert» ce soir.", ["«c’est ouvert»"]),
        ("Il dit « c’est ouvert » ce soir.", ["« c’est ouvert »"]),
        ("Il dit ‹c’est ouvert› ce soir.", ["‹c’est ouvert›"]),
        ("He said ”it is open“ today.", ["”it is open“"]),
        ("He said “it is open“ today.", ["“it is open“"]),
        ("He said ”it is open” today.", ["”it is open”"]),
        ("He said ``it is open'' today.", ["``it is open''"]),
        ("She said ''it is open'' today.", ["''it is open''"]),
        ("彼は「門は開いている」と言った", ["「門は開いている」"]),
        ("‘It is open, and it’s dry,’ she said.", ["‘It is open, and it’s dry,’"]),
        ("'It's open,' she said. 'It's dry.'", ["'It's open,'", "'It's dry.'"]),
        ("The workers’ boats and the dog's bone.", []),
    ],
)
def test_glyph_styles(text, parts):
    assert found(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("“He said ‘never again’ to me.”", ["“He said ‘never again’ to me.”"]),
        ('"He said "never again" to me," she said.', ['"He said "never again" to me,"']),
        ("“He said “never” to me,” she said.", ["“He said “never” to me,”"]),
        ("«Il dit “non” ce soir», dit-elle.", ["«Il dit “non” ce soir»"]),
        ("„Er sagte »nie« zu mir“, sagt sie.", ["„Er sagte »nie« zu mir“"]),
    ],
)
def test_a_quote_within_a_quote_is_part_of_it(text, parts):
    assert found(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('The plank is 6" by 4" and oak.', []),
        ('"The plank is 6" wide," he said.', ['"The plank is 6" wide,"']),
        ('"We sold 20" he said, "and more."', ['"We sold 20"', '"and more."']),
    ],
)
def test_inches_are_no_marks(text, parts):
    assert found(text) == parts


def test_a_quote_over_paragraphs_is_one_fragment_each_joined_to_the_first():
    text = "“It is open.\n“It is dry.\n“It is ours,” she said.\n“Another one.”"
    assert found(text) == ["“It is open.", "“It is dry.", "“It is ours,”", "“Another one.”"]
    assert [s.first for s in segments(text, lines(text))] == [0, 0, 0, 3]


def test_a_quote_left_open_ends_with_its_paragraph():
    text = "He said “it is open.\nNothing is quoted here.\n“This is.”"
    parts = segments(text, lines(text))
    assert [(s.first, s.closed) for s in parts] == [(0, False), (1, True)]


def test_a_quote_goes_on_where_only_its_end_is_marked():
    text = "\u201cIt is open.\nIt was shut for a whole year,\u201d he said. \u201cNow go.\u201d"
    parts = segments(text, lines(text))
    assert [text[s.start : s.end] for s in parts] == [
        "\u201cIt is open.",
        "It was shut for a whole year,\u201d",
        "\u201cNow go.\u201d",
    ]
    assert [s.first for s in parts] == [0, 0, 2]


def test_marks_a_page_puts_around_a_whole_paragraph_are_dropped():
    text = '"\u201cIt is open,\u201d Moreau said before she left the pier."'
    assert found(text) == ["\u201cIt is open,\u201d"]


def test_a_closing_mark_before_a_bracket_closes_whatever_its_glyph():
    assert found("He said: \u201cIt is open.\u201c[Courier]") == ["\u201cIt is open.\u201c"]


def test_a_broken_opening_is_dropped_for_the_next():
    assert found("A stray “ mark, then “it is open,” and “it is dry.”")[1:] == ["“it is dry.”"]


@given(st.text(alphabet="“”\"«»„‘’'`ab ,.\n6"))
def test_segments_are_apart_in_order_and_within_one_paragraph(text):
    parts = segments(text, lines(text))
    assert all(s.start < s.inner <= s.inner_end <= s.end for s in parts)
    assert all(a.end <= b.start for a, b in zip(parts, parts[1:], strict=False))
    assert all("\n" not in text[s.start : s.end] for s in parts)
    assert all(s.first <= i for i, s in enumerate(parts))
