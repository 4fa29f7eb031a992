"""A report as Markdown, with everything people wrote escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from editor.exchange.outline import Entry, Item, Outline, Section, outline
from editor.exchange.pieces import cut
from editor.exchange.report import Report, ReportArticle
from editor.exchange.words import visible
from editor.i18n import _

_ANYWHERE = re.compile(r"[\\`*_{}\[\]#|~@$^!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LEADING = re.compile(r"^(\d*)([-+=.)])")
_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def escape(text: str) -> str:
    """`text` on one line, with no character left that Markdown or HTML inside it gives meaning."""
    line = " ".join(visible(text).split())
    line = _LEADING.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\g<0>", line))
    return line.translate(_ENTITIES)


def write(report: Report) -> bytes:
    """Page one in sentences, what is not confirmed, every check, passes, limits, the draft."""
    parts = [_article(item, report) for item in report.articles]
    return ("\n---\n\n".join(parts) or "\n").encode("utf-8", "replace")


def pages(found: Sequence[Outline], _kind: str, _report: Report) -> bytes:
    """One outline after the other, a rule between them."""
    return ("\n---\n\n".join(_page(told) for told in found) or "\n").encode("utf-8", "replace")


def _article(item: ReportArticle, report: Report) -> str:
    return _page(outline(item, report), _draft(item) if report.options.text else [])


def _page(told: Outline, draft: Iterable[str] = ()) -> str:
    lines = [f"# {escape(told.title)}", ""]
    lines += [escape(told.by), ""] if told.by else []
    for sentence in told.lead:
        lines += [escape(sentence), ""]
    for section in told.sections:
        lines += _section(section)
    return "\n".join([*lines, *draft, f"*{escape(told.stamp)}*", ""])


def _section(section: Section) -> list[str]:
    lines = [f"## {escape(section.title)}", ""]
    lines += [escape(section.intro), ""] if section.intro else []
    for entry in section.entries:
        lines += [_brief(entry)] if section.name == "open" else _entry(entry)
    lines += _list(section.items)
    return [*lines, ""]


def _brief(entry: Entry) -> str:
    facts = f" ({escape(' · '.join(entry.facts))})" if entry.facts else ""
    return f"* {entry.number} **{escape(entry.tag)}**: {escape(entry.title)}{facts}"


def _entry(entry: Entry) -> list[str]:
    lines = [f"### {entry.number} {escape(entry.title)}", ""] if entry.number else []
    facts = escape(" · ".join(entry.facts))
    lines += [f"**{escape(entry.tag)}**" + (f" · {facts}" if facts else ""), ""]
    lines += [f"> {escape(entry.quote)}", ""] if entry.quote else []
    lines += [f"→ {escape(entry.change)}", ""] if entry.change else []
    for group in entry.groups:
        lines += [escape(group.title), ""] if group.title else []
        lines += [*_list(group.items), ""]
    return lines


def _list(items: Iterable[Item]) -> list[str]:
    lines = []
    for item in items:
        lines.append(f"* {escape(item.text)}")
        lines += ["", f"  > {escape(item.quote)}", ""] if item.quote else []
    return lines


def _draft(item: ReportArticle) -> list[str]:
    """The draft's text; the numbers of its checks stand in brackets behind their passages."""
    lines = ["## " + _("Draft {number}").format(number=item.revision.number), ""]
    for _block, pieces in cut(item):
        words = "".join(
            piece.text + "".join(f" [{m.check}]" for m in piece.ending if m.check)
            for piece in pieces
        )
        lines += [escape(words), ""]
    return lines
