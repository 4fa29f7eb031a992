"""How much a mention of somebody stands out, as its place in the sentence tells.

Follows Lappin and Leass (An Algorithm for Pronominal Anaphora Resolution, 1994) in small: a
subject outweighs other mentions.
"""

from __future__ import annotations

from editor.text.tokens import Run, Words

SUBJECT, OTHER, OBLIQUE, OWNER = 1.0, 0.6, 0.4, 0.5


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
