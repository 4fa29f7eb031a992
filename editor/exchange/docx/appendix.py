"""The table of checks at the end of a Word file: what was found, on what, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor.exchange.docx.blocks import paragraph, table
from editor.exchange.outline import Entry, Section, outline
from editor.exchange.report import Report, ReportArticle
from editor.exchange.style import state_colours
from editor.exchange.words import quoted
from editor.i18n import _
from editor.reading.docx_ours import APPENDIX, BOOKMARK

WIDTHS = (600, 3600, 1500, 3700)
"""Of the columns, in twentieths of a point; together the text width of A4 and Letter."""
BOOKMARK_ID = 1_999_999_999
SHORT = 8
"""Lines up to which a list stands on one page."""
LISTED = ("questions", "passes", "corrections", "limits", "method")


def appendix(item: ReportArticle, report: Report, word: str) -> bytes:
    """The appendix as one content control that the reader knows to leave out."""
    told = outline(item, report)
    sections = {section.name: section for section in told.sections}
    parts = [
        f'<w:bookmarkStart w:id="{BOOKMARK_ID}" w:name="{BOOKMARK}"/>',
        paragraph("", 2, more="<w:keepNext/><w:pageBreakBefore/>"),
        paragraph(_("Checks"), 32, bold=True, more="<w:keepNext/>"),
        paragraph(told.stamp, 16, more="<w:keepNext/>"),
        *(paragraph(sentence) for sentence in told.lead),
    ]
    if (checks := sections.get("checks")) and checks.entries:
        parts += [paragraph(checks.intro, 18), _checks(checks.entries)]
    for name in LISTED:
        if name in sections:
            parts += _list(sections[name])
    parts.append(f'<w:bookmarkEnd w:id="{BOOKMARK_ID}"/>')
    inside = "".join(parts)
    return (
        f'<w:sdt xmlns:w="{word}"><w:sdtPr><w:alias w:val="Galley"/><w:tag w:val="{APPENDIX}"/>'
        f"</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    ).encode()


def _list(section: Section) -> Iterable[str]:
    yield paragraph(section.title, 24, bold=True, more="<w:keepNext/>", above=280)
    last = len(section.items) if len(section.items) <= SHORT else 2
    for number, item in enumerate(section.items, 1):
        yield paragraph(item.text, more="<w:keepNext/>" if number < last else "")


def _checks(entries: Sequence[Entry]) -> str:
    titles = ("№", _("Statement"), _("State"), _("Evidence"))
    fills = (
        ("", "", state_colours(e.state)[1][1:].upper() if e.state else "", "") for e in entries
    )
    return table(WIDTHS, titles, (_row(entry) for entry in entries), fills)


def _row(entry: Entry) -> Sequence[Iterable[str]]:
    statement = [paragraph(entry.title)]
    if entry.quote:
        statement.append(paragraph(quoted(entry.quote), 18, colour="5D5D63"))
    ink = state_colours(entry.state)[0][1:].upper() if entry.state else ""
    state = [paragraph(entry.tag, 18, bold=True, colour=ink)]
    state += [paragraph(" · ".join(entry.facts), 16)] if entry.facts else []
    told = []
    for group in entry.groups:
        told += [paragraph(group.title, 16, bold=True)] if group.title else []
        for item in group.items:
            quote = f"\n{quoted(item.quote)}" if item.quote else ""
            told.append(paragraph(item.text + quote, 18))
    return [paragraph(str(entry.number), 18)], statement, state, told
