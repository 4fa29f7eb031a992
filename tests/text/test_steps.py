"""Long sequences of words are compared piece by piece, with the same meaning as short ones."""

from __future__ import annotations

import random

import pytest
from rapidfuzz.distance import Levenshtein

from editor.text import steps
from editor.text.steps import differing, similarity


def words(dice, count):
    return [f"w{int(400 * dice.random() ** 2)}" for _ in range(count)]


def edited(dice, old):
    new = [word if dice.random() > 0.05 else f"n{dice.randrange(99)}" for word in old]
    at = dice.randrange(len(new))
    return [*new[:at], *new[at + len(new) // 9 :]]


def rebuilt(old, new, found):
    """The new words, made of the old ones by the steps."""
    made, at = [], 0
    for a, b, c, d in found:
        made += [*old[at:a], *new[c:d]]
        at = b
    return [*made, *old[at:]]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("long", [3000, 40])
def test_the_steps_make_the_new_words_of_the_old(seed, long, monkeypatch):
    monkeypatch.setattr(steps, "LONG", long)
    monkeypatch.setattr(steps, "PIECE", 60)
    dice = random.Random(seed)
    old = words(dice, 1500)
    new = edited(dice, old)
    found = differing(old, new)
    assert rebuilt(old, new, found) == new
    exact = Levenshtein.distance(old, new)
    assert exact <= sum(max(b - a, d - c) for a, b, c, d in found) <= 1.5 * exact


@pytest.mark.parametrize(
    ("old", "new"), [([], ["a"]), (["a"], []), (["a"] * 9000, ["b"] * 9001), (["a"] * 9000,) * 2]
)
def test_one_sided_repetitive_and_equal_sequences(old, new):
    assert rebuilt(old, new, differing(old, new)) == new


def test_long_texts_are_as_alike_as_they_are_and_never_more():
    dice = random.Random(3)
    old = words(dice, 9000)
    before, after = " ".join(old), " ".join(edited(dice, old))
    exact = Levenshtein.normalized_similarity(before, after)
    assert exact - 0.05 <= similarity(before, after) <= exact
    assert similarity(before, after, 0.99) == 0.0
    assert similarity(before, before) == 1.0


def test_a_text_without_any_space_is_compared_too():
    before, after = "a" * 60_000, "a" * 30_000 + "b" * 30_000
    assert similarity(before, after) == pytest.approx(0.5, abs=0.01)
