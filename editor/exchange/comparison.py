"""Two drafts compared, as a web page that runs nothing, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from db.kinds import BlockKind
from db.records import Block, Revision
from editor.exchange.change_log import ChangeLog, LogEntry
from editor.exchange.html import TAGS, escape, policy
from editor.exchange.style import theme
from editor.i18n import _, term
from editor.text.compare import Difference

ELEMENTS = {"deleted": "del", "inserted": "ins", "changed": "mark", "form": "i", "moved": "u"}
SIGNS = {
    "deleted": "\u2212",
    "inserted": "+",
    "changed": "\u2260",
    "form": "\u2248",
    "moved": "\u2194",
}
"""What tells a kind where colour does not."""


def values(log: ChangeLog) -> dict[str, Any]:
    """The comparison as one JSON object; offsets are code points of each draft's text."""
    return {
        "article": {"id": log.article.id, "slug": log.article.slug},
        "from": {"number": log.old.number, "sha256": log.old.sha256},
        "to": {"number": log.new.number, "sha256": log.new.sha256},
        "differences": [_values(entry) for entry in log.entries],
    }


def to_json(log: ChangeLog) -> bytes:
    """The JSON of `values`."""
    return json.dumps(values(log), ensure_ascii=False).encode("utf-8", "replace")


def to_html(log: ChangeLog) -> bytes:
    """Both drafts side by side with every change marked, and the change log below."""
    title = _("{headline}: draft {old} and draft {new}").format(
        headline=log.article.headline, old=log.old.number, new=log.new.number
    )
    style = _sheet()
    page = (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{_legend(log)}{_sides(log)}"
        f"<h2>{escape(_('Changes'))}</h2>{_log(log)}</main></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _values(entry: LogEntry) -> dict[str, Any]:
    d = entry.difference
    return {
        "kind": d.kind,
        "substance": list(d.substance),
        "before": entry.before,
        "after": entry.after,
        "start": d.start,
        "end": d.end,
        "new_start": d.new_start,
        "new_end": d.new_end,
        "checks": [check.id for check in entry.checks],
        "query": entry.query or None,
        "proposed": entry.proposed,
        "who": entry.who,
    }


def _legend(log: ChangeLog) -> str:
    counts = {kind: 0 for kind in ELEMENTS}
    for entry in log.entries:
        counts[entry.difference.kind] += 1
    told = [f"{SIGNS[kind]} {term(kind)} {count}" for kind, count in counts.items() if count]
    line = " \u00b7 ".join(told) or _("The words are the same.")
    return f"<p>{escape(line)}</p>"


def _sides(log: ChangeLog) -> str:
    heads = "".join(
        f"<th>{escape(_('Draft {number}').format(number=draft.number))}</th>"
        for draft in (log.old, log.new)
    )
    differences = [entry.difference for entry in log.entries]
    old = [(d.start, d.end, d) for d in differences]
    new = [(d.new_start, d.new_end, d) for d in differences]
    body = "".join(
        f"<tr>{_cell(log.old, a, old)}{_cell(log.new, b, new)}</tr>" for a, b in log.comparison.rows
    )
    return f"<table class='sides'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell(draft: Revision, number: int | None, runs: Sequence[tuple[int, int, Difference]]) -> str:
    if number is None:
        return "<td class='none'></td>"
    block = draft.blocks[number]
    tag = TAGS.get(block.kind, "p")
    apart = " class='apart'" if block.kind is BlockKind.NOT_ARTICLE else ""
    inside = "".join(_pieces(draft.text, block, runs))
    return f"<td{apart}><{tag}>{inside}</{tag}></td>"


def _pieces(text: str, block: Block, runs: Sequence[tuple[int, int, Difference]]) -> Iterator[str]:
    at = block.start
    for start, end, difference in sorted(runs, key=lambda run: run[:2]):
        first, last = max(start, at), min(end, block.end)
        if first >= last:
            continue
        yield escape(text[at:first])
        element = ELEMENTS[difference.kind]
        title = ", ".join(term(kind) for kind in (difference.kind, *difference.substance))
        yield f"<{element} title='{escape(title)}'>{escape(text[first:last])}</{element}>"
        at = last
    yield escape(text[at : block.end])


def _log(log: ChangeLog) -> str:
    if not log.entries:
        return f"<p>{escape(_('Nothing changed in words.'))}</p>"
    titles = [_("Change"), _("Before"), _("After"), _("Because of"), _("Who")]
    heads = "".join(f"<th>{escape(title)}</th>" for title in titles)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in log_cells(entry)) + "</tr>"
        for entry in log.entries
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def log_cells(entry: LogEntry) -> tuple[str, str, str, str, str]:
    """One change as words for a table: what, before, after, because of, who."""
    d = entry.difference
    what = f"{SIGNS[d.kind]} {term(d.kind)}"
    if d.substance:
        what += f" ({', '.join(term(kind) for kind in d.substance)})"
    return what, entry.before, entry.after, because(entry), entry.who


def because(entry: LogEntry) -> str:
    """What a change answers, in words; empty where nothing asked for it."""
    parts = []
    if entry.proposed:
        parts.append(_("accepted proposal"))
    if entry.query:
        parts.append(_("query {number}").format(number=entry.query))
    parts += [check.statement for check in entry.checks]
    return "; ".join(parts)


def _sheet() -> str:
    return "".join(
        f"{before}:root{{{_variables(name)}}}{after}"
        for name, before, after in (
            ("light", "", ""),
            ("dark", "@media (prefers-color-scheme:dark){", "}"),
        )
    ) + (
        "body{background:var(--paper);color:var(--ink);font:16px/1.55 serif;margin:2rem}"
        "main{max-width:80rem;margin:auto}h1{font-size:1.5rem}h2{font-size:1.2rem}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed}"
        "th{font:600 13px sans-serif;text-align:left;color:var(--dim)}"
        "th,td{padding:.3rem .9rem;vertical-align:top;border-bottom:1px solid var(--rule);"
        "overflow-wrap:anywhere;white-space:pre-wrap}"
        ".sides td{border:0}.apart{color:var(--dim)}p,h2,h3,blockquote{margin:.3rem 0}"
        "del{background:var(--gone);text-decoration:line-through}"
        "ins{background:var(--came);text-decoration:underline}"
        "mark{background:var(--other);color:inherit}i{border-bottom:1px dotted var(--dim)}"
        "u{background:var(--away);text-decoration:none;border-bottom:1px dashed var(--dim)}"
        "@media print{body{margin:0}tr{break-inside:avoid}}"
    )


def _variables(name: str) -> str:
    look = theme(name)
    roles, kinds, states = look["roles"], look["kinds"], look["states"]
    colours = {
        "paper": roles["base"],
        "ink": roles["text"],
        "dim": roles["muted"],
        "rule": roles["line"],
        "gone": states["change_needed"]["fill"],
        "came": states["confirmed"]["fill"],
        "other": states["query"]["fill"],
        "away": kinds["quote"]["fill"],
    }
    return ";".join(f"--{key}:{value}" for key, value in colours.items())
