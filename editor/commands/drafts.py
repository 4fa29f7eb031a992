"""Acts on drafts: the next one with every mark carried over, and what a person says of them.

The text work is done before the act, in the worker process: `prepare` reads what is needed,
`editor.text.carry_article` carries, `add_draft` writes everything as one act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from db.act import Act
from db.errors import Refused, StaleEdit, StoreError
from db.kinds import BlockKind, State
from db.records import Annotation, Article, Check, Decision, Document, Revision
from db.store import Store
from editor.commands.draft_outcome import SURE, Placed
from editor.commands.draft_writing import DraftWriting, overlay_key
from editor.commands.receiving import keep_said
from editor.text.carry_article import Carriage, Passage, carry_article
from editor.text.compare import Difference
from editor.text.draft_edit import Edit, edited
from editor.text.substance import wording

KIN = 0.2
"""Less of the shorter text in common, and it is another article."""
KIN_WORDS = 25
"""Shorter texts are never taken for another article's."""


class SameText(StoreError):
    """`number`: the draft that holds the same text."""

    code = "same_text"


class OtherArticle(StoreError):
    """`slug`: the article the text has next to nothing in common with."""

    code = "other_article"


class NoText(StoreError):
    """The new draft holds no words."""

    code = "empty_draft"


@dataclass(frozen=True, slots=True)
class Work:
    """What carrying an article over needs; plain values that fit through a pipe."""

    article: Article
    texts: dict[str, str]
    passages: tuple[Passage, ...]

    def carry(self, text: str) -> Carriage:
        """Everything carried to a new text, here and now."""
        return carry_article(self.texts, self.passages, self.article.revision, text)


@dataclass(frozen=True, slots=True)
class Revised:
    """A draft that was added, with its marks and the checks that changed."""

    revision: Revision
    placed: tuple[Placed, ...]
    checks: dict[str, Check]
    differences: tuple[Difference, ...]

    def reopened(self, placed: Placed) -> bool:
        """Whether this draft sent the check of a mark back because of that mark."""
        check = self.checks.get(placed.mark.check)
        back = check is not None and check.state is State.UNCHECKED and bool(check.reopened)
        return back and bool(placed.substance) and not placed.agreed


def prepare(store: Store, article_id: str) -> Work:
    """What stands where in an article, each mark in the last draft in which its place is sure."""
    article = store.article(article_id)
    marks = store.annotations(article.id)
    owners: list[Annotation | Decision] = [*marks, *store.decisions(article.id)]
    changes = {mark.id: mark.change for mark in marks if mark.change and mark.answer != "stet"}
    found = {
        owner: Passage(owner, revision, start, end, changes.get(owner))
        for owner, revision, start, end in _places(store, article, [o.id for o in owners])
    }
    overlays = [
        Passage(overlay_key(o), article.revision, o.start, o.end)
        for o in store.overlays(article.revision)
    ]
    passages = (*found.values(), *overlays)
    needed = {article.revision, *(p.revision for p in passages)}
    texts = {id_: store.revision(id_).text for id_ in sorted(needed)}
    return Work(article, texts, passages)


def add_draft(
    store: Store,
    person: str,
    now: int,
    article_id: str,
    document: Document,
    carriage: Carriage | None = None,
    anyway: bool = False,
) -> Revised:
    """Keep `document` as the next draft of an article with everything carried over, in one act.

    `carriage` is what the worker made of `prepare`; what is missing or outdated in it is made
    here. Raises SameText, NoText, and OtherArticle unless `anyway`.
    """
    work = prepare(store, article_id)
    previous = store.revision(work.article.revision)
    if document.text == previous.text:
        raise SameText(number=previous.number)
    if not wording(document.text):
        raise NoText()
    carriage = _completed(work, carriage, document.text)
    if not anyway and carriage.kinship < KIN and len(wording(document.text)) >= KIN_WORDS:
        raise OtherArticle(slug=work.article.slug)
    with store.act(person, now, "add draft") as act:
        revision = act.add_revision(work.article.id, document)
        _retitle(act, work.article, previous, document)
        writing = DraftWriting(act, carriage, work.texts, revision)
        writing.write(previous, store.annotations(work.article.id))
    keep_said(store, revision.id, document)
    return Revised(revision, tuple(writing.placed), writing.checks, carriage.differences)


def edit_text(
    store: Store, person: str, now: int, revision: Revision, edits: Iterable[Edit]
) -> Revised:
    """Make the next draft of an article from its newest one with passages changed in place.

    Raises StaleEdit when `revision` is not the newest any more, Refused for edits that overlap.
    """
    check_newest(store.article(revision.article), revision)
    try:
        document = edited(revision, edits)
    except ValueError as error:
        raise Refused(field="edit", value=str(error)) from error
    return add_draft(store, person, now, revision.article, document, anyway=True)


def check_newest(article: Article, revision: Revision) -> None:
    """StaleEdit when `revision` is not the article's newest draft any more."""
    if article.revision != revision.id:
        raise StaleEdit(
            kind="article",
            id=article.id,
            field="draft",
            mine=revision.number,
            theirs=article.draft,
        )


def _places(
    store: Store, article: Article, owners: Sequence[str]
) -> Iterator[tuple[str, str, int, int]]:
    """(owner, revision, start, end) of each owner where its place was last sure."""
    missing = set(owners)
    drafts = [article.revision]
    older = [r.id for r in reversed(store.revisions(article.id)) if r.id != article.revision]
    for revision in [*drafts, *older]:
        if not missing:
            return
        for owner, place in store.placements(article.id, revision).items():
            known = place.start is not None and place.end is not None
            if owner in missing and known and place.status in SURE:
                missing.discard(owner)
                yield owner, revision, place.start or 0, place.end or 0


def _completed(work: Work, carriage: Carriage | None, text: str) -> Carriage:
    """The carriage, with what was marked or moved since it was made added to it."""
    digest = sha256(text.encode()).hexdigest()
    made_for = carriage and (carriage.previous, carriage.sha256)
    if carriage is None or made_for != (work.article.revision, digest):
        return work.carry(text)
    known = set(carriage.passages)
    missing = tuple(p for p in work.passages if p not in known)
    if not missing:
        return carriage
    more = replace(work, passages=missing).carry(text)
    return replace(
        carriage,
        passages=work.passages,
        placed=carriage.placed | more.placed,
        standing=carriage.standing | more.standing,
    )


def _retitle(act: Act, article: Article, previous: Revision, document: Document) -> None:
    """Let the article's headline follow the text's, if it was the text's before."""
    was = [b for b in previous.blocks if b.kind is BlockKind.HEADLINE]
    same = was and previous.text[was[0].start : was[0].end] == article.headline
    if same and document.headline and document.headline != article.headline:
        act.change(act.store.article(article.id), headline=document.headline)
