"""Acts on where marks stand, and on which check they stand for."""

from __future__ import annotations

from db.errors import Refused
from db.records import Annotation, Check
from db.store import Act, Store
from editor.commands.marks import plain_statement
from editor.text.anchor import describe


def move_passage(
    store: Store, person: str, now: int, annotation: Annotation, start: int, end: int
) -> Annotation:
    """Let a mark stand for code points `start` to `end` of the newest draft.

    A statement nobody reworded follows the passage. Raises Refused when that is empty or outside
    the text.
    """
    revision = store.revision(store.article(annotation.article).revision)
    if not 0 <= start < end <= len(revision.text):
        raise Refused(field="range", value=f"{start}:{end}")
    words = describe(revision.text, start, end)
    with store.act(person, now, "move passage") as act:
        act.change(annotation, exact=words.exact, prefix=words.prefix, suffix=words.suffix)
        act.place(annotation.id, revision.id, start, end)
        for check in store.checks_of([annotation.check]):
            if check.statement == plain_statement(annotation.exact):
                act.change(check, statement=plain_statement(words.exact))
    return store.annotation(annotation.id)


def join_check(
    store: Store, person: str, now: int, annotation: Annotation, check: Check
) -> Annotation:
    """Let a mark stand for a check of the same article; its old one goes when it has no other mark.

    Raises Refused for a check of another article.
    """
    if check.article != annotation.article:
        raise Refused(field="check", value=check.id)
    with store.act(person, now, "same check") as act:
        joined = act.change(annotation, check=check.id)
        old = annotation.check
        if old and old != check.id and not store.places([old]).get(old):
            act.remove(store.check(old))
    return joined


def merge_check(store: Store, person: str, now: int, check: Check, into: Check) -> Check:
    """Let all marks of a check, and what it rests on, stand for another one of its article.

    Raises Refused for a check of another article, or for itself.
    """
    if into.article != check.article or into.id == check.id:
        raise Refused(field="check", value=into.id)
    with store.act(person, now, "same check") as act:
        merge_within(act, check, into)
    return into


def merge_within(act: Act, check: Check, into: Check) -> None:
    """The same within an act."""
    store = act.store
    for record in (*store.places([check.id]).get(check.id, ()), *store.evidence_of(check.id)):
        act.change(record, check=into.id)
    act.remove(check)
