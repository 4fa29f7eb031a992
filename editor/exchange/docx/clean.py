"""A Word file made from a draft that did not come from one: plain styles, the text exact."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from db.kinds import BlockKind, SpanKind
from db.records import Block
from editor.exchange.docx.package import XML, Parts
from editor.exchange.docx.scripts import every_script, paragraph_way, run_way
from editor.exchange.docx.source import escape
from editor.exchange.docx.trace import Leaf, Trace
from editor.exchange.report import Report, ReportArticle
from editor.exchange.words import rfc3339, right_to_left, stamp, visible
from editor.i18n import _
from editor.reading.canonical import BULLET

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
STYLES = {
    BlockKind.HEADLINE: ("Title", "title", '<w:b/><w:sz w:val="40"/>'),
    BlockKind.DECK: ("Subtitle", "Subtitle", '<w:i/><w:sz w:val="26"/>'),
    BlockKind.HEADING: ("Heading1", "heading 1", '<w:b/><w:sz w:val="28"/>'),
    BlockKind.BLOCK_QUOTE: ("Quote", "Quote", "<w:i/>"),
    BlockKind.PULL_QUOTE: ("PullQuote", "pull quote", '<w:i/><w:sz w:val="28"/>'),
    BlockKind.CAPTION: ("Caption", "caption", '<w:i/><w:sz w:val="20"/>'),
    BlockKind.BYLINE: ("Byline", "byline", '<w:color w:val="5D5D63"/>'),
    BlockKind.KICKER: ("Kicker", "kicker", '<w:caps/><w:sz w:val="20"/>'),
    BlockKind.LIST_ITEM: ("ListParagraph", "List Paragraph", ""),
    BlockKind.NOT_ARTICLE: ("NotArticle", "not article", '<w:color w:val="8A8A90"/>'),
}
LOOKS = {SpanKind.STRONG: "<w:b/><w:bCs/>", SpanKind.EMPHASIS: "<w:i/><w:iCs/>"}
PAPERS = {"a4": (11906, 16838), "us-letter": (12240, 15840)}
BULLETS = 1
"""The list that bulleted items belong to."""


def clean(item: ReportArticle, report: Report) -> tuple[bytes, Trace]:
    """The file without marks, and where the draft's text lies in it."""
    ranges: list[tuple[int, int]] = []
    body = "".join(_blocks(item, ranges))
    width, height = PAPERS[report.options.paper.value]
    document = (
        f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{R}"><w:body>{body}<w:sectPr>'
        f'<w:footerReference w:type="default" r:id="rIdGalley3"/><w:pgSz w:w="{width}" '
        f'w:h="{height}"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" '
        'w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    root = etree.fromstring(document.encode())
    texts = root.iter(f"{{{WORD}}}t")
    leaves = tuple(Leaf(t, *place) for t, place in zip(texts, ranges, strict=True))
    writers = ", ".join(item.article.writers)
    data = package(item.title, writers, report.made, document, stamp(item))
    return data, Trace("word/document.xml", root, item.revision.text, leaves)


def _blocks(item: ReportArticle, ranges: list[tuple[int, int]]) -> Iterator[str]:
    spans = [s for s in item.revision.spans if s.kind in LOOKS and s.start < s.end]
    spans.sort(key=lambda s: s.start)
    waiting = iter(spans)
    upcoming = next(waiting, None)
    here: list[tuple[int, int, SpanKind]] = []
    for block in item.blocks:
        here = [s for s in here if s[1] > block.start]
        while upcoming is not None and upcoming.start < block.end:
            here.append((upcoming.start, upcoming.end, upcoming.kind))
            upcoming = next(waiting, None)
        writer = _Writer(item.revision.text, here, ranges)
        yield _table(block, writer) if _is_table(block, writer.text) else _block(block, writer)


class _Writer:
    """Writes stretches of the text as runs and notes where each stands."""

    def __init__(
        self, text: str, spans: list[tuple[int, int, SpanKind]], ranges: list[tuple[int, int]]
    ) -> None:
        self.text = text
        self._spans = spans
        self._ranges = ranges

    def runs(self, start: int, end: int) -> str:
        """The runs of `start` to `end`, cut where their look changes and at tabs and breaks."""
        edges = {start, end}
        for left, right, _kind in self._spans:
            edges |= {at for at in (left, right) if start < at < end}
        for at in range(start, end):
            if self.text[at] in "\n\t":
                edges |= {at, at + 1}
        turned = right_to_left(self.text[start:end])
        return "".join(self._run(a, b, turned) for a, b in pairwise(sorted(edges)))

    def _run(self, start: int, end: int, turned: bool) -> str:
        words = self.text[start:end]
        kinds = {kind for left, right, kind in self._spans if left <= start and right >= end}
        look = "".join(LOOKS[kind] for kind in LOOKS if kind in kinds)
        look += run_way(words, turned)
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        if words in ("\n", "\t"):
            return f"<w:r>{properties}<w:{'br' if words == chr(10) else 'tab'}/></w:r>"
        self._ranges.append((start, end))
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _block(block: Block, writer: _Writer) -> str:
    style = STYLES.get(block.kind)
    properties = f'<w:pStyle w:val="{style[0]}"/>' if style else ""
    start = block.start
    if block.kind is BlockKind.HEADING and 1 < block.level <= 3:
        properties = f'<w:pStyle w:val="Heading{block.level}"/>'
    if block.kind is BlockKind.LIST_ITEM and writer.text.startswith(BULLET, start, block.end):
        start += len(BULLET)
        depth = min(block.level, 8)
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{BULLETS}"/></w:numPr>'
    properties += paragraph_way(writer.text[start : block.end])
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{writer.runs(start, block.end)}</w:p>"


def _is_table(block: Block, text: str) -> bool:
    """Whether a block can be rows of cells that the reader takes for a table again."""
    if block.kind is not BlockKind.TABLE:
        return False
    rows = [row.split("\t") for row in text[block.start : block.end].split("\n")]
    return all(len(row) > 1 and all(len(cell) < 600 for cell in row) for row in rows)


def _table(block: Block, writer: _Writer) -> str:
    rows, at = [], block.start
    for row in writer.text[block.start : block.end].split("\n"):
        cells = []
        for cell in row.split("\t"):
            inside = writer.runs(at, at + len(cell)) if cell else ""
            way = f"<w:pPr>{turned}</w:pPr>" if (turned := paragraph_way(cell)) else ""
            cells.append(f"<w:tc><w:tcPr/><w:p>{way}{inside}</w:p></w:tc>")
            at += len(cell) + 1
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBBB0"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{sides}</w:tblBorders>'
        f"</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"
    )


def _styles() -> str:
    rows = [
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" '
        'w:eastAsia="MS Mincho" w:cs="Times New Roman"/><w:sz w:val="24"/>'
        '<w:szCs w:val="24"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="320" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>",
    ]
    headings = {f"Heading{n}": (f"heading {n}", "<w:b/>") for n in (2, 3)}
    for id_, name, look in (*STYLES.values(), *((i, *rest) for i, rest in headings.items())):
        keep = "<w:pPr><w:keepNext/></w:pPr>" if name.startswith(("title", "heading")) else ""
        rows.append(
            f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/>{keep}<w:rPr>{every_script(look)}</w:rPr></w:style>'
        )
    return f'{XML}<w:styles xmlns:w="{WORD}">{"".join(rows)}</w:styles>'


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="•"/><w:pPr><w:ind w:left="{720 * (n + 1)}" w:hanging="360"/></w:pPr>'
        "</w:lvl>"
        for n in range(9)
    )
    return (
        f'{XML}<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{levels}'
        f'</w:abstractNum><w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )


def _footer(foot: str) -> str:
    def counted(name: str) -> str:
        return f'</w:t></w:r><w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    again = '<w:r><w:t xml:space="preserve">'
    page = escape(_("page {page} of {pages}"))
    page = page.replace("{page}", counted("PAGE") + again)
    page = page.replace("{pages}", counted("NUMPAGES") + again)
    look = '<w:pPr><w:suppressLineNumbers/><w:jc w:val="center"/></w:pPr>'
    return (
        f'{XML}<w:ftr xmlns:w="{WORD}"><w:p>{look}{again}{escape(visible(foot))} · {page}'
        "</w:t></w:r></w:p></w:ftr>"
    )


def package(title: str, author: str, made: int, document: str, foot: str) -> bytes:
    """A Word file around its main part; `foot` stands on every page, with the page's number.

    The main part names the footer `rIdGalley3`; `made` in ms UTC.
    """
    parts = Parts()
    main = "word/document.xml"
    content = {"document": document, "styles": _styles(), "numbering": _numbering()}
    content["footer"] = _footer(foot)
    parts.relate("", f"{R}/officeDocument", main)
    for name, text in content.items():
        part = f"word/{name}.xml"
        parts.put(part, text.encode())
        parts.declare(part, KIND.format("document.main" if name == "document" else name))
        if name != "document":
            parts.relate(main, f"{R}/{name}", part)
    when = (rfc3339(made) or "1980-01-01T00:00:00Z")[:19] + "Z"
    core = (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>"
        f"<dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created></cp:coreProperties>'
    )
    parts.put("docProps/core.xml", core.encode())
    parts.declare("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    parts.relate(
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    )
    return parts.bytes()
