"""Reading within limits, to be called in a worker process: it is ended when a limit is passed.

Time is watched from outside the interpreter, so that no library can hold it up; memory is
refused by the system where the system can (Linux). Nothing may open a socket meanwhile.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.records import Document
from editor.reading import reader, sheet
from editor.reading.errors import ReadError
from editor.reading.limits import DEFAULT, PASTED, Limits
from editor.reading.parts import Part

BALLAST = 8_000_000
"""Bytes held back, so that an answer can still be given when the memory is used up."""
FORBIDDEN = frozenset(
    {
        "socket.__new__",
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "subprocess.Popen",
        "os.system",
        "os.exec",
    }
)


def read_file(path: Path, limits: Limits = DEFAULT) -> Document:
    """`editor.reading.reader.read_file` within `limits`; raises ReadError."""
    with guarded(limits, path.name):
        return reader.read_file(path, limits)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """`editor.reading.reader.read_bytes` within `limits`; raises ReadError."""
    with guarded(limits, name):
        return reader.read_bytes(data, name, limits)


def parts(path: Path, limits: Limits = DEFAULT) -> list[Part]:
    """`editor.reading.reader.parts_of` a file within `limits`; raises ReadError."""
    with guarded(limits, path.name):
        return reader.parts_of(reader.bytes_of(path, limits), path.name, limits)


def rows(path: Path, limits: Limits = DEFAULT) -> list[list[str]]:
    """The rows of a sheet within `limits`; raises ReadError."""
    with guarded(limits, path.name):
        return sheet.rows_of(reader.bytes_of(path, limits), path.name, limits)


def read_clipboard(markup: str, text: str, limits: Limits = DEFAULT) -> Document:
    """The Document on the clipboard: of its markup where it has words, else of its plain text."""
    with guarded(limits, PASTED):
        return reader.read_clipboard(markup, text, PASTED, limits)


@contextmanager
def guarded(limits: Limits, name: str) -> Iterator[None]:
    """Hold what runs inside to `limits`; what does not fit is a ReadError that names the file.

    When the time is up the process ends with TIMED_OUT, so this has an effect only in a process
    that another one started for such work.
    """
    if multiprocessing.parent_process() is None:
        yield
        return
    hook = _Offline(name)
    sys.addaudithook(hook)
    with timed(limits.seconds):
        ballast = [bytearray(BALLAST)]
        before = _grant(limits.memory)
        try:
            yield
        except MemoryError:
            ballast.clear()
            raise ReadError("memory", name=name) from None
        except ReadError:
            raise
        except Exception:
            ballast.clear()
            if _is_full(limits.memory):
                raise ReadError("memory", name=name) from None
            raise
        finally:
            hook.active = False
            _give_back(before)


@contextmanager
def timed(seconds: float) -> Iterator[None]:
    """End this process when `seconds` pass before the end, with a code of TIMED_OUT; 0 = never.

    The system's alarm does it where there is one, else a watching thread of the interpreter's.
    """
    if not seconds:
        yield
        return
    with _silent() as nowhere:
        alarm = getattr(signal, "setitimer", None)
        if alarm is not None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            alarm(signal.ITIMER_REAL, seconds)
        else:
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            if alarm is not None:
                alarm(signal.ITIMER_REAL, 0)
            else:
                faulthandler.cancel_dump_traceback_later()


@contextmanager
def _silent() -> Iterator[int]:
    """Nothing reaches the terminal meanwhile, not even what a library says as it dies."""
    nowhere, stderr = os.open(os.devnull, os.O_WRONLY), os.dup(2)
    os.dup2(nowhere, 2)
    try:
        yield nowhere
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)
        os.close(nowhere)


class _Offline:
    """An audit hook that refuses sockets and programs while it is active; it cannot be removed."""

    def __init__(self, name: str) -> None:
        self.active, self._name = True, name

    def __call__(self, event: str, _args: tuple[object, ...]) -> None:
        if self.active and event in FORBIDDEN:
            raise ReadError("unsafe", name=self._name)


def _grant(memory: int) -> tuple[int, int] | None:
    """Lower the soft limit to what is held now and `memory` bytes; returns what it was."""
    try:
        import resource

        before = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_held() + memory, before[1]))
    except (ImportError, OSError, ValueError):
        return None
    return before


def _is_full(memory: int) -> bool:
    """Whether little of what was granted is left: a library may then fail in ways of its own."""
    try:
        import resource

        return _held() > resource.getrlimit(resource.RLIMIT_DATA)[0] - memory // 5
    except (ImportError, OSError):
        return False


def _give_back(before: tuple[int, int] | None) -> None:
    if before is not None:
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, before)


def _held() -> int:
    """Bytes of data this process holds now; raises OSError where the system does not tell."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    raise OSError("no VmData")
