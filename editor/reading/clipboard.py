"""What a word processor or browser puts on the clipboard: its structure without its junk."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from editor.reading import html
from editor.reading.canonical import Draft, canonical, promote_headline
from editor.reading.html_blocks import passages
from editor.reading.limits import Limits

FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.S)
CONDITIONAL = re.compile(r"<!--\[if.*?<!\[endif\]-->|<!\[(?:if[^\]]*|endif)\]>", re.S)
BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.I)
PLAIN = re.compile(r"font-weight\s*:\s*(normal|400)", re.I)
SLANTED = re.compile(r"font-style\s*:\s*italic", re.I)
LIST = re.compile(r"mso-list\s*:\s*l\d+ level(\d)", re.I)
IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.I)
JUNK = re.compile(r"mso-(special-character|hide)|mso-element\s*:\s*comment", re.I)
QUOTE = re.compile(r"Mso(Intense)?Quote")
NUMBER = re.compile(r"\s*(\d{1,4})[.)]")


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """The Draft of clipboard markup (UTF-8); raises ReadError."""
    text = canonical(data.decode("utf-8", "replace"))
    fragment = FRAGMENT.search(text)
    text = CONDITIONAL.sub("", fragment[1] if fragment else text)
    root = html.parse(f"<div>{text}</div>", name, limits)
    _clean(root)
    draft = html.written(passages(root))
    return replace(draft, blocks=promote_headline(draft.blocks))


def _clean(root: etree._Element) -> None:
    for element in list(root.iter(etree.Element)):
        style, named = element.get("style", ""), element.get("class", "")
        if JUNK.search(style) or "MsoCommentReference" in named:
            _drop(element)
        elif ":" in element.tag:
            element.tag = "span"
        elif element.tag in ("b", "strong") and PLAIN.search(style):
            element.tag = "span"
        elif element.tag == "span" and BOLD.search(style):
            element.tag = "strong"
            if SLANTED.search(style):
                _wrap_inside(element, "em")
        elif element.tag == "span" and SLANTED.search(style):
            element.tag = "em"
        elif element.tag == "p" and LIST.search(style):
            _make_item(element, LIST.search(style))
        elif element.tag == "p" and named.startswith("MsoTitle"):
            element.tag = "h1"
        elif element.tag == "p" and QUOTE.match(named):
            element.tag = "blockquote"


def _drop(element: etree._Element) -> None:
    """Take an element away; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _wrap_inside(element: etree._Element, tag: str) -> None:
    inner = etree.Element(tag)
    inner.text, element.text = element.text, None
    inner.extend(list(element))
    element.append(inner)


def _make_item(paragraph: etree._Element, match: re.Match[str] | None) -> None:
    """A paragraph a word processor only dresses as a list item becomes one, at its level."""
    marker = ""
    for span in list(paragraph.iter("span")):
        if IGNORED.search(span.get("style", "")):
            marker = "".join(span.itertext())
            _drop(span)
            break
    number = NUMBER.match(marker)
    level = int(match[1]) if match else 1
    outer = paragraph.getparent()
    if outer is None:
        return
    at = outer.index(paragraph)
    lists = [etree.Element("ol" if number and n == level - 1 else "ul") for n in range(level)]
    if number:
        lists[-1].set("start", number[1])
    for above, below in zip(lists, lists[1:], strict=False):
        above.append(below)
    tail, paragraph.tail = paragraph.tail, None
    paragraph.tag = "li"
    lists[-1].append(paragraph)
    lists[0].tail = tail
    outer.insert(at, lists[0])
