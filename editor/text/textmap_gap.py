"""The best pairing of the words of a short rewritten stretch, with misspelt words recognised.

A global alignment (after Needleman and Wunsch, with Gotoh's price for opening a hole) that
prefers few holes, holes at the bounds of sentences, and words that say something.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from editor.text.textmap_words import Words

STOP_WORD = 0.35
"""What a stop word weighs against any other word."""

HOLE = 0.6
HOLE_AT_SENTENCE = 0.3
SENTENCE = 0.2
ALIKE = 0.55
MISSPELT = 0.8
NOWHERE = -1e9
LEFT, UP, MET, CONNECTED = 0, 1, 2, 4


def best_pairs(
    a: Words,
    b: Words,
    old: str,
    new: str,
    stop: frozenset[str],
    olds: list[int],
    news: list[int],
) -> list[tuple[int, int]]:
    """(old word, new word) pairs among the words `olds` and `news` of two stretches, last first.

    Both neighbours of the stretches are taken to be matched, so that what touches a bound
    opens no hole there.
    """
    columns = len(news)
    opens_new = [*map(b.opens_sentence, news), b.opens_sentence(news[-1] + 1)]
    words, codes = [b.folded[j] for j in news], [new[j] for j in news]
    opens = a.opens_sentence(olds[0])
    start = -(HOLE_AT_SENTENCE if opens or opens_new[0] else HOLE)
    met, hole = [0.0] + [NOWHERE] * columns, [start] * (columns + 1)
    steps = [bytearray([LEFT]) * (columns + 1)]
    for i in olds:
        code, word = old[i], a.folded[i]
        weight = STOP_WORD if code in stop else 1.0
        after = a.opens_sentence(i + 1)
        met_row, hole_row, step_row = [NOWHERE], [start], bytearray([UP])
        best = start
        for j in range(columns):
            step, value = LEFT, NOWHERE
            gain = weight if codes[j] == code else weight * likeness(word, words[j])
            if gain:
                value = hole[j] + (SENTENCE if opens and opens_new[j] else 0.0)
                if met[j] >= value:
                    value, step = met[j], LEFT | CONNECTED
                value += gain
                ended = value - (HOLE_AT_SENTENCE if after or opens_new[j + 1] else HOLE)
                if ended > best:
                    best, step = ended, step & CONNECTED | MET
            if hole[j + 1] >= best:
                best, step = hole[j + 1], step & CONNECTED | UP
            met_row.append(value)
            hole_row.append(best)
            step_row.append(step)
        met, hole, opens = met_row, hole_row, after
        steps.append(step_row)
    return _walked_back(steps, met[columns] >= hole[columns], olds, news)


def likeness(old: str, new: str) -> float:
    """What a word counts for as misspelling or form of another: 0 where too little is alike."""
    score: float = Levenshtein.normalized_similarity(old, new, score_cutoff=ALIKE)
    return score * MISSPELT


def _walked_back(
    steps: list[bytearray], met: bool, olds: list[int], news: list[int]
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i, j = len(steps) - 1, len(steps[0]) - 1
    while i or j:
        step = steps[i][j]
        if met:
            i, j = i - 1, j - 1
            pairs.append((olds[i], news[j]))
            met = bool(step & CONNECTED)
        elif step & MET:
            met = True
        elif step & UP:
            i -= 1
        else:
            j -= 1
    return pairs
