"""Outlines as Word files of their own: call sheets, questions, corrections; the checking copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from db.kinds import BlockKind, SpanKind
from editor.exchange.account import misleading
from editor.exchange.docx.blocks import paragraph, run, table
from editor.exchange.docx.clean import PAPERS, WORD, R, package
from editor.exchange.docx.package import XML
from editor.exchange.docx.scripts import paragraph_way
from editor.exchange.outline import Entry, Item, Outline, Section
from editor.exchange.pieces import Piece, cut
from editor.exchange.report import Report, only
from editor.exchange.words import quoted, stamp
from editor.i18n import _, label

BREAK = "<w:pageBreakBefore/>"
UNNUMBERED = "<w:suppressLineNumbers/>"
RULED = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="8C887E"/></w:pBdr>'
ROOMY = '<w:spacing w:before="120" w:after="120" w:line="480" w:lineRule="auto"/>'
SIZES = {BlockKind.HEADLINE: 36, BlockKind.HEADING: 28, BlockKind.DECK: 26}


def write(pages: Sequence[Outline], title: str, report: Report) -> bytes:
    """A Word file with each outline on pages of its own."""
    inside = "".join(part for number, page in enumerate(pages) for part in _page(page, number))
    inside = inside or paragraph(_("Nothing is to be done."))
    foot = pages[0].stamp if pages else title
    return _file(inside, title, foot, report)


def _file(
    inside: str, title: str, foot: str, report: Report, more: str = "", margin: int = 1134
) -> bytes:
    width, height = PAPERS[report.options.paper.value]
    document = (
        f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{R}"><w:body>{inside}<w:sectPr>'
        f'<w:footerReference w:type="default" r:id="rIdGalley3"/><w:pgSz w:w="{width}" '
        f'w:h="{height}"/><w:pgMar w:top="1134" w:right="{margin}" w:bottom="1134" w:left="1134" '
        f'w:header="567" w:footer="567" w:gutter="0"/>{more}</w:sectPr></w:body></w:document>'
    )
    return package(title, report.maker, report.made, document, foot)


def _page(page: Outline, number: int) -> Iterator[str]:
    yield paragraph(page.title, 34, bold=True, more="<w:keepNext/>" + (BREAK if number else ""))
    if page.by:
        yield paragraph(page.by, 20, colour="5D5D63")
    for section in page.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield paragraph(section.title, 26, bold=True, more="<w:keepNext/>", above=240)
    if section.intro:
        yield paragraph(section.intro)
    yield from (_line(item, 20) for item in section.items)
    if section.entries:
        yield table((700, 6300, 2700), (), (_row(entry) for entry in section.entries))


def _line(item: Item, size: int) -> str:
    """A line of words, or one to write on where it has none."""
    if item.text.strip():
        return paragraph(item.text, size)
    return paragraph(item.text, size, more=RULED, above=240)


def _row(entry: Entry) -> tuple[Iterable[str], Iterable[str], Iterable[str]]:
    what = [paragraph(entry.title, 22, bold=True)] if entry.title else []
    if entry.quote:
        what.append(paragraph(quoted(entry.quote), 20))
    what += [paragraph(f"→ {entry.change}", 20)] if entry.change else []
    what += [paragraph(" · ".join(entry.facts), 17, colour="5D5D63")] if entry.facts else []
    told = [paragraph(entry.tag, 18, bold=True)]
    for group in entry.groups:
        told.append(paragraph(group.title, 17, colour="5D5D63"))
        told += [_line(item, 20) for item in group.items]
    return [paragraph(str(entry.number), 20)], what, told


def write_copy(report: Report) -> bytes:
    """The draft for the pencil: wide margin, double-spaced, lines and facts numbered."""
    item = only(report)
    parts = [paragraph(stamp(item), 18, colour="5D5D63", more=UNNUMBERED)]
    if not item.has_headline:
        parts.insert(0, paragraph(item.title, 36, bold=True, more=UNNUMBERED))
    parts += [paragraph(line, 18, colour="5D5D63") for line in misleading(item)]
    for block, pieces in cut(item):
        size = SIZES.get(block.kind, 24)
        bold = block.kind in (BlockKind.HEADLINE, BlockKind.HEADING)
        way = paragraph_way("".join(piece.text for piece in pieces))
        runs = "".join(_piece(piece, size, bold, bool(way)) for piece in pieces)
        parts.append(f"<w:p><w:pPr>{way}{ROOMY}</w:pPr>{runs}</w:p>")
    parts.append(paragraph(_("Facts"), 28, bold=True, more=f"<w:keepNext/>{BREAK}{UNNUMBERED}"))
    rows = (
        (
            [paragraph(f"☐ {line.number}", 20)],
            [paragraph(line.check.statement, 20)],
            [paragraph(label(line.check.state), 18)],
        )
        for line in item.checks
    )
    if item.checks:
        parts.append(table((900, 5400, 1600), (), rows))
    lines = '<w:lnNumType w:countBy="1" w:restart="continuous"/>'
    foot = stamp(item)
    return _file("".join(parts), item.title, foot, report, lines, 3400)


def _piece(piece: Piece, size: int, bold: bool, turned: bool) -> str:
    marked = any(mark.check for mark in piece.over)
    look = '<w:u w:val="single"/>' if marked else ""
    italic = SpanKind.EMPHASIS in piece.styles
    strong = bold or SpanKind.STRONG in piece.styles
    words = run(piece.text, size, strong, more=look, italic=italic, turned=turned)
    numbers = "".join(
        run(str(mark.check), 20, True, more='<w:vertAlign w:val="superscript"/>')
        for mark in piece.ending
        if mark.check
    )
    return words + numbers
