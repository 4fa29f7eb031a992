"""Acts on articles and their drafts."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from db.act import Act
from db.errors import Refused
from db.records import Article, Document, Revision, new_id
from db.store import Store
from editor.commands.receiving import keep_said
from editor.commands.repeats import set_repeats_apart


def import_document(
    store: Store, person: str, now: int, document: Document
) -> tuple[Article, Revision]:
    """File a read document as a new article with its first draft, in one act."""
    with store.act(person, now, "add article") as act:
        article, revision = add_article(act, document)
    keep_said(store, revision.id, document)
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


def free_slug(headline: str, taken: set[str]) -> str:
    """A short lower-case name made of the headline's words that is not in `taken`."""
    folded = unicodedata.normalize("NFKD", headline).casefold()
    words = re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c)))
    base = "-".join(words[:6])[:60].strip("-") or "article"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
