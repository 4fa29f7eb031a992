"""What of a draft is marked, and that a change costs only what it touches."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kinds import BlockKind, Covered, Kind
from db.records import Annotation, Block, Decision, Overlay
from editor.text.coverage import (
    Coverage,
    Owner,
    count_unmarked,
    owner_of,
    owners,
)
from editor.text.survey import as_shown, survey

PARTS = [
    ("By Mara Lund", BlockKind.BYLINE),
    ("Ada Moreau opened it in 2019. It cost $4 million. Nobody came.", BlockKind.PARAGRAPH),
    ("The pier is 40 metres long.", BlockKind.CAPTION),
    ("Leave a review", BlockKind.NOT_ARTICLE),
]
TEXT = "\n\n".join(words for words, _kind in PARTS)
BLOCKS = []
for words, kind in PARTS:
    at = TEXT.index(words)
    BLOCKS.append(Block(at, at + len(words), kind))


def owner(words, role="mark", id_=""):
    start = TEXT.index(words)
    return Owner(id_ or words, role, start, start + len(words))


def states(coverage):
    return [state.value for state in coverage.states]


@pytest.fixture(scope="module")
def surveyed():
    return survey(TEXT, BLOCKS)


def test_every_sentence_has_a_state(surveyed):
    coverage = Coverage(surveyed, [owner("Ada Moreau"), owner("$4 million")])
    assert states(coverage) == [
        "not_article", "partly_marked", "marked", "unmarked", "unmarked", "not_article",
    ]  # fmt: skip
    assert [TEXT[f.start : f.end] for f in coverage.open_facts()] == ["2019", "40 metres"]
    assert coverage.counts[Covered.UNMARKED] == 2


def test_a_mark_over_the_sentence_and_a_declaration_settle_it(surveyed):
    whole = owner("Ada Moreau opened it in 2019.")
    coverage = Coverage(surveyed, [whole, owner("Nobody came.", "no_facts")])
    assert states(coverage)[1:4] == ["marked", "unmarked", "no_facts"]
    assert coverage.declared(3) == ["Nobody came."]


def test_a_dismissed_fact_need_not_be_marked(surveyed):
    coverage = Coverage(surveyed, [owner("Ada Moreau"), owner("2019", "dismissed")])
    assert states(coverage)[1] == "marked"
    assert not coverage.open_in(1)


def test_put_and_drop_touch_only_the_sentences_below(surveyed):
    coverage = Coverage(surveyed)
    assert list(coverage.put(owner("40 metres"))) == [4]
    assert states(coverage)[4] == "marked"
    assert list(coverage.put(owner("Nobody came.", id_="40 metres"))) == [3, 4]
    assert states(coverage)[3:5] == ["marked", "unmarked"]
    assert list(coverage.drop("40 metres")) == [3]
    assert list(coverage.drop("40 metres")) == []
    assert coverage.counts == Coverage(surveyed).counts


def test_steps_go_round_the_unmarked_sentences(surveyed):
    coverage = Coverage(surveyed, [owner("$4 million")])
    first, third, caption = 1, 3, 4
    starts = [start for start, _end in surveyed.sentences]
    assert coverage.step(0, 1) == first
    assert coverage.step(starts[first], 1) == third
    assert coverage.step(starts[caption], 1) == first
    assert coverage.step(starts[first], -1) == caption
    assert coverage.step(starts[caption] + 2, -1) == third
    everything = [Owner(str(n), "mark", a, b) for n, (a, b) in enumerate(surveyed.sentences)]
    assert Coverage(surveyed, everything).step(0, 1) is None
    assert Coverage.empty().step(0, 1) is None and Coverage.empty().at(0) is None


def test_only_marks_with_a_check_and_decisions_on_facts_cover():
    mark = Annotation("m", "a", Kind.FACT, "x", start=1, end=2)
    assert owner_of(mark) == Owner("m", "mark", 1, 2)
    assert owner_of(replace(mark, kind=Kind.COMMENT)) is None
    assert owner_of(replace(mark, start=None, end=None)) is None
    said = Decision("d", "a", "dismissed", "fact/number", "x", start=1, end=2)
    assert owner_of(said) == Owner("d", "dismissed", 1, 2)
    assert owner_of(replace(said, detail="quote/direct")) is None
    assert owner_of(replace(said, kind="no_facts")) == Owner("d", "no_facts", 1, 2)
    assert list(owners([mark], [said])) == [owner_of(mark), owner_of(said)]


def test_a_persons_word_on_a_block_counts():
    caption = BLOCKS[2]
    overlay = Overlay("o", "a", "r", caption.start, caption.end, BlockKind.NOT_ARTICLE)
    assert as_shown(BLOCKS, [overlay])[2].kind is BlockKind.NOT_ARTICLE
    assert count_unmarked(TEXT, as_shown(BLOCKS, [overlay]), [])[0] == 3


def test_the_cheap_count_agrees():
    total, left = count_unmarked(TEXT, BLOCKS, [owner("Ada Moreau")])
    assert total == 4
    assert [TEXT[a:b] for a, b in left] == [
        "It cost $4 million.", "Nobody came.", "The pier is 40 metres long.",
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 120), st.integers(1, 60)), max_size=30))
def test_step_by_step_gives_what_working_it_out_at_once_gives(moves):
    surveyed = survey(TEXT, BLOCKS)
    live, coverage = {}, Coverage(surveyed)
    for number, start, length in moves:
        role = ("mark", "no_facts", "dismissed")[number % 3]
        if number in live and length % 4 == 0:
            coverage.drop(str(number))
            del live[number]
        else:
            end = min(start + length, len(TEXT))
            live[number] = Owner(str(number), role, min(start, end - 1), end)
            coverage.put(live[number])
    again = Coverage(surveyed, live.values())
    assert (coverage.states, list(coverage.open_facts())) == (
        again.states,
        list(again.open_facts()),
    )
    assert +coverage.counts == +again.counts


def test_spreading_over_pauses_gives_the_same(surveyed):
    owned = [owner("Ada Moreau"), owner("Nobody came.", "no_facts")]
    coverage = Coverage(surveyed)
    pauses = sum(1 for _pause in coverage.spread(owned))
    assert pauses >= 1
    assert coverage.states == Coverage(surveyed, owned).states


def test_any_text_is_covered_without_harm():
    random.seed(4)
    text = "".join(random.choice("aA .!?\n“”😀1$") for _ in range(2000))
    blocks = [Block(0, 900), Block(902, 1500, BlockKind.NOT_ARTICLE), Block(1502, 2000)]
    surveyed = survey(text, blocks)
    coverage = Coverage(surveyed, [Owner("x", "mark", 0, 2000)])
    assert set(coverage.states) <= {Covered.MARKED, Covered.NOT_ARTICLE}
