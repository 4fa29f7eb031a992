"""How much a sentence is worth checking: a small linear model over named cues.

A score is the logistic function of the sum of each cue's value and weight, so that a reader can
be told which cue spoke for a sentence and how loudly. The weights in `resources/facts/worth.toml`
were fitted on sentences of our own; a desk may fit them again on what it accepted and dismissed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import exp
from typing import NamedTuple

from db.kinds import FactType
from editor.text.facts import facts
from editor.text.facts_page import Fact, lexicon

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
MOST = 3
"""How often a cue counts in one sentence."""
LONG, LONGEST, SHORT = 10, 4, 6
"""Words to one step of length, most steps, words below which a sentence is short."""
GROUPS: dict[str, frozenset[FactType]] = {
    "figure": frozenset(
        {
            FactType.MEASURE,
            FactType.COUNT,
            FactType.DURATION,
            FactType.RANK,
            FactType.SCORE,
            FactType.AGE,
        }
    ),
    "percentage": frozenset({FactType.PERCENTAGE}),
    "money": frozenset({FactType.MONEY}),
    "date": frozenset({FactType.DATE}),
    "name": frozenset({FactType.PERSON, FactType.PLACE, FactType.ORGANISATION, FactType.WORK}),
    "superlative": frozenset({FactType.SUPERLATIVE}),
    "comparison": frozenset({FactType.COMPARISON}),
    "cause": frozenset({FactType.CAUSE}),
    "legal": frozenset({FactType.LEGAL}),
}
OPENINGS = ("i", "we", "you", "they", "ask")
"""Groups of words whose first place in a sentence is a cue of its own."""

Weights = Mapping[str, float]


class Worth(NamedTuple):
    """A score from 0 to 1, and what each cue that fired added, the strongest first."""

    score: float
    cues: list[tuple[str, float]]


def cues(sentence: str, found: Sequence[Fact] | None = None) -> dict[str, float]:
    """The cues that fire in a sentence and how strongly; `found` are its facts if known."""
    words = [w.lower().replace("\u2019", "'") for w in WORD.findall(sentence)]
    values: dict[str, float] = {}
    by_word = _by_word()
    for word in words:
        for cue in by_word.get(word, ()):
            values[cue] = min(values.get(cue, 0.0) + 1, MOST)
    ended = sum(w.endswith("ed") and len(w) > 4 for w in words)
    for fact in facts(sentence) if found is None else found:
        cue = _by_type()[fact.type]
        if cue:
            values[cue] = min(values.get(cue, 0.0) + 1, MOST)
    first = words[0] if words else ""
    opening = [f"begins_with_{group}" for group in OPENINGS if group in by_word.get(first, ())]
    extra = {
        "past_form": float(min(ended, MOST)),
        "length": min(len(words) / LONG, LONGEST),
        "short": float(len(words) < SHORT),
        "question": float(sentence.rstrip(" \"'\u201d\u2019").endswith("?")),
        "exclamation": float("!" in sentence),
        **dict.fromkeys(opening, 1.0),
    }
    return values | {cue: value for cue, value in extra.items() if value}


def worth(
    sentence: str, weights: Weights | None = None, found: Sequence[Fact] | None = None
) -> Worth:
    """How much a sentence is worth checking, by some weights or those that come with Galley."""
    weights = base_weights() if weights is None else weights
    parts = {cue: value * weights.get(cue, 0.0) for cue, value in cues(sentence, found).items()}
    told = sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    return Worth(
        logistic(weights.get("bias", 0.0) + sum(parts.values())),
        [(cue, round(added, 3)) for cue, added in told if added],
    )


def fit(
    examples: Iterable[tuple[Mapping[str, float], float]],
    start: Weights,
    pull: float = 1.0,
    rounds: int = 200,
    pause: Callable[[], None] = lambda: None,
) -> dict[str, float]:
    """Weights for cues with their labels (0 to 1), drawn to `start` by `pull`.

    Logistic regression with an L2 penalty on the way from `start`, by gradient descent with a
    step per weight (Duchi, Hazan and Singer 2011); pure Python, for some thousands of examples.
    """
    rows = [({"bias": 1.0, **values}, label) for values, label in examples]
    weights = dict(start)
    for values, _label in rows:
        for cue in values:
            weights.setdefault(cue, 0.0)
    squares = dict.fromkeys(weights, 1e-8)
    for _ in range(rounds if rows else 0):
        slope = {cue: pull * (w - start.get(cue, 0.0)) for cue, w in weights.items()}
        slope["bias"] = 0.0
        for values, label in rows:
            miss = logistic(sum(weights[c] * v for c, v in values.items())) - label
            for cue, value in values.items():
                slope[cue] += miss * value
        for cue, down in slope.items():
            squares[cue] += down * down
            weights[cue] -= 0.5 * down / squares[cue] ** 0.5
        pause()
    return weights


def logistic(value: float) -> float:
    """1 / (1 + e^-value), for any value."""
    if value >= 0:
        return 1 / (1 + exp(-min(value, 700)))
    small = exp(max(value, -700))
    return small / (1 + small)


@cache
def base_weights() -> dict[str, float]:
    """The weights that come with Galley."""
    return dict(lexicon("worth")["weights"])


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for cue, words in lexicon("worth")["words"].items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), cue)
    return found


@cache
def _by_type() -> dict[FactType, str]:
    return {kind: next((g for g, k in GROUPS.items() if kind in k), "") for kind in FactType}
