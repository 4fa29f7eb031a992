"""Agency copy as services send it: ninjs 1 to 3, NewsML-G2, NITF; embargo, version, kill."""

from __future__ import annotations

import json

import pytest

from db.kinds import BlockKind
from db.records import Wire
from editor.reading.errors import ReadError
from editor.reading.reader import parts_of, read_bytes

XHTML = (
    "<p>LUME, North (LP) -- The pier opened in <b>1931</b>.</p>"
    '<h2>Money</h2><p>See <a href="https://pier.example/">the plan</a>.</p>'
)
WANTED = [
    (BlockKind.HEADLINE, "The pier opens"),
    (BlockKind.BYLINE, "By Ada Moreau and Tom Reyes"),
    (BlockKind.DATELINE, "LUME, North"),
    (BlockKind.PARAGRAPH, "LUME, North (LP) -- The pier opened in 1931."),
    (BlockKind.HEADING, "Money"),
    (BlockKind.PARAGRAPH, "See the plan."),
]
COMMON = {
    "uri": "urn:lp:1",
    "type": "text",
    "version": "2",
    "versioncreated": "2024-05-03T10:00:00Z",
    "byline": "By Ada Moreau and Tom Reyes",
    "located": "LUME, North",
    "language": "en",
    "slugline": "pier",
    "urgency": 3,
    "pubstatus": "usable",
}
ONE = COMMON | {
    "headline": "The pier opens",
    "body_xhtml": XHTML,
    "embargoed": "2024-05-04T00:00:00Z",
    "copyrightholder": "Lume Press",
    "associations": {"photo": {"type": "picture", "description_text": "The pier at dawn."}},
}
TWO = COMMON | {
    "headlines": [
        {"role": "sub", "value": "no"},
        {"role": "main", "value": "The pier opens"},
    ],
    "bodies": [
        {"contenttype": "text/plain", "value": "no"},
        {"contenttype": "application/xhtml+xml", "value": XHTML},
    ],
    "infosources": [{"name": "Lume Press"}],
    "embargoed": "2024-05-04T00:00:00Z",
    "associations": [{"name": "photo", "type": "picture", "headlines": []}],
}


def shape(document):
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


@pytest.mark.parametrize("item", [ONE, TWO], ids=["version 1", "versions 2 and 3"])
def test_ninjs(item):
    document = read_bytes(json.dumps(item).encode(), "a.json")
    assert shape(document)[:6] == WANTED
    assert document.writers == ("Ada Moreau", "Tom Reyes") and document.format == "ninjs"
    assert document.wire == Wire(
        id="urn:lp:1",
        version="2",
        service="Lume Press",
        urgency="3",
        slug="pier",
        embargo="2024-05-04T00:00:00Z",
        status="usable",
    )
    assert document.warnings == ("The service's embargo: not before 2024-05-04T00:00:00Z.",)
    assert [s.target for s in document.spans if s.target] == ["https://pier.example/"]


def test_ninjs_text_body_caption_and_kill():
    item = COMMON | {"headline": "H", "body_text": "One.\nTwo.", "pubstatus": "canceled"}
    document = read_bytes(json.dumps(item).encode(), "a.json")
    assert [text for _kind, text in shape(document)[-2:]] == ["One.", "Two."]
    assert document.warnings == ("The service killed this copy: it must not run.",)
    assert shape(read_bytes(json.dumps(ONE).encode(), "a.json"))[-1] == (
        BlockKind.CAPTION,
        "The pier at dawn.",
    )


NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:lp:1" version="2"
 standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">
 <itemMeta><itemClass qcode="ninat:text"/><provider literal="x"><name>Lume Press</name></provider>
  <versionCreated>2024-05-03T10:00:00Z</versionCreated>
  <embargoed>2024-05-04T00:00:00Z</embargoed><pubStatus qcode="stat:{status}"/>
  <edNote>Check the year.</edNote></itemMeta>
 <contentMeta><urgency>3</urgency><by>By Ada Moreau and Tom Reyes</by>
  <dateline>LUME, North</dateline><language tag="en"/><slugline>pier</slugline>
  <headline>The pier opens</headline></contentMeta>
 <contentSet>{content}</contentSet>
</newsItem>"""
PAGE = (
    '<inlineXML contenttype="application/xhtml+xml"><x:html '
    'xmlns:x="http://www.w3.org/1999/xhtml"><x:head><x:title>t</x:title></x:head><x:body>'
    + XHTML.replace("<", "<x:").replace("<x:/", "</x:")
    + "</x:body></x:html></inlineXML>"
)
NITF = """<nitf xml:lang="en"><head><title>t</title><docdata management-status="embargoed">
 <doc-id id-string="urn:lp:1"/><urgency ed-urg="3"/><date.issue norm="20240503T100000Z"/>
 <date.release norm="20240504T000000Z"/><du-key key="pier" version="2"/>
 <doc.copyright holder="Lume Press"/></docdata></head><body><body.head>
 <hedline><hl1>The pier opens</hl1></hedline><byline>By <person>Ada Moreau</person> and Tom Reyes
 </byline><dateline><location>LUME</location>, North</dateline></body.head><body.content>
 <p>LUME, North (LP) -- The <org>pier</org> opened in <b>1931</b>.</p><hl2>Money</hl2>
 <media media-type="image"><media-reference source="file:///etc/passwd"/><media-caption><p>The pier
 at dawn.</p></media-caption></media><p>See <a href="https://pier.example/">the plan</a>.</p>
 </body.content></body></nitf>"""
DOCTYPE = '<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">'


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (NEWSML.format(status="usable", content=PAGE), "a.xml", "newsml"),
        (
            NEWSML.format(
                status="usable",
                content=f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
            ),
            "a.xml",
            "newsml",
        ),
        (DOCTYPE + NITF, "a.xml", "nitf"),
    ],
    ids=["NewsML-G2 with XHTML", "NewsML-G2 with NITF", "NITF"],
)
def test_xml_copy_is_the_same_article(data, name, format_):
    document = read_bytes(data.encode(), name)
    assert document.format == format_
    found = [part for part in shape(document) if part[0] is not BlockKind.CAPTION]
    assert [(kind, " ".join(text.split())) for kind, text in found] == WANTED
    assert document.writers == ("Ada Moreau", "Tom Reyes")
    wire = document.wire
    assert (wire.id, wire.version, wire.service, wire.urgency, wire.slug) == (
        "urn:lp:1",
        "2",
        "Lume Press",
        "3",
        "pier",
    )
    assert wire.embargo.startswith("2024-05-04T00:00:00")
    assert document.published.startswith("2024-05-03T10:00:00")


def test_a_note_to_editors_and_a_kill_are_told():
    data = NEWSML.format(status="canceled", content="<inlineData>Kill it.</inlineData>")
    document = read_bytes(data.encode(), "a.xml")
    assert document.wire.status == "killed"
    assert "The service's note to editors: Check the year." in document.warnings
    assert shape(document)[-1] == (BlockKind.PARAGRAPH, "Kill it.")


def test_a_message_of_several_items_offers_each():
    item = NEWSML.format(status="usable", content=PAGE).partition("?>")[2]
    message = f"<newsMessage><itemSet>{item}{item}</itemSet></newsMessage>".encode()
    with pytest.raises(ReadError) as refused:
        read_bytes(message, "a.xml")
    assert (refused.value.code, refused.value.values["count"]) == ("choose", 2)
    first, _second = parts_of(message, "a.xml")
    assert (first.title, first.detail) == ("The pier opens", "2024-05-03T10:00:00Z")
    assert shape(read_bytes(first.data, first.name))[0] == WANTED[0]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"{", "a.json", "damaged"),
        (b'{"a": 1}', "a.json", "unknown_format"),
        (b"[" * 100_000, "a.json", "too_deep"),
        (b'{"uri": "x"}', "a.json", "empty"),
        (b"<nitf><body/></nitf>", "a.xml", "empty"),
        (b"<newsMessage/>", "a.xml", "unknown_format"),
        (b"<invoice/>", "a.xml", "unknown_format"),
        (b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf/>', "a.xml", "unsafe"),
        (b"<nitf><body>", "a.xml", "damaged"),
    ],
)
def test_what_is_no_copy_is_refused(data, name, code):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, name)
    assert refused.value.code == code
