"""A report as plain text, for mail and terminals: lines of at most 88 characters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from editor.exchange.outline import Entry, Item, Section, outline
from editor.exchange.pieces import cut
from editor.exchange.report import Report, ReportArticle
from editor.exchange.words import visible
from editor.i18n import _

WIDTH = 88


def write(report: Report) -> bytes:
    """Page one in sentences, what is not confirmed, every check, passes, limits, the draft."""
    parts = ["\n".join(_article(item, report)) for item in report.articles]
    rule = f"\n{'=' * WIDTH}\n\n"
    return (rule.join(parts) + "\n").encode("utf-8", "replace")


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    line = visible(" ".join(text.split()))
    after = " " * len(first) if rest is None else rest
    return textwrap.wrap(line, WIDTH, initial_indent=first, subsequent_indent=after) or [first]


def _title(text: str, rule: str) -> list[str]:
    lines = _wrapped(text)
    return [*lines, rule * min(WIDTH, max(len(line) for line in lines)), ""]


def _article(item: ReportArticle, report: Report) -> Iterable[str]:
    told = outline(item, report)
    yield from _title(told.title, "=")
    yield from [*_wrapped(told.by), ""] if told.by else []
    for sentence in told.lead:
        yield from _wrapped(sentence)
    for section in told.sections:
        yield ""
        yield from _section(section)
    if report.options.text:
        yield ""
        yield from _draft(item)
    yield from _wrapped(told.stamp)


def _section(section: Section) -> Iterable[str]:
    yield from _title(section.title, "-")
    yield from _wrapped(section.intro) if section.intro else []
    for entry in section.entries:
        yield from _entry(entry)
    yield from _list(section.items, "")


def _entry(entry: Entry) -> Iterable[str]:
    number = f"{entry.number:>3}. " if entry.number else "     "
    yield from _wrapped(f"[{entry.tag}] {entry.title}", number)
    yield from _wrapped(" · ".join(entry.facts), "     ") if entry.facts else []
    yield from _wrapped(entry.quote, "     > ") if entry.quote else []
    yield from _wrapped(entry.change, "     → ") if entry.change else []
    for group in entry.groups:
        yield from _wrapped(group.title + ":", "     ") if group.title else []
        yield from _list(group.items, "     ")


def _list(items: Iterable[Item], indent: str) -> Iterable[str]:
    for item in items:
        yield from _wrapped(item.text, indent + "- ")
        yield from _wrapped(item.quote, indent + "  > ") if item.quote else []


def _draft(item: ReportArticle) -> Iterable[str]:
    yield from _title(_("Draft {number}").format(number=item.revision.number), "-")
    for _block, pieces in cut(item):
        words = "".join(
            piece.text + "".join(f" [{m.check}]" for m in piece.ending if m.check)
            for piece in pieces
        )
        yield from [*_wrapped(words), ""]
