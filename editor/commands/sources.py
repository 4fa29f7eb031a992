"""Acts on sources, on what rests on them, and on attempts to reach them."""

from __future__ import annotations

from collections.abc import Iterable

from db.errors import Refused
from db.records import ContactAttempt, Evidence, Source, new_id
from db.store import Act, Store

KINDS = ("person", "document", "recording", "data", "web_page")
"""What a source can be."""

RESULTS = ("reached", "no_answer", "left_message", "declined")
"""How an attempt to reach somebody can end."""


def add_source(
    store: Store, person: str, now: int, kind: str, name: str, **fields: object
) -> Source:
    """Enter a source; Refused without a name or for a kind that is not in `KINDS`."""
    if kind not in KINDS:
        raise Refused(field="kind", value=kind)
    if not name.strip():
        raise Refused(field="name", value=name)
    with store.act(person, now, "add source") as act:
        return act.add(Source(new_id(now), kind, name.strip(), **fields))  # type: ignore[arg-type]


def edit_source(store: Store, person: str, now: int, source: Source, **fields: object) -> Source:
    """Change fields of a source; StaleEdit when one of them moved on meanwhile."""
    with store.act(person, now, "edit source") as act:
        return act.change(source, **fields)


def remove_source(store: Store, person: str, now: int, source: Source) -> None:
    """Take a source away; Refused while evidence rests on it."""
    if store.resting_on(source.id):
        raise Refused(field="remove", value=source.name)
    with store.act(person, now, "remove source") as act:
        act.remove(source)


def keep_file(
    store: Store, person: str, now: int, source: Source, name: str, data: bytes
) -> Source:
    """Keep a file's bytes in the store as what a source is."""
    with store.act(person, now, "keep source file") as act:
        return act.change(source, file=act.add_file(data), file_name=name)


def attach_source(
    store: Store,
    person: str,
    now: int,
    check_ids: Iterable[str],
    source_ref: str,
    locator: str = "",
    excerpt: str = "",
    stance: str = "supports",
    method: str = "primary",
) -> list[Evidence]:
    """Put a source (id or name), seen by `person` now, under checks as evidence, in one act.

    A check it is already under at the same locator is passed over.
    """
    with store.act(person, now, "attach evidence") as act:
        return under_checks(
            act, store.source(source_ref), check_ids, locator, excerpt, stance, method
        )


def source_named(act: Act, name: str) -> Source:
    """The source called `name`; where there is none yet, a document is entered."""
    found = next((source for source in act.store.sources() if source.name == name), None)
    return found or act.add(Source(new_id(act.now), "document", name))


def edit_evidence(
    store: Store, person: str, now: int, evidence: Evidence, **fields: object
) -> Evidence:
    """Change fields of a piece of evidence; StaleEdit when one moved on meanwhile."""
    with store.act(person, now, "edit evidence") as act:
        return act.change(evidence, **fields)


def remove_evidence(store: Store, person: str, now: int, *pieces: Evidence) -> None:
    """Take pieces of evidence away from their checks."""
    with store.act(person, now, "remove evidence") as act:
        for piece in pieces:
            act.remove(piece)


def log_attempt(
    store: Store,
    person: str,
    now: int,
    source_id: str,
    way: str,
    result: str,
    note: str = "",
    article_id: str = "",
) -> ContactAttempt:
    """Log an attempt to reach a source; Refused for a result that is not in `RESULTS`."""
    if result not in RESULTS:
        raise Refused(field="result", value=result)
    with store.act(person, now, "log attempt") as act:
        return act.add(
            ContactAttempt(
                id=new_id(now),
                source=source_id,
                article=article_id,
                author=person,
                at=now,
                way=way.strip(),
                result=result,
                note=note.strip(),
            )
        )


def under_checks(
    act: Act,
    source: Source,
    check_ids: Iterable[str],
    locator: str = "",
    excerpt: str = "",
    stance: str = "supports",
    method: str = "primary",
) -> list[Evidence]:
    """Put a source, seen by who acts, under checks; where it is already, it is not put again."""
    there = {(e.check, e.locator) for e in act.store.resting_on(source.id)}
    return [
        act.add(
            Evidence(
                id=new_id(act.now),
                check=check.id,
                source=source.id,
                stance=stance,
                method=method,
                locator=locator,
                excerpt=excerpt,
                seen_by=act.person,
                seen_at=act.now,
            )
        )
        for check in act.store.checks_of(check_ids)
        if (check.id, locator) not in there
    ]
