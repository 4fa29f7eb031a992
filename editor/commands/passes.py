"""Acts on passes: one reading of one draft by one person, the last of them the sign-off."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from db.errors import NoSecondReader, ReasonsMissing, Refused
from db.kinds import State
from db.records import Article, Check, Pass, new_id
from db.store import Act, Store
from editor.commands.people import initials

PURPOSES = ("checking", "author", "editor", "copy", "legal", "page_proof")
"""What a draft is read for, unless the desk has a list of its own under `passes`."""

SETTING = "passes"
CHECKING = "checking"
SIGN_OFF = "sign_off"
"""The purpose of the last pass."""


def purposes(store: Store) -> tuple[str, ...]:
    """The house's list of purposes, without the sign-off."""
    for setting in store.settings():
        if setting.name == SETTING:
            listed = json.loads(setting.value)
            return tuple(str(one) for one in listed if one != SIGN_OFF)
    return PURPOSES


def initial(
    store: Store, person: str, now: int, article_id: str, purpose: str, remarks: str = ""
) -> Pass:
    """Initial a reading of the newest draft; Refused for a purpose the house does not have."""
    if purpose not in purposes(store):
        raise Refused(field="pass", value=purpose)
    article = store.article(article_id)
    with store.act(person, now, "initial pass") as act:
        return _add(act, article, purpose, remarks)


def sign_off(
    store: Store,
    person: str,
    now: int,
    article_id: str,
    remarks: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Pass:
    """Sign the newest draft off, with a reason for each thin check (by its id).

    NoSecondReader for who checked, unless nobody else works here; ReasonsMissing while a thin
    check has no reason.
    """
    article = store.article(article_id)
    if person in checkers(store, article.id) and len(store.workers()) > 1:
        raise NoSecondReader(person=store.person(person).name)
    given = {id_: reason.strip() for id_, reason in (reasons or {}).items() if reason.strip()}
    thin = thin_checks(store.checks(article.id))
    missing = [check for check in thin if check.id not in given]
    if missing:
        raise ReasonsMissing(count=len(missing), first=missing[0].id)
    with store.act(person, now, "sign off") as act:
        for check in thin:
            act.change(check, thin_reason=given[check.id])
        return _add(act, article, SIGN_OFF, remarks)


def withdraw(store: Store, person: str, now: int, passes: Iterable[Pass]) -> None:
    """Say that passes do not stand any more."""
    with store.act(person, now, "withdraw pass") as act:
        act.change_all([one for one in passes if not one.withdrawn], withdrawn=now)


def set_stage(store: Store, person: str, now: int, article: Article, stage: str) -> Article:
    """Say where an article stands on its way; Refused for no stage."""
    if not stage.strip():
        raise Refused(field="stage", value=stage)
    with store.act(person, now, "set stage") as act:
        return act.change(article, stage=stage.strip())


def checkers(store: Store, article_id: str) -> set[str]:
    """Ids of who settled a check of an article, saw its evidence or initialled its checking."""
    settled = {c.settled_by for c in store.checks(article_id) if c.state is not State.STET}
    seen = {item.seen_by for item in store.evidence(article_id)}
    read = {p.person for p in store.passes(article_id) if p.purpose == CHECKING}
    return (settled | seen | read) - {""}


def thin_checks(checks: Iterable[Check]) -> list[Check]:
    """Those with less evidence than the house asks for and no reason why that is enough."""
    return [check for check in checks if check.thin and not check.thin_reason]


def _add(act: Act, article: Article, purpose: str, remarks: str) -> Pass:
    who = act.store.person(act.person)
    return act.add(
        Pass(
            id=new_id(act.now),
            article=article.id,
            revision=article.revision,
            person=who.id,
            purpose=purpose,
            initials=who.initials or initials(who.name),
            at=act.now,
            remarks=remarks.strip(),
        )
    )
