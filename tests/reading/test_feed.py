"""Feeds offer their entries; an entry is read with its own body, and nothing in it is followed."""

from __future__ import annotations

import pytest

from editor.reading.errors import ReadError
from editor.reading.reader import parts_of, read_bytes

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lume Post</title>
<item><title>The &lt;b&gt;pier&lt;/b&gt; opens</title>
<link>https://lume.example/pier</link><dc:creator>Ada Moreau</dc:creator>
<pubDate>Fri, 03 May 2024 10:00:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The <b>pier</b> opened.</p><img src="file:///etc/passwd" onerror=x>
<p><a href="javascript:x">It</a> is <a href="https://x.org/">long</a>.</p>]]></content:encoded></item>
<item><title>Two</title><link>javascript:alert(1)</link><description>Second.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lume</title><entry>
<title type="html">The pier opens</title><link rel="self" href="https://lume.example/self"/>
<link href="https://lume.example/pier"/><author><name>Ada Moreau</name></author>
<updated>2024-05-03T10:00:00+02:00</updated><content type="xhtml"><div
 xmlns="http://www.w3.org/1999/xhtml"><p>The <b>pier</b> opened.</p><p>It is long.</p></div>
</content></entry></feed>"""


def test_a_feed_of_several_is_a_list_to_choose_from():
    with pytest.raises(ReadError) as refused:
        read_bytes(RSS.encode(), "feed.xml")
    assert (refused.value.code, refused.value.values["count"]) == ("choose", 2)
    first, second = parts_of(RSS.encode(), "feed.xml")
    assert (first.title, first.detail) == ("The pier opens", "2024-05-03T10:00:00+02:00")
    document = read_bytes(first.data, first.name)
    assert document.text == "The pier opens\n\nAda Moreau\n\nThe pier opened.\n\nIt is long."
    assert document.source == "https://lume.example/pier"
    assert [s.target for s in document.spans if s.target] == ["https://x.org/"]
    other = read_bytes(second.data, second.name)
    assert other.text == "Two\n\nSecond." and other.source == ""


def test_a_feed_of_one_entry_is_that_entry():
    document = read_bytes(ATOM.encode(), "feed.xml")
    assert document.text == "The pier opens\n\nAda Moreau\n\nThe pier opened.\n\nIt is long."
    assert (document.source, document.writers, document.published) == (
        "https://lume.example/pier",
        ("Ada Moreau",),
        "2024-05-03T10:00:00+02:00",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<rss><channel/></rss>", "empty"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><rss/>', "unsafe"),
        ("<!DOCTYPE r><rss/>", "unsafe"),
        ("<rss>", "damaged"),
    ],
)
def test_what_is_no_feed_is_refused(data, code):
    with pytest.raises(ReadError) as refused:
        read_bytes(data.encode(), "feed.xml")
    assert refused.value.code == code
