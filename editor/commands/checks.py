"""Acts on checks and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable

from db.records import Check, Evidence, Source, new_id
from db.store import Store


def edit_check(store: Store, person: str, now: int, check: Check, **fields: object) -> Check:
    """Change fields of a check; raises StaleEdit when one of them moved on meanwhile."""
    with store.act(person, now, "edit check") as act:
        return act.change(check, **fields)


def set_checks(
    store: Store, person: str, now: int, check_ids: Iterable[str], **fields: object
) -> list[Check]:
    """Set the same fields on many checks in one act, which one undo takes back."""
    with store.act(person, now, "set " + ", ".join(sorted(fields))) as act:
        return [act.change(store.check(check_id), **fields) for check_id in check_ids]


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
