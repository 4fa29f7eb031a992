"""What a new draft means for a check: pure, one check at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.kinds import PlacementStatus, State
from db.records import Annotation, Check
from editor.text.carry import Carried
from editor.text.substance import says_otherwise, substance, wording

SURE = frozenset({PlacementStatus.KEPT, PlacementStatus.MOVED, PlacementStatus.CHANGED})
"""Statuses of a place nobody has to look at."""

NEVER_CUT = frozenset({State.CUT, State.NOT_A_FACT})


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in its new place: the words `before` and `after`, and whether they were agreed on."""

    mark: Annotation
    carried: Carried
    before: str
    after: str
    agreed: bool = False

    @property
    def sure(self) -> bool:
        """Whether the mark has a place that is not up for review."""
        return self.carried.status in SURE

    @property
    def substance(self) -> tuple[str, ...]:
        """What changed in substance, in the passage or directly beside it."""
        if not self.sure or self.carried.status is not PlacementStatus.CHANGED:
            return ()
        found = substance(self.before, self.after)
        if self.carried.reason == "attribution":
            return (*found, "attribution")
        if found or self.carried.reason != "beside":
            return found
        return says_otherwise(*self._beside)

    @property
    def said(self) -> tuple[str, str]:
        """What the passage said before and says now: its words, with those beside it that tell."""
        if self.carried.reason not in ("attribution", "beside"):
            return self.before, self.after
        before, after = (f" ({words})" if words else "" for words in self._beside)
        return self.before + before, self.after + after

    def says_again(self, words: str) -> bool:
        """Whether the passage came back, in this draft, to what it said once."""
        before, after = self.said
        return not same_words(before, after) and same_words(after, words)

    @property
    def _beside(self) -> tuple[str, str]:
        """What stood and what stands beside the passage."""
        drift = self.carried.drift
        pairs = drift[-1:] if self.carried.reason == "attribution" else drift
        before, after = zip(*pairs, strict=True)
        return " ".join(filter(None, before)), " ".join(filter(None, after))


def outcome(check: Check, placed: Sequence[Placed]) -> dict[str, object]:
    """The fields of a check that change when its marks stand as `placed` in a new draft.

    All cut: `cut`, and back when one returns. Changed just as agreed: `confirmed_with_change`.
    Changed in substance otherwise: `unchecked` with the words before and after, and the state
    it had kept; when the very words come back, so does the state.
    """
    if placed and all(p.carried.status is PlacementStatus.CUT for p in placed):
        if check.state in NEVER_CUT:
            return {}
        kept = check.earlier if check.reopened else check.state.value
        return {"state": State.CUT, "earlier": kept}
    state, earlier, reopened = check.state, check.earlier, check.reopened
    sure = [p for p in placed if p.sure]
    if state is State.CUT and sure:
        state = State.UNCHECKED if reopened else State(earlier or State.UNCHECKED)
        earlier = earlier if reopened else ""
    back = [p for p in sure if earlier and reopened and p.says_again(reopened[0])]
    changed = [p for p in sure if p.substance and not p.agreed and p not in back]
    if changed:
        first = changed[0]
        if state is not State.UNCHECKED:
            state, earlier = State.UNCHECKED, state.value
            reopened = first.said
        elif reopened:
            reopened = (reopened[0], first.said[1])
    elif any(p.agreed for p in sure):
        state, earlier, reopened = State.CONFIRMED_WITH_CHANGE, "", ()
    elif back and state is State.UNCHECKED:
        state, earlier, reopened = State(earlier), "", ()
    wanted = {"state": state, "earlier": earlier, "reopened": reopened}
    return {name: value for name, value in wanted.items() if getattr(check, name) != value}


def same_words(before: str, after: str) -> bool:
    """Whether two wordings hold the same words, form aside."""
    return wording(before) == wording(after)
