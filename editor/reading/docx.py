"""Word files: the text as it stands with every tracked change accepted, deletions kept beside.

Local names are matched, so Transitional and Strict files read alike. Nothing is
unpacked to disk and nothing outside the file is opened.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from db.kinds import BlockKind, SpanKind
from editor.reading.canonical import DocumentBuilder, Draft, link_target, promote_headline
from editor.reading.docx_styles import (
    Numbering,
    Styles,
    attribute,
    child,
    local,
    value,
)
from editor.reading.errors import ReadError
from editor.reading.package import Package, Relationship

MATH = "math}t"
SILENT = frozenset(
    "pPr rPr sectPr tblPr tblPrEx trPr tcPr tblGrid sdtPr sdtEndPr instrText delInstrText fldData "
    "delText rt footnoteReference endnoteReference commentReference annotationRef".split()
)
WRITES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
GLYPHS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
LAYOUT_CELL = 600
"""Characters in one cell from which on a table is taken for page layout."""


def read(data: bytes, name: str) -> Draft:
    """The Draft of a Word file.

    Raises ReadError `unknown_format` for another kind of zip, else `damaged`, `encrypted` or
    `too_large`.
    """
    package = Package(data, name)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.xml(main)
    if root is None or local(root) != "document" or "wordprocessingml" not in root.tag:
        raise ReadError("unknown_format", name=name)
    body = child(root, "body")
    if body is None:
        raise ReadError("damaged", name=name)
    styles = Styles(package.xml(package.related(main, "styles")))
    numbering = Numbering(package.xml(package.related(main, "numbering")))
    walk = _Walk(package.relationships(main), styles, numbering)
    draft = walk.over(body)
    return replace(
        draft, blocks=promote_headline(draft.blocks), warnings=_warnings(body, draft, walk)
    )


def _warnings(body: etree._Element, draft: Draft, walk: _Walk) -> tuple[str, ...]:
    left_out = {
        "Comments in the file were not imported.": "commentReference",
        "Footnotes and endnotes were not imported.": "footnoteReference",
    }
    told = [
        text for text, name in left_out.items() if next(body.iter(f"{{*}}{name}"), None) is not None
    ]
    if any(span.kind in (SpanKind.INSERTED, SpanKind.DELETED) for span in draft.spans):
        told.insert(0, "Tracked changes were read as accepted; the deletions are kept as marks.")
    if walk.hidden:
        told.append("Hidden text was left out.")
    return tuple(told)


class _Walk:
    """One walk in document order."""

    def __init__(
        self, links: dict[str, Relationship], styles: Styles, numbering: Numbering
    ) -> None:
        self.builder = DocumentBuilder()
        self.hidden = False
        self._links = links
        self._styles = styles
        self._numbering = numbering
        self._boxes: list[etree._Element] = []
        self._headline = False

    def over(self, body: etree._Element) -> Draft:
        """The Draft of the whole body."""
        self.blocks(body)
        self.builder.end()
        self._text_boxes()
        return self.builder.finish()

    def blocks(self, parent: etree._Element, kind: BlockKind | None = None) -> None:
        """Walk block content; `kind` overrides what its paragraphs are."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, kind)
            elif name == "tbl":
                self._table(element, kind)
            elif name == "AlternateContent":
                for chosen in _alternative(element):
                    self.blocks(chosen, kind)
            elif name not in SILENT and name not in ("del", "moveFrom"):
                self.blocks(element, kind)
            self._text_boxes()

    def _text_boxes(self) -> None:
        while self._boxes and not self.builder.visible:
            self.blocks(self._boxes.pop(0), BlockKind.SIDEBAR)

    def _paragraph(self, paragraph: etree._Element, kind: BlockKind | None) -> None:
        properties = child(paragraph, "pPr")
        look = self._styles.look(properties)
        if look.list and _has_text(paragraph):
            self.builder.lead(self._numbering.marker(look.list, look.depth))
        self._inside(paragraph)
        if child(properties, "rPr", "del") is not None:
            return
        own, level = look.kind, look.level
        if own is BlockKind.HEADLINE and self._headline:
            own, level = BlockKind.HEADING, 1
        self._headline = self._headline or own is BlockKind.HEADLINE
        self.builder.end(kind or own, level)

    def _table(self, table: etree._Element, kind: BlockKind | None) -> None:
        rows = [[*_nearest(row, "tc")] for row in _nearest(table, "tr")]
        if _is_layout(rows):
            for cell in (cell for row in rows for cell in row):
                self.blocks(cell, kind)
            return
        for number, row in enumerate(rows):
            self.builder.write("\n" if number else "")
            for column, cell in enumerate(row):
                self.builder.write("\t" if column else "")
                self._cell(cell)
        self.builder.end(BlockKind.TABLE)

    def _cell(self, cell: etree._Element) -> None:
        for paragraph in _nearest(cell, "p"):
            if self.builder.last not in ("", "\t", "\n", " "):
                self.builder.write(" ")
            self._inside(paragraph)

    def _inside(self, parent: etree._Element) -> None:
        for element in parent:
            self._inline(element)

    def _inline(self, element: etree._Element) -> None:
        name = local(element)
        if name in ("t", "sym"):
            self._text(element, name)
        elif name in WRITES:
            self.builder.write(WRITES[name])
        elif name in GLYPHS:
            self.builder.write(GLYPHS[name])
        elif name in ("del", "moveFrom"):
            self.builder.deleted(_deleted_text(element), attribute(element, "author"))
        elif name in ("ins", "moveTo"):
            self._within(element, SpanKind.INSERTED, author=attribute(element, "author"))
        elif name == "hyperlink":
            link = self._links.get(attribute(element, "id"))
            target = link_target(link.target) if link and link.external else ""
            self._within(element, SpanKind.LINK, target) if target else self._inside(element)
        elif name == "r":
            self._run(element)
        elif name == "AlternateContent":
            for chosen in _alternative(element):
                self._inside(chosen)
        elif name in ("drawing", "pict", "object"):
            self._boxes += _nearest(element, "txbxContent")
        elif name and name not in SILENT:
            self._inside(element)

    def _text(self, element: etree._Element, name: str) -> None:
        if name == "sym":
            code = attribute(element, "char")
            self.builder.write(chr(int(code, 16)) if _is_code(code) else "\ufffd")
        elif "wordprocessingml" in element.tag or element.tag.endswith(MATH):
            self.builder.write(element.text or "")

    def _within(
        self, element: etree._Element, kind: SpanKind, target: str = "", author: str = ""
    ) -> None:
        self.builder.open(kind, target, author)
        self._inside(element)
        self.builder.close()

    def _run(self, run: etree._Element) -> None:
        properties = child(run, "rPr")
        if _on(properties, "vanish"):
            self.hidden = self.hidden or _has_text(run)
            return
        kinds = [
            kind
            for name, kind in (("b", SpanKind.STRONG), ("i", SpanKind.EMPHASIS))
            if _on(properties, name)
        ]
        for kind in kinds:
            self.builder.open(kind)
        self._inside(run)
        for _kind in kinds:
            self.builder.close()


def _on(properties: etree._Element | None, name: str) -> bool:
    found = child(properties, name)
    return found is not None and value(properties, name) not in ("0", "false", "off", "none")


def _is_code(code: str) -> bool:
    try:
        return 0 < int(code, 16) < 0x110000
    except ValueError:
        return False


def _has_text(element: etree._Element) -> bool:
    return any((t.text or "").strip() for t in element.iter("{*}t"))


def _deleted_text(element: etree._Element) -> str:
    pieces = []
    for part in element.iter("{*}delText", "{*}t", "{*}tab", "{*}br", "{*}cr"):
        pieces.append(WRITES.get(local(part)) or part.text or "")
    return "".join(pieces)


def _alternative(element: etree._Element) -> list[etree._Element]:
    """The one alternative to read: the first Choice, else the Fallback; never both."""
    choices = [e for e in element if local(e) == "Choice"]
    return choices[:1] or [e for e in element if local(e) == "Fallback"][:1]


def _nearest(element: etree._Element, name: str) -> list[etree._Element]:
    """Descendants called `name` in order, not looking inside one that was found."""
    found: list[etree._Element] = []
    for part in element:
        if local(part) == name:
            found.append(part)
        elif local(part) == "AlternateContent":
            found += [hit for chosen in _alternative(part) for hit in _nearest(chosen, name)]
        elif local(part):
            found += _nearest(part, name)
    return found


def _is_layout(rows: list[list[etree._Element]]) -> bool:
    """One column, or cells as long as articles: the table only arranges the page."""
    if all(len(row) <= 1 for row in rows):
        return True
    cells = (cell for row in rows for cell in row)
    return any(sum(len(t.text or "") for t in c.iter("{*}t")) > LAYOUT_CELL for c in cells)
