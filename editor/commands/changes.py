"""Acts of the editor on what is proposed or open: take the wording, or let the text stand."""

from __future__ import annotations

from collections.abc import Iterator

from db.errors import Refused
from db.kinds import Kind, State
from db.records import Annotation, Check, Placement
from db.store import Store
from editor.commands.draft_outcome import same_words
from editor.commands.draft_writing import ACCEPTED
from editor.commands.drafts import edit_text
from editor.commands.placing import SEEN, give_reason, words_before
from editor.text.anchor import describe
from editor.text.carry_article import AGREED, PROPOSED
from editor.text.draft_edit import Edit
from editor.text.tracked import stands, undone

STET = "stet"


def accept_change(store: Store, person: str, now: int, proposal: Annotation) -> Annotation:
    """Agree to a proposed wording; Refused for a mark that proposes none.

    Where it stands in the newest draft already, the checks it sent back are confirmed with
    change.
    """
    if proposal.kind is not Kind.CHANGE:
        raise Refused(field="answer", value=proposal.kind.value)
    with store.act(person, now, "accept change") as act:
        place = standing(store, proposal)
        if place is not None:
            for check in sent_back(store, proposal, place):
                fields = {"state": State.CONFIRMED_WITH_CHANGE, "earlier": "", "reopened": ()}
                act.change(check, **fields)
            give_reason(act, place, AGREED)
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
            if (place := standing(store, proposal)) is not None:
                give_reason(act, place, SEEN)


def standing(store: Store, proposal: Annotation) -> Placement | None:
    """The place in the newest draft of a proposed wording that stands there unanswered."""
    place = store.placements(proposal.article).get(proposal.id)
    return place if place is not None and place.reason == PROPOSED else None


def sent_back(store: Store, proposal: Annotation, place: Placement) -> Iterator[Check]:
    """The checks that an unanswered wording reopened, by nothing but itself."""
    there = store.placements(proposal.article)
    before = words_before(store, store.article(proposal.article), proposal)
    for mark in store.annotations(proposal.article):
        mine = there.get(mark.id)
        if not mark.check or mine is None or not _overlap(mine, place):
            continue
        check = store.check(mark.check)
        if check.state is not State.UNCHECKED or len(check.reopened) < 2:
            continue
        inside = mine.reason == PROPOSED
        was, now = check.reopened
        if inside or same_words(was.replace(before, proposal.change), now):
            yield check


def _overlap(one: Placement, other: Placement) -> bool:
    """Whether two places share text, or one is at an end of the other."""
    if None in (one.start, one.end, other.start, other.end):
        return False
    return (one.start or 0) <= (other.end or 0) and (other.start or 0) <= (one.end or 0)


def accept_thin(store: Store, person: str, now: int, check: Check, reason: str) -> Check:
    """Say why less evidence than the house asks for is enough for a check; Refused without."""
    if not reason.strip():
        raise Refused(field="reason", value=reason)
    with store.act(person, now, "accept thin") as act:
        return act.change(check, thin_reason=reason.strip())
