"""A source opened beside the page: where to look in it, its kept text, its recording run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
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
from editor.ui.clock import Clock
from editor.ui.icons import icon

WIDTH = 320
CODE = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)")
LINKS = ("http://", "https://", "mailto:")
"""How an address begins that may be handed to the system."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A source and what of a check rests on it, first the piece that was asked for."""

    source: Source
    pieces: tuple[Evidence, ...] = ()


class SourceBeside(QWidget):
    """Shows one source; `Esc` closes it. A recording is played, its transcript runs along."""

    link_wanted = Signal(str)
    """An address somebody wants to see, shown to her before."""
    file_wanted = Signal(object)
    """A Source whose kept file somebody wants to see."""
    closed = Signal()
    readied = Signal()
    """There is a recording to run now, or none any more."""

    def __init__(self) -> None:
        """Hidden, without a source."""
        super().__init__()
        self.shown: Shown | None = None
        self._cues: list[tuple[float, int, int]] = []
        self.title, self.told, self.clock = QLabel(), QLabel(), QLabel()
        self.run = Clock(self)
        self.text = QPlainTextEdit()
        self.link, self.file, self.play = QPushButton(), QPushButton(), QPushButton()
        self.shut = QToolButton()
        self._lay_out()
        self.run.moved.connect(self._show_clock)
        self.play.clicked.connect(self.toggle)
        self.shut.clicked.connect(self.close_panel)
        self.link.clicked.connect(lambda: self.link_wanted.emit(self._address()))
        self.file.clicked.connect(lambda: self.file_wanted.emit(self.shown and self.shown.source))
        self.hide()

    def show_source(self, shown: Shown) -> None:
        """Show a source and where to look in it; its kept text comes by `show_document`."""
        self.shown, self._cues = shown, []
        self.run.wind(None, None)
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
        if self._cues:
            self.run.wind(self.run.sound, self._cues[-1][0])
        self._ready()
        piece = next(iter(self.shown.pieces), None) if self.shown else None
        if piece is not None and piece.excerpt:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            if self.text.find(piece.excerpt[:200]):
                self.text.centerCursor()

    def hear(self, sound: Path) -> None:
        """The file of the source's sound, or of a recording whose transcript is shown."""
        self.run.wind(sound, self.run.last)
        self._ready()

    def toggle(self) -> None:
        """Let the recording run, or stop it where it is."""
        if self.run.running:
            self.run.stop()
        else:
            self.run.run()

    def seek(self, by: float) -> None:
        """Go `by` seconds on, or back."""
        self.run.seek(self.run.place() + by)

    def _ready(self) -> None:
        """Stand where the evidence points, ready to run."""
        piece = next(iter(self.shown.pieces), None) if self.shown else None
        if piece is not None and self.run.wound and CODE.search(piece.locator):
            self.run.seek(seconds(piece.locator))
        self._show_clock()
        self.readied.emit()

    def close_panel(self) -> None:
        """Put the source away."""
        self.shown, self._cues = None, []
        self.run.wind(None, None)
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

    def _show_clock(self) -> None:
        """Say the place, and select the words spoken there."""
        for widget in (self.clock, self.play):
            widget.setVisible(self.run.wound)
        if not self.run.wound:
            return
        at = self.run.place()
        minutes, second = divmod(int(at), 60)
        self.clock.setText(f"{minutes // 60}:{minutes % 60:02}:{second:02}")
        begin = _("Play (F8)") if self.run.sound else _("Run (F8)")
        self.play.setText(_("Pause (F8)") if self.run.running else begin)
        if not self._cues:
            return
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
