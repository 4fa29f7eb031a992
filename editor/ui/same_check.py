"""`G`: the same check as another one, of the same article or of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.records import Check, QueueFilter
from db.store import Store
from editor.i18n import _, label
from editor.ui.chooser import Choice
from editor.ui.desk import Desk
from editor.ui.icons import STATES

ELSEWHERE = 12
"""Checks of other articles offered."""

TELLING = 4
"""Words of a statement by which the like is looked for."""

Offer = Callable[[str, list[Choice], Callable[[Any], None]], None]
"""Shows choices under a title; the last is called with what was chosen."""


def offer_alike(desk: Desk, check: Check, offer: Offer, chosen: Callable[[Check], None]) -> None:
    """Let a person choose, by `offer`, which Check `check` is the same as."""

    def show(found: list[Choice]) -> None:
        if found:
            offer(_("Same check as"), found, chosen)
        else:
            desk.told.emit(_("There is no other check like this one."))

    desk.ask(lambda store: alike(store, check), show)


def alike(store: Store, check: Check) -> list[Choice]:
    """The other checks of an article, then those elsewhere that say something like it."""
    here = [one for one in store.checks(check.article) if one.id != check.id]
    words = sorted(set(check.statement.split()), key=len, reverse=True)[:TELLING]
    found: dict[str, Check] = {}
    for count in range(len(words), 0, -1):
        wanted = QueueFilter(text=" ".join(words[:count]))
        for one in store.queue(wanted, limit=ELSEWHERE).checks:
            if one.article != check.article:
                found.setdefault(one.id, one)
        if len(found) >= ELSEWHERE:
            break
    slugs = {row.check.id: row.slug for row in store.queue_rows(list(found.values()))}
    elsewhere = list(found.values())[:ELSEWHERE]
    return [_choice(one) for one in here] + [_choice(one, slugs[one.id]) for one in elsewhere]


def _choice(check: Check, slug: str = "") -> Choice:
    hint = " · ".join(part for part in (slug, label(check.state)) if part)
    return Choice(check, check.statement, hint=hint, icon=STATES[check.state])
