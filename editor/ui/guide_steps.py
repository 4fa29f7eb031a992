"""The steps of the guided first check: what to do next, and how it shows that it was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from db.kinds import State
from editor.ui.opened import Reading


class Seen(NamedTuple):
    """What the guide goes by: the page shown, the article, the focused mark, and counts in it."""

    page: str
    article: str = ""
    focused: str = ""
    open: bool = False
    evidence: int = 0
    confirmed: int = 0
    marks: int = 0


class Step(NamedTuple):
    """One act: the action whose key does it, what it does, and whether it was done between two
    looks at the same article.
    """

    action: str
    words: str
    done: Callable[[Seen, Seen], bool]


STEPS = (
    Step(
        "next_open",
        "goes to the next fact that is still open.",
        lambda before, now: now.open and now.focused != before.focused,
    ),
    Step(
        "attach",
        "says what it rests on: type a source, and Enter keeps it.",
        lambda before, now: now.evidence > before.evidence,
    ),
    Step(
        "confirmed",
        "says that it is confirmed; each digit up to 9 is another state.",
        lambda before, now: now.confirmed > before.confirmed,
    ),
    Step(
        "mark_fact",
        "marks a fact of your own: select words, or click into a sentence.",
        lambda before, now: now.marks > before.marks,
    ),
    Step(
        "undo",
        "takes it back, as it does with every act.",
        lambda before, now: now.marks < before.marks,
    ),
    Step(
        "page_queue",
        "shows what is open in all articles at once.",
        lambda before, now: now.page == "queue",
    ),
    Step(
        "page_closing",
        "shows what stands between this article and its closing.",
        lambda before, now: now.page == "closing",
    ),
)

END = Step(
    "keys",
    "names every key. That was a whole check; Help starts this guide again.",
    lambda before, now: False,
)


def look(page: str, reading: Reading | None, focused: str) -> Seen:
    """What there is to see now."""
    if reading is None:
        return Seen(page)
    mark = reading.find(focused)
    states = [check.state for check in reading.checks.values()]
    return Seen(
        page=page,
        article=reading.article.id,
        focused=focused if mark is not None else "",
        open=mark is not None and reading.is_open(mark),
        evidence=len(reading.evidence),
        confirmed=states.count(State.CONFIRMED),
        marks=len(reading.annotations),
    )


class Course:
    """Where somebody is in the steps; another article begins the present step anew."""

    def __init__(self, seen: Seen) -> None:
        """At the first step."""
        self.at = 0
        self._before = seen

    @property
    def step(self) -> Step:
        """What is to be done next; END when everything was."""
        return STEPS[self.at] if self.at < len(STEPS) else END

    def go_on(self, now: Seen) -> bool:
        """Whether the present step was done by now, so that the next one is present."""
        if now.article != self._before.article:
            self._before = now
            return False
        if not self.step.done(self._before, now):
            return False
        self.at, self._before = self.at + 1, now
        return True
