"""Rubbish is collected on the interface thread only.

Python collects cycles on whichever thread happens to allocate. A Qt object that dies on another
thread than its own leaves its timers behind, and the next of them to fire brings the program
down. So Python's own collector is switched off while a window is there, and asked from here.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

PAUSE = 100
"""Milliseconds between two looks at how much there is to collect."""
OLD = 2
"""The oldest generation: collecting it walks through everything."""


class Collector(QObject):
    """Collects on the thread it is made on, about as often as Python itself would.

    Everything is walked through at most for `share` of the time: with a long queue that takes
    30 ms, and whoever presses a key meanwhile waits for it.
    """

    def __init__(self, parent: QObject | None = None, share: float = 0.01) -> None:
        """Take over from Python's own collector until `stop`."""
        super().__init__(parent)
        self._share, self._rested = share, 0.0
        self._look = QTimer(self)
        self._look.setInterval(PAUSE)
        self._look.timeout.connect(self.look)
        self.start()

    def start(self) -> None:
        """Take over again."""
        gc.disable()
        self._look.start()

    def look(self) -> None:
        """Collect the oldest generation whose threshold is passed, and those younger."""
        full = [
            count > most > 0 for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        now = time.monotonic()
        due = [
            age for age, passed in enumerate(full) if passed and (age < OLD or now > self._rested)
        ]
        if not due:
            return
        gc.collect(max(due))
        if max(due) == OLD:
            done = time.monotonic()
            self._rested = done + (done - now) / self._share

    def spare(self) -> None:
        """Look at nothing again that is there now: modules, classes, functions, which all stay.

        They are all but 2,000 of the 60,000 things in a window that shows the sample, and with 400
        facts a full collection takes 7 ms instead of 19.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._look.stop()
        gc.unfreeze()
        gc.enable()
