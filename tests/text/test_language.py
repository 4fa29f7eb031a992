"""What the language files say, and which language a text is in."""

from __future__ import annotations

import pytest

from editor.text.language import guess, language, languages, load


@pytest.mark.parametrize("code", languages())
def test_every_file_is_a_language(code):
    found = load(code)
    assert found.code == code and found.name and found.verbs and len(found.stop_words) >= 15


def test_a_region_is_passed_over():
    assert language("en-GB") is load("en")


def test_an_unknown_language_is_guessed():
    assert language("xx", "The pier was open and it was safe for all of the boats.").code == "en"


@pytest.mark.parametrize("text", ["", "12 + 7", "\U0001f600" * 50])
def test_a_text_without_words_counts_as_english(text):
    assert guess(text) == "en"


def test_every_form_leads_to_its_verb_and_abbreviations_have_no_stop():
    english = load("en")
    assert english.verbs["told"] == "tell" and english.verbs["says"] == "say"
    assert "Mr" in english.abbreviations
    assert not any(word.endswith(".") for word in english.abbreviations)
