"""Titles of works and laws, in quotation marks or after a word like "novel"."""

from __future__ import annotations

import re
from functools import cache

from db.kinds import FactType
from editor.text.facts_page import UPPER, Line, Page, Pattern, Rules, either, lexicon, rules, words
from editor.text.language import load

WORK = FactType.WORK
QUOTED = re.compile(
    '["\u201c\u00ab\u201e]([^"\u201c\u201d\u00ab\u00bb\u201e\n]{2,90})["\u201d\u00bb\u201c]'
)
SMALL = "(?:a|an|and|as|at|by|de|der|des|du|for|from|in|la|le|of|on|or|the|to|with|und|&)"
BIG = rf"[{UPPER}][\w'\u2019-]*"
TITLE = rf"{BIG}(?: (?:{SMALL} )*{BIG})*"
TITLE_WORDS = re.compile(r"[^\W\d_][\w'\u2019-]*")
SMALL_WORD = re.compile(SMALL)
NOT_FIRST = r"(?!(?:The|A|An|In|Under|If|When|And|But)\b)"
NO_NAME = rf"(?! (?:(?:de|van|von) )?[{UPPER}][a-z])"
"""What does not follow a law: Bill Clinton is none."""
LONGEST = 9


class WorkRules:
    """The words of one language's titles."""

    def __init__(self, code: str) -> None:
        table = lexicon(code)["works"]
        nouns, laws = table["nouns"].split(), [w.capitalize() for w in table["laws"].split()]
        self._nouns, self._verbs = frozenset(nouns), words(table, "verbs")
        self._not_after = words(table, "not_after")
        readers = table["readers"].split()
        named = Pattern(
            rf"\b(?P<noun>{either(nouns)}),? (?:(?:called|titled|entitled) )?(?P<title>{TITLE})",
            nouns,
        )
        read = Pattern(
            rf"\b(?:{either(readers)}|cop(?:y|ies) of) (?P<title>The {TITLE}|{BIG} and {BIG})",
            [*readers, "copy", "copies"],
        )
        law = Pattern(
            rf"(?P<title>{NOT_FIRST}{BIG}(?: (?:{SMALL} )*{BIG}){{0,5}}? {either(laws)}\b{NO_NAME}"
            rf"|{either(laws)} (?:of|on) (?:the )?{TITLE})",
            table["laws"].split(),
        )
        self._rules = Rules(
            [
                *rules([law], self._law, written=True),
                *rules([named], self._named, written=True),
                *rules([read], self._read, written=True),
            ]
        )
        self.words = self._rules.words
        self._single = words(table, "named_alone")
        self._given = words(lexicon("names")["person"], "given")
        self._titles = words(lexicon("names")["person"], "titles")
        self._not_first = load(code).not_names | words(lexicon("names")["not_names"], "first")

    def find(self, page: Page, line: Line) -> None:
        """Add the titles of a line and take their places."""
        for match in QUOTED.finditer(page.text, line.start, line.end):
            self._quoted(page, match, line)
        if not line.display:
            self._rules.run(page, line)

    def _named(self, page: Page, match: re.Match[str], line: Line) -> None:
        if self._is_title(match["title"], match["noun"]):
            page.claim(WORK, *match.span("title"), 0.7)

    def _read(self, page: Page, match: re.Match[str], line: Line) -> None:
        page.claim(WORK, *match.span("title"), 0.6)

    def _law(self, page: Page, match: re.Match[str], line: Line) -> None:
        start, end = match.span("title")
        first = page.low[start : page.low.find(" ", start, end)]
        while first in self._not_first and " " in page.text[start:end]:
            start += len(first) + 1
            first = page.low[start : page.low.find(" ", start, end)]
        before = page.low[start:end].split(" ")[-2:-1]
        if before and before[0].strip(".") not in self._titles:
            page.claim(WORK, start, end)

    def _quoted(self, page: Page, match: re.Match[str], line: Line) -> None:
        inner = match[1].rstrip(" ,.\u00a0").lstrip()
        if not self._cased(inner, named=True):
            return
        start = match.start(1) + len(match[1]) - len(match[1].lstrip())
        before = TITLE_WORDS.findall(page.low, max(line.start, match.start() - 48), match.start())
        near = before[-5:]
        named = not self._nouns.isdisjoint(near)
        if near and not self._not_after.isdisjoint(near[-2:]):
            if self._cased(inner, named):
                page.take(start, start + len(inner))
            return
        if not self._cased(inner, named):
            return
        if inner[-1] in "!?" and not named:
            return
        after = TITLE_WORDS.findall(page.low, match.end(), min(line.end, match.end() + 40))[:3]
        named = named or not self._nouns.isdisjoint(after)
        if " " not in inner and not named and not (near and near[-1] in self._verbs):
            return
        page.claim(WORK, start, start + len(inner), 0.9 if named else 0.6)

    def _cased(self, inner: str, named: bool) -> bool:
        """Whether words in marks are written like a title."""
        found = TITLE_WORDS.findall(inner)
        if not found or len(found) > LONGEST or not found[0][0].isupper():
            return False
        if not all(w[0].isupper() or SMALL_WORD.fullmatch(w) for w in found):
            return False
        return len(found) > 1 or named or len(inner) > 2

    def _is_title(self, title: str, noun: str) -> bool:
        first, *rest = title.split()
        if not rest:
            return noun in self._single
        return first.lower() not in self._given


@cache
def work_rules(code: str) -> WorkRules:
    """The rules of a language, made once."""
    return WorkRules(code)
