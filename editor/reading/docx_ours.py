"""What a report put into a Word file behind the article: it is not read as text."""

from __future__ import annotations

from editor.reading.xml import Element, attribute, local, value

APPENDIX = "galley-appendix"
"""The tag of the content control that holds it."""
BOOKMARK = "galley_appendix"
"""A bookmark around the same, for programs that drop the tag when they save."""


def is_ours(element: Element) -> bool:
    """Whether this is the table of checks that a report put at the end of the file."""
    return local(element) == "sdt" and value(element, "sdtPr", "tag") == APPENDIX


def appended(body: Element) -> frozenset[Element]:
    """The blocks of a body that the bookmark around a report's table of checks covers.

    LibreOffice makes two of it, one at each end. A paragraph in which words stand before the
    bookmark is the author's.
    """
    starts = [e for e in body.iter("{*}bookmarkStart") if attribute(e, "name") == BOOKMARK]
    if not starts:
        return frozenset()
    start, blocks = starts[0], list(body)
    ids = {attribute(e, "id") for e in starts}
    ends = [e for e in body.iter("{*}bookmarkEnd") if attribute(e, "id") in ids]
    first = _block_of(start, body)
    last = blocks.index(_block_of(ends[-1], body)) if ends else len(blocks) - 1
    inside = first.iter("{*}t", "{*}bookmarkStart")
    authors = next(e for e in inside if e is start or (e.text or "").strip()) is not start
    return frozenset(blocks[blocks.index(first) + authors : last + 1])


def _block_of(element: Element, body: Element) -> Element:
    while (parent := element.getparent()) is not None and parent is not body:
        element = parent
    return element
