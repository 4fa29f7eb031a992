"""How much a mention of somebody stands out, as its place in the sentence tells.

Follows Lappin and Leass (An Algorithm for Pronominal Anaphora Resolution, 1994) in small: a
subject outweighs other mentions.
"""

from __future__ import annotations

from editor.text.tokens import ENDS, Run, Words

SUBJECT, OTHER, OBLIQUE, OWNER = 1.0, 0.6, 0.4, 0.5
CAPITALS, CLOSED_CAPITALS = 0.6, 0.75
"""The share of capitalised words from which a paragraph, without and with a full stop at its end,
counts as a headline in capitals."""


def salience(words: Words, run: Run) -> float:
    """The weight of the name at `run`, 0 to 1, for a pronoun that may mean it."""
    endings = words.language.genitive_endings
    if words.possessive(run[1] - 1) or (endings and words.low[run[1] - 1].endswith(endings)):
        return OWNER
    before = words.low[run[0] - 1] if run[0] else ""
    if before in words.language.prepositions or before in words.language.links:
        return OBLIQUE
    start = words.sentence_start(run[0], 0)
    first = run[0] - start < 4 or words.first_run(start) >= run[0]
    return SUBJECT if first else OTHER


def in_capitals(words: Words) -> bool:
    """Whether a paragraph is a headline in capitals, which tell no names there."""
    count = sum(end - start for start, end in words.runs)
    if count <= 3 or count * 3 < len(words):
        return False
    share = CLOSED_CAPITALS if words.word[-1] in ENDS else CAPITALS
    return count > share * sum(w[0].isalpha() for w in words.word)
