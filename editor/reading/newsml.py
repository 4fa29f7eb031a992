"""IPTC NewsML-G2 and NITF: news in XML, the one often inside the other."""

from __future__ import annotations

import re

from lxml import etree

from db.records import Wire
from editor.reading import xml
from editor.reading.canonical import Draft
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.parts import Part
from editor.reading.wire import Copy, compose, status_of
from editor.reading.xml import Element, attribute, child, local, words

NITF_TAGS = {
    "hl1": "h1",
    "hl2": "h2",
    "bq": "blockquote",
    "block": "div",
    "credit": "cite",
    "media": "figure",
    "media-caption": "figcaption",
    "lang": "span",
    "person": "span",
    "org": "span",
    "location": "span",
    "money": "span",
    "num": "span",
    "chron": "span",
    "event": "span",
    "function": "span",
    "copyrite": "span",
    "object.title": "cite",
    "nitf-table": "div",
    "q": "q",
}
DROPPED = (
    "media-reference",
    "media-metadata",
    "media-producer",
    "media-object",
    "nitf-table-metadata",
)
DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{2}:?\d{2})?)?$")


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a NewsML-G2 item; raises ReadError `choose` for a message of several."""
    items = _items(xml.root(data, name, limits, doctype=True))
    if not items:
        raise ReadError("unknown_format", name=name)
    if len(items) > 1:
        raise ReadError("choose", name=name, count=len(items))
    return compose(_item(items[0]), name, limits)


def parts(data: bytes, name: str, limits: Limits) -> list[Part]:
    """The items of a message, each to be read on its own."""
    return [
        Part(
            title=words(child(item, "contentMeta", "headline")) or attribute(item, "guid"),
            detail=words(child(item, "itemMeta", "versionCreated")),
            name=f"{name}-{number}.newsml",
            data=etree.tostring(item, encoding="utf-8"),
        )
        for number, item in enumerate(_items(xml.root(data, name, limits, doctype=True)), 1)
    ]


def read_nitf(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a NITF file; raises ReadError."""
    root = xml.root(data, name, limits, doctype=True)
    if local(root) != "nitf":
        raise ReadError("unknown_format", name=name)
    return compose(_nitf(root), name, limits)


def _items(root: Element) -> list[Element]:
    """The text items: of a message, or the one the file is."""
    if local(root) == "newsItem":
        return [root]
    return [item for item in root.iter("{*}newsItem") if _content(item) is not None]


def _content(item: Element) -> Element | None:
    for content in item.iterfind("{*}contentSet/*"):
        if local(content) in ("inlineXML", "inlineData"):
            return content
    return None


def _item(item: Element) -> Copy:
    item_meta, meta = child(item, "itemMeta"), child(item, "contentMeta")
    content = _content(item)
    service = words(child(item_meta, "provider", "name")) or _attribute(
        child(item_meta, "provider"), "qcode", "literal"
    )
    wire = Wire(
        id=attribute(item, "guid"),
        version=attribute(item, "version"),
        service=service,
        urgency=words(child(meta, "urgency")),
        slug=words(child(meta, "slugline")),
        embargo=words(child(item_meta, "embargoed")),
        status=status_of(_attribute(child(item_meta, "pubStatus"), "qcode", "uri")),
    )
    inside = _inside(content)
    return Copy(
        headline=words(child(meta, "headline")) or inside.headline,
        deck=inside.deck,
        byline=words(child(meta, "by")) or inside.byline,
        dateline=words(child(meta, "dateline"))
        or inside.dateline
        or words(child(meta, "located", "name")),
        body=inside.body,
        rich=inside.rich,
        captions=inside.captions,
        note=words(child(item_meta, "edNote")),
        published=words(child(item_meta, "versionCreated")),
        language=_attribute(child(meta, "language"), "tag") or attribute(item, "lang"),
        source=service,
        wire=wire,
    )


def _inside(content: Element | None) -> Copy:
    """The body of an item: NITF, a page, or plain text."""
    if content is None:
        return Copy()
    if local(content) == "inlineData":
        return Copy(body=content.text or "")
    for part in content:
        if local(part) == "nitf":
            return _nitf(part)
        body = next(part.iter("{*}body"), part)
        return Copy(body=_markup(body), rich=True)
    return Copy(body=content.text or "")


def _nitf(root: Element) -> Copy:
    head, docdata = child(root, "body", "body.head"), child(root, "head", "docdata")
    content = child(root, "body", "body.content")
    service = _attribute(child(docdata, "doc.copyright"), "holder")
    rubric = words(child(root, "head", "title"))
    return Copy(
        headline=words(child(head, "hedline", "hl1")) or rubric,
        deck=words(child(head, "hedline", "hl2")),
        byline=words(child(head, "byline")),
        dateline=words(child(head, "dateline")),
        body=_markup(content) if content is not None else "",
        rich=True,
        note=_attribute(child(docdata, "ed-msg"), "info"),
        published=_date(_attribute(child(docdata, "date.issue"), "norm")),
        language=attribute(root, "lang"),
        source=service or _attribute(child(root, "head", "pubdata"), "name"),
        wire=Wire(
            id=_attribute(child(docdata, "doc-id"), "id-string"),
            version=_attribute(child(docdata, "du-key"), "version"),
            service=service,
            urgency=_attribute(child(docdata, "urgency"), "ed-urg"),
            slug=_attribute(child(docdata, "du-key"), "key"),
            embargo=_embargo(docdata),
            status=status_of(_attribute(docdata, "management-status")),
        ),
    )


def _embargo(docdata: Element | None) -> str:
    if _attribute(docdata, "management-status") != "embargoed":
        return ""
    return _date(_attribute(child(docdata, "date.release"), "norm"))


def _attribute(element: Element | None, *names: str) -> str:
    found = (attribute(element, name) for name in names) if element is not None else ()
    return next((value.strip() for value in found if value), "")


def _markup(element: Element) -> str:
    """An element as a page's markup: names without prefix, NITF's own told in HTML's."""
    copied = etree.fromstring(etree.tostring(element, with_tail=False))
    for part in list(copied.iter(etree.Element)):
        name = local(part)
        if name in DROPPED and part.getparent() is not None:
            part.getparent().remove(part)
            continue
        part.tag = NITF_TAGS.get(name, "div" if name.startswith("body") else name)
    etree.cleanup_namespaces(copied)
    return str(etree.tostring(copied, encoding="unicode", method="html"))


def _date(norm: str) -> str:
    """NITF's compact date as ISO 8601, or as it is."""
    match = DATE.match(norm.strip())
    if match is None:
        return norm.strip()
    year, month, day, hour, minute, second, zone = match.groups()
    time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{time}"
