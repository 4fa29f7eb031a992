"""How history rows are tied together, so that none can be changed, put in or taken out unseen.

A row's digest is the SHA-256 of its columns as JSON; its hash is the SHA-256 of the hash before it
and that digest, both in hex. So the chain can be followed by digests alone, where the rows
themselves are other people's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

PIECE = 500
"""Rows read at a time where all of them are."""
START = "0" * 64
"""What stands before the first row."""
CHAINED = tuple("seq act writer at person label kind record before after undo_of".split())
"""The columns a digest covers, in this order."""


def told(row: Sequence[str | int]) -> str:
    """A row, its columns as in CHAINED, as the JSON list that its digest covers."""
    return json.dumps(list(row), ensure_ascii=False, separators=(",", ":"))


def digest(row: Sequence[str | int]) -> str:
    """The digest of a row."""
    return hashlib.sha256(told(row).encode()).hexdigest()


def follow(previous: str, own: str) -> str:
    """The hash of a row with the digest `own` behind the row with the hash `previous`."""
    return hashlib.sha256((previous + own).encode()).hexdigest()


def formerly(previous: str, row: Sequence[str | int]) -> str:
    """The hash that earlier versions gave a row, which a history that did not hold keeps."""
    return hashlib.sha256(told([previous, *row]).encode()).hexdigest()
