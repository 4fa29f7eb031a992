"""Weights fitted to the desk's answers, taken back by undo and by command; counts kept."""

from __future__ import annotations

import json

import pytest

from db.kinds import Covered, Kind
from editor.commands.articles import import_document
from editor.commands.coverage import coverage_of, keep_counts, kept_counts
from editor.commands.marks import mark, no_facts
from editor.commands.people import add_person
from editor.commands.worth import LEAST, TooFewAnswers, forget, learn, weights_of
from editor.i18n import sentence
from editor.reading.reader import read_text
from editor.text.coverage import ENGINE
from editor.text.worth import base_weights

NOW = 1_800_000_000_000
ASKED = "Would anyone believe the price of lot {n}?"
COST = "Lot {n} cost $4 million."


@pytest.fixture
def person(store):
    return add_person(store, "Ben Ortega", NOW).id


def filed(store, person, count):
    """An article whose questions are marked and whose prices are declared free of facts."""
    words = [ASKED.format(n=n) for n in range(count)] + [COST.format(n=n) for n in range(count)]
    article, revision = import_document(store, person, NOW, read_text("\n\n".join(words) + "\n"))
    for number, words_of in enumerate(words):
        start = revision.text.index(words_of)
        place = (article.id, start, start + len(words_of))
        if number < count:
            mark(store, person, NOW + number, *place, Kind.FACT)
        else:
            no_facts(store, person, NOW + number, *place)
    return article


def test_too_few_answers_are_said_in_a_sentence(store, person):
    filed(store, person, 2)
    with pytest.raises(TooFewAnswers) as caught:
        learn(store, person, NOW)
    assert "2 and 2" in sentence(caught.value)
    assert weights_of(store) == base_weights()


def test_learning_is_one_act_that_undo_and_forget_take_back(store, person):
    filed(store, person, LEAST)
    assert learn(store, person, NOW + 1000) == (LEAST, LEAST)
    own = weights_of(store)
    assert own["question"] > base_weights()["question"] and own["money"] < base_weights()["money"]
    store.undo(person, NOW + 1001)
    assert weights_of(store) == base_weights()
    store.redo(person, NOW + 1002)
    assert weights_of(store) == own
    forget(store, person, NOW + 1003)
    assert weights_of(store) == base_weights()
    store.undo(person, NOW + 1004)
    assert weights_of(store) == own


def test_counts_are_kept_until_a_check_comes_or_goes(store, person):
    article = filed(store, person, 2)
    (summary,) = store.summaries()
    assert kept_counts(store, summary) is None
    counts = coverage_of(store, article.id).counts
    keep_counts(store, person, NOW, article.id, counts)
    kept = kept_counts(store, summary)
    assert kept[Covered.MARKED] == 2 and kept[Covered.NO_FACTS] == 2
    assert json.loads(store.cached(article.revision, "coverage", ENGINE))["checks"] == 2
    mark(store, person, NOW + 90, article.id, 0, 5, Kind.CLAIM)
    (summary,) = store.summaries()
    assert kept_counts(store, summary) is None
