"""Names of persons, places and organisations, and what is none though it has a capital."""

from __future__ import annotations

import pytest

from db.kinds import FactType
from editor.text.facts import facts
from tests.gold_facts import gold, measure

PERSON, PLACE, ORGANISATION = FactType.PERSON, FactType.PLACE, FactType.ORGANISATION
NAMES = (PERSON, PLACE, ORGANISATION, FactType.WORK)


def named(text):
    return [(f.type, text[f.start : f.end]) for f in facts(text) if f.type in NAMES]


WORKED_ON = {PERSON: 90, PLACE: 90, ORGANISATION: 75}
UNSEEN = {PERSON: 84, PLACE: 90, ORGANISATION: 75}


@pytest.mark.parametrize(
    "name, least",
    [
        ("press", WORKED_ON),
        ("wire", WORKED_ON),
        ("held_out_press", UNSEEN),
        ("held_out_wire", UNSEEN),
    ],
)
def test_names_of_short_articles_are_found_and_told_apart(name, least):
    found = measure(gold(name))
    for kind in least:
        assert min(found[kind][:2]) >= least[kind], (kind, found[kind])


@pytest.mark.parametrize(
    "text",
    [
        "Climate change is here. The Climate is what they talk about.",
        "He left early\u2026This is what she meant.",
        "The vote was lost...On the other hand, nobody cared.",
        "~ When the car froze, they walked.",
        "It was late - The lights were out.",
        "They spoke of War on Terror and of Peace.",
        "Limited Tools to Fight Terrorism.",
        "POSSIBLE SUSPECT: a man in a hat.",
        "She voted for Gender Equality and Human Rights.",
        "On Election Day it rained.",
        "They were LIVE on air, and NOT happy.",
        "The meeting was called Change and Renewal by those who came.",
        "Shooting, Curfew and Recovery.",
        "The price rose. Again the Price of bread went up.",
        "Mostly False, the paper said of it.",
        "They asked who was to blame for the CrashThe report was late.",
    ],
)
def test_common_words_with_a_capital_are_no_names(text):
    assert named(text) == []


@pytest.mark.parametrize(
    "text, names",
    [
        ("Ada Price rose early. Price was tired, and the price was high.", ["Ada Price", "Price"]),
        ("It was under Mr. Ban that the talks began. Ban resigned.", ["Ban", "Ban"]),
        ("Edmundo Braga lost. Friends of Braga wept.", ["Edmundo Braga", "Braga"]),
        ("Judge Young, 61, agreed.", ["Young"]),
        ("Stated Moreau: it is done.", ["Moreau"]),
        ("Librarian Fionnuala Graves saved it.", ["Fionnuala Graves"]),
        ("Hydrologist Odd Eyck measured it.", ["Odd Eyck"]),
        ("Former President Bill Clinton spoke.", ["Bill Clinton"]),
    ],
)
def test_persons_keep_names_that_are_common_words(text, names):
    assert named(text) == [(PERSON, name) for name in names]


@pytest.mark.parametrize(
    "text, names",
    [
        ("He leads the Justice Department now.", ["Justice Department"]),
        ("She works for Zenith Optics.", ["Zenith Optics"]),
        ("The bridge was built by Delta Contractors.", ["Delta Contractors"]),
        ("The Northern Fire and Rescue Service came.", ["Northern Fire and Rescue Service"]),
        ("Fighters of al-Shabaab fled.", ["al-Shabaab"]),
        ("The Directorate of Fisheries refused.", ["Directorate of Fisheries"]),
        ("He reads the Times, she the Guardian.", ["Times", "Guardian"]),
        ("They sold it to Grupo Ferraz in May.", ["Grupo Ferraz"]),
        ("The operator Veltra Lonn said so.", ["Veltra Lonn"]),
        ("A loan promised by Rail Alpenna never came.", ["Rail Alpenna"]),
        ("Rescuers of Bergwacht Bremen came.", ["Bergwacht Bremen"]),
        ("Nobody at AgriWing answered.", ["AgriWing"]),
        ("He beat them with Lundby FF.", ["Lundby FF"]),
        ("The Kurdish Red Crescent handed out lamps.", ["Kurdish Red Crescent"]),
        ("Ostra Velm will shut its plant. Ostra blamed steel.", ["Ostra Velm", "Ostra"]),
    ],
)
def test_organisations_are_told_by_their_common_words(text, names):
    assert named(text) == [(ORGANISATION, name) for name in names]


@pytest.mark.parametrize(
    "text, names",
    [
        ("They came from Milan and Vendressa.", ["Milan", "Vendressa"]),
        ("A ferry bound for Hirtsholm waited.", ["Hirtsholm"]),
        ("He lost a brother in the Mutosha pit.", ["Mutosha"]),
        ("The road ends near Kafr Zeitun.", ["Kafr Zeitun"]),
        ("Fields along the Mekong are salt.", ["Mekong"]),
        ("He ran the post at Paso Verdiano since 2011.", ["Paso Verdiano"]),
    ],
)
def test_places_are_told_by_what_stands_beside_them(text, names):
    assert named(text) == [(PLACE, name) for name in names]


def test_a_town_is_not_the_archive_that_has_its_name():
    text = "The Aldersund Harbour Archive opened. Aldersund is proud, said Ada Moreau."
    assert (PLACE, "Aldersund") in named(text)
    assert (ORGANISATION, "Aldersund Harbour Archive") in named(text)


def test_what_is_said_of_a_noun_tells_no_firm():
    text = "They boarded the Trent train. Trent won again. Aides of Trent told the Trent campaign."
    assert {kind for kind, name in named(text) if name == "Trent"} == {PERSON}


def test_a_common_word_that_ends_like_a_firm_is_none():
    assert named("Bank executives left. News of it came at once.") == []
    assert named("She told Euronews so.") == [(ORGANISATION, "Euronews")]


def test_a_law_is_not_a_person_called_bill():
    assert named("The Senate passed the Clean Water Bill.")[-1] == (
        FactType.WORK,
        "Clean Water Bill",
    )
    assert FactType.WORK not in [
        kind for kind, _ in named("As Bill Clinton turned 70, Mayor Bill de Blasio sang.")
    ]


def test_a_short_headline_with_a_stop_names_only_who_is_known():
    text = "Buy Mines, Sell Coal.\nAda Moreau sold hers."
    assert named(text) == [(PERSON, "Ada Moreau")]
