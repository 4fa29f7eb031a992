"""Where the passages of an old text are in a new one, and how sure that is.

A passage goes where its words went (`carry_project`). Only text that no old text explains is
searched for what has no place (`carry_search`), so that a look-alike which was there before is
never taken for it. What is not sure is left to a person, with the places to choose from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from db.kinds import PlacementStatus
from db.records import Candidate
from editor.text.carry_attribution import Attributions
from editor.text.carry_edges import ends, likeness
from editor.text.carry_project import Projection, grown, neighbour, project, scattered
from editor.text.carry_rivals import doubted, neighbours_hold, only_copy, overlap, places_of
from editor.text.carry_search import FreeText, Hit
from editor.text.carry_verdict import HELD, SHORT, verdict
from editor.text.compare import drift
from editor.text.substance import says_otherwise, wording
from editor.text.textmap import TextMap, never
from editor.text.textmap_pairing import Cancelled

RIVAL = 0.1
MOST_CANDIDATES = 5
MOVED_CHARS = 30
TURN = 16


class Carried(NamedTuple):
    """What became of one passage: as `db.records.Placement`, without its ids."""

    status: PlacementStatus
    start: int | None = None
    end: int | None = None
    confidence: int = 100
    drift: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()


def carry(
    m: TextMap, spans: Iterable[tuple[int, int]], cancelled: Callable[[], bool] = never
) -> list[Carried]:
    """What became of each (start, end) of `m.old`, in the order given; offsets are code points.

    Raises `Cancelled` when `cancelled()` turns true.
    """
    carrier = Carrier(m)
    found: list[Carried] = []
    known: dict[tuple[int, int], Carried] = {}
    for number, span in enumerate(spans):
        if not number % TURN and cancelled():
            raise Cancelled
        if span not in known:
            known[span] = carrier.carry(*span)
        found.append(known[span])
    return found


class Carrier:
    """Carries passages over one map, one after the other."""

    def __init__(self, m: TextMap) -> None:
        self._m = m
        self._free: FreeText | None = None
        self._said = Attributions(m)

    def carry(self, start: int, end: int) -> Carried:
        """What became of `m.old[start:end]`."""
        m = self._m
        a, b = m.words_in(start, end)
        if a >= b:
            return self._wordless(start, end, a)
        if (hits := doubted(m, start, end, a, b)) is not None:
            return review(hits, "rival")
        if self._untouched(a, b):
            c = m.new_of[a]
            place = ends(m, start, end, a, b, c, c + b - a)
            return self._placed(start, end, place, 1.0, bool(m.moved[a]))
        p = project(m, a, b)
        if not (p and (p.intact or p.support >= HELD)):
            alone = only_copy(m, a, b)
            if alone is not None:
                return self._where_its_copy_is(start, end, a, b, alone, p)
        if p is None:
            return self._searched(start, end, a, b, [])
        if p.intact:
            p = grown(m, a, b, p)
        place = ends(m, start, end, a, b, p.c, p.d)
        if p.intact and p.support >= HELD:
            return self._placed(start, end, place, 1.0, p.moved, p)
        own = self._own(start, end, a, b, p)
        sure = verdict(b - a, p, own.score)
        if not sure:
            offered = self._in_pieces(start, end, a, b)
            offered += [own] * (sure is False or self._is_replaced(a, b, p))
            return self._searched(start, end, a, b, offered)
        if p.support < HELD and (rivals := self._rivals(start, end, a, b, p, own)):
            return review([own, *rivals], "rival")
        trust = (2 * p.coverage + own.score + p.support) / 4
        return self._placed(start, end, place, trust, p.moved, p)

    def _where_its_copy_is(
        self, start: int, end: int, a: int, b: int, copy: int, p: Projection | None
    ) -> Carried:
        """A passage that stands word for word just once, unless its old place speaks for itself."""
        place = ends(self._m, start, end, a, b, copy, copy + b - a)
        own = self._own(start, end, a, b, p) if p else None
        if p and own and not overlap(own, Hit(1.0, *place)) and verdict(b - a, p, own.score):
            return review([own, Hit(1.0, *place)], "rival")
        return self._placed(start, end, place, 1.0, True)

    def _own(self, start: int, end: int, a: int, b: int, p: Projection) -> Hit:
        """The place a projection points to."""
        place = ends(self._m, start, end, a, b, p.c, p.d)
        return Hit(likeness(self._m.old[start:end], self._m.new[place[0] : place[1]]), *place)

    def _in_pieces(self, start: int, end: int, a: int, b: int) -> list[Hit]:
        """Where a passage is whose sentences or paragraphs stand in another order now."""
        there = scattered(self._m, a, b) if b - a > SHORT else None
        if there is None:
            return []
        return [Hit(0.5, *ends(self._m, start, end, a, b, *there))]

    def _is_replaced(self, a: int, b: int, p: Projection) -> bool:
        """Whether other words stand in a passage's place amid the rest of its sentence."""
        m = self._m
        inside = p.both and not (m.a.opens_sentence(a) and m.a.opens_sentence(b))
        return inside and not any(map(m.b.opens_sentence, range(p.c + 1, p.d)))

    def _untouched(self, a: int, b: int) -> bool:
        """Whether a passage and the words directly before and after it are still one run."""
        m = self._m
        first, last = max(a - 1, 0), min(b, len(m.new_of) - 1)
        c, d = m.new_of[first], m.new_of[last]
        return (
            c >= 0
            and d - c == last - first
            and m.old_codes[first : last + 1] == m.new_codes[c : d + 1]
            and (a > 0 or c == 0)
            and (b < len(m.new_of) or d == len(m.old_of) - 1)
        )

    def _placed(
        self,
        start: int,
        end: int,
        place: tuple[int, int],
        trust: float,
        moved: bool,
        p: Projection | None = None,
    ) -> Carried:
        """A sure place: changed when other words stand there, or when somebody else says them."""
        m = self._m
        a, b = m.words_in(start, end)
        before, after = m.old[start:end], m.new[place[0] : place[1]]
        found = drift(before, after) if before != after else ()
        said = self._said.changed(a, b, *m.new_words_in(*place))
        beside = said or (self._beside(a, b, p, said is None) if p else ())
        changed = beside or (found and wording(before) != wording(after))
        unchanged = PlacementStatus.MOVED if moved else PlacementStatus.KEPT
        reason = "moved" if moved else ""
        return Carried(
            PlacementStatus.CHANGED if changed else unchanged,
            *place,
            round(100 * trust),
            found + beside,
            "attribution" if said else "beside" if beside and not found else reason,
        )

    def _beside(
        self, a: int, b: int, p: Projection, attributed: bool
    ) -> tuple[tuple[str, str], ...]:
        """Words that came or went directly beside a passage and make it say otherwise ("not").

        With `attributed` such as name a source are among them.
        """
        m = self._m
        found = []
        if not p.left:
            found.append((m.a.beside(a, -1, m.new_of), m.b.beside(p.c, -1, m.old_of)))
        if not p.right:
            found.append((m.a.beside(b, 1, m.new_of), m.b.beside(p.d, 1, m.old_of)))
        before, after = (" ".join(side) for side in zip(*found, strict=True)) if found else ("", "")
        return (
            tuple(pair for pair in found if any(pair))
            if says_otherwise(before, after, attributed)
            else ()
        )

    def _searched(self, start: int, end: int, a: int, b: int, offered: list[Hit]) -> Carried:
        """What becomes of a passage the map is not sure of; `offered` is where it points to."""
        hits = self._search(start, end, a, b)
        if hits and not offered and self._is_moved(hits, end - start, a, b):
            return self._placed(start, end, hits[0][1:], hits[0].score, True)
        least = 0.8 if b - a <= SHORT else 0.58
        found = [h for h in hits if h.score >= least and not any(overlap(h, o) for o in offered)]
        if offered or found:
            return review(offered + found, "thin" if offered else "likeness")
        if neighbours_hold(self._m, a, b):
            return Carried(PlacementStatus.CUT)
        return Carried(PlacementStatus.LOST, confidence=0)

    def _is_moved(self, hits: list[Hit], length: int, a: int, b: int) -> bool:
        second = hits[1].score if len(hits) > 1 else 0.0
        alone = hits[0].score >= 0.8 and hits[0].score - second >= RIVAL
        once = len(places_of(self._words(a, b), self._m.old_codes)) == 1
        return alone and once and length >= MOVED_CHARS

    def _rivals(self, start: int, end: int, a: int, b: int, p: Projection, own: Hit) -> list[Hit]:
        """Other places the passage could as well be, when nothing around it speaks for its own.

        A copy that lost its place in the old text could be the one that stands there now, and
        one that nothing explains in the new text could be this one.
        """
        m, words = self._m, self._words(a, b)
        found = [
            Hit(1.0, m.b.start[at], m.b.end[at + b - a - 1])
            for at in places_of(words, m.new_codes)
            if not p.c <= at < p.d and max(m.old_of[at : at + b - a]) < 0
        ]
        homeless = any(
            at != a and min(m.new_of[at : at + b - a]) < 0 for at in places_of(words, m.old_codes)
        )
        if homeless and not found:
            return [own]
        return found or [
            hit
            for hit in self._search(start, end, a, b)
            if hit.score >= own.score - RIVAL and not overlap(hit, own)
        ]

    def _search(self, start: int, end: int, a: int, b: int) -> list[Hit]:
        if self._free is None:
            self._free = FreeText(self._m)
        return self._free.search(start, end, a, b)

    def _words(self, a: int, b: int) -> str:
        return self._m.old_codes[a:b]

    def _wordless(self, start: int, end: int, a: int) -> Carried:
        """A passage of marks alone stays between its two words, or is gone."""
        m = self._m
        left, right = neighbour(m, a - 1), neighbour(m, a)
        if left is None or right is None or right != left + 1:
            return Carried(PlacementStatus.LOST, confidence=0)
        since = m.b.end[left] if left >= 0 else 0
        until = m.b.start[right] if right < len(m.b) else len(m.new)
        at = m.new.find(m.old[start:end], since, until)
        if at < 0 or start == end:
            return Carried(PlacementStatus.CUT)
        return Carried(PlacementStatus.KEPT, at, at + end - start)


def review(hits: list[Hit], reason: str) -> Carried:
    """A passage with places to choose from; the first is shown."""
    offered = dict.fromkeys(hits)
    candidates = [Candidate(hit.start, hit.end, round(hit.score, 3)) for hit in offered]
    first = hits[0]
    return Carried(
        PlacementStatus.REVIEW,
        first.start,
        first.end,
        min(round(first.score * 100), 60),
        (),
        reason,
        tuple(candidates[:MOST_CANDIDATES]),
    )
