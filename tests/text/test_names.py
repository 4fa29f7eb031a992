"""Full names by last name, and who is behind he or she."""

from __future__ import annotations

import pytest

from editor.text.names import Cast, canonical, last_name
from editor.text.tokens import Words


def cast(text):
    return Cast([Words(text, 0, len(text))])


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Mr. Ortega", "Ortega"),
        ("House Speaker Ada Moreau", "Ada Moreau"),
        ("President", "President"),
        ("Moreau’s", "Moreau"),
        ("Ada Moreau of Harwick", "Ada Moreau"),
        ("Secretary of State Ada Moreau", "Ada Moreau"),
        ("Ludwig van Beek", "Ludwig van Beek"),
    ],
)
def test_a_name_loses_its_titles(mention, name):
    assert canonical(mention) == name


def test_the_last_name_passes_over_junior():
    assert last_name("Ben Ortega Jr.") == "ortega"


def test_a_last_name_leads_to_the_full_name_also_from_a_headline_before_it():
    people = cast("Moreau opens pier. Mayor Ada Moreau opened it. But Ben Ortega Jr. stayed away.")
    assert people.resolve("Moreau") == "Ada Moreau"
    assert people.resolve("Mr. Ortega").startswith("Ben Ortega")
    assert people.resolve("Lindqvist") == "Lindqvist"
    assert people.resolve("officials") == "officials"


def test_a_sentence_start_is_no_first_name():
    assert cast("But Moreau left. Ada Moreau came back.").resolve("Moreau") == "Ada Moreau"


def test_a_pronoun_reaches_the_nearest_fitting_person():
    text = "Ms. Ada Moreau met Mr. Ben Ortega at the Harwick Council. "
    people = cast(text)
    assert people.behind("she", len(text)) == "Ada Moreau"
    assert people.behind("he", len(text)) == "Ben Ortega"
    assert people.behind("he", 0) == ""


def test_the_last_speaker_comes_before_the_nearest_name():
    text = "Ada Moreau met Cleo Lindqvist. "
    assert cast(text).behind("she", len(text), ["Ada Moreau"]) == "Ada Moreau"
