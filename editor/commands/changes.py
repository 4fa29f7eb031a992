"""Acts of the editor on what is proposed or open: take the wording, or let the text stand."""

from __future__ import annotations

from db.errors import Refused
from db.kinds import Kind, State
from db.records import Annotation, Check
from db.store import Store

ACCEPTED = "accepted"
STET = "stet"


def accept_change(store: Store, person: str, now: int, proposal: Annotation) -> Annotation:
    """Agree to a proposed wording; Refused for a mark that proposes none."""
    if proposal.kind is not Kind.CHANGE:
        raise Refused(field="answer", value=proposal.kind.value)
    with store.act(person, now, "accept change") as act:
        return act.change(proposal, answer=ACCEPTED)


def let_stand(
    store: Store,
    person: str,
    now: int,
    check: Check | None,
    reason: str,
    proposal: Annotation | None = None,
) -> None:
    """Let the text stand as it is, on one's own name and for a reason, in one act.

    A check is put in the state `stet`, a proposed wording is answered `stet`. Refused when a
    check is given without a reason.
    """
    if check is not None and not reason.strip():
        raise Refused(field="reason", value=reason)
    with store.act(person, now, "stet") as act:
        if check is not None:
            act.change(check, state=State.STET, reason=reason.strip(), settled_by=person)
        if proposal is not None:
            act.change(proposal, answer=STET)


def accept_thin(store: Store, person: str, now: int, check: Check, reason: str) -> Check:
    """Say why less evidence than the house asks for is enough for a check; Refused without."""
    if not reason.strip():
        raise Refused(field="reason", value=reason)
    with store.act(person, now, "accept thin") as act:
        return act.change(check, thin_reason=reason.strip())
