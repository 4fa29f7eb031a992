"""What a person does at a screen: looks, presses keys, types, points; every key is counted."""

from __future__ import annotations

import time
from typing import Any

from screen import BEAT, Screen

FILE_NAME = ("text", "^File name")
ARTICLE = ("text", "^Article text$")
STOPS = ("push button", "text", "check box", "radio button", "list", "table", "combo box", "slider")
"""Roles of what the keyboard can stop at."""
STEP = 0.02
"""Seconds a hand rests between two movements."""


class Hands:
    """Two hands and two eyes at one screen."""

    def __init__(self, screen: Screen) -> None:
        """Nothing is pressed yet."""
        self.screen = screen
        self.pressed = 0
        """Keys pressed; a chord is one, and what is typed as text is none."""

    # -- eyes

    def see(self, role: str, name: str, patience: float = 10.0) -> dict[str, Any]:
        """The first thing of a role (`*` for any) whose name matches, once it is showing."""
        look = self.screen.until(
            lambda: self.screen.ask(ask="first", role=role, name=name), f"{role} {name!r}", patience
        )
        return dict(look)

    def await_keyboard(self, role: str, name: str) -> None:
        """Wait until the keyboard is in a field."""

        def look() -> bool:
            found = self.screen.ask(ask="first", role=role, name=name)
            return found is not None and found["focused"]

        self.screen.until(look, f"the keyboard in {role} {name!r}")

    def see_no(self, role: str, name: str) -> None:
        """Wait until no such thing is showing."""
        self.screen.until(
            lambda: self.screen.ask(ask="first", role=role, name=name) is None,
            f"no {role} {name!r}",
        )

    def read(self, role: str, name: str, words: str) -> None:
        """Wait until the text of a thing, or else its name, holds some words."""

        def look() -> bool:
            found = self.screen.ask(ask="first", role=role, name=name)
            return found is not None and words in (found["text"] or found["name"])

        self.screen.until(look, f"{words!r} in {role} {name!r}")

    def title(self, words: str) -> None:
        """Wait until the keyboard is in a window whose title holds some words."""
        self.screen.until(lambda: words in self.screen.title(), f"a window {words!r}")

    def unnamed(self) -> list[str]:
        """What a screen reader could not name among what it could stop at."""
        found = self.screen.ask(ask="all")
        return [
            f"{one['role']} {one['box']}"
            for one in found
            if one["role"] in STOPS and not one["name"].strip()
        ]

    # -- keyboard

    def press(self, *keys: str) -> None:
        """Press keys or chords, as xdotool names them."""
        for key in keys:
            self.screen.x("key", "--clearmodifiers", key)
            self.pressed += 1

    def type(self, text: str) -> None:
        """Type text; this is no key press that is counted."""
        self.screen.x("type", "--clearmodifiers", "--delay", 3, "--", text)

    # -- mouse

    def click(self, role: str, name: str, button: int = 1) -> None:
        """Click into the middle of a thing."""
        x, y, wide, high = self._resting(role, name)
        self._go(x + wide // 2, y + high // 2)
        self.screen.x("click", button)

    def point(self, words: str, text: tuple[str, str] = ARTICLE, button: int = 1) -> None:
        """Click on words of a text."""
        first, _last = self._span(words, text)
        self._go(first[0] + first[2], first[1] + first[3] // 2)
        self.screen.x("click", button)

    def sweep(self, words: str, text: tuple[str, str] = ARTICLE) -> None:
        """Select words of a text with the mouse."""
        first, last = self._span(words, text)
        start = (first[0], first[1] + first[3] // 2)
        end = (last[0] + last[2], last[1] + last[3] // 2)
        self._go(*start)
        self.screen.x("mousedown", 1)
        for part in (1, 2, 3, 4):
            self._go(*(a + (b - a) * part // 4 for a, b in zip(start, end, strict=True)))
        self.screen.x("mouseup", 1)

    def wheel(self, role: str, name: str, clicks: int) -> None:
        """Turn the wheel over a thing; up where `clicks` is negative."""
        x, y, wide, high = self.see(role, name)["box"]
        self._go(x + wide // 2, y + high // 2)
        self.screen.x("click", "--repeat", abs(clicks), "--delay", 15, 5 if clicks > 0 else 4)

    def menu(self, *names: str) -> None:
        """Choose from the menu bar, or from a menu that is open."""
        for name in names:
            self.click("menu item", name)

    def give(self, path: str, button: str) -> None:
        """Write a path into the file dialog that is open, and click its button.

        The first click may only put away the list of names that the dialog offers.
        """
        dialog = self.screen.title()
        self.await_keyboard(*FILE_NAME)
        self.type(path)
        for _click in range(2):
            self.click("push button", button)
            end = time.monotonic() + 0.6
            while time.monotonic() < end:
                if self.screen.title() != dialog:
                    return
                time.sleep(BEAT)

    def _span(self, words: str, text: tuple[str, str]) -> list[list[int]]:
        role, name = text

        def look() -> list[list[int]] | None:
            found = self.screen.ask(ask="span", role=role, name=name, words=words)
            return found or None

        return self.screen.until(look, f"the words {words!r}")

    def _resting(self, role: str, name: str) -> list[int]:
        """The box of a thing that has stopped moving and can be used."""
        last: list[int] = []

        def look() -> list[int] | None:
            nonlocal last
            found = self.screen.ask(ask="first", role=role, name=name)
            before, last = last, (found["box"] if found and found["enabled"] else [])
            return last if last and last == before and last[2] > 0 else None

        return self.screen.until(look, f"{role} {name!r} to click on")

    def _go(self, x: int, y: int) -> None:
        self.screen.x("mousemove", x, y)
        time.sleep(STEP)
