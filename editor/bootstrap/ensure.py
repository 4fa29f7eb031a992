"""Make sure the locked libraries are there, in a private `.venv` beside the code if need be.

Nothing is done when every pin is importable at its version (an environment someone
else made) or when Galley runs as an installed package. Every start passes here, so that this
module imports next to nothing; what makes an environment is in `environment`.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from editor.bootstrap import system_libraries

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+?)(?:\s*;\s*(.+?))?\s*\\?$")
INFO = ".dist-info"


def ensure(module: str, arguments: list[str], lock: Path) -> None:
    """Return when the pins of `lock` can be imported; else re-run `module` where they can be.

    Exits with code 1 and one sentence when the environment cannot be made.
    """
    if not (ROOT / "pyproject.toml").is_file():
        return
    ready = satisfied(lock)
    window = module == "tests" or wants_window(arguments)
    if ready and not (window and system_libraries.wanting()):
        return
    from editor.bootstrap import environment

    environment.enter(module, arguments, lock, ready, window)


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments open the window: files only, and a screen to show it on."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(screen) and all(not a.startswith("-") and Path(a).is_file() for a in arguments)


def satisfied(lock: Path) -> bool:
    """Whether every pin that counts without an environment marker is installed at its version."""
    found = _installed()
    for line in lock.read_text("utf-8").splitlines():
        pin = PIN.match(line) if line[:1] not in (" ", "#", "") else None
        if pin is None or pin[3]:
            continue
        if (found.get(_plain(pin[1])) or _version(pin[1])) != pin[2]:
            return False
    return True


def _installed() -> dict[str, str]:
    """Versions by name, as the folders that installers leave beside a library tell them."""
    found: dict[str, str] = {}
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:  # an archive, or no folder at all
            continue
        for name in names:
            if name.endswith(INFO):
                library, _dash, version = name.removesuffix(INFO).partition("-")
                found.setdefault(_plain(library), version)
    return found


def _version(name: str) -> str | None:
    """The version of a library that was installed some other way; None where it is not there."""
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _plain(name: str) -> str:
    """The name of a library, however it is written."""
    return re.sub(r"[-_.]+", "-", name).lower()
