"""Words and marks of a stretch of text, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left

TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|St|Jr|Sr|Prof|Maj|Adm|Inc|Corp|Co)\."
    r"|(?:[^\W\d_]-)?(?:[^\W\d_]\.){2,}|[^\W\d_a-z]\.(?=\s)|\w+(?:['\u2019&-]\w+)*['\u2019]?|[^\w\s]"
)
ENDS = frozenset(".!?\u2026")
OPENERS = frozenset("\"'\u201c\u201d\u201e\u201f\u2018\u2019\u00ab\u00bb([")
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015")


class Words:
    """The tokens of `text` between two offsets; `start` and `end` hold code point offsets."""

    __slots__ = ("word", "low", "start", "end")

    def __init__(self, text: str, start: int, end: int) -> None:
        found = list(TOKEN.finditer(text, start, end))
        self.word = [m[0] for m in found]
        self.low = [w.lower() for w in self.word]
        self.start = [m.start() for m in found]
        self.end = [m.end() for m in found]

    def __len__(self) -> int:
        return len(self.word)

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after `offset`."""
        return bisect_left(self.start, offset)

    def capital(self, i: int) -> bool:
        """Whether token `i` starts with a capital letter."""
        return 0 <= i < len(self.word) and self.word[i][0].isupper()

    def possessive(self, i: int) -> bool:
        """Whether token `i` ends like "Ada's" or "workers'"."""
        return self.low[i].endswith(("'s", "\u2019s", "s'", "s\u2019"))

    def ends_sentence(self, i: int) -> bool:
        """Whether token `i` closes a sentence: a stop, then a capital, digit or mark."""
        if self.word[i] not in ENDS:
            return False
        after = self.word[i + 1][0] if i + 1 < len(self.word) else '"'
        return after.isupper() or after.isdigit() or after in OPENERS

    def sentence_start(self, i: int, floor: int) -> int:
        """Index of the first token of the sentence that holds token `i`, not below `floor`."""
        while i > floor and not self.ends_sentence(i - 1):
            i -= 1
        return i

    def sentence_stop(self, i: int, limit: int) -> int:
        """Index of the token that closes the sentence from token `i` on, at most `limit`."""
        while i < limit and not self.ends_sentence(i):
            i += 1
        return i
