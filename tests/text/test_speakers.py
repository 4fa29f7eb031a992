"""Who said it: the patterns beside a quote, and the ones around it."""

from __future__ import annotations

import pytest

from editor.text.quotes import quotes


def speakers(text):
    return [q.speaker for q in quotes(text) if q.type == "direct"]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is safe,” Ada Moreau said.",
        "“The pier is safe,” said Ada Moreau.",
        "“The pier is safe,” said mayor Ada Moreau on Monday.",
        "“Is the pier safe?” Ada Moreau later asked.",
        "“The pier is safe,” Ada Moreau, the mayor of Harwick, said.",
        "“The pier is safe,” the mayor, Ada Moreau, said.",
        "“The pier is safe,” Ada Moreau (D) told reporters.",
        "“The pier is safe.” Ada Moreau said.",
        "“The pier is safe,” according to Ada Moreau.",
        "“The pier is safe and it will stay safe.” — Ada Moreau",
        "Ada Moreau said, “The pier is safe.”",
        "Ada Moreau went on to say: “The pier is safe.”",
        "Ada Moreau told the Harwick Courier: “The pier is safe.”",
        "Ada Moreau, who opened it, said “The pier is safe.”",
        "On Monday Ada Moreau defended the works, saying “The pier is safe.”",
        "Ada Moreau: “The pier is safe.”",
        "According to Ada Moreau, “The pier is safe.”",
        "Ada Moreau defended the works. “The pier is safe and sound.”",
        "Ada Moreau said on Monday that it was ready.\n“The pier is safe and sound.”",
        "“The pier is safe,” said Ada Moreau, wearing a “Harwick First” badge.",
        "“The pier is safe,” Ada Moreau, wearing a “Harwick First” badge, said.",
    ],
)
def test_the_patterns(text):
    assert speakers(text) == ["Ada Moreau"]


def test_two_speakers_in_one_paragraph_keep_their_words():
    text = "Ada Moreau said, “It is safe,” and Ben Ortega said, “It is not.”"
    assert speakers(text) == ["Ada Moreau", "Ben Ortega"]


def test_the_speaker_goes_on_after_the_attribution():
    text = "“It is safe,” Ada Moreau said. “We tested every pile of it.”"
    assert speakers(text) == ["Ada Moreau"] * 2


def test_a_quote_alone_after_a_quote_has_the_same_speaker():
    text = "“It is safe,” Ada Moreau said.\n“We tested every pile of it last week.”"
    assert speakers(text) == ["Ada Moreau"] * 2


def test_paragraphs_of_one_quote_share_the_speaker_named_at_their_end():
    text = "“It is safe.\n“We tested every pile of it,” said Ada Moreau."
    assert speakers(text) == ["Ada Moreau"] * 2
    assert [q.part_of for q in quotes(text)] == [None, 0]


def test_the_mention_is_what_stands_beside_the_quote():
    text = "Ada Moreau came.\n“The pier is safe,” Mayor Moreau said."
    (quote,) = quotes(text)
    assert "Moreau" in text[quote.speaker_start : quote.speaker_end]
    assert (quote.speaker, quote.cue) == ("Ada Moreau", "said")


def test_a_pronoun_is_resolved_with_less_certainty():
    text = "Ms. Ada Moreau came.\n“The pier is safe,” she said."
    (quote,) = quotes(text)
    assert text[quote.speaker_start : quote.speaker_end] == "she"
    assert quote.speaker == "Ada Moreau" and quote.score < 0.8


def test_a_role_without_a_name_is_a_speaker_too():
    assert speakers("“The pier is safe,” a spokesman for the town said.") == [
        "a spokesman for the town"
    ]


def test_nouns_that_look_like_verbs_do_not_speak():
    text = "“The pier is safe,” Ada Moreau said after questions.\nMoreau’s comments came late."
    assert speakers(text) == ["Ada Moreau"]


def test_nobody_named_leaves_the_speaker_open():
    (quote,) = quotes("“The pier is safe and sound.”")
    assert (quote.speaker, quote.speaker_start, quote.speaker_end) == ("", None, None)
