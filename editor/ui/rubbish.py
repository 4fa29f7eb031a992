"""Rubbish is collected on the interface thread only.

Python collects cycles on whichever thread happens to allocate. A Qt object that dies on another
thread than its own leaves its timers behind, and the next of them to fire brings the program
down. So Python's own collector is switched off while a window is there, and asked from here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 100
"""Milliseconds between two looks at how much there is to collect."""


class Collector(QObject):
    """Collects on the thread it is made on, as often as Python itself would."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Take over from Python's own collector until `stop`."""
        super().__init__(parent)
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
        due = [age for age, passed in enumerate(full) if passed]
        if due:
            gc.collect(max(due))

    def spare(self) -> None:
        """Look at nothing again that is there now: modules, classes, functions, which all stay.

        They are nine tenths of what a full collection would walk through, 15 ms of 15.3.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._look.stop()
        gc.unfreeze()
        gc.enable()
