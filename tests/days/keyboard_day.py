"""A day by keyboard alone: one article from its file to its report, the mouse untouched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hands import ARTICLE, FILE_NAME, Hands

if TYPE_CHECKING:
    from run import Day

HEADLINE = "The Ferry That Learned to Wait"
OFFERED, OWN = 15, 15
"""Facts marked where the program offers them, and whole sentences marked by hand."""
KEYS_EACH = 3.0
"""Keys a fact may take: to mark it, to put its source under it, to set its state and go on."""
LANDMARKS = (
    "^Article text$",
    "^Fact-check queue$",
    "^Facts that rest on this source$",
    "^Draft 2",
    "^What stands between",
    "^Preview of the report$",
)
"""What is on each of the six pages, in order."""
STATEMENT = ("text", "^Statement$")


def live(day: Day) -> Iterator[str]:
    """The day; what there is to tell of it, line by line."""
    with day.at_the_window() as hands:
        hands.title("The Bridge")
        yield "the sample opens by itself"
        intake(hands, day)
        yield "an article came in and was read cold"
        yield facts(hands, day)
        ask(hands)
        yield "a query went to the writer, a change was proposed, both from the keyboard"
        triage(hands)
        yield "the queue was worked"
        revise(hands, day)
        yield "a new draft carried the marks, and what changed was looked at"
        close(hands)
        yield "the passes are initialled and the draft is signed off"
        export(hands, day)
        yield "the report is written"
        walk(hands)
        yield "everything on the six pages has a name"
        hands.press("ctrl+q")
    with day.at_the_window() as hands:
        hands.title(HEADLINE)
        hands.press("ctrl+q")
    yield told(day)


def intake(hands: Hands, day: Day) -> None:
    """Open the file, read it without marks."""
    hands.press("ctrl+o")
    hands.title("Open article")
    hands.await_keyboard(*FILE_NAME)
    hands.type(str(day.home / "ferry-1.md"))
    hands.press("Return")
    hands.title(HEADLINE)
    hands.read(*ARTICLE, "NORVIK")
    hands.press("F11")
    hands.see_no("push button", "^Export")
    hands.press("F11")
    hands.see("push button", "^Export")


def facts(hands: Hands, day: Day) -> str:
    """Thirty facts, each marked, with a source under it, and confirmed; the keys are counted."""
    hands.press("s")
    hands.see("label", "of [0-9]+ suggestions")
    before = hands.pressed
    hands.press(*["a"] * OFFERED)
    marking = hands.pressed - before
    hands.press("s", "ctrl+Home")
    settle(hands, day, OFFERED)
    hands.press("j")
    hands.see(*STATEMENT)
    pin(hands)
    before = hands.pressed
    hands.press("alt+1")
    for _number in range(OFFERED - 1):
        hands.press("v", "alt+1")
    for _number in range(OWN):
        hands.press("f", "v", "alt+1")
    checking = hands.pressed - before
    found = settle(hands, day, OFFERED + OWN)
    confirmed = [check for check in found["checks"] if check["state"] == "confirmed"]
    assert len(confirmed) == OFFERED + OWN, f"{len(confirmed)} of the facts are confirmed"
    assert not [check for check in confirmed if check["thin"]], "a fact has no evidence"
    each = (marking + checking) / (OFFERED + OWN)
    assert each <= KEYS_EACH, f"{each:.2f} keys a fact"
    return f"{OFFERED + OWN} facts in {marking + checking} keys: {each:.2f} each"


def pin(hands: Hands) -> None:
    """Put a source under the first fact, and pin it."""
    hands.press("v")
    hands.await_keyboard("text", "^Source$")
    hands.type("Norvik harbour log, volume 12")
    hands.press("Tab")
    hands.type("page 40")
    hands.press("Return")
    hands.see("label", "Norvik harbour log, volume 12 · page 40")
    hands.press("shift+v")
    hands.see("*", "^V attaches Norvik")


def settle(hands: Hands, day: Day, count: int) -> dict[str, Any]:
    """What the store holds, once it holds so many checks of this article."""

    def look() -> dict[str, Any] | None:
        found = day.galley("show", slug(day))
        return found if len(found["checks"]) >= count else None

    return hands.screen.until(look, f"{count} checks in the store")


def slug(day: Day) -> str:
    """The name of the article."""
    articles = day.galley("articles")["articles"]
    return next(one["slug"] for one in articles if one["headline"] == HEADLINE)


def choose(hands: Hands, words: str) -> None:
    """Do an action by its name."""
    hands.press("ctrl+k")
    hands.await_keyboard("text", "^What do you want to do")
    hands.type(words)
    hands.press("Return")


def ask(hands: Hands) -> None:
    """A proposed wording, a question to the writer about it, and her answer."""
    hands.press("ctrl+f")
    hands.await_keyboard("text", "^Find in this article$")
    hands.type("230 passengers")
    hands.press("Return", "Escape", "e")
    hands.await_keyboard("text", "^Proposed wording$")
    hands.press("ctrl+a")
    hands.type("212 passengers")
    hands.press("ctrl+Return")
    hands.press("ctrl+5")
    hands.see("list item", "212 passengers")
    choose(hands, "new query")
    hands.see("*", "^Ask whom")
    hands.type("Ines")
    hands.press("Return")
    hands.await_keyboard("text", "^Question to Ines Halloran")
    hands.type("Which number has the ship's certificate?")
    hands.press("Return")
    hands.see("list item", "Which number")
    hands.press("j", "r")
    hands.await_keyboard("text", "^Answer to query 1")
    hands.type("212, I looked at the wrong ship")
    hands.press("Return")
    hands.read("label", "^Queries", "0 of 1 open")
    hands.press("k", "k", "a")
    hands.see_no("list item", "212 passengers")


def triage(hands: Hands) -> None:
    """The queue: several rows at once, then one by one."""
    hands.press("ctrl+2")
    hands.see("table cell", "Jens Kolstad")
    hands.press("shift+Down", "shift+Down")
    hands.read("label", "selected", "3 of")
    hands.press("shift+u")
    hands.see("table cell", "Elif Larsen")
    hands.press("Down", "l", "s", "3", "shift+Return")
    hands.title("The Bridge")
    hands.see(*STATEMENT)
    hands.press("alt+Left", "alt+Left")


def revise(hands: Hands, day: Day) -> None:
    """The next draft comes in; what changed needs eyes."""
    choose(hands, "search everything")
    hands.await_keyboard("text", "^Search everything$")
    hands.type("ferry")
    hands.see("list item", "headline")
    hands.press("Return")
    hands.title(HEADLINE)
    hands.press("ctrl+shift+d")
    hands.title("New draft")
    hands.await_keyboard(*FILE_NAME)
    hands.type(str(day.home / "ferry-2.md"))
    hands.press("Return")
    hands.see("combo box", "^Draft 2")
    hands.see("*", "^Needs eyes")
    hands.press("space", "a")


def close(hands: Hands) -> None:
    """A pass with initials, then the last one."""
    hands.press("ctrl+5")
    hands.read("label", "draft 2", "draft 2")
    hands.press("i")
    hands.see("*", "^Initial a pass$")
    hands.press("1")
    hands.await_keyboard("text", "^Remarks on the pass")
    hands.press("Return")
    hands.see("list item", "checking: EL")
    choose(hands, "sign off")
    hands.await_keyboard("text", "Remarks on signing off")
    hands.press("Return")
    hands.see("list item", "sign-off: EL")


def export(hands: Hands, day: Day) -> None:
    """The report as a web page."""
    hands.press("ctrl+shift+e")
    hands.title("Export report")
    hands.await_keyboard(*FILE_NAME)
    hands.press("ctrl+a")
    hands.type(str(day.home / "report.html"))
    hands.press("Return")
    hands.see("*", "^The report is in")


def walk(hands: Hands) -> None:
    """Every page can be read by somebody who does not see it."""
    for number, landmark in enumerate(LANDMARKS, 1):
        hands.press(f"ctrl+{number}")
        hands.see("*", landmark)
        unnamed = hands.unnamed()
        assert not unnamed, f"page {number} has things without a name: {unnamed[:5]}"


def told(day: Day) -> str:
    """What the command line says of the same day."""
    report = (day.home / "report.html").read_text("utf-8")
    assert HEADLINE in report and "212 passengers" in report
    found = day.galley("show", slug(day))
    states = [check["state"] for check in found["checks"]]
    assert found["draft"]["number"] == 2, found["draft"]
    assert states.count("confirmed_with_change") == 1, states
    return ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states)))
