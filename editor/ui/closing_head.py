"""The head of the closing page: how long is left, where the article stands, what is open."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.kinds import Risk, State
from db.records import NEVER
from editor.i18n import _, plural, term
from editor.session import now_ms
from editor.times import left, moment
from editor.ui.closing_sheet import Sheet
from editor.ui.elided import own_way
from editor.ui.fonts import sans, serif

STAGES = ("filed", "checking", "editing", "copy", "page_proof", "closed", "published")
"""What an article goes through; one that stands at another keeps it."""

TICK = 20_000
"""Milliseconds between two looks at the clock."""


class ClosingHead(QWidget):
    """One article in three lines."""

    stage_chosen = Signal(str)

    def __init__(self) -> None:
        """No article."""
        super().__init__()
        self._sheet: Sheet | None = None
        self.headline = QLabel()
        self.left = QPushButton()
        self.stage = QComboBox()
        self.draft = QLabel()
        self.counts = QLabel()
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self.say_time)
        self.stage.activated.connect(lambda at: self.stage_chosen.emit(self.stage.itemData(at)))
        self._lay_out()
        self.show_sheet(None)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Say where an article stands."""
        self._sheet = sheet
        for widget in (self.left, self.stage, self.draft, self.counts):
            widget.setVisible(sheet is not None)
        if sheet is None:
            self._clock.stop()
            self.headline.setText(_("No article is open"))
            return
        article = sheet.article
        self.headline.setText(own_way(article.headline or article.slug))
        self._fill_stages(article.stage)
        self.draft.setText(
            _("draft {number} ({hash})").format(
                number=sheet.revision.number, hash=sheet.revision.sha256[:12]
            )
        )
        self.counts.setText(counts_line(sheet))
        self.say_time()
        self._clock.start()

    def say_time(self) -> None:
        """Say how long is left now."""
        if self._sheet is None:
            return
        close, now = self._sheet.article.close, now_ms()
        if close == NEVER:
            self.left.setText(_("no closing time"))
        else:
            self.left.setText(f"{left(close, now)} · {moment(close, now)}")
        self.left.setAccessibleName(_("Closing time: {time}").format(time=self.left.text()))
        late = close < now
        if self.left.property("late") != ("true" if late else "false"):
            self.left.setProperty("late", "true" if late else "false")
            self.left.style().unpolish(self.left)
            self.left.style().polish(self.left)

    def _fill_stages(self, stage: str) -> None:
        self.stage.clear()
        for key in (*STAGES, *(() if stage in STAGES else (stage,))):
            self.stage.addItem(term(key), key)
        self.stage.setCurrentIndex(self.stage.findData(stage))

    def _lay_out(self) -> None:
        self.headline.setFont(serif(21))
        self.headline.setWordWrap(True)
        self.left.setFont(sans(17, QFont.Weight.DemiBold))
        self.left.setProperty("figure", "true")
        self.left.setToolTip(_("Set when the article is due"))
        self.stage.setAccessibleName(_("Stage"))
        self.stage.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.draft.setProperty("quiet", "true")
        self.counts.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        for widget in (self.left, self.stage, self.draft):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(6)
        column.addWidget(self.headline)
        column.addLayout(row)
        column.addWidget(self.counts)


def counts_line(sheet: Sheet) -> str:
    """What is left of how much, and of what weight, in one sentence."""
    total, open_ = len(sheet.checks), len(sheet.open_checks)
    if not total:
        return _("Nothing is marked for checking yet.")
    legal = sum(check.risk is Risk.LEGAL for check in sheet.open_checks)
    waiting = sum(check.state is State.ASKED_SOURCE for check in sheet.checks)
    unanswered = sum(not query.answered_at for query in sheet.queries)
    parts = [_("{open} of {total} left").format(open=open_, total=total)]
    parts += [plural("{count} legal", "{count} legal", legal)] if legal else []
    if waiting:
        parts.append(plural("{count} waits for a source", "{count} wait for sources", waiting))
    if unanswered:
        parts.append(plural("{count} query unanswered", "{count} queries unanswered", unanswered))
    if thin := len(sheet.thin):
        parts.append(plural("{count} thin", "{count} thin", thin))
    return ", ".join(parts) + "."
