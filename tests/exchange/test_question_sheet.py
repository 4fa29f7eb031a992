"""Sheets for one person: numbered questions, calls to make, nothing that can act."""

from __future__ import annotations

from db.kinds import Kind, State
from db.records import Annotation, Article, Check, ContactAttempt, Query, Source
from editor.exchange.question_sheet import as_html, as_markdown, call_sheet, query_sheet

NOW = 1_800_000_000_000
ARTICLE = Article("a1", "bridge", "The <Bridge>", draft=3)
MARK = Annotation("m1", "a1", Kind.FACT, "opened *twice*")


def asked(number, addressee, **fields):
    return Query(f"q{number}", "a1", number, addressee, f"Question {number}?", **fields)


def test_only_the_addressees_questions_are_on_it_with_their_passages():
    queries = [
        asked(1, "Mara", annotations=("m1", "gone")),
        asked(2, "Counsel"),
        asked(3, "Mara", answer="Yes <b>", answered_at=NOW),
    ]
    sheet = query_sheet(ARTICLE, "Mara", queries, {"m1": MARK}, NOW)
    assert [(line.number, line.passage, line.answer) for line in sheet.lines] == [
        ("1", "opened *twice*", ""),
        ("3", "", "Yes <b>"),
    ]
    page = as_html(sheet).decode()
    assert "<h3>1. Question 1?</h3>" in page and "Yes &lt;b&gt;" in page
    assert "The &lt;Bridge&gt;, draft 3" in page and "<script" not in page
    assert "default-src 'none'" in page
    text = as_markdown(sheet).decode()
    assert "# Questions for Mara" in text and "> opened \\*twice\\*" in text
    assert "## 3" in text and "Answer: Yes &lt;b&gt;" in text and "Question 2" not in text


def test_a_call_sheet_holds_what_rests_on_the_source_and_the_attempts():
    lene = Source("s1", "person", "Lene Brandt", contact="555 0100")
    check = Check("c1", "a1", Kind.FACT, "The bolts were cracked", State.ASKED_SOURCE)
    tried = ContactAttempt("t1", "s1", "a1", "p1", NOW, "phone", "no_answer", "rang out")
    sheet = call_sheet(lene, [(check, ARTICLE)], [tried], {"p1": "Ada Moreau"}, NOW)
    page, text = as_html(sheet).decode(), as_markdown(sheet).decode()
    for words in ("Call sheet: Lene Brandt", "The bolts were cracked", "asked source", "rang out"):
        assert words in page and words in text
    assert "no answer" in text and "Ada Moreau" in text and "555 0100" in page


def test_an_empty_sheet_is_still_a_sheet():
    sheet = query_sheet(ARTICLE, "Nobody", [], {}, NOW)
    assert sheet.lines == () and as_markdown(sheet).startswith(b"# Questions for Nobody")
