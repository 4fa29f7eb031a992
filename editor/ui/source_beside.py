"""A source opened beside the page: where to look in it, its kept text, its recording's clock."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.kinds import SpanKind
from db.records import Document, Evidence, Source
from editor.i18n import _, term
from editor.ui.icons import icon

WIDTH = 320
TICK = 200
"""Milliseconds between two looks at the clock while a transcript runs."""

CODE = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)")
LINKS = ("http://", "https://", "mailto:")
"""How an address begins that may be handed to the system."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A source and what of a check rests on it, first the piece that was asked for."""

    source: Source
    pieces: tuple[Evidence, ...] = ()


class SourceBeside(QWidget):
    """Shows one source; `Esc` closes it. A transcript runs by the clock and is sought in."""

    link_wanted = Signal(str)
    """An address somebody wants to see, shown to her before."""
    file_wanted = Signal(object)
    """A Source whose kept file somebody wants to see."""
    closed = Signal()
    readied = Signal()
    """There is a transcript to run now, or none any more."""

    def __init__(self) -> None:
        """Hidden, without a source."""
        super().__init__()
        self.shown: Shown | None = None
        self._cues: list[tuple[float, int, int]] = []
        self._at = self._begun = 0.0
        self.title, self.told, self.clock = QLabel(), QLabel(), QLabel()
        self.text = QPlainTextEdit()
        self.link, self.file, self.play = QPushButton(), QPushButton(), QPushButton()
        self.shut = QToolButton()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._lay_out()
        self._timer.timeout.connect(self._on_tick)
        self.play.clicked.connect(self.toggle)
        self.shut.clicked.connect(self.close_panel)
        self.link.clicked.connect(lambda: self.link_wanted.emit(self._address()))
        self.file.clicked.connect(lambda: self.file_wanted.emit(self.shown and self.shown.source))
        self.hide()

    def show_source(self, shown: Shown) -> None:
        """Show a source and where to look in it; its kept text comes by `show_document`."""
        self._stop()
        self.shown, self._cues, self._at = shown, [], 0.0
        source = shown.source
        self.title.setText(source.name)
        told = [" · ".join(p for p in (term(source.kind), source.contact, source.locator) if p)]
        told += [source.note] if source.note else []
        for piece in shown.pieces:
            words = f"“{piece.excerpt}”" if piece.excerpt else ""
            told.append("  ".join(part for part in (piece.locator, words) if part))
        self.told.setText("\n".join(line for line in told if line))
        self.link.setText(self._address())
        self.link.setToolTip(self._address())
        self.link.setVisible(bool(self._address()))
        self.file.setText(_("Open {name}").format(name=source.file_name))
        self.file.setVisible(bool(source.file))
        self.text.clear()
        self.text.hide()
        self._show_clock()
        self.show()
        self.readied.emit()

    def show_document(self, document: Document) -> None:
        """Show the kept file's text, scrolled to what was looked for in it."""
        self.text.setPlainText(document.text)
        self.text.show()
        spans = [span for span in document.spans if span.kind is SpanKind.CUE]
        self._cues = [(seconds(span.target), span.start, span.end) for span in spans]
        self._show_clock()
        self.readied.emit()
        piece = next(iter(self.shown.pieces), None) if self.shown else None
        if piece is not None and self.timed and CODE.search(piece.locator):
            self.seek_to(seconds(piece.locator))
        if piece is not None and piece.excerpt:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            if self.text.find(piece.excerpt[:200]):
                self.text.centerCursor()

    @property
    def timed(self) -> bool:
        """Whether there is a transcript to run and to seek in."""
        return bool(self._cues)

    @property
    def running(self) -> bool:
        """Whether the transcript runs."""
        return self._timer.isActive()

    def place(self) -> float:
        """Seconds from the start of the recording."""
        return self._at + (time.monotonic() - self._begun if self.running else 0.0)

    def toggle(self) -> None:
        """Let the transcript run by the clock, or stop it where it is."""
        if self.running:
            self._stop()
        elif self.timed:
            self._begun = time.monotonic()
            self._timer.start()
        self._show_clock()

    def seek(self, by: float) -> None:
        """Go `by` seconds on, or back."""
        self.seek_to(self.place() + by)

    def seek_to(self, place: float) -> None:
        """Go to a place, in seconds from the start; never beyond the last cue."""
        last = self._cues[-1][0] if self._cues else 0.0
        self._at, self._begun = min(max(place, 0.0), last), time.monotonic()
        self._show_clock()

    def close_panel(self) -> None:
        """Put the source away."""
        self._stop()
        self.shown, self._cues = None, []
        self.hide()
        self.readied.emit()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _address(self) -> str:
        where = self.shown.source.locator if self.shown else ""
        return where if where.startswith(LINKS) else ""

    def _stop(self) -> None:
        self._at = self.place()
        self._timer.stop()

    def _on_tick(self) -> None:
        if self._cues and self.place() >= self._cues[-1][0]:
            self._stop()
        self._show_clock()

    def _show_clock(self) -> None:
        """Say the place, and select the words spoken there."""
        for widget in (self.clock, self.play):
            widget.setVisible(self.timed)
        if not self.timed:
            return
        at = self.place()
        minutes, second = divmod(int(at), 60)
        self.clock.setText(f"{minutes // 60}:{minutes % 60:02}:{second:02}")
        self.play.setText(_("Pause (F8)") if self.running else _("Run (F8)"))
        begun = [cue for cue in self._cues if cue[0] <= at + 0.001] or self._cues[:1]
        cursor = QTextCursor(self.text.document())
        words = self.text.toPlainText()
        cursor.setPosition(units(words, begun[-1][1]))
        cursor.setPosition(units(words, begun[-1][2]), QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectionStart() != self.text.textCursor().selectionStart():
            self.text.setTextCursor(cursor)

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Source"))
        self.title.setProperty("heading", "true")
        self.told.setProperty("quiet", "true")
        for words in (self.title, self.told):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
        self.clock.setAccessibleName(_("Time in the recording"))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the source"))
        self.shut.setIcon(icon("x", "muted"))
        self.shut.setAccessibleName(_("Close the source"))
        self.link.setIcon(icon("external-link", "muted"))
        self.file.setIcon(icon("file-text", "muted"))
        for button in (self.link, self.file, self.play):
            button.setProperty("small", "true")
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.play)
        row.addWidget(self.clock)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        for widget in (self.told, self.link, self.file):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addStretch(0)


def seconds(code: str) -> float:
    """The first time code in a text, `0:04:12.5` or `4:12`, in seconds; 0 without one."""
    found = CODE.search(code)
    if found is None:
        return 0.0
    hours, minutes, rest = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest)


def units(text: str, place: int) -> int:
    """A code point's place in UTF-16 units, as Qt counts."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
