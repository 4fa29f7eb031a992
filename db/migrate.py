"""Bringing a store's schema up to this program's, by numbered files that never change."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from db.chain import START
from db.errors import NewerSchema
from db.orm import Table

FOLDER = Path(__file__).parent / "migrations"

SCHEMA = max(int(path.name[:4]) for path in FOLDER.glob("[0-9]*.py"))
"""The newest schema this program knows."""


def pending(database: Any, url: str) -> bool:
    """Whether the schema is older than this program; NewerSchema when it is newer."""
    status = _runner(database).status()
    if any(step.path is None for step in status):
        raise NewerSchema(path=url)
    return any(step.applied is None for step in status)


def upgrade(database: Any) -> None:
    """Run what is pending; the caller holds the lock and the transaction."""
    _runner(database).up()


def create(database: Any) -> None:
    """Make the schema of a new store and give the store its identity."""
    upgrade(database)
    anchor = Table("anchor", ("id", "store", "seq", "acts", "head")).bind(database)
    anchor.insert(id=1, store=secrets.token_hex(16), seq=0, acts=0, head=START).execute()


def _runner(database: Any) -> Any:
    from playhouse.migrations import Runner  # an opened store is seldom an older one

    return Runner(database, str(FOLDER))
