"""Numbers written as one word are read by what they are worth."""

from __future__ import annotations

import pytest

from editor.text.substance import substance
from editor.text.substance_words import telling

ONES = " ein zwei drei vier fünf sechs sieben acht neun".split(" ")
TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()


def german(number: int) -> str:
    """A number below a million as Germans write it."""
    if number >= 1000:
        head, rest = divmod(number, 1000)
        return german(head) + "tausend" + (german(rest) if rest else "")
    if number >= 100:
        return ONES[number // 100] + "hundert" + (german(number % 100) if number % 100 else "")
    if number >= 20:
        ones = ONES[number % 10]
        return (ones + "und" if ones else "") + TENS[number // 10 - 2]
    return ONES[number] if number < 10 else TEENS[number - 10]


def test_every_kind_of_german_compound_is_read():
    compound = telling().compounds[0]
    for number in [*range(21, 1200), *range(1200, 999_999, 617)]:
        word = german(number)
        if word not in telling().numbers:
            assert compound.read(word) == str(number), word


@pytest.mark.parametrize(
    "word",
    "ein hundert tausend und hund rund tausendsassa hundertprozentig jahrhundert jahrtausende"
    " hunderte tausende gesund einundzwanziger zweiundelf undzwanzig einundhundertund".split(),
)
def test_other_words_are_no_numbers(word):
    assert telling().compounds[0].read(word) == ""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Es waren einundzwanzig Boote.", "Es waren zweiundzwanzig Boote.", ("numbers",)),
        ("Es kostete zweihundertfünfzig Euro.", "Es kostete 250 Euro.", ()),
        (
            "Es kostete zweihundertfünfzig Euro.",
            "Es kostete zweihundertfünfzehn Euro.",
            ("numbers",),
        ),
        ("Etwa dreitausend Menschen kamen.", "Etwa 3000 Menschen kamen.", ()),
        ("Am einundzwanzigsten Mai.", "Am zweiundzwanzigsten Mai.", ("numbers",)),
        ("Neunzehnhundertachtzig zog er um.", "Neunzehnhundertneunzig zog er um.", ("numbers",)),
    ],
)
def test_german_numbers_change_substance_by_their_value(before, after, found):
    assert substance(before, after) == found
