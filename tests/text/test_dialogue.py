"""Speech that a dash opens."""

from __future__ import annotations

import pytest

from editor.text.quotes import quotes


def said(text, language):
    return [(q.text, q.speaker) for q in quotes(text, (), language) if q.type == "direct"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "fr",
            "\u2014 Il est tard, dit Ada Moreau. Rentrons.",
            [("Il est tard", "Ada Moreau"), ("Rentrons.", "Ada Moreau")],
        ),
        (
            "es",
            "\u2014Es tarde \u2014dijo Ada Moreau\u2014. Volvamos.",
            [("Es tarde", "Ada Moreau"), ("Volvamos.", "Ada Moreau")],
        ),
        (
            "ru",
            "— Поздно, — сказала Ада Моро. — Идём.",
            [("Поздно", "Ада Моро"), ("Идём.", "Ада Моро")],
        ),
        ("en", "\u2014 It is late, said Ada Moreau.", [("It is late", "Ada Moreau")]),
    ],
)
def test_a_line_names_its_speaker(language, text, found):
    assert said(text, language) == found


def test_the_parts_of_a_line_are_one_quote():
    first, second = quotes("\u2014 Il est tard, dit Ada Moreau. Rentrons.", (), "fr")
    assert (first.part_of, second.part_of) == (None, 0)


def test_lines_in_between_take_turns():
    text = (
        "\u2014 Il est tard, dit Ada Moreau.\n\u2014 Pas encore, dit Ben Ortega.\n\u2014 Mais si.\n"
    )
    assert [speaker for _, speaker in said(text, "fr")] == [
        "Ada Moreau",
        "Ben Ortega",
        "Ada Moreau",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\u2014 Apples\n\u2014 Pears and plums\n\u2014 Bread",
        "- It is late, said Ada Moreau.",
        "The pier \u2014 It is late, she said \u2014 was shut.",
        "\u2014",
    ],
)
def test_a_list_is_no_dialogue(text):
    assert said(text, "en") == []
