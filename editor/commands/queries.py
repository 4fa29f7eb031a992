"""Acts on numbered questions: asked of somebody about marks, answered by number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from db.errors import NotFound, Refused
from db.kinds import State
from db.records import Query, new_id
from db.store import Store

ROLES = ("writer", "editor", "lawyer", "source")
"""Whom a question can be addressed to."""

BEGUN = frozenset({State.UNCHECKED, State.CHECKING})
"""States a question about a check moves on from."""

NUMBERED = re.compile(r"\s*(?:#|no\.?\s*)?(\d{1,4})\s*[.:)–—-]\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to the question of a number."""

    number: int
    text: str


def ask(
    store: Store,
    person: str,
    now: int,
    article_id: str,
    addressee: str,
    question: str,
    role: str = "writer",
    annotations: Iterable[str] = (),
) -> Query:
    """Ask `addressee` something about marks; their checks are put in the state `query`.

    The number is one more than the article's highest. Refused without a question or for a role
    that is not in `ROLES`.
    """
    if not question.strip():
        raise Refused(field="question", value=question)
    if role not in ROLES:
        raise Refused(field="addressee_role", value=role)
    marks = [store.annotation(id_) for id_ in dict.fromkeys(annotations)]
    checks = store.checks_of(mark.check for mark in marks if mark.check)
    with store.act(person, now, "ask query") as act:
        query = act.add(
            Query(
                id=new_id(now),
                article=article_id,
                number=max((q.number for q in store.queries(article_id)), default=0) + 1,
                addressee=addressee.strip() or role,
                question=question.strip(),
                addressee_role=role,
                annotations=tuple(mark.id for mark in marks),
                author=person,
                asked_at=now,
            )
        )
        act.change_all([c for c in checks if c.state in BEGUN], state=State.QUERY)
    return query


def answer(
    store: Store, person: str, now: int, article_id: str, answers: Iterable[Answer]
) -> list[Query]:
    """Enter answers by number, in one act; `person` is who entered them.

    NotFound names the first number there is no question of; then nothing is entered.
    """
    asked = {query.number: query for query in store.queries(article_id)}
    with store.act(person, now, "answer query") as act:
        answered = []
        for one in answers:
            if one.number not in asked:
                raise NotFound(kind="query", ref=str(one.number))
            fields = {"answer": one.text, "answered_by": person, "answered_at": now}
            answered.append(act.change(asked[one.number], **fields))
    return answered


def edit_query(store: Store, person: str, now: int, query: Query, **fields: object) -> Query:
    """Change fields of a question; StaleEdit when one of them moved on meanwhile."""
    with store.act(person, now, "edit query") as act:
        return act.change(query, **fields)


def remove_query(store: Store, person: str, now: int, query: Query) -> None:
    """Take a question back."""
    with store.act(person, now, "remove query") as act:
        act.remove(query)


def answers_in(text: str) -> list[Answer]:
    """The answers in a text whose lines begin with numbers, as `3. Yes` or `#4: in 2019`.

    Lines without a number belong to the answer above them; what stands before the first number
    is left out. Of two answers to one number the later one counts.
    """
    found: dict[int, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if begun := NUMBERED.fullmatch(line):
            lines = found[int(begun[1])] = [begun[2]]
        elif line.strip():
            lines.append(line.strip())
    joined = {number: "\n".join(part for part in parts if part) for number, parts in found.items()}
    return [Answer(number, text) for number, text in joined.items() if text]
