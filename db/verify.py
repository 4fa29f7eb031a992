"""Looking for damage: the file, the history's chain, the hashes of drafts and files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from db.act import CHAINED, chain
from db.migrate import START

if TYPE_CHECKING:
    from db.store import Store

PIECE = 1000
"""How many history rows are read at a time."""


def problems(store: Store) -> list[str]:
    """One line for everything that is wrong; none when nothing is."""
    return [*_file(store), *_history(store), *_drafts(store), *_files(store)]


def _file(store: Store) -> list[str]:
    if store.engine.server:
        return []
    checked = [row[0] for row in store.engine.rows("PRAGMA quick_check")]
    dangling = store.engine.rows("PRAGMA foreign_key_check")
    lines = [line for line in checked if line != "ok"]
    return lines + [f"a {table} row refers to no {other}" for table, _, other, _ in dangling]


def _history(store: Store) -> list[str]:
    """Rows that were changed, moved, put in or taken out, also at the end."""
    found: list[str] = []
    previous, last = START, 0
    names = ", ".join(f'"{name}"' for name in CHAINED)
    sql = f"SELECT {names}, previous, hash FROM history WHERE seq > ? ORDER BY seq LIMIT {PIECE}"
    while rows := store.engine.rows(sql, (last,)):
        for *body, before, own in rows:
            if body[0] != last + 1:
                found.append(f"history rows {last + 1} to {body[0] - 1} are missing")
            if before != previous or own != chain(previous, body):
                found.append(f"history row {body[0]} was changed")
            previous, last = own, body[0]
    seq, acts, head = store.engine.rows("SELECT seq, acts, head FROM anchor")[0]
    if seq != last:
        found.append(f"the history ends at row {last} instead of {seq}")
    elif head != previous:
        found.append("the last history row is not the one that was written")
    if acts != store.engine.value("SELECT count(*) FROM act"):
        found.append("acts are missing")
    return found


def _drafts(store: Store) -> list[str]:
    found = []
    for (id_,) in store.engine.rows("SELECT id FROM revision ORDER BY key"):
        text, digest = store.engine.rows("SELECT text, sha256 FROM revision WHERE id = ?", (id_,))[
            0
        ]
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            found.append(f"the text of draft {id_} was changed")
    return found


def _files(store: Store) -> list[str]:
    found = []
    for (digest,) in store.engine.rows("SELECT sha256 FROM file ORDER BY sha256"):
        if hashlib.sha256(store.file(digest)).hexdigest() != digest:
            found.append(f"the file {digest} was changed")
    return found
