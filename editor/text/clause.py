"""What somebody is told to have said, and how often each way of telling it was right."""

from __future__ import annotations

from typing import NamedTuple

from editor.text.speakers import Said
from editor.text.tokens import Run, Words

SCORES = {
    "that": 0.8, "source": 0.8, "headline": 0.8, "bare": 0.75, "before": 0.75, "rest": 0.75,
    "how": 0.7, "to": 0.7, "of": 0.7, "credit": 0.7, "held": 0.65, "object": 0.6, "meant": 0.6,
    "wish": 0.55,
}  # fmt: skip
"""How often each way was right on the articles the rules were made with."""


class Clause(NamedTuple):
    """What was said, as tokens of `said.words`; `frame` is how the verb took it.

    `goes_on` is whether it is the rest of the clause before, which its attribution broke.
    """

    run: Run
    said: Said
    frame: str
    goes_on: bool = False


def said_by(words: Words, run: Run, cue: int, frame: str) -> Said:
    """Whoever stands at `run`, by the verb at token `cue` in a way of telling."""
    return Said(words, run, words.word[cue], SCORES[frame])
