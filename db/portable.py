"""Records as they travel between stores: plain values by kind, in the order they can be kept in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from db.codec import BY_KIND, STORED
from db.errors import Refused
from db.records import SavedFilter, Setting

if TYPE_CHECKING:
    from db.store import Store

Plain = dict[str, Any]
ORDER = tuple(kind for kind in STORED if kind not in (Setting, SavedFilter))
"""The kinds that travel, none before one it names, but an article before its newest draft."""
NAMES = ("author", "person", "assignee", "settled_by", "seen_by", "answered_by")
"""Fields that hold a person's id."""
UNTOLD = frozenset({"version", "lease_until", "updated"})


def records_of(store: Store, article_id: str) -> list[Any]:
    """Everything live about one article, in all its drafts, in an order it can be kept in."""
    article = store.article(article_id)
    revisions = store.revisions(article.id)
    checks = {check.id for check in store.checks(article.id)}
    evidence = store.evidence(article.id)
    attempts = store.attempts(article_id=article.id)
    used = {e.source for e in evidence} | {a.source for a in attempts}
    found = [
        article,
        *revisions,
        *(source for source in store.sources() if source.id in used),
        *store.checks(article.id),
        *store.annotations(article.id),
        *store.decisions(article.id),
        *(p for r in revisions for p in store.placements(article.id, r.id).values()),
        *(overlay for r in revisions for overlay in store.overlays(r.id)),
        *store.replies(article.id),
        *(e for e in evidence if e.check in checks),
        *attempts,
        *store.queries(article.id),
        *store.passes(article.id),
        *store.corrections(article.id),
    ]
    named = {getattr(record, name, "") for record in found for name in NAMES}
    return [*(person for person in store.persons() if person.id in named), *found]


def plain(record: Any) -> Plain:
    """A record as JSON knows it: `kind` and `fields`, without what a store keeps for itself."""
    codec = BY_KIND[type(record).__name__.lower()]
    told = {n: codec.plain(n, getattr(record, n)) for n in codec.columns if n not in UNTOLD}
    return {"kind": codec.kind, "fields": told}


def record_of(told: Plain) -> Any:
    """The record that `plain` told; Refused when it is none. Marks come without a place."""
    kind, given = told.get("kind"), told.get("fields")
    codec = BY_KIND.get(kind) if isinstance(kind, str) else None
    if codec is None or codec.record not in ORDER or not isinstance(given, dict):
        raise Refused(field="kind", value=kind)
    names = {field.name for field in fields(codec.record)} & set(codec.columns)
    try:
        values = {n: codec.value(n, v) for n, v in given.items() if n in names - UNTOLD}
        return codec.record(**values)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise Refused(field=str(kind), value=str(given.get("id"))) from error


def ordered(records: Iterable[Any]) -> list[Any]:
    """Records sorted so that each comes after those it names."""
    rank = {kind: number for number, kind in enumerate(ORDER)}
    return sorted(records, key=lambda record: rank[type(record)])
