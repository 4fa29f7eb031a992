import csv as table
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

import resources
from editor.exchange import EXPORTERS, Report, ReportOptions
from editor.exchange.csv import safe
from editor.exchange.html import policy
from editor.exchange.markdown import escape
from editor.exchange.words import visible

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
    "\uff1d1+1",
    " =cmd|' /C calc'!A0",
    "a\u202eb\x00c\ud800",
    "]]><!--",
    "http://evil.example www.evil.example",
    "1. one",
    "2) two",
    "> quoted",
    "- - -",
    "===",
    "| a | b |\n|---|---|",
    '"};}@import url(http://evil.example)',
    '#import "x" $x$ *b* \\u{0}',
)


def harmless(words):
    """Words without markup, of which a report has as much to admit as of `words`."""
    return "harmless\u202e words" if "\u202e" in words else "harmless words"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def tags(report):
    parser = Tags()
    parser.feed(EXPORTERS["html"].write(report).decode())
    return parser.tags


@pytest.mark.parametrize("words", EVIL)
def test_html_is_inert(report_of, words):
    evil = tags(report_of(words))
    assert [tag for tag, _ in evil] == [tag for tag, _ in tags(report_of(harmless(words)))]
    for _, attrs in evil:
        assert not any(name.startswith("on") or name in ("src", "style") for name in attrs)
        assert (attrs.get("href") or "#").startswith("#")
    page = EXPORTERS["html"].write(report_of(words)).decode()
    assert "\u202e" not in page and "\x00" not in page
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    assert policy(style) in page and "@import" not in style and "url(" not in style


def test_html_is_well_formed(report_of):
    page = EXPORTERS["html"].write(report_of("a & b <i>")).decode()
    body = page[page.index("<body>") : page.index("</html>")]
    assert etree.fromstring(body) is not None


@pytest.mark.parametrize("name", ["html", "markdown", "text"])
def test_page_one_comes_first_and_everything_is_there(report_of, name):
    page = EXPORTERS[name].write(report_of("bolts")).decode()
    order = [
        "This report covers 1 quote and 1 fact in draft 2",
        "Not confirmed",
        "accepted by bolts",
        "Every check, in text order",
        "on background",
        "seen by bolts",
        "Attempts to reach the source",
        "query → stet",
        "Comments and proposed wordings",
        "bolts proposes: bolts",
        "Questions",
        "Passes",
        "sign-off",
        "Corrections",
        "Limits",
        "Method",
        "Draft 2",
        "abcdef012345",
    ]
    found = [page.index(part) for part in order[:-1]]
    assert found == sorted(found)
    assert order[-1] in page


def test_every_link_of_a_placed_check_arrives(report_of):
    found = [attrs for _, attrs in tags(report_of())]
    ids = [attrs["id"] for attrs in found if "id" in attrs]
    links = {attrs["href"][1:] for attrs in found if "href" in attrs}
    assert len(ids) == len(set(ids))
    assert links <= set(ids) and "m1-1" in links


def test_each_article_prints_with_its_own_stamp(report_of):
    one = report_of()
    page = EXPORTERS["html"].write(Report(one.articles * 2, one.made)).decode()
    assert "main.a1{page:a1}" in page and "main.a2{page:a2}" in page
    assert 'class="a2"' in page and "abcdef012345" in page


def cells(report, name="csv"):
    data = EXPORTERS[name].write(report).decode("utf-8-sig" if name == "csv" else "utf-8")
    if name == "csv":
        return list(table.reader(io.StringIO(data, newline="")))
    return [line.split("\t") for line in data.splitlines()]


@pytest.mark.parametrize("words", EVIL)
@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_tables_run_nothing_and_keep_their_shape(report_of, words, name):
    rows = cells(report_of(words), name)
    assert len(rows) == 3
    for row in rows:
        assert len(row) == len(rows[0])
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


def test_csv_keeps_ordinary_words():
    assert safe("a-b = c") == "a-b = c"
    assert safe("=x") == "'=x"


@pytest.mark.parametrize("words", EVIL)
def test_markdown_holds_only_its_own_structure(report_of, words):
    def shape(text):
        tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
        inner = [t.type for token in tokens for t in token.children or ()]
        return [t.type for t in tokens], {t for t in inner if t not in ("text", "text_special")}

    evil = shape(EXPORTERS["markdown"].write(report_of(words)).decode())
    assert evil == shape(EXPORTERS["markdown"].write(report_of(harmless(words))).decode())


@pytest.mark.parametrize("words", [*EVIL, "forty bolts"])
def test_json_keeps_every_word_and_fits_its_schema(report_of, words):
    data = json.loads(EXPORTERS["json"].write(report_of(words)))
    jsonschema.validate(data, json.loads(resources.text("schemas/report-file.json")))
    article = data["articles"][0]
    assert article["checks"][0]["statement"] == words
    assert article["checks"][0]["places"] == [
        {"annotation": "m", "start": 7, "end": 7 + len(words)}
    ]
    assert article["checks"][1]["places"][0]["start"] is None
    assert article["annotations"][0]["thread"][0]["text"] == words
    assert article["annotations"][0]["thread"][0]["at"] == "1970-01-01T00:00:00.005Z"
    assert data["made"] == "2023-11-14T22:13:20.000Z"


def test_the_schema_refuses_what_json_does_not_write(report_of):
    schema = json.loads(resources.text("schemas/report-file.json"))
    whole = json.loads(EXPORTERS["json"].write(report_of()))
    for where in (whole, whole["articles"][0], whole["articles"][0]["checks"][0]):
        for key in list(where):
            kept = where.pop(key)
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(whole, schema)
            where[key] = kept
        where["surprise"] = 1
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(whole, schema)
        del where["surprise"]


@pytest.mark.parametrize("name", [e.name for e in EXPORTERS.values() if not e.single])
def test_a_report_of_nothing_is_written(name):
    assert isinstance(EXPORTERS[name].write(Report((), 0)), bytes)


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "marked-pdf"])
def test_an_article_without_a_mark_is_written(report_of, name):
    whole = report_of()
    bare = replace(whole.articles[0], marks=(), checks=(), queries=(), sources=())
    assert isinstance(EXPORTERS[name].write(Report((bare,), 0, options=ReportOptions())), bytes)


@given(st.text(max_size=40) | st.text("<>&\\*_`[]()#+-.1!|~=:/w@$^\"' a\n", max_size=20))
def test_any_words_come_out_of_markdown_as_they_went_in(words):
    shown = ""
    for token in MarkdownIt("commonmark", {"html": True}).parse(escape(words)):
        assert token.type in ("paragraph_open", "paragraph_close", "inline")
        for inner in token.children or ():
            assert inner.type in ("text", "text_special")
            shown += inner.content
    assert shown == " ".join(visible(words).split())


@given(st.text(max_size=40))
def test_any_words_stay_words_in_a_table(words):
    assert not safe(words).lstrip().startswith(("=", "+", "-", "@"))
    assert safe(words).removeprefix("'") == words.removeprefix("'").replace("\0", "\ufffd")
