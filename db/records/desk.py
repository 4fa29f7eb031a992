"""The desk itself: who works here, its settings, its saved filters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works here, or did until `departed` (ms UTC, 0 = still here)."""

    id: str
    name: str
    initials: str = ""
    departed: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the desk; `value` is JSON. Settings of a person or window are not stored."""

    id: str
    name: str
    value: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A named queue filter: `wanted` is the JSON of a QueueFilter. `owner` "" = the whole desk."""

    id: str
    name: str
    wanted: str
    sort: str = "close"
    owner: str = ""
    version: int = 1
