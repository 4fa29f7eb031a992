import csv as table
import io
import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from db.kinds import Kind, State
from db.records import Annotation, Article, Block, Check, Evidence, Person, Reply, Revision, Source
from editor.exchange import EXPORTERS, Report, assemble
from editor.exchange.csv import safe
from editor.exchange.html import POLICY
from editor.exchange.markdown import escape

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>x</script>",
    "</title><svg onload=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](http://evil.example/x.png)",
    "<http://evil.example>",
    "# heading\n\n<b>x</b>",
    "```\ncode",
    "&lt;script&gt;",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a\u202eb\x00c\ud800",
    "]]><!--",
    "http://evil.example www.evil.example",
    "1. one",
    "2) two",
    "> quoted",
    "- - -",
    "===",
    "| a | b |\n|---|---|",
)


def report_of(words: str) -> Report:
    body = f"Before {words} after.\n\nSecond."
    cut = body.index("\n\nSecond.")
    revision = Revision(
        "r",
        "a",
        2,
        body,
        (Block(0, cut), Block(cut + 2, len(body))),
        (),
        "abcdef0123456789",
        "md",
        "md",
    )
    mark = Annotation(
        "m", "a", Kind.FACT, words, note=words, author="p", check="c", start=7, end=7 + len(words)
    )
    lost = Annotation("l", "a", Kind.FACT, words, check="d")
    first = Check("c", "a", Kind.FACT, words, assignee="p", reason=words, verdict=words)
    second = Check("d", "a", Kind.FACT, words, state=State.CONFIRMED)
    evidence = Evidence("e", "c", "s", locator=words, excerpt=words, seen_by="p", seen_at=1)
    item = assemble(
        Article("a", words, words, language=words, revision="r", draft=2),
        revision,
        [lost, mark, Annotation("o", "a", Kind.CHANGE, words, author="p", change=words)],
        [second, first],
        {"c": [mark], "d": [lost]},
        [evidence],
        [Source("s", "document", words)],
        [Reply("y", "m", "p", words, 5)],
        [Person("p", words)],
    )
    return Report((item,), 1_700_000_000_000)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("words", EVIL)
def test_html_is_inert(words):
    page = EXPORTERS["html"].write(report_of(words)).decode()
    parser = Tags()
    parser.feed(page)
    plain = Tags()
    plain.feed(EXPORTERS["html"].write(report_of("harmless words")).decode())
    assert [t for t, _ in parser.tags] == [t for t, _ in plain.tags]
    for _, attrs in parser.tags:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attrs)
        assert (attrs.get("href") or "#").startswith("#")
    assert "\u202e" not in page and "\x00" not in page


def test_html_first_page_and_order():
    page = EXPORTERS["html"].write(report_of("forty bolts")).decode()
    assert POLICY in page
    assert "script" not in page.lower()
    assert "draft 2 (abcdef012345)" in page
    order = ["1 of 2 checks are settled", "Not confirmed", "Every check", "The draft"]
    assert [page.index(part) for part in order] == sorted(page.index(part) for part in order)
    assert '<mark class="todo">forty bolts</mark><sup id="m1-1">' in page
    assert etree.HTML(page.encode()) is not None


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_a_proposed_wording_without_a_check_is_reported(name):
    page = EXPORTERS[name].write(report_of("forty bolts")).decode()
    assert "Comments and proposed wordings" in page
    assert "forty bolts proposes: forty bolts" in page


def test_every_link_of_a_placed_check_arrives():
    page = EXPORTERS["html"].write(report_of("forty bolts")).decode()
    parser = Tags()
    parser.feed(page)
    ids = [attrs["id"] for _, attrs in parser.tags if "id" in attrs]
    links = {attrs["href"][1:] for _, attrs in parser.tags if "href" in attrs}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)


@pytest.mark.parametrize("words", EVIL)
def test_csv_runs_nothing(words):
    data = EXPORTERS["csv"].write(report_of(words)).decode("utf-8-sig")
    rows = list(table.reader(io.StringIO(data, newline="")))
    assert len(rows) == 3
    for row in rows:
        assert len(row) == len(rows[0])
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_csv_keeps_ordinary_words():
    assert safe("a-b = c") == "a-b = c"
    assert safe("=x") == "'=x"


@pytest.mark.parametrize("words", EVIL)
def test_markdown_holds_only_its_own_structure(words):
    def shape(text):
        tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
        inner = [t.type for token in tokens for t in token.children or ()]
        return [t.type for t in tokens], {t for t in inner if t not in ("text", "text_special")}

    evil = shape(EXPORTERS["markdown"].write(report_of(words)).decode())
    assert evil == shape(EXPORTERS["markdown"].write(report_of("harmless words")).decode())


@pytest.mark.parametrize("words", EVIL)
def test_json_keeps_every_word(words):
    data = json.loads(EXPORTERS["json"].write(report_of(words)))
    article = data["articles"][0]
    assert article["checks"][0]["statement"] == words
    assert article["checks"][0]["places"] == [
        {"annotation": "m", "start": 7, "end": 7 + len(words)}
    ]
    assert article["checks"][1]["places"][0]["start"] is None
    assert article["annotations"][0]["thread"][0]["text"] == words


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_report_of_nothing_is_written(name):
    assert EXPORTERS[name].write(Report((), 0))


@given(st.text(max_size=40) | st.text("<>&\\*_`[]()#+-.1!|~=:/w@$^\"' a\n", max_size=20))
def test_any_words_come_out_of_markdown_as_they_went_in(words):
    shown = ""
    for token in MarkdownIt("commonmark", {"html": True}).parse(escape(words)):
        assert token.type in ("paragraph_open", "paragraph_close", "inline")
        for inner in token.children or ():
            assert inner.type in ("text", "text_special")
            shown += inner.content
    plain = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(words.split()))
    assert shown == plain


@given(st.text(max_size=40))
def test_any_words_stay_words_in_a_table(words):
    assert not safe(words).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(words).removeprefix("'") == words.removeprefix("'").replace("\0", "\ufffd")
