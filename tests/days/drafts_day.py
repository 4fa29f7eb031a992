"""Drafts in a row: a typo, a quote rewritten, a paragraph moved, one deleted that comes back.

What became of the marks is read at the drafts page; pictures of each go to the folder that
GALLEY_PICTURES names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hands import Hands

if TYPE_CHECKING:
    from run import Day

HEADLINE = "The Ferry That Learned to Wait"
QUOTE = "A boat that does not wait is only a machine"
MARKED = (("230 passengers", "f"), ("held the boat for 11 minutes", "f"), (QUOTE, "q"))
TOLD = "^To be checked again: "


def live(day: Day) -> Iterator[str]:
    """The day; what there is to tell of it, line by line."""
    with day.at_the_window() as hands:
        hands.title("The Bridge")
        text = (day.home / "ferry-1.md").read_text("utf-8")
        mark(hands, day)
        yield "three passages are marked and confirmed"
        text = changed(text, "timetables ended", "time-tables ended")
        revise(hands, day, 2, text)
        hands.click("*", "^Kept")
        hands.see("list item", "^kept: 230 passengers$")
        picture(hands, "2-typo")
        yield "a typo keeps every mark"
        text = changed(text, "does not wait is only a machine", "waits is more than a machine")
        revise(hands, day, 3, text)
        hands.see("list item", "^changed: .*to be checked again$")
        hands.see("label", TOLD)
        picture(hands, "3-quote")
        hands.press("ctrl+2")
        hands.see("table cell", QUOTE)
        picture(hands, "3-queue")
        hands.press("ctrl+4")
        yield "a rewritten quote is to be checked again, on top of the queue"
        parts = text.split("\n\n")
        parts.insert(2, parts.pop(next(n for n, p in enumerate(parts) if "11 minutes" in p)))
        revise(hands, day, 4, "\n\n".join(parts))
        hands.click("*", "^Moved")
        hands.see("list item", "^moved: held the boat")
        picture(hands, "4-moved")
        yield "a moved paragraph took its mark along"
        without = [part for part in parts if "230 passengers" not in part]
        revise(hands, day, 5, "\n\n".join(without))
        hands.see("list item", "^cut: 230 passengers")
        picture(hands, "5-cut")
        revise(hands, day, 6, "\n\n".join(parts))
        hands.click("*", "^Kept")
        hands.see("list item", "^kept: 230 passengers$")
        picture(hands, "6-back")
        yield "a deleted paragraph cut its mark, and brought it back"
        for number in (5, 4, 3, 2):
            hands.press("ctrl+z")
            hands.see_no("combo box", f"^Draft {number + 1},")
        hands.press("ctrl+z")
        hands.see("label", "^There is one draft")
        picture(hands, "7-undone")
        yield "undo took each draft back"
        hands.press("ctrl+q")


def mark(hands: Hands, day: Day) -> None:
    """Open the file and mark three passages, all confirmed."""
    hands.press("ctrl+o")
    hands.title("Open article")
    hands.give(str(day.home / "ferry-1.md"), "^Open$")
    hands.title(HEADLINE)
    for words, key in MARKED:
        hands.sweep(words)
        hands.press(key)
        hands.see("push button", "^State: unchecked$")
        hands.press("1")
        hands.see("push button", "^State: confirmed$")


def revise(hands: Hands, day: Day, number: int, text: str) -> None:
    """Choose the file of the next draft, and see it compared with the one before."""
    path = day.home / f"draft-{number}.md"
    path.write_text(text, "utf-8")
    hands.press("ctrl+shift+d")
    hands.title("New draft")
    hands.give(str(path), "^Open$")
    hands.see("combo box", f"^Draft {number},")
    hands.see("combo box", f"^Draft {number - 1},")


def changed(text: str, before: str, after: str) -> str:
    """The text with words replaced that are in it."""
    assert before in text, before
    return text.replace(before, after)


def picture(hands: Hands, name: str) -> None:
    """Keep a picture, where somebody wants them."""
    if folder := os.environ.get("GALLEY_PICTURES"):
        hands.screen.picture(Path(folder) / f"{name}.png")
