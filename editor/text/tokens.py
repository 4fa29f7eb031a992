"""Words and marks of a paragraph, with their places, its sentences and its capitalised runs."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, compress
from operator import ne

from editor.text.language import Language

ENDS = frozenset(".!?\u2026")
OPENERS = frozenset("\"'\u201c\u201d\u201e\u201f\u2018\u2019\u00ab\u00bb([\u300c\u300e`")
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015")

OWNED = ("'s", "\u2019s", "s'", "s\u2019")

DATELINE = 14
"""How many tokens a dateline may have."""

Run = tuple[int, int]
"""Token indexes, end exclusive."""


class Words:
    """The tokens of one paragraph; `start` holds code point offsets.

    `number` is the paragraph's, `stops` the tokens that close a sentence, `runs` the
    capitalised runs with the small words inside them, `lead` the first token after a dateline,
    `cues` those that may lead to speech.
    """

    __slots__ = (
        "language",
        "number",
        "word",
        "low",
        "start",
        "stops",
        "runs",
        "lead",
        "cues",
    )

    def __init__(
        self, text: str, start: int, end: int, language: Language, number: int = 0
    ) -> None:
        self.language, self.number = language, number
        first = start
        while first < end and text[first].isspace():
            first += 1
        spaced = language.token.findall(text, first, end)
        self.word: list[str] = list(map(str.rstrip, spaced))
        word = self.word
        self.start = list(accumulate(map(len, spaced), initial=first))
        self.start.pop()
        self.low = " ".join(word).lower().split(" ") if word else []
        last = len(word) - 1
        marks = compress(range(last + 1), map(ENDS.__contains__, word))
        self.stops = [i for i in marks if i == last or self._opens(i)]
        self.runs = self._capital_runs()
        self.lead = self._after_dateline()
        self.cues = list(compress(range(last + 1), map(language.cues.__contains__, self.low)))

    def __len__(self) -> int:
        return len(self.word)

    def end(self, i: int) -> int:
        """Code point offset after token `i`."""
        return self.start[i] + len(self.word[i])

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after `offset`."""
        return bisect_left(self.start, offset)

    def capital(self, i: int) -> bool:
        """Whether token `i` starts with a capital letter."""
        return 0 <= i < len(self.word) and self.word[i][0].isupper()

    def possessive(self, i: int) -> bool:
        """Whether token `i` ends like "Ada's" or "workers'"."""
        return self.low[i].endswith(OWNED)

    def ends_sentence(self, i: int) -> bool:
        """Whether token `i` closes a sentence: a stop, then a capital, digit or mark."""
        at = bisect_left(self.stops, i)
        return at < len(self.stops) and self.stops[at] == i

    def sentence_start(self, i: int, floor: int) -> int:
        """Index of the first token of the sentence that holds token `i`, not below `floor`."""
        at = bisect_left(self.stops, i)
        return max(floor, self.stops[at - 1] + 1 if at else self.lead)

    def sentence_stop(self, i: int, limit: int) -> int:
        """Index of the token that closes the sentence from token `i` on, at most `limit`."""
        at = bisect_left(self.stops, i)
        return min(limit, self.stops[at]) if at < len(self.stops) else limit

    def sentence(self, i: int) -> int:
        """Which sentence of the paragraph token `i` is in, from 0."""
        return bisect_left(self.stops, i)

    def cues_in(self, first: int, stop: int) -> list[int]:
        """The tokens between two that may lead to speech."""
        return self.cues[bisect_left(self.cues, first) : bisect_left(self.cues, stop)]

    def runs_in(self, first: int, stop: int) -> list[Run]:
        """The capitalised runs between two tokens, cut at both."""
        found = []
        for at in range(max(0, bisect_left(self.runs, (first, 0)) - 1), len(self.runs)):
            start, end = self.runs[at]
            if start >= stop:
                break
            if end > first:
                found.append((max(start, first), min(end, stop)))
        return found

    def first_run(self, i: int) -> int:
        """Where the first capitalised run begins from token `i` on."""
        at = bisect_left(self.runs, (i, 0))
        return self.runs[at][0] if at < len(self.runs) else len(self.word)

    def run_at(self, i: int) -> Run | None:
        """The capitalised run token `i` is in."""
        at = bisect_left(self.runs, (i + 1, 0)) - 1
        return self.runs[at] if at >= 0 and self.runs[at][1] > i else None

    def _opens(self, i: int) -> bool:
        after = self.word[i + 1][0]
        if after.isdigit():
            return self.start[i + 1] > self.end(i)
        return after.isupper() or after in OPENERS

    def _after_dateline(self) -> int:
        """Where the text of `GENEVA, March 3 (AP) - Mediators said` begins."""
        if not self.word or len(self.word[0]) < 3 or not self.word[0].isupper():
            return 0
        for i in range(1, min(len(self.word), DATELINE)):
            if self.word[i] in DASHES:
                return i + 1
        return 0

    def _capital_runs(self) -> list[Run]:
        found: list[Run] = []
        free = 0
        word = self.word
        for i in compress(range(len(word)), map(ne, word, self.low)):
            if i >= free and word[i][0].isupper():
                free = self._run_end(i)
                found.append((i, free))
        return found

    def _run_end(self, i: int) -> int:
        """Where the capitalised run that starts at token `i` ends."""
        word, low, limit = self.word, self.low, len(self.low)
        particles, joins = self.language.particles, self.language.joins
        while i < limit:
            if low[i].endswith(OWNED):
                return i + 1
            i += 1
            if i == limit:
                break
            step = i
            if low[step] in particles:
                step += 1
                while step < limit and low[step] in self.language.more_particles:
                    step += 1
            if low[i] in joins and low[i - 1] in self.language.offices:
                step = i + 1 + (i + 1 < limit and low[i + 1] in joins)
            if step >= limit or not word[step][0].isupper():
                return i
            i = step
        return limit
