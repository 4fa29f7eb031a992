"""Acts on what arrives and is no new article: recordings, and a wire's next version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from db.kinds import SpanKind
from db.records import Article, Document, Source, new_id
from db.store import Store
from editor.i18n import _

SAID, ENGINE = "said", "1"
RECORDINGS = frozenset({"transcript"})
"""Formats that are filed as a source, not as an article."""
TRACKED = frozenset({SpanKind.INSERTED, SpanKind.DELETED, SpanKind.MOVED})


@dataclass(frozen=True, slots=True)
class Said:
    """What was said as a draft was read: warnings, and what of its file was left out."""

    warnings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def keep_said(store: Store, revision_id: str, document: Document) -> None:
    """Keep what was said of a draft's file beside the draft, outside history."""
    if document.warnings or document.lost:
        values = {"warnings": document.warnings, "lost": document.lost}
        store.keep_cached(revision_id, SAID, ENGINE, json.dumps(values, ensure_ascii=False))


def said_of(store: Store, revision_id: str) -> Said:
    """What was said as a draft was read."""
    text = store.cached(revision_id, SAID, ENGINE)
    values = json.loads(text) if text else {}
    return Said(tuple(values.get("warnings", ())), tuple(values.get("lost", ())))


def carries_marks(document: Document) -> bool:
    """Whether a file brought notes or tracked changes along."""
    return bool(document.notes) or any(span.kind in TRACKED for span in document.spans)


def file_recording(store: Store, person: str, now: int, document: Document) -> Source:
    """Keep a transcript, with its file, as a source to check quotes against."""
    name = document.headline or PurePath(document.name).stem or document.name
    with store.act(person, now, "add recording") as act:
        return act.add(
            Source(
                id=new_id(now),
                kind="recording",
                name=name,
                file=act.add_file(document.original),
                file_name=document.name,
            )
        )


def earlier_version(store: Store, document: Document) -> Article | None:
    """The stored article that this wire copy corrects, updates or kills, or None."""
    wanted = document.wire.id
    if not wanted:
        return None
    return next((a for a in store.articles() if a.origin == wanted), None)


FEW = 20
"""Articles that are read one by one; more are found among all, which is one question."""


def embargoes(store: Store, article_ids: Iterable[str], now: int) -> list[str]:
    """A sentence for each article that a service has barred until later than `now` (ms UTC)."""
    ids = list(article_ids)
    known = {article.id: article for article in store.articles()} if len(ids) > FEW else {}
    found = (known[id_] if id_ in known else store.article(id_) for id_ in ids)
    words = _("“{headline}” is under embargo and may not run before {time}.")
    return [
        words.format(headline=article.headline, time=local_time(article.embargo))
        for article in found
        if article.embargo > now
    ]


def local_time(at: int) -> str:
    """A time (ms UTC) as this computer's clock has it."""
    return datetime.fromtimestamp(at / 1000).strftime("%Y-%m-%d %H:%M")
