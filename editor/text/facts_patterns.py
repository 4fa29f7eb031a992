"""Facts by the patterns a language's file lists: figures, dates, superlatives, words of the law.

A new language is a new file in `resources/facts`; `de.toml` says what stands where.
"""

from __future__ import annotations

import re
from functools import cache

from db.kinds import FactType
from editor.text.facts_page import Line, Page, either, lexicon
from editor.text.language import load

DIGITS = "(?:\\d{1,3}(?:[. \u00a0\u202f'\u2019]\\d{3}){1,5}|\\d{1,20})(?:[.,]\\d{1,9})?"
YEAR = "(?:1[0-9]{3}|20[0-9]{2})(?!\\d)"
SLOT = re.compile(r"\{([a-z_]+)\}")
BEFORE, AFTER = r"(?<![\w-])(?<!\d[.,:])", r"(?!\w)"
WRITTEN = frozenset({FactType.COUNT, FactType.SUPERLATIVE, FactType.ORGANISATION})
"""Types whose patterns are tried on the text as it is written, not on small letters."""
BESIDE = frozenset({FactType.SUPERLATIVE, FactType.COMPARISON, FactType.CAUSE, FactType.LEGAL})
"""Types that may hold other facts."""
NEEDS_NUMBER = frozenset(
    {
        FactType.AGE,
        FactType.MONEY,
        FactType.TIME,
        FactType.MEASURE,
        FactType.SCORE,
        FactType.COUNT,
    }
)
NAMES = frozenset({FactType.ORGANISATION, FactType.PLACE, FactType.PERSON, FactType.WORK})
SCORE = 0.8


class PatternRules:
    """The patterns of one language."""

    def __init__(self, code: str) -> None:
        table = lexicon(code)
        lists = {name: either(text.split()) for name, text in table["lists"].items()}
        lists |= {"n": DIGITS, "year": YEAR}
        number = f"(?:{lists['number']}(?![\\w]))"
        lists["amount"] = f"(?:{DIGITS}|{number})(?:[ \u00a0-]{lists['scale']}(?!\\w)){{0,3}}"
        self._small_days = "capital_nouns" not in load(code).habits
        self._numbers = frozenset(table["lists"]["number"].split())
        self._digit = re.compile(r"\d")
        self._word = re.compile(r"[^\W\d_]+")
        self._patterns = [
            (FactType(kind), re.compile(_filled(pattern, lists)))
            for kind, patterns in table["patterns"].items()
            for pattern in patterns.splitlines()
            if pattern
        ]

    def find(self, page: Page, line: Line) -> None:
        """Add the facts of a line that the patterns tell, and take their places."""
        counted = bool(self._digit.search(page.low, line.start, line.end))
        counted = counted or not self._numbers.isdisjoint(
            self._word.findall(page.low, line.start, line.end)
        )
        for kind, pattern in self._patterns:
            if kind in NEEDS_NUMBER and not counted:
                continue
            text = page.text if kind in WRITTEN else page.low
            for match in pattern.finditer(text, line.start, line.end):
                start, end = match.span("f" if "f" in pattern.groupindex else 0)
                if kind is FactType.DATE and self._is_name(page, line, start):
                    continue
                if kind in BESIDE:
                    page.add(kind, start, end, SCORE)
                else:
                    page.claim(kind, start, end, SCORE)

    def _is_name(self, page: Page, line: Line, start: int) -> bool:
        """Whether a day or month with a capital is somebody's name, as Julio is."""
        return self._small_days and start > line.start + 1 and page.text[start].isupper()


def _filled(pattern: str, lists: dict[str, str]) -> str:
    """A pattern with its lists in it; a number in front of a unit is a whole one."""
    return f"{BEFORE}(?:{SLOT.sub(lambda m: lists[m[1]], pattern)}){AFTER}"


@cache
def pattern_rules(code: str) -> PatternRules:
    """The patterns of a language, made once."""
    return PatternRules(code)
