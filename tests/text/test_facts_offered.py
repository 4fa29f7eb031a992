"""Facts beside quotes: claims inside somebody's words, in one list whose parts still fit."""

from __future__ import annotations

from db.kinds import Kind, Risk
from editor.text.suggest import suggestions

TEXT = "“It cost $4 million,” said Ada Moreau, “and 11 people died.”\nIt opened in 2019."


def test_a_fact_in_a_quote_is_a_claim_by_its_speaker():
    found = {s.text: s for s in suggestions(TEXT, (), "en")}
    money, date = found["$4 million"], found["2019"]
    assert (money.kind, money.type, money.speaker) == (Kind.CLAIM, "money", "Ada Moreau")
    assert (date.kind, date.speaker) == (Kind.FACT, "")
    assert found["11 people"].risk is Risk.SENSITIVE


def test_one_list_in_text_order_whose_parts_name_their_first():
    found = suggestions(TEXT, (), "en")
    assert [s.start for s in found] == sorted(s.start for s in found)
    (second,) = [s for s in found if s.part_of is not None]
    assert found[second.part_of].text == "“It cost $4 million,”"
    assert second.text == "“and 11 people died.”"


def test_facts_of_other_languages_are_offered():
    text = "Die Brücke kostete 4,5 Mio. und steht seit 2019 in Köln. Es waren 12.30 Uhr und 40 km."
    found = [s for s in suggestions(text, (), "de") if s.kind is not Kind.QUOTE]
    assert {s.text for s in found} >= {"2019", "Köln", "12.30 Uhr", "40 km"}
    assert "person" not in {s.type for s in found}
