"""Which key of the table was pressed, whatever the keyboard's layout.

A Latin letter counts by what it says, so that `A` is where the keyboard prints it. A digit
counts by its place when the layout wants Shift for it (AZERTY), a letter of another script
counts by its place on the keyboard (Cyrillic, Greek, Arabic, Hebrew).
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
"""The keys of the table by their places on a US keyboard."""

FIRST_SCAN_CODES = (2, 16, 30, 44)
"""The PC's scan codes of the first key of each row; X11 and Wayland count eight more."""

MAC_CODES = dict(
    zip(
        (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)
        + (12, 13, 14, 15, 17, 16, 32, 34, 31, 35)
        + (0, 1, 2, 3, 5, 4, 38, 40, 37)
        + (6, 7, 8, 9, 11, 45, 46),
        "".join(ROWS),
        strict=True,
    )
)
"""Apple's virtual key codes, which name places."""

CYRILLIC = dict(zip("йцукенгшщзфывапролдячсмить", "".join(ROWS[1:]), strict=True))
"""Where a keyboard without places (a remote screen) types Russian letters."""

NAMES = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Question: "?",
}


def scan_codes(platform: str = sys.platform) -> dict[int, str]:
    """Native scan code -> key of the table on this platform; empty where there are none."""
    if platform == "darwin":
        return {}
    shift = 0 if platform == "win32" else 8
    return {
        first + shift + at: key
        for first, row in zip(FIRST_SCAN_CODES, ROWS, strict=True)
        for at, key in enumerate(row)
    }


def chord(event: QKeyEvent, platform: str = sys.platform) -> str:
    """The pressed key with its modifiers as the table writes them, such as `Shift+A`; "" if none.

    Only what needs the layout's help is told: Qt's own shortcuts know the others.
    """
    name = _name(event, platform)
    if not name:
        return ""
    held = event.modifiers()
    shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
    if name == "?" or (name.isdigit() and event.text() == name):
        shifted = False
    parts = [
        word
        for word, on in (
            ("Ctrl", bool(held & Qt.KeyboardModifier.ControlModifier)),
            ("Alt", bool(held & Qt.KeyboardModifier.AltModifier)),
            ("Shift", shifted),
        )
        if on
    ]
    return "+".join((*parts, name))


def _name(event: QKeyEvent, platform: str) -> str:
    key = event.key()
    if key in NAMES:
        return NAMES[Qt.Key(key)]
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    if platform == "darwin":
        placed = MAC_CODES.get(event.nativeVirtualKey(), "") if event.nativeVirtualKey() else ""
    else:
        placed = scan_codes(platform).get(event.nativeScanCode(), "")
    if placed.isdigit():
        return "" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else placed
    letter = chr(key).casefold() if 0 < key < 0x110000 else ""
    if placed:
        return placed if letter.isalpha() and not letter.isascii() else ""
    return CYRILLIC.get(letter, "")
