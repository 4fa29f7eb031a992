"""Acts of the editor on what is proposed or open: take the wording, or let the text stand."""

from __future__ import annotations

from db.errors import Refused
from db.kinds import Kind, State
from db.records import Annotation, Check
from db.store import Store
from editor.commands.drafts import edit_text
from editor.text.anchor import describe
from editor.text.draft_edit import Edit
from editor.text.tracked import stands, undone

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

    A check is put in the state `stet`, a proposed wording is answered `stet`. A change its author
    tracked is dismissed: the words it replaced are agreed on for the next draft; where it put
    nothing in the place of anything, that draft is made. Refused when a check is given without a
    reason.
    """
    if check is not None and not reason.strip():
        raise Refused(field="reason", value=reason)
    revision = store.revision(proposal.revision) if proposal and stands(proposal) else None
    back = undone(revision.text, proposal) if proposal and revision else None
    if proposal and revision and back is None:
        edit = Edit(proposal.start or 0, proposal.end or 0, "")
        edit_text(store, person, now, revision, [edit])
        return
    with store.act(person, now, "stet") as act:
        if check is not None:
            act.change(check, state=State.STET, reason=reason.strip(), settled_by=person)
        if proposal is not None and revision is not None and back is not None:
            words = describe(revision.text, *back[:2])
            act.change(
                proposal,
                exact=words.exact,
                prefix=words.prefix,
                suffix=words.suffix,
                change=back[2],
                answer=ACCEPTED,
            )
            act.place(proposal.id, revision.id, *back[:2])
        elif proposal is not None:
            act.change(proposal, answer=STET)


def accept_thin(store: Store, person: str, now: int, check: Check, reason: str) -> Check:
    """Say why less evidence than the house asks for is enough for a check; Refused without."""
    if not reason.strip():
        raise Refused(field="reason", value=reason)
    with store.act(person, now, "accept thin") as act:
        return act.change(check, thin_reason=reason.strip())
