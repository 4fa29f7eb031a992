"""An article read again after a few acts is what reading it whole would give."""

from __future__ import annotations

import pytest

from db.kinds import BlockKind, Kind, State
from db.records import Decision, Evidence, Overlay, Reply, Source, new_id
from editor.commands import checks, marks
from editor.session import now_ms
from editor.ui.opened import read_article


def act(session, *records):
    def add(store, person, now):
        with store.act(person, now, "add") as act:
            for record in records:
                act.add(record)

    session.run(add).result(10)


def steps(article, revision, mark, check):
    """Each kind of act once."""
    now = now_ms()
    source = Source(new_id(now), "document", "Budget")
    yield lambda s: s.run(marks.mark, article, 0, 10, Kind.QUOTE).result(10)
    yield lambda s: s.run(checks.set_checks, [check.id], state=State.QUERY).result(10)
    yield lambda s: s.run(marks.reply, mark.id, "Why?").result(10)
    yield lambda s: act(s, source, Evidence(new_id(now), check.id, source.id))
    yield lambda s: act(s, Overlay(new_id(now), article, revision, 0, 26, BlockKind.DECK))
    yield lambda s: act(
        s, Decision(new_id(now), article, "no_facts", "", "A h", revision=revision, start=0, end=3)
    )
    yield lambda s: s.run(marks.remove_annotation, mark).result(10)
    yield lambda s: s.undo().result(10)


def test_reading_again_is_reading_whole(session, add_marks, qtbot):
    ((mark, check),) = add_marks((28,))
    before = session.ask(lambda store: read_article(store, mark.article)).result(10)
    for step in steps(mark.article, before.revision.id, mark, check):
        news = []
        session.listeners.append(news.append)
        step(session)
        qtbot.waitUntil(lambda news=news: news != [])
        session.listeners.remove(news.append)
        old, told = before, tuple(news)
        again = session.ask(lambda s, o=old, t=told: read_article(s, mark.article, o, t)).result(10)
        whole = session.ask(lambda store: read_article(store, mark.article)).result(10)
        assert again == whole
        assert again.revision is old.revision
        before = again
    assert isinstance(before.thread(mark)[0], Reply) and before.proof(before.checks[check.id])


@pytest.mark.parametrize("settled", [False, True])
def test_a_mark_is_open_until_its_check_is_settled(session, add_marks, settled):
    ((mark, check),) = add_marks((28,))
    state = State.CONFIRMED if settled else State.QUERY
    session.run(checks.set_checks, [check.id], state=state).result(10)
    reading = session.ask(lambda store: read_article(store, mark.article)).result(10)
    assert reading.is_open(mark) is not settled
    assert reading.marks()[0].state is state and reading.numbers == {mark.id: 1}
