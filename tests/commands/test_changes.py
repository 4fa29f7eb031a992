"""What the editor says to proposed wordings and open checks."""

from __future__ import annotations

import pytest

from db.errors import Refused
from db.kinds import Kind, State
from editor.commands import marks
from editor.commands.changes import accept_change, accept_thin, let_stand


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
