"""Direct quotes and who said them, on texts of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Block, BlockKind
from editor.text.quotes import quotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The pier is safe,” said Ada Moreau.", [("“The pier is safe,”", "Ada Moreau")]),
        ('Moreau said, "We’ll open it again."', [('"We’ll open it again."', "Moreau")]),
        (
            "„Wir öffnen wieder im Mai“, said Ben Ortega.",
            [("„Wir öffnen wieder im Mai“", "Ben Ortega")],
        ),
        ("«Nous rouvrons en mai», said Ben Ortega.", [("«Nous rouvrons en mai»", "Ben Ortega")]),
        ('The plank is 6" by 4" and oak.', []),
        ("Nothing is quoted here.", []),
    ],
)
def test_glyph_styles_and_speakers(text, found):
    assert [(q.text, q.speaker) for q in quotes(text)] == found


def test_a_surname_and_a_title_go_back_to_the_full_name():
    text = (
        "Ada Moreau, the mayor, opened the pier.\n"
        "“It is 40 metres long,” Moreau said.\n“It cost little,” said Mayor Moreau."
    )
    assert [q.speaker for q in quotes(text)] == ["Ada Moreau", "Ada Moreau"]


def test_a_quote_broken_by_its_attribution_is_two_parts_of_one():
    found = quotes("“The pier is safe,” Ada Moreau said, “and it will stay that way.”")
    assert [q.part_of for q in found] == [None, 0]
    assert {q.speaker for q in found} == {"Ada Moreau"}


def test_what_is_not_article_is_passed_over():
    text = "“Read all about the pier,” said Ada Moreau."
    assert quotes(text, (Block(0, len(text), BlockKind.NOT_ARTICLE),)) == []


@given(st.text(alphabet='“”"«»ab ,.\n😀שAda said'))
def test_any_text_gives_spans_that_hold_their_words(text):
    for quote in quotes(text):
        assert text[quote.start : quote.end] == quote.text


def test_a_long_text_of_marks_takes_linear_time_and_no_harm():
    assert isinstance(quotes('"' * 100_000), list)
