"""Dates and times of day: what stands in a calendar or on a clock."""

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
    lines,
    rules,
    word_before,
    words,
)

DATE, TIME = FactType.DATE, FactType.TIME
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
NUMERIC = (
    r"\d(?:\d{3}-[01]\d-[0-3]\d|\d?/[0-3]?\d/(?:\d{4}|\d\d)|\d?\.[01]?\d\.[12]\d{3})(?![\w/-])"
)
CLOCK = (
    r"(?P<time>\d\d?(?:(?::[0-5]\d){1,2}(?![\d:])|(?:[.:][0-5]\d)?(?=\s?[ap]\.?m\b))"
    r"(?:\s?[ap](?:\.m\.|m\b))?)"
)
FREE = r"(?<![\w$\u20ac\u00a3.,/:-]\d{4})"
TAIL = r"(?![\w%]|[.,:/-]\d)"


DECADE = r"(?<![\w$\u20ac\u00a3.,-]\d{4}s)"
YEARS = re.compile(rf"{YEAR}(?:[-\u2013](?:{YEAR}|\d\d))?")
AFTER_YEAR = re.compile(rf"{TAIL}")
EARLY = re.compile(r"(?<!\w)(?:mid-|late |early )$")
JOINED = re.compile(r"[\w:.,/-]")
PLAIN = re.compile(r"\d+")
NOONS = ("noon", "midnight", "midday")


class DateRules:
    """The regular expressions of one language's dates."""

    def __init__(self, code: str) -> None:
        table, numbers = lexicon(code)["dates"], lexicon(code)["numbers"]
        self._rules = Rules(
            [
                *rules([Pattern(NUMERIC, numbers=True)], self._numeric),
                *rules(_calendar(table), self._month, written=True),
                *rules([Pattern(CLOCK, numbers=True), *_clocks(numbers)], self._time),
                *rules(_relative(table, numbers), self._date),
                *rules(
                    [Pattern(rf"[12]\d{{3}}{FREE}(?:[-\u2013]\d{{2,4}})?", (), True)], self._year
                ),
                *rules([Pattern(rf"[12]\d\d0s\b{DECADE}", ["s"], True)], self._decade),
            ]
        )
        self.words = self._rules.words
        self._unsure, self._after = words(table, "unsure"), words(table, "unsure_after")
        self._year_after = words(table, "year_after")
        self._year_unsure = words(table, "year_after_unsure")
        self._things = re.compile(rf" (?!{either(table['not_plural'].split())}\b)[a-z]+s\b")
        papers = either(w.capitalize() for w in table["papers"].split())
        self._paper = re.compile(rf" {papers}\b")
        self._zone = re.compile(rf"\s(?:{either(words(table, 'zones'))}\b|{table['zone']})")

    def find(self, page: Page, line: Line) -> None:
        """Add the dates and times of a line, and take their places."""
        self._rules.run(page, line)

    def _date(self, page: Page, match: re.Match[str], line: Line) -> None:
        page.claim(DATE, match.start("date"), match.end("date"))

    def _month(self, page: Page, match: re.Match[str], line: Line) -> None:
        if self._certain(page, match, line) and not self._paper.match(page.text, match.end()):
            page.claim(DATE, match.start(), match.end(), 0.95)

    def _numeric(self, page: Page, match: re.Match[str], line: Line) -> None:
        start = match.start()
        if start == line.start or not JOINED.match(page.low, start - 1):
            page.claim(DATE, *match.span(), 0.95)

    def _year(self, page: Page, match: re.Match[str], line: Line) -> None:
        """A bare year: in a range, after a preposition, in brackets, or with mid, early, late."""
        start, end = match.span()
        if not YEARS.fullmatch(match[0]) or not AFTER_YEAR.match(page.low, end, line.end):
            return
        early = EARLY.search(page.low, max(line.start, start - 6), start)
        before = word_before(page, start, line.start)
        told = early or before in self._year_after or page.low.startswith("(", start - 1)
        if told or end - start > 4:
            page.claim(DATE, early.start() if early else start, end)
        elif before in self._year_unsure and not self._things.match(page.low, end, line.end):
            page.claim(DATE, start, end, 0.8)

    def _decade(self, page: Page, match: re.Match[str], line: Line) -> None:
        early = EARLY.search(page.low, max(line.start, match.start() - 6), match.start())
        page.claim(DATE, early.start() if early else match.start(), match.end())

    def _time(self, page: Page, match: re.Match[str], line: Line) -> None:
        start = match.start("time")
        if start > line.start and JOINED.match(page.low, start - 1):
            return
        hour = PLAIN.match(page.low, start, start + 2)
        if hour is not None and int(hour[0]) > 23:
            return
        zone = self._zone.match(page.low, match.end("time"), line.end)
        end = zone.end() if zone else match.end("time")
        page.claim(TIME, start, end, 0.95)

    def _certain(self, page: Page, match: re.Match[str], line: Line) -> bool:
        """Whether a month that is also a name or a verb stands where a month would."""
        found = match[0].lower()
        if found not in self._unsure:
            return True
        before = page.low[max(line.start, match.start() - 12) : match.start()].split()
        if before and before[-1] in self._after:
            return True
        if before or found in ("may", "march"):
            return False
        after = page.low[match.end() : match.end() + 5].split()
        return bool(after) and after[0] in ("was", "is", "and")


def _calendar(table: dict[str, str]) -> list[Pattern]:
    """Rules over the text as written: months, weekdays, seasons with a year, holidays."""
    named, short = table["months"].split(), table["short_months"].split()
    days, seasons = table["weekdays"].split(), table["seasons"].split()
    long = either(m.capitalize() for m in named)
    month = rf"(?:{long}\b|{either(m.capitalize() for m in short)}\b\.?)"
    weekday = either(d.capitalize() for d in days)
    season = either([*seasons, *(s.capitalize() for s in seasons)])
    before = either(w for b in table["before"].split() for w in (b, b.capitalize()))
    early = "(?:[Ee]arly|[Ll]ate|[Mm]id)[ -]"
    holidays = lines(table, "holidays")
    part = either(table["parts"].split())
    return [
        Pattern(
            rf"\b(?:{weekday},? (?:the )?)?{DAY} (?:of )?{month}(?:,? {YEAR}\b)?"
            rf"|\b(?:{weekday},? )?{month} {DAY}\b(?![:.]?\d|\s?[ap]\.?m\b)(?:,? {YEAR}\b)?"
            rf"|\b(?:{early}|{before} )?{month},? (?:of )?{YEAR}\b",
            named + short,
            numbers=True,
        ),
        Pattern(
            rf"\b{either(holidays)}(?: {YEAR})?\b",
            (h.lower().replace("'", " ").split()[0] for h in holidays),
        ),
        Pattern(rf"\b(?:{early}|{before} )?{long}\b", named),
        Pattern(
            rf"\b(?:{before} )?{weekday}s?\b(?: {part}s?\b)?", [*days, *(d + "s" for d in days)]
        ),
        Pattern(rf"\b{season}(?: of)? {YEAR}\b", seasons, numbers=True),
    ]


def _relative(table: dict[str, str], numbers: dict[str, str]) -> list[Pattern]:
    """Rules over small letters: yesterday, last week, two years ago, the 1990s, centuries."""
    number = rf"(?:\d+|an?|{either(numbers['values'].split())})"
    spans = [*table["spans"].split(), *table["seasons"].split()]
    ordinal = rf"(?:\d+(?:st|nd|rd|th)|first|{either(numbers['ordinals'].split())})"
    near, part = table["relative"].split(), either(table["parts"].split())
    return [
        Pattern(
            rf"\b(?P<date>{number}(?: and a half)? {either(table['units_ago'].split())} ago)\b",
            ["ago"],
        ),
        Pattern(
            rf"(?P<date>{either(near)}(?: {part})?)\b(?!['\u2019-])",
            near,
            anchored=True,
        ),
        Pattern(
            rf"(?P<date>{either(table['before'].split())} {either(spans)})\b(?!-| \d| after| by)",
            table["before"].split(),
            anchored=True,
        ),
        Pattern(rf"\b(?P<date>{ordinal} century)\b", ["century"]),
        Pattern(rf"\b(?P<date>{ordinal} of (?:the|this|next|last) month)\b", ["month"]),
        Pattern(r"(?P<date>['\u2019][2-9]0s)\b", ["s"], True),
    ]


def _clocks(numbers: dict[str, str]) -> list[Pattern]:
    """Times in words: noon, five o'clock, half past nine, seven in the morning."""
    values = numbers["values"].split()
    hour = rf"(?:1[0-2]|[1-9]|{either(values[:12])})"
    minute = rf"(?:(?:[0-5]?\d|{either(values)})(?:-\w+)?(?: minutes?)?|(?:a )?quarter|half)"
    parts = "(?:in the (?:morning|afternoon|evening)|at night)"
    return [
        Pattern(
            rf"\b(?P<time>{minute} (?:past|to) (?:{hour}|noon|midnight|the hour))\b(?! \w+s\b)",
            [*values, "quarter", "half"],
        ),
        Pattern(rf"\b(?P<time>{hour} o['\u2019]clock)\b", ["clock"]),
        Pattern(
            rf"\b(?P<time>(?:{hour} (?:and|to) )?{hour} {parts})\b",
            ["morning", "afternoon", "evening", "night"],
            numbers=True,
        ),
        Pattern(r"(?P<time>noon|midnight|midday)\b", NOONS, anchored=True),
    ]


@cache
def date_rules(code: str) -> DateRules:
    """The rules of a language, made once."""
    return DateRules(code)
