import inspect

import pytest

import db.errors
from db.kinds import BlockKind, Kind, PlacementStatus, Risk, State
from editor.i18n import OF_FILES, SENTENCES, label, sentence

CODES = [c for _, c in inspect.getmembers(db.errors, inspect.isclass) if hasattr(c, "code")]


@pytest.mark.parametrize("enum", [State, Kind, Risk, BlockKind, PlacementStatus])
def test_every_member_has_its_own_label(enum):
    labels = [label(member) for member in enum]
    assert len(set(labels)) == len(labels)
    assert not any("_" in text for text in labels)


@pytest.mark.parametrize("kind", CODES)
def test_every_store_error_has_a_sentence(kind):
    assert kind.code in SENTENCES
    text = sentence(kind())
    assert text.endswith(".") and "\n" not in text and "{" not in text


def test_values_fill_the_sentence():
    assert sentence(db.errors.NotFound(kind="article", ref="x{y}")) == "There is no article “x{y}”."


def test_control_characters_and_unknown_codes_stay_on_one_line():
    class Odd(Exception):
        code = "odd_thing"

        def __init__(self) -> None:
            self.values = {"name": "a\n\x1b[31mb"}

    assert sentence(Odd()) == "Odd thing (name a [31mb)."
    assert sentence(ValueError("two\nlines")) == "two lines"


@pytest.mark.parametrize("number", OF_FILES)
def test_what_the_system_says_of_a_file_is_one_sentence(number):
    told = sentence(OSError(number, "words of the system", "/desk/report.pdf"))
    assert "/desk/report.pdf" in told and told.endswith(".") and "system:" not in told
    assert "words of" not in told
