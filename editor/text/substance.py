"""Whether the words of a passage changed in substance, or only in form.

Form is punctuation, case, spacing, glyphs, how a number, unit or contraction is written, an
article, and a plain misspelling. Everything else is substance: for a fact that was checked,
being asked once too often costs a key, and once too seldom a correction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from editor.text.carry_edges import ALIKE, UNSEEN
from editor.text.steps import differing
from editor.text.substance_words import (
    AMOUNTS,
    ARTICLES,
    CONFUSED,
    CONTRACTED,
    CURRENCIES,
    ENDINGS,
    MONTHS,
    ORDINALS,
    PREFIXES,
    UNITS,
    telling,
)

KINDS = ("numbers", "units", "names", "negation", "modality", "quotes", "wording")
"""What can change, in the order in which it is told."""

QUOTE = '"'
LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,:]\d+)*)"
    rf"(?P<tail>(?:st|nd|rd|th|s|'s)(?!{LETTER}))?"
    rf"|(?P<initials>(?:{LETTER}\.){{2,}}{LETTER}?(?!{LETTER}))"
    rf"|(?P<word>{LETTER}[\u0300-\u036f]*(?:{LETTER}|[\u0300-\u036f])*(?:'{LETTER}+)*)"
    "|(?P<mark>''|``|[\"%\u2030\u00b0$\u20ac\u00a3\u00a5\u00a7#@&+=<>/])"
    "|(?P<single>')"
)
TYPO_LETTERS = 6


class Word(NamedTuple):
    """`text` is how a word is compared, `written` how it stands in the passage."""

    text: str
    written: str
    first: bool = False


def substance(before: str, after: str) -> tuple[str, ...]:
    """Which of `KINDS` changed from one wording of a passage to the other; () for form only."""
    old, new = _words(before), _words(after)
    if _only_turned([w.text for w in old], [w.text for w in new]):
        return ()
    parts = _stretches(old, new)
    found = {kind for a, b in parts for kind in _kinds(a, b)}
    return tuple(kind for kind in KINDS if kind in found)


def wording(text: str) -> tuple[str, ...]:
    """The words of a passage without what is form; equal for two wordings of the same words."""
    return tuple(word.text for word in _words(text))


def says_otherwise(before: str, after: str, attributed: bool = True) -> tuple[str, ...]:
    """What the words beside a passage make it say that it did not say before; () for nothing.

    `negation` or `modality` when a word of that kind is in one of two phrases and not in the
    other; that somebody says something belongs, with `attributed`, to how sure it is.
    """
    known, old, new = telling(), set(wording(before)), set(wording(after))
    found = []
    if old & known.negations != new & known.negations:
        found.append("negation")
    said = bool(old & known.attribution) != bool(new & known.attribution)
    if attributed and said or old & known.modals != new & known.modals:
        found.append("modality")
    return tuple(found)


def _stretches(old: list[Word], new: list[Word]) -> list[tuple[list[Word], list[Word]]]:
    """Where two lists of words differ, side by side, without what is form."""
    steps = differing([w.text for w in old], [w.text for w in new])
    parts = [(old[a:b], new[c:d]) for a, b, c, d in steps]
    return [part for part in parts if not _is_form(*part)]


def _is_form(old: list[Word], new: list[Word]) -> bool:
    a = [w for w in old if w.text not in ARTICLES]
    b = [w for w in new if w.text not in ARTICLES]
    if "".join(w.text for w in a) == "".join(w.text for w in b):
        return True
    return len(a) == len(b) and all(_is_spelling(x, y) for x, y in zip(a, b, strict=True))


def _only_turned(old: list[str], new: list[str]) -> bool:
    """Whether "Smith said" became "said Smith", and nothing else happened."""
    if len(old) != len(new):
        return False
    apart = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if not 2 <= len(apart) <= 4:
        return False
    a, b = old[apart[0] : apart[-1] + 1], new[apart[0] : apart[-1] + 1]
    forth = a[0] in telling().attribution and b == [*a[1:], a[0]]
    return forth or (b[0] in telling().attribution and a == [*b[1:], b[0]])


def _is_spelling(old: Word, new: Word) -> bool:
    """Whether one word is the other, misspelt: long, no name, one letter, not at its ends."""
    a, b = old.text, new.text
    if a == b:
        return True
    if min(len(a), len(b)) < TYPO_LETTERS - 1 or max(len(a), len(b)) < TYPO_LETTERS:
        return False
    if a[0] != b[0] or a[-1] != b[-1] or not (a.isalpha() and b.isalpha()):
        return False
    if any(
        w.written[:1].isupper() or w.text in telling().scales or w.text in telling().modals
        for w in (old, new)
    ):
        return False
    if any(a in group and b in group for group in CONFUSED):
        return False
    return OSA.distance(a, b, score_cutoff=1) == 1


def _kinds(old: list[Word], new: list[Word]) -> set[str]:
    """What kinds of words are on one side of a difference and not on the other."""
    left, right = {w.text for w in old}, {w.text for w in new}
    odd = [w for w in old if w.text not in right] + [w for w in new if w.text not in left]
    found = {kind for word in odd or old + new if (kind := _kind(word))}
    if any(a.endswith(b) and a[: -len(b)] in PREFIXES for a, b in _crossed(left, right)):
        found.add("negation")
    return found or {"wording"}


def _crossed(left: set[str], right: set[str]) -> Iterator[tuple[str, str]]:
    """Every word of one side with every word of the other, both ways round."""
    for a in left:
        for b in right:
            yield a, b
            yield b, a


def _kind(word: Word) -> str:
    text = word.text
    if text == QUOTE:
        return "quotes"
    if text in UNITS.values() and (text != "second" or not word.first):
        return "units"
    if text[:1].isdigit() or text[:1] == "#" or text in AMOUNTS or text in telling().scales:
        return "numbers"
    if text in telling().negations:
        return "negation"
    if text in telling().modals:
        return "modality"
    if _is_name(word):
        return "names"
    return "" if text in ARTICLES else "wording"


def _is_name(word: Word) -> bool:
    written = word.written
    return written[:1].isupper() and (not word.first or len(written) > 1 and written.isupper())


def _words(text: str) -> list[Word]:
    """A passage as words to compare: numbers by value, units and contractions written out."""
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(ALIKE)
    found: list[Word] = []
    first = True
    for match in TOKEN.finditer(plain):
        word = None if first or match.lastgroup != "word" else _alone(match[0])
        if word is not None:
            found.append(word)
            continue
        for part in _read(match, plain, first):
            _join(found, part)
        first = match.lastgroup == "mark" and first
    return _paired(found)


@lru_cache(maxsize=65536)
def _alone(written: str) -> Word | None:
    """A word that never becomes one with its neighbours, None for one that may."""
    parts = _spelt_out(written.casefold())
    text = parts[0]
    if (
        len(parts) > 1
        or text[:1].isdigit()
        or text[:1] == "#"
        or text in telling().scales
        or text == "cent"
    ):
        return None
    return Word(text, written)


def _read(match: re.Match[str], plain: str, first: bool) -> list[Word]:
    written = match[0]
    if match["number"]:
        return _number(match["number"], match["tail"] or "", written)
    if match["initials"]:
        folded = written.replace(".", "").casefold()
        return [Word(UNITS.get(folded, folded), written.replace(".", ""), first)]
    if match["word"]:
        return [Word(w, written, first) for w in _spelt_out(written.casefold())]
    if match["single"]:
        return [Word("'", written)] if _is_quote(match, plain) else []
    if written in ('"', "''", "``"):
        inches = match.start() and plain[match.start() - 1].isdigit() and plain.count('"') % 2
        return [Word("inch" if inches else QUOTE, written)]
    return [Word(UNITS.get(written, CURRENCIES.get(written, written)), written)]


def _number(digits: str, tail: str, written: str) -> list[Word]:
    value = re.sub(r"[, ](?=\d{3}(?!\d))", "", digits)
    if tail in ("st", "nd", "rd", "th"):
        return [Word("#" + value, written)]
    return [Word(value + tail.strip("'"), written)]


@lru_cache(maxsize=8192)
def _spelt_out(word: str) -> tuple[str, ...]:
    if word in CONTRACTED:
        return CONTRACTED[word]
    for ending, whole in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], whole
    if word in telling().numbers:
        return (str(telling().numbers[word]),)
    if word in ORDINALS:
        return (f"#{ORDINALS[word]}",)
    for language in telling().compounds:
        if value := language.read(word):
            return (value,)
    return (MONTHS.get(word, UNITS.get(word, word)),)


def _is_quote(match: re.Match[str], plain: str) -> bool:
    """Whether a single mark stands at the outside of a word, as quotation marks do."""
    before, after = plain[: match.start()][-1:], plain[match.end() :][:1]
    opens = not before.isalnum() and after.isalnum()
    closes = bool(before) and not before.isspace() and not after.isalnum()
    return opens or closes


def _join(found: list[Word], word: Word) -> None:
    """Add a word; what makes one number, amount of money or unit with the last becomes one."""
    last = found[-1] if found else None
    if last and last.text.isdigit() and last.written.isalpha():
        tens, ones = int(last.text), word.text
        if word.written.isalpha() and ones.isdigit() and 20 <= tens <= 90 and not tens % 10:
            if 0 < int(ones) < 10:
                found[-1] = Word(str(tens + int(ones)), last.written, last.first)
                return
    if last and word.text in telling().scales and _is_amount(last.text):
        found[-1] = Word(_times(last.text, telling().scales[word.text]), last.written, last.first)
        return
    if last and word.text == "cent" and last.text == "per":
        found[-1] = Word("%", last.written)
        return
    if last and last.text in CURRENCIES.values() and last.written in CURRENCIES:
        if word.text[:1].isdigit():
            found[-1:] = [word, last]
            return
    if len(found) > 1 and found[-1].written in CURRENCIES and word.text in telling().scales:
        if _is_amount(found[-2].text):
            amount = found[-2]
            found[-2] = Word(_times(amount.text, telling().scales[word.text]), amount.written)
            return
    found.append(word)


def _is_amount(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.\d+)?", text))


def _times(amount: str, scale: int) -> str:
    return f"{float(amount) * scale:.6f}".rstrip("0").rstrip(".")


def _paired(found: list[Word]) -> list[Word]:
    """Single marks become quotes when they come in pairs, and are apostrophes otherwise."""
    places = [i for i, word in enumerate(found) if word.text == "'"]
    if len(places) % 2 == 0:
        return [Word(QUOTE, w.written) if w.text == "'" else w for w in found]
    return [word for word in found if word.text != "'"]
