"""One walk through the body of a Word file, in document order."""

from __future__ import annotations

from collections.abc import Callable

from db.kinds import BlockKind, SpanKind
from db.records import Span
from editor.reading.canonical import DocumentBuilder, Draft, link_target
from editor.reading.docx_notes import LINK_FIELD
from editor.reading.docx_ours import appended, is_ours
from editor.reading.docx_parts import (
    WRITES,
    alternative,
    deleted_text,
    has_text,
    is_layout,
    nearest,
)
from editor.reading.docx_styles import Numbering, Styles
from editor.reading.package import Relationship
from editor.reading.xml import Element, attribute, child, local

MATH = "math}t"
SILENT = frozenset(
    "pPr rPr sectPr tblPr tblPrEx trPr tcPr tblGrid sdtPr sdtEndPr delInstrText fldData "
    "delText rt annotationRef".split()
)
MARKERS = frozenset(
    "commentRangeStart commentRangeEnd commentReference footnoteReference endnoteReference "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd".split()
)
COMMENT = "{*}commentReference"
Ref = tuple[str, str]
"""What a passage is of: comment, footnote or endnote, and its id."""


class Walk:
    """Writes the text and remembers where comments and notes hang; counts what it leaves out."""

    def __init__(
        self, links: dict[str, Relationship], styles: Styles, numbering: Numbering
    ) -> None:
        self.builder = DocumentBuilder()
        self.hidden = self.pictures = self.objects = 0
        self._links = links
        self._styles = styles
        self._numbering = numbering
        self._boxes: list[Element] = []
        self._headline = False
        self._added: frozenset[Element] = frozenset()
        self._starts: dict[str, int] = {}
        self._places: dict[Ref, tuple[int, int]] = {}
        self._moves: dict[str, str] = {}
        self._fields: list[tuple[str, int | None]] = []
        self._inline_of: dict[str, Callable[[Element], None]] = {
            "r": self._run,
            "t": self._text,
            "sym": self._symbol,
            "del": self._deletion,
            "moveFrom": self._deletion,
            "ins": self._insertion,
            "moveTo": self._insertion,
            "hyperlink": self._hyperlink,
            "fldSimple": self._simple_field,
            "fldChar": self._field,
            "instrText": self._instruction,
            "AlternateContent": self._choice,
            "drawing": self._drawing,
            "pict": self._drawing,
            "object": self._object,
        }

    def over(self, body: Element) -> Draft:
        """The Draft of the whole body."""
        self._added = appended(body)
        self._body(body)
        self.builder.end()
        self._text_boxes()
        return self.builder.finish()

    def ranges(self, within: dict[str, Ref]) -> dict[Ref, tuple[int, int]]:
        """Where each comment and note hangs, in code points; `within` are comments on notes."""
        found = {
            ref: (self.builder.place(first), self.builder.place(last))
            for ref, (first, last) in self._places.items()
        }
        for id_, note in within.items():
            if note in found:
                found.setdefault(("comment", id_), found[note])
        return found

    # -- blocks

    def _body(self, parent: Element, kind: BlockKind | None = None) -> None:
        """Walk block content; `kind` overrides what its paragraphs are."""
        for element in parent:
            name = local(element)
            if element in self._added:
                continue
            if name == "p":
                self._paragraph(element, kind)
            elif name == "tbl":
                self._table(element, kind)
            elif name in MARKERS:
                self._marker(element, name)
            elif name == "AlternateContent":
                for chosen in alternative(element):
                    self._body(chosen, kind)
            elif name not in SILENT and name not in ("del", "moveFrom") and not is_ours(element):
                self._body(element, kind)
            self._text_boxes()

    def _text_boxes(self) -> None:
        while self._boxes and not self.builder.visible:
            self._body(self._boxes.pop(0), BlockKind.SIDEBAR)

    def _paragraph(self, paragraph: Element, kind: BlockKind | None) -> None:
        properties = child(paragraph, "pPr")
        look = self._styles.look(properties)
        if look.list and has_text(paragraph):
            self.builder.lead(self._numbering.marker(look.list, look.depth))
        self._inside(paragraph)
        if child(properties, "rPr", "del") is not None:
            return
        own, level = look.kind, look.level
        if own is BlockKind.HEADLINE and self._headline:
            own, level = BlockKind.HEADING, 1
        self._headline = self._headline or own is BlockKind.HEADLINE
        self.builder.end(kind or own, level)

    def _table(self, table: Element, kind: BlockKind | None) -> None:
        rows = nearest(table, "tr")
        cells = [nearest(row, "tc") for row in rows]
        if is_layout(cells):
            for cell in (cell for row in cells for cell in row):
                self._body(cell, kind)
            return
        begun = False
        for row, row_cells in zip(rows, cells, strict=True):
            begun = self._row(row, row_cells, begun) or begun
        self.builder.end(BlockKind.TABLE)

    def _row(self, row: Element, cells: list[Element], begun: bool) -> bool:
        """Write one row, tab between its cells; a row deleted whole is noted, not written."""
        gone = child(row, "trPr", "del")
        if gone is not None:
            words = " ".join(deleted_text(cell) for cell in cells)
            self.builder.deleted(words, attribute(gone, "author"), attribute(gone, "date"))
            return False
        self.builder.write("\n" if begun else "")
        new = child(row, "trPr", "ins")
        if new is not None:
            author, when = attribute(new, "author"), attribute(new, "date")
            self.builder.open(SpanKind.INSERTED, author=author, when=when)
        for column, cell in enumerate(cells):
            self.builder.write("\t" if column else "")
            self._cell(cell)
        if new is not None:
            self.builder.close()
        return True

    def _cell(self, cell: Element) -> None:
        for part in nearest(cell, "p", *MARKERS):
            if local(part) in MARKERS:
                self._marker(part, local(part))
                continue
            if self.builder.last not in ("", "\t", "\n", " "):
                self.builder.write(" ")
            self._inside(part)

    # -- inline

    def _inside(self, parent: Element) -> None:
        for element in parent:
            name = local(element)
            if name in WRITES:
                self._write(element, WRITES[name])
            elif name in self._inline_of:
                self._inline_of[name](element)
            elif name in MARKERS:
                self._marker(element, name)
            elif name and name not in SILENT:
                self._inside(element)

    def _write(self, element: Element, text: str) -> None:
        """Write the text of one element."""
        self.builder.write(text)

    def _run(self, run: Element) -> None:
        kinds, hidden = self._styles.run(child(run, "rPr"))
        if hidden:
            self.hidden += has_text(run)
            return
        for kind in kinds:
            self.builder.open(kind)
        self._inside(run)
        for _kind in kinds:
            self.builder.close()

    def _text(self, element: Element) -> None:
        if "wordprocessingml" in element.tag or element.tag.endswith(MATH):
            self._write(element, element.text or "")

    def _symbol(self, element: Element) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            code = 0
        self._write(element, chr(code) if 0 < code < 0x110000 else "\ufffd")

    def _deletion(self, element: Element) -> None:
        for part in element.iter("{*}commentRangeStart", "{*}commentRangeEnd", COMMENT):
            self._marker(part, local(part))
        moved = self._moves.get("moveFrom", "") if local(element) == "moveFrom" else ""
        self.builder.deleted(
            deleted_text(element), attribute(element, "author"), attribute(element, "date"), moved
        )

    def _insertion(self, element: Element) -> None:
        moved = local(element) == "moveTo"
        self._within(
            element,
            SpanKind.MOVED if moved else SpanKind.INSERTED,
            self._moves.get("moveTo", "") if moved else "",
            attribute(element, "author"),
            attribute(element, "date"),
        )

    def _hyperlink(self, element: Element) -> None:
        link = self._links.get(attribute(element, "id"))
        target = link_target(link.target) if link and link.external else ""
        self._within(element, SpanKind.LINK, target)

    def _simple_field(self, element: Element) -> None:
        field = LINK_FIELD.match(attribute(element, "instr"))
        self._within(element, SpanKind.LINK, link_target(field[1]) if field else "")

    def _field(self, element: Element) -> None:
        """A field told in pieces: its instruction, then what it shows, which may be a link."""
        step = attribute(element, "fldCharType")
        if step == "begin":
            self._fields.append(("", None))
        elif self._fields and step == "separate":
            self._fields[-1] = (self._fields[-1][0], self.builder.point())
        elif self._fields and step == "end":
            instruction, start = self._fields.pop()
            field = LINK_FIELD.match(instruction)
            target = link_target(field[1]) if field else ""
            if start is not None and target:
                link = Span(0, 0, SpanKind.LINK, target)
                self.builder.span_between(start, self.builder.point(), link)

    def _instruction(self, element: Element) -> None:
        if self._fields:
            told, start = self._fields[-1]
            self._fields[-1] = (told + (element.text or ""), start)

    def _choice(self, element: Element) -> None:
        for chosen in alternative(element):
            self._inside(chosen)

    def _drawing(self, element: Element) -> None:
        boxes = nearest(element, "txbxContent")
        self._boxes += boxes
        self.pictures += not boxes

    def _object(self, element: Element) -> None:
        boxes = nearest(element, "txbxContent")
        self._boxes += boxes
        self.objects += not boxes

    def _within(
        self, element: Element, kind: SpanKind, target: str = "", author: str = "", when: str = ""
    ) -> None:
        self.builder.open(kind, target, author, when)
        self._inside(element)
        self.builder.close()

    def _marker(self, element: Element, name: str) -> None:
        """Remember where a comment's passage begins or ends, a note hangs, a move goes on."""
        id_ = attribute(element, "id")
        if name == "commentRangeStart":
            self._starts[id_] = self.builder.point()
        elif name == "commentRangeEnd" and id_ in self._starts:
            self._places["comment", id_] = (self._starts[id_], self.builder.point())
        elif name.endswith("Reference"):
            point = self.builder.point()
            start = self._starts.get(id_, point) if name == "commentReference" else point
            self._places.setdefault((name.removesuffix("Reference"), id_), (start, point))
        elif name.endswith("RangeStart"):
            self._moves[name.removesuffix("RangeStart")] = attribute(element, "name")
        elif name.startswith("move"):
            self._moves.pop(name.removesuffix("RangeEnd"), None)
