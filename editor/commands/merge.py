"""Articles another desk sent, with everything, merged into this store in one act.

What is here already stays as it is; what is not is added. Ids are the same everywhere, so the same
package merged twice adds nothing, and two desks that worked on copies each keep their own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.act import Act
from db.errors import Exists, NotFound
from db.portable import NAMES, ordered, plain
from db.records import Annotation, Article, Decision, Person, Placement, Revision, Source
from db.store import Store
from editor.commands.articles import free_slug


@dataclass(frozen=True, slots=True)
class Merged:
    """How many records of each kind were added, which here differ from the package's (kind, id)
    and were left alone, how many were the same, and the articles' ids."""

    added: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, str], ...]
    same: int
    articles: tuple[str, ...]


def merge(
    store: Store,
    person: str,
    now: int,
    records: Iterable[Any],
    originals: Mapping[str, str],
    files: Mapping[str, bytes],
) -> Merged:
    """Merge records and files that `editor.exchange.carry` read; Damaged when a draft is not what
    its hash says, Refused when a record does not fit."""
    with store.act(person, now, "merge package") as act:
        merging = _Merging(act, store, originals, files)
        for record in ordered(records):
            merging.take(record)
        merging.settle_articles()
    return Merged(
        tuple(sorted(merging.added.items())),
        tuple(merging.kept),
        merging.same,
        tuple(article.id for article in merging.articles),
    )


class _Merging:
    """One act's work: what was added, kept and renamed."""

    def __init__(
        self, act: Act, store: Store, originals: Mapping[str, str], files: Mapping[str, bytes]
    ) -> None:
        self.added: Counter[str] = Counter()
        self.kept: list[tuple[str, str]] = []
        self.same = 0
        self.articles: list[Article] = []
        self._act, self._store = act, store
        self._originals, self._files = originals, files
        self._persons = {one.name: one.id for one in store.persons()}
        self._renamed: dict[str, str] = {}
        self._places: dict[str, set[str]] = {}

    def take(self, record: Any) -> None:
        """Add a record that is not here yet, under this desk's ids of persons."""
        if isinstance(record, Person) and record.name in self._persons:
            self._renamed[record.id] = self._persons[record.name]
            self.same += 1
            return
        record = self._with_our_persons(record)
        if isinstance(record, Placement):
            self._take_place(record)
            return
        here = self._here(record)
        if here is not None:
            self._compare(here, record)
        else:
            self._add(record)

    def settle_articles(self) -> None:
        """Give each new article its newest draft, and one that was here the newer draft it got."""
        for told in self.articles:
            drafts = self._store.revisions(told.id)
            now = self._store.get(Article, told.id)
            if drafts and drafts[-1].number > now.draft:
                newest = drafts[-1]
                self._act.change(now, revision=newest.id, draft=newest.number)

    def _with_our_persons(self, record: Any) -> Any:
        told = {
            name: self._renamed[getattr(record, name)]
            for name in NAMES
            if getattr(record, name, "") in self._renamed
        }
        return replace(record, **told) if told else record

    def _here(self, record: Any) -> Any:
        try:
            return self._store.get(type(record), record.id)
        except NotFound:
            return None

    def _compare(self, here: Any, record: Any) -> None:
        if isinstance(record, Article):
            self.articles.append(record)
        mine, theirs = plain(here), plain(record)
        if isinstance(record, Article):
            for own in ("revision", "draft", "slug"):
                theirs["fields"][own] = mine["fields"][own]
        if mine == theirs:
            self.same += 1
        else:
            self.kept.append((mine["kind"], here.id))

    def _add(self, record: Any) -> None:
        kind = type(record).__name__.lower()
        try:
            if isinstance(record, Revision):
                self._add_draft(record)
            elif isinstance(record, Article):
                self._add_article(record)
            else:
                if isinstance(record, Source) and record.file in self._files:
                    self._act.add_file(self._files[record.file])
                bare = isinstance(record, Annotation | Decision)
                self._act.add(replace(record, revision="") if bare else record)
        except Exists:
            self.kept.append((kind, record.id))
            return
        self.added[kind] += 1

    def _add_article(self, article: Article) -> None:
        taken = {one.slug for one in self._store.articles()}
        slug = article.slug
        slug = slug if slug and slug not in taken else free_slug(article.headline, taken)
        self._act.add(replace(article, slug=slug, revision="", draft=0))
        self.articles.append(article)

    def _add_draft(self, revision: Revision) -> None:
        """A draft whose number another one has here comes after all of them."""
        numbers = {draft.number for draft in self._store.revisions(revision.article)}
        if revision.number in numbers:
            revision = replace(revision, number=max(numbers) + 1)
        digest = self._originals.get(revision.id, "")
        self._act.keep_revision(revision, self._files.get(digest, b""))

    def _take_place(self, place: Placement) -> None:
        if place.revision not in self._places:
            article = self._store.revision(place.revision).article
            self._places[place.revision] = set(self._store.placements(article, place.revision))
        if place.owner in self._places[place.revision]:
            self.same += 1
            return
        self._act.place(
            place.owner,
            place.revision,
            place.start,
            place.end,
            status=place.status,
            confidence=place.confidence,
            drift=place.drift,
            reason=place.reason,
            candidates=place.candidates,
        )
        self.added["placement"] += 1
