"""Acts on articles and their drafts."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from db.act import Act
from db.errors import Refused
from db.kinds import BlockKind
from db.records import Article, Block, Document, Overlay, Revision, new_id
from db.store import Store
from editor.commands.repeats import set_repeats_apart

DISPLAY = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.KICKER,
        BlockKind.DECK,
        BlockKind.HEADING,
        BlockKind.PULL_QUOTE,
        BlockKind.CAPTION,
        BlockKind.SOCIAL_TEXT,
    }
)
"""Kinds of display type, which is often written after the text is filed."""


def import_document(
    store: Store, person: str, now: int, document: Document
) -> tuple[Article, Revision]:
    """File a read document as a new article with its first draft, in one act."""
    with store.act(person, now, "add article") as act:
        article, revision = add_article(act, document)
    return store.article(article.id), revision


def add_article(act: Act, document: Document) -> tuple[Article, Revision]:
    """A new article and its first draft, within an act."""
    document = set_repeats_apart(act.store, document)
    taken = {article.slug for article in act.store.articles()}
    headline = document.headline or document.text[:80].split("\n")[0]
    article = Article(
        id=new_id(act.now),
        slug=free_slug(document.wire.slug or headline, taken),
        headline=headline,
        writers=document.writers,
        language=document.language,
        source=document.source,
        published=document.published,
        created=act.now,
        embargo=from_iso(document.wire.embargo),
        service=document.wire.service,
        origin=document.wire.id,
    )
    act.add(article)
    return article, act.add_revision(article.id, document)


def from_iso(told: str) -> int:
    """An ISO 8601 time in ms UTC, local where it names no zone; 0 when it is none."""
    try:
        return int(datetime.fromisoformat(told).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return 0


def edit_article(
    store: Store, person: str, now: int, article: Article, **fields: object
) -> Article:
    """Change fields of an article; Refused for a slug that is taken or empty."""
    with store.act(person, now, "edit article") as act:
        slug = str(fields.get("slug", article.slug))
        if slug != article.slug and (not slug or any(a.slug == slug for a in store.articles())):
            raise Refused(field="slug", value=slug)
        return act.change(article, **fields)


def remove_article(store: Store, person: str, now: int, article: Article) -> None:
    """Take an article away with its marks, decisions and checks, in one act."""
    with store.act(person, now, "remove article") as act:
        for kind in (store.annotations, store.decisions, store.checks):
            for record in kind(article.id):
                act.remove(record)
        act.remove(article)


def set_block_kind(
    store: Store, person: str, now: int, article_id: str, block: Block, kind: BlockKind
) -> Overlay:
    """Say that a block of the newest draft is something else than its reader took it for."""
    article = store.article(article_id)
    with store.act(person, now, "set block kind") as act:
        for overlay in store.overlays(article.revision):
            if (overlay.start, overlay.end, overlay.text) == (block.start, block.end, ""):
                return act.change(overlay, kind=kind)
        made = Overlay(new_id(now), article.id, article.revision, block.start, block.end, kind)
        return act.add(made)


def add_display(
    store: Store, person: str, now: int, article_id: str, at: int, kind: BlockKind, text: str
) -> Overlay:
    """Put display type that is not in the file at a place of the newest draft.

    `at` is the start of the block it stands before, or the length of the text. Refused without
    words or for a kind that is no display type.
    """
    if kind not in DISPLAY or not text.strip():
        raise Refused(field="display", value=text.strip() or kind.value)
    article = store.article(article_id)
    with store.act(person, now, f"add {kind.value.replace('_', ' ')}") as act:
        made = Overlay(new_id(now), article.id, article.revision, at, at, kind, text.strip())
        return act.add(made)


def edit_overlay(
    store: Store, person: str, now: int, overlay: Overlay, **fields: object
) -> Overlay:
    """Change display type that was added, or a block's kind."""
    with store.act(person, now, "edit display type") as act:
        return act.change(overlay, **fields)


def remove_overlay(store: Store, person: str, now: int, overlay: Overlay) -> None:
    """Take added display type away, or let a block be what its reader took it for."""
    with store.act(person, now, "remove display type") as act:
        act.remove(overlay)


def free_slug(headline: str, taken: set[str]) -> str:
    """A short lower-case name made of the headline's words that is not in `taken`."""
    folded = unicodedata.normalize("NFKD", headline).casefold()
    words = re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c)))
    base = "-".join(words[:6])[:60].strip("-") or "article"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
