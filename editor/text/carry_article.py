"""A whole article carried to its next draft: every passage, and what changed around them.

Made for the worker process: plain values in, plain values out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

from editor.text.carry import Carried, carry
from editor.text.carry_edges import ends
from editor.text.carry_project import neighbour
from editor.text.compare import Difference, compare, kinship
from editor.text.substance import wording
from editor.text.textmap import TextMap, never

AGREED, PROPOSED = "proposal", "proposed"
"""Reasons of a place where a proposed wording stands: agreed on, and not answered yet."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that stands at `start:end` of draft `revision`, in code points.

    `proposal` is the wording proposed instead, None where nothing is.
    """

    owner: str
    revision: str
    start: int
    end: int
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class Carriage:
    """What became of every passage in a new text (of hash `sha256`, in hex), by owner.

    `previous` is the draft it was compared with, `differences` what changed from that one,
    `kinship` the share of the shorter text's words that both have (0 to 1). `standing` holds the
    places at which a passage now has just the wording that was proposed for it.
    """

    previous: str
    sha256: str
    passages: tuple[Passage, ...] = ()
    placed: dict[str, Carried] = field(default_factory=dict)
    standing: dict[str, tuple[int, int]] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    kinship: float = 0.0


def carry_article(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    previous: str,
    new: str,
    cancelled: Callable[[], bool] = never,
) -> Carriage:
    """Carry passages from the drafts they stand in, by revision id in `texts`, to text `new`."""
    m = TextMap(texts[previous], new, cancelled)

    def mapped(old: str) -> TextMap:
        return m if old == texts[previous] else TextMap(old, new, cancelled)

    carriage = _carried(texts, passages, previous, new, mapped, cancelled)
    return replace(carriage, differences=tuple(compare(m)), kinship=kinship(m))


def carry_part(
    texts: Mapping[str, str], passages: Sequence[Passage], previous: str, new: str, last: bool
) -> Carriage:
    """The same for some of the passages of an article that has very many, a call for each part.

    What changed around them is told with the `last` part; until then the maps of the texts are
    kept in this process.
    """
    carriage = _carried(texts, passages, previous, new, lambda old: _kept(old, new), never)
    if not last:
        return carriage
    m = _kept(texts[previous], new)
    _kept.cache_clear()
    return replace(carriage, differences=tuple(compare(m)), kinship=kinship(m))


def joined(parts: Sequence[Carriage]) -> Carriage:
    """The carriages of all parts of an article as one."""
    return replace(
        parts[-1],
        passages=tuple(p for part in parts for p in part.passages),
        placed={owner: one for part in parts for owner, one in part.placed.items()},
        standing={owner: place for part in parts for owner, place in part.standing.items()},
    )


@lru_cache(maxsize=4)
def _kept(old: str, new: str) -> TextMap:
    return TextMap(old, new)


def _carried(
    texts: Mapping[str, str],
    passages: Sequence[Passage],
    previous: str,
    new: str,
    mapped: Callable[[str], TextMap],
    cancelled: Callable[[], bool],
) -> Carriage:
    placed: dict[str, Carried] = {}
    standing: dict[str, tuple[int, int]] = {}
    for revision in dict.fromkeys(p.revision for p in passages):
        mine = [p for p in passages if p.revision == revision]
        where = mapped(texts[revision])
        found = carry(where, [(p.start, p.end) for p in mine], cancelled)
        placed |= {p.owner: one for p, one in zip(mine, found, strict=True)}
        for passage in mine:
            if passage.proposal is not None and (place := stands(where, passage)) is not None:
                standing[passage.owner] = place
    digest = sha256(new.encode()).hexdigest()
    return Carriage(previous, digest, tuple(passages), placed, standing)


def stands(m: TextMap, passage: Passage) -> tuple[int, int] | None:
    """Where the proposed wording now stands between the passage's old neighbours, None if not."""
    a, b = m.words_in(passage.start, passage.end)
    left, right = neighbour(m, a - 1), neighbour(m, b)
    proposed = wording(passage.proposal or "")
    if left is None or right is None or right <= left:
        return None
    if proposed == wording(m.old[passage.start : passage.end]):
        return None
    if left + 1 == right:
        at = m.b.end[left] if left >= 0 else 0
        return (at, at) if not proposed else None
    start, end = m.b.start[left + 1], m.b.end[right - 1]
    start, end = (
        ends(m, passage.start, passage.end, a, b, left + 1, right) if a < b else (start, end)
    )
    return (start, end) if wording(m.new[start:end]) == proposed else None
