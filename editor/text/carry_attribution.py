"""Who is said to say a passage, in the sentence around it: whether that is somebody else now.

A quote whose words stay is another quote when another name stands beside "said". A title or a
first name that comes or goes names the same person; so does "Smith said" for "said Smith".
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from editor.text.language import language
from editor.text.substance_words import telling
from editor.text.textmap import TextMap
from editor.text.textmap_words import QUOTES, STOP_WORDS, Words, is_quoted

REACH = 30
"""How many words from a passage its attribution may be."""
BEFORE, AFTER, ROLE = 8, 5, 2
"""Words at most that name a speaker before the verb and after it, and that say what he is."""
PRONOUNS = frozenset(
    "i he she we they er ich wir il elle ils elles él ella ellos он она они".split()
)
PREPOSITIONS = frozenset("at in on after during when that".split())
PARTING = frozenset(",;:.!?()\u2013\u2014")


class Speaker(NamedTuple):
    """Who says it: names or a pronoun, or what he is, folded, at words `start` to `end`."""

    names: frozenset[str]
    role: frozenset[str]
    start: int
    end: int

    def is_another(self, other: Speaker) -> bool:
        """Whether two speakers cannot be the same, by what they are called."""
        mine, theirs = (self.names, other.names) if self.names else (self.role, other.role)
        if not (mine and theirs) or bool(self.names) != bool(other.names):
            return False
        if (mine <= PRONOUNS) != (theirs <= PRONOUNS):
            return False
        return not (mine <= theirs or theirs <= mine)


class Attributions:
    """Finds who says a passage in both texts of a map."""

    def __init__(self, m: TextMap) -> None:
        self._m = m
        self._quoting: frozenset[str] = frozenset()
        self._spoken: list[int] | None = None

    def changed(self, a: int, b: int, c: int, d: int) -> tuple[tuple[str, str], ...] | None:
        """Who said old words `a` to `b` and who says new ones `c` to `d`, () for the same.

        The words with the verb, as they stand; None where one of both names nobody.
        """
        m = self._m
        if not self._is_said(a, b):
            return None
        sides = zip(self._around(m.a, a, b), self._around(m.b, c, d), strict=True)
        for (was, until), (now, end) in sides:
            if m.old_codes[was:until] == m.new_codes[now:end]:
                continue
            old, new = self._speaker(m.a, was, until), self._speaker(m.b, now, end)
            if old and new:
                found = (_written(m.a, old), _written(m.b, new))
                return (found,) if old.is_another(new) else ()
        return None

    def _is_said(self, a: int, b: int) -> bool:
        """Whether a verb of speech stands near old words `a` to `b`, outside of them."""
        if self._spoken is None:
            verbs = self._verbs(True)
            self._spoken = [i for i, word in enumerate(self._m.a.folded) if word in verbs]
        at = bisect_left(self._spoken, a - REACH)
        first = self._spoken[at] if at < len(self._spoken) else b + REACH
        if first < a:
            return True
        at = bisect_left(self._spoken, b)
        return at < len(self._spoken) and self._spoken[at] < b + REACH

    def _around(self, words: Words, a: int, b: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The words after and before a passage in its sentence, up to where a quote opens."""
        start, end = a, b
        while end < min(len(words), b + REACH) and not self._parts(words, end):
            end += 1
        while start > max(0, a - REACH) and not words.opens_sentence(start):
            start -= 1
        return (b, end), (start, a)

    def _parts(self, words: Words, i: int) -> bool:
        """Whether another sentence or quote begins with word `i`.

        After a quote that ends a sentence, "said Ada" and "Ada said" still belong to it.
        """
        gap = words.gap(i)
        if not words.opens_sentence(i):
            return is_quoted(gap[::-1])
        if "\n" in gap or not is_quoted(gap):
            return True
        return _is_capital(words, i) and self._verbs(True).isdisjoint(words.folded[i : i + 4])

    def _verbs(self, quoted: bool) -> frozenset[str]:
        """Verbs of speech: all that stand beside a quote, else those that hardly mean more."""
        if quoted and not self._quoting:
            self._quoting = frozenset(language(text=self._m.old).verbs) | telling().attribution
        return self._quoting if quoted else telling().attribution

    def _speaker(self, words: Words, start: int, end: int) -> Speaker | None:
        """Who is named beside the first verb of speech among words `start` to `end`."""
        quoted = any(QUOTES & set(words.gap(i)) for i in range(start, end + 1))
        verbs = self._verbs(quoted)
        verb = next((i for i in range(start, end) if words.folded[i] in verbs), None)
        if verb is None:
            return None
        before, after = _before(words, start, verb), _after(words, verb, end)
        for place in (before, after):
            names = [i for i in place if _is_name(words, i)]
            if names:
                found = frozenset(words.folded[i] for i in names)
                return Speaker(found, frozenset(), min(verb, *place), max(verb, *place) + 1)
        place = [i for i in after if words.folded[i] not in STOP_WORDS]
        if verb != start or not (quoted and place):
            return None
        role = frozenset(words.folded[i] for i in place[-ROLE:])
        return Speaker(frozenset(), role, min(verb, *place), max(verb, *place) + 1)


def _before(words: Words, start: int, verb: int) -> list[int]:
    """The words before a verb, back to a quotation mark."""
    first = verb
    while first > max(start, verb - BEFORE) and not QUOTES & set(words.gap(first)):
        first -= 1
    return list(range(first, verb))


def _after(words: Words, verb: int, end: int) -> list[int]:
    """The words after a verb, up to a mark or a preposition."""
    last = verb + 1
    while last < min(end, verb + 1 + AFTER):
        if PARTING & set(words.gap(last)) or words.folded[last] in PREPOSITIONS:
            break
        last += 1
    return list(range(verb + 1, last))


def _is_name(words: Words, i: int) -> bool:
    """Whether a word is a pronoun or a name; one that opens a sentence stands with its verb."""
    if words.folded[i] in PRONOUNS:
        return True
    if not _is_capital(words, i) or words.folded[i] in STOP_WORDS:
        return False
    return not words.opens_sentence(i) or _is_capital(words, i + 1) or "," in words.gap(i + 1)


def _is_capital(words: Words, i: int) -> bool:
    return i < len(words) and words.text[words.start[i]].isupper()


def _written(words: Words, speaker: Speaker) -> str:
    return words.text[words.start[speaker.start] : words.end[speaker.end - 1]]
