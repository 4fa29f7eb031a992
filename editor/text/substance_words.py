"""Words that carry substance, and spellings that mean the same.

What differs from language to language stands in `resources/languages/substance`; a new language
is a new file there. The lists of all of them hold at once, for a passage is too short to tell its
language by, so a word that means something else in another language is left out.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, NamedTuple

import resources
from editor.text.compound import Compound, compound

FOLDER = "languages/substance"

ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        " twentieth".split(),
        start=1,
    )
}
AMOUNTS = frozenset(
    "half quarter third thirds quarters dozen dozens score scores hundreds thousands millions"
    " billions trillions double triple twice once thrice couple several few many most all every"
    " both none majority minority least fewer more less only nearly almost about roughly"
    " approximately over under around".split()
)
"""Words of quantity that are no numerals."""

CURRENCIES = {"$": "dollar", "\u20ac": "euro", "\u00a3": "pound", "\u00a5": "yen"}

UNITS = {
    spelling: unit
    for unit, spellings in {
        "%": "% percent pct",
        "dollar": "dollar dollars usd",
        "euro": "euro euros eur",
        "pound": "pound pounds gbp lb lbs",
        "yen": "yen jpy",
        "cent": "cent cents",
        "meter": "meter meters metre metres",
        "kilometer": "km kms kilometer kilometers kilometre kilometres",
        "centimeter": "cm centimeter centimeters centimetre centimetres",
        "millimeter": "mm millimeter millimeters millimetre millimetres",
        "mile": "mile miles mi",
        "foot": "foot feet ft",
        "inch": "inch inches",
        "yard": "yard yards yd",
        "acre": "acre acres",
        "hectare": "ha hectare hectares",
        "gram": "g gram grams",
        "kilogram": "kg kgs kilo kilos kilogram kilograms",
        "ton": "ton tons",
        "tonne": "tonne tonnes",
        "ounce": "oz ounce ounces",
        "liter": "liter liters litre litres",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels bbl",
        "second": "sec secs seconds",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
        "mph": "mph",
        "kph": "kph kmh",
        "degree": "degree degrees \u00b0",
        "celsius": "celsius",
        "fahrenheit": "fahrenheit",
        "watt": "watt watts w",
        "kilowatt": "kw kilowatt kilowatts",
        "megawatt": "mw megawatt megawatts",
        "gigawatt": "gw gigawatt gigawatts",
        "volt": "volt volts",
        "hertz": "hertz hz",
        "byte": "byte bytes",
        "megabyte": "mb megabyte megabytes",
        "gigabyte": "gb gigabyte gigabytes",
        "point": "point points",
        "am": "am",
        "pm": "pm",
    }.items()
    for spelling in spellings.split()
}

MONTHS = {
    "jan": "january",
    "feb": "february",
    "apr": "april",
    "aug": "august",
    "sep": "september",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
}


class Telling(NamedTuple):
    """`negations` and `modals` (how sure something is) say otherwise, `attribution` says who says
    it; `numbers` and `scales` (hundred, million) have their value, `compounds` read more."""

    negations: frozenset[str]
    modals: frozenset[str]
    attribution: frozenset[str]
    numbers: dict[str, int]
    scales: dict[str, int]
    compounds: tuple[Compound, ...]


@cache
def telling() -> Telling:
    """The words of every language there is a file for."""
    files = sorted(resources.path(FOLDER).glob("*.toml"))
    raw = [tomllib.loads(file.read_text("utf-8")) for file in files]

    def listed(name: str) -> frozenset[str]:
        return frozenset(word for one in raw for word in one[name].split())

    def valued(name: str, files: list[dict[str, Any]] = raw) -> dict[str, int]:
        lines = [line.split() for one in files for line in one[name].splitlines() if line]
        return {word: int(line[0]) for line in lines for word in line[1:]}

    return Telling(
        listed("negations"),
        listed("modals"),
        listed("attribution"),
        valued("numbers"),
        valued("scales"),
        tuple(
            compound(valued("numbers", [one]), one["compound"]) for one in raw if "compound" in one
        ),
    )


PREFIXES = frozenset("un in im il ir dis non".split())
"""What makes a word its opposite."""

ARTICLES = frozenset({"a", "an", "the", "that"})
"""Words that may come and go without changing what is said."""

CONTRACTED = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "i'm": ("i", "am"),
    **{f"{word}'s": (word, "is") for word in "it he she that there what who here where".split()},
}
ENDINGS = {
    "n't": "not",
    "'ll": "will",
    "'ve": "have",
    "'re": "are",
    "'d": "would",
}

CONFUSED = tuple(
    frozenset(group.split())
    for group in (
        "county country",
        "statue statute status",
        "causal casual",
        "marital martial",
        "bought brought",
        "desert dessert",
        "moral morale mortal",
        "personal personnel",
        "patents patients patience",
        "conservation conversation",
        "reserved reversed",
        "deceased diseased",
        "ordinance ordnance",
        "council counsel",
        "formally formerly",
        "precede proceed",
        "through thorough though",
        "clothes cloths",
        "message massage",
        "descent decent",
        "costumer customer",
        "expand expend",
        "median medium",
        "minister minster",
        "policies polices",
        "police policy",
        "rational rationale",
        "rejected ejected",
        "stationary stationery",
        "wander wonder",
        "prescribe proscribe prescribed proscribed",
        "prosecuted persecuted",
        "adverse averse",
        "affected effected",
        "insured ensured",
        "assured insured",
        "contended contented",
        "convicted convinced",
        "retired rehired",
        "resigned re-signed",
        "invested infested",
        "public pubic",
        "trusty trustee",
        "hanged hanger",
        "detained retained",
        "interned interred",
        "warned warmed",
        "founded funded",
        "located locked",
        "started stated",
        "strikes strokes",
        "stalked stacked",
        "battled bottled",
        "parties parities",
        "boarders borders",
        "plaintiff plaintive",
        "principal principle",
        "complement compliment",
        "increased increases",
        "diverted diverged",
        "granted granite",
        "planted planned",
        "hunted haunted",
        "missed missing",
        "signed singed",
        "tested texted",
        "voters motors",
        "killed kilned",
        "injured insured",
        "charged changed",
        "chances charges changes",
        "removed renewed",
        "elected erected ejected",
        "created crated",
        "printed pointed",
        "married marred",
        "carried curried",
    )
)
"""Words that a slip turns into each other and that mean different things."""
