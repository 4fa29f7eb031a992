"""A private screen with a keyboard, a mouse and an accessibility bus, and one program on it.

Nothing of the program is imported: keys and clicks go through X (`xdotool`), names and texts
are read as a screen reader does (`names.py`).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")
TOOLS = ("Xvfb", "xdotool", "openbox", "dbus-daemon")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
SIZE = "1400x900x24"
PATIENCE = 10.0
"""Seconds that something may take to show."""
BEAT = 0.03
"""Seconds between two looks."""


class Missed(AssertionError):
    """Something a person would have seen did not come."""


def missing() -> list[str]:
    """What has to be installed before there can be a screen."""
    found = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not any(Path(path).exists() for path in LAUNCHERS):
        found.append("at-spi2-core")
    probe = "import gi; gi.require_version('Atspi', '2.0')"
    if subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True).returncode:
        found.append("python3-gi and gir1.2-atspi-2.0")
    return found


class Screen:
    """Starts everything, and stops what it started."""

    def __init__(self, command: Sequence[str], folder: Path, env: Mapping[str, str]) -> None:
        """`command` is the program; logs go to `folder`."""
        self._command, self._folder = list(command), folder
        self._env = {**os.environ, **env, "QT_QPA_PLATFORM": "xcb"}
        self._env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Screen:
        self._env["DISPLAY"] = self._start_x()
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address=1", read=True)
        assert bus.stdout is not None
        self._env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        launcher = next(path for path in LAUNCHERS if Path(path).exists())
        self._start(launcher, "--launch-immediately")
        self._start("openbox")
        names = str(Path(__file__).with_name("names.py"))
        self._reader = self._start(SYSTEM_PYTHON, names, read=True, write=True)
        self.program = self._reader
        self.until(lambda: self._try("get_num_desktops"), "the window manager")
        self.program = self._start(*self._command)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for process in reversed(self._running):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                try:
                    process.wait(3)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()

    def ask(self, **question: Any) -> Any:
        """A question to `names.py`."""
        stdin, stdout = self._reader.stdin, self._reader.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps(question).encode() + b"\n")
        stdin.flush()
        return json.loads(stdout.readline())

    def until(self, look: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
        """What `look` sees as soon as it sees anything; Missed after a while."""
        end = time.monotonic() + patience
        while True:
            if found := look():
                return found
            if self.program.poll() is not None and "ended" not in what:
                raise Missed(f"the program ended, waiting for {what}")
            if time.monotonic() > end:
                raise Missed(f"not seen: {what}")
            time.sleep(BEAT)

    def x(self, *words: str | int) -> str:
        """One xdotool command."""
        command = ["xdotool", *map(str, words)]
        return subprocess.run(
            command, env=self._env, capture_output=True, text=True, check=True
        ).stdout

    def title(self) -> str:
        """The title of the window that has the keyboard, empty without one."""
        return self._try("getactivewindow", "getwindowname")

    def picture(self, path: Path) -> None:
        """Keep a picture of the screen, where there is a program that makes one."""
        if tool := shutil.which("import"):
            subprocess.run([tool, "-window", "root", str(path)], env=self._env, check=False)

    def _try(self, *words: str) -> str:
        command = ["xdotool", *words]
        return subprocess.run(command, env=self._env, capture_output=True, text=True).stdout.strip()

    def _start_x(self) -> str:
        reads, writes = os.pipe()
        screen = ("-screen", "0", SIZE, "-nolisten", "tcp", "-noreset")
        self._start("Xvfb", "-displayfd", str(writes), *screen, passed=(writes,))
        os.close(writes)
        with os.fdopen(reads) as told:
            return f":{told.readline().strip()}"

    def _start(
        self, *words: str, read: bool = False, write: bool = False, passed: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        with (self._folder / f"{len(self._running)}-{Path(words[0]).name}.log").open("wb") as log:
            process = subprocess.Popen(
                words,
                env=self._env,
                stdin=subprocess.PIPE if write else subprocess.DEVNULL,
                stdout=subprocess.PIPE if read else log,
                stderr=log,
                pass_fds=passed,
                start_new_session=True,
            )
        self._running.append(process)
        return process
