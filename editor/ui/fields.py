"""Fields of the mark's card: one line or as many as the text has, with both texts at a conflict."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.i18n import _
from editor.ui.typist import Typist

TALLEST = 9
"""Lines a text field shows before it scrolls."""


class GrowingText(QPlainTextEdit):
    """As high as its text, up to `TALLEST` lines."""

    def __init__(self) -> None:
        """Empty, one line high."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size)
        self._lines = 1

    def sizeHint(self) -> QSize:
        """Its lines and the room around them."""
        return QSize(120, self._lines * self.fontMetrics().lineSpacing() + 22)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink below its text."""
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self._on_size()

    def _on_size(self) -> None:
        wanted = max(round(self.document().size().height()), 1)
        always, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(always if wanted > TALLEST else never)
        if min(wanted, TALLEST) != self._lines:
            self._lines = min(wanted, TALLEST)
            self.updateGeometry()


def clearable(line: QLineEdit) -> None:
    """Give a line a button that empties it."""
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QToolButton):
        if not button.accessibleName():
            button.setAccessibleName(_("Clear"))


def completer(words: list[str], parent: QObject) -> QCompleter:
    """Offers those of `words` that hold what is typed, whatever its case."""
    made = QCompleter(QStringListModel(words, parent), parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    return made


class KeptField(QWidget):
    """A labelled field of one record whose text the typist keeps and saves."""

    finished = Signal()
    """Ctrl+Enter: the text is saved and the person goes on."""
    entered = Signal()
    """The keyboard came into it."""

    def __init__(self, typist: Typist, field: str, title: str, one_line: bool = False) -> None:
        """A field called `field` in records; `title` is its label and accessible name."""
        super().__init__()
        self._typist, self.field = typist, field
        self._record: Any = None
        self.editor: QLineEdit | GrowingText = QLineEdit() if one_line else GrowingText()
        self.editor.setAccessibleName(title)
        self.editor.installEventFilter(self)
        self.title = QLabel(title)
        self.title.setProperty("quiet", "true")
        self.title.setBuddy(self.editor)
        self.theirs = QLabel()
        self.theirs.setWordWrap(True)
        self.theirs.setTextFormat(Qt.TextFormat.PlainText)
        self.keep_mine = QPushButton(_("Keep mine"))
        self.take_theirs = QPushButton(_("Take theirs"))
        self._conflict = QWidget()
        self._lay_out()
        self.editor.textChanged.connect(self._on_changed)
        self.keep_mine.clicked.connect(lambda: self._decide(True))
        self.take_theirs.clicked.connect(lambda: self._decide(False))
        typist.conflicted.connect(self._on_told)
        typist.saved.connect(self._on_told)

    def show_record(self, record: Any) -> None:
        """Show the field of a record as it stands; typed text of it stays."""
        self._record = record
        text = self._typist.text_of(record, self.field)
        if text != self.text():
            self._write(text)
        self._show_conflict()

    def forget_record(self) -> None:
        """Show nothing."""
        self.commit()
        self._record = None
        self._write("")
        self._conflict.hide()

    def text(self) -> str:
        """What stands in it."""
        editor = self.editor
        return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()

    def commit(self) -> None:
        """Save what was typed, if anything was."""
        if self._record is not None:
            self._typist.commit(self._record.id, self.field)

    def complete_with(self, words: list[str]) -> None:
        """Offer these while a line is typed."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setCompleter(completer(words, self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving saves; Ctrl+Enter saves and goes on."""
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        elif event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commit()
                self.finished.emit()
                return True
        return super().eventFilter(watched, event)

    def _write(self, text: str) -> None:
        self.editor.blockSignals(True)
        editor = self.editor
        if isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.setCursorPosition(len(text) if editor.hasFocus() else 0)
        else:
            editor.setPlainText(text)
        self.editor.blockSignals(False)

    def _on_changed(self) -> None:
        if self._record is not None:
            self._typist.type(self._record, self.field, self.text())

    def _on_told(self, record_id: str, field: str) -> None:
        if self._record is not None and (record_id, field) == (self._record.id, self.field):
            self._show_conflict()

    def _show_conflict(self) -> None:
        theirs = self._typist.theirs(self._record, self.field)
        self._conflict.setVisible(theirs is not None)
        if theirs is not None:
            self.theirs.setText(_("Someone wrote meanwhile: {text}").format(text=theirs))

    def _decide(self, mine: bool) -> None:
        if self._record is not None:
            self._typist.decide(self._record, self.field, mine)
            self.show_record(self._record)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep_mine)
        buttons.addWidget(self.take_theirs)
        buttons.addStretch(1)
        below = QVBoxLayout(self._conflict)
        below.setContentsMargins(0, 0, 0, 4)
        below.addWidget(self.theirs)
        below.addLayout(buttons)
        for button in (self.keep_mine, self.take_theirs):
            button.setProperty("small", "true")
        self._conflict.setProperty("ground", "warning")
        self._conflict.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.editor)
        column.addWidget(self._conflict)
        column.addStretch(1)
