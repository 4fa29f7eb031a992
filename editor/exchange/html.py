"""A report as one HTML file that runs nothing, loads nothing and prints well."""

from __future__ import annotations

import base64
import hashlib
from html import escape as _escape
from itertools import pairwise

from db.kinds import BlockKind
from db.records import Annotation
from editor.exchange.report import Report, ReportArticle, ReportCheck
from editor.exchange.style import STYLE
from editor.exchange.words import counts, facts, passage, proof_line, short_hash, spoken, summary
from editor.i18n import _, label

_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"
"""What the page may do: apply its own style sheet, and nothing else."""


def escape(text: str) -> str:
    """`text` as inert HTML; characters that show nothing or turn text about are made visible."""
    shown = "".join(c if c.isprintable() or c in "\n\t" or c.isspace() else "\ufffd" for c in text)
    return _escape(shown, quote=True)


def write(report: Report) -> bytes:
    """The report: summary, what is not confirmed, every check, then the article with its marks."""
    titles = ", ".join(item.article.headline or item.article.slug for item in report.articles)
    body = "".join(_article(n, item, report.made) for n, item in enumerate(report.articles, 1))
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(titles or _('Report'))}</title><style>{STYLE}</style></head>"
        f"<body>{body}<footer>{_stamps(report)}</footer></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _article(n: int, item: ReportArticle, made: int) -> str:
    head = f"<h1>{escape(item.article.headline or item.article.slug)}</h1>"
    head += f'<p class="summary">{escape(summary(item, made))}</p>'
    if item.checks:
        head += f"<p>{escape(counts(item))}</p>"
    opened = "".join(_brief(n, line) for line in item.open_checks)
    opened = f"<ul>{opened}</ul>" if opened else f"<p>{escape(_('Nothing is open.'))}</p>"
    every = "".join(_check(n, item, line) for line in item.checks)
    return (
        f'<main><header>{head}</header><section class="open"><h2>{escape(_("Not confirmed"))}</h2>'
        f"{opened}</section><section><h2>{escape(_('Every check, in text order'))}</h2>{every}"
        f'</section>{_remarks(item)}<article lang="{escape(item.article.language)}">'
        f"<h2>{escape(_('The draft'))}</h2>{_text(n, item)}</article></main>"
    )


def _stamps(report: Report) -> str:
    """Which drafts this is about; in print it stands at the foot of every page."""
    stamp = _("{slug}, draft {number}, {hash}")
    return escape(
        " · ".join(
            stamp.format(slug=i.article.slug, number=i.revision.number, hash=short_hash(i))
            for i in report.articles
        )
    )


def _brief(n: int, line: ReportCheck) -> str:
    reason = f" ({escape(line.check.reason)})" if line.check.reason else ""
    return (
        f'<li><a href="#c{n}-{line.number}">{line.number}</a> '
        f"<strong>{escape(label(line.check.state))}</strong> "
        f"{escape(line.check.statement)}{reason}</li>"
    )


def _check(n: int, item: ReportArticle, line: ReportCheck) -> str:
    check = line.check
    told = facts(item, line)
    if check.assignee:
        told.append(item.name(check.assignee))
    words = passage(item, line)
    quote = f"<blockquote>{escape(words)}</blockquote>" if words else ""
    reason = f"<p>{escape(check.reason)}</p>" if check.reason else ""
    return (
        f'<section class="check {"settled" if line.settled else "todo"}" id="c{n}-{line.number}">'
        f"<h3>{_back(n, line)} {escape(check.statement)}</h3>"
        f'<p class="facts">{escape(" · ".join(told))}</p>{quote}{reason}'
        f"{_proofs(item, line)}{_threads(item, line)}</section>"
    )


def _back(n: int, line: ReportCheck) -> str:
    """The check's number, leading to its first mark where it has one in this draft."""
    number = str(line.number)
    return number if line.start is None else f'<a href="#m{n}-{number}">{number}</a>'


def _proofs(item: ReportArticle, line: ReportCheck) -> str:
    rows = ""
    for proof in line.proofs:
        excerpt = proof.evidence.excerpt
        quoted = f"<blockquote>{escape(excerpt)}</blockquote>" if excerpt else ""
        rows += f"<li>{escape(proof_line(item, proof))}{quoted}</li>"
    return f'<ul class="proofs">{rows}</ul>' if rows else ""


def _threads(item: ReportArticle, line: ReportCheck) -> str:
    rows = "".join(_said(item, place) for place in line.places)
    return f'<ul class="thread">{rows}</ul>' if rows else ""


def _said(item: ReportArticle, mark: Annotation) -> str:
    return "".join(f"<li>{escape(words)}</li>" for words in spoken(item, mark))


def _remarks(item: ReportArticle) -> str:
    """Marks without a check, with the words they stand at."""
    rows = "".join(
        f'<li><span class="facts">{escape(label(mark.kind))}</span> '
        f"<q>{escape(mark.exact)}</q><ul>{_said(item, mark)}</ul></li>"
        for mark in item.remarks
    )
    title = escape(_("Comments and proposed wordings"))
    return f"<section><h2>{title}</h2><ul>{rows}</ul></section>" if rows else ""


def _text(n: int, item: ReportArticle) -> str:
    """The draft block by block, cut at every edge of a mark; overlapping marks share a piece."""
    numbered = [
        (place.start, place.end, line)
        for line in item.checks
        for place in line.places
        if place.start is not None and place.end is not None and place.start < place.end
    ]
    seen: set[int] = set()
    out = []
    for block in item.revision.blocks:
        here = [mark for mark in numbered if mark[0] < block.end and mark[1] > block.start]
        inner = _pieces(n, item.revision.text, block.start, block.end, here, seen)
        tag = "h3" if block.kind in (BlockKind.HEADLINE, BlockKind.HEADING) else "p"
        name = escape(block.kind.value)
        out.append(f'<{tag} class="{name}">{inner}</{tag}>')
    return "".join(out)


def _pieces(
    n: int,
    text: str,
    start: int,
    end: int,
    marks: list[tuple[int, int, ReportCheck]],
    seen: set[int],
) -> str:
    edges = {start, end} | {e for s, f, _line in marks for e in (s, f) if start < e < end}
    ordered = sorted(edges)
    out = []
    for left, right in pairwise(ordered):
        words = escape(text[left:right])
        over = [line for s, f, line in marks if s <= left and f >= right]
        state = "todo" if any(not line.settled for line in over) else "settled"
        out.append(f'<mark class="{state}">{words}</mark>' if over else words)
        ending = [line for s, f, line in marks if f == right or (f > end and right == end)]
        out += [_number(n, line, seen) for line in ending]
    return "".join(out)


def _number(n: int, line: ReportCheck, seen: set[int]) -> str:
    """The raised number after a mark; the first one of a check carries its anchor."""
    anchor = "" if line.number in seen else f' id="m{n}-{line.number}"'
    seen.add(line.number)
    return f'<sup{anchor}><a href="#c{n}-{line.number}">{line.number}</a></sup>'
