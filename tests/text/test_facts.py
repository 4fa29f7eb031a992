"""Checkable facts: the gold sets, what is not article, risks, hostile texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import BlockKind, FactType, Risk
from db.records import Block
from editor.text.facts import facts, facts_again
from tests.gold_facts import gold, joined, measure
from tests.repeated import FACT_UNITS

PIECES = (
    "Ada Moreau Mr. of the Bank St. Aldersund 12 1,450 3-1 6-4, $4 million percent half a third "
    "two years ago May 2021 aged 61 than as long as because due to first largest alleged “ ” \" ' "
    "( ) — : , . ! No. 4 10 p.m. 'al-Rashid's U.S. İ 😀 ² ٣"
).split(" ")


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_nine_of_ten_facts_of_every_type_are_right_and_found(half):
    for kind, (precision, recall, _count) in measure(gold(half)).items():
        assert precision >= 90, (kind, precision)
        assert recall >= 90, (kind, recall)


def test_a_gold_fact_holds_its_words_and_every_type_is_in_a_hundred_sentences():
    rows = gold("dev") + gold("held_out")
    assert all(0 <= a < b <= len(text) for text, marks in rows for _, a, b in marks)
    assert len({text for text, _ in rows}) == len(rows) > 1_300
    for kind in FactType:
        assert sum(any(t is kind for t, _, _ in marks) for _, marks in rows) >= 70, kind


def test_names_of_one_text_tell_each_other_apart():
    found = measure(joined("held_out_names"))
    for kind in (FactType.PERSON, FactType.PLACE, FactType.ORGANISATION):
        assert min(found[kind][:2]) >= 80, (kind, found[kind])


def words(text, kind):
    return [text[f.start : f.end] for f in facts(text) if f.type is kind]


def test_a_surname_and_the_first_word_of_a_firm_follow_the_full_name():
    text = "Ilse Brandt founded Orbis Shipping Ltd in Oslo. Brandt sold it. He sued Orbis in May."
    assert words(text, FactType.PERSON) == ["Ilse Brandt", "Brandt"]
    assert words(text, FactType.ORGANISATION) == ["Orbis Shipping Ltd", "Orbis"]


def test_the_last_text_is_not_read_again_and_every_asker_gets_a_list_of_its_own(monkeypatch):
    text = "Ilse Brandt paid $4 million in 2019."
    first = facts(text)
    kept = list(first)
    first.clear()
    assert facts_again(text, [Block(11, len(text))]) == kept[1:]
    assert facts_again(text) == kept == facts(text)
    monkeypatch.setattr("editor.text.facts.facts", None)
    again = facts_again(text)
    assert again == kept
    again.clear()
    assert facts_again(text) == kept


def test_headlines_and_captions_are_read_and_what_is_not_article_is_not():
    parts = ["Brandt Wins in Oslo", "Ilse Brandt spoke.", "Brandt (left) in May 2021", "12 cats"]
    kinds = [BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.NOT_ARTICLE]
    text, blocks = "", []
    for part, kind in zip(parts, kinds, strict=True):
        blocks.append(Block(len(text), len(text) + len(part), kind))
        text += part + "\n\n"
    found = [(f.type, text[f.start : f.end]) for f in facts(text, blocks)]
    assert found == [
        (FactType.PERSON, "Brandt"),
        (FactType.PLACE, "Oslo"),
        (FactType.PERSON, "Ilse Brandt"),
        (FactType.PERSON, "Brandt"),
        (FactType.DATE, "May 2021"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "risk"),
    [
        ("Ada Moreau was convicted of fraud.", "Ada Moreau", Risk.LEGAL),
        ("Ada Moreau was convicted of fraud.", "convicted", Risk.LEGAL),
        ("The boy, 9, climbed on the roof.", "9", Risk.SENSITIVE),
        ("The flood killed 11 people.", "11 people", Risk.SENSITIVE),
        ("The bridge is 212 metres long.", "212 metres", Risk.NORMAL),
        ("Ada Moreau, 61, opened it. Nobody was convicted.", "Ada Moreau", Risk.NORMAL),
    ],
)
def test_risk_hints(text, words, risk):
    assert [f.risk for f in facts(text) if text[f.start : f.end] == words] == [risk]


def test_offsets_are_code_points_whatever_small_letters_are_long():
    text = "İİ 😀 It cost $4 million in İzmir."
    assert words(text, FactType.MONEY) == ["$4 million"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_order_of_words_is_read_without_harm(parts):
    check(" ".join(parts))


@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text):
    check(text)


def check(text):
    found = facts(text)
    assert found == sorted(found)
    for fact in found:
        assert 0 <= fact.start < fact.end <= len(text)
        assert not text[fact.start].isspace() and not text[fact.end - 1].isspace()
        assert 0 < fact.score <= 1


@pytest.mark.parametrize("unit", FACT_UNITS)
def test_words_said_over_and_over_are_read_without_harm(unit):
    check(unit * (6_000 // len(unit)))


def test_names_written_between_two_rounds_of_rules_are_found():
    found = measure(joined("later_names"))
    for kind in (FactType.PERSON, FactType.PLACE, FactType.ORGANISATION):
        precision, recall, _count = found[kind]
        assert min(precision, recall) >= 90, kind
