"""What the drafts page shows below its bar: two drafts with their tray, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QStackedWidget, QWidget

from editor.i18n import _
from editor.ui.drafts_bar import rows_for
from editor.ui.drafts_reading import DraftsReading
from editor.ui.drafts_sides import Sides
from editor.ui.drafts_tray import Tray

NARROW = 620
"""Pixels below which only the newer draft is shown, and the detail stands below the list."""


class DraftsBody(QStackedWidget):
    """Two drafts side by side above the rows that are walked through."""

    def __init__(self) -> None:
        """Nothing to compare yet."""
        super().__init__()
        self.sides, self.tray = Sides(), Tray()
        self.both = QSplitter(Qt.Orientation.Vertical)
        self.both.setHandleWidth(1)
        self.both.addWidget(self.sides)
        self.both.addWidget(self.tray)
        self.both.setStretchFactor(0, 1)
        self.both.setSizes([460, 240])
        self.lone = QLabel()
        self.lone.setWordWrap(True)
        self.lone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lone.setProperty("quiet", "true")
        self.lone.setMargin(60)
        self.lone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.lone)
        self.addWidget(self.lone)
        self.addWidget(self.both)

    def show_none(self, has_article: bool) -> None:
        """Say how the next draft comes, or that no article is shown."""
        words = _("Choose an article to see its drafts.")
        if has_article:
            words = _(
                "There is one draft. The next one comes as a file, by dropping it here, or from the"
                " clipboard: every mark is carried over, and says what became of it."
            )
        self.lone.setText(words)
        self._turn_to(self.lone, self.lone)

    def show_reading(self, reading: DraftsReading, name: str) -> None:
        """Show two drafts, and the rows called `name`."""
        self._turn_to(self.both, self.tray)
        self.sides.show_reading(reading)
        self.show_rows(reading, name)

    def show_rows(self, reading: DraftsReading, name: str) -> None:
        """Show the rows called `name`; without any, both drafts from their beginning."""
        rows = rows_for(reading, name)
        self.tray.show_rows(rows)
        if not rows:
            self.sides.show_start()

    def _turn_to(self, page: QWidget, keyboard: QWidget) -> None:
        """Show a page; the keyboard goes along where it was on the other one."""
        focus, was = QApplication.focusWidget(), self.currentWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self.setFocusProxy(keyboard)
        self.setCurrentWidget(page)
        if held and page is not was:
            self.setFocus()

    def fit(self, width: int) -> None:
        """Show one draft and stack the tray where there is little room."""
        self.sides.show_one(width < NARROW)
        self.tray.stack(width < NARROW)
