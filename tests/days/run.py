"""`python3 -m tests --days [NAME ...]`: whole days at the window: keyboard, mouse, drafts.

Each day starts the real program on a screen of its own, with an empty home. It needs Debian's
`xvfb xdotool openbox dbus at-spi2-core python3-gi gir1.2-atspi-2.0` and Qt's libraries for X;
a day that fails leaves a picture of the screen and names where it lies.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import drafts_day
import keyboard_day
import mouse_day
from hands import Hands
from screen import Missed, Screen, missing

ROOT = Path(__file__).resolve().parents[2]


class Day:
    """One home, in which the program is started, used, closed and started again."""

    def __init__(self, home: Path) -> None:
        """`home` is empty."""
        self.home = home
        for part in ("d", "c", "s"):
            (home / part).mkdir()
        self.env = {
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "d"),
            "XDG_CONFIG_HOME": str(home / "c"),
            "XDG_STATE_HOME": str(home / "s"),
            "LOGNAME": "Elif Larsen",
            "LC_ALL": "C.UTF-8",
        }
        for number in (1, 2):
            text = Path(__file__).with_name(f"ferry-{number}.md").read_text("utf-8")
            (home / f"ferry-{number}.md").write_text(text, "utf-8")

    @contextmanager
    def at_the_window(self) -> Iterator[Hands]:
        """The program on a screen until it is closed by whoever uses it."""
        with Screen([sys.executable, "-m", "editor"], self.home / "s", self.env) as screen:
            hands = Hands(screen)
            try:
                yield hands
                screen.until(lambda: screen.program.poll() is not None, "the program has ended")
            except AssertionError:
                screen.picture(self.home / "missed.png")
                print(f"the screen: {self.home / 'missed.png'}")
                raise
        if screen.program.returncode:
            raise Missed(f"the program ended with {screen.program.returncode}")

    def galley(self, *words: str) -> Any:
        """What the command line says about the same store."""
        command = [sys.executable, "-m", "editor", *words, "--json"]
        env = {**os.environ, **self.env}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        return json.loads(done.stdout)


def run(names: Sequence[str]) -> int:
    """Live through the days called `names`, all without any; 0 when each went well."""
    if lacking := missing():
        print("For the days this machine lacks: " + ", ".join(lacking), file=sys.stderr)
        return 2
    os.chdir(ROOT)
    days = {
        "keyboard": keyboard_day.live,
        "mouse": mouse_day.live,
        "drafts": drafts_day.live,
    }
    went = [live_through(name, live) for name, live in days.items() if not names or name in names]
    return 0 if went and all(went) else 1


def live_through(name: str, live: Callable[[Day], Iterator[str]]) -> bool:
    """Whether one day went well; its home stays where it did not."""
    begun = time.monotonic()
    home = Path(tempfile.mkdtemp(prefix=f"galley-{name}-day-"))
    said = ""
    try:
        for line in live(Day(home)):
            print(f"  {line}", flush=True)
        shutil.rmtree(home)
    except AssertionError as error:
        said = f"FAILED: {error}"
    print(f"the {name} day {said or 'went well'} ({time.monotonic() - begun:.0f} s)", flush=True)
    return not said
