"""Acts on marks: making them, changing them, answering them, deciding on suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from db.errors import Refused
from db.kinds import Kind, Risk
from db.records import Annotation, Check, Decision, Reply, Revision, Suggestion, new_id
from db.store import Act, Store
from editor.text.anchor import Selector, describe

CHECKED_KINDS = frozenset({Kind.QUOTE, Kind.CLAIM, Kind.FACT})
"""Kinds whose marks make a check in the same act."""


def mark(
    store: Store,
    person: str,
    now: int,
    article_id: str,
    start: int,
    end: int,
    kind: Kind,
    note: str = "",
    speaker: str = "",
    change: str = "",
) -> tuple[Annotation, Check | None]:
    """Mark code points `start` to `end` of the newest draft; a quote, claim or fact makes a check.

    Raises Refused when the passage is empty or outside the text.
    """
    revision = _newest(store, article_id)
    with store.act(person, now, f"mark {kind.value}") as act:
        return _mark(act, revision, start, end, kind, note=note, speaker=speaker, change=change)


def accept(
    store: Store,
    person: str,
    now: int,
    article_id: str,
    suggestions: Iterable[Suggestion],
) -> list[Annotation]:
    """Turn suggestions into marks, all in one act."""
    revision = _newest(store, article_id)
    with store.act(person, now, "accept suggestions") as act:
        return [
            _mark(
                act,
                revision,
                s.start,
                s.end,
                s.kind,
                risk=s.risk,
                speaker=s.speaker,
                role=s.role,
                attribution=s.cue,
                quote_type=s.type if s.kind is Kind.QUOTE else "",
            )[0]
            for s in suggestions
        ]


def dismiss(
    store: Store, person: str, now: int, article_id: str, suggestion: Suggestion
) -> Decision:
    """Remember that a person does not want this suggestion."""
    detail = f"{suggestion.kind.value}/{suggestion.type}"
    return _decide(
        store,
        person,
        now,
        article_id,
        suggestion.start,
        suggestion.end,
        "dismissed",
        detail,
    )


def no_facts(
    store: Store, person: str, now: int, article_id: str, start: int, end: int
) -> Decision:
    """Declare that the passage holds nothing to check."""
    return _decide(store, person, now, article_id, start, end, "no_facts", "")


def edit_annotation(
    store: Store, person: str, now: int, annotation: Annotation, **fields: object
) -> Annotation:
    """Change fields of a mark; raises StaleEdit when one of them moved on meanwhile."""
    with store.act(person, now, "edit mark") as act:
        return act.change(annotation, **fields)


def remove_annotation(store: Store, person: str, now: int, annotation: Annotation) -> None:
    """Take a mark away, with its check when no other mark stands for it."""
    with store.act(person, now, "remove mark") as act:
        act.remove(annotation)
        if annotation.check and not store.places([annotation.check]).get(annotation.check):
            act.remove(store.check(annotation.check))


def reply(store: Store, person: str, now: int, annotation_id: str, text: str) -> Reply:
    """Answer in a mark's thread."""
    with store.act(person, now, "reply") as act:
        return act.add(Reply(new_id(now), annotation_id, person, text, now))


def resolve(store: Store, person: str, now: int, reply: Reply, resolved: bool = True) -> Reply:
    """Settle a reply, or open it again."""
    with store.act(person, now, "resolve" if resolved else "reopen") as act:
        return act.change(reply, resolved=resolved)


def resolve_thread(
    store: Store, person: str, now: int, replies: Sequence[Reply], resolved: bool = True
) -> list[Reply]:
    """Settle a whole thread in one act, or open it again."""
    with store.act(person, now, "resolve" if resolved else "reopen") as act:
        return act.change_all(replies, resolved=resolved)


def _newest(store: Store, article_id: str) -> Revision:
    return store.revision(store.article(article_id).revision)


def _passage(revision: Revision, start: int, end: int) -> Selector:
    if not 0 <= start < end <= len(revision.text):
        raise Refused(field="range", value=f"{start}:{end}")
    return describe(revision.text, start, end)


def _mark(
    act: Act,
    revision: Revision,
    start: int,
    end: int,
    kind: Kind,
    risk: Risk = Risk.NORMAL,
    **fields: Any,
) -> tuple[Annotation, Check | None]:
    """A mark with its check, of that risk; `fields` are further ones of the Annotation."""
    selector = _passage(revision, start, end)
    check = None
    if kind in CHECKED_KINDS:
        statement = " ".join(selector.exact.split())
        check = act.add(
            Check(new_id(act.now), revision.article, kind, statement, risk=risk, created=act.now)
        )
    annotation = Annotation(
        id=new_id(act.now),
        article=revision.article,
        kind=kind,
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        author=act.person,
        created=act.now,
        check=check.id if check else "",
        revision=revision.id,
        start=start,
        end=end,
        **fields,
    )
    return act.add(annotation), check


def _decide(
    store: Store,
    person: str,
    now: int,
    article_id: str,
    start: int,
    end: int,
    kind: str,
    detail: str,
) -> Decision:
    revision = _newest(store, article_id)
    decision = Decision(
        id=new_id(now),
        article=article_id,
        kind=kind,
        detail=detail,
        exact=_passage(revision, start, end).exact,
        author=person,
        created=now,
        revision=revision.id,
        start=start,
        end=end,
    )
    with store.act(person, now, kind.replace("_", " ")) as act:
        return act.add(decision)
