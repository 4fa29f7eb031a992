"""Facts in other languages than English: each is a file of words and patterns."""

from __future__ import annotations

import json

import pytest

import resources
from db.kinds import FactType, Risk
from editor.text.facts import facts
from editor.text.facts_page import lexicon
from editor.text.language import languages
from editor.text.sentences import sentences
from editor.text.suggest import suggestions
from tests.gold_facts import DATA
from tests.repeated import FACT_UNITS


def tongues(name):
    """The texts of a set by language, each with its facts as (type, start, end)."""
    rows = map(json.loads, (DATA / f"{name}.jsonl").read_text("utf-8").splitlines())
    return {
        row["language"]: (row["text"], {(FactType(t), a, b) for t, a, b, _ in row["facts"]})
        for row in rows
    }


TONGUES, LATER = tongues("tongues"), tongues("later_tongues")
PERSON, PLACE, ORGANISATION = FactType.PERSON, FactType.PLACE, FactType.ORGANISATION


def told(code, text):
    return {(f.type, text[f.start : f.end]) for f in facts(text, (), code)}


def test_every_language_but_english_has_a_file_and_a_gold_text():
    files = {file.stem for file in resources.path("facts").glob("*.toml")}
    assert set(languages()) - files == set()
    assert set(TONGUES) == set(languages()) - {"en"}
    for code in TONGUES:
        assert {"lists", "patterns", "names"} <= lexicon(code).keys()


@pytest.mark.parametrize("code", sorted(TONGUES))
@pytest.mark.parametrize("texts", [TONGUES, LATER], ids=["tongues", "later"])
def test_the_facts_of_a_text_are_found_with_type_and_span(texts, code):
    text, wanted = texts[code]
    found = {(f.type, f.start, f.end) for f in facts(text, (), code)}
    assert len(found & wanted) >= 0.95 * len(wanted)
    assert len(found & wanted) >= 0.95 * len(found)


@pytest.mark.parametrize("code", sorted(TONGUES))
def test_a_text_is_known_by_its_words_and_its_facts_are_offered(code):
    text, wanted = TONGUES[code]
    offered = {(one.type, one.start, one.end) for one in suggestions(text)}
    assert wanted <= offered


@pytest.mark.parametrize(
    "code, text, kind, words",
    [
        ("de", "Der Bürgermeister von Seehausen sagte, Weber komme.", PLACE, {"Seehausen"}),
        ("de", "Die Angst vor dem Hunger wuchs im Land.", PERSON, set()),
        ("de", "Nach Angaben von Uwe Rehm kommt Rehm.", PERSON, {"Uwe Rehm", "Rehm"}),
        ("de", "Das Landgericht Bremen tagt.", ORGANISATION, {"Landgericht Bremen"}),
        ("fr", "Elle vit à Ostrande avec Paul Girard.", PLACE, {"Ostrande"}),
        ("fr", "La Banque de France le dit.", ORGANISATION, {"Banque de France"}),
        ("es", "Vive en la ciudad de Salmuera.", PLACE, {"Salmuera"}),
        ("ru", "Он живёт в Киеве, она — в городе Солёное.", PLACE, {"Киеве", "Солёное"}),
        (
            "ru",
            "По словам Анны Морозовой, Морозова уехала.",
            PERSON,
            {"Анны Морозовой", "Морозова"},
        ),
        ("az", "Duzlu şəhərinin meri Aynur Məmmədova gəldi.", PLACE, {"Duzlu"}),
    ],
)
def test_names_are_told_by_lists_titles_and_neighbours(code, text, kind, words):
    assert {w for k, w in told(code, text) if k is kind} == words


def test_a_first_name_that_is_a_month_is_no_date():
    text = "Ayer llegó Julio Herrera. En julio se fue."
    assert told("es", text) >= {(FactType.DATE, "julio"), (PERSON, "Julio Herrera")}
    assert (FactType.DATE, "Julio") not in told("es", text)


def test_hints_of_risk_are_given_in_every_language():
    text, _ = TONGUES["de"]
    risks = {text[f.start : f.end]: f.risk for f in facts(text, (), "de")}
    assert risks["Korruption"] is Risk.LEGAL
    assert risks["16-jähriger"] is Risk.SENSITIVE


def test_a_german_ordinal_ends_no_sentence():
    text = "Am 3. März kam er. Sie kam am 4. Die anderen blieben."
    assert [text[a:b] for a, b in sentences(text, code="de")] == [
        "Am 3. März kam er.",
        "Sie kam am 4.",
        "Die anderen blieben.",
    ]


@pytest.mark.parametrize("code", sorted(TONGUES))
@pytest.mark.parametrize("unit", [*FACT_UNITS, "111 ", "1.111.", "Anna de ", "Berlin ", "Москва "])
def test_words_said_over_and_over_are_read_without_harm(code, unit):
    text = unit * (3_000 // len(unit))
    for fact in facts(text, (), code):
        assert 0 <= fact.start < fact.end <= len(text)
