"""Quotation marks around `<q>`, which a page leaves to the browser to write."""

from __future__ import annotations

from lxml import etree

MARKS = {
    "de": "\u201e\u201c\u201a\u2018",
    "fr": "\u00ab\u00bb\u2039\u203a",
    "es": "\u00ab\u00bb\u201c\u201d",
    "it": "\u00ab\u00bb\u201c\u201d",
    "ru": "\u00ab\u00bb\u201e\u201c",
}
"""By language: the marks around a quote, and around a quote in a quote."""
OTHERS = "\u201c\u201d\u2018\u2019"
NARROW = "\u00a0\u202f"
"""The spaces French puts between marks and words."""
ANY = frozenset("\"'" + OTHERS + "".join(MARKS.values()))


def mark(root: etree._Element) -> None:
    """Write the marks of each `<q>` of a page into its text, by the language it is in.

    One that has marks of its own inside or around it keeps them.
    """
    for quote in root.iter("q"):
        text = "".join(quote.itertext()).strip()
        before = quote.getprevious()
        parent = quote.getparent()
        ahead = (
            before.tail if before is not None else parent.text if parent is not None else ""
        ) or ""
        if not text or text[0] in ANY or ahead.rstrip(NARROW)[-1:] in ANY - {"'", "\u2019"}:
            continue
        codes = quote.xpath("ancestor-or-self::*[@lang][1]/@lang")
        marks = MARKS.get(str(codes[-1])[:2].casefold() if codes else "", OTHERS)
        nested = any(above.tag == "q" for above in quote.iterancestors())
        opening, closing = (marks[2], marks[3]) if nested else (marks[0], marks[1])
        first = opening + (quote.text or "").lstrip()
        if len(quote):
            quote.text, quote[-1].tail = first, (quote[-1].tail or "").rstrip() + closing
        else:
            quote.text = first.rstrip() + closing
