"""Two drafts of an article as they stand in the store: what the drafts page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from db.kinds import Kind, PlacementStatus, State
from db.records import Annotation, Article, Check, Overlay, Placement, Revision
from db.store import Store
from editor.commands.placing import SEEN
from editor.exchange.change_log import ChangeLog, LogEntry, change_log
from editor.text.carry_article import AGREED, PROPOSED
from editor.text.compare_drafts import Comparison
from editor.text.substance import substance
from editor.ui.highlights import Mark

ORDER = (
    PlacementStatus.REVIEW,
    PlacementStatus.LOST,
    PlacementStatus.CHANGED,
    PlacementStatus.CUT,
    PlacementStatus.MOVED,
    PlacementStatus.KEPT,
)
"""Statuses, those that need eyes first."""

EYES = frozenset(
    {
        PlacementStatus.REVIEW,
        PlacementStatus.LOST,
        PlacementStatus.CHANGED,
        PlacementStatus.CUT,
    }
)
"""Statuses a person looks at."""


@dataclass(frozen=True, slots=True)
class Item:
    """One mark in the newer draft, with the words of its passage in both."""

    mark: Annotation
    place: Placement
    check: Check | None
    before: str
    after: str
    old: tuple[int, int] | None
    """Its place in the older draft, in code points."""
    changed: bool
    """Whether its words changed in substance, a word beside it did, or who says it."""

    @property
    def status(self) -> PlacementStatus:
        """What became of it."""
        return self.place.status

    @property
    def reopened(self) -> bool:
        """Whether its check waits to be looked at again."""
        check = self.check
        return check is not None and check.state is State.UNCHECKED and bool(check.reopened)

    @property
    def proposed(self) -> bool:
        """Whether it proposes a wording that stands here now and was not answered yet."""
        return self.place.reason == PROPOSED and self.mark.kind is Kind.CHANGE

    @property
    def needs_eyes(self) -> bool:
        """Whether a person has still to look at its place; changed form alone needs no one."""
        if self.reopened:
            return True
        if self.status is PlacementStatus.CHANGED and not self.changed:
            return False
        return self.status in EYES and self.place.reason not in (SEEN, AGREED)


@dataclass(frozen=True)
class DraftsReading:
    """An article's drafts, two of them compared; `items` are the marks, eyes needed first.

    `log` is None while the two have not been compared yet.
    """

    article: Article
    drafts: tuple[Revision, ...]
    old: Revision
    new: Revision
    overlays: tuple[tuple[Overlay, ...], tuple[Overlay, ...]]
    items: tuple[Item, ...]
    log: ChangeLog | None = None

    @cached_property
    def counts(self) -> dict[PlacementStatus, int]:
        """How many marks have each status."""
        found = Counter(item.status for item in self.items)
        return {status: found[status] for status in PlacementStatus}

    @property
    def is_newest(self) -> bool:
        """Whether the newer of the two is the article's newest, whose places can be settled."""
        return self.new.id == self.article.revision

    @property
    def entries(self) -> tuple[LogEntry, ...]:
        """Every change between the two drafts."""
        return self.log.entries if self.log else ()

    @property
    def anchors(self) -> list[tuple[int, int]]:
        """Where the blocks that stand beside each other begin in both, in code points."""
        rows = self.log.comparison.rows if self.log else ()
        olds, news = self.old.blocks, self.new.blocks
        return [(olds[a].start, news[b].start) for a, b in rows if a is not None and b is not None]

    def item_of(self, annotation_id: str) -> Item | None:
        """A mark of that id."""
        return next((item for item in self.items if item.mark.id == annotation_id), None)

    def marks(self) -> tuple[list[Mark], list[Mark]]:
        """The marks painted in the older and in the newer draft."""
        olds = [_painted(i, *i.old) for i in self.items if i.old]
        news = [
            _painted(i, i.place.start, i.place.end)
            for i in self.items
            if i.place.start is not None and i.place.end is not None
        ]
        return olds, news


def read_drafts(
    store: Store, article_id: str, old_id: str = "", new_id: str = ""
) -> DraftsReading | None:
    """Two drafts of an article, by default the last two; None while it has only one."""
    article = store.article(article_id)
    drafts = tuple(store.revisions(article.id))
    if len(drafts) < 2:
        return None
    by_id = {draft.id: draft for draft in drafts}
    new = by_id.get(new_id, drafts[-1])
    old = by_id.get(old_id) or drafts[max(drafts.index(new) - 1, 0)]
    checks = {check.id: check for check in store.checks(article.id)}
    before, after = store.placements(article.id, old.id), store.placements(article.id, new.id)
    items = [
        _item(mark, after[mark.id], before.get(mark.id), checks, old, new)
        for mark in store.annotations(article.id, new.id)
        if mark.id in after
    ]
    overlays = tuple(store.overlays(old.id)), tuple(store.overlays(new.id))
    return DraftsReading(article, drafts, old, new, overlays, tuple(sorted(items, key=_urgency)))


def with_log(store: Store, reading: DraftsReading, comparison: Comparison) -> DraftsReading:
    """The reading with the log of what was found between its two drafts."""
    log = change_log(store, reading.old, reading.new, comparison)
    return DraftsReading(
        reading.article,
        reading.drafts,
        reading.old,
        reading.new,
        reading.overlays,
        reading.items,
        log,
    )


def needing_eyes(items: Iterable[Item]) -> list[Item]:
    """Those a person has still to look at, in their order."""
    return [item for item in items if item.needs_eyes]


def _item(
    mark: Annotation,
    place: Placement,
    was: Placement | None,
    checks: dict[str, Check],
    old: Revision,
    new: Revision,
) -> Item:
    stood = was is not None and was.start is not None and was.end is not None
    there = (was.start or 0, was.end or 0) if was is not None and stood else None
    before = old.text[there[0] : there[1]] if there else mark.exact
    after = "" if place.start is None else new.text[place.start : place.end]
    changed = place.status is PlacementStatus.CHANGED and (
        place.reason in ("beside", "attribution") or bool(substance(before, after))
    )
    return Item(mark, place, checks.get(mark.check), before, after, there, changed)


def _urgency(item: Item) -> tuple[bool, bool, int, int]:
    at = item.place.start if item.place.start is not None else (item.old or (0, 0))[0]
    return (not item.needs_eyes, not item.reopened, ORDER.index(item.status), at)


def _painted(item: Item, start: int, end: int) -> Mark:
    state = item.check.state if item.check else None
    return Mark(item.mark.id, start, end, item.mark.kind, state)
