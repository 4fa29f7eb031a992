"""Choosing among suggestions: score, kind, and what is taken already."""

from __future__ import annotations

from db.kinds import Kind
from db.records import Annotation, Decision, Suggestion
from editor.text.suggest import Taken, chosen, fresh, suggestions, taken

PARTS = [
    Suggestion(Kind.QUOTE, "direct", 0, 10, "", score=0.5),
    Suggestion(Kind.QUOTE, "direct", 20, 30, "", score=0.9, part_of=0),
    Suggestion(Kind.QUOTE, "direct", 40, 50, "", score=0.9, part_of=0),
    Suggestion(Kind.FACT, "number", 60, 70, "", score=0.7),
]


def test_parts_are_counted_anew_when_the_first_is_left_out():
    assert [s.part_of for s in chosen(PARTS, 0.6)] == [None, 0, None]


def test_kinds_are_chosen():
    assert [s.kind for s in chosen(PARTS, kinds=["fact"])] == [Kind.FACT]


def test_what_is_marked_or_dismissed_is_not_offered_again():
    marks = [Annotation("a", "b", Kind.QUOTE, "x", start=21, end=30)]
    decisions = [
        Decision("c", "b", "dismissed", "fact/number", "x", start=60, end=70),
        Decision("d", "b", "no_facts", "", "x", start=0, end=10),
    ]
    assert [s.start for s in fresh(PARTS, taken(marks, decisions))] == [0, 40]


def test_a_lost_mark_takes_nothing():
    assert taken([Annotation("a", "b", Kind.QUOTE, "x")], []) == []


def test_another_kind_over_the_same_words_is_offered():
    assert len(fresh(PARTS, [Taken(Kind.CLAIM, 0, 10)])) == len(PARTS)


def test_the_language_and_known_persons_reach_the_rules():
    text = "\u201cIt is safe,\u201d said Moreau."
    found, *_facts = suggestions(text, (), "en", ["Ada Moreau"])
    assert found.speaker == "Ada Moreau"
