"""How much a sentence is worth checking, and that a desk's answers move the weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.worth import base_weights, cues, fit, logistic, worth

DATA = Path(__file__).resolve().parents[1] / "data" / "worth.jsonl"


def examples():
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    return [(cues(row["text"]), float(row["worth"])) for row in rows]


def average_precision(pairs):
    """Of (score, label), by falling score."""
    found = total = 0.0
    for number, (_score, label) in enumerate(sorted(pairs, key=lambda p: -p[0]), 1):
        if label:
            found += 1
            total += found / number
    return total / found


def test_the_weights_that_come_along_are_those_of_our_own_sentences():
    fitted = fit(examples(), {"bias": 0.0})
    assert {cue: round(weight, 2) for cue, weight in fitted.items()} == base_weights()


def test_unseen_fifths_are_ranked_well():
    rows = examples()
    scored = []
    for fifth in range(5):
        weights = fit([r for n, r in enumerate(rows) if n % 5 != fifth], {"bias": 0.0})
        for values, label in rows[fifth::5]:
            told = sum(weights.get(cue, 0.0) * value for cue, value in values.items())
            scored.append((told + weights["bias"], label))
    assert average_precision(scored) > 0.95


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Unemployment fell from nine percent to five.", "I want to thank you for coming."),
        ("He voted against the bill six times.", "Would you vote for the bill?"),
        ("It cost $71 million, twice the budget.", "We should all be proud of that."),
    ],
)
def test_claims_stand_above_courtesies(more, less):
    assert worth(more).score > 0.6 > 0.4 > worth(less).score


def test_the_score_is_the_sum_of_the_cues_told():
    found = worth("We spent $4 million in 2019, and I am proud of it!")
    told = dict(found.cues)
    assert {"money", "date", "we", "i", "values", "exclamation"} - set(told) == {"exclamation"}
    assert found.score == pytest.approx(
        logistic(base_weights()["bias"] + sum(told.values())), abs=1e-3
    )
    assert [abs(added) for _cue, added in found.cues] == sorted(
        map(abs, told.values()), reverse=True
    )


def test_answers_move_the_weights_and_the_pull_holds_them_back():
    start = base_weights()
    answers = [({"question": 1.0}, 1.0)] * 40 + [({"money": 1.0}, 0.0)] * 40
    free, held = fit(answers, start, 0.1), fit(answers, start, 50.0)
    assert free["question"] > held["question"] > start["question"]
    assert free["money"] < held["money"] < start["money"]
    assert fit([], start) == start


@given(st.text(max_size=120))
def test_any_text_has_a_score(text):
    assert 0 <= worth(text).score <= 1


@pytest.mark.parametrize("value", [-1e9, -1.0, 0.0, 1.0, 1e9])
def test_the_logistic_function_has_no_overflow(value):
    assert 0 <= logistic(value) <= 1
