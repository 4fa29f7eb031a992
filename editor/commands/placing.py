"""What a person says of a mark whose place in the newest draft was not sure."""

from __future__ import annotations

from collections.abc import Iterable

from db.act import Act
from db.errors import Refused
from db.kinds import PlacementStatus
from db.records import Annotation, Article, Placement
from db.store import Store
from editor.commands.draft_outcome import SURE, Placed, outcome
from editor.text.carry import Carried
from editor.text.compare import drift
from editor.text.substance import wording

SEEN = "person"
"""The reason of a place that a person looked at."""


def settle_place(
    store: Store, person: str, now: int, annotation_id: str, start: int, end: int
) -> Placement:
    """Say that a mark stands at `start:end` of the newest draft; its check follows."""
    mark = store.annotation(annotation_id)
    article = store.article(mark.article)
    text = store.revision(article.revision).text
    if not 0 <= start < end <= len(text):
        raise Refused(field="range", value=f"{start}:{end}")
    before, after = words_before(store, article, mark), text[start:end]
    changed = wording(before) != wording(after)
    status = PlacementStatus.CHANGED if changed else PlacementStatus.KEPT
    carried = Carried(status, start, end, 100, drift(before, after), SEEN)
    return _settled(store, person, now, article, Placed(mark, carried, before, after))


def declare_gone(store: Store, person: str, now: int, annotation_id: str) -> Placement:
    """Say that a mark's passage is not in the newest draft any more; its check follows."""
    mark = store.annotation(annotation_id)
    article = store.article(mark.article)
    before = words_before(store, article, mark)
    carried = Carried(PlacementStatus.CUT, reason=SEEN)
    return _settled(store, person, now, article, Placed(mark, carried, before, ""))


def acknowledge(
    store: Store, person: str, now: int, annotation_ids: Iterable[str]
) -> list[Placement]:
    """Say that these marks' places in the newest draft were looked at; checks stay as they are."""
    marks = [store.annotation(id_) for id_ in annotation_ids]
    seen: list[Placement] = []
    with store.act(person, now, "accept places") as act:
        for mark in marks:
            article = store.article(mark.article)
            there = store.placements(article.id).get(mark.id)
            if there is not None and there.status is not PlacementStatus.REVIEW:
                seen.append(give_reason(act, there, SEEN))
    return seen


def give_reason(act: Act, place: Placement, reason: str) -> Placement:
    """Say why a mark stands where it does."""
    return act.place(
        place.owner,
        place.revision,
        place.start,
        place.end,
        place.status,
        place.confidence,
        place.drift,
        reason,
    )


def _settled(store: Store, person: str, now: int, article: Article, placed: Placed) -> Placement:
    """Write one mark's place and what it means for its check, as one act."""
    one = placed.carried
    with store.act(person, now, "place mark") as act:
        place = act.place(
            placed.mark.id,
            article.revision,
            one.start,
            one.end,
            one.status,
            one.confidence,
            one.drift,
            one.reason,
        )
        if placed.mark.check:
            check = store.check(placed.mark.check)
            there = store.placements(article.id)
            others = [
                Placed(mark, _as_carried(there.get(mark.id)), mark.exact, mark.exact)
                for mark in store.places([check.id]).get(check.id, [])
                if mark.id != placed.mark.id
            ]
            act.change(check, **outcome(check, [placed, *others]))
    return place


def _as_carried(place: Placement | None) -> Carried:
    """A place that was there before, which is no news for its check."""
    if place is None:
        return Carried(PlacementStatus.LOST)
    status = PlacementStatus.KEPT if place.status in SURE else place.status
    return Carried(status, place.start, place.end)


def words_before(store: Store, article: Article, mark: Annotation) -> str:
    """The words of a mark in the last draft before the newest in which its place was sure."""
    older = [r for r in store.revisions(article.id) if r.id != article.revision]
    for revision in reversed(older):
        place = store.placements(article.id, revision.id).get(mark.id)
        if place is not None and place.status in SURE and place.start is not None:
            return revision.text[place.start : place.end]
    return mark.exact
