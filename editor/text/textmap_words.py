"""Two texts as words that can be compared: folded for matching, with their places kept."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

SCRIPTS_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
INSIDE = "\u00ad\u0300-\u036f\u200b-\u200d\u2060"
"""Code points that never part a word: soft hyphen, combining marks, zero-width characters."""

LETTERS = rf"[^\W_{SCRIPTS_WITHOUT_SPACES}]"
WORD = re.compile(
    rf"([{SCRIPTS_WITHOUT_SPACES}]|{LETTERS}+"
    rf"(?:(?:[{INSIDE}]|['\u2019\u02bc](?={LETTERS})){LETTERS}*)*)"
)
DROPPED = re.compile(f"[{INSIDE}]")
SENTENCE_BREAK = re.compile("\n|[.!?\u2026][\"'\u2018\u2019\u201c\u201d\u00bb)\\]]*\\s")

QUOTES = frozenset("\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a")

STOP_WORDS = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her him his"
    " i if in into is it its may more no not of on one or our out she should so some such than that"
    " the their them then there these they this those to up us was we were what when where which"
    " who will with would you your all also any about after before over just like because how my me"
    " it's don't that's i'm you're we're very"
    " der die das und ein eine ist nicht zu den von mit dem des im le la les de du des et un une"
    " est en que qui pas pour el los las y del una es por con al il lo di che e per non".split()
)
"""Words too frequent to say where a passage is, in the languages met most."""

FIRST_CODE = 0x10000
ONLY_NEW = "\ue000"
CODES = 0x10FFFF - FIRST_CODE
"""One astral code point stands for one word, so that strings can do the comparing."""


class _Folded(dict[str, str]):
    """Words as they are matched: compatibility forms, case and accents folded, apostrophes one."""

    def __missing__(self, word: str) -> str:
        plain = word
        if not word.isascii():
            plain = unicodedata.normalize("NFKD", word)
            plain = DROPPED.sub("", plain).replace("\u2019", "'").replace("\u02bc", "'")
        folded = self[word] = plain.casefold() or word
        return folded


class Words:
    """The words of one text; `start` and `end` hold code point offsets, `folded` what is matched.

    Punctuation and space between words are left out: they do not say where a passage is.
    """

    __slots__ = ("text", "folded", "start", "end", "_opens")

    def __init__(self, text: str, fold: dict[str, str] | None = None) -> None:
        fold = _Folded() if fold is None else fold
        parts = WORD.split(text)
        bounds = list(accumulate(map(len, parts)))
        self.text = text
        self.folded = [fold[word] for word in parts[1::2]]
        self.start = bounds[0:-1:2]
        self.end = bounds[1::2]
        self._opens: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self.folded)

    def opens_sentence(self, i: int) -> bool:
        """Whether word `i` is the first of a sentence or line; so is what follows the last word."""
        if not 0 < i < len(self.start):
            return True
        known = self._opens.get(i)
        if known is None:
            known = self._opens[i] = SENTENCE_BREAK.search(self.gap(i)) is not None
        return known

    def gap(self, i: int) -> str:
        """What stands between word `i` and the one before it; the text's ends are line breaks."""
        before = self.text[
            self.end[i - 1] if i > 0 else 0 : self.start[i] if i < len(self) else None
        ]
        return before if 0 < i < len(self) else "\n" + before

    def beside(self, i: int, step: int, to: list[int]) -> str:
        """The words without a match directly before (`step` -1) or from word `i` on (1).

        At most four, and none of another sentence.
        """
        j = i
        if step > 0:
            while j < len(self) and j - i < 4 and to[j] < 0 and not self.opens_sentence(j):
                j += 1
        else:
            while j > 0 and i - j < 4 and to[j - 1] < 0 and not self.opens_sentence(j):
                j -= 1
        first, last = min(i, j), max(i, j)
        return self.text[self.start[first] : self.end[last - 1]] if first < last else ""


def is_quoted(beside: str) -> bool:
    """Whether a quotation mark touches the word that this text leads away from."""
    return not QUOTES.isdisjoint(beside.split()[0]) if beside[:1].strip() else False


def read_pair(old: str, new: str) -> tuple[Words, Words, str, str]:
    """Both texts as Words, and as strings with one code point for each word.

    Equal words have equal code points; all words that only the new text has share one. Beyond a
    million different words two may share one; runs of words decide, so that is harmless.
    """
    fold = _Folded()
    a, b = Words(old, fold), Words(new, fold)
    codes = {
        word: chr(FIRST_CODE + number % CODES)
        for number, word in enumerate(dict.fromkeys(a.folded))
    }
    return (
        a,
        b,
        "".join([codes[word] for word in a.folded]),
        "".join([codes.get(word, ONLY_NEW) for word in b.folded]),
    )
