"""Acts on marks: making them, changing them, answering them, deciding on suggestions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from db.errors import Refused
from db.kinds import Kind, Risk
from db.records import Annotation, Check, Decision, Reply, Revision, Suggestion, new_id
from db.store import Act, Store
from editor.text.anchor import Selector, describe

CHECKED_KINDS = frozenset({Kind.QUOTE, Kind.CLAIM, Kind.FACT})
"""Kinds whose marks make a check in the same act."""

QUOTE_MARKS = "\"'“”„‟‘’‚‛«»‹› "
"""What stands around a quote and not in what it asserts."""


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
    revision = newest(store, article_id)
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
    revision = newest(store, article_id)
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
        _leave(act, annotation.check)


def set_tags(
    store: Store,
    person: str,
    now: int,
    annotations: Iterable[Annotation],
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> list[Annotation]:
    """Give marks tags and take others away, in one act."""
    wanted, unwanted = tuple(add), frozenset(remove)
    with store.act(person, now, "tag") as act:
        return [act.change(mark, tags=tagged(mark, wanted, unwanted)) for mark in annotations]


def tagged(mark: Annotation, add: Iterable[str], remove: Collection[str]) -> tuple[str, ...]:
    """The tags of a mark with some more and without others, each once and in order."""
    wanted = (tag.strip() for tag in add if tag.strip())
    return tuple(dict.fromkeys(tag for tag in (*mark.tags, *wanted) if tag not in remove))


def check_truth(
    store: Store, person: str, now: int, annotation: Annotation
) -> tuple[Annotation, Check]:
    """Beside whether a quote was said so, check whether it is true: a claim over the same words.

    Where there is one already it is that. Raises Refused for a mark that is no quote, or has no
    place in the newest draft.
    """
    if annotation.kind is not Kind.QUOTE or annotation.start is None:
        raise Refused(field="kind", value=annotation.kind.value)
    place = (annotation.start, annotation.end)
    for one in store.annotations(annotation.article):
        if one.kind is Kind.CLAIM and one.check and (one.start, one.end) == place:
            return one, store.check(one.check)
    with store.act(person, now, "check whether it is true") as act:
        return truth_within(act, newest(store, annotation.article), annotation)


def truth_within(act: Act, revision: Revision, quote: Annotation) -> tuple[Annotation, Check]:
    """The claim that what a quote of the newest draft says is true, within an act."""
    assert quote.start is not None and quote.end is not None
    place = (quote.start, quote.end)
    made, check = _mark(act, revision, *place, Kind.CLAIM, speaker=quote.speaker)
    assert check is not None
    return made, act.change(check, statement=check.statement.strip(QUOTE_MARKS))


def remove_decision(store: Store, person: str, now: int, decision: Decision) -> None:
    """Take back what was decided about a passage."""
    with store.act(person, now, "remove decision") as act:
        act.remove(decision)


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


def edit_reply(store: Store, person: str, now: int, reply: Reply, text: str) -> Reply:
    """Reword a reply; StaleEdit when it moved on meanwhile."""
    with store.act(person, now, "edit reply") as act:
        return act.change(reply, text=text)


def remove_reply(store: Store, person: str, now: int, reply: Reply) -> None:
    """Take a reply away."""
    with store.act(person, now, "remove reply") as act:
        act.remove(reply)


def plain_statement(passage: str) -> str:
    """What a check says before anybody words it: the passage on one line."""
    return " ".join(passage.split())


def _leave(act: Act, check_id: str) -> None:
    """Take a check away that no mark stands for any more."""
    if check_id and not act.store.places([check_id]).get(check_id):
        for check in act.store.checks_of([check_id]):
            act.remove(check)


def newest(store: Store, article_id: str) -> Revision:
    """An article's newest draft."""
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
        statement = plain_statement(selector.exact)
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
    revision = newest(store, article_id)
    selector = _passage(revision, start, end)
    decision = Decision(
        id=new_id(now),
        article=article_id,
        kind=kind,
        detail=detail,
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        author=person,
        created=now,
        revision=revision.id,
        start=start,
        end=end,
    )
    with store.act(person, now, kind.replace("_", " ")) as act:
        return act.add(decision)
