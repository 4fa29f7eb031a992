"""Acts on what the desk thinks worth checking: fitted to its own answers, and back again."""

from __future__ import annotations

from collections.abc import Iterator

from db.errors import StoreError
from db.kinds import Covered
from db.store import Store
from editor.commands.blocks import as_named
from editor.commands.settings import set_desk
from editor.settings import desk
from editor.text.coverage import Coverage, owners
from editor.text.survey import survey
from editor.text.worth import Weights, base_weights, cues, fit

NAME = "worth.weights"
"""The desk's setting that holds its own weights; empty for those that come with Galley."""
LEAST = 20
"""Sentences of either answer below which nothing is fitted."""
PULL = 3.0
"""How strongly the desk's weights are drawn to those that come with Galley."""
ENOUGH = 4000
"""Sentences learnt from at most, of the newest articles."""


class TooFewAnswers(StoreError):
    """`least` sentences of each answer are wanted; there are `marked` and `free`."""

    code = "too_few_answers"


def weights_of(store: Store) -> Weights:
    """The weights the desk scores with."""
    own = {cue: float(weight) for cue, weight in desk(store, NAME).items()}
    return own or base_weights()


def learn(store: Store, person: str, now: int) -> tuple[int, int]:
    """Fit the weights to what the desk marked and what it declared free of facts, in one act.

    Returns how many sentences it learnt from: worth checking, and not. Raises TooFewAnswers
    below LEAST of either. Undoing the act, or `forget`, brings the weights from before back.
    """
    examples = list(_answers(store))
    marked = sum(1 for _cues, label in examples if label)
    free = len(examples) - marked
    if min(marked, free) < LEAST:
        raise TooFewAnswers(least=LEAST, marked=marked, free=free)
    fitted = fit(examples, base_weights(), PULL)
    rounded = {cue: round(weight, 4) for cue, weight in fitted.items()}
    set_desk(store, person, now, NAME, rounded)
    return marked, free


def forget(store: Store, person: str, now: int) -> bool:
    """Score with the weights that come with Galley again; whether there were others."""
    had = bool(desk(store, NAME))
    if had:
        set_desk(store, person, now, NAME, {})
    return had


def _answers(store: Store) -> Iterator[tuple[dict[str, float], float]]:
    """The cues of every sentence the desk answered, with 1 for marked and 0 for no facts.

    A sentence whose suggested facts were all dismissed counts as free of facts.
    """
    left = ENOUGH
    for article in sorted(store.articles(), key=lambda a: -a.created):
        revision = store.revision(article.revision)
        blocks = as_named(store, revision)
        owned = list(owners(store.annotations(article.id), store.decisions(article.id)))
        coverage = Coverage(survey(revision.text, blocks, language=article.language), owned)
        for number, (start, end) in enumerate(coverage.sentences):
            state = coverage.states[number]
            refused = state is Covered.UNMARKED and coverage.refused(number)
            if state in (Covered.MARKED, Covered.PARTLY_MARKED, Covered.NO_FACTS) or refused:
                marked = state in (Covered.MARKED, Covered.PARTLY_MARKED)
                yield cues(revision.text[start:end]), float(marked)
                left -= 1
        if left <= 0:
            return
