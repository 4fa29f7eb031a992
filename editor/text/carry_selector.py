"""A passage known by its words and surroundings alone, found in a text it was not marked in.

For files of others, which bring no old text. Words that are there decide first, then their
surroundings; where nothing tells two places apart, a person chooses.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from db.kinds import PlacementStatus
from db.records import Candidate
from editor.text.anchor import CONTEXT, Selector
from editor.text.carry import Carried, carry, review
from editor.text.carry_edges import flat, plain
from editor.text.carry_rivals import places_of
from editor.text.carry_search import Hit
from editor.text.compare import drift
from editor.text.substance import wording
from editor.text.textmap import TextMap

MOST = 200
MARGIN = 0.15
PERHAPS = 0.6
SURE, ALIKE = 0.5, 0.6
AROUND = 2 * CONTEXT
EDGE = " \ua66e\ua66e\ua66e "
"""A word no text has, so that the end of what is known is not taken for the end of the text."""


def from_selector(text: str, selector: Selector) -> Carried:
    """Where in `text` the passage of `selector` is, offsets in code points.

    Kept or changed when one place is better than every other by a margin, review with the
    places when not, lost when nothing is like it. The old offset decides nothing.
    """
    if not selector.exact.strip():
        return Carried(PlacementStatus.LOST, confidence=0)
    hits = occurrences(text, selector)
    if hits:
        return _chosen(text, selector, hits)
    return _alike(text, selector)


def occurrences(text: str, selector: Selector) -> list[Hit]:
    """Where a passage stands word for word, scored by its surroundings; best first.

    Glyphs and case count only where it stands with them.
    """
    exact = selector.exact
    places = places_of(exact, text, MOST) or places_of(flat(exact), flat(text), MOST)
    if not any(map(str.isalnum, selector.prefix[-1:] + selector.suffix[:1])):
        places = [at for at in places if _is_word(text, at, at + len(exact))]
    hits = [
        Hit(surroundings(text, at, at + len(exact), selector), at, at + len(exact)) for at in places
    ]
    return sorted(hits, key=_worth)


def surroundings(text: str, start: int, end: int, selector: Selector) -> float:
    """How alike the text around a place is to the selector's, 0 to 1; 1 where it has none."""
    wanted = plain(selector.prefix), plain(selector.suffix)
    before = text[max(0, start - len(selector.prefix)) : start]
    there = plain(before), plain(text[end : end + len(selector.suffix)])
    sides = [
        Levenshtein.normalized_similarity(a, b) for a, b in zip(wanted, there, strict=True) if a
    ]
    if not sides:
        return 1.0
    return 0.7 * max(sides) + 0.3 * sum(sides) / len(sides)


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a place does not begin or end inside a word."""
    inside = start and text[start - 1].isalnum() and text[start].isalnum()
    return not inside and not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


def _chosen(text: str, selector: Selector, hits: list[Hit]) -> Carried:
    """The best of several places, if it is good enough and better than the next by a margin."""
    best = hits[0]
    if len(hits) > 1 and best.score - hits[1].score < MARGIN:
        return review(hits, "rival")
    if best.score < SURE:
        return review(hits, "surroundings")
    after = text[best.start : best.end]
    status = PlacementStatus.KEPT
    if wording(selector.exact) != wording(after):
        status = PlacementStatus.CHANGED
    changed = drift(selector.exact, after)
    return Carried(status, best.start, best.end, round(50 + 50 * best.score), changed)


def _alike(text: str, selector: Selector) -> Carried:
    """The place most like the passage with its surroundings; rivals are looked for beside it."""
    whole = selector.prefix + selector.exact + selector.suffix
    query, there = flat(whole), flat(text)
    found: list[Carried] = []
    for _ in range(2):
        place = fuzz.partial_ratio_alignment(query, there, score_cutoff=PERHAPS * 100)
        if place is None or place.dest_end <= place.dest_start:
            break
        start, end = place.dest_start, place.dest_end
        found.append(_carried_into(text, max(0, start - AROUND), end + AROUND, selector, whole))
        there = there[:start] + "\0" * (end - start) + there[end:]
    hits = {
        Hit(surroundings(text, one.start, one.end, selector), one.start, one.end): one
        for one in found
        if one.start is not None and one.end is not None
    }
    best = sorted(hits, key=_worth)
    if not best:
        return Carried(PlacementStatus.LOST, confidence=0)
    alone = not (selector.prefix.strip() or selector.suffix.strip())
    if alone or best[0].score < ALIKE or (len(best) > 1 and best[0].score - best[1].score < MARGIN):
        return review(best, "likeness")
    return hits[best[0]]


def _carried_into(text: str, start: int, end: int, selector: Selector, whole: str) -> Carried:
    """The passage carried from its own surroundings into one window of the text."""
    since = len(EDGE) + len(selector.prefix)
    m = TextMap(EDGE + whole + EDGE, text[start:end])
    one = carry(m, [(since, since + len(selector.exact))])[0]
    if one.start is None or one.end is None:
        return one
    moved = [Candidate(c.start + start, c.end + start, c.score) for c in one.candidates]
    return one._replace(start=one.start + start, end=one.end + start, candidates=tuple(moved))


def _worth(hit: Hit) -> tuple[float, int]:
    return -hit.score, hit.start
