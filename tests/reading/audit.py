"""Called inside a worker process: notes what it opens, connects to and starts from then on."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

SEEN: list[str] = []


def start() -> list[str]:
    """Begin to note."""
    sys.addaudithook(_note)
    return []


def noted() -> list[str]:
    """Paths opened since, and the names of events that reach outside the process."""
    return list(SEEN)


def _note(event: str, args: tuple[object, ...]) -> None:
    if event == "open" and isinstance(args[0], str | bytes):
        SEEN.append(args[0] if isinstance(args[0], str) else args[0].decode())
    elif event.startswith(("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn")):
        SEEN.append(event)


def peak() -> int:
    """The most bytes of memory this process ever held."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(one for one in status.read_text("ascii").splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
