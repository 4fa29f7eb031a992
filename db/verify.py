"""Looking for damage: the file, the search, the history, and whether records agree with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from db.chain import CHAINED, PIECE, START, digest, follow, formerly
from db.codec import CODECS, Codec
from db.engine import marks
from db.errors import Damaged
from db.history import DERIVED
from db.search import SEARCHED

if TYPE_CHECKING:
    from db.store import Store

MOST_TOLD = 50
"""How many problems of one sort are told."""


def problems(store: Store) -> list[str]:
    """One line for everything that is wrong, of each sort the first few; none when nothing is."""
    found: list[str] = []
    for check in (_file, _search, _history, _records, _drafts, _files, _counters):
        try:
            found += islice(check(store), MOST_TOLD)
        except Damaged as error:
            found.append(str(error.values["detail"]))
        except (ValueError, TypeError, AttributeError) as error:  # bytes where text should be
            found.append(f"a row cannot be read: {error}")
    return found


def quick(store: Store) -> list[str]:
    """What SQLite's quick check finds; a server looks after its own files."""
    if store.engine.server:
        return []
    return [line for (line,) in store.engine.rows("PRAGMA quick_check") if line != "ok"]


def _file(store: Store) -> Iterator[str]:
    if store.engine.server:
        return
    for (line,) in store.engine.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield line
    for table, _, other, _ in store.engine.rows("PRAGMA foreign_key_check"):
        yield f"a {table} refers to no {other}"


def _search(store: Store) -> Iterator[str]:
    """Whether the words that are searched are those of the records."""
    for kind in [] if store.engine.server else SEARCHED:
        try:
            with store.engine.transaction():
                sql = f"INSERT INTO {kind}_words ({kind}_words, rank) VALUES ('integrity-check', 1)"
                store.engine.run(sql)
        except Damaged:
            yield f"the words of the {kind} records do not fit them"


def _history(store: Store) -> Iterator[str]:
    """Rows that were changed, moved, put in or taken out, also at the end."""
    previous, last, formed = START, 0, 0
    names = ", ".join(f'"{name}"' for name in CHAINED)
    sql = f"SELECT {names}, previous, hash FROM history WHERE seq > ? ORDER BY seq LIMIT {PIECE}"
    while rows := store.engine.rows(sql, (last,)):
        for *body, before, own in rows:
            if body[0] != last + 1:
                yield f"history rows {last + 1} to {body[0] - 1} are missing"
            if before == previous and own == formerly(previous, body):
                formed += 1
            elif before != previous or own != follow(previous, digest(body)):
                yield f"history row {body[0]} was changed"
            previous, last = own, body[0]
    seq, acts, head = store.engine.rows("SELECT seq, acts, head FROM anchor")[0]
    if seq != last:
        yield f"the history ends at row {last} instead of {seq}"
    elif head != previous:
        yield "the last history row is not the one that was written"
    if acts != store.engine.value("SELECT count(*) FROM act"):
        yield "acts are missing"
    if formed:
        yield f"{formed} history rows are tied as by earlier versions, since not all of them held"


def _records(store: Store) -> Iterator[str]:
    """Records that are not what their history says: changed behind the program's back."""
    for codec in CODECS.values():
        last = 0
        names = ", ".join(f'"{name}"' for name in codec.columns)
        sql = f'SELECT key, gone, {names} FROM "{codec.kind}" WHERE key > ? ORDER BY key'
        while rows := store.engine.rows(f"{sql} LIMIT {PIECE}", (last,)):
            last = rows[-1][0]
            yield from _unlike(store, codec, rows)


def _unlike(store: Store, codec: Codec[Any], rows: list[tuple[Any, ...]]) -> Iterator[str]:
    found = [dict(zip(("gone", *codec.columns), row[1:], strict=True)) for row in rows]
    told: dict[str, dict[str, Any]] = {}
    ids = [values["id"] for values in found]
    sql = f'SELECT record, "after" FROM history WHERE record IN ({marks(ids)}) ORDER BY seq'
    for id_, after in store.engine.rows(sql, ids):
        told.setdefault(id_, dict(codec.defaults)).update(json.loads(after))
    for values in found:
        known = told.get(values["id"])
        if known is None:
            yield f"the {codec.kind} {values['id']} is not in the history"
            continue
        for name in known.keys() - DERIVED:
            now = values[name] if name == "gone" else codec.plain_of_column(name, values[name])
            if bool(now) != bool(known[name]) if name == "gone" else now != known[name]:
                yield f"the {name} of {codec.kind} {values['id']} is not what the history says"


def _drafts(store: Store) -> Iterator[str]:
    for (id_,) in store.engine.rows("SELECT id FROM revision ORDER BY key"):
        sql = "SELECT text, sha256 FROM revision WHERE id = ?"
        text, digest = store.engine.rows(sql, (id_,))[0]
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            yield f"the text of draft {id_} was changed"


def _files(store: Store) -> Iterator[str]:
    for (name,) in store.engine.rows("SELECT sha256 FROM file ORDER BY sha256"):
        if hashlib.sha256(store.file(name)).hexdigest() != name:
            yield f"the file {name} was changed"


def _counters(store: Store) -> Iterator[str]:
    counted = store.engine.rows(
        "SELECT state, count(*), sum(thin), sum(CASE risk WHEN 'legal' THEN 1 ELSE 0 END)"
        ' FROM "check" WHERE gone = 0 GROUP BY state'
    )
    kept = store.engine.rows(
        "SELECT state, total, thin, legal FROM counter WHERE article = '*' AND total > 0"
    )
    if sorted((s, *map(int, n)) for s, *n in counted) != sorted(kept):
        yield "the counts of checks do not fit the checks"
