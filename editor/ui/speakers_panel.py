"""Who is quoted in the article: how often, in how many words, and whose quotes are unchecked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from db.kinds import Kind
from db.records import Suggestion
from editor.i18n import _, plural
from editor.text.roll import Quoted, SpeakerLine, roll
from editor.ui.opened import Reading

WIDTH = 250


class _List(QListWidget):
    """Tells the row that is clicked, or chosen by Enter or Space."""

    row_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.itemClicked.connect(lambda item: self.row_chosen.emit(self.row(item)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose; everything else moves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.row_chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class SpeakersPanel(QWidget):
    """A row for each speaker; choosing one shows that speaker's words alone, again everybody's."""

    speaker_chosen = Signal(str)
    """A speaker's name; "" for everybody."""
    closed = Signal()

    def __init__(self) -> None:
        """Nobody is quoted."""
        super().__init__()
        self.lines: list[SpeakerLine] = []
        self.chosen = ""
        self.title, self.list = QLabel(_("Speakers")), _List()
        self._lay_out()
        self.list.row_chosen.connect(self._on_row)
        self.hide()

    def show_lines(self, lines: Sequence[SpeakerLine]) -> None:
        """List these speakers."""
        self.lines = list(lines)
        self.list.clear()
        self.list.addItems([_words(line) for line in lines])
        for row, line in enumerate(lines):
            if line.speaker and line.speaker == self.chosen:
                self.list.setCurrentRow(row)
        if self.chosen not in {line.speaker for line in lines}:
            self.choose("")

    def choose(self, speaker: str) -> None:
        """Show one speaker's words alone, or everybody's for ""."""
        if speaker == self.chosen:
            return
        self.chosen = speaker
        if not speaker:
            self.list.clearSelection()
        self.speaker_chosen.emit(speaker)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows everybody and closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.choose("")
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.lines):
            speaker = self.lines[row].speaker
            self.choose("" if speaker == self.chosen else speaker)

    def _lay_out(self) -> None:
        self.title.setProperty("heading", "true")
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list.setAccessibleName(_("Speakers"))
        self.list.setProperty("ground", "panel")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)


def speakers_of(reading: Reading, offers: Iterable[Suggestion]) -> list[SpeakerLine]:
    """Who is quoted in the marks of an article, and in what is suggested besides."""
    marked = [
        Quoted(mark.id, mark.speaker, mark.role, mark.exact, reading.is_open(mark))
        for mark in reading.placed
        if mark.kind is Kind.QUOTE
    ]
    offered = [
        Quoted("", offer.speaker, offer.role, offer.text, True)
        for offer in offers
        if offer.kind is Kind.QUOTE
    ]
    return roll([*marked, *offered])


def _words(line: SpeakerLine) -> str:
    """A speaker in two lines: name and role, then the counts that are not nothing."""
    name = line.speaker or _("Nobody named")
    counts = (
        (line.quotes, plural("{count} quote", "{count} quotes", line.quotes)),
        (line.words, plural("{count} word", "{count} words", line.words)),
        (line.unchecked, _("{count} unchecked")),
        (line.suggested, _("{count} suggested")),
    )
    told = " · ".join(said.format(count=count) for count, said in counts if count)
    return f"{name}, {line.role}\n{told}" if line.role else f"{name}\n{told}"
