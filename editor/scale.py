"""A house's verdicts as numbers, the way ClaimReview writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

RATINGS = ("true = 5", "mostly_true = 4", "misleading = 2", "false = 1")
"""Verdicts as numbers, the best first; one that says nothing about truth has none."""


class Rating(NamedTuple):
    """A number between the worst and the best of its scale; the best may be the smaller one."""

    value: float
    worst: float
    best: float

    @property
    def share(self) -> float:
        """How good it is, from 0 to 1; 1 on a scale of one number."""
        span = self.best - self.worst
        return (self.value - self.worst) / span if span else 1.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Verdicts (keys) with their numbers, the best first, the worst last."""

    numbers: tuple[tuple[str, float], ...] = ()

    def rating(self, verdict: str) -> Rating | None:
        """The rating of a verdict, None for one that has no number."""
        value = dict(self.numbers).get(verdict)
        if value is None:
            return None
        return Rating(value, self.numbers[-1][1], self.numbers[0][1])

    def verdict(self, words: str, rating: Rating | None, known: Iterable[str]) -> str:
        """Which of the `known` verdicts a published one is: by its words, else the nearest number.

        Empty where neither tells.
        """
        from editor.i18n import term  # the settings know this module, and a start them

        wanted = _plain(words)
        for key in known:
            if wanted and wanted in (_plain(key), _plain(term(key))):
                return key
        ours = [(key, found) for key, _number in self.numbers if (found := self.rating(key))]
        if rating is None or not ours:
            return ""
        return min(ours, key=lambda pair: abs(pair[1].share - rating.share))[0]


def scale(lines: Iterable[str]) -> Scale:
    """The scale of the setting `verdicts.ratings`: `verdict = number` lines; others are no part."""
    found = []
    for line in lines:
        name, _sign, number = line.partition("=")
        try:
            found.append((name.strip(), float(number)))
        except ValueError:
            continue
    return Scale(tuple(found))


def _plain(words: str) -> str:
    return " ".join(words.replace("_", " ").casefold().split())
