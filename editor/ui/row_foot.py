"""The line below rows of checks: what is selected and there, and a long act under way."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from db.kinds import SETTLED, State
from editor.commands.bulk import Stopped
from editor.i18n import _, label
from editor.ui.elided import Elided

SHOWN_AFTER = 500
"""Milliseconds an act may take before its progress is shown."""


class Task:
    """What a long command calls after each part: it tells the progress and raises when stopped."""

    def __init__(self, told: Callable[[int], None]) -> None:
        """`told` is called with the number of records done, on the command's thread."""
        self._told = told
        self._stop = threading.Event()

    def __call__(self, done: int) -> None:
        """Tell that `done` records are done; raises Stopped after `stop`."""
        if self._stop.is_set():
            raise Stopped
        self._told(done)

    def stop(self) -> None:
        """Let the command raise at its next part, so that nothing of it is kept."""
        self._stop.set()


class Underway(QWidget):
    """A bar and a way to cancel while many checks are being changed; hidden otherwise."""

    shown = Signal(bool)
    """Whether it can be seen now."""

    def __init__(self) -> None:
        """Nothing is under way."""
        super().__init__()
        self.bar = QProgressBar()
        self.cancel = QPushButton(_("Cancel"))
        self._task: Task | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOWN_AFTER)
        self._late.timeout.connect(lambda: self._show(True))
        self.cancel.clicked.connect(self._on_cancel)
        self.bar.setAccessibleName(_("Progress"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def begin(self, total: int, deliver: Callable[[Callable[[], None]], None]) -> Task:
        """An act on `total` records begins; its progress is told through the Task."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(0)
        self.cancel.setEnabled(True)
        self._task = Task(lambda done: deliver(lambda: self.bar.setValue(done)))
        self._late.start()
        return self._task

    def end(self, task: Task) -> None:
        """An act is over; one that began after it goes on being shown."""
        if task is self._task:
            self._task = None
            self._late.stop()
            self._show(False)

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        if self._task is not None:
            self._task.stop()

    def _show(self, shown: bool) -> None:
        self.setVisible(shown)
        self.shown.emit(shown)


class RowFoot(QWidget):
    """What is selected and the counts on one line; what is under way in their place."""

    def __init__(self) -> None:
        """Nothing is selected and nothing counted."""
        super().__init__()
        self.selected = QLabel()
        self.counts = Elided(lines=2, more=" …")
        self.underway = Underway()
        self.underway.shown.connect(self.counts.setHidden)
        self.counts.setProperty("quiet", "true")
        self.counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(18)
        row.addWidget(self.selected, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.counts, 1)
        row.addWidget(self.underway, 1)

    def say_selected(self, selected: int, total: int) -> None:
        """Say how many rows are selected of how many."""
        if selected > 1:
            words = _("{selected} of {total} selected; Enter, O and H: the current one")
        else:
            words = _("{total} checks") if total != 1 else _("1 check")
        self.selected.setText(words.format(selected=grouped(selected), total=grouped(total)))

    def say_counts(self, counts: dict[State, int]) -> None:
        """Say how many checks stand in each state, the open ones first."""
        left = sum(count for state, count in counts.items() if state not in SETTLED)
        total = sum(counts.values())
        ordered = [state for state in State if counts.get(state)]
        ordered.sort(key=lambda state: state in SETTLED)
        parts = [f"{grouped(counts[state])} {label(state)}" for state in ordered]
        told = _("{open} open of {all}").format(open=grouped(left), all=grouped(total))
        self.counts.set_parts([told, *parts] if total else [])


def grouped(count: int) -> str:
    """A number with thin spaces between its thousands."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
