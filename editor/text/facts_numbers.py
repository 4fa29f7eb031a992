"""Numbers with what they count: money, measures, shares, durations and things."""

from __future__ import annotations

import re
from functools import cache

from db.kinds import FactType
from editor.text.facts_page import (
    Line,
    Page,
    Pattern,
    Rules,
    either,
    lexicon,
    rules,
    word_before,
    words,
)

DIGITS = r"\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+(?:[.,]\d+)*"
SIGNS = "$\u20ac\u00a3\u00a5\u20b9\u20bd\u20ba\u20bc\u20a6\u20a9\u20aa\u20b4"
RANGE = re.compile(rf"\s?[-\u2013]\s?(?:{DIGITS})(?![\w-])")
JOINED = re.compile(r"[-\u2013:/]\w")
INSIDE = re.compile(r"[\w/:\u2013-][-\u2013:/.]$|[#\w]$")
WORD = re.compile(r"[ \u00a0-]?([a-z\u00b0\u00b5%][\w\u00b0\u00b2\u00b3/'\u2019-]*)")
NEXT = re.compile(r" ([a-z][\w'\u2019-]*)")
LABEL = re.compile(r"([\w.'\u2019-]+)[ \u00a0]$")
MOST_WORDS = 4
"""How many words may stand between a number and the noun it counts."""


class NumberRules:
    """The regular expressions and words of one language's numbers."""

    def __init__(self, code: str) -> None:
        table = lexicon(code)
        numbers, units = table["numbers"], table["units"]
        self._words(numbers, units, words(table["dates"], "not_plural"))
        value, scale = either(numbers["values"].split()), either(numbers["scales"].split())
        vague, duration = either(numbers["vague"].split()), either(units["duration"].split())
        written = (
            rf"(?:half an? {scale}|half an?(?= [a-z])|(?:a )?{scale}|{vague} of {vague}|{vague}"
            rf"|{value}(?:[ -](?:{value}|{scale}|and(?= {value}\b)))*)(?: and a (?:half|quarter))?"
        )
        figure = rf"(?:{DIGITS})(?:[ \u00a0-]{scale}\b)*"
        short = "(?:bn|tn|mn|m|k)"
        money = rf"(?:(?:us|a|c|nz|hk|s|r)?[{SIGNS}]\s?|{either(units['codes'].split())} (?=\d))"
        self._number = re.compile(
            rf"(?<![\w.,'\u2019])(?:(?P<money>{money}(?:{figure}(?:\s?{short}\b)?|{written}\b))"
            rf"|(?P<digits>(?:(?<=\s)[-\u2212])?{figure}(?:{short}\b(?! ))?)"
            rf"|(?P<written>{written})\b)"
        )
        self._joint = re.compile(
            rf" and (?:{DIGITS}|{written}) {duration}\b| and a (?:half|quarter)\b"
        )
        self._inches = re.compile(rf" (?:{DIGITS}|{value})(?: inch(?:es)?)?\b(?! [a-z]+s\b)")
        self._elliptic = re.compile(
            rf" (?:to|and|or) (?:{DIGITS}|{value})[ -]?([a-z%]+)(?: (cent)\b)?"
        )
        self._per = re.compile(units["per"])
        self._a_after = words(units, "a_after")
        some, always = units["a_unit"].split(), units["a_always"].split()
        alone = Pattern(
            rf" (?P<a>an? (?:{either(some)}|(?P<always>{either(always)}))\b(?: and a half)?)",
            some + always,
        )
        self._first = Rules(
            [
                *rules([Pattern(rf"\bmagnitude[ -](?:{DIGITS})", ["magnitude"])], self._magnitude),
                *rules([Pattern(r"\btwice\b", ["twice"])], self._twice),
            ]
        )
        self._last = Rules(rules([alone], self._alone))
        self.words = self._first.words | self._last.words

    def _words(self, numbers: dict[str, str], units: dict[str, str], rest: frozenset[str]) -> None:
        kinds = ("money", "percentage", "duration", "measure")
        self._units = {w: FactType(kind) for kind in kinds for w in units[kind].split()}
        self._scales = words(numbers, "scales")
        self._before_unit = words(units, "before_unit")
        self._weights, self._letters = words(units, "weights"), words(units, "letters")
        self._scaled = words(units, "scaled")
        self._labels = words(numbers, "labels")
        self._plurals = words(numbers, "irregular_plurals")
        self._no_noun, self._not_plural = words(numbers, "no_noun"), rest

    def find(self, page: Page, line: Line) -> None:
        """Add the numbers of a line that are not taken, and take their places."""
        low = page.low
        self._first.run(page, line)
        if line.numbers:
            for match in self._number.finditer(low, line.start, line.end):
                if match["money"]:
                    page.claim(FactType.MONEY, match.start(), match.end(), 0.97)
                elif page.free(match.start(), match.end()):
                    self._read(page, match, line)
        self._last.run(page, line)

    def _magnitude(self, page: Page, match: re.Match[str], line: Line) -> None:
        page.claim(FactType.MEASURE, match.start(), match.end())

    def _twice(self, page: Page, match: re.Match[str], line: Line) -> None:
        page.claim(FactType.COUNT, match.start(), match.end())

    def _alone(self, page: Page, match: re.Match[str], line: Line) -> None:
        start = match.start("a")
        if match["always"] or word_before(page, start, line.start) in self._a_after:
            page.claim(FactType.DURATION, start, match.end(), 0.8)

    def _read(self, page: Page, match: re.Match[str], line: Line) -> None:
        start, end = match.span()
        if INSIDE.search(page.low, max(line.start, start - 2), start):
            return
        digits = bool(match["digits"])
        if digits and (reached := RANGE.match(page.low, end, line.end)):
            end = reached.end()
        kind, stop = self._unit(page, start, end, line.end, digits)
        if kind is None:
            kind, stop = self._shared_unit(page, end, line.end)
        if kind is not None:
            page.claim(kind, start, stop, 0.95)
        elif not (digits and JOINED.match(page.low, end, line.end)):
            self._count(page, start, end, line)

    def _unit(
        self, page: Page, start: int, end: int, limit: int, digits: bool
    ) -> tuple[FactType | None, int]:
        """The kind of the unit behind a number, and where the amount ends."""
        low, at = page.low, end
        found = NEXT.match(low, at, limit) if low.startswith(" of ", at) else None
        found = WORD.match(low, found.end() if found else at, limit)
        while found is not None and found[1] in self._before_unit:
            found = WORD.match(low, found.end(), limit)
        if found is None:
            return None, end
        word = found[1]
        if word not in self._units:
            word = word.split("-")[0]
        stop = found.start(1) + len(word)
        if word == "per" and low.startswith(" cent", stop):
            return FactType.PERCENTAGE, stop + 5
        kind = self._units.get(word)
        if kind is None or (word in self._letters and not digits):
            return None, end
        if word in self._scaled and not self._scales & set(low[start:end].split()):
            return None, end
        if low.startswith(" of ", at) and kind is not FactType.MONEY:
            return None, end
        if word in self._weights and low.startswith(" of ", stop):
            kind = FactType.MEASURE
        return kind, self._whole(low, word, kind, stop, limit)

    def _whole(self, low: str, word: str, kind: FactType, stop: int, limit: int) -> int:
        """Where an amount ends that goes on: per hour, and twenty seconds, foot two."""
        if kind is FactType.DURATION:
            more = self._joint.match(low, stop, limit)
        elif word in ("foot", "feet"):
            more = self._inches.match(low, stop, limit)
        elif word == "percentage":
            more = POINTS.match(low, stop, limit)
        else:
            more = self._per.match(low, stop, limit) if kind is FactType.MEASURE else None
        return more.end() if more else stop

    def _shared_unit(self, page: Page, end: int, limit: int) -> tuple[FactType | None, int]:
        """The kind a bare number has from the one after it: "19 to 21 percent"."""
        found = self._elliptic.match(page.low, end, limit)
        word = ("percent" if found[1] == "per" and found[2] else found[1]) if found else ""
        return (None if word in self._letters else self._units.get(word)), end

    def _count(self, page: Page, start: int, end: int, line: Line) -> None:
        """Claim a number of things, unless it is a label's or a name's."""
        low, number = page.low, page.low[start:end]
        if number in ("one", "a hundred", "half a", "half an") or low[end : end + 1] == "-":
            if not number.startswith("a "):
                return
        before = LABEL.search(low, max(line.start, start - 20), start)
        if before is not None and before[1].rstrip(".") in self._labels:
            return
        if ADDRESS.match(page.text, end, line.end):
            return
        stop = self._noun(low, end, line.end)
        if stop is None:
            if self._bare(page, before, start, end):
                page.claim(FactType.COUNT, start, end, 0.6)
        else:
            page.claim(FactType.COUNT, start, stop, 0.85)

    def _noun(self, low: str, at: int, limit: int) -> int | None:
        """Where the counted noun ends: "bolts", "of the bolts", "gold bars"; None without one."""
        of = OF_THE.match(low, at, limit)
        at = of.end() if of else at
        for _ in range(MOST_WORDS):
            found = NEXT.match(low, at, limit)
            if found is None or (found[1] in self._no_noun and not found[1] == "more"):
                return None
            word, at = found[1], found.end()
            if self._plural(word):
                return at
            if low[at : at + 1] not in (" ",):
                return None
        return None

    def _plural(self, word: str) -> bool:
        if word in self._plurals:
            return True
        ends = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "\u2019s"))
        return ends and len(word) > 3 and word not in self._not_plural

    def _bare(self, page: Page, before: re.Match[str] | None, start: int, end: int) -> bool:
        """Whether a number without a noun counts something all the same."""
        number = page.low[start:end]
        if RANGED.search(number):
            return False
        if number.isdigit() and (len(number) > 4 or YEARLIKE.fullmatch(number)):
            return False
        if before is None:
            return True
        if before[1] == "the" and not number[0].isdigit():
            return False
        first = page.text[before.start(1)]
        return not first.isupper() or not number[0].isdigit() or before[1] in self._no_noun


POINTS = re.compile(r"[ -]points?\b")
OF_THE = re.compile(r"(?: more| other)? of\b(?: (?:the|its|their|his|her|our|these|those|all)\b)?")
ADDRESS = re.compile(
    r" (?:[A-Z][\w'\u2019-]+ ){1,3}(?:Street|Road|Avenue|Lane|Square|Drive|Row|Terrace|Close|Way)\b"
)
RANGED = re.compile(r"\d\s?[-\u2013]\s?\d")
YEARLIKE = re.compile(r"1[0-9]{3}|20[0-9]{2}")


@cache
def number_rules(code: str) -> NumberRules:
    """The rules of a language, made once."""
    return NumberRules(code)
