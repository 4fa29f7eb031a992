"""What a sentence asserts beyond figures: superlatives, comparisons, causes, words of the law."""

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
    words,
)

BREAK = r"[.,](?!\w)|[;:!?()\u2026\n]|\s[\u2013\u2014-]\s|\u2014"
EST = re.compile(r"est(?![a-z])")
ORDINAL = re.compile(r"(?:second|third|\w+th|\d+\w\w)-")
BACK = re.compile(r"[a-z-]+$")
LONGEST = 160
"""Code points a phrase may run on."""


class PhraseRules:
    """The regular expressions and words of one language's assertions."""

    def __init__(self, code: str) -> None:
        table = lexicon(code)
        joins = either(table["phrases"]["stops"].split())
        verbs = either(table["superlatives"]["stops"].split())
        self._stop = re.compile(rf"{BREAK}|\s{joins}\b")
        self._stop_verb = re.compile(
            rf"{BREAK}|\s(?:{joins}|(?<!that )(?<!who )(?<!which ){verbs})\b"
        )
        self._superlatives(table["superlatives"])
        self._comparatives(table["comparisons"], table["numbers"])
        causes, legal = table["causes"], table["legal"]
        cues = lines(causes, "cues")
        self._not_cause = re.compile("|".join(lines(causes, "not_before")))
        self._not_causing = re.compile("|".join(lines(causes, "not_after")))
        known, phrases = words(legal, "words"), lines(legal, "phrases")
        begun = {phrase.replace("-", " ").split()[0] for phrase in phrases}
        firsts = {cue.split()[0] for cue in cues}
        of_law = [
            Pattern(rf"{either([*known, *phrases])}(?![\w-])", known | begun, anchored=True),
            Pattern("|".join(f"(?:{p})" for p in lines(legal, "patterns")), words(legal, "told")),
        ]
        self._rules = Rules(
            [
                *rules([self._best(table["superlatives"])], self._superlative),
                *rules([Pattern(rf"{either(cues)}(?![\w-])", firsts, anchored=True)], self._cause),
                *rules(of_law, self._legal),
            ]
        )
        self._first = Rules(
            [
                *rules(_compared(table["comparisons"], table["numbers"]), self._compared),
                *rules([Pattern(r"than\b", ["than"], anchored=True)], self._than),
            ]
        )
        self.words = self._rules.words | self._first.words

    def _best(self, table: dict[str, str]) -> Pattern:
        known = words(table, "words", "suffixed")
        firsts = {word.split("-")[0] for word in known}
        return Pattern(rf"{either(known)}(?![\w'\u2019])", firsts, anchored=True)

    def _superlatives(self, table: dict[str, str]) -> None:
        self._not_est, self._needs = words(table, "not_est"), words(table, "needs_determiner")
        self._not_best = re.compile("|".join(lines(table, "not_after")))
        self._not_best_before = re.compile(rf"(?:{table['not_before']})$")
        self._determined = re.compile(rf"(?:\b{either(table['determiners'].split())}|['\u2019]s) $")
        self._record = re.compile(rf" {either(table['records'].split())}\b")

    def _comparatives(self, table: dict[str, str], numbers: dict[str, str]) -> None:
        number = rf"(?:{either(numbers['values'].split())}|\d+(?:\.\d+)?)"
        times = rf"(?:{either(table['times'].split())}|{number} times)"
        self._hedges = re.compile(rf" (?:{number}\b|[$\u20ac\u00a3]|{table['not_than']})")
        self._irregular, self._not_er = words(table, "irregular"), words(table, "not_er")
        self._times_before = re.compile(rf"\b{times} $")
        self._multiplied = re.compile(rf"{times}\b")

    def find_comparisons(self, page: Page, line: Line) -> None:
        """Add the comparisons of a line; their multipliers are no counts any more."""
        self._first.run(page, line)

    def find(self, page: Page, line: Line) -> None:
        """Add the superlatives, causes and legal words of a line."""
        if page.low.find("est", line.start, line.end) >= 0:
            for match in EST.finditer(page.low, line.start, line.end):
                self._suffixed(page, match.end(), line)
        self._rules.run(page, line)

    def _compared(self, page: Page, match: re.Match[str], line: Line) -> None:
        self._comparison(page, match.start("cue"), match.end("cue"), line)

    def _than(self, page: Page, than: re.Match[str], line: Line) -> None:
        if not self._hedges.match(page.low, than.end(), line.end):
            found = self._nearest(page.low, max(line.start, than.start() - 60), than.start())
            if found is not None:
                self._comparison(page, found, than.end(), line)

    def _legal(self, page: Page, match: re.Match[str], line: Line) -> None:
        page.add(FactType.LEGAL, match.start(), match.end(), 0.85)

    def _suffixed(self, page: Page, end: int, line: Line) -> None:
        """A word in -est that is a superlative: "largest", not "forest" nor "second-largest"."""
        word = BACK.search(page.low, max(line.start, end - 24), end)
        if word is None or len(word[0]) < 5 or ORDINAL.match(word[0]):
            return
        if word[0].rpartition("-")[2] not in self._not_est:
            self._best_of(page, word.start(), end, line)

    def _nearest(self, low: str, since: int, than: int) -> int | None:
        """Where the comparing word before "than" starts, with its "twice"; None without one."""
        cut = max(low.rfind(mark, since, than) for mark in '.,;:!?"\u201c\u201d')
        found = list(TOKEN.finditer(low, max(since, cut + 1), than))[-7:]
        best = None
        for match in reversed(found):
            word = match[0]
            if word in self._not_er:
                if match is found[-1]:
                    return None
            elif word in self._irregular:
                best = match
                break
            elif word.endswith("er") and (best is None or match is found[-1]):
                best = match
                if match is found[-1]:
                    break
        if best is None:
            return None
        if found.index(best) and found[found.index(best) - 1][0] in ("more", "less"):
            best = found[found.index(best) - 1]
        times = self._times_before.search(low, since, best.start())
        return times.start() if times else best.start()

    def _comparison(self, page: Page, start: int, cue_end: int, line: Line) -> None:
        last = page.facts[-1] if page.facts else None
        if last is not None and last.type is FactType.COMPARISON and start < last.end:
            return
        end = self._end(page, self._stop, cue_end, line)
        page.add(FactType.COMPARISON, start, end, 0.8)
        times = self._multiplied.match(page.low, start, end)
        if times is not None:
            page.take(*times.span())

    def _superlative(self, page: Page, match: re.Match[str], line: Line) -> None:
        self._best_of(page, match.start(), match.end(), line)

    def _best_of(self, page: Page, start: int, end: int, line: Line) -> None:
        low, written = page.low, page.text[start]
        before = low[max(line.start, start - 24) : start]
        first = not before.strip() or before.rstrip()[-1] in '.!?:"\u201c'
        if written.isupper() and not first and not line.display:
            return
        if self._not_best.match(low, start, line.end) or self._not_best_before.search(before):
            return
        word = low[start:end]
        if word in self._needs and not self._determined.search(before):
            if not (word == "first" or (word == "record" and self._record.match(low, end))):
                return
        page.add(FactType.SUPERLATIVE, start, self._end(page, self._stop_verb, end, line), 0.8)

    def _cause(self, page: Page, match: re.Match[str], line: Line) -> None:
        start, end = match.span()
        if match[0] == "result" and not page.low.startswith("as a ", max(line.start, start - 5)):
            return
        lead = 5 if page.low.startswith("as a ", max(line.start, start - 5)) else 0
        lead = 3 if match[0] == "blame for" and page.low.startswith("to ", start - 3) else lead
        start -= lead
        before = page.low[max(line.start, start - 20) : start]
        if self._not_cause.search(before + match[0]):
            return
        if self._not_causing.match(page.low, start, line.end):
            return
        page.add(FactType.CAUSE, start, self._end(page, self._stop, end, line), 0.8)

    def _end(self, page: Page, stop: re.Pattern[str], at: int, line: Line) -> int:
        """Where the phrase that goes on at `at` ends, without outer spaces and closing marks."""
        limit = min(line.end, at + LONGEST)
        found = stop.search(page.low, at, limit)
        end = found.start() if found else limit
        if INITIALS.search(page.low, max(at, end - 8), end) and page.low.startswith(".", end):
            end += 1
        while end > at and page.text[end - 1] in " \u00a0\"'\u201d\u2019\u00bb":
            end -= 1
        return end


def _compared(table: dict[str, str], numbers: dict[str, str]) -> list[Pattern]:
    """Rules of comparisons without "than"; `cue` ends where the compared thing begins."""
    number = rf"(?:{either(numbers['values'].split())}|\d+(?:\.\d+)?)"
    times = rf"(?:{either(table['times'].split())}|{number} times)"
    things = either(table["things"].split())
    many = [*table["times"].split(), "times"]
    like = rf"(?!{either(table['not_as'].split())}\b)[a-z]+(?: (?!as\b)[a-z]+)?"
    verbs = table["verbs"].split()
    return [
        Pattern(rf"\b(?P<cue>{times} as [a-z]+(?: [a-z]+){{0,3}}? as)\b", many),
        Pattern(
            rf"(?P<cue>as (?:(?:much|many) (?!as\b)[a-z]+|{like}) as)\b(?! {number})",
            ["as"],
            anchored=True,
        ),
        Pattern(
            r"\b(?P<cue>compared (?:with|to)|in comparison (?:with|to))\b",
            ["compared", "comparison"],
        ),
        Pattern(
            rf"\b(?P<cue>{times} (?:the|its|their|that) (?:\w+ )?{things})\b",
            many,
        ),
        Pattern(r"\b(?P<cue>(?:double|twice|triple) the)\b", ["double", "twice", "triple"]),
        Pattern(rf"(?P<cue>{either(verbs)})\b", verbs, anchored=True),
    ]


TOKEN = re.compile(r"[^\s]+")
INITIALS = re.compile(r"(?<!\w)(?:\w\.)+\w$")


@cache
def phrase_rules(code: str) -> PhraseRules:
    """The rules of a language, made once."""
    return PhraseRules(code)
