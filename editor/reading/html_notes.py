"""Footnotes of a page: the numbers taken out of the words, the notes hung where they stood.

A number is a link within the page, with hardly a letter, to an element that leads back or is
called a note, as word processors, Markdown and encyclopedias write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from editor.reading.canonical import link_target

NOTE = "galley-note"
"""The element that stands where a footnote's number stood; it holds no text."""
NUMBER = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z]|[ivxl]{1,6}|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE)
BACK = re.compile(r"[\s↩↑^︎⏎↵\u2191]*(back|jump up|return)?[\s↩↑^:]*", re.IGNORECASE)
COMMENT = re.compile(r"cmnt\d")
"""What Google Docs calls comments in the pages it writes."""
CALLED = re.compile(r"foot-?_?note|end-?_?note|cite_?note|fn[:_-]?\d|sdfootnote|sdendnote|ftnt?\d")
END = re.compile(r"end-?_?note", re.IGNORECASE)
HOLDERS = frozenset({"li", "p", "div", "aside", "dd", "section", "td"})
CLIMB = 4
"""Elements looked at above a note's own anchor for the one that holds all of it."""


def take_out(root: etree._Element) -> None:
    """Put a NOTE element in the place of each footnote's number, and the notes into them.

    Each has the note's `text` and its links in `targets`, one a line; `kind` is footnote,
    endnote or comment. The notes themselves leave the page.
    """
    anchors = {
        name: element
        for element in root.iter(etree.Element)
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None)
        if name
    }
    taken: dict[etree._Element, tuple[str, str, str]] = {}
    for link in list(root.iter("a")):
        goal = anchors.get(_fragment(link)) if _is_number(link) else None
        holder = _holder(goal, link) if goal is not None else None
        if goal is None or holder is None:
            continue
        if holder not in taken:
            taken[holder] = _told(holder)
        _put(link, taken[holder])
    for holder in taken:
        _drop(holder)


def _is_number(link: etree._Element) -> bool:
    words = "".join(link.itertext()).strip()
    return _fragment(link) != "" and NUMBER.fullmatch(words) is not None


def _fragment(link: etree._Element) -> str:
    """What a link leads to within a page, "" for none; a saved page writes its address before."""
    return str(link.get("href", "")).partition("#")[2]


def _holder(goal: etree._Element, link: etree._Element) -> etree._Element | None:
    """The element that holds the whole note and not the link to it; None for no note."""
    own = {name for name in (link.get("id"), link.get("name")) if name}
    own |= {name for above in link.iterancestors() if (name := above.get("id"))}
    found = None
    element: etree._Element | None = goal
    for _step in range(CLIMB):
        if element is None or element.tag in ("body", "html", "article", "main"):
            break
        if element in link.iterancestors():
            break
        if element.tag in HOLDERS and found is None:
            found = element
        element = element.getparent()
    if found is None:
        return None
    leads_back = any(_fragment(a) in own for a in found.iter("a"))
    name = f"{goal.get('id', '')} {goal.get('name', '')} {goal.get('class', '')}"
    called = CALLED.search(f"{name} {found.get('class', '')}".lower())
    return found if leads_back or called else None


def _told(holder: etree._Element) -> tuple[str, str, str]:
    """Kind, text and links of a note, without the links that lead back."""
    name = f"{holder.get('id', '')} {holder.get('class', '')} {holder.get('role', '')}"
    kind = "endnote" if END.search(name) else "footnote"
    if any(COMMENT.match(str(a.get("id", ""))) for a in holder.iter("a")):
        kind = "comment"
    targets = (link_target(a.get("href", "")) for a in holder.iter("a") if not _fragment(a))
    pieces = " ".join("".join(_words(holder)).split())
    return kind, pieces, "\n".join(dict.fromkeys(target for target in targets if target))


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        inner = "".join(part.itertext()) if isinstance(part.tag, str) else ""
        back = part.tag in ("a", "sup") and (BACK.fullmatch(inner) or NUMBER.fullmatch(inner))
        if isinstance(part.tag, str) and not back:
            yield from _words(part)
        yield part.tail or ""


def _put(link: etree._Element, told: tuple[str, str, str]) -> None:
    """A NOTE in the place of a number and of the raised run around it."""
    place = link
    above = link.getparent()
    while above is not None and above.tag in ("sup", "span") and _bare(above):
        place, above = above, above.getparent()
    note = etree.Element(NOTE, kind=told[0], text=told[1], targets=told[2])
    note.tail = place.tail
    if above is not None:
        above.replace(place, note)


def _bare(element: etree._Element) -> bool:
    return NUMBER.fullmatch("".join(element.itertext()).strip()) is not None


def _drop(element: etree._Element) -> None:
    above = element.getparent()
    if above is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    above.remove(element)
