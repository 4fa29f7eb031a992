"""Everything a new draft writes, inside its act: places, checks, proposals, overlays, passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from db.act import Act
from db.kinds import BlockKind, PlacementStatus, Risk
from db.records import Annotation, Block, Check, Overlay, Revision, new_id
from editor.commands.draft_outcome import Placed, outcome
from editor.text.carry import Carried
from editor.text.carry_article import AGREED, PROPOSED, Carriage, Passage
from editor.text.compare import drift
from editor.text.substance import substance

LEGAL = "legal"
ACCEPTED = "accepted"
"""The answer to a proposed wording that agrees to it."""


class Standing(NamedTuple):
    """A proposed wording that stands at `place` of the new draft, for the passage `old`."""

    old: Passage
    place: tuple[int, int]
    accepted: bool


def overlay_key(overlay: Overlay) -> str:
    """The owner a carried overlay goes by."""
    return f"overlay {overlay.id}"


class DraftWriting:
    """Carries what hangs on `previous` over to `revision`; `placed` and `checks` tell what came."""

    def __init__(
        self, act: Act, carriage: Carriage, texts: dict[str, str], newest: Revision
    ) -> None:
        """`texts` are the drafts that passages are carried from, by id; `newest` is just added."""
        self.placed: list[Placed] = []
        self.checks: dict[str, Check] = {}
        self._act, self._store, self._carriage = act, act.store, carriage
        self._texts, self._newest = texts, newest
        self._from = {p.owner: p for p in carriage.passages}

    def write(self, previous: Revision, marks: list[Annotation]) -> None:
        """Write all of it; `marks` are the article's."""
        self._place_marks(marks)
        self._place_decisions(previous)
        self._settle_checks(marks)
        self._carry_overlays(previous)
        self._withdraw_passes(previous)

    def _place_marks(self, marks: list[Annotation]) -> None:
        proposals = self._standing_proposals(marks)
        for mark in marks:
            placed = self._placed(mark, proposals)
            self.placed.append(placed)
            self._place(mark.id, placed.carried)

    def _standing_proposals(self, marks: Iterable[Annotation]) -> list[Standing]:
        """Where proposed wordings stood and stand, of marks that propose one."""
        standing = self._carriage.standing
        return [
            Standing(self._from[m.id], standing[m.id], m.answer == ACCEPTED)
            for m in marks
            if m.id in standing and m.id in self._from
        ]

    def _placed(self, mark: Annotation, proposals: list[Standing]) -> Placed:
        carried = self._carriage.placed.get(mark.id, Carried(PlacementStatus.LOST, confidence=0))
        source = self._from.get(mark.id)
        if source is None:
            return Placed(mark, carried, mark.exact, "")
        before = self._texts[source.revision][source.start : source.end]
        mine = [
            one
            for one in proposals
            if one.old.revision == source.revision
            and one.old.start < source.end
            and one.old.end > source.start
        ]
        covering = sorted(
            (p for p in mine if p.old.start <= source.start and p.old.end >= source.end),
            key=lambda p: not p.accepted,
        )
        if covering:
            carried = self._replaced(before, covering[0])
        after = self._newest.text[carried.start : carried.end] if carried.start is not None else ""
        accepted = [p for p in mine if p.accepted]
        agreed = covering[0].accepted if covering else False
        agreed = agreed or self._as_proposed(source, before, after, accepted)
        return Placed(mark, carried, before, after, agreed)

    def _replaced(self, before: str, one: Standing) -> Carried:
        """The place of a passage where a proposed wording stands now."""
        start, end = one.place
        reason = AGREED if one.accepted else PROPOSED
        if start == end:
            return Carried(PlacementStatus.CUT, reason=reason)
        after = self._newest.text[start:end]
        return Carried(PlacementStatus.CHANGED, start, end, 100, drift(before, after), reason)

    def _as_proposed(self, source: Passage, before: str, after: str, mine: list[Standing]) -> bool:
        """Whether a passage changed by nothing but wordings that were proposed inside it."""
        if not mine or not after:
            return False
        text, at = "", source.start
        for proposal in sorted((one.old for one in mine), key=lambda p: p.start):
            if (
                not source.start <= proposal.start <= proposal.end <= source.end
                or proposal.start < at
            ):
                return False
            text += self._texts[source.revision][at : proposal.start] + (proposal.proposal or "")
            at = proposal.end
        text += self._texts[source.revision][at : source.end]
        return not substance(text, after) and bool(substance(before, after))

    def _place_decisions(self, previous: Revision) -> None:
        """Decisions go along with their words; on words that changed in substance they lapse."""
        for decision in self._store.decisions(previous.article):
            carried = self._carriage.placed.get(decision.id)
            source = self._from.get(decision.id)
            if carried is None or source is None:
                continue
            if carried.start is not None and carried.end is not None:
                before = self._texts[source.revision][source.start : source.end]
                after = self._newest.text[carried.start : carried.end]
                if carried.status is PlacementStatus.REVIEW or substance(before, after):
                    carried = Carried(PlacementStatus.LOST, None, None, 0, carried.drift, "changed")
            self._place(decision.id, carried)

    def _place(self, owner: str, one: Carried) -> None:
        self._act.place(
            owner,
            self._newest.id,
            one.start,
            one.end,
            one.status,
            one.confidence,
            one.drift,
            one.reason,
            one.candidates,
        )

    def _settle_checks(self, marks: list[Annotation]) -> None:
        by_check: dict[str, list[Placed]] = {}
        for placed in self.placed:
            if placed.mark.check:
                by_check.setdefault(placed.mark.check, []).append(placed)
        for check in self._store.checks_of(by_check):
            fields = outcome(check, by_check[check.id])
            self.checks[check.id] = self._act.change(check, **fields) if fields else check

    def _carry_overlays(self, previous: Revision) -> None:
        """Kinds that persons gave to blocks, and display type they added, stay with their block."""
        for overlay in self._store.overlays(previous.id):
            carried = self._carriage.placed.get(overlay_key(overlay))
            if overlay.text:
                self._carry_display(previous, overlay)
            elif carried is not None and carried.start is not None and carried.end is not None:
                block = nearest_block(self._newest.blocks, carried.start, carried.end)
                if block is not None and block.kind is not overlay.kind:
                    self._overlay(overlay, block.start, block.end)

    def _carry_display(self, previous: Revision, overlay: Overlay) -> None:
        """Display type added by hand stands before the same block, unless the file has it now."""
        texts = [self._newest.text[b.start : b.end] for b in self._newest.blocks]
        if any(not substance(overlay.text, text) for text in texts):
            return
        number = sum(block.end <= overlay.start for block in previous.blocks)
        number = min(number, len(self._newest.blocks))
        blocks = self._newest.blocks
        at = blocks[number].start if number < len(blocks) else len(self._newest.text)
        self._overlay(overlay, at, at)

    def _overlay(self, overlay: Overlay, start: int, end: int) -> None:
        id_ = new_id(self._act.now)
        self._act.add(
            replace(overlay, id=id_, revision=self._newest.id, start=start, end=end, version=1)
        )

    def _withdraw_passes(self, previous: Revision) -> None:
        """Take back the passes a change of substance touches: legal ones by legal passages only."""
        standing = [p for p in self._store.passes(previous.article) if not p.withdrawn]
        if not standing or not self._touched(previous):
            return
        legal = any(p.substance and self._is_legal(p) for p in self.placed)
        for one in standing:
            if one.purpose != LEGAL or legal:
                self._act.change(one, withdrawn=self._act.now)

    def _is_legal(self, placed: Placed) -> bool:
        check = self.checks.get(placed.mark.check)
        return check is not None and check.risk is Risk.LEGAL

    def _touched(self, previous: Revision) -> bool:
        """Whether anything changed in substance in what is the article."""
        old = kinds_of(previous, self._store.overlays(previous.id))
        new = kinds_of(self._newest, self._store.overlays(self._newest.id))
        return any(
            difference.substance
            and (
                is_article(old, difference.start, difference.end)
                or is_article(new, difference.new_start, difference.new_end)
            )
            for difference in self._carriage.differences
        )


def kinds_of(revision: Revision, overlays: Iterable[Overlay]) -> list[Block]:
    """The blocks of a draft with the kinds persons gave them."""
    given = {(o.start, o.end): o.kind for o in overlays if not o.text}
    return [replace(b, kind=given.get((b.start, b.end), b.kind)) for b in revision.blocks]


def is_article(blocks: Iterable[Block], start: int, end: int) -> bool:
    """Whether a passage that is not empty lies in a block that belongs to the article."""
    return start < end and any(
        b.start < end and start < b.end and b.kind is not BlockKind.NOT_ARTICLE for b in blocks
    )


def nearest_block(blocks: Iterable[Block], start: int, end: int) -> Block | None:
    """The block that holds most of a passage."""
    shared = {b: min(b.end, end) - max(b.start, start) for b in blocks}
    best = max(shared, key=lambda b: shared[b], default=None)
    return best if best is not None and shared[best] > 0 else None
