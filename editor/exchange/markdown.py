"""A report as Markdown, with everything people wrote escaped."""

from __future__ import annotations

import re

from editor.exchange.report import Report, ReportArticle, ReportCheck
from editor.exchange.words import counts, facts, passage, proof_line, spoken, summary
from editor.i18n import _, label

_ANYWHERE = re.compile(r"[\\`*_{}\[\]#|~@$^!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LEADING = re.compile(r"^(\d*)([-+=.)])")
_ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def escape(text: str) -> str:
    """`text` on one line, with no character left that Markdown or HTML inside it gives meaning."""
    line = " ".join(text.split())
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    line = _LEADING.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\g<0>", line))
    return line.translate(_ENTITIES)


def write(report: Report) -> bytes:
    """Summary, what is not confirmed, every check in text order, then the draft's text."""
    parts = [_article(item, report.made) for item in report.articles]
    return ("\n---\n\n".join(parts) or "\n").encode("utf-8", "replace")


def _article(item: ReportArticle, made: int) -> str:
    lines = [f"# {escape(item.article.headline or item.article.slug)}", ""]
    lines += [escape(summary(item, made)), ""]
    if item.checks:
        lines += [escape(counts(item)), ""]
    lines += [f"## {_('Not confirmed')}", ""]
    lines += [_brief(line) for line in item.open_checks] or [_("Nothing is open.")]
    lines += ["", f"## {_('Every check, in text order')}", ""]
    for line in item.checks:
        lines += _check(item, line)
    if item.remarks:
        lines += [f"## {_('Comments and proposed wordings')}", ""]
        lines += [f"* {escape(words)}" for words in _remarks(item)] + [""]
    lines += [f"## {_('The draft')}", ""]
    for block in item.revision.blocks:
        lines += [escape(item.revision.text[block.start : block.end]), ""]
    return "\n".join(lines)


def _brief(line: ReportCheck) -> str:
    state = escape(label(line.check.state))
    reason = f" ({escape(line.check.reason)})" if line.check.reason else ""
    return f"* {line.number} **{state}**: {escape(line.check.statement)}{reason}"


def _check(item: ReportArticle, line: ReportCheck) -> list[str]:
    check = line.check
    head = f"### {line.number} {escape(check.statement)}"
    out = [head, "", escape(" · ".join(facts(item, line))), ""]
    if words := passage(item, line):
        out += [f"> {escape(words)}", ""]
    for proof in line.proofs:
        excerpt = f": {escape(proof.evidence.excerpt)}" if proof.evidence.excerpt else ""
        out.append(f"* {escape(proof_line(item, proof))}{excerpt}")
    said = [words for place in line.places for words in spoken(item, place)]
    out += [f"* {escape(words)}" for words in said]
    return [*out, ""] if line.proofs or said else out


def _remarks(item: ReportArticle) -> list[str]:
    """Marks without a check: their words, then what was said there, each a line."""
    lines = []
    for mark in item.remarks:
        lines += [f"{label(mark.kind)}, “{mark.exact}”", *spoken(item, mark)]
    return lines
