"""A file that holds several things to read: mail with attachments, a feed, a message of items."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One thing inside a file: what it is called, when or how large, and its own name and bytes."""

    title: str
    detail: str
    name: str
    data: bytes
