"""Full-text search over articles, drafts, statements and marks, and as a filter of the queue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from db.engine import Engine, batched, marks
from db.records import Hit

if TYPE_CHECKING:
    from db.store import Store

MOST_RANKED = 20_000
"""Above this many hits the newest come first; ordering them by relevance would take too long."""

LONGEST = 200
"""How much of a word a server keeps, in code points."""

MOST_FOLDED = 500_000
"""Bytes of different words a server keeps of one record; PostgreSQL has a limit of its own."""

AROUND = 60
"""Code points shown on either side of the first word found."""

SEARCHED = {
    "article": ("headline", "slug"),
    "check": ("statement",),
    "annotation": ("exact", "note", "change", "speaker"),
    "revision": ("text",),
}
"""Record kinds in the order in which hits are listed, with what of them is searched."""

FROM = {
    "article": "article t JOIN article a ON a.id = t.id",
    "check": '"check" t LEFT JOIN article a ON a.id = t.article',
    "annotation": "annotation t JOIN article a ON a.id = t.article",
    "revision": "revision t JOIN article a ON a.revision = t.id",
}


def fold(text: str) -> str:
    """Lower case without diacritics, as the search compares words."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of `text`; punctuation and `_` part them."""
    return re.findall(r"[^\W_]+", fold(text))


def matching(engine: Engine, kind: str, text: str) -> tuple[str, list[str]]:
    """SQL and values for the keys of the records of a kind that hold every word's beginning."""
    if engine.server:
        sql = (
            f'SELECT t.key FROM words w JOIN "{kind}" t ON t.id = w.record'
            f" WHERE w.kind = '{kind}' AND w.found @@ CAST(? AS tsquery)"
        )
        return sql, [" & ".join(f"'{word[:LONGEST]}':*" for word in words(text))]
    match = " ".join(f'"{word}"*' for word in words(text))
    return f"SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ?", [match]


def affected(kind: str, fields: Iterable[str]) -> list[str]:
    """The record kinds whose words change when these fields of a record are written."""
    fields = set(fields)
    own = kind in SEARCHED and kind != "revision" and fields & {"gone", *SEARCHED[kind]}
    return [kind] * bool(own) + ["revision"] * (
        kind == "article" and bool(fields & {"gone", "revision"})
    )


def index(engine: Engine, kind: str, ids: Iterable[str]) -> None:
    """Bring the words of records up to date on a server; in a file, triggers do it.

    Of drafts, `ids` are those of their articles.
    """
    columns = ", ".join(f't."{name}"' for name in SEARCHED[kind])
    theirs, ours = ("a.id", "article") if kind == "revision" else ("t.id", "record")
    live = f"FROM {FROM[kind]} WHERE t.gone = 0 AND coalesce(a.gone, 0) = 0"
    for some in batched(list(ids)):
        sql = f"SELECT t.id, coalesce(a.id, ''), {columns} {live} AND {theirs} IN ({marks(some)})"
        rows = engine.rows(sql, some)
        old = f"DELETE FROM words WHERE kind = ? AND {ours} IN ({marks(some)})"
        engine.run(old, (kind, *some))
        engine.many(
            "INSERT INTO words (kind, record, article, folded) VALUES (?, ?, ?, ?)",
            [(kind, id_, article, _folded(texts)) for id_, article, *texts in rows],
        )


def _folded(texts: list[str]) -> str:
    """The different words of texts, as many as a server can keep in one place."""
    known, room = set(), MOST_FOLDED
    for word in sorted({word[:LONGEST] for text in texts for word in words(text)}):
        room -= len(word.encode()) + 1
        if room < 0:
            break
        known.add(word)
    return " ".join(sorted(known))


def find(store: Store, text: str, limit: int) -> list[Hit]:
    """At most `limit` hits, articles first, then checks, marks and drafts."""
    if not words(text):
        return []
    hits: list[Hit] = []
    for kind in SEARCHED:
        if len(hits) < limit:
            hits += _hits(store.engine, kind, text, limit - len(hits))
    return hits


def _hits(engine: Engine, kind: str, text: str, limit: int) -> list[Hit]:
    keys = _keys(engine, kind, text, limit)
    if not keys:
        return []
    columns = ", ".join(f't."{name}"' for name in SEARCHED[kind])
    sql = (
        f"SELECT t.key, t.id, coalesce(a.id, ''), coalesce(a.headline, ''), {columns}"
        f" FROM {FROM[kind]} WHERE t.gone = 0 AND t.key IN ({marks(keys)})"
    )
    rows = {row[0]: row[1:] for row in engine.rows(sql, keys)}
    return [_hit(kind, text, *rows[key]) for key in keys if key in rows]


def _keys(engine: Engine, kind: str, text: str, limit: int) -> list[Any]:
    sql, values = matching(engine, kind, text)
    order = "1 DESC"
    if not engine.server:
        many = len(engine.rows(f"{sql} LIMIT {MOST_RANKED + 1}", values)) > MOST_RANKED
        order = "1 DESC" if many else "rank"
    return [row[0] for row in engine.rows(f"{sql} ORDER BY {order} LIMIT ?", (*values, limit))]


def _hit(kind: str, text: str, id_: str, article: str, headline: str, *columns: str) -> Hit:
    wanted = words(text)
    places = [(column, _places(column, wanted)) for column in columns]
    best, found = max(places, key=lambda place: bool(place[1]))
    start = max(0, found[0][0] - AROUND) if found else 0
    end = (found[0][1] if found else start) + AROUND
    shown = tuple((s - start, e - start) for s, e in found if s >= start and e <= end)
    return Hit(kind, id_, article, headline, best[start:end], shown)


def _places(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where words of `text` begin with one of `wanted`, in code points."""
    folded: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        plain = char.lower() if char.isascii() else fold(char)
        folded.append(plain)
        origin.extend([at] * len(plain))
    pattern = r"(?<![^\W_])(?:" + "|".join(re.escape(word) for word in wanted) + r")[^\W_]*"
    spans = [match.span() for match in re.finditer(pattern, "".join(folded))]
    return [(origin[start], origin[end - 1] + 1) for start, end in spans]
