"""What the keys for risk, priority, person and closing time offer, the same on every page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from db.kinds import Risk
from db.records import NEVER, Person
from editor.i18n import _, label, term
from editor.session import now_ms
from editor.times import HOUR, moment, parse_close
from editor.ui.chooser import Choice
from editor.ui.queue_columns import priority_words


def risk_choices() -> list[Choice]:
    """The risks; their first letters choose them."""
    return [Choice(risk, label(risk), key=label(risk)[0]) for risk in Risk]


def priority_choices() -> list[Choice]:
    """The priorities; their numbers choose them."""
    return [Choice(number, priority_words(number), key=str(number)) for number in range(4)]


def person_choices(persons: Iterable[Person]) -> list[Choice]:
    """The people who work here, and nobody."""
    return [*(Choice(p.id, p.name, hint=p.initials) for p in persons), Choice("", _("nobody"))]


def verdict_choices(verdicts: Iterable[str]) -> list[Choice]:
    """The house's verdicts; their numbers choose them, 0 none."""
    offered = [Choice(one, term(one), key=str(n)) for n, one in enumerate(verdicts, 1)]
    return [*offered, Choice("", _("none"), key="0")]


def due_choices(now: int) -> list[Choice]:
    """Closing times near `now` (ms UTC), and none at all."""
    today = datetime.fromtimestamp(now / 1000).replace(minute=0, second=0, microsecond=0)
    evening = round(today.replace(hour=20).timestamp() * 1000)
    times = [now + HOUR, now + 2 * HOUR, now + 4 * HOUR]
    times += [evening] if evening > now + 4 * HOUR else []
    times += [round(parse_close(words, now) or NEVER) for words in (_("tomorrow") + " 18:00",)]
    return [Choice(at, moment(at, now)) for at in times] + [Choice(NEVER, _("no time"))]


def read_due(typed: str) -> Choice | None:
    """The closing time somebody typed, said back; None while it cannot be read."""
    now = now_ms()
    at = parse_close(typed, now)
    return None if at is None else Choice(at, moment(at, now) or _("no time"))
