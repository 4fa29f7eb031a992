"""What a queue can be narrowed by, declared once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from db.kinds import Kind, Risk, State
from db.records import NEVER, QueueFilter
from db.store import Store
from editor.i18n import _, label
from editor.session import now_ms
from editor.times import DAY, HOUR, moment, parse_close
from editor.ui.chooser import Choice
from editor.ui.icons import KINDS, STATES

CHECKED = (Kind.QUOTE, Kind.CLAIM, Kind.FACT)
"""Kinds of marks that make checks."""

NOBODY = "-"
"""The assignee facet's value for checks without one."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by. `field` is of QueueFilter; `offer` gives the values there are.

    `several` values can be wanted at once; a `switch` is on or off and offers nothing; `read`
    makes a value of what is typed. `close` stands for two fields: from when, until when.
    """

    field: str
    title: str
    offer: Callable[[Store], list[Choice]] = lambda store: []
    several: bool = False
    switch: bool = False
    read: Callable[[str], Choice | None] | None = None


def _enum(members: Iterable[StrEnum], icons: dict[Any, str]) -> list[Choice]:
    return [Choice(member, label(member), icon=icons.get(member, "")) for member in members]


def _articles(store: Store) -> list[Choice]:
    return [Choice(a.id, a.headline or a.slug, hint=a.slug) for a in store.articles()]


def _desks(store: Store) -> list[Choice]:
    names = sorted({article.desk for article in store.articles() if article.desk})
    return [Choice(name, name) for name in names]


def _persons(store: Store) -> list[Choice]:
    return [Choice(NOBODY, _("nobody"))] + [Choice(p.id, p.name) for p in store.persons()]


def close_choices(now: int) -> list[Choice]:
    """Closing times to filter by: from when and until when, in ms; 0 for no matter."""
    midnight = datetime.fromtimestamp(now / 1000).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [round((midnight + timedelta(days=n)).timestamp() * 1000) for n in (1, 2, 7)]
    names = (_("over already"), _("within two hours"), _("today"), _("by tomorrow"))
    times = (now, now + 2 * HOUR, days[0], days[1])
    offered = [Choice((0, time), name) for time, name in zip(times, names, strict=True)]
    offered.append(Choice((0, days[2]), _("within seven days")))
    offered.append(Choice((days[0], days[1]), _("tomorrow")))
    return [*offered, Choice((days[2], 0), _("later than in seven days"))]


SPAN = re.compile(r"(?:between\s+)?(.+?)\s*(?:\s-\s|–|—|\s(?:to|and|until)\s)\s*(.+)")


def read_times(typed: str, now: int) -> tuple[int, int] | None:
    """From when and until when, as somebody typed it; None while it cannot be read.

    `after 20:00`, `before tomorrow`, `18:00 - 22:00`; a time alone is the latest one wanted.
    """
    words = typed.strip().casefold()
    if both := SPAN.fullmatch(words):
        first, last = _begin(both[1], now), parse_close(both[2], now)
        if first is None or last is None:
            return None
        return first, last if last > first else last + DAY
    way, _blank, rest = words.partition(" ")
    at = parse_close(rest if way in ("after", "before") else words, now)
    if at is None or at == NEVER:
        return None
    return (at, 0) if way == "after" else (0, at)


def _begin(words: str, now: int) -> int | None:
    """The beginning of a day that is named, else the time itself."""
    day = parse_close(f"{words} 00:00", now)
    return day if day is not None else parse_close(words, now)


def times_words(value: tuple[int, int], now: int) -> str:
    """Two closing times in words."""
    first, last = (moment(at, now) for at in value)
    if not last:
        return _("after {when}").format(when=first)
    if not first:
        return _("before {when}").format(when=last)
    return _("{first} to {last}").format(first=first, last=last)


def _read_times(typed: str) -> Choice | None:
    now = now_ms()
    value = read_times(typed, now)
    return Choice(value, times_words(value, now)) if value else None


def _read_words(typed: str) -> Choice | None:
    return Choice(typed.strip(), typed.strip())


FACETS: tuple[Facet, ...] = (
    Facet("open", "Open only", switch=True),
    Facet("states", "State", lambda store: _enum(State, STATES), several=True),
    Facet("kinds", "Kind", lambda store: _enum(CHECKED, KINDS), several=True),
    Facet("risks", "Risk", lambda store: _enum(Risk, {}), several=True),
    Facet("assignee", "Assignee", _persons),
    Facet("close", "Close", lambda store: close_choices(now_ms()), read=_read_times),
    Facet("thin", "Thin", switch=True),
    Facet("article", "Article", _articles),
    Facet("desk", "Desk", _desks),
    Facet("speaker", "Speaker", read=_read_words),
)


def value_of(wanted: QueueFilter, facet: Facet) -> Any:
    """What a filter wants of a facet; something false where it wants nothing."""
    if facet.field == "assignee" and wanted.unassigned:
        return NOBODY
    if facet.field == "close":
        times = wanted.close_after, wanted.close_before
        return times if any(times) else None
    return getattr(wanted, facet.field)


def with_value(wanted: QueueFilter, facet: Facet, value: Any) -> QueueFilter:
    """The same filter with another value of one facet; None for no matter what."""
    if facet.field == "assignee":
        nobody = value == NOBODY
        return replace(wanted, unassigned=nobody, assignee="" if nobody else value or "")
    if facet.field == "close":
        first, last = value or (0, 0)
        return replace(wanted, close_after=first, close_before=last)
    if value is None:
        value = getattr(QueueFilter(), facet.field)
    return replace(wanted, **{facet.field: value})
