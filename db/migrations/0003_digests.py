"""A history row's hash covers the row's digest now; before, it covered the row itself.

A history that holds under the rule that each of its rows was written by is tied anew. One that does
not hold is left as it is, so that what was changed in it still shows.

Frozen: it knows nothing of the program that uses it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

START = "0" * 64
CHAINED = tuple("seq act writer at person label kind record before after undo_of".split())
PIECE = 1000
"""Rows in memory at a time."""


REFUSING = "history_no_UPDATE"
"""SQLite's trigger against a changed history."""


def up(migrator: Any, db: Any) -> None:
    """Tie the history anew, if it holds and any of its rows is tied by the earlier rule."""
    anchor = db.execute_sql("SELECT seq, head FROM anchor").fetchone()
    if not anchor or not _earlier(db, *anchor):
        return
    if type(migrator).__name__.startswith("Postgres"):
        db.execute_sql("ALTER TABLE history DISABLE TRIGGER history_append_only")
        _tie(db, "%s")
        db.execute_sql("ALTER TABLE history ENABLE TRIGGER history_append_only")
    else:
        rule = f"SELECT sql FROM sqlite_master WHERE name = '{REFUSING}'"
        (refusing,) = db.execute_sql(rule).fetchone()
        db.execute_sql(f"DROP TRIGGER {REFUSING}")
        _tie(db, "?")
        db.execute_sql(refusing)


def _earlier(db: Any, seq: int, head: str) -> bool:
    """Whether the history holds, and not by the rule of today alone."""
    last, before, earlier = 0, START, False
    for rows in _pieces(db):
        for *body, previous, own in rows:
            if body[0] != last + 1 or previous != before:
                return False
            if own != _tied(previous, body):
                if own != _sha(_told([previous, *body])):
                    return False
                earlier = True
            last, before = body[0], own
    return earlier and (last, before) == (seq, head)


def _tie(db: Any, mark: str) -> None:
    head = START
    for rows in _pieces(db):
        tied = []
        for *body, _previous, _own in rows:
            previous, head = head, _tied(head, body)
            tied.append((previous, head, body[0]))
        sql = f"UPDATE history SET previous = {mark}, hash = {mark} WHERE seq = {mark}"
        db.cursor().executemany(sql, tied)
    db.execute_sql(f"UPDATE anchor SET head = {mark}", (head,))


def _pieces(db: Any) -> Iterator[list[Sequence[Any]]]:
    names = ", ".join(f'"{name}"' for name in CHAINED)
    sql = f"SELECT {names}, previous, hash FROM history WHERE seq > {{}} ORDER BY seq LIMIT {PIECE}"
    last = 0
    while rows := db.execute_sql(sql.format(last)).fetchall():
        yield rows
        last = rows[-1][0]


def _tied(previous: str, body: Sequence[Any]) -> str:
    """The hash of a row by the rule of today."""
    return _sha(previous + _sha(_told(body)))


def _told(values: Sequence[Any]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
