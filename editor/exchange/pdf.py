"""A report on paper: PDF with bookmarks, tags and embedded fonts, typeset from data alone.

The typesetter gets the words as JSON beside a template of ours, so nothing people wrote can be
code. Galley brings fonts for Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian,
Devanagari, Bengali, Thai, Chinese, Japanese and Korean; other scripts come in the ones the system
has, if any; see `editor.exchange.typeset`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from db.kinds import BlockKind, SpanKind
from editor.exchange.account import level
from editor.exchange.errors import ExchangeError
from editor.exchange.forms import PRINTED
from editor.exchange.outline import Entry, Group, Item, Section, outline
from editor.exchange.parts import print_out
from editor.exchange.pieces import Piece, cut
from editor.exchange.report import Report, ReportArticle
from editor.exchange.style import state_colours
from editor.exchange.typeset import faces
from editor.exchange.words import right_to_left, stamp, visible
from editor.i18n import _, label

LONG = 1500
"""Characters from which on an entry may run over a page's end."""
LONG_WORD = re.compile(r"[^\s/\u0530-\U0010ffff]{30,}")
"""Only in scripts that have spaces; at a slash a line breaks by itself."""
INSIDE = re.compile(r"(?<!^)(?![\u0300-\u036f]|$)")
KEPT = {BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.HEADING}
QUOTED = {BlockKind.BLOCK_QUOTE, BlockKind.PULL_QUOTE}
NONE = ("#5d5d63", "#ecebe7")
"""Ink and fill of a mark without a state."""


def fits(report: Report) -> bool:
    """Whether a report is short enough to be printed."""
    return sum(len(item.checks) + len(item.remarks) for item in report.articles) <= PRINTED


def write(report: Report) -> bytes:
    """Page one in sentences, the draft with numbered marks, every check, passes, limits.

    ExchangeError `too_much_to_print` where it does not fit.
    """
    words = {"kicker": _("Fact-check report")}
    return _typeset("report", report, _("Report"), words, _article)


def write_checking_copy(report: Report) -> bytes:
    """The draft for the pencil: wide margin, double-spaced, numbered lines and facts.

    ExchangeError `too_much_to_print` where it does not fit.
    """
    return _typeset("copy", report, _("Checking copy"), {"facts": _("Facts")}, _copy)


def _typeset(
    template: str,
    report: Report,
    title: str,
    words: dict[str, str],
    told: Callable[[ReportArticle, Report], dict[str, Any]],
) -> bytes:
    if not fits(report):
        raise ExchangeError("too_much_to_print", most=PRINTED)
    data = {
        "title": visible(report.title) or title,
        "authors": [visible(report.maker)] if report.maker else [],
        "language": language(report.options.language),
        "paper": report.options.paper.value,
        "notice": level(report),
        "words": words | {"page": _("page {page} of {pages}")},
        "articles": [told(item, report) for item in report.articles],
    }
    return print_out(template, data)


def _copy(item: ReportArticle, report: Report) -> dict[str, Any]:
    fills = {line.number: "x" for line in item.checks}
    facts = [
        {
            "number": line.number,
            "title": worded(line.check.statement),
            "tag": label(line.check.state),
        }
        for line in item.checks
    ]
    return {
        "title": worded(item.title),
        "headed": item.has_headline,
        "stamp": breakable(stamp(item)),
        **_tongue(item),
        "flow": [
            {"blocks": _blocks(item, fills)},
            {"facts": facts},
        ],
    }


def language(code: str) -> str:
    """A language code the typesetter takes: two or three small letters, else English."""
    first = code.partition("-")[0].lower()
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else "en"


def worded(text: str) -> dict[str, Any]:
    """Words for a template, with the direction their first strong character gives them."""
    shown = breakable(text)
    return {"text": shown, "rtl": right_to_left(shown)}


def breakable(text: str) -> str:
    """`text` as people may read it, a word too long for a line with places to break it.

    A zero-width space is such a place; it shows nothing, where a hyphen would be part of the word.
    """
    return LONG_WORD.sub(lambda word: INSIDE.sub("\u200b", word[0]), visible(text))


def _article(item: ReportArticle, report: Report) -> dict[str, Any]:
    told = outline(item, report)
    fills = {line.number: state_colours(line.check.state)[1] for line in item.checks}
    flow = [_section(section) for section in told.sections]
    if report.options.text:
        title = _("Draft {number}").format(number=item.revision.number)
        flow.insert(1, {"name": "draft", "title": title, "blocks": _blocks(item, fills)})
    return {
        "title": worded(told.title),
        "by": breakable(told.by),
        "stamp": breakable(told.stamp),
        "lead": [breakable(sentence) for sentence in told.lead],
        **_tongue(item),
        "flow": flow,
    }


def _tongue(item: ReportArticle) -> dict[str, Any]:
    """The language of an article's own words, and faces that are made for it."""
    return {"language": language(item.article.language), "faces": faces(item.article.language)}


def _section(section: Section) -> dict[str, Any]:
    return {
        "name": section.name,
        "title": section.title,
        "intro": breakable(section.intro),
        "entries": [_entry(entry) for entry in section.entries],
        "items": [_item(item) for item in section.items],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    ink, fill = state_colours(entry.state) if entry.state else NONE
    length = sum(len(i.text) + len(i.quote) for group in entry.groups for i in group.items)
    return {
        "number": entry.number,
        "tag": entry.tag,
        "ink": ink,
        "fill": fill,
        "title": worded(entry.title),
        "facts": breakable(" · ".join(entry.facts)),
        "quote": worded(entry.quote) if entry.quote else None,
        "change": worded(entry.change) if entry.change else None,
        "groups": [_group(group) for group in entry.groups],
        "long": length + len(entry.title) + len(entry.quote) > LONG,
    }


def _group(group: Group) -> dict[str, Any]:
    return {"title": group.title, "items": [_item(item) for item in group.items]}


def _item(item: Item) -> dict[str, Any]:
    return {"text": worded(item.text), "quote": worded(item.quote) if item.quote else None}


def _blocks(item: ReportArticle, fills: dict[int, str]) -> list[dict[str, Any]]:
    """The draft; a quotation and what follows it as one, as who said it, stay on one page."""
    told = list(cut(item))
    blocks = [block for block, _pieces in told]
    stay = [
        one.kind in KEPT
        or (one.kind in QUOTED and one.kind is then.kind and one.end - one.start < LONG)
        for one, then in pairwise(blocks)
    ]
    return [
        _block(block.kind.value, pieces, fills, sticky)
        for (block, pieces), sticky in zip(told, [*stay, False], strict=True)
    ]


def _block(kind: str, pieces: list[Piece], fills: dict[int, str], sticky: bool) -> dict[str, Any]:
    return {
        "kind": kind,
        "sticky": sticky,
        "rtl": right_to_left("".join(piece.text for piece in pieces)),
        "pieces": [
            {
                "text": breakable(piece.text),
                "strong": SpanKind.STRONG in piece.styles,
                "emph": SpanKind.EMPHASIS in piece.styles,
                "fill": next((fills[m.check] for m in piece.over if m.check in fills), ""),
                "numbers": [m.check for m in piece.ending if m.check in fills],
            }
            for piece in pieces
        ],
    }
