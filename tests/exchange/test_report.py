import html
import io
import re
import zipfile
from dataclasses import replace

import pypdfium2
import pytest

from db.kinds import BlockKind, Kind, Risk, State
from db.records import (
    NEVER,
    Annotation,
    Article,
    Block,
    Check,
    Decision,
    Evidence,
    HistoryEntry,
    Overlay,
    Pass,
    Person,
    Reply,
    Revision,
    Source,
)
from editor.exchange import EXPORTERS, Records, Report, ReportOptions, assemble, render
from editor.exchange.account import lead, limits
from editor.exchange.options import PRESETS, Comments, presets, written
from editor.exchange.pieces import cut
from editor.exchange.redact import redact
from editor.exchange.words import proof_line, when, where

ARTICLE = Article("a", "bridge", "Bridge", revision="r", draft=1)
TEXT = "One two three four.\n\nFive six."
REVISION = Revision("r", "a", 1, TEXT, (Block(0, 19), Block(21, 30)), (), "f" * 64, "md", "md")
BASE = Records(ARTICLE, REVISION, persons=[Person("p", "Ana"), Person("q", "Cy")])
MADE = 1_700_000_000_000


def mark(name, start, end, check="", **fields):
    return Annotation(name, "a", Kind.FACT, "", check=check, start=start, end=end, **fields)


def item_of(spans, state=State.UNCHECKED, **records):
    marks = [mark(f"m{n}", s, e, f"c{n}") for n, (s, e) in enumerate(spans)]
    checks = [Check(f"c{n}", "a", Kind.FACT, f"s{n}", state) for n in range(len(spans))]
    return assemble(replace(BASE, **{"marks": marks, "checks": checks, **records}))


def told(item, **fields):
    return lead(item, Report((item,), MADE, **fields))


def test_checks_are_numbered_in_text_order_and_the_lost_come_last():
    item = item_of([(None, None), (21, 25), (0, 3)])
    assert [c.check.id for c in item.checks] == ["c2", "c1", "c0"]
    assert [c.number for c in item.checks] == [1, 2, 3]
    assert item.checks[-1].start is None
    assert [m.check for m in item.marks] == [1, 2, 3]
    assert [where(c) for c in item.checks] == ["paragraph 1", "paragraph 2", "not in this draft"]


def test_overlapping_and_block_crossing_marks_lose_no_text():
    item = item_of([(0, 7), (4, 13), (14, 25)])
    pieces = [(block, found) for block, found in cut(item)]
    for block, found in pieces:
        assert "".join(p.text for p in found) == TEXT[block.start : block.end]
    flat = [p for _, found in pieces for p in found]
    assert [(p.text, [m.check for m in p.over], [m.check for m in p.ending]) for p in flat] == [
        ("One ", [1], []),
        ("two", [1, 2], [1]),
        (" three", [2], [2]),
        (" ", [], []),
        ("four.", [3], []),
        ("Five", [3], [3]),
        (" six.", [], []),
    ]


def test_what_the_editor_let_stand_is_not_confirmed_and_says_who():
    item = item_of([(0, 3)], State.CONFIRMED)
    assert item.not_confirmed == ()
    stet = Check("c0", "a", Kind.FACT, "s", State.STET, settled_by="q")
    item = item_of([(0, 3)], checks=[stet])
    assert [c.accepted_by for c in item.not_confirmed] == ["q"]


def test_a_sign_off_accepts_what_is_open_in_its_draft_only():
    done = Pass("z", "a", "r", "q", "sign_off", "C", 5)
    assert item_of([(0, 3)], passes=[done]).checks[0].accepted_by == "q"
    for other in (replace(done, revision="old"), replace(done, withdrawn=6)):
        item = item_of([(0, 3)], passes=[other])
        assert item.checks[0].accepted_by == "" and item.sign_off is None


def test_page_one_says_what_was_checked_where_by_whom_and_until_when():
    check = Check("c0", "a", Kind.FACT, "s", assignee="p")
    first, second, third, *_rest = told(item_of([(0, 3)], checks=[check]))
    assert first == (
        "This report covers 1 fact in draft 1 (ffffffffffff) of “Bridge”, worked on by Ana, "
        "as of 2023-11-14 22:13 UTC."
    )
    assert second == "Settled: 0 of 1. Not confirmed: 1, of which 0 were accepted by name."
    assert third == "Nobody has signed this draft off."


def test_a_sign_off_by_a_checker_is_no_second_reader():
    done = Pass("z", "a", "r", "p", "sign_off", "A", MADE)
    check = Check("c0", "a", Kind.FACT, "s", assignee="p")
    assert "no second reader" in " ".join(told(item_of([(0, 3)], checks=[check], passes=[done])))
    other = replace(done, person="q")
    words = " ".join(told(item_of([(0, 3)], checks=[check], passes=[other])))
    assert "Signed off by Cy" in words and "no second reader" not in words


def test_a_newer_draft_is_said():
    item = item_of([], article=replace(ARTICLE, draft=2))
    assert item.newer == 2
    assert any("newer draft, 2, exists" in sentence for sentence in told(item))


def test_coverage_counts_every_sentence_once():
    free = Decision("d", "a", "no_facts", "", "", start=21, end=25)
    item = item_of([(0, 3)], decisions=[free])
    assert (item.coverage.sentences, item.coverage.marked, item.coverage.declared) == (2, 1, 1)
    assert item.coverage.unmarked == 0
    assert item_of([(0, 3)]).coverage.unmarked == 1


def test_a_block_set_apart_by_hand_is_no_paragraph_and_needs_no_marks():
    apart = Overlay("o", "a", "r", 0, 19, BlockKind.NOT_ARTICLE)
    item = item_of([(0, 3), (21, 25)], overlays=[apart])
    assert [where(c) for c in item.checks] == ["outside the article", "paragraph 1"]
    assert item.coverage.sentences == 1


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_display_type_added_by_hand_is_read_where_it_stands(make_records, form):
    records = make_records("forty bolts")
    second = records.revision.blocks[1].start
    late = [
        Overlay("v2", "a", "r", second, second, BlockKind.DECK, "A late deck"),
        Overlay("v1", "a", "r", 0, 0, BlockKind.HEADLINE, "A late headline"),
        Overlay("v3", "a", "r", 999, 999, BlockKind.CAPTION, "A late caption"),
    ]
    item = assemble(replace(records, overlays=late))
    kinds = [block.kind for block, _pieces in cut(item)]
    assert kinds == ["headline", "paragraph", "deck", "paragraph", "caption"]
    told = render(form, Report((item,), MADE, "Ana")).decode()
    words = ("A late headline", "Before ", "A late deck", "Second.", "A late caption")
    places = [told.rindex(one) for one in words]
    assert places == sorted(places)


def test_a_hidden_source_is_hidden_in_display_type_too(make_records):
    records = make_records("the bolts")
    source = Source("s", "person", "Jens Kolstad", confidential=True)
    late = [Overlay("v", "a", "r", 0, 0, BlockKind.DECK, "What Kolstad knew")]
    item = assemble(replace(records, sources=[source], overlays=late))
    told = render("html", redact(Report((item,), MADE, "Ana"))).decode()
    assert "Kolstad" not in told and "knew" in told


def test_options_choose_and_numbers_stay():
    marks = [mark("m0", 0, 3, "c0"), mark("m1", 4, 7, "c1")]
    checks = [
        Check("c0", "a", Kind.FACT, "s", State.CONFIRMED),
        Check("c1", "a", Kind.FACT, "s", State.QUERY, risk=Risk.LEGAL),
    ]
    records = replace(BASE, marks=marks, checks=checks)
    for options in (
        ReportOptions(states=(State.QUERY,)),
        ReportOptions(risks=(Risk.LEGAL,)),
    ):
        item = assemble(records, options)
        assert [c.number for c in item.checks] == [2] and item.left_out == 1
        assert [m.mark.id for m in item.marks] == ["m1"]
    assert assemble(records, ReportOptions(kinds=(Kind.QUOTE,))).checks == ()


@pytest.mark.parametrize(
    ("comments", "kept"),
    [
        (Comments.NONE, set()),
        (Comments.SHARED, {"open"}),
        (Comments.INTERNAL, {"open", "internal"}),
        (Comments.PRIVILEGED, {"open", "internal", "privileged"}),
    ],
)
def test_internal_words_leave_only_when_asked_and_privileged_only_for_counsel(comments, kept):
    marks = [
        mark(tag, 0, 3, "c0" if tag == "internal" else "", tags=(tag,), note=tag)
        for tag in ("open", "internal", "privileged")
    ]
    replies = [Reply(tag, tag, "p", tag, 1) for tag in ("open", "internal", "privileged")]
    checks = [Check("c0", "a", Kind.FACT, "s")]
    records = replace(BASE, marks=marks, checks=checks, replies=replies)
    item = assemble(records, ReportOptions(comments=comments))
    assert {m.mark.note for m in item.marks if m.mark.note} == kept
    assert {r.text for m in item.marks for r in m.thread} == kept
    assert len(item.checks) == 1 and len(item.checks[0].marks) == 1


def test_only_counsel_gets_what_is_privileged():
    asking = {n for n, o in PRESETS.items() if o.comments is Comments.PRIVILEGED}
    assert asking == {"counsel"}
    assert all(name == options.preset for name, options in PRESETS.items())


def test_the_states_a_check_went_through_are_told_in_order():
    told = (
        (2, "p", '{"state":"query"}', '{"state":"stet"}'),
        (1, "q", '{"state":"unchecked"}', '{"state":"query"}'),
        (3, "p", '{"statement":"a"}', '{"statement":"b"}'),
    )
    rows = [HistoryEntry(n, n, "x", "set", who, "check", "c0", a, b) for n, who, a, b in told]
    steps = item_of([(0, 3)], histories={"c0": rows}).checks[0].history
    assert [(s.person, s.before, s.after) for s in steps] == [
        ("q", "unchecked", "query"),
        ("p", "query", "stet"),
    ]


def test_evidence_says_whose_it_is_and_whether_it_was_seen():
    proofs = [
        Evidence("e1", "c0", "gone"),
        Evidence("e2", "c0", "s", method="author_says", locator="p. 3"),
        Evidence("e3", "c0", "s", seen_by="p", seen_at=MADE),
    ]
    item = item_of([(0, 3)], evidence=proofs, sources=[Source("s", "document", "Ledger")])
    lines = {p.evidence.id: proof_line(item, p) for p in item.checks[0].proofs}
    assert lines["e1"] == "a source that was removed · supports · independent, primary · not seen"
    assert lines["e2"] == "Ledger · p. 3 · supports · supplied by the author · not seen"
    assert lines["e3"].endswith("independent, primary · seen by Ana on 2023-11-14 22:13 UTC")


def test_limits_admit_what_is_weak():
    checks = [
        Check("c0", "a", Kind.FACT, "s", State.CONFIRMED, thin=True),
        Check("c1", "a", Kind.FACT, "s", State.CONFIRMED),
    ]
    own = Evidence("e", "c1", "s", method="author_says")
    words = " ".join(limits(item_of([(0, 3), (None, None)], checks=checks, evidence=[own])))
    for part in (
        "1 confirmed check has less evidence",
        "1 check is confirmed without evidence",
        "1 settled check rests on what the author supplied alone",
        "1 piece of evidence was named but not opened",
        "1 sentence of the article was neither marked",
        "1 mark has no place",
    ):
        assert part in words


def test_a_placeholder_in_the_text_is_admitted():
    text = "It cost TK crowns.\n\nTK tail"
    blocks = (Block(0, 18), Block(20, 27, BlockKind.NOT_ARTICLE))
    item = replace(item_of([]), revision=replace(REVISION, text=text), blocks=blocks)
    assert "1 placeholder (TK, XX, 00, [CQ]) stands in the text." in limits(item)


@pytest.mark.parametrize("form", ["html", "markdown", "text", "json", "copy-docx"])
def test_what_misleads_the_eye_is_a_line_of_the_report(report_of, form):
    written = EXPORTERS[form].write(report_of("p\u0430y \u202e000\u202c"))
    if form == "copy-docx":
        written = zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml")
    words = " ".join(html.unescape(written.decode()).split())
    assert "2 characters turn the direction of writing: U+202E RIGHT-TO-LEFT OVERRIDE, " in words
    assert "1 word mixes letters of several scripts: p\u0430y." in words


def test_times_that_are_none_are_empty():
    assert [when(0), when(NEVER), when(-5), when(10**18)] == ["", "", "", ""]


def test_presets_are_written_and_read_and_the_ready_ones_stay():
    mine = ReportOptions(
        kinds=(Kind.QUOTE,), comments=Comments.NONE, text=False, draft=3, preset="mine"
    )
    known = presets([written(mine), "no json", 7, "{}", '{"preset": "desk", "text": false}'])
    assert known["mine"] == replace(mine, draft=0)
    assert known["desk"] == PRESETS["desk"] and len(known) == len(PRESETS) + 1
    odd = presets(['{"preset": "odd", "kinds": ["x", 3], "paper": 4, "text": "yes", "nope": 1}'])
    assert odd["odd"] == ReportOptions(preset="odd")


@pytest.mark.parametrize("name", ["html", "pdf", "docx", "markdown", "text", "xlsx", "copy-pdf"])
def test_a_report_speaks_its_language_in_every_form(report_of, name):
    data = render(name, report_of("forty bolts", ReportOptions(language="de")))
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        told = " ".join(page.get_textpage().get_text_bounded() for page in document)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            told = " ".join(package.read(n).decode(errors="replace") for n in package.namelist())
    else:
        told = re.sub("<style>.*?</style>", "", data.decode(), flags=re.DOTALL)
    assert "bestätigt" in told and "confirmed" not in re.sub(r"</?\w[^>]*>", "", told)
