"""A guided first check: one quiet line that names the next key, until it was really pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from db.store import Store
from editor.i18n import _
from editor.ui.elided import Elided
from editor.ui.guide_steps import END, STEPS, Course, Seen, look
from editor.ui.opened import Reading

if TYPE_CHECKING:
    from editor.ui.window import MainWindow

SHOWN = "guide.shown"
"""The person's setting that remembers it."""
SAMPLE = "bridge"
"""The slug of the bundled sample."""
HEIGHT = 40
"""Pixels of the line."""


class GuideStrip(QFrame):
    """Says the number of the step, the key and what it does; it never takes the keyboard."""

    left = Signal()
    """Somebody wants no more of it."""

    def __init__(self) -> None:
        """Nothing is said yet."""
        super().__init__()
        self.setObjectName("guide")
        self.setProperty("ground", "panel")
        self.setProperty("rule", "below")
        self.setFixedHeight(HEIGHT)
        self.number, self.cap, self.words = QLabel(), QLabel(), Elided()
        self.leave = QPushButton()
        self.number.setProperty("quiet", "true")
        self.cap.setProperty("cap", "true")
        self.leave.setProperty("small", "true")
        self.leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 16, 0)
        row.setSpacing(8)
        for widget in (self.number, self.cap, self.words):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.leave)

    def say(self, number: str, key: str, words: str, leave: str) -> None:
        """Say a step; `leave` is what the button is called."""
        self.number.setText(number)
        self.cap.setText(key)
        self.words.set_text(words)
        self.leave.setText(leave)
        told = f"{number}: {key} {words}"
        self.setAccessibleName(told)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))


class Guide:
    """Leads through one check in one window; it follows what is done and blocks nothing."""

    def __init__(self, window: MainWindow) -> None:
        """Nothing shows until `greet` or `on_guide`."""
        self._window = window
        self._greets = False
        self.course: Course | None = None
        self.strip: GuideStrip | None = None
        window.desk.article_read.connect(self._on_reading)
        window.pages.page_shown.connect(lambda _name: self._follow())

    def greet(self) -> None:
        """Begin as soon as the sample shows, unless this person was led through it before."""
        self._greets = not self._window.desk.own.get(SHOWN)

    def on_guide(self) -> None:
        """Begin anew, in the sample where the store has it, else in the article shown."""
        self._window.desk.ask(sample_in, self._begin_in)

    def on_guide_end(self) -> None:
        """Show it no more; it is not offered to this person again."""
        if self.course is None:
            self._window.foot.say(_("No guide is shown."))
            return
        self.course = None
        self._window.desk.own.set(SHOWN, True)
        if self.strip is not None:
            self.strip.hide()
        self._window.to_page()

    def set_plain(self, plain: bool) -> None:
        """Make way for a cold read."""
        if self.strip is not None:
            self.strip.setVisible(self.course is not None and not plain)

    def _begin_in(self, article_id: str) -> None:
        window = self._window
        if not article_id and window.desk.reading is None:
            window.foot.say(_("Open an article first."))
            return
        window.on_page("article")
        if article_id:
            self.course, self._greets = None, True
            window.article_page.show_passage(article_id, "")
            reading = window.desk.reading
            if reading is not None and reading.article.id == article_id:
                self._begin()
        else:
            self._begin()

    def _begin(self) -> None:
        window = self._window
        if self.strip is None:
            self.strip = GuideStrip()
            self.strip.left.connect(self.on_guide_end)
            window.article_page.mark_focused.connect(lambda _mark: self._follow())
            window.column.insertWidget(window.column.indexOf(window.pages), self.strip)
        self._greets = False
        self.course = Course(self._look())
        self.strip.show()
        self._say()

    def _on_reading(self, reading: Reading) -> None:
        if self._greets and reading.article.slug == SAMPLE:
            self._begin()
        else:
            self._follow()

    def _follow(self) -> None:
        if self.course is not None and self.course.go_on(self._look()):
            if self.course.step is END:
                self._window.desk.own.set(SHOWN, True)
            self._say()

    def _look(self) -> Seen:
        window = self._window
        return look(window.pages.shown, window.desk.reading, window.article_page.focused)

    def _say(self) -> None:
        if self.course is None or self.strip is None:
            return
        step = self.course.step
        keys = self._window.keys[step.action].shortcuts()
        number = _("First check, {number} of {all}").format(
            number=self.course.at + 1, all=len(STEPS)
        )
        self.strip.say(
            _("First check, done") if step is END else number,
            keys[0].toString() if keys else "",
            _(step.words),
            _("Close") if step is END else _("Skip"),
        )


def sample_in(store: Store) -> str:
    """The id of the bundled sample in a store, "" where it is not there."""
    return next((one.id for one in store.articles() if one.slug == SAMPLE), "")
