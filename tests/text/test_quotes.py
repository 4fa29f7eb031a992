"""Direct quotes and who said them, on texts of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import BlockKind
from db.records import Block
from editor.text.quotes import quotes
from tests.repeated import QUOTE_UNITS

PIECES = 'said Ada Moreau who , . “ ” " ( ) — : and he the of Mr. to on saying 6" U.S.'.split()
PIECES += ["\n", "\n\n"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The pier is safe,” said Ada Moreau.", [("“The pier is safe,”", "Ada Moreau")]),
        ('Moreau said, "We’ll open it again."', [('"We’ll open it again."', "Moreau")]),
        (
            "„Wir öffnen wieder im Mai“, sagte Ben Ortega.",
            [("„Wir öffnen wieder im Mai“", "Ben Ortega")],
        ),
        ("«Nous rouvrons en mai», dit Ben Ortega.", [("«Nous rouvrons en mai»", "Ben Ortega")]),
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


def test_only_blocks_of_the_article_are_read_and_a_block_is_a_paragraph():
    text = "“It is safe,” said Ada Moreau.\n\nLeave a “Very good review.”"
    kept, trailer = text.split("\n\n")
    blocks = (
        Block(0, len(kept), BlockKind.PARAGRAPH),
        Block(len(kept) + 2, len(text), BlockKind.NOT_ARTICLE),
    )
    assert [q.text for q in quotes(text, blocks)] == ["“It is safe,”"]


@pytest.mark.parametrize(
    "text",
    [
        "He called it a “total failure” of planning.",
        "The film “The Long Pier” opens today.",
        "She wore a “Harwick First” badge.",
        "Guests of “Harwick Tonight,” the show, left.",
        "“Harwick Tonight” Star Asked For More.",
        "See the trailer of the film, “13th,” below.",
    ],
)
def test_scare_quotes_and_titles_are_no_direct_speech(text):
    assert [quote for quote in quotes(text) if quote.type == "direct"] == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Some chanted “Ship ahoy! Ship ahoy!”", "“Ship ahoy! Ship ahoy!”", "Some"),
        ("The poster claims “We built the pier.”", "“We built the pier.”", "The poster"),
        ("He held a sign — which read “Piers 4 All” — up.", "“Piers 4 All”", "a sign"),
        ("“A stranger here,” as Moreau puts it.", "“A stranger here,”", "Moreau"),
        ("She told the guests who had come from as far as Dover, “no pier is safe.”",)
        + ("“no pier is safe.”", "She"),
        ("Moreau did not stay, but told her guests, “no pier is safe.”",)
        + ("“no pier is safe.”", "Moreau"),
        ("A VIEW FROM THE PIER “Nobody told us that the boats were leaving.”",)
        + ("“Nobody told us that the boats were leaving.”", "VIEW FROM THE PIER"),
    ],
)
def test_signs_chants_and_whole_sentences_are_speech(text, words, speaker):
    ((found, who),) = [(q.text, q.speaker) for q in quotes(text) if q.type == "direct"]
    assert (found, who) == (words, speaker)


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "“The pier is safe and it will\nstay safe for as long as the\ntown looks after it,” said"
        "\nAda Moreau.\n\nNobody else spoke on\nthat day."
    )
    (quote,) = quotes(text)
    assert quote.text.endswith("after it,”") and quote.speaker == "Ada Moreau"


def test_offsets_are_code_points():
    text = "😀😀 “The pier is safe,” said Ada Moreau."
    (quote,) = quotes(text)
    assert text[quote.start : quote.end] == "“The pier is safe,”"
    assert text[quote.speaker_start : quote.speaker_end] == "Ada Moreau"


def test_part_of_is_an_index_into_the_list():
    text = "“One is here,” said Ada Moreau.\n“Two is here,” she said, “and it stays.”"
    found = quotes(text)
    assert [q.part_of for q in found] == [None, None, 1]
    assert {q.speaker for q in found} == {"Ada Moreau"}


@given(st.text(alphabet='“”"«»ab ,.\n😀שAda said'))
def test_any_text_gives_spans_that_hold_their_words(text):
    for quote in quotes(text):
        assert text[quote.start : quote.end] == quote.text


@given(st.lists(st.sampled_from(PIECES)))
def test_any_order_of_words_and_marks_is_read_without_harm(parts):
    text = " ".join(parts)
    found = quotes(text)
    for i, quote in enumerate(found):
        assert text[quote.start : quote.end] == quote.text
        assert quote.part_of is None or quote.part_of < i
        if quote.speaker_start is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)
            assert quote.speaker


@pytest.mark.parametrize("unit", QUOTE_UNITS)
def test_words_said_over_and_over_are_read_without_harm(unit):
    end = "\n\n“It is safe,” said Ada Moreau."
    text = unit * (20_000 // len(unit)) + end
    for quote in quotes(text):
        assert text[quote.start : quote.end] == quote.text
