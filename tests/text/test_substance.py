"""What sends a checked fact back, and what does not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from editor.text.substance import KINDS, says_otherwise, substance, wording

DATA = Path(__file__).resolve().parents[1] / "data" / "substance.tsv"
LINES = DATA.read_text("utf-8").splitlines()[1:]


def case(line: str) -> tuple[bool, str, str, str]:
    """Whether substance changed, of which kind, and both wordings; \\u escapes are read."""
    answer, kind, rest = line.split("\t", 2)
    before, after = (part.replace("\\u0308", "\u0308") for part in rest.rsplit("\t", 1))
    before, after = (
        p.replace("\\u00ad", "\u00ad").replace("\\u00a0", "\u00a0") for p in (before, after)
    )
    return answer == "yes", kind, before, after


@pytest.mark.parametrize("line", LINES)
def test_hand_made(line):
    changed, kind, before, after = case(line)
    found = substance(before, after)
    assert bool(found) is changed
    assert kind in found if kind not in ("", "wording", "quotes") else True
    assert bool(substance(after, before)) is changed


def test_there_are_a_hundred_hand_made_cases():
    assert len(LINES) >= 100


SENTENCES = [
    "The harbour board paid {n} {unit} to {name} in 1954, and the minister did not object.",
    "{name} said the new crane could lift {n} tons, which nobody on the quay believed.",
    "“We waited {n} {unit} for the ferry,” {name} told the inquiry; the captain must answer.",
    "In the spring of 1988 about {n} families left the valley, and {name} never returned.",
    "The tunnel under the fjord is {n} {unit} long, according to {name}, who may resign.",
    "{name} will not say whether the {n} missing files were found in the cellar.",
    "Of the {n} ships that {name} built, none should have sailed without a second pump.",
    "Prices rose by {n} {unit} after {name} closed the mill, and they might rise again.",
]
NAMES = ["Marta Quist", "Joao Pereira", "Halvor Brekke", "Dr. Ines Calder", "the Orkla Trust"]
UNITS = ["kilometers", "miles", "hours", "days", "euros", "dollars"]
WORDS = "two three four five six seven eight nine ten eleven twelve twenty forty ninety".split()


def sentence(dice: random.Random) -> dict[str, str]:
    """What one sentence is filled with."""
    number = dice.choice(
        [*WORDS, str(dice.randrange(2, 99)), f"{dice.randrange(2, 99)},{dice.randrange(100, 999)}"]
    )
    return {
        "text": dice.choice(SENTENCES),
        "n": number,
        "unit": dice.choice(UNITS),
        "name": dice.choice(NAMES),
    }


def filled(parts: dict[str, str]) -> str:
    return parts["text"].format(**parts)


def other(dice: random.Random, choices: list[str], than: str) -> str:
    return dice.choice([c for c in choices if c != than])


def changed(dice: random.Random, parts: dict[str, str]) -> tuple[str, str] | None:
    """A sentence changed in substance, and how; None when it has nothing of that kind."""
    how = dice.choice(["number", "unit", "name", "letter", "not", "modal", "year", "quotes"])
    text = filled(parts)
    if how == "number":
        digit = other(dice, WORDS, parts["n"])
        new = filled({**parts, "n": digit})
    elif how == "unit":
        new = filled({**parts, "unit": other(dice, UNITS, parts["unit"])})
    elif how == "name":
        new = filled({**parts, "name": other(dice, NAMES, parts["name"])})
    elif how == "letter":
        name = parts["name"]
        new = text.replace(name, name[:-1] + ("e" if name[-1] != "e" else "a"))
    elif how == "not":
        new = (
            text.replace(" not ", " ").replace(" never ", " often ").replace("nobody", "everybody")
        )
        new = new.replace("none should", "all should")
    elif how == "modal":
        for word, instead in (
            ("could", "did"),
            ("may", "will"),
            ("must", "should"),
            ("might", "did"),
        ):
            if f" {word} " in text:
                return how, text.replace(f" {word} ", f" {instead} ")
        return None
    elif how == "year":
        new = text.replace("1954", "1945").replace("1988", "1989")
    else:
        new = text.replace("“", "").replace("”", "")
    return (how, new) if new != text else None


def reformed(dice: random.Random, parts: dict[str, str]) -> str:
    """The same sentence with its form changed in one to three ways."""
    text = filled(parts)
    ways = [
        lambda t: t.replace("“", '"').replace("”", '"'),
        lambda t: t.replace("“", "«").replace("”", "»"),
        lambda t: t.replace(", ", " – ", 1),
        lambda t: t.replace(";", ",").rstrip("."),
        lambda t: t.upper(),
        lambda t: t.lower(),
        lambda t: t.replace(" ", "  ", 3),
        lambda t: t.replace(" ", "\u00a0", 2),
        lambda t: t.replace(" ", "\n", 1),
        lambda t: t.replace("did not", "didn’t").replace("will not", "won't"),
        lambda t: t.replace("kilometers", "km").replace("hours", "hrs"),
        lambda t: f"{t[:9]}\u00ad{t[9:]}",
        lambda t: t.replace(" twenty ", " 20 ").replace(" forty ", " 40 ").replace(" ten ", " 10 "),
        lambda t: t.replace("Dr. ", "Dr "),
    ]
    for way in dice.sample(ways, dice.randrange(1, 4)):
        text = way(text)
    return text


def test_five_hundred_generated_changes_of_substance_are_seen():
    dice = random.Random(6)
    missed, seen = [], 0
    while seen < 500:
        parts = sentence(dice)
        done = changed(dice, parts)
        if done is None:
            continue
        seen += 1
        if not substance(filled(parts), done[1]):
            missed.append((done, filled(parts)))
    assert len(missed) <= 5, missed[:5]


def test_five_hundred_generated_changes_of_form_are_let_through():
    dice = random.Random(7)
    wrong = []
    for _ in range(500):
        parts = sentence(dice)
        text, form = filled(parts), reformed(dice, parts)
        if found := substance(text, form):
            wrong.append((found, text, form))
    assert len(wrong) <= 5, wrong[:5]


def test_the_kinds_come_in_one_order_and_are_known():
    found = substance("Ann Holm did not pay 5 euros.", "Ann Berg may pay 6 dollars.")
    assert found == tuple(kind for kind in KINDS if kind in found)
    assert {"numbers", "units", "names", "negation", "modality"} <= set(found)


def test_two_wordings_of_the_same_words_are_equal():
    assert wording("“It’s 1,200 km,” she said.") == wording('"It is 1200 kilometres", she said')
    assert wording("a bridge") != wording("the bridge")


def test_a_negation_beside_a_passage_says_otherwise():
    assert says_otherwise("did", "did not") == ("negation",)
    assert not says_otherwise("the old", "the new")


def test_who_says_it_beside_a_passage_says_otherwise_and_another_verb_of_speech_does_not():
    assert says_otherwise("", ", police said") == ("modality",)
    assert says_otherwise("the mayor said", "") == ("modality",)
    assert not says_otherwise("said Lund", "Lund told us")


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (
            "negation",
            "Der Rat hat der Brücke zugestimmt.",
            "Der Rat hat der Brücke nie zugestimmt.",
        ),
        ("negation", "Es gab keine Verletzten.", "Es gab Verletzte."),
        ("modality", "Die Brücke wird im Mai eröffnet.", "Die Brücke soll im Mai eröffnet werden."),
        ("modality", "Er konnte das Tor heben.", "Er könnte das Tor heben."),
        ("numbers", "Zwölf Menschen sahen zu, sagte sie.", "Elf Menschen sahen zu, sagte sie."),
        ("", "Es kamen zwölf Gäste.", "Es kamen 12 Gäste."),
        ("", "Es kostete 3 Millionen Euro.", "Es kostete 3 Mio. Euro."),
        ("negation", "Le pont a été fermé.", "Le pont n’a jamais été fermé."),
        ("modality", "Le maire a vendu le port.", "Le maire aurait vendu le port."),
        ("numbers", "Le conseil compte douze élus.", "Le conseil compte treize élus."),
        ("", "Le conseil compte douze élus.", "Le conseil compte 12 élus."),
        ("negation", "El puente fue cerrado.", "El puente nunca fue cerrado."),
        ("modality", "El alcalde vendió el puerto.", "El alcalde presuntamente vendió el puerto."),
        ("numbers", "Había siete barcos.", "Había ocho barcos."),
        ("", "Había siete barcos.", "Había 7 barcos."),
        ("negation", "Мост был закрыт.", "Мост не был закрыт."),
        ("modality", "Мэр продал порт.", "Мэр якобы продал порт."),
        ("numbers", "Погибли пять человек.", "Погибли шесть человек."),
        ("", "Погибли двадцать пять человек.", "Погибли 25 человек."),
        ("", "Это стоило 3 миллиона крон.", "Это стоило 3 млн крон."),
        ("negation", "Körpü bağlanıb.", "Körpü heç bağlanmayıb."),
        ("modality", "Mer limanı satıb.", "Mer guya limanı satıb."),
        ("numbers", "Yeddi gəmi var idi.", "Səkkiz gəmi var idi."),
        ("", "Orada yeddi gəmi var idi.", "Orada 7 gəmi var idi."),
    ],
)
def test_other_languages_have_their_words(kind, before, after):
    found = substance(before, after)
    assert kind in found if kind else not found
