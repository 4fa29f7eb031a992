"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The pier opened. It is long.", ["The pier opened.", "It is long."]),
        ("Mr. Ortega met Dr. Moreau. They spoke.", ["Mr. Ortega met Dr. Moreau.", "They spoke."]),
        ("The U.S. Navy came. It left.", ["The U.S. Navy came.", "It left."]),
        ("“Is it safe?” Moreau asked.", ["“Is it safe?”", "Moreau asked."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences(text, parts):
    assert [text[a:b] for a, b in sentences(text)] == parts


def test_offsets_stay_those_of_the_whole_text():
    text = "Out. In here. And more. Out."
    assert [text[a:b] for a, b in sentences(text, 5, 23)] == ["In here.", "And more."]


@given(st.text(alphabet="aA .!?\n“”\"'1é😀"))
def test_sentences_are_in_order_apart_and_hold_every_word(text):
    found = sentences(text)
    assert all(a < b for a, b in found)
    assert all(left[1] <= right[0] for left, right in zip(found, found[1:], strict=False))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
