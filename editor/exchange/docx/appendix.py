"""The table of checks at the end of a Word file: what was found, on what, by whom."""

from __future__ import annotations

from collections.abc import Iterable

from editor.exchange.docx.source import escape
from editor.exchange.outline import Entry, Section, outline
from editor.exchange.report import Report, ReportArticle
from editor.exchange.style import state_colours
from editor.exchange.words import visible
from editor.i18n import _
from editor.reading.docx_walk import APPENDIX

WIDTHS = (600, 3600, 1500, 3700)
"""Of the columns, in twentieths of a point; together the text width of A4 and Letter."""
FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
TIGHT = (
    '<w:spacing w:before="0" w:after="80" w:line="252" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
)
"""Whatever the author's own paragraphs look like."""
LISTED = ("questions", "passes", "corrections", "limits", "method")


def appendix(item: ReportArticle, report: Report, word: str) -> bytes:
    """The appendix as one content control that the reader knows to leave out."""
    told = outline(item, report)
    sections = {section.name: section for section in told.sections}
    parts = [
        _paragraph("", 2, more="<w:keepNext/><w:pageBreakBefore/>"),
        _paragraph(_("Checks"), 32, bold=True, more="<w:keepNext/>"),
        *(_paragraph(sentence) for sentence in told.lead),
    ]
    if (checks := sections.get("checks")) and checks.entries:
        parts += [_paragraph(checks.intro, 18), _table(checks.entries)]
    for name in LISTED:
        if name in sections:
            parts += _list(sections[name])
    parts.append(_paragraph(told.stamp, 16))
    inside = "".join(parts)
    return (
        f'<w:sdt xmlns:w="{word}"><w:sdtPr><w:alias w:val="Galley"/><w:tag w:val="{APPENDIX}"/>'
        f"</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    ).encode()


def _list(section: Section) -> Iterable[str]:
    yield _paragraph(section.title, 24, bold=True, more="<w:keepNext/>")
    for item in section.items:
        yield _paragraph(item.text)


def _run(text: str, size: int = 20, bold: bool = False, colour: str = "") -> str:
    look = FONT + ("<w:b/>" if bold else "")
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:sz w:val="{size}"/>'
    lines = escape(visible(text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def _paragraph(
    text: str, size: int = 20, bold: bool = False, colour: str = "", more: str = ""
) -> str:
    return f"<w:p><w:pPr>{more}{TIGHT}</w:pPr>{_run(text, size, bold, colour)}</w:p>"


def _table(entries: Iterable[Entry]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBBB0"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    titles = ("№", _("Statement"), _("State"), _("Evidence"))
    head = "".join(
        _cell(width, [_paragraph(title, 18, bold=True)], "ECEBE7")
        for width, title in zip(WIDTHS, titles, strict=True)
    )
    rows = "".join(_row(entry) for entry in entries)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>{sides}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}"
        f"</w:tr>{rows}</w:tbl>"
    )


def _cell(width: int, paragraphs: list[str], fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inside = "".join(paragraphs) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


def _row(entry: Entry) -> str:
    statement = [_paragraph(entry.title)]
    if " ".join(entry.quote.split()) != entry.title and entry.quote:
        statement.append(_paragraph(f"“{entry.quote}”", 18, colour="5D5D63"))
    ink, fill = state_colours(entry.state) if entry.state else ("#000000", "#FFFFFF")
    state = [_paragraph(entry.tag, 18, bold=True, colour=ink[1:].upper())]
    state += [_paragraph(" · ".join(entry.facts), 16)] if entry.facts else []
    told = []
    for group in entry.groups:
        told += [_paragraph(group.title, 16, bold=True)] if group.title else []
        for item in group.items:
            quote = f"\n“{item.quote}”" if item.quote else ""
            told.append(_paragraph(item.text + quote, 18))
    cells = (
        _cell(WIDTHS[0], [_paragraph(str(entry.number), 18)]),
        _cell(WIDTHS[1], statement),
        _cell(WIDTHS[2], state, fill[1:].upper()),
        _cell(WIDTHS[3], told),
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
