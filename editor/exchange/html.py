"""A report as one HTML file that runs nothing, loads nothing and prints well."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape as _escape

from db.kinds import BlockKind
from editor.exchange.outline import Entry, Group, Item, Outline, Section, outline
from editor.exchange.pieces import Piece, cut
from editor.exchange.report import Report, ReportArticle
from editor.exchange.style import sheet
from editor.exchange.words import stamp, visible, when
from editor.i18n import _

TAGS = {
    BlockKind.HEADLINE: "h2",
    BlockKind.HEADING: "h3",
    BlockKind.BLOCK_QUOTE: "blockquote",
    BlockKind.PULL_QUOTE: "blockquote",
}


def policy(style: str) -> str:
    """What the page may do: apply its own style sheet, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def escape(text: str) -> str:
    """`text` as inert HTML."""
    return _escape(visible(text), quote=True)


def write(report: Report) -> bytes:
    """Page one in sentences, what is not confirmed, every check, passes, limits, the draft."""
    body = "".join(_article(n, item, report) for n, item in enumerate(report.articles, 1))
    stamps = [stamp(item) for item in report.articles]
    return _printed(report.title or _("Report"), body, stamps, report)


def pages(found: Sequence[Outline], kind: str, report: Report) -> bytes:
    """A page of the same looks with each outline on a sheet of paper of its own."""
    body = "".join(
        f'<main class="a{n}">{_header(page, kind)}'
        f"{''.join(_section(n, section) for section in page.sections)}</main>"
        for n, page in enumerate(found, 1)
    )
    nothing = f"<main><p>{escape(_('Nothing is to be done.'))}</p></main>"
    return _printed(kind, body or nothing, [page.stamp for page in found], report)


def _printed(title: str, body: str, stamps: Sequence[str], report: Report) -> bytes:
    style = sheet(stamps, _("page {page} of {pages}"), report.options.paper.value)
    body = f"{body}<footer>{_made(report, stamps)}</footer>"
    return document(title, body, style, report.options.language).encode("utf-8", "replace")


def document(title: str, body: str, style: str, language: str = "") -> str:
    """A whole page around `body`, which is markup; `style` is its style sheet."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language or "en")}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body>{body}</body></html>\n"
    )


def _made(report: Report, stamps: Sequence[str]) -> str:
    made = when(report.made)
    by = _("Written {when} by {who}.") if report.maker else _("Written {when}.")
    told = by.format(when=made, who=report.maker) if made else ""
    return "".join(f"<p>{escape(line)}</p>" for line in (*dict.fromkeys(stamps), told) if line)


def _article(n: int, item: ReportArticle, report: Report) -> str:
    told = outline(item, report)
    sections = "".join(_section(n, section) for section in told.sections)
    draft = _draft(n, item) if report.options.text else ""
    return f'<main class="a{n}">{_header(told, _("Fact-check report"))}{sections}{draft}</main>'


def _header(told: Outline, kind: str) -> str:
    by = f'<p class="facts">{escape(told.by)}</p>' if told.by else ""
    first, *rest = told.lead or ("",)
    lead = f'<p class="lead">{escape(first)}</p>' if first else ""
    lead += "".join(f"<p>{escape(sentence)}</p>" for sentence in rest)
    return (
        f'<header><p class="kicker">{escape(kind)}</p>'
        f"<h1>{escape(told.title)}</h1>{by}{lead}</header>"
    )


def _section(n: int, section: Section) -> str:
    short = section.name == "open"
    entries = "".join((_brief if short else _entry)(n, entry) for entry in section.entries)
    entries = f"<ol>{entries}</ol>" if short and entries else entries
    intro = f'<p class="facts">{escape(section.intro)}</p>' if section.intro else ""
    return (
        f'<section class="{section.name}"><h2>{escape(section.title)}</h2>'
        f"{intro}{entries}{_list(section.items)}</section>"
    )


def _list(items: Iterable[Item]) -> str:
    rows = ""
    for item in items:
        quoted = f"<blockquote>{escape(item.quote)}</blockquote>" if item.quote else ""
        room = "" if item.text.strip() else ' class="room"'
        rows += f"<li{room}>{escape(item.text)}{quoted}</li>"
    return f"<ul>{rows}</ul>" if rows else ""


def _pill(entry: Entry) -> str:
    colour = f" s-{entry.state.value}" if entry.state else ""
    return f'<span class="pill{colour}">{escape(entry.tag)}</span>'


def _brief(n: int, entry: Entry) -> str:
    return (
        f'<li><a href="#c{n}-{entry.number}"><span class="n">{entry.number}</span></a> '
        f'{_pill(entry)} {escape(entry.title)}<p class="facts">{_facts(entry)}</p></li>'
    )


def _facts(entry: Entry) -> str:
    return escape(" · ".join(entry.facts))


def _entry(n: int, entry: Entry) -> str:
    state = f" s-{entry.state.value}" if entry.state else ""
    anchor = f' id="c{n}-{entry.number}"' if entry.number else ""
    title = f"<h3>{_back(n, entry)} {escape(entry.title)}</h3>" if entry.number else ""
    groups = "".join(_group(group) for group in entry.groups)
    return (
        f'<section class="check{state}"{anchor}>{title}<p class="facts">{_pill(entry)} '
        f"{_facts(entry)}</p>{_quote(entry)}{groups}</section>"
    )


def _back(n: int, entry: Entry) -> str:
    """The check's number, leading to its first mark where it has one in this draft."""
    number = f'<span class="n">{entry.number}</span>'
    return f'<a href="#m{n}-{entry.number}">{number}</a>' if entry.placed else number


def _quote(entry: Entry) -> str:
    words = escape(entry.quote)
    if entry.change:
        words = f"<del>{words}</del> <ins>{escape(entry.change)}</ins>"
    return f"<blockquote>{words}</blockquote>" if words else ""


def _group(group: Group) -> str:
    title = f'<p class="facts">{escape(group.title)}</p>' if group.title else ""
    return title + _list(group.items)


def _draft(n: int, item: ReportArticle) -> str:
    """The draft block by block with its marks; the number after a mark leads to its check."""
    seen: set[int] = set()
    title = _("Draft {number}").format(number=item.revision.number)
    out = [f'<article lang="{escape(item.article.language)}"><h2>{escape(title)}</h2>']
    states = {line.number: line.check.state.value for line in item.checks}
    for block, pieces in cut(item):
        inner = "".join(_piece(n, piece, states, seen) for piece in pieces)
        tag = TAGS.get(block.kind, "p")
        name = "kicker-block" if block.kind is BlockKind.KICKER else block.kind.value
        out.append(f'<{tag} class="{name}" dir="auto">{inner}</{tag}>')
    return "".join(out) + "</article>"


def _piece(n: int, piece: Piece, states: dict[int, str], seen: set[int]) -> str:
    words = escape(piece.text)
    for kind, tag in (("emphasis", "em"), ("strong", "strong"), ("code", "code")):
        if kind in piece.styles:
            words = f"<{tag}>{words}</{tag}>"
    over = [m for m in piece.over if m.check in states]
    if over:
        words = f'<mark class="s-{states[over[0].check]}">{words}</mark>'
    return words + "".join(_number(n, m.check, seen) for m in piece.ending if m.check in states)


def _number(n: int, number: int, seen: set[int]) -> str:
    """The raised number after a mark; the first one of a check carries its anchor."""
    anchor = "" if number in seen else f' id="m{n}-{number}"'
    seen.add(number)
    return f'<sup{anchor}><a href="#c{n}-{number}">{number}</a></sup>'
