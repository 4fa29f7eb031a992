"""One question at the foot of a page, answered in one line; there is no dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from editor.i18n import _
from editor.ui.keeper import Keeper, Kept

RECORD = "line"
"""Under which typed lines are kept, each by its key."""


class AskLine(QWidget):
    """Asks for a line of text; Enter gives it, Esc puts it away and keeps what was typed."""

    ANSWERS_ESCAPE = True

    left = Signal()
    """The keyboard should go back to the page."""

    def __init__(self, keeper: Keeper) -> None:
        """No question is asked; `keeper` keeps what is typed."""
        super().__init__()
        self.question = QLabel()
        self.field = QLineEdit()
        self.done = QPushButton(_("Done"))
        self.cancel = QPushButton(_("Cancel"))
        self._answered: Callable[[str], None] | None = None
        self._needed = True
        self._kept = Kept(keeper, self.field, "")
        self._lay_out()
        self._connect()
        self.hide()

    def ask(
        self,
        key: str,
        question: str,
        answered: Callable[[str], None],
        needed: bool = True,
        text: str = "",
    ) -> None:
        """Ask; `answered` gets the line. What was typed for the same `key` before comes back.

        Without `needed` an empty line is an answer too. `text` stands in the line at first.
        """
        self._answered, self._needed = answered, needed
        self.question.setText(question)
        self.field.setAccessibleName(question)
        self._kept.show(RECORD, text, key)
        self.done.setEnabled(not needed or bool(self.field.text().strip()))
        self.show()
        self.field.setFocus()

    def put_away(self) -> None:
        """Ask no more; what was typed is kept for the next time."""
        self._answered = None
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter answers, Esc puts away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_done()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                return True
        return super().eventFilter(watched, event)

    def _on_done(self) -> None:
        text, answered = self.field.text().strip(), self._answered
        if answered is None or (self._needed and not text):
            return
        self._kept.give()
        self.put_away()
        answered(text)

    def _on_typed(self, text: str) -> None:
        self.done.setEnabled(not self._needed or bool(text.strip()))

    def _lay_out(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.done.setProperty("primary", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        for widget, stretch in ((self.question, 0), (self.field, 1), (self.done, 0)):
            row.addWidget(widget, stretch)
        row.addWidget(self.cancel)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.done.clicked.connect(self._on_done)
        self.cancel.clicked.connect(self.put_away)
