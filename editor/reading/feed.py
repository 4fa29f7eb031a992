"""RSS and Atom: the entries of a feed, offered as a list, each read with its own body."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from lxml import etree

from editor.reading import xml
from editor.reading.canonical import Draft, link_target
from editor.reading.errors import ReadError
from editor.reading.limits import Limits
from editor.reading.parts import Part
from editor.reading.wire import Copy, compose
from editor.reading.xml import Element, attribute, local, words

ENTRIES = ("item", "entry")
BODIES = ("encoded", "content", "description", "summary")
"""Elements that may hold an entry's body, the fullest first."""
NAME_LIMIT = 120


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of a feed's only entry; raises ReadError `choose` for a feed of several."""
    root = xml.root(data, name, limits)
    entries = _entries(root)
    if not entries:
        raise ReadError("empty", name=name)
    if len(entries) > 1:
        raise ReadError("choose", name=name, count=len(entries))
    return compose(_copy(entries[0]), name, limits)


def parts(data: bytes, name: str, limits: Limits) -> list[Part]:
    """The entries of a feed, newest as the feed has them."""
    return [
        Part(
            title=_plain(_first(entry, "title"))[:NAME_LIMIT],
            detail=_date(entry),
            name=f"{name}-{number}.feed",
            data=etree.tostring(entry, encoding="utf-8"),
        )
        for number, entry in enumerate(_entries(xml.root(data, name, limits)), 1)
    ]


def _entries(root: Element) -> list[Element]:
    return [root] if local(root) in ENTRIES else [e for e in root.iter() if local(e) in ENTRIES]


def _copy(entry: Element) -> Copy:
    body = next((b for name in BODIES if (b := _body(_first(entry, name)))), "")
    author = _first(entry, "author")
    name = words(_first(author, "name")) if author is not None and len(author) else words(author)
    return Copy(
        headline=_plain(_first(entry, "title")),
        byline=name or words(_first(entry, "creator")),
        body=body,
        rich=True,
        published=_date(entry),
        source=_link(entry),
    )


def _first(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((e for e in element if local(e) == name), None)


def _plain(element: Element | None) -> str:
    """An element's words; markup written into it as text is read as markup."""
    told = words(element)
    if "<" not in told and "&" not in told:
        return told
    return words(etree.HTML(f"<p>{told}</p>"))


def _body(element: Element | None) -> str:
    """An entry's body as markup: escaped in the element, or inside it (XHTML)."""
    if element is None:
        return ""
    if len(element):
        for part in element.iter(etree.Element):
            part.tag = local(part)
        return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return (element.text or "").strip()


def _link(entry: Element) -> str:
    for link in (e for e in entry if local(e) == "link"):
        if attribute(link, "rel") in ("", "alternate"):
            if target := link_target(attribute(link, "href") or words(link)):
                return target
    return link_target(words(_first(entry, "guid")))


def _date(entry: Element) -> str:
    for name in ("published", "updated", "date", "pubDate"):
        told = words(_first(entry, name))
        if told and name == "pubDate":
            try:
                return parsedate_to_datetime(told).isoformat()
            except (ValueError, TypeError, IndexError, OverflowError):
                continue
        if told:
            return told
    return ""
