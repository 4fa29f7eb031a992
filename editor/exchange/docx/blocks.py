"""Paragraphs and tables of Word files, for everything Galley adds or writes itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor.exchange.docx.scripts import every_script, paragraph_way, run_way
from editor.exchange.docx.source import escape
from editor.exchange.words import visible

FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
TIGHT = (
    '<w:spacing w:before="{}" w:after="80" w:line="252" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
)
"""Whatever the author's own paragraphs look like."""
SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBBB0"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def run(
    text: str,
    size: int = 20,
    bold: bool = False,
    colour: str = "",
    more: str = "",
    italic: bool = False,
    turned: bool = False,
) -> str:
    """A run; `size` in half points, `colour` as RRGGBB, `more` further properties.

    `turned` says that its paragraph runs from right to left.
    """
    look = FONT + "<w:b/>" * bold + "<w:i/>" * italic
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look = every_script(f'{look}<w:sz w:val="{size}"/>') + more + run_way(text, turned)
    lines = escape(visible(text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def paragraph(
    text: str, size: int = 20, bold: bool = False, colour: str = "", more: str = "", above: int = 0
) -> str:
    """A paragraph of one run; `more` are properties that come before its spacing.

    `above` is the room before it in twentieths of a point.
    """
    look = more + paragraph_way(text) + TIGHT.format(above)
    return f"<w:p><w:pPr>{look}</w:pPr>{run(text, size, bold, colour)}</w:p>"


def cell(width: int, paragraphs: Iterable[str], fill: str = "") -> str:
    """A cell; `width` in twentieths of a point, `fill` as RRGGBB."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    inside = "".join(paragraphs) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


def table(
    widths: Sequence[int],
    titles: Sequence[str],
    rows: Iterable[Sequence[Iterable[str]]],
    fills: Iterable[Sequence[str]] = (),
) -> str:
    """A table whose rows do not split and whose titles, if any, stand on every page.

    A row is a list of paragraphs for each cell; `fills`, if given, a colour or "" for each.
    """
    head = "".join(
        cell(width, [paragraph(title, 18, bold=True)], "ECEBE7")
        for width, title in zip(widths, titles, strict=False)
    )
    head = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>" if titles else ""
    colours = iter(fills)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            cell(width, inside, fill)
            for width, inside, fill in zip(
                widths, row, next(colours, [""] * len(widths)), strict=True
            )
        )
        + "</w:tr>"
        for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{SIDES}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )
