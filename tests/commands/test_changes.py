"""What the editor says to proposed wordings and open checks."""

from __future__ import annotations

import pytest

from db.errors import Refused
from db.kinds import Kind, SpanKind, State
from db.records import Block, Document, Span
from editor.commands import marks
from editor.commands.annotated import file_annotated, plan
from editor.commands.changes import accept_change, accept_thin, let_stand
from editor.commands.drafts import edit_text
from editor.text.draft_edit import Edit
from editor.text.tracked import stands

INS = SpanKind.INSERTED


@pytest.fixture
def proposal(store, ada, article):
    return marks.mark(store, ada, 4, article.id, 24, 26, Kind.CHANGE, change="41")[0]


def test_a_wording_is_accepted(store, ada, proposal):
    accept_change(store, ada, 5, proposal)
    assert store.annotation(proposal.id).answer == "accepted"
    store.undo(ada, 6)
    assert store.annotation(proposal.id).answer == ""


def test_only_a_proposal_is_accepted(store, ada, facts):
    with pytest.raises(Refused):
        accept_change(store, ada, 5, facts[0][0])


def test_check_and_wording_stand_together_and_come_back_together(store, ada, facts, proposal):
    let_stand(store, ada, 5, facts[0][1], " The writer insists ", proposal)
    check = store.check(facts[0][1].id)
    assert (check.state, check.reason, check.settled_by) == (State.STET, "The writer insists", ada)
    assert store.annotation(proposal.id).answer == "stet"
    store.undo(ada, 6)
    check = store.check(facts[0][1].id)
    assert (check.state, check.reason, check.settled_by) == (State.UNCHECKED, "", "")
    assert store.annotation(proposal.id).answer == ""


def test_a_wording_alone_needs_no_reason_but_a_check_does(store, ada, facts, proposal):
    let_stand(store, ada, 5, None, "", proposal)
    assert store.annotation(proposal.id).answer == "stet"
    with pytest.raises(Refused):
        let_stand(store, ada, 6, facts[0][1], "  ")


def test_a_thin_check_is_accepted_for_a_reason(store, ada, facts):
    with pytest.raises(Refused):
        accept_thin(store, ada, 5, facts[0][1], "")
    accept_thin(store, ada, 6, facts[0][1], "She was there")
    assert store.check(facts[0][1].id).thin_reason == "She was there"


@pytest.fixture
def tracked(store, ada):
    """An article whose file came with a replacement, new words behind others, and a new opening."""
    text = "New opening.\n\nIt cost 71 million, she said twice."
    spans = (
        Span(0, 12, INS, author="Tom"),
        Span(22, 22, SpanKind.DELETED, author="Ada", text="48"),
        Span(22, 24, INS, author="Ada"),
        Span(42, 49, INS, author="Tom"),
    )
    document = Document(
        text,
        (Block(0, 12), Block(14, 50)),
        spans,
        format="docx",
        reader="docx",
        original=text.encode(),
    )
    article, _revision, made = file_annotated(store, ada, 4, document, plan(document))
    return article, {mark.exact: mark for mark in made}


def test_a_tracked_change_that_is_accepted_stands(store, ada, tracked):
    article, made = tracked
    assert list(made) == ["New opening.", "71", "twice."] and all(map(stands, made.values()))
    accept_change(store, ada, 5, made["71"])
    assert store.annotation(made["71"].id).answer == "accepted"
    assert store.article(article.id).draft == 1


def test_a_tracked_change_that_is_dismissed_has_its_old_words_put_in(store, ada, tracked):
    article, made = tracked
    let_stand(store, ada, 5, None, "", made["71"])
    let_stand(store, ada, 6, None, "", made["twice."])
    back = [store.annotation(made[words].id) for words in ("71", "twice.")]
    assert [(m.exact, m.change, m.answer) for m in back] == [
        ("71", "48", "accepted"),
        ("said twice.", "said", "accepted"),
    ]
    revision = store.revision(store.article(article.id).revision)
    edits = [Edit(mark.start, mark.end, mark.change) for mark in back]
    revised = edit_text(store, ada, 7, revision, edits).revision
    assert revised.text == "New opening.\n\nIt cost 48 million, she said"
    store.undo(ada, 8)
    store.undo(ada, 9)
    again, before = store.annotation(made["twice."].id), made["twice."]
    assert (again.start, again.exact, again.change, again.answer) == (
        *(before.start, before.exact, before.change, before.answer),
    )


def test_new_words_with_nothing_before_them_go_in_a_draft_of_their_own(store, ada, tracked):
    article, made = tracked
    let_stand(store, ada, 5, None, "", made["New opening."])
    revision = store.revision(store.article(article.id).revision)
    assert (revision.number, revision.text) == (2, "It cost 71 million, she said twice.")
