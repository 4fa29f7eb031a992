"""Queries: numbered, about marks, answered by number, taken back."""

from __future__ import annotations

import pytest

from db.errors import NotFound, Refused
from db.kinds import State
from editor.commands.queries import Answer, answer, answers_in, ask, edit_query, remove_query


def asked(store, article):
    return [(q.number, q.question, q.answer) for q in store.queries(article.id)]


def test_questions_are_numbered_and_their_checks_are_in_query(store, ada, article, facts):
    ask(store, ada, 5, article.id, "Mara", "How long?", annotations=[facts[0][0].id])
    second = ask(store, ada, 6, article.id, "", "Who paid?", "lawyer")
    assert asked(store, article) == [(1, "How long?", ""), (2, "Who paid?", "")]
    assert store.check(facts[0][1].id).state is State.QUERY
    assert store.check(facts[1][1].id).state is State.UNCHECKED
    assert (second.addressee, second.addressee_role, second.asked_at) == ("lawyer", "lawyer", 6)
    store.undo(ada, 7)
    store.undo(ada, 8)
    assert asked(store, article) == []
    assert store.check(facts[0][1].id).state is State.UNCHECKED


def test_a_settled_check_stays_settled(store, ada, article, facts):
    with store.act(ada, 4, "confirm") as act:
        act.change(facts[0][1], state=State.CONFIRMED)
    ask(store, ada, 5, article.id, "Mara", "Sure?", annotations=[facts[0][0].id])
    assert store.check(facts[0][1].id).state is State.CONFIRMED


@pytest.mark.parametrize(("question", "role"), [("  ", "writer"), ("Who?", "neighbour")])
def test_an_empty_question_and_a_strange_role_are_refused(store, ada, article, question, role):
    with pytest.raises(Refused):
        ask(store, ada, 5, article.id, "Mara", question, role)
    assert asked(store, article) == []


def test_answers_are_entered_by_number_or_not_at_all(store, ada, ben, article):
    for question in ("How long?", "Who paid?"):
        ask(store, ada, 5, article.id, "Mara", question)
    with pytest.raises(NotFound) as caught:
        answer(store, ben, 6, article.id, [Answer(1, "40 m"), Answer(7, "no")])
    assert caught.value.values["ref"] == "7"
    assert [a for _n, _q, a in asked(store, article)] == ["", ""]
    answer(store, ben, 7, article.id, [Answer(2, "Lund"), Answer(1, "40 m")])
    first = store.queries(article.id)[0]
    assert (first.answer, first.answered_by, first.answered_at) == ("40 m", ben, 7)
    store.undo(ben, 8)
    assert [q.answered_at for q in store.queries(article.id)] == [0, 0]


def test_a_question_is_reworded_and_taken_back(store, ada, article):
    query = ask(store, ada, 5, article.id, "Mara", "How long?")
    edited = edit_query(store, ada, 6, query, question="How long is it?")
    remove_query(store, ada, 7, edited)
    assert asked(store, article) == []
    store.undo(ada, 8)
    assert asked(store, article) == [(1, "How long is it?", "")]


def test_numbered_lines_are_answers():
    text = (
        "Hello,\n1. Forty metres.\n   I measured it.\n#3: In 1931\n\nNo. 12 – Lund\n3) In 1932\n4."
    )
    assert answers_in(text) == [
        Answer(1, "Forty metres.\nI measured it."),
        Answer(3, "In 1932"),
        Answer(12, "Lund"),
    ]
    assert answers_in("In 1931 it opened.") == answers_in("") == []
