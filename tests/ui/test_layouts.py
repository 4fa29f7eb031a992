"""The same keys on US, French and Russian keyboards, told by letter or by place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from editor.ui.layouts import MAC_CODES, ROWS, chord, scan_codes

NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
PLACES = {"linux": 8, "win32": 0}
FRENCH = "&é\"'(-è_çà"
RUSSIAN = "йцукенгшщзфывапролдячсмить"


def press(letter, place=0, held=NONE, text=None, mac=0):
    """A key that says `letter` at scan code `place`."""
    key = ord(letter.upper()) if len(letter.upper()) == 1 else 0
    words = letter if text is None else text
    return QKeyEvent(QEvent.Type.KeyPress, key, held, place, mac, 0, words)


def test_latin_letters_count_by_what_they_say():
    assert chord(press("q", 24), "linux") == "Q"
    assert chord(press("q", 38), "linux") == "Q", "on AZERTY, where it stands at the US A"
    assert chord(press("A", 24, SHIFT), "linux") == "Shift+A"


@pytest.mark.parametrize("platform", PLACES)
@pytest.mark.parametrize("at", range(10))
def test_a_french_digit_needs_no_shift(platform, at):
    place = 2 + PLACES[platform] + at
    digit = ROWS[0][at]
    assert chord(press(FRENCH[at], place), platform) == digit
    assert chord(press(digit, place, SHIFT), platform) == digit
    assert chord(press(FRENCH[at], place, CONTROL), platform) == f"Ctrl+{digit}"
    assert chord(press(FRENCH[at], place, ALT), platform) == f"Alt+{digit}"


@pytest.mark.parametrize("platform", PLACES)
def test_russian_letters_count_by_their_place(platform):
    places = {key: code for code, key in scan_codes(platform).items()}
    for letter, wanted in zip(RUSSIAN, "".join(ROWS[1:]), strict=True):
        assert chord(press(letter, places[wanted]), platform) == wanted
        assert chord(press(letter), platform) == wanted, "and without a place by what they are"
    assert chord(press("Ф", places["A"], SHIFT), platform) == "Shift+A"
    assert chord(press("5", places["5"]), platform) == "5"


def test_apples_codes_name_places():
    assert len(MAC_CODES) == sum(map(len, ROWS))
    code = next(code for code, key in MAC_CODES.items() if key == "3")
    assert chord(press('"', mac=code), "darwin") == "3"
    code = next(code for code, key in MAC_CODES.items() if key == "Q")
    assert chord(press("й", mac=code), "darwin") == "Q"


def test_us_punctuation_is_no_digit_and_no_letter():
    for letter, place in (("'", 48), ("-", 20), (";", 47), ("[", 34)):
        assert chord(press(letter, place), "linux") == ""
    assert chord(press("!", 10, SHIFT), "linux") == ""


def test_keys_with_names():
    def named(key, held=NONE):
        return chord(QKeyEvent(QEvent.Type.KeyPress, key, held), "linux")

    assert named(Qt.Key.Key_Space, SHIFT) == "Shift+Space"
    assert named(Qt.Key.Key_Enter) == "Return"
    assert named(Qt.Key.Key_Question, SHIFT) == "?"
    assert named(Qt.Key.Key_Left) == ""
