"""Capitalised runs of a sentence, and which part of a run is a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from editor.text.facts_evidence import NameRules
from editor.text.facts_page import UPPER, Line, Page

SHORT = "(?:r|rs|s|en|ep|ov|t|ol|gt|apt|ev|rof|aj|td|nc|o|orp|ros)"
"""What follows the capital of Mr., Sen., Ltd. and the like."""
PARTICLE = "(?:van|von|der|den|de|la|le|del|della|di|da|dos|du|bin|ibn|al|el|ter|sans)"
REST = (
    rf"(?:\.(?:[{UPPER}]\.)*(?!\w)|{SHORT}\."
    rf"|\w*(?:[-'\u2019&.]\w+)*(?:(?<=s)['\u2019](?= [{UPPER}]))?)"
)
WORD = rf"(?:(?:d|l|al|el|ad|as|ar)[-'\u2019])?[{UPPER}]{REST}"
TOKEN = re.compile(WORD)
RUN = re.compile(
    rf"[{UPPER}](?:(?<![\w$\u20ac@#-].)|(?<= [ae]l-.)|(?<= a[sdr]-.)){REST}"
    rf"(?:[ \u00a0](?:{PARTICLE} ){{0,3}}{WORD}|[ \u00a0]& {WORD}){{0,8}}"
)
POSSESSIVE = re.compile(r"['\u2019]s?$")
CONTRACTED = re.compile(
    "(?<!\\w)(?:(?:we|he|she|they|you|it|that|there|what|who|let)['\u2019]|i(?!\\w))"
)
CONTRACTING = frozenset("'\u2019I")
GROWN = re.compile(r"(?<=[a-z]{2})[A-Z][a-z]+$")
"""The end of two words that lost their space: CrashThe."""
SHOUTED = re.compile(rf"(?:[{UPPER}]{{2,}}[ -]){{2}}[{UPPER}]{{2,}}")
OWNED = re.compile("['\u2019]s ")
BY_HEAD = frozenset({" of ", " of the ", " for ", " for the "})
LINKS = BY_HEAD | {" and ", " on ", " the ", " against "}
LINKING = tuple(LINKS)
GOES_ON = frozenset(",;%)]}&/")
"""Marks after which a capital is not there because words begin."""
OPENINGS = frozenset("([\u2014\u2013\u2018\u201c\u201e\u00ab\"'/:>|~*\u2022\u2026")
"""Marks after which words may begin without a space."""
COMPANY = re.compile(r" (?:plc|ltd|inc|gmbh|llc)\b\.?")
FIGURE = re.compile(r" \d+\b")
HOUSE_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}[a-z]? $")
LONGEST = 100
"""Code points a name may run on over "of" and the like."""

Run = tuple[int, int]


class Cut(NamedTuple):
    """The name in a run; `opens` when its capital may be there because words begin."""

    start: int
    end: int
    titled: bool
    opens: bool


def found(page: Page, rules: NameRules, line: Line) -> Iterator[Cut]:
    """The names of a line that nothing has taken, in its order."""
    for start, end in _parted(page, rules, line):
        opens = _opens(page.text, start, line.start)
        if opens and page.low[start:end] in rules.only_first:
            continue
        name = _cut(page, rules, start, end, opens)
        if name is not None:
            yield name


def _opens(text: str, start: int, since: int) -> bool:
    """Whether a capital at `start` may be there because words begin: a sentence or speech."""
    if start - since < 2:
        return True
    before = text[start - 1]
    if not before.isspace():
        return before in OPENINGS or (before == "." and text[start - 2] == ".")
    before = text[start - 2]
    if before in "\"'\u201d\u2019":
        return False
    return not (before.isalnum() or before in GOES_ON or before == ".") or (
        before == "." and text[start - 3] == "."
    )


def _runs(page: Page, rules: NameRules, since: int, until: int) -> Iterator[Run]:
    """Capitalised runs of a sentence, those joined that "of" and the like join."""
    never = rules.only_first
    held: Run | None = None
    for match in RUN.finditer(page.text, since, until):
        start, end = match.span()
        if page.text.startswith("-", start - 1) and start - since > 2:
            start -= 3
        if start - since < 2 and page.low[start:end] in never:
            if not page.text.startswith(LINKING, end):
                continue
        for run in [(start, end)] if page.free(start, end) else _untaken(page, start, end):
            if held is not None and _joined(page, rules, held, run):
                held = held[0], run[1]
                continue
            if held is not None:
                yield held
            held = run
    if held is not None:
        yield held


def _untaken(page: Page, start: int, end: int) -> list[Run]:
    """The parts of a run that no date, number or title has taken."""
    parts: list[Run] = []
    for token in TOKEN.finditer(page.text, start, end):
        if not page.free(*token.span()):
            continue
        if parts and page.free(parts[-1][0], token.end()):
            parts[-1] = parts[-1][0], token.end()
        else:
            parts.append(token.span())
    return parts


def _joined(page: Page, rules: NameRules, left: Run, right: Run) -> bool:
    text = page.text
    if right[0] - left[1] > 9 or right[1] - left[0] > LONGEST:
        return False
    between = text[left[1] : right[0]]
    if between not in LINKS:
        return False
    whole = text[left[0] : right[1]]
    if whole in rules.organisations or whole in rules.places:
        return True
    if between == " and ":
        return _one_office(page, rules, left, right)
    last = page.low[left[0] : left[1]].rsplit(" ", 1)[-1]
    if between not in BY_HEAD:
        return False
    return last in rules.org_heads or (last in rules.place_heads and "of" in between)


def _one_office(page: Page, rules: NameRules, left: Run, right: Run) -> bool:
    """Whether two names are one: "the Health and Safety Executive"."""
    text = page.text
    first, rest = text[slice(*left)], page.low[slice(*right)].split()
    if len(rest) < 2 or rest[-1] not in rules.org_ends:
        return False
    last = first.rsplit(" ", 1)[-1].lower()
    if " " in first or not text.endswith("the ", 0, left[0]):
        return last in rules.shared and last not in rules.org_ends and rest[0] in rules.shared
    return not (first in rules.places or last in rules.given)


def _parted(page: Page, rules: NameRules, line: Line) -> Iterator[Run]:
    """The runs, those cut in two where one name stands before another.

    "Italy's Ada Moreau" is two, and so is "Ohio Gov. Ada Moreau".
    """
    text, low = page.text, page.low
    for start, end in _runs(page, rules, line.start, line.end):
        while "s " in text[start:end] and (owned := OWNED.search(text, start, end)):
            if _whole(page, rules, start, end) or text.startswith("St.", start):
                break
            yield start, owned.end() - 1
            start = owned.end()
        if text.count(" ", start, end) > 1 and not _whole(page, rules, start, end):
            for token in list(TOKEN.finditer(text, start, end))[1:-1]:
                if low[slice(*token.span())].rstrip(".") in rules.titles:
                    yield start, token.start() - 1
                    start = token.start()
                    break
        yield start, end


def _whole(page: Page, rules: NameRules, start: int, end: int) -> bool:
    """Whether a run's last word makes the whole of it one name: "Saint Olav's Hospital"."""
    last = page.low[start:end].rsplit(" ", 1)[-1]
    return last in rules.org_ends or last in rules.place_ends


def _cut(page: Page, rules: NameRules, start: int, end: int, first: bool) -> Cut | None:
    """The name in a run, or None; `first` when words may begin there."""
    text, low = page.text, page.low
    name = text[start:end]
    if not CONTRACTING.isdisjoint(name) and CONTRACTED.search(low, start, end):
        return None
    if text[start + 1 : start + 2].isupper() and SHOUTED.match(text, start, end):
        return None
    if text[end - 1] in "s'\u2019" and (owned := POSSESSIVE.search(text, start, end)):
        saint = text.startswith("St.", start) and text.count(" ", start, end) == 1
        end = end if saint or owned.start() == start else owned.start()
        name = text[start:end]
    if name in rules.places or name in rules.organisations:
        return Cut(start, end, False, False)
    if " " not in name:
        return _alone(page, rules, start, end, first)
    tokens = [m.span() for m in TOKEN.finditer(text, start, end)]
    words = [low[a:b].strip(".") for a, b in tokens]
    skipped, titled = _skipped(rules, words, first)
    if skipped == len(words):
        return None
    begins, last = tokens[skipped][0], words[-1]
    if skipped == len(words) - 1 and text[begins:end] in rules.not_acronyms:
        return None
    if company := COMPANY.match(low, end):
        return Cut(begins, company.end(), titled, False)
    if last in rules.numbered and (figure := FIGURE.match(text, end)):
        end = figure.end() if page.free(*figure.span()) else end
    elif last in rules.streets:
        house = HOUSE_NUMBER.search(text, max(0, begins - 6), begins)
        begins = house.start() if house else begins
    alone = skipped == len(words) - 1 and last in rules.place_ends
    return Cut(begins, end, titled, first and (skipped == 0 or alone))


def _alone(page: Page, rules: NameRules, start: int, end: int, first: bool) -> Cut | None:
    """A run of one word as a name, or None."""
    text, word = page.text, page.low[start:end].rstrip(".")
    if len(word) == 1 or (word in rules.labels and FIGURE.match(text, end)):
        return None
    known = (first and word in rules.only_first) or word in rules.titles
    known = known or ("-" in word and word.split("-")[0] in rules.not_names)
    if grown := GROWN.search(text, start, end):
        known = known or grown[0].lower() in rules.only_first
    if known or word in rules.not_names or text[start:end] in rules.not_acronyms:
        return None
    if word in rules.numbered and (figure := FIGURE.match(text, end)):
        end = figure.end() if page.free(*figure.span()) else end
    return Cut(start, end, False, first)


def _skipped(rules: NameRules, words: list[str], first: bool) -> tuple[int, bool]:
    """How many words at a run's front are no part of the name, and whether one is a title."""
    titled, last = False, words[-1]
    whole = last in rules.org_ends or last in rules.place_ends
    for at, word in enumerate(words):
        left = len(words) - at - 1
        if word == "the" or (
            first and at == 0 and word in rules.common and word not in rules.given
        ):
            continue
        belongs = whole and left > 0 and (len(words) > 2 or last in rules.wholes)
        if word in rules.titles and not belongs:
            titled = titled or left > 0
        elif at == 0 and left > 1 and not whole and rules.is_calling(word):
            titled = True
        elif word not in rules.not_names or (whole and left > 0):
            return at, titled
    return len(words), titled
