"""Full names by last name, and who is behind he or she, an office or a calling."""

from __future__ import annotations

import pytest

from editor.text.cast import Cast
from editor.text.language import load
from editor.text.names import last_name, split
from editor.text.quotes import quotes
from editor.text.tokens import Words

ENGLISH = load("en")


def cast(text, known=()):
    words = Words(text, 0, len(text), ENGLISH)
    return words, Cast([words], ENGLISH, lambda offset: False, known)


def resolved(text, mention, known=()):
    words, people = cast(text, known)
    first = words.at(text.rindex(mention))
    return people.resolve(words, (first, words.at(text.rindex(mention) + len(mention))))[0]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Mr. Ortega", "Ortega"),
        ("House Speaker Ada Moreau", "Ada Moreau"),
        ("Police Sgt. Ada Moreau", "Ada Moreau"),
        ("Moreau\u2019s", "Moreau"),
        ("Ada Moreau of Harwick", "Ada Moreau"),
        ("Secretary of State Ada Moreau", "Ada Moreau"),
        ("Ludwig van Beek", "Ludwig van Beek"),
        ("Ben Ackerman", "Ben Ackerman"),
        ("Harwick Town Council", "Harwick Town Council"),
    ],
)
def test_a_name_loses_its_titles(mention, name):
    assert " ".join(split(mention, ENGLISH)[1]) == name


def test_an_office_alone_is_no_name():
    assert split("President", ENGLISH) == (["President"], [])


def test_the_last_name_passes_over_junior():
    assert last_name(["Ben", "Ortega", "Jr."], ENGLISH) == "ortega"


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Moreau opens pier. Mayor Ada Moreau opened it. Moreau left.", "Moreau", "Ada Moreau"),
        ("Ada Moreau came. But Moreau left.", "Moreau", "Ada Moreau"),
        ("Ada Moreau came. Lindqvist left.", "Lindqvist", "Lindqvist"),
        ("Ada Moreau came, officials said.", "officials", "officials"),
        ("Ada Moreau, the mayor of Harwick, came. The mayor left.", "The mayor", "Ada Moreau"),
        ("Engineer Ada Moreau came. The engineer left.", "The engineer", "Ada Moreau"),
        ("Ada Moreau came. Ada left.", "Ada", "Ada Moreau"),
        ("Ada Moreau and Ben Moreau came. Mr. Moreau left.", "Mr. Moreau", "Ben Moreau"),
    ],
)
def test_a_mention_leads_to_the_full_name(text, mention, name):
    assert resolved(text, mention) == name


@pytest.mark.parametrize(
    ("pronoun", "name"), [("She", "Ada Moreau"), ("He", "Ben Ortega"), ("They", "They")]
)
def test_a_pronoun_reaches_the_nearest_fitting_person(pronoun, name):
    text = f"Ms. Ada Moreau met Mr. Ben Ortega at the Harwick Council. {pronoun} left."
    assert resolved(text, pronoun) == name


def test_nobody_fits_before_the_first_name():
    assert resolved("She left.", "She") == "She"


def test_the_subject_of_the_sentence_before_wins_over_who_is_met():
    assert resolved("Ada Moreau met Cleo Lindqvist. She left.", "She") == "Ada Moreau"


def test_a_person_the_desk_knows_gives_the_full_name():
    assert resolved("Then Moreau left.", "Moreau", ["Ada Moreau"]) == "Ada Moreau"
    (quote,) = quotes("\u201cIt is safe,\u201d said Moreau.", known=["Ada Moreau"])
    assert quote.speaker == "Ada Moreau"


def test_an_unnamed_source_is_known_again_by_its_noun():
    text = (
        "A senior official said the pier was safe.\n"
        "\u201cWe tested it twice,\u201d the official said."
    )
    assert {quote.speaker for quote in quotes(text)} == {"A senior official"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The mayor, Ben Ortega, spoke. Carl Lind left. “I know,” Lind said.\n"
            "The mayor shook his head. “You do not,” he said.",
            "Ben Ortega",
        ),
        (
            "The diplomat Ada Moreau left.\n"
            "A senior diplomat was wary. “Not yet,” the diplomat said.",
            "A senior diplomat",
        ),
        (
            "Carl Lind left. “I know,” Lind said.\n"
            "The mayor, however, was calm. “We have time,” he said.",
            "The mayor",
        ),
        (
            "Carl Lind left. “I know,” Lind said.\n"
            "Among them was Marek Nowak, who stayed. “We have time,” he said.",
            "Marek Nowak",
        ),
        ("Medilink is sorry. It said in a statement it was “open to talks” now.", "Medilink"),
        ("Its chairman, retired engineer Carl Lind, said: “We have time.”", "Carl Lind"),
        ("Ada Moreau was calm. “Time for what?” asked Carl Lind.", "Carl Lind"),
        ("Bill De Witt spoke. He left. “It is late,” De Witt said.", "Bill De Witt"),
        ("April Jones and Ben Ortega spoke. “It is late,” Jones said.", "April Jones"),
        ("Lobsterman Peter Oake spoke. “It is late,” Oake said.", "Peter Oake"),
    ],
)
def test_offices_strangers_and_names_of_several_words(text, speaker):
    assert quotes(text, (), "en")[-1].speaker == speaker
