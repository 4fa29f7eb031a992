"""Pages: the article with its structure, furniture marked or told of, hostile pages refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.kinds import BlockKind, SpanKind
from editor.reading.errors import ReadError
from editor.reading.reader import read_bytes, read_file

DATA = Path(__file__).parents[1] / "data" / "reading"
HEAD = """<!doctype html><html lang="en-GB"><head><title>The Pier Opens at Last | Lume Post</title>
<meta property="og:site_name" content="Lume Post"><meta name="author" content="Ada Moreau">
<meta property="article:published_time" content="2024-05-06T10:00:00+02:00"></head><body>"""
PAGE = (
    HEAD
    + """<header><h1>Lume Post</h1></header><nav><ul><li><a href="/">Home</a><li>World</ul></nav>
<article><h1>The Pier Opens at Last</h1>
<p class="standfirst">A pier nobody asked for is now open to everybody in town.</p>
<div class="byline">By <a href="/ada">Ada Moreau</a></div><div class="share">Share</div>
<p>The pier at Port Lume, which took eleven years and “two mayors” to build, was opened
   on Monday by a crowd of several hundred people.</p>
<p>“We never <em>thought</em> it would stand,” said <a href="https://x.org/t">Tom Reyes</a>,
the <a href="javascript:x()">harbour</a> master, who has worked there since 1998.<br>He laughed.</p>
<h2>What it cost</h2>
<p>The budget was 48 million crowns and the final bill came to 71 million, according to
accounts which the council <del>hid</del> released last week.<script>var bad</script></p>
<blockquote><p>Nobody stole anything, and everybody paid for it in the end.</p></blockquote>
<ol><li>The span took most of the money that the town had put aside.</li>
<li>The ramps took the rest <ul><li>and a bit more than that, say people</li></ul></li></ol>
<table><tr><th>Part<th>Cost<tr><td>Span<td>39<tr><td>Ramps<td>14</table>
<p>The town will vote on a second pier next year, though the harbour master said that he
would rather have a new crane.</p></article>
<aside><p>The old lighthouse keeper of the islands has retired after
 fifty years of service.</p></aside>
<footer><p>Copyright 2024 Lume Post. All rights reserved.</p></footer></body></html>"""
)


@pytest.fixture(scope="module")
def page():
    return read_bytes(PAGE.encode(), "page.html")


def test_blocks_follow_the_page(page):
    found = [(b.kind.value, b.level, page.text[b.start : b.end][:24]) for b in page.blocks]
    assert found == [
        ("headline", 0, "The Pier Opens at Last"),
        ("deck", 0, "A pier nobody asked for "),
        ("byline", 0, "By Ada Moreau"),
        ("not_article", 0, "Share"),
        ("paragraph", 0, "The pier at Port Lume, w"),
        ("paragraph", 0, "“We never thought it wou"),
        ("heading", 2, "What it cost"),
        ("paragraph", 0, "The budget was 48 millio"),
        ("block_quote", 0, "Nobody stole anything, a"),
        ("list_item", 0, "1. The span took most of"),
        ("list_item", 0, "2. The ramps took the re"),
        ("list_item", 1, "• and a bit more than th"),
        ("table", 0, "Part\tCost\nSpan\t39\nRamps\t"),
        ("paragraph", 0, "The town will vote on a "),
        ("not_article", 0, "The old lighthouse keepe"),
    ]
    joined = "\n\n".join(page.text[b.start : b.end] for b in page.blocks)
    assert joined == page.text
    assert page.blocks[3].reason


def test_white_space_is_as_shown_and_breaks_stay(page):
    assert "“two mayors” to build, was opened on Monday by" in page.text
    assert "since 1998.\nHe laughed." in page.text
    assert "var bad" not in page.text


def test_runs_links_and_deletions(page):
    runs = [(s.kind, page.text[s.start : s.end], s.target, s.text) for s in page.spans]
    assert runs == [
        (SpanKind.EMPHASIS, "thought", "", ""),
        (SpanKind.LINK, "Tom Reyes", "https://x.org/t", ""),
        (SpanKind.DELETED, "", "", "hid"),
    ]


def test_the_page_says_who_when_and_where(page):
    assert page.headline == "The Pier Opens at Last"
    assert page.writers == ("Ada Moreau",)
    assert page.published == "2024-05-06T10:00:00+02:00"
    assert (page.source, page.language, page.format) == ("Lume Post", "en-GB", "html")
    assert page.blocks[-1].reason == "outside the article as found on the page"


def test_a_page_too_short_to_tell_is_imported_whole_with_a_warning():
    document = read_bytes(b"<html><body><div>One line<br><br>Another</div></body></html>", "a.htm")
    assert document.text == "One line\n\nAnother"
    assert [b.kind for b in document.blocks] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=windows-1251>", "cp1251"),
        ('<meta http-equiv=Content-Type content="text/html; charset=koi8-r">', "koi8-r"),
        ("<meta charset=iso-8859-1>", "utf-8"),
    ],
)
def test_the_declared_encoding_is_used_unless_the_bytes_are_utf_8(head, encoding):
    words = "Пирс открыт для всех, кто живёт в городе"
    page = f"<html><head>{head}</head><body><p>{words}</p></body></html>"
    assert words in read_bytes(page.encode(encoding), "a.html").text


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html>" + "<div>" * 5000 + "deep", "too_deep"),
        ("<p " + " ".join(f"a{i}=b" for i in range(6000)) + ">x", "too_deep"),
        ("<p>" + "word " * 1_100_000, "too_large"),
        ("<html><body><script>x</script></body></html>", "empty"),
        ("<!-- -->", "empty"),
    ],
)
def test_hostile_and_empty_pages_are_refused(page, code):
    with pytest.raises(ReadError) as refused:
        read_bytes(page.encode(), "a.html")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>The pier opened.</p><p>It is long.", "The pier opened.\n\nIt is long."),
        ("Just words with <b>weight</b> in them.", "Just words with weight in them."),
        ("<li>one<li>two", "• one\n\n• two"),
        ("<td>a cell</td>", "a cell"),
        ("<!-- x --><div>Hi there", "Hi there"),
    ],
)
def test_fragments_without_a_page_around_them_are_read(fragment, text):
    assert read_bytes(fragment.encode(), "a.html").text == text


def test_what_a_word_processor_calls_the_title_is_the_headline_and_its_notes_hang_on_words():
    """ferry.html was written by LibreOffice."""
    page = read_file(DATA / "ferry.html")
    assert page.headline == "The Ferry That Ran on Time"
    assert [page.text[b.start : b.end] for b in page.blocks if b.kind is BlockKind.HEADING] == [
        "Money",
        "The old boat",
    ]
    assert "paid a third. “We paid" in page.text and "ninety years; its engine" in page.text
    assert [(n.kind, page.text[: n.start].split()[-1], n.text) for n in page.notes] == [
        ("footnote", "third", "Council minutes 2018, p. 44"),
        ("endnote", "years", "Yard book, https://yard.example/1931"),
    ]


def test_footnotes_of_other_programs_hang_where_their_numbers_stood():
    body = "<article><h1>Pier</h1><p>The pier opened in 1931{} and closed in 1940 for good.</p>{}"
    notes = [
        (
            '<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>',
            '<section class="footnotes"><hr><ol><li id="fn1"><p>Log, <a href="https://x.org/1">'
            'page 3</a>.<a href="#fnref1">↩︎</a></p></li></ol></section>',
            "Log, page 3.",
        ),
        (
            '<sup class="reference" id="cite_ref-2"><a href="#cite_note-2">[2]</a></sup>',
            '<ol class="references"><li id="cite_note-2"><a href="#cite_ref-2">^</a> Log, '
            '<a href="https://x.org/1">page 3</a>.</li></ol>',
            "Log, page 3.",
        ),
        (
            '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
            '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Log, '
            '<a href="https://x.org/1">page 3</a>.</p></div>',
            "Log, page 3.",
        ),
    ]
    for number, end, told in notes:
        page = read_bytes(body.format(number, end).encode(), "a.html")
        assert page.text == "Pier\n\nThe pier opened in 1931 and closed in 1940 for good."
        (note,) = page.notes
        assert (note.text, page.text[: note.start][-4:], note.targets) == (
            *(told, "1931", ("https://x.org/1",)),
        )


def test_comments_in_a_page_of_google_docs_hang_where_they_were_made():
    body = (
        "<p>It cost 48 million<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup> kronor.</p>"
        "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Ledger, p. 4</span></p></div>"
    )
    page = read_bytes(body.encode(), "a.html")
    assert page.text == "It cost 48 million kronor."
    (note,) = page.notes
    assert (note.kind, note.text, page.text[: note.start]) == (
        *("comment", "Ledger, p. 4", "It cost 48 million"),
    )


def test_links_within_a_page_that_are_no_notes_stay():
    page = '<p>See <a href="#top">2</a> and <a href="#part">chapter</a>.</p><h2 id="part">One</h2>'
    assert read_bytes(f'<div id="top"></div>{page}'.encode(), "a.html").text.startswith("See 2 and")


SAID = "Nobody counted the bolts before the second opening of the bridge."
QUOTED = {
    f"<blockquote>{SAID}</blockquote>": BlockKind.BLOCK_QUOTE,
    f"<figure><blockquote><p>{SAID}</p></blockquote><figcaption>Ada Lund</figcaption></figure>": (
        BlockKind.BLOCK_QUOTE
    ),
    f"<ul><li>The crew <blockquote>{SAID}</blockquote></li><li>The town</li></ul>": (
        BlockKind.BLOCK_QUOTE
    ),
    f"<table><tr><td><blockquote>{SAID}</blockquote></td></tr></table>": BlockKind.BLOCK_QUOTE,
    f'<figure class="wp-block-pullquote"><blockquote><p>{SAID}</p></blockquote></figure>': (
        BlockKind.PULL_QUOTE
    ),
    f'<aside class="pull-quote"><p>{SAID}</p></aside>': BlockKind.PULL_QUOTE,
    f"<aside><blockquote><p>{SAID}</p></blockquote></aside>": BlockKind.PULL_QUOTE,
    f'<blockquote class="twitter-tweet"><p>{SAID}</p></blockquote>': BlockKind.SOCIAL_TEXT,
    f'<div class="wp-caption"><img src="a.png"><p class="wp-caption-text">{SAID}</p></div>': (
        BlockKind.CAPTION
    ),
    f'<div><img src="a.png"><div class="image-caption">{SAID}</div></div>': BlockKind.CAPTION,
}


@pytest.mark.parametrize(("markup", "kind"), QUOTED.items())
def test_what_is_quoted_or_written_under_a_picture_stays_and_says_so(markup, kind):
    page = PAGE.replace("<h2>What it cost</h2>", markup + "<h2>What it cost</h2>")
    document = read_bytes(page.encode(), "a.html")
    assert [b.kind for b in document.blocks if SAID in document.text[b.start : b.end]] == [kind]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("He said <q>never</q>.", "He said “never”."),
        ("He said <q>she told me <q>never</q></q>.", "He said “she told me ‘never’”."),
        ('<span lang="de">Er sagte <q>nie</q>.</span>', "Er sagte „nie“."),
        (
            '<span lang="fr">Il dit <q>jamais <b>de</b> la vie</q>.</span>',
            "Il dit «jamais de la vie».",
        ),
        ("He said “<q>never</q>”.", "He said “never”."),
        ("He said <q>“never”</q>.", "He said “never”."),
    ],
)
def test_a_quote_has_the_marks_that_a_browser_shows(markup, text):
    page = PAGE.replace("<h2>What it cost</h2>", f"<p>{markup}</p><h2>What it cost</h2>")
    assert f"\n\n{text}\n\n" in read_bytes(page.encode(), "a.html").text


def test_of_a_text_the_page_repeats_the_place_in_the_article_counts():
    teaser = PAGE.split("</div>\n<p>")[1].split("</p>")[0]
    share = f"<div class='post'><p>Friends read this</p><p>{teaser}</p><p>Post it</p></div>"
    document = read_bytes(PAGE.replace("<article>", share + "<article>").encode(), "a.html")
    places = [
        b for b in document.blocks if "which took eleven years" in document.text[b.start : b.end]
    ]
    assert [b.kind for b in places][-1] is BlockKind.PARAGRAPH
    assert BlockKind.PARAGRAPH not in [b.kind for b in places[:-1]]


@pytest.mark.parametrize("names", ["id=comments", 'class="entry commentlist"', "id=disqus_thread"])
def test_what_readers_wrote_below_is_not_the_article(names):
    said = "The pier, which took eleven years and two mayors to build, is a disgrace to the town."
    readers = f"<div {names}><ol><li><blockquote>{said}</blockquote><p>{said}</p></li></ol></div>"
    page = PAGE.replace("</article>", readers + "</article>")
    document = read_bytes(page.encode(), "a.html")
    kept = [b for b in document.blocks if said in document.text[b.start : b.end]]
    assert all(b.kind is BlockKind.NOT_ARTICLE for b in kept)


def test_a_page_in_a_script_without_spaces_is_told_from_its_furniture():
    parts = [
        "港口议会星期一投票决定关闭旧桥，市长没有出席会议。",
        "工程师说，桥上的螺栓在第二次开放之前就已经断裂，没有人问过他们。",
        "“我们早就知道了，”负责施工的罗宾说，“没有人问我们第二次。”",
        "修理费用预计为四百一十万克朗，议会将在五月再次讨论这项预算。",
        "去年冬天，一艘运煤船撞上了桥墩，两名工人因此受伤。",
        "渡轮公司表示，乘客人数在过去十年中增加了一倍。",
        "市长说，她没有看过报告，也不知道费用，不过，她会问，会查，会回答，会说明，请大家等到五月。",
    ]
    body = "".join(f"<p>{part}</p>" for part in parts)
    head = "<html lang=zh><head><meta charset=utf-8><title>旧桥关闭</title></head><body>"
    page = f"{head}<nav><a href=/>首页</a></nav><article><h1>旧桥关闭</h1>{body}</article>"
    document = read_bytes(f"{page}<footer>版权所有</footer></body></html>".encode(), "a.html")
    kinds = {document.text[b.start : b.end]: b.kind for b in document.blocks}
    assert [kinds[part] for part in parts] == [BlockKind.PARAGRAPH] * len(parts)
