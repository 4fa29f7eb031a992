"""Articles of our own with every quote marked: `{Ada Moreau|"It is open,"}` said, `~` for told.

What stands before the bar is the speaker's full name, or the words for one without a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from editor.text.quotes import Quote as Found

HERE = Path(__file__).parent / "data" / "quotes"
MARKED = re.compile(r"\{([^{}|~]*)([|~])([^{}]*)\}")
LOOSE = re.compile(r"^(?:an?|the|her|his|one of)\s+", re.IGNORECASE)

STYLES = {
    "straight": ('"', '"', "'", "'"),
    "curly": ("\u201c", "\u201d", "\u2018", "\u2019"),
    "single straight": ("'", "'", '"', '"'),
    "single curly": ("\u2018", "\u2019", "\u201c", "\u201d"),
    "low-high": ("\u201e", "\u201c", "\u201a", "\u2018"),
    "low-high closing": ("\u201e", "\u201d", "\u201a", "\u2019"),
    "guillemets": ("\u00ab", "\u00bb", "\u2039", "\u203a"),
    "spaced guillemets": ("\u00ab\u00a0", "\u00a0\u00bb", "\u201c", "\u201d"),
    "inward guillemets": ("\u00bb", "\u00ab", "\u203a", "\u2039"),
    "single guillemets": ("\u2039", "\u203a", "\u00ab", "\u00bb"),
    "TeX": ("``", "''", "`", "'"),
    "two apostrophes": ("''", "''", "'", "'"),
    "corners": ("\u300c", "\u300d", "\u300e", "\u300f"),
    "full width": ("\uff02", "\uff02", "'", "'"),
    "closing twice": ("\u201d", "\u201d", "\u2019", "\u2019"),
    "opening twice": ("\u201c", "\u201c", "\u2018", "\u2018"),
    "wrong way": ("\u201d", "\u201c", "\u2019", "\u2018"),
}
"""Glyphs around a quote, and around one within it."""


class Quote(NamedTuple):
    """A quote as marked: code points, the speaker, whether in the speaker's own words."""

    start: int
    end: int
    speaker: str
    direct: bool


class Result(NamedTuple):
    """How many direct fragments there are, are found, are rightly named, and were predicted."""

    gold: int
    found: int
    named: int
    predicted: int
    told: int
    told_found: int
    told_named: int

    def __add__(self, other: Sequence[int]) -> Result:  # type: ignore[override]
        return Result(*(a + b for a, b in zip(self, other, strict=True)))


def articles(language: str = "en") -> list[str]:
    """The marked texts of a language, in the order of their names."""
    return [path.read_text("utf-8") for path in sorted((HERE / language).glob("*.txt"))]


def parsed(marked: str) -> tuple[str, list[Quote]]:
    """The text without its marks, and the quotes, each fragment of a paragraph by itself."""
    parts: list[str] = []
    quotes: list[Quote] = []
    at = since = 0
    for match in MARKED.finditer(marked):
        parts += [marked[since : match.start()], match[3]]
        at += match.start() - since
        for line in re.finditer(r"[^\n]+", match[3]):
            start, end = at + line.start(), at + line.end()
            quotes.append(Quote(start, end, match[1], match[2] == "|"))
        at, since = at + len(match[3]), match.end()
    return "".join([*parts, marked[since:]]), quotes


def restyled(marked: str, style: str) -> str:
    """The marked text with its direct quotes in the glyphs of a style."""
    opening, closing, inner, inner_close = STYLES[style]

    def line(match: re.Match[str]) -> str:
        words, first, last = match[0], match[0][0], match[0][-1]
        body = words[
            first in "\"\u201c\u00ab'\u2018" : len(words) - (last in "\"\u201d\u00bb'\u2019")
        ]
        within = '"\u201c\u201d' if first in "'\u2018" else "'\u2018\u2019"
        body = re.sub(rf"(?<![\w.,!?])[{within}](?=\w)", inner, body)
        body = re.sub(rf"(?<=[.,!?])[{within}](?!\w)", inner_close, body)
        start = opening if len(body) < len(words) else ""
        end = closing if last in "\"\u201d\u00bb'\u2019" else ""
        return f"{start}{body}{end}"

    def quote(match: re.Match[str]) -> str:
        words = re.sub(r"[^\n]+", line, match[3]) if match[2] == "|" else match[3]
        return f"{{{match[1]}{match[2]}{words}}}"

    return MARKED.sub(quote, marked)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared over joint length of two spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def same(one: str, other: str) -> bool:
    """Whether two names are one, whatever article an unnamed source has."""
    return LOOSE.sub("", one.strip()).lower() == LOOSE.sub("", other.strip()).lower()


def score(texts: Iterable[str], find: Callable[[str], list[Found]]) -> Result:
    """How `find` does on marked texts; direct fragments count from an overlap of 0.9 on."""
    total = Result(0, 0, 0, 0, 0, 0, 0)
    for marked in texts:
        text, quotes = parsed(marked)
        found = find(text)
        direct = [quote for quote in found if quote.type == "direct"]
        named = [_best(quote, direct, 0.9) for quote in quotes if quote.direct]
        told = [_best(quote, found, 0.5) for quote in quotes if not quote.direct]
        total += (
            len(named),
            sum(best is not None for best, _ in named),
            sum(right for _, right in named),
            len(direct),
            len(told),
            sum(best is not None for best, _ in told),
            sum(right for _, right in told),
        )
    return total


def _best(quote: Quote, found: list[Found], least: float) -> tuple[Found | None, bool]:
    span = quote.start, quote.end
    best = max(found, key=lambda one: overlap((one.start, one.end), span), default=None)
    if best is None or overlap((best.start, best.end), span) < least:
        return None, False
    return best, same(best.speaker, quote.speaker)
