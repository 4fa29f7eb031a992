"""Every command is done, undone, done again and found again after a restart, on both engines."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import editor.commands
from db.errors import NothingToUndo, StoreError
from db.kinds import BlockKind, Kind, Risk, State
from db.records import QueueFilter, Source, new_id
from editor.commands import (
    annotated,
    archive,
    articles,
    blocks,
    bulk,
    changes,
    checks,
    corrections,
    drafts,
    fact_sheet,
    filters,
    incoming,
    marks,
    merge,
    passages,
    passes,
    people,
    placing,
    queries,
    receiving,
    settings,
    sources,
)
from editor.text import suggest
from editor.text.draft_edit import Edit
from editor.text.incoming import Incoming, Published

AS_IN_A_WINDOW = ("store", "person", "now")
"""How the parameters of a command begin."""

BY_ITSELF = {"checks.open_check"}
"""What the program does by itself: it goes back with the act it follows, not alone."""


ELSEWHERE = {"worth.forget", "worth.learn"}
"""What needs a world of its own: test_worth.py does, undoes and redoes them."""

NOW = 1_800_000_000_000


def suggestions(world):
    return suggest.suggestions(world.draft.text, world.draft.blocks)


ROWS: dict[str, Callable[[Any], Any]] = {
    "annotated.file_annotated": lambda w: w.run(
        annotated.file_annotated, w.document, annotated.plan(w.document)
    ),
    "archive.file_published": lambda w: w.run(
        archive.file_published, [Published("It is dear", "false", "“False”", "Fact House", "")]
    ),
    "articles.import_document": lambda w: w.run(articles.import_document, w.document),
    "articles.edit_article": lambda w: w.run(
        articles.edit_article, w.article, headline="New", slug="new", close=7
    ),
    "articles.remove_article": lambda w: w.run(articles.remove_article, w.article),
    "blocks.set_kind": lambda w: w.run(
        blocks.set_kind, w.article.id, w.draft.blocks[-1].start, BlockKind.CAPTION
    ),
    "blocks.add_display": lambda w: w.run(
        blocks.add_display, w.article.id, 0, BlockKind.HEADLINE, "Late"
    ),
    "blocks.change_display": lambda w: w.run(
        blocks.change_display, w.store.overlays(w.draft.id)[0], text="Other"
    ),
    "blocks.remove_display": lambda w: w.run(
        blocks.remove_display, w.store.overlays(w.draft.id)[0]
    ),
    "blocks.set_apart": lambda w: w.run(blocks.set_apart, w.article.id, [w.draft.blocks[-1].start]),
    "blocks.take_back": lambda w: w.run(blocks.take_back, w.article.id),
    "bulk.set_many": lambda w: w.run(bulk.set_many, [w.check(Kind.FACT).id], risk=Risk.LEGAL),
    "bulk.hold_many": lambda w: w.run(bulk.hold_many, [w.check(Kind.FACT, 1).id]),
    "bulk.truth_many": lambda w: w.run(bulk.truth_many, [w.check(Kind.QUOTE).id]),
    "bulk.attach_many": lambda w: w.run(bulk.attach_many, [w.check(Kind.FACT).id], "A census"),
    "bulk.tag_many": lambda w: w.run(bulk.tag_many, QueueFilter(), ["late"], ["money"]),
    "bulk.remove_many": lambda w: w.run(bulk.remove_many, [w.check(Kind.FACT).id]),
    "bulk.same_many": lambda w: w.run(
        bulk.same_many,
        [w.check(Kind.FACT).id, w.store.checks(w.other.id)[0].id],
        w.check(Kind.QUOTE).id,
    ),
    "bulk.reply_many": lambda w: w.run(bulk.reply_many, [w.check(Kind.FACT).id], "Who says so?"),
    "bulk.resolve_many": lambda w: w.run(bulk.resolve_many, QueueFilter()),
    "changes.accept_change": lambda w: w.run(changes.accept_change, w.mark(Kind.CHANGE)),
    "changes.let_stand": lambda w: w.run(
        changes.let_stand, w.check(Kind.FACT), "as agreed", w.mark(Kind.CHANGE)
    ),
    "changes.accept_thin": lambda w: w.run(changes.accept_thin, w.check(Kind.FACT), "seen it"),
    "checks.edit_check": lambda w: w.run(
        checks.edit_check, w.check(Kind.FACT), statement="It did", state=State.CONFIRMED
    ),
    "checks.set_checks": lambda w: w.run(
        checks.set_checks, [w.check(Kind.FACT).id, w.check(Kind.QUOTE).id], priority=0
    ),
    "checks.open_check": lambda w: w.run(checks.open_check, w.check(Kind.QUOTE).id),
    "checks.copy_check": lambda w: w.run(
        checks.copy_check, w.check(Kind.FACT), w.store.checks(w.other.id)[0].id
    ),
    "checks.attach": lambda w: w.run(checks.attach, w.check(Kind.FACT).id, "New source"),
    "checks.see": lambda w: w.run(checks.see, w.store.evidence(w.other.id)),
    "corrections.add_correction": lambda w: w.run(
        corrections.add_correction, w.article.id, "3", "4", w.check(Kind.FACT).id, "a reader"
    ),
    "corrections.edit_correction": lambda w: w.run(
        corrections.edit_correction, w.store.corrections()[0], ran="p. 2"
    ),
    "corrections.remove_correction": lambda w: w.run(
        corrections.remove_correction, w.store.corrections()[0]
    ),
    "drafts.add_draft": lambda w: w.run(
        drafts.add_draft, w.article.id, replace(w.document, text=w.document.text[:-20])
    ),
    "drafts.edit_text": lambda w: w.run(
        drafts.edit_text, w.draft, [Edit(*w.passage("1931"), "1932")]
    ),
    "fact_sheet.file_facts": lambda w: w.run(
        fact_sheet.file_facts,
        w.article.id,
        [fact_sheet.Fact(1, "It opened", source="The almanac", start=0, end=10)],
    ),
    "filters.save_filter": lambda w: w.run(filters.save_filter, "mine", QueueFilter(open=True)),
    "filters.remove_filter": lambda w: w.run(
        filters.remove_filter, w.store.saved_filters(w.ada)[0]
    ),
    "incoming.take_in": lambda w: w.run(
        incoming.take_in, w.article.id, [Incoming(exact="The bridge", kind=Kind.FACT)]
    ),
    "marks.mark": lambda w: w.run(marks.mark, w.article.id, *w.passage("bridge"), Kind.CLAIM),
    "marks.accept": lambda w: w.run(marks.accept, w.article.id, suggestions(w)),
    "marks.dismiss": lambda w: w.run(marks.dismiss, w.article.id, suggestions(w)[0]),
    "marks.no_facts": lambda w: w.run(marks.no_facts, w.article.id, *w.passage("bridge")),
    "marks.edit_annotation": lambda w: w.run(
        marks.edit_annotation, w.mark(Kind.QUOTE), speaker="The mayor", note="check"
    ),
    "marks.remove_annotation": lambda w: w.run(marks.remove_annotation, w.mark(Kind.FACT)),
    "marks.set_tags": lambda w: w.run(
        marks.set_tags, w.store.annotations(w.article.id), ["legal"], ["money"]
    ),
    "marks.check_truth": lambda w: w.run(marks.check_truth, w.mark(Kind.QUOTE)),
    "marks.remove_decision": lambda w: w.run(
        marks.remove_decision, w.store.decisions(w.article.id)[0]
    ),
    "marks.reply": lambda w: w.run(marks.reply, w.mark(Kind.FACT).id, "Yes"),
    "marks.resolve": lambda w: w.run(marks.resolve, w.store.replies(w.article.id)[0]),
    "marks.resolve_thread": lambda w: w.run(marks.resolve_thread, w.store.replies(w.article.id)),
    "marks.edit_reply": lambda w: w.run(
        marks.edit_reply, w.store.replies(w.article.id)[0], "Is there a tape?"
    ),
    "marks.remove_reply": lambda w: w.run(marks.remove_reply, w.store.replies(w.article.id)[0]),
    "merge.merge": lambda w: w.run(merge.merge, [Source(new_id(NOW), "data", "Census")], {}, {}),
    "passages.move_passage": lambda w: w.run(
        passages.move_passage, w.mark(Kind.FACT), *w.passage("in 1931")
    ),
    "passages.merge_check": lambda w: w.run(
        passages.merge_check, w.check(Kind.FACT), w.check(Kind.QUOTE)
    ),
    "passages.join_check": lambda w: w.run(
        passages.join_check, w.mark(Kind.FACT), w.check(Kind.QUOTE)
    ),
    "passes.initial": lambda w: w.run(passes.initial, w.article.id, "legal", "fine"),
    "passes.sign_off": lambda w: w.run(
        passes.sign_off, w.article.id, "done", {w.check(Kind.FACT).id: "known"}
    ),
    "passes.withdraw": lambda w: w.run(passes.withdraw, w.store.passes(w.article.id)),
    "passes.set_stage": lambda w: w.run(passes.set_stage, w.article, "layout"),
    "people.edit_person": lambda w: w.run(
        people.edit_person, w.store.person(w.ben), "Benjamin Ortega", "BO"
    ),
    "people.depart": lambda w: w.run(people.depart, w.store.person(w.ben)),
    "placing.settle_place": lambda w: w.run(
        placing.settle_place, w.mark(Kind.FACT).id, *w.passage("in 1931")
    ),
    "placing.declare_gone": lambda w: w.run(placing.declare_gone, w.mark(Kind.FACT).id),
    "placing.acknowledge": lambda w: w.run(placing.acknowledge, [w.mark(Kind.FACT).id]),
    "queries.ask": lambda w: w.run(
        queries.ask, w.article.id, "Zoë", "Sure?", annotations=[w.mark(Kind.QUOTE).id]
    ),
    "queries.answer": lambda w: w.run(
        queries.answer, w.article.id, [queries.Answer(1, "The first one")]
    ),
    "queries.edit_query": lambda w: w.run(
        queries.edit_query, w.store.queries(w.article.id)[0], question="Which?"
    ),
    "queries.remove_query": lambda w: w.run(queries.remove_query, w.store.queries(w.article.id)[0]),
    "receiving.file_recording": lambda w: w.run(receiving.file_recording, w.document),
    "settings.set_desk": lambda w: w.run(settings.set_desk, "passes", ["checking", "legal"]),
    "sources.add_source": lambda w: w.run(sources.add_source, "data", "Census", note="2021"),
    "sources.edit_source": lambda w: w.run(
        sources.edit_source, w.store.source("Ned"), confidential=True
    ),
    "sources.remove_source": lambda w: w.run(sources.remove_source, w.store.source("Ned")),
    "sources.keep_file": lambda w: w.run(
        sources.keep_file, w.store.source("Ned"), "card.pdf", b"%PDF"
    ),
    "sources.attach_source": lambda w: w.run(
        sources.attach_source,
        [w.check(Kind.FACT).id, w.check(Kind.QUOTE).id],
        w.store.source("Ned").id,
    ),
    "sources.edit_evidence": lambda w: w.run(
        sources.edit_evidence, w.store.evidence(w.article.id)[0], stance="refutes"
    ),
    "sources.remove_evidence": lambda w: w.run(
        sources.remove_evidence, w.store.evidence(w.article.id)[0]
    ),
    "sources.log_attempt": lambda w: w.run(
        sources.log_attempt, w.store.source("Ned").id, "phone", "no_answer"
    ),
}
"""One call of every command, by module and name, on the world of conftest.py."""


def commands():
    """Every public function of editor/commands that acts as a person at a time on a store."""
    for found in pkgutil.iter_modules(editor.commands.__path__):
        module = importlib.import_module(f"editor.commands.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            begins = tuple(inspect.signature(function).parameters)[:3] == AS_IN_A_WINDOW
            if begins and not name.startswith("_") and function.__module__ == module.__name__:
                yield f"{found.name}.{name}"


def test_every_command_has_a_row():
    assert sorted(commands()) == sorted([*ROWS, *ELSEWHERE])


@pytest.mark.parametrize("name", ROWS)
def test_do_undo_redo_and_restart(world, contents, name):
    before = contents(world.store)
    acts = world.store.history(limit=1)[0].act
    ROWS[name](world)
    after = contents(world.store)
    assert after != before
    mine = {e.act for e in world.store.history(limit=500) if e.person == world.ada}
    assert world.store.history(limit=1)[0].act != acts and len(mine) == 2
    world.reopen()
    assert contents(world.store) == after
    if name in BY_ITSELF:
        return
    world.store.undo(world.ada, 1)
    assert contents(world.store) == before
    world.reopen()
    assert contents(world.store) == before
    world.store.redo(world.ada, 1)
    assert contents(world.store) == after
    world.store.undo(world.ada, 1)
    assert contents(world.store) == before and world.store.verify() == []


@hypothesis_settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(names=st.lists(st.sampled_from(sorted(set(ROWS) - BY_ITSELF)), min_size=4, max_size=14))
def test_any_acts_undone_give_the_start_and_redone_the_end(new_world, contents, names):
    world = new_world()
    start, acts = contents(world.store), 0
    for name in names:
        newest = world.store.history(limit=1)[0].act
        try:
            ROWS[name](world)
        except (StoreError, IndexError, StopIteration):
            continue  # not possible after the acts before it
        acts += world.store.history(limit=1)[0].act != newest
    end = contents(world.store)
    world.reopen()
    for _ in range(acts):
        world.store.undo(world.ada, 1)
    assert contents(world.store) == start
    with pytest.raises(NothingToUndo):
        world.store.undo(world.ada, 1)
    world.reopen()
    for _ in range(acts):
        world.store.redo(world.ada, 1)
    assert contents(world.store) == end and world.store.verify() == []
    world.store.close()
