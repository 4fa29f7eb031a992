"""What is asked of single elements of a Word file: their words, their parts, one alternative."""

from __future__ import annotations

from editor.reading.xml import Element, local

WRITES = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
LAYOUT_CELL = 600
"""Characters in one cell from which on a table is taken for page layout."""


def has_text(element: Element) -> bool:
    """Whether any run in `element` holds visible characters."""
    return any((t.text or "").strip() for t in element.iter("{*}t"))


def deleted_text(element: Element) -> str:
    """The words of a deletion, with its tabs and breaks."""
    pieces = []
    for part in element.iter("{*}delText", "{*}t", "{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen"):
        pieces.append(WRITES.get(local(part)) or part.text or "")
    return "".join(pieces)


def alternative(element: Element) -> list[Element]:
    """The one alternative to read: the first Choice, else the Fallback; never both."""
    choices = [e for e in element if local(e) == "Choice"]
    return choices[:1] or [e for e in element if local(e) == "Fallback"][:1]


def nearest(element: Element, *names: str) -> list[Element]:
    """Descendants with one of these names in order, not looking inside one that was found."""
    found: list[Element] = []
    for part in element:
        name = local(part)
        if name in names:
            found.append(part)
        elif name == "AlternateContent":
            found += [hit for chosen in alternative(part) for hit in nearest(chosen, *names)]
        elif name:
            found += nearest(part, *names)
    return found


def is_layout(rows: list[list[Element]]) -> bool:
    """One column, or cells as long as articles: the table only arranges the page."""
    if all(len(row) <= 1 for row in rows):
        return True
    cells = (cell for row in rows for cell in row)
    return any(sum(len(t.text or "") for t in c.iter("{*}t")) > LAYOUT_CELL for c in cells)
