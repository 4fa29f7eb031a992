"""Sheets for one task each: calls by source, questions by addressee, the log of corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from db.records import ContactAttempt, Query, Source
from editor.exchange import html, markdown, xlsx
from editor.exchange.outline import Entry, Group, Item, Outline, Section
from editor.exchange.report import Report, ReportArticle, ReportCheck
from editor.exchange.words import other, passage, stamp, when, where
from editor.i18n import _, label, term
from editor.late import late

word: Callable[..., bytes] = late("editor.exchange.docx.sheets:write")

SHEET_FORMS: dict[str, Callable[[list[Outline], str, Report], bytes]] = {
    ".html": html.pages,
    ".md": markdown.pages,
    ".docx": word,
}
"""How single sheets are written, by the ending of their file."""

ROOM = "\u2007"
"""A figure space: a line of its own to write on."""


@dataclass(frozen=True, slots=True)
class Call:
    """Everything to ask one source, over all articles of a report."""

    source: Source
    lines: tuple[tuple[ReportArticle, ReportCheck], ...]
    attempts: tuple[tuple[ReportArticle, ContactAttempt], ...]


def calls(report: Report) -> list[Call]:
    """One call per source that something open rests on or that was tried, by name."""
    wanted = (
        c for c in _calls(report) if c.attempts or any(not line.cleared for _i, line in c.lines)
    )
    return sorted(wanted, key=lambda call: call.source.name.casefold())


def _calls(report: Report) -> list[Call]:
    sources: dict[str, Source] = {}
    lines: dict[str, list[tuple[ReportArticle, ReportCheck]]] = {}
    attempts: dict[str, list[tuple[ReportArticle, ContactAttempt]]] = {}
    for item in report.articles:
        sources |= {source.id: source for source in item.sources}
        for line in item.checks:
            for ref in dict.fromkeys(proof.evidence.source for proof in line.proofs):
                lines.setdefault(ref, []).append((item, line))
        for attempt in item.attempts:
            attempts.setdefault(attempt.source, []).append((item, attempt))
    return [
        Call(source, tuple(lines.get(ref, ())), tuple(attempts.get(ref, ())))
        for ref, source in sources.items()
    ]


def call_sheets(report: Report) -> list[Outline]:
    """A page for each call: who, how to reach them, what was tried, what to ask."""
    return [_call(call, report) for call in calls(report)]


def sheet_for_source(report: Report, source: Source) -> Outline:
    """The page for one source, also where nothing is to be asked any more."""
    known = next((call for call in _calls(report) if call.source.id == source.id), None)
    return _call(known or Call(source, (), ()), report)


def _call(call: Call, report: Report) -> Outline:
    source = call.source
    open_ = [pair for pair in call.lines if not pair[1].cleared]
    done = [pair for pair in call.lines if pair[1].cleared]
    reach = [source.contact, source.locator, source.note]
    tried = tuple(Item(_tried(item, attempt)) for item, attempt in call.attempts)
    sections = (
        Section("reach", _("How to reach them"), items=tuple(Item(t) for t in reach if t)),
        Section("tried", _("Tried"), items=(*tried, Item(ROOM))),
        Section("ask", _("To ask"), entries=tuple(_ask(item, line) for item, line in open_)),
        Section("settled", _("Settled"), entries=tuple(_ask(item, line) for item, line in done)),
    )
    return _outline(
        source.name, term(source.kind), report, tuple(s for s in sections if s.entries or s.items)
    )


def _tried(item: ReportArticle, attempt: ContactAttempt) -> str:
    parts = (when(attempt.at), attempt.way, term(attempt.result), attempt.note)
    return " · ".join(part for part in (*parts, item.name(attempt.author)) if part)


def _ask(item: ReportArticle, line: ReportCheck) -> Entry:
    facts = (item.title, where(line), _("draft {number}").format(number=item.revision.number))
    return Entry(
        line.number,
        line.check.state,
        label(line.check.state),
        line.check.statement,
        facts,
        other(passage(item, line), line.check.statement),
        groups=() if line.cleared else (Group(_("Answer"), (Item(ROOM),)),),
    )


def query_sheets(report: Report) -> list[Outline]:
    """A page for each addressee: every question put to them, answered ones last."""
    by_name: dict[tuple[str, str], list[tuple[ReportArticle, Query]]] = {}
    for item in report.articles:
        for query in item.queries:
            key = (query.addressee, query.addressee_role)
            by_name.setdefault(key, []).append((item, query))
    pages = []
    for (name, role), asked in sorted(by_name.items()):
        asked.sort(key=lambda pair: (pair[1].answered_at > 0, pair[1].number))
        entries = tuple(_question(item, query) for item, query in asked)
        section = Section("questions", _("Questions"), entries=entries)
        pages.append(_outline(name, term(role), report, (section,)))
    return pages


def sheets_for(report: Report, addressee: str) -> list[Outline]:
    """The pages of everything one addressee is asked."""
    return [page for page in query_sheets(report) if page.title == addressee]


def _question(item: ReportArticle, query: Query) -> Entry:
    words = [m.mark.exact for m in item.marks if m.mark.id in query.annotations]
    answered = bool(query.answered_at)
    told = " · ".join(
        part
        for part in (query.answer, item.name(query.answered_by), when(query.answered_at))
        if part
    )
    return Entry(
        query.number,
        None,
        _("answered") if answered else _("open"),
        query.question,
        (item.title, _("draft {number}").format(number=item.revision.number)),
        "\n".join(words),
        groups=(Group(_("Answer"), (Item(told if answered else ROOM),)),),
    )


def correction_log(report: Report) -> list[Outline]:
    """One page of every correction of the articles, newest first."""
    found = [(item, c) for item in report.articles for c in item.corrections]
    found.sort(key=lambda pair: pair[1].at, reverse=True)
    entries = tuple(
        Entry(
            number,
            None,
            when(one.at) or _("no date"),
            item.title,
            tuple(
                part
                for part in (
                    one.ran,
                    _("noticed by {who}").format(who=one.noticed_by) if one.noticed_by else "",
                    item.name(one.author),
                )
                if part
            ),
            one.wrong,
            one.right,
            (Group(_("Cause"), (Item(one.cause),)),) if one.cause else (),
        )
        for number, (item, one) in enumerate(found, 1)
    )
    none = "" if entries else _("Nothing had to be corrected.")
    section = Section("corrections", _("Corrections"), none, entries)
    return [_outline(_("Corrections"), "", report, (section,))]


def _outline(title: str, by: str, report: Report, sections: tuple[Section, ...]) -> Outline:
    stamps = " / ".join(stamp(item) for item in report.articles[:3])
    return Outline(title, by, stamps or _("no article"), (), sections)


def _rows(pages: Iterable[Outline]) -> Iterator[list[xlsx.Cell]]:
    for page in pages:
        lists = {section.name: section.items for section in page.sections}
        reach = "\n".join(item.text for item in lists.get("reach", ()))
        for section in page.sections:
            for entry in section.entries:
                told = (i.text.strip(ROOM) for group in entry.groups for i in group.items)
                cells: list[xlsx.Cell] = [page.title, page.by, reach, entry.number]
                cells.append(entry.state if entry.state else entry.tag)
                cells += [entry.title, entry.quote, entry.change, " · ".join(entry.facts)]
                yield [*cells, "\n".join(told)]


COLUMNS = ("to 24", "role 12", "contact 24", "number 8", "state 18", "what 50", "passage 50",
           "right 40", "about 34", "answer 50")  # fmt: skip


def _book(pages: list[Outline], name: str, report: Report) -> bytes:
    columns = tuple((_(c.rsplit(" ", 1)[0]), int(c.rsplit(" ", 1)[1])) for c in COLUMNS)
    return xlsx.workbook([xlsx.Sheet(name, columns, _rows(pages))], name, report.options.paper)


def calls_html(report: Report) -> bytes:
    """Call sheets as a web page; each source begins a sheet of paper."""
    return html.pages(call_sheets(report), _("Call sheet"), report)


def calls_docx(report: Report) -> bytes:
    """Call sheets as a Word file."""
    return word(call_sheets(report), _("Call sheets"), report)


def calls_xlsx(report: Report) -> bytes:
    """Call sheets as a workbook."""
    return _book(call_sheets(report), "Calls", report)


def queries_html(report: Report) -> bytes:
    """Questions by addressee as a web page."""
    return html.pages(query_sheets(report), _("Questions"), report)


def queries_docx(report: Report) -> bytes:
    """Questions by addressee as a Word file."""
    return word(query_sheets(report), _("Questions"), report)


def queries_xlsx(report: Report) -> bytes:
    """Questions by addressee as a workbook."""
    return _book(query_sheets(report), "Questions", report)


def errata_html(report: Report) -> bytes:
    """The corrections log as a web page."""
    return html.pages(correction_log(report), _("Corrections"), report)


def errata_docx(report: Report) -> bytes:
    """The corrections log as a Word file."""
    return word(correction_log(report), _("Corrections"), report)


def errata_xlsx(report: Report) -> bytes:
    """The corrections log as a workbook."""
    return _book(correction_log(report), "Corrections", report)
