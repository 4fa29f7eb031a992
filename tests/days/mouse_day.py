"""A day with the mouse: keys are pressed only to write words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hands import ARTICLE, Hands

if TYPE_CHECKING:
    from run import Day

HEADLINE = "The Ferry That Learned to Wait"
SOURCE = "Norvik harbour log, volume 12"


def live(day: Day) -> Iterator[str]:
    """The day; what there is to tell of it, line by line."""
    with day.at_the_window() as hands:
        hands.title("The Bridge")
        intake(hands, day)
        yield "an article came in and was read cold"
        mark(hands)
        yield "passages were marked, each with its source, and suggestions were taken"
        ask(hands)
        yield "a question went to the writer and was answered"
        triage(hands)
        yield "the queue was worked"
        revise(hands, day)
        yield "a new draft carried the marks, and what changed was looked at"
        close(hands)
        yield "the passes are initialled and the draft is signed off"
        export(hands, day)
        yield "the report is written"
        hands.menu("^File$", "^Quit$")
    with day.at_the_window() as hands:
        hands.title(HEADLINE)
        hands.menu("^File$", "^Quit$")
    if hands.pressed:
        raise AssertionError(f"{hands.pressed} keys were pressed")
    yield told(day)


def intake(hands: Hands, day: Day) -> None:
    """Open the file, read it without marks."""
    hands.menu("^File$", "^Open…$")
    hands.title("Open article")
    hands.give(str(day.home / "ferry-1.md"), "^Open$")
    hands.title(HEADLINE)
    hands.read(*ARTICLE, "NORVIK")


def mark(hands: Hands) -> None:
    """A fact and a quote with their sources, and what the program offers."""
    hands.sweep("founded in 1931")
    hands.click("push button", "^Mark fact$")
    hands.click("push button", "^Attach evidence$")
    hands.click("text", "^Source$")
    hands.type(SOURCE)
    hands.click("push button", "^Attach$")
    hands.see("label", SOURCE)
    hands.click("push button", "^State: ")
    hands.click("list item", "^confirmed$")
    hands.see("push button", "^State: confirmed$")
    hands.sweep("230 passengers")
    hands.click("push button", "^Mark fact$")
    hands.click("push button", "^State: ")
    hands.click("list item", "^confirmed$")
    hands.see("push button", "^State: confirmed$")
    hands.click("push button", "^Show suggestions$")
    hands.click("push button", "^Yes")
    hands.click("push button", "^All of this kind$")


def ask(hands: Hands) -> None:
    """A question to the writer about a passage, and her answer."""
    hands.click("*", "^Closing$")
    hands.click("list item", "Nobody knows")
    hands.click("push button", "^New query")
    hands.click("list item", "^Ines Halloran")
    hands.await_keyboard("text", "^Question to Ines Halloran")
    hands.type("Is the lighthouse ours?")
    hands.click("push button", "^Done$")
    hands.click("list item", "Is the lighthouse ours")
    hands.click("text", "^Answers by number$")
    hands.type("1. It is the one at Skarholm")
    hands.click("push button", "^Enter answers$")
    hands.read("label", "^Queries", "0 of 1 open")


def triage(hands: Hands) -> None:
    """The queue: a filter, a row, its state from the menu, its passage."""
    hands.click("*", "^Fact-check queue$")
    hands.click("table cell", "Statement: Brekke, 61")
    hands.menu("^Check$", "^Needs second source$")
    hands.see("table cell", "State: needs second source")
    hands.menu("^Go$", "^To the passage$")
    hands.title("The Bridge")
    hands.click("push button", "^Back$")
    hands.click("list item", f"^{HEADLINE}")
    hands.title(HEADLINE)


def revise(hands: Hands, day: Day) -> None:
    """The next draft comes in; what changed is looked at."""
    hands.menu("^File$", "^New draft…$")
    hands.title("New draft")
    hands.give(str(day.home / "ferry-2.md"), "^Open$")
    hands.see("combo box", "^Draft 2")
    hands.click("*", "^Changed")
    hands.click("push button", "^Still holds")


def close(hands: Hands) -> None:
    """A pass with initials, then the last one."""
    hands.click("*", "^Closing$")
    hands.read("label", "draft 2", "draft 2")
    hands.click("push button", "^Initial a pass")
    hands.click("list item", "^checking$")
    hands.click("push button", "^Done$")
    hands.see("list item", "checking: EL")
    hands.click("push button", "^Sign off")
    hands.await_keyboard("text", "^Thin: ")
    hands.type("Counted aboard")
    hands.click("push button", "^Done$")
    hands.await_keyboard("text", "Remarks on signing off")
    hands.click("push button", "^Done$")
    hands.see("list item", "sign-off: EL")


def export(hands: Hands, day: Day) -> None:
    """The report as a web page."""
    hands.click("*", "^Report$")
    hands.see("*", "^Preview of the report$")
    hands.click("push button", "^Export report…$")
    hands.title("Export report")
    hands.give(str(day.home / "report.html"), "^Save$")
    hands.see("label", "^Written to")


def told(day: Day) -> str:
    """What the command line says of the same day."""
    articles = day.galley("articles")["articles"]
    slug = next(one["slug"] for one in articles if one["headline"] == HEADLINE)
    found = day.galley("show", slug)
    states = [check["state"] for check in found["checks"]]
    assert HEADLINE in (day.home / "report.html").read_text("utf-8")
    assert found["draft"]["number"] == 2, found["draft"]
    return ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states)))
