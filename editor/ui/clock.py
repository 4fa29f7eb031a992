"""A place in a recording that goes on by itself: with its sound, or for a transcript alone."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from editor.i18n import _

TICK = 200
"""Milliseconds between two looks at the clock while it runs."""

PLAYER = (sys.executable, "-I", str(Path(__file__).resolve().parents[1] / "sound.py"))
"""The program that plays; a file and a place in seconds follow."""

WHY: dict[str, str] = {
    "device": "No sound: this machine has no device that plays it.",
    "library": "No sound: Galley cannot play it on this machine. “Open” hands it to the system.",
    "format": "No sound: only MP3, WAV, FLAC and Ogg Vorbis play here. “Open” hands it on.",
}
"""What is said for what the player says."""


class Clock(QObject):
    """Runs from a place, and stops; `sound` is the file that is heard meanwhile."""

    moved = Signal()
    """It is at another place, runs or stands."""
    heard = Signal()
    """The sound begins."""
    told = Signal(str)
    """Why nothing is heard."""

    def __init__(self, parent: QObject, player: Sequence[str] = PLAYER) -> None:
        """At the beginning of nothing; `player` is started with a file and a place."""
        super().__init__(parent)
        self.backend = ""
        """What sound goes out by, as the player names it; "" for whatever there is."""
        self.sound: Path | None = None
        self.last: float | None = None
        """Seconds at which the transcript's last words begin; None without one."""
        self._player = tuple(player)
        self._process: QProcess | None = None
        self._at, self._begun = 0.0, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)

    @property
    def wound(self) -> bool:
        """Whether there is anything to run."""
        return self.sound is not None or self.last is not None

    @property
    def running(self) -> bool:
        """Whether it runs, or is about to."""
        return self._timer.isActive() or self._process is not None

    def place(self) -> float:
        """Seconds from the start of the recording."""
        return self._at + (time.monotonic() - self._begun if self._timer.isActive() else 0.0)

    def wind(self, sound: Path | None, last: float | None) -> None:
        """Stand at the beginning of another recording, of which either may be there."""
        self.stop()
        self.sound, self.last, self._at = sound, last, 0.0

    def run(self) -> None:
        """Go on from where it stands, with the sound as soon as it is heard."""
        if self.sound is not None:
            self._start(self.sound)
        elif self.last is not None:
            self._tick()
        self.moved.emit()

    def stop(self) -> None:
        """Stand where it is."""
        self._at = self.place()
        self._timer.stop()
        self._let_go()
        self.moved.emit()

    def seek(self, place: float) -> None:
        """Go to a place, in seconds from the start, and on from there if it runs."""
        runs = self.running
        self._timer.stop()
        self._let_go()
        last = self.last if self.last is not None and self.sound is None else place
        self._at = max(min(place, last), 0.0)
        if runs:
            self.run()
        self.moved.emit()

    def _start(self, sound: Path) -> None:
        self._let_go()
        process = self._process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(lambda: self._on_said(process))
        process.errorOccurred.connect(lambda _error: self._on_word(process, "library"))
        process.finished.connect(lambda *_how: self._on_word(process, "library"))
        how = [str(sound), f"{self._at:.3f}", *([self.backend] if self.backend else [])]
        process.start(self._player[0], [*self._player[1:], *how])

    def _on_said(self, process: QProcess) -> None:
        for word in bytes(process.readAllStandardOutput().data()).decode().split():
            self._on_word(process, word)

    def _on_word(self, process: QProcess, word: str) -> None:
        if process is not self._process:
            return
        if word == "playing":
            self._tick()
            self.heard.emit()
        elif word == "ended":
            self.stop()
        elif word in WHY:
            self._at = self.place()
            self._timer.stop()
            self.told.emit(_(WHY[word]))
            self._let_go()
            if self.last is not None:
                self._tick()
        self.moved.emit()

    def _tick(self) -> None:
        self._begun = time.monotonic()
        self._timer.start()

    def _on_tick(self) -> None:
        if self._process is None and self.last is not None and self.place() >= self.last:
            self.stop()
        self.moved.emit()

    def _let_go(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()
