"""Acts on checks and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db.errors import Refused
from db.kinds import State
from db.records import Check, Evidence, Source, new_id
from db.store import Act, Store


def edit_check(store: Store, person: str, now: int, check: Check, **fields: object) -> Check:
    """Change fields of a check; raises StaleEdit when one of them moved on meanwhile."""
    with store.act(person, now, "edit check") as act:
        return act.change(check, **fields)


def open_check(store: Store, person: str, now: int, check_id: str) -> Check:
    """Say that somebody looks at a check: unchecked becomes checking, by itself."""
    with store.act(person, now, "open check", "auto") as act:
        check = store.check(check_id)
        if check.state is not State.UNCHECKED:
            return check
        return act.change(check, state=State.CHECKING)


def copy_check(store: Store, person: str, now: int, check: Check, origin_id: str) -> Check:
    """Link a check to the same assertion in another article and copy the evidence of that one.

    What it rests on was seen for the other article: here nobody has seen it yet. Refused for a
    check of the same article, which a mark joins instead: see `passages.join_check`.
    """
    origin = store.check(origin_id)
    if origin.article == check.article:
        raise Refused(field="origin", value=origin_id)
    with store.act(person, now, "same check as elsewhere") as act:
        return link_within(act, check, origin)


def link_within(act: Act, check: Check, origin: Check) -> Check:
    """The same within an act."""
    for piece in act.store.evidence_of(origin.id):
        act.add(
            replace(piece, id=new_id(act.now), check=check.id, seen_by="", seen_at=0, version=1)
        )
    return act.change(check, origin=origin.id)


def see(store: Store, person: str, now: int, evidence: Iterable[Evidence]) -> list[Evidence]:
    """Say that one has opened pieces of evidence and looked at them."""
    now_there = [store.get(Evidence, piece.id) for piece in evidence]
    unseen = [piece for piece in now_there if not piece.seen_at]
    with store.act(person, now, "see evidence") as act:
        return act.change_all(unseen, seen_by=person, seen_at=now)


def set_checks(
    store: Store, person: str, now: int, check_ids: Iterable[str], **fields: object
) -> list[Check]:
    """Set the same fields on many checks in one act, which one undo takes back."""
    with store.act(person, now, "set " + ", ".join(sorted(fields))) as act:
        return act.change_all([store.check(check_id) for check_id in check_ids], **fields)


def attach(
    store: Store,
    person: str,
    now: int,
    check_id: str,
    source_name: str,
    kind: str = "document",
    locator: str = "",
    excerpt: str = "",
    stance: str = "supports",
    method: str = "primary",
) -> Evidence:
    """Put evidence seen by `person` under a check; the source is entered when it is new."""
    with store.act(person, now, "attach evidence") as act:
        source = next((s for s in store.sources() if s.name == source_name), None)
        if source is None:
            source = act.add(Source(new_id(now), kind, source_name))
        return act.add(
            Evidence(
                id=new_id(now),
                check=check_id,
                source=source.id,
                stance=stance,
                method=method,
                locator=locator,
                excerpt=excerpt,
                seen_by=person,
                seen_at=now,
            )
        )
