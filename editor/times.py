"""Moments as people at a desk say and type them, in local time; stored as ms since 1970 UTC."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from db.records import NEVER
from editor.i18n import _

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_CLOCK = re.compile(r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})|(?P<only>\d{1,2})h?")
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_AHEAD = re.compile(r"\+\s*(?P<count>\d{1,3})\s*(?P<unit>[mhd])")
_UNITS = {"m": MINUTE, "h": HOUR, "d": DAY}


def moment(at: int, now: int) -> str:
    """A time in few words: `14:02` today, `tomorrow 09:00`, `25 Nov 14:02`, `25 Nov 2027`.

    Empty for 0, for NEVER and for what the calendar does not know.
    """
    then = _local(at)
    if then is None:
        return ""
    today = datetime.fromtimestamp(now / 1000)
    clock = then.strftime("%H:%M")
    days = (then.date() - today.date()).days
    near = {0: "", 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return f"{near[days]} {clock}".strip()
    day = f"{then.day} {then.strftime('%b')}"
    return f"{day} {clock}" if then.year == today.year else f"{day} {then.year}"


def left(at: int, now: int) -> str:
    """How long until `at`: `2 h 05 min left`, `3 days left`, `40 min over`; empty for NEVER."""
    if _local(at) is None:
        return ""
    return (_("{span} left") if at >= now else _("{span} over")).format(span=span(abs(at - now)))


def span(length: int) -> str:
    """A length of time in ms as `5 min`, `2 h 05 min` or `3 days`."""
    if length < HOUR:
        return _("{count} min").format(count=length // MINUTE)
    if length < 2 * DAY:
        hours, minutes = divmod(length // MINUTE, 60)
        return _("{hours} h {minutes:02} min").format(hours=hours, minutes=minutes)
    return _("{count} days").format(count=length // DAY)


def parse_close(text: str, now: int) -> int | None:
    """The closing time someone typed, in ms; NEVER for nothing, None for what cannot be read.

    `20:15` is the next such hour, `tomorrow 9:00`, `2026-11-25 20:15`, `+2h`; a bare date means
    the end of that day.
    """
    words = text.strip().casefold()
    if not words:
        return NEVER
    if ahead := _AHEAD.fullmatch(words):
        return now + int(ahead["count"]) * _UNITS[ahead["unit"]]
    today = datetime.fromtimestamp(now / 1000).replace(second=0, microsecond=0)
    day, rest = _day(words, today)
    if day is None and not rest:
        return None
    at = _at(day or today, rest)
    if at is None:
        return None
    if day is None and at < today:
        at += timedelta(days=1)
    return round(at.timestamp() * 1000)


def _day(words: str, today: datetime) -> tuple[datetime | None, str]:
    """The day named at the start, if one is, and the words after it."""
    for name, ahead in ((_("today"), 0), (_("tomorrow"), 1)):
        if words.startswith(name.casefold()):
            return today + timedelta(days=ahead), words[len(name) :].strip()
    if date := _DATE.match(words):
        try:
            day = today.replace(
                year=int(date["year"]), month=int(date["month"]), day=int(date["day"])
            )
        except ValueError:
            return None, ""
        return day, words[date.end() :].strip(" t")
    return None, words


def _at(day: datetime, clock: str) -> datetime | None:
    """`day` at an hour as typed; its last minute without one; None for what is no hour."""
    if not clock:
        return day.replace(hour=23, minute=59)
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return None
    hour, minute = int(found["hour"] or found["only"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    return day.replace(hour=hour, minute=minute)


def _local(at: int) -> datetime | None:
    if not 0 < at < NEVER:
        return None
    try:
        return datetime.fromtimestamp(at / 1000)
    except (OverflowError, ValueError, OSError):
        return None
