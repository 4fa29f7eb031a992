"""A new draft carries everything over in one act, and one undo takes all of it back."""

from __future__ import annotations

import unicodedata

import pytest

from db.errors import Refused, StaleEdit
from db.kinds import BlockKind, Kind, PlacementStatus, Risk, State
from db.records import Overlay, Pass, new_id
from editor.commands.articles import import_document
from editor.commands.bulk import hold_many
from editor.commands.changes import accept_change, let_stand
from editor.commands.checks import attach, set_checks
from editor.commands.drafts import (
    NoText,
    OtherArticle,
    SameText,
    add_draft,
    edit_text,
    prepare,
)
from editor.commands.marks import dismiss, edit_annotation, mark, no_facts
from editor.commands.people import add_person
from editor.commands.placing import acknowledge, declare_gone, settle_place
from editor.reading.reader import read_text
from editor.text.draft_edit import Edit
from editor.text.suggest import suggestions

NOW = 1_800_000_000_000
STORY = """The Weir That Failed Twice

The weir at Ostrava Mill was built in 1921 for 310,000 crowns. It held for six years.

“We heard it go before we saw it,” said Petra Malik, who ran the mill. Nobody was hurt.

The town paid for both repairs. The second took eleven months.

In 1936 the river moved its bed. The mill closed within a year.
"""


@pytest.fixture
def person(store):
    return add_person(store, "Ben Ortega", NOW).id


@pytest.fixture
def desk(store, person):
    return Desk(store, person)


class Desk:
    """An article at work: marks by their words, drafts by replacing words."""

    def __init__(self, store, person):
        self.store, self.person = store, person
        self.article = import_document(store, person, NOW, read_text(STORY))[0]
        self.text = STORY

    def mark(self, words, kind=Kind.FACT, state=None, change="", risk=Risk.NORMAL):
        text = self.store.revision(self.newest().revision).text
        start = text.index(words)
        made, check = mark(
            self.store,
            self.person,
            NOW,
            self.article.id,
            start,
            start + len(words),
            kind,
            change=change,
        )
        if check is not None and state is not None:
            set_checks(self.store, self.person, NOW, [check.id], state=state, risk=risk)
        return made

    def revise(self, *changes):
        for before, after in changes:
            assert before in self.text
            self.text = self.text.replace(before, after)
        return add_draft(self.store, self.person, NOW, self.article.id, read_text(self.text))

    def newest(self):
        return self.store.article(self.article.id)

    def place(self, made):
        return self.store.placements(self.article.id)[made.id]

    def words(self, made):
        place = self.place(made)
        return self.store.revision(self.newest().revision).text[place.start : place.end]

    def check(self, made):
        return self.store.check(made.check)


def everything(store, article):
    """All that undo has to bring back, without versions."""
    draft = store.article(article.id).draft
    checks = [(c.id, c.state, c.earlier, c.reopened) for c in store.checks(article.id)]
    marks = [(a.id, a.start, a.end, a.placement, a.answer) for a in store.annotations(article.id)]
    passes = [(p.id, p.withdrawn) for p in store.passes(article.id)]
    decisions = [(d.id, d.start, d.end) for d in store.decisions(article.id)]
    return (
        draft,
        checks,
        marks,
        passes,
        decisions,
        store.overlays(store.article(article.id).revision),
    )


def test_a_changed_number_reopens_its_check_and_the_evidence_stays(desk):
    made = desk.mark("310,000 crowns", state=State.CONFIRMED)
    attach(desk.store, desk.person, NOW, made.check, "Town ledger")
    revised = desk.revise(("310,000", "340,000"))
    place, check = desk.place(made), desk.check(made)
    assert (place.status, desk.words(made)) == (PlacementStatus.CHANGED, "340,000 crowns")
    assert (check.state, check.earlier) == (State.UNCHECKED, "confirmed")
    assert check.reopened == ("310,000 crowns", "340,000 crowns")
    assert len(desk.store.evidence_of(made.check)) == 1
    assert [revised.reopened(p) for p in revised.placed] == [True]


def test_words_added_to_a_checked_sentence_send_it_back(desk):
    made = desk.mark("It held for six years.", state=State.CONFIRMED)
    part = desk.mark("held for six years", state=State.CONFIRMED)
    desk.revise(("six years.", "six years, the owner said."))
    assert desk.check(made).state is State.UNCHECKED
    assert desk.check(made).reopened[1] == "It held for six years, the owner said."
    assert desk.check(part).state is State.UNCHECKED


def test_still_holds_brings_the_state_back_and_undo_takes_that_back(desk):
    made = desk.mark("310,000 crowns", state=State.CONFIRMED)
    desk.revise(("310,000", "340,000"))
    hold_many(desk.store, desk.person, NOW, [made.check])
    assert (desk.check(made).state, desk.check(made).reopened) == (State.CONFIRMED, ())
    assert desk.place(made).reason == "person"
    desk.store.undo(desk.person, NOW)
    assert desk.check(made).state is State.UNCHECKED
    assert desk.place(made).reason == ""


def test_changed_form_reopens_nothing(desk):
    quote = desk.mark("“We heard it go before we saw it,”", Kind.QUOTE, State.CONFIRMED)
    price = desk.mark("310,000 crowns", state=State.CONFIRMED)
    desk.revise(("“", '"'), ("”", '"'), ("310,000", "310\u00a0000"), ("The town", "THE TOWN"))
    assert desk.check(quote).state is State.CONFIRMED
    assert desk.check(price).state is State.CONFIRMED
    assert desk.place(quote).status is PlacementStatus.KEPT


def test_a_moved_paragraph_takes_its_marks_along(desk):
    made = desk.mark("The second took eleven months.", state=State.CONFIRMED)
    repairs = "The town paid for both repairs. The second took eleven months.\n\n"
    desk.revise((repairs, ""), ("The weir at", repairs + "The weir at"))
    assert desk.place(made).status is PlacementStatus.MOVED
    assert desk.words(made) == "The second took eleven months."
    assert desk.check(made).state is State.CONFIRMED


def test_a_deleted_passage_is_cut_and_its_state_returns_with_it(desk):
    made = desk.mark("It held for six years.", state=State.CONFIRMED)
    desk.revise((" It held for six years.", ""))
    assert desk.place(made).status is PlacementStatus.CUT
    assert (desk.check(made).state, desk.check(made).earlier) == (State.CUT, "confirmed")
    desk.revise(("310,000 crowns.", "310,000 crowns. It held for six years."))
    assert desk.words(made) == "It held for six years."
    assert (desk.check(made).state, desk.check(made).earlier) == (State.CONFIRMED, "")


def test_a_passage_that_returns_with_another_number_is_to_be_checked_again(desk):
    made = desk.mark("It held for six years.", state=State.CONFIRMED)
    desk.revise((" It held for six years.", ""))
    desk.revise(("310,000 crowns.", "310,000 crowns. It held for nine years."))
    assert (desk.check(made).state, desk.check(made).earlier) == (State.UNCHECKED, "confirmed")


def test_words_that_come_back_bring_the_state_back(desk):
    made = desk.mark("310,000 crowns", state=State.CONFIRMED)
    desk.revise(("310,000", "340,000"))
    desk.revise(("340,000", "310,000"))
    assert (desk.check(made).state, desk.check(made).reopened) == (State.CONFIRMED, ())


def test_a_quote_somebody_else_says_now_is_to_be_checked_again_until_it_is_hers_again(desk):
    made = desk.mark("We heard it go before we saw it", Kind.QUOTE, State.CONFIRMED)
    revised = desk.revise(("said Petra Malik", "said Ivo Karr"))
    placed = next(p for p in revised.placed if p.mark.id == made.id)
    assert revised.reopened(placed) and placed.substance == ("attribution",)
    check = desk.check(made)
    assert (check.state, check.earlier) == (State.UNCHECKED, "confirmed")
    assert [words.rsplit("(")[-1] for words in check.reopened] == [
        "said Petra Malik)",
        "said Ivo Karr)",
    ]
    assert desk.place(made).reason == "attribution"

    desk.revise(("six years", "seven years"))
    assert desk.check(made).state is State.UNCHECKED, "nobody looked at it yet"

    desk.revise(("said Ivo Karr", "said Petra Malik"))
    assert (desk.check(made).state, desk.check(made).reopened) == (State.CONFIRMED, ())


def test_a_not_beside_a_passage_keeps_its_check_open_in_later_drafts(desk):
    made = desk.mark("paid for both repairs", state=State.CONFIRMED)
    desk.revise(("The town paid", "The town never paid"))
    desk.revise(("six years", "seven years"))
    assert desk.check(made).state is State.UNCHECKED
    desk.revise(("never paid", "paid"))
    assert desk.check(made).state is State.CONFIRMED


def test_places_in_older_drafts_stay_as_they_were(desk):
    made = desk.mark("310,000 crowns")
    first = desk.newest().revision
    before = desk.store.placements(desk.article.id, first)
    desk.revise(("The weir at", "An old weir at"), ("310,000", "340,000"))
    desk.revise((" Nobody was hurt.", ""))
    assert desk.store.placements(desk.article.id, first) == before
    assert before[made.id].status is PlacementStatus.KEPT


def agree(desk, proposal):
    edit_annotation(desk.store, desk.person, NOW, proposal, answer="accepted")


def test_an_accepted_proposal_that_now_stands_confirms_with_change_and_never_reopens(desk):
    fact = desk.mark("built in 1921 for 310,000 crowns", state=State.CHANGE_NEEDED)
    proposal = desk.mark("310,000 crowns", Kind.CHANGE, change="340,000 crowns")
    agree(desk, proposal)
    desk.revise(("310,000", "340,000"))
    assert desk.check(fact).state is State.CONFIRMED_WITH_CHANGE
    assert not desk.check(fact).reopened
    assert desk.place(proposal).reason == "proposal"


@pytest.mark.parametrize("words", ["310,000", "built in 1921 for 310,000 crowns"])
def test_a_proposal_nobody_answered_is_no_agreement_until_somebody_does(desk, words):
    fact = desk.mark(words, state=State.CONFIRMED)
    proposal = desk.mark("310,000 crowns", Kind.CHANGE, change="340,000 crowns")
    desk.revise(("310,000", "340,000"))
    assert (desk.check(fact).state, desk.check(fact).earlier) == (State.UNCHECKED, "confirmed")
    assert desk.place(proposal).reason == "proposed"
    standing = desk.store.annotation(proposal.id)
    assert standing.answer == ""
    accept_change(desk.store, desk.person, NOW, standing)
    assert desk.check(fact).state is State.CONFIRMED_WITH_CHANGE
    assert not desk.check(fact).reopened
    assert desk.place(proposal).reason == "proposal"
    desk.store.undo(desk.person, NOW)
    assert desk.check(fact).state is State.UNCHECKED
    assert desk.place(proposal).reason == "proposed"


def test_accepting_what_stands_leaves_a_check_alone_that_more_happened_to(desk):
    fact = desk.mark("built in 1921 for 310,000 crowns", state=State.CONFIRMED)
    proposal = desk.mark("310,000 crowns", Kind.CHANGE, change="340,000 crowns")
    desk.revise(("in 1921 for 310,000", "in 1922 for 340,000"))
    accept_change(desk.store, desk.person, NOW, desk.store.annotation(proposal.id))
    assert desk.check(fact).state is State.UNCHECKED


def test_a_standing_proposal_that_is_refused_leaves_the_check_open_and_needs_no_eyes(desk):
    fact = desk.mark("310,000", state=State.CONFIRMED)
    proposal = desk.mark("310,000 crowns", Kind.CHANGE, change="340,000 crowns")
    desk.revise(("310,000", "340,000"))
    let_stand(desk.store, desk.person, NOW, None, "", desk.store.annotation(proposal.id))
    assert desk.store.annotation(proposal.id).answer == "stet"
    assert desk.place(proposal).reason == "person"
    assert desk.check(fact).state is State.UNCHECKED


def test_a_proposal_longer_than_the_fact_covers_it(desk):
    fact = desk.mark("310,000", state=State.CHANGE_NEEDED)
    proposal = desk.mark(
        "was built in 1921 for 310,000 crowns",
        Kind.CHANGE,
        change="rose in 1921 at a cost of 340,000 crowns",
    )
    agree(desk, proposal)
    desk.revise(
        ("was built in 1921 for 310,000 crowns", "rose in 1921 at a cost of 340,000 crowns")
    )
    assert desk.check(fact).state is State.CONFIRMED_WITH_CHANGE


def test_more_than_the_proposal_still_reopens(desk):
    fact = desk.mark("built in 1921 for 310,000 crowns", state=State.CONFIRMED)
    agree(desk, desk.mark("310,000 crowns", Kind.CHANGE, change="340,000 crowns"))
    desk.revise(("in 1921 for 310,000", "in 1922 for 340,000"))
    assert desk.check(fact).state is State.UNCHECKED


def test_a_refused_proposal_confirms_nothing(desk):
    fact = desk.mark("310,000 crowns", state=State.CONFIRMED)
    proposal = desk.mark("310,000 crowns", Kind.CHANGE, change="340,000 crowns")
    edit_annotation(desk.store, desk.person, NOW, proposal, answer="stet")
    desk.revise(("310,000", "340,000"))
    assert desk.check(fact).state is State.UNCHECKED


def test_decisions_go_along_with_their_words_and_lapse_when_these_change(desk):
    store, person = desk.store, desk.person
    text = store.revision(desk.newest().revision).text
    free = [text.index("Nobody was hurt."), text.index("It held for six years.")]
    kept = no_facts(store, person, NOW, desk.article.id, free[0], free[0] + 16)
    lapsed = no_facts(store, person, NOW, desk.article.id, free[1], free[1] + 22)
    offered = suggestions(text, store.revision(desk.newest().revision).blocks)
    gone = dismiss(store, person, NOW, desk.article.id, offered[0])
    desk.revise(("The weir at", "The old weir at"), ("six years", "nine years"))
    places = {d.id: d.start for d in store.decisions(desk.article.id)}
    new = store.revision(desk.newest().revision).text
    assert places[kept.id] == new.index("Nobody was hurt.")
    assert places[lapsed.id] is None
    assert places[gone.id] is not None


def a_pass(desk, purpose):
    revision = desk.newest().revision
    made = Pass(new_id(NOW), desk.article.id, revision, desk.person, purpose, "BO", NOW)
    with desk.store.act(desk.person, NOW, "pass") as act:
        return act.add(made)


def withdrawn(desk, one):
    return next(p.withdrawn for p in desk.store.passes(desk.article.id) if p.id == one.id)


def test_only_the_passes_a_change_of_substance_touches_are_withdrawn(desk):
    desk.mark("310,000 crowns", state=State.CONFIRMED, risk=Risk.LEGAL)
    checking, legal = a_pass(desk, "checking"), a_pass(desk, "legal")
    desk.revise(("“", '"'), ("”", '"'))
    assert not withdrawn(desk, checking) and not withdrawn(desk, legal)
    desk.revise(("six years", "nine years"))
    assert withdrawn(desk, checking) and not withdrawn(desk, legal)
    desk.revise(("310,000", "340,000"))
    assert withdrawn(desk, legal)


def test_kinds_persons_gave_to_blocks_stay_with_them(desk):
    store, article = desk.store, desk.newest()
    revision = store.revision(article.revision)
    block = next(b for b in revision.blocks if revision.text[b.start :].startswith("In 1936"))
    added = Overlay(
        new_id(NOW), article.id, revision.id, block.end, block.end, BlockKind.CAPTION, "The mill"
    )
    with store.act(desk.person, NOW, "overlay") as act:
        act.add(
            Overlay(new_id(NOW), article.id, revision.id, block.start, block.end, BlockKind.SIDEBAR)
        )
        act.add(added)
    desk.revise(("The weir at", "A new first paragraph of the story.\n\nThe weir at"))
    newest = store.revision(desk.newest().revision)
    carried = store.overlays(newest.id)
    kinds = {o.kind: newest.text[o.start : o.end] for o in carried}
    assert kinds[BlockKind.SIDEBAR].startswith("In 1936")
    assert [o.text for o in carried if o.kind is BlockKind.CAPTION] == ["The mill"]
    assert len(store.overlays(revision.id)) == 2


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(desk):
    desk.mark("310,000 crowns", state=State.CONFIRMED)
    desk.mark("It held for six years.", state=State.CONFIRMED)
    desk.mark("both repairs", Kind.CHANGE, change="all repairs")
    a_pass(desk, "checking")
    before = everything(desk.store, desk.article)
    desk.revise(
        ("310,000", "340,000"), (" It held for six years.", ""), ("both repairs", "all repairs")
    )
    after = everything(desk.store, desk.article)
    assert after != before
    desk.store.undo(desk.person, NOW)
    assert everything(desk.store, desk.article) == before
    desk.store.redo(desk.person, NOW)
    assert everything(desk.store, desk.article) == after
    assert desk.store.verify() == []


def rival(desk):
    """A mark whose passage came to stand twice in surroundings that tell nothing."""
    made = desk.mark("Nobody was hurt.", state=State.CONFIRMED)
    body = "\n\n".join(
        [
            "Quite another beginning.",
            "Nobody was hurt.",
            "Quite another middle, and long enough.",
            "Nobody was hurt.",
            "Quite another end.",
        ]
    )
    add_draft(desk.store, desk.person, NOW, desk.article.id, read_text(body), anyway=True)
    assert desk.place(made).status is PlacementStatus.REVIEW
    return made


def test_a_mark_that_may_stand_in_two_places_waits_for_a_person(desk):
    made = rival(desk)
    place = desk.place(made)
    assert len(place.candidates) == 2 and desk.check(made).state is State.CONFIRMED
    second = place.candidates[1]
    settle_place(desk.store, desk.person, NOW, made.id, second.start, second.end)
    assert (desk.place(made).status, desk.place(made).start) == (PlacementStatus.KEPT, second.start)
    assert desk.check(made).state is State.CONFIRMED
    desk.store.undo(desk.person, NOW)
    assert desk.place(made).status is PlacementStatus.REVIEW


def test_settling_on_other_words_reopens(desk):
    made = rival(desk)
    text = desk.store.revision(desk.newest().revision).text
    start = text.index("Quite another middle")
    settle_place(desk.store, desk.person, NOW, made.id, start, start + 20)
    assert (desk.check(made).state, desk.check(made).earlier) == (State.UNCHECKED, "confirmed")


def test_declared_gone_is_cut(desk):
    made = rival(desk)
    declare_gone(desk.store, desk.person, NOW, made.id)
    assert desk.place(made).status is PlacementStatus.CUT
    assert desk.check(made).state is State.CUT


def test_settling_outside_the_text_is_refused(desk):
    made = rival(desk)
    with pytest.raises(Refused):
        settle_place(desk.store, desk.person, NOW, made.id, 5, 99_999)


def test_the_same_text_makes_no_draft(desk):
    with pytest.raises(SameText):
        desk.revise()
    assert desk.newest().draft == 1


def test_an_empty_text_is_refused(desk):
    document = read_text(STORY)
    empty = type(document)(text=" \n", blocks=())
    with pytest.raises(NoText):
        add_draft(desk.store, desk.person, NOW, desk.article.id, empty)


def test_another_article_is_said_to_be_one(desk):
    other = "\n\n".join(
        f"Paragraph {n} tells of a wholly different matter, with trains, tunnels and timetables."
        for n in "one two three four five six seven".split()
    )
    with pytest.raises(OtherArticle):
        add_draft(desk.store, desk.person, NOW, desk.article.id, read_text(other))
    assert desk.newest().draft == 1
    add_draft(desk.store, desk.person, NOW, desk.article.id, read_text(other), anyway=True)
    assert desk.newest().draft == 2


def test_the_same_story_in_another_language_is_said_to_be_another_article(desk):
    german = (
        "Das Wehr, das zweimal brach\n\nDas Wehr an der Mühle von Ostrava wurde 1921 für 310.000"
        " Kronen gebaut. Es hielt sechs Jahre.\n\n„Wir hörten es, bevor wir es sahen“, sagte Petra"
        " Malik, der die Mühle gehörte. Niemand wurde verletzt.\n\nDie Stadt zahlte für beides.\n"
    )
    with pytest.raises(OtherArticle):
        add_draft(desk.store, desk.person, NOW, desk.article.id, read_text(german))


def test_a_draft_a_hundred_times_longer_keeps_the_marks_of_the_old_one(desk):
    made = desk.mark("310,000 crowns", state=State.CONFIRMED)
    filler = "\n\n".join(f"Chapter {n} tells of another river and its mills." for n in range(900))
    desk.revise(("It held for six years.\n\n", f"It held for six years.\n\n{filler}\n\n"))
    assert (desk.place(made).status, desk.words(made)) == (PlacementStatus.KEPT, "310,000 crowns")
    assert desk.check(made).state is State.CONFIRMED


def test_one_sentence_a_thousand_times_is_a_draft_like_any_other(desk):
    made = desk.mark("310,000 crowns", state=State.CONFIRMED)
    last = desk.mark("The mill closed within a year.", state=State.CONFIRMED)
    again = "The mill closed within a year. " * 1000
    desk.revise(("The mill closed within a year.", again.strip()))
    assert desk.place(made).status is PlacementStatus.KEPT
    assert desk.words(last) == "The mill closed within a year."


def test_another_normalisation_and_reversed_paragraphs_lose_nothing(desk):
    words = ["310,000 crowns", "Nobody was hurt.", "The second took eleven months."]
    made = [desk.mark(w, state=State.CONFIRMED) for w in words]
    text = "\n\n".join(reversed(STORY.strip().split("\n\n")))
    desk.revise((STORY, unicodedata.normalize("NFD", text)))
    assert [desk.words(mark) for mark in made] == words
    assert {desk.check(mark).state for mark in made} == {State.CONFIRMED}


def test_what_the_worker_made_is_used_and_completed(desk):
    first = desk.mark("310,000 crowns", state=State.CONFIRMED)
    document = read_text(STORY.replace("310,000", "340,000").replace("six", "nine"))
    carriage = prepare(desk.store, desk.article.id).carry(document.text)
    late = desk.mark("It held for six years.", state=State.CONFIRMED)
    add_draft(desk.store, desk.person, NOW, desk.article.id, document, carriage)
    assert desk.check(first).state is State.UNCHECKED
    assert desk.words(late) == "It held for nine years."


def test_what_was_made_for_another_text_is_not_used(desk):
    made = desk.mark("310,000 crowns")
    stale = prepare(desk.store, desk.article.id).carry("Nothing of it is left here.")
    document = read_text("An opening.\n\n" + STORY)
    add_draft(desk.store, desk.person, NOW, desk.article.id, document, stale)
    assert desk.words(made) == "310,000 crowns"


def test_text_edited_in_place_is_a_draft_by_the_same_path(desk):
    made = desk.mark("310,000 crowns", state=State.CONFIRMED)
    revision = desk.store.revision(desk.newest().revision)
    start = revision.text.index("310,000")
    edit_text(desk.store, desk.person, NOW, revision, [Edit(start, start + 7, "340,000")])
    assert desk.newest().draft == 2 and desk.words(made) == "340,000 crowns"
    assert desk.check(made).state is State.UNCHECKED
    with pytest.raises(StaleEdit):
        edit_text(desk.store, desk.person, NOW, revision, [Edit(0, 1, "X")])
    newest = desk.store.revision(desk.newest().revision)
    with pytest.raises(Refused):
        edit_text(desk.store, desk.person, NOW, newest, [Edit(0, 5, ""), Edit(3, 6, "")])


def test_the_headline_follows_the_text(desk):
    desk.revise(("The Weir That Failed Twice", "The Weir That Failed Three Times"))
    assert desk.newest().headline == "The Weir That Failed Three Times"


def test_places_that_were_looked_at_say_so_and_leave_the_check_alone(desk):
    made = desk.mark("310,000 crowns", state=State.CONFIRMED)
    desk.revise(("310,000", "340,000"))
    set_checks(desk.store, desk.person, NOW, [made.check], state=State.CONFIRMED)
    acknowledge(desk.store, desk.person, NOW, [made.id])
    assert (desk.place(made).status, desk.place(made).reason) == (PlacementStatus.CHANGED, "person")
    assert desk.place(made).drift == (("310,000", "340,000"),)
    assert desk.check(made).state is State.CONFIRMED


def test_a_place_up_for_review_is_not_looked_at_by_a_word(desk):
    made = rival(desk)
    assert acknowledge(desk.store, desk.person, NOW, [made.id]) == []
    assert desk.place(made).status is PlacementStatus.REVIEW
